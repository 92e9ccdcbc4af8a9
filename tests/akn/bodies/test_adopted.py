"""The catalogue that is shipped: every line of it can be, and what it does not say is not guessed."""

from __future__ import annotations

import pytest

from akn.bodies import adopted
from akn.bodies.adopted import day_of, year_known
from akn.bodies.symbols import fits, numbered, parse_symbol
from akn.document import Document, Metadata, Operative
from akn.inline.context import Context
from akn.inline.recognise import recognise
from akn.inline.resolve import resolve
from akn.languages import load
from akn.text import Kind, Text
from akn.walk import texts_of, with_texts


def test_every_date_of_the_catalogue_is_one_on_which_the_text_can_have_been_adopted() -> None:
    wrong, known = [], 0
    for actor, name in adopted._lines():
        series = adopted._series(actor, name)
        assert series is not None
        for number, day in series.days.items():
            printed = f"{number} ({name})" if actor == "unsc" else f"{name}/{number}"
            symbol = numbered(actor, printed)
            known += 1
            if symbol is not None and (not fits(symbol, day) or day_of(symbol) != day):
                wrong.append((actor, printed, day))
    assert wrong == []
    assert known > 6000


@pytest.mark.parametrize(
    ("symbol", "by", "year"),
    [
        ("A/RES/78/317", "", "2024"),  # after the last number of the first year
        ("A/RES/66/240", "", "2011"),
        ("A/RES/57/130 B", "", ""),  # a part B may be of another year than A
        ("A/RES/99/7", "", "2044"),  # no session on record had fewer before New Year
        ("A/RES/99/120", "", ""),
        ("A/RES/99/120", "2044-12-24", "2044"),  # it was there when the first year was not over
        ("A/DEC/77/512", "", ""),
        ("A/RES/ES-10/99", "", ""),  # a session of many years
        ("A/RES/S-32/5", "", "2021"),
        ("A/HRC/RES/54/99", "", "2023"),
        ("S/RES/9999 (2044)", "", "2044"),
        ("E/RES/2044/1", "", "2044"),
        ("A/67/434", "", "2012"),
        ("A/ES-10/273", "", ""),
    ],
)
def test_a_year_is_known_or_left_out(symbol: str, by: str, year: str) -> None:
    known = parse_symbol(symbol)
    assert known is not None
    assert year_known(known, by) == year


def _cited(text: str, date: str, actor: str = "unga") -> tuple[list[str], list[str]]:
    context = Context(load("eng"), actor=actor, date=date)
    document = Document(Metadata(), body=(Operative("1.", (Text(text),)),))
    result = resolve(with_texts(document, lambda t, place: recognise(t, context.at(place))), context)
    found = [m.get("href") for t, _ in texts_of(result.value) for m in t.of(Kind.REF)]
    return [href.removeprefix("/akn/un/statement/deliberation/") for href in found], [
        d.code.code for d in result.diagnostics
    ]


def test_no_reference_is_later_than_its_document_unless_the_text_says_so() -> None:
    assert _cited("Recalls resolution 99/7;", "2030-10-11") == ([], ["C110"])
    assert _cited("Recalls its resolution 43/1;", "2020-06-22", "unga-hrc") == (["unga-hrc/2020-06-19/43-1"], [])
    assert _cited("Recalls resolution 78/317;", "2023-12-19", "unga-hrc") == ([], ["C110"])
