"""Full dates in running text: found whole, in every language, and only where a date is printed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from akn.diagnostics import Position
from akn.document import Document, Operative
from akn.inline.context import Context, TextView
from akn.inline.recognise import dates as find
from akn.inline.recognise import impossible_dates
from akn.languages import codes, load
from akn.languages.dates import find_dates, find_impossible, ranges_in
from akn.languages.shape import forms
from akn.languages.view import view
from akn.text import Text
from akn.walk import Place


def _found(code: str, text: str) -> list[tuple[str, str]]:
    return [(text[found.start : found.end], found.value) for found in find_dates(load(code), text)]


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("eng", "of 16 December 2044,", [("16 December 2044", "2044-12-16")]),
        ("eng", "on December 9, 2044", [("December 9, 2044", "2044-12-09")]),
        ("eng", "9\u00a0December\u00a02044", [("9\u00a0December\u00a02044", "2044-12-09")]),
        ("eng", "9 DECEMBER 2044", [("9 DECEMBER 2044", "2044-12-09")]),
        ("fra", "du 1er avril 2044", [("1er avril 2044", "2044-04-01")]),
        ("fra", "le 16 août 2044", [("16 août 2044", "2044-08-16")]),
        ("spa", "el 16 de diciembre de 2044", [("16 de diciembre de 2044", "2044-12-16")]),
        ("rus", "от 16 декабря 2044 года", [("16 декабря 2044 года", "2044-12-16")]),
        ("rus", "16 мaя 2044 года", [("16 мaя 2044 года", "2044-05-16")]),  # a Latin letter in the month
        ("zho", "2044年12月16日第99/7号决议", [("2044年12月16日", "2044-12-16")]),
        ("zho", "2044 年 12 月 16 日", [("2044 年 12 月 16 日", "2044-12-16")]),
        ("ara", "المؤرخ 16 كانون الأول/ديسمبر 2044،", [("16 كانون الأول/ديسمبر 2044", "2044-12-16")]),
        ("ara", "١٦ كانــون الأول/ ديسمبر ٢٠٤٤", [("١٦ كانــون الأول/ ديسمبر ٢٠٤٤", "2044-12-16")]),
        ("ara", "في 3 ايار/مايو 2044", [("3 ايار/مايو 2044", "2044-05-03")]),  # alef without hamza
        ("deu", "vom 16. Dezember 2044", [("16. Dezember 2044", "2044-12-16")]),
        ("fra", "du 18décembre 2044 au 12 mai2045", [("18décembre 2044", "2044-12-18"), ("12 mai2045", "2045-05-12")]),
    ],
)
def test_a_full_date_is_found_as_printed(code: str, text: str, found: list[tuple[str, str]]) -> None:
    assert _found(code, text) == found


@pytest.mark.parametrize(
    ("code", "text", "found"),
    [
        ("eng", "from 16 to 18 May 2044", [("16", "2044-05-16"), ("18 May 2044", "2044-05-18")]),
        ("eng", "of 3 May 2043 9 and 15 May 2044", [("3 May 2043", "2043-05-03"), ("15 May 2044", "2044-05-15")]),
        ("eng", "16–18 May 2044", [("16", "2044-05-16"), ("18 May 2044", "2044-05-18")]),
        ("eng", "16\u221218 May 2044", [("16", "2044-05-16"), ("18 May 2044", "2044-05-18")]),
        ("fra", "entre le 6 et le 13 mai 2044", [("6", "2044-05-06"), ("13 mai 2044", "2044-05-13")]),
        ("fra", "du 4 mai et du 9 juillet 2044", [("4 mai", "2044-05-04"), ("9 juillet 2044", "2044-07-09")]),
        (
            "spa",
            "entre el 1 de enero y el 3 de mayo de 2044",
            [("1 de enero", "2044-01-01"), ("3 de mayo de 2044", "2044-05-03")],
        ),
        ("eng", "30 April to 2 May 2044", [("30 April", "2044-04-30"), ("2 May 2044", "2044-05-02")]),
        (
            "eng",
            "30 December 2043 to 2 January 2044",
            [("30 December 2043", "2043-12-30"), ("2 January 2044", "2044-01-02")],
        ),
        ("fra", "du 16 au 18 mai 2044", [("16", "2044-05-16"), ("18 mai 2044", "2044-05-18")]),
        ("spa", "del 16 al 18 de mayo de 2044", [("16", "2044-05-16"), ("18 de mayo de 2044", "2044-05-18")]),
        ("rus", "с 16 по 18 мая 2044 года", [("16", "2044-05-16"), ("18 мая 2044 года", "2044-05-18")]),
        ("zho", "2044年5月16日至18日", [("2044年5月16日", "2044-05-16"), ("18日", "2044-05-18")]),
        ("zho", "2044年4月30日至5月2日", [("2044年4月30日", "2044-04-30"), ("5月2日", "2044-05-02")]),
        ("ara", "من ١٦ إلى ١٨ أيار/مايو ٢٠٤٤", [("١٦", "2044-05-16"), ("١٨ أيار/مايو ٢٠٤٤", "2044-05-18")]),
        (
            "rus",
            "16 и, соответственно, 18 мая 2044 года",
            [("16", "2044-05-16"), ("18 мая 2044 года", "2044-05-18")],
        ),
        ("ara", "18-16 أيار/مايو 2044", [("18", "2044-05-18"), ("16 أيار/مايو 2044", "2044-05-16")]),  # as it is shown
        ("deu", "vom 16. bis 18. Mai 2044", [("16.", "2044-05-16"), ("18. Mai 2044", "2044-05-18")]),
    ],
)
def test_a_range_is_two_dates(code: str, text: str, found: list[tuple[str, str]]) -> None:
    assert _found(code, text) == found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("eng", "in May 2044"),
        ("eng", "on 9 December"),
        ("eng", "in 2044"),
        ("eng", "A/99/16 and 7 December"),
        ("eng", "standard 101.06 July 2044"),  # a number goes on before the day
        ("eng", "vol. 1,16 May 2044"),
        ("eng", "16 May 20445"),
        ("eng", "116 May 2044"),
        ("eng", "16 Mayday 2044"),
        ("eng", ""),
        ("fra", "en mai 2044"),
        ("zho", "2044年5月"),
        ("zho", "第99/16号决议"),
        ("ara", "في أيار/مايو 2044"),
    ],
)
def test_what_is_incomplete_or_part_of_a_number_is_no_date(code: str, text: str) -> None:
    assert _found(code, text) == []


def test_a_range_that_runs_backwards_marks_the_whole_date_only() -> None:
    assert _found("eng", "paragraphs 18 to 16 May 2044") == [("16 May 2044", "2044-05-16")]


def test_a_day_that_does_not_exist_is_told_and_not_marked() -> None:
    text = "on 31 February 2044 and 29 February 2044"
    assert _found("eng", text) == [("29 February 2044", "2044-02-29")]
    assert [text[a:b] for a, b in find_impossible(load("eng"), text)] == ["31 February 2044"]
    assert list(find_impossible(load("eng"), "on 9 December 2044")) == []


@pytest.mark.parametrize("day", ["0", "00", "32", "39", "40", "45", "81", "99", "٤٥"])
def test_a_day_that_no_month_has_is_impossible_whatever_its_number(day: str) -> None:
    for code, text in (("eng", f"on {day} March 2044"), ("fra", f"le {day} mars 2044"), ("zho", f"2044年3月{day}日")):
        (found,) = find_impossible(load(code), text)
        assert day in text[slice(*found)]
        assert _found(code, text) == []


def test_an_impossible_date_is_reported_with_its_place() -> None:
    content = "Recalls what was said on 31 April 2044;"
    context = Context(load("eng"), places=lambda: {content: (Position("a.txt", line=7, column=3),)})
    document = Document(cover=(Text("31 April 2044"),), body=(Operative("1.", (Text(content),)),))
    (one,) = impossible_dates(document, context)
    assert (one.code.code, one.position.line, one.position.column) == ("M113", 7, 28)
    assert "31 April 2044" in one.message


def test_the_recogniser_reports_offsets_of_the_folded_text() -> None:
    text = "\u200fdu 16\u00ad mai 2044"
    seen = TextView.of(text)
    (one,) = find(seen, Context(load("fra")))
    assert seen.content[one.start : one.end] == "16 mai 2044"
    assert _found("fra", text) == [("16\u00ad mai 2044", "2044-05-16")]


def test_a_note_may_cite_in_the_language_that_covers_fall_back_on() -> None:
    seen, context = TextView.of("Trade for Development News (20 April 2044)."), Context(load("ara"))
    assert [m.get("date") for m in find(seen, context.at(Place.NOTE))] == ["2044-04-20"]
    assert not list(find(seen, context))


@pytest.mark.parametrize("code", codes())
@given(day=st.dates(date(1945, 1, 1), date(2099, 12, 31)))
def test_every_language_finds_the_dates_that_its_own_template_prints(code: str, day: date) -> None:
    language = load(code)
    template = language.dates.full[0].replace("~", " " if language.spaced else "")
    template = template.partition("{,|}")[0] + template.partition("{,|}")[2]
    while "|}" in template:  # what may be missing is left out
        start = template.rindex("{", 0, template.index("|}"))
        template = template[:start] + template[template.index("|}") + 2 :]
    month = forms(language.dates.months[day.month - 1])[0]
    printed = template.format(day=day.day, month=month, year=day.year)
    assert _found(code, printed) == [(printed, day.isoformat())]
    assert _found(code, f"({printed}; {printed})") == [(printed, day.isoformat())] * 2


@pytest.mark.parametrize("code", [code for code in codes() if load(code).spaced])
def test_a_range_of_days_is_looked_for_however_long_the_words_between_its_ends_are(code: str) -> None:
    language = load(code)
    month = max((name for several in language.dates.months for name in forms(several)), key=len)
    said = {"day": "4", "day2": "9", "month": month, "month2": month, "year": "2045", "year2": "2046"}
    for template in language.dates.ranges:
        longest = re.sub(
            r"\{([^{}]*[^\w{}][^{}]*)\}", lambda ways: max(ways[1].split("|"), key=len), template.replace("~", " ")
        )
        printed = re.sub(r"\{(\w+)\}", lambda slot: said[slot[1]], longest)
        assert [m.start() for m in ranges_in(language, view(language, printed).content)] == [0], printed


@pytest.mark.parametrize("code", codes())
@given(text=st.text(alphabet="0123456789 .,/-–年月日至MaydeElo", max_size=60))
def test_marks_are_in_order_apart_and_inside_the_text(code: str, text: str) -> None:
    last = 0
    for m in find_dates(load(code), text):
        assert last <= m.start < m.end <= len(text)
        assert date.fromisoformat(m.value)
        last = m.end


def test_a_template_of_dates_without_a_day_makes_no_end_of_a_range() -> None:
    english = load("eng")
    own = replace(english, dates=replace(english.dates, full=("this very day", *english.dates.full)))
    assert [m.value for m in find_dates(own, "from 3 to 5 May 2044")] == ["2044-05-03", "2044-05-05"]
