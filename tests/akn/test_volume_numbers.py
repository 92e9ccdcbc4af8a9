"""Numbers of works that are hard to read: what settles them, and what leaves them doubtful."""

from __future__ import annotations

import pytest

from akn.volume_numbers import Heading, contradicted, edits, is_numbered, settle

DAY = ("1971-09-21",)


def _numbers(*headings: tuple[str, tuple[str, ...]], actor: str = "unga") -> list[str]:
    return [one.number for one in settle([Heading(text, actor, days) for text, days in headings])]


def test_one_session_for_the_whole_volume() -> None:
    found = settle(
        [
            Heading("2751 (ХХУЮ. Tides", "unga", DAY),
            Heading("2752 (XXV!). Quays", "unga", DAY),
            Heading("2754 (ХХУ\\У!). Lamps", "unga", ()),
            Heading("2758 (ХХУП). Wardens", "unga", ()),
        ]
    )
    assert [one.number for one in found] == [f"{n} (XXVI)" for n in (2751, 2752, 2754, 2758)]
    assert [one.text for one in found][::3] == ["2751 (XXVI). Tides", "2758 (XXVI). Wardens"]
    assert found[0].read == "2751 (ХХУЮ"


def test_a_number_that_the_language_tells_is_taken_unless_its_neighbours_speak_against_it() -> None:
    lines = [f"{n} (د - {session}). منارات" for n, session in ((2801, 26), (2802, 26), (2803, 21), (2804, 26))]
    numbers = ["2801 (XXVI)", "2802 (XXVI)", "2803 (XXI)", "2804 (XXVI)"]
    found = settle([Heading(t, "unga", ("1971-12-14",), n, (0, 13)) for t, n in zip(lines, numbers, strict=True)])
    assert [one.number for one in found] == ["2801 (XXVI)", "2802 (XXVI)", "", "2804 (XXVI)"]
    assert [one.text for one in found] == lines, "and nothing is written in its place"
    assert found[2].read == "2803 (د - 21)"


def test_years_of_works_that_stand_apart_stay_as_they_were_read() -> None:
    headings = [(f"Resolution {n} ({year})", ()) for n, year in ((381, 1975), (394, 1976), (407, 1977))]
    assert _numbers(*headings, actor="unsc") == ["381 (1975)", "394 (1976)", "407 (1977)"]


def test_one_heading_with_two_answers_is_doubtful() -> None:
    assert _numbers(("2751 (ХХУЮ. Tides", DAY)) == [""], "the twenty-fifth session ended on a day in that September"
    assert _numbers(("2751 (ХХУЮ. Tides", ("1971-11-21",))) == ["2751 (XXVI)"]


def test_sessions_rise_with_the_numbers() -> None:
    headings = [(f"{n} (XXV). Tides", ("1970-11-01",)) for n in (2630, 2632)]
    headings += [("2640 (ХХУ!). Quays", ()), *((f"{n} (XXVI). Lamps", ("1971-11-21",)) for n in (2770, 2771))]
    assert _numbers(*headings)[2] == "", "either of its neighbours' sessions would do"
    headings[2] = ("2640 (ХХУ!). Quays", ("1971-11-20",))
    assert _numbers(*headings)[2] == "2640 (XXVI)"


def test_what_was_read_without_a_fault_stays() -> None:
    assert _numbers(("2751 (XXVI). Tides", ()), ("900 (1990)", ())) == ["2751 (XXVI)", ""]
    assert _numbers(("Resolution 200 (1965)", ("1965-03-15",)), actor="unsc") == ["200 (1965)"]


def test_years_are_settled_like_sessions() -> None:
    headings = [(f"Resolution {n} (1965)", ("1965-03-15",)) for n in (200, 201)]
    assert _numbers(*headings, ("Resolution 202 (l9б5)", ("1965-05-06",)), actor="unsc")[2] == "202 (1965)"


@pytest.mark.parametrize(
    "text",
    [
        "12 (see above)",
        "Tides (XXVI)",
        "The text of 2751 (XXVI) of the",
        "(XXVI)",
        "",
        "又回顾2040年5月6日第3010(2040)号决议",
    ],
)
def test_other_lines_are_no_numbers(text: str) -> None:
    assert not is_numbered(text)


@pytest.mark.parametrize(
    "text", ["2751 (XXVI). Tides", "Resolution 900 (l990)", "第2751(XXVI)号决议", "2751(XXVI).潮汐"]
)
def test_lines_that_begin_with_a_number_are(text: str) -> None:
    assert is_numbered(text)


def test_a_date_of_another_number_contradicts() -> None:
    assert contradicted("237 (1967)", "unsc", ["1967-06-19"]) == "1967-06-14"
    assert contradicted("237 (1967)", "unsc", ["1967-06-14"]) == ""
    assert contradicted("2819 (XXI)", "unga", []) == "1966", "number 2819 is known to be of session XXVI"


def test_a_number_that_no_body_has_is_not_asked() -> None:
    assert settle([Heading("Twelve lamps", "unga", DAY)])[0].number == ""
    assert contradicted("900 (2044)", "nobody", DAY) == ""


@pytest.mark.parametrize(
    ("one", "other", "count"), [("", "", 0), ("XXVI", "", 4), ("XXII", "XXVI", 1), ("ab", "ba", 2)]
)
def test_edits(one: str, other: str, count: int) -> None:
    assert edits(one, other) == count == edits(other, one)
