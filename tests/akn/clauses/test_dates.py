"""All that a clause says of when, and what each date is."""

from __future__ import annotations

import pytest

from akn.clauses import mandates
from converters import convert

_HEAD = (
    "United Nations A/RES/99/12\n\nGeneral Assembly\n\n"
    "Resolution adopted by the General Assembly on 9 December 2044\n\n99/12. Lamps\n\nThe General Assembly,\n\n"
)


def _dates(text: str, head: str = _HEAD) -> list[tuple[str, str, str]]:
    row = mandates(convert(f"{head}1. {text}\n".encode()).document)[-1]
    assert row.due == next((due for due in row.dates if due.role == "deadline"), None)
    return [(due.role, due.value, due.date) for due in row.dates]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Requests the Panel to submit a first report by 4 July 2045 and a last one no later than 3 January 2046;",
            [("deadline", "2045-07-04", "2045-07-04"), ("deadline", "2046-01-03", "2046-01-03")],
        ),
        (
            "Requests the Panel to report by 4 July 2045 and 3 January 2046;",
            [("deadline", "2045-07-04", "2045-07-04"), ("deadline", "2046-01-03", "2046-01-03")],
        ),
        (
            "Requests the Secretary-General to report to it at its one hundredth and one hundred and first sessions;",
            [("deadline", "unga.100", "2045-09"), ("deadline", "unga.101", "2046-09")],
        ),
        (
            "Decides to extend the mandate of the Panel until 15 December 2045;",
            [("term", "2045-12-15", "2045-12-15")],
        ),
        (
            "Requests the Secretary-General to report within 90 days of the adoption of the present resolution;",
            [("deadline", "P90D", "2045-03-09")],
        ),
        ("Requests the Keeper to report one month before the expiry of its mandate;", [("deadline", "-P1M", "")]),
        ("Urges States to end darkness by 2060;", [("aim", "2060", "2060")]),
        (
            "Requests States to light lamps effective from its one hundredth session;",
            [("start", "unga.100", "2045-09")],
        ),
    ],
)
def test_every_date_of_a_clause_has_its_role(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [found for found in _dates(text) if not found[1].startswith("mandateEnd")] == expected


def test_until_is_by_where_a_language_says_both_with_one_word_and_something_is_handed_in() -> None:
    head = "Генеральная Ассамблея,\n\n"
    asked = _dates("просит Генерального секретаря представить доклад до 30 июня 2045 года;", head)
    assert asked == [("deadline", "2045-06-30", "2045-06-30")]
    lasts = _dates("постановляет продлить мандат до 30 июня 2045 года;", head)
    assert lasts == [("term", "2045-06-30", "2045-06-30")]


@pytest.mark.parametrize("until", ["حتى", "إلى غاية", "لغاية"])
def test_arabic_says_until_in_several_ways(until: str) -> None:
    text = f"إن الجمعية العامة،\n\n1 - تقرر تمديد ولاية الفريق {until} 15 تموز/يوليه 2045؛\n"
    row = mandates(convert(text.encode()).document)[-1]
    assert ([(due.role, due.date) for due in row.dates], row.expires) == ([("term", "2045-07-15")], "2045-07-15")
