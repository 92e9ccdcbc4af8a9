"""Pages of mandates and of comparisons speak the language of their texts; a day that languages share is told once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import pytest

pytest.importorskip("jinja2")

from akn.compare.answer_words import Evidence
from akn.compare.calendar import DueEntry, calendar_of
from akn.compare.comparison import compare
from akn.compare.following import follow_documents
from akn.document import Document
from akn.languages import codes
from converters import convert
from converters.calendars import as_ical, calendar_page, told_once
from converters.compare.follows import follow_page
from converters.compare.pages import comparison_page
from converters.mandates import as_page
from converters.view import words

EXAMPLES = Path(__file__).parents[3] / "examples"
NEXT = (
    ("99/7", "100/11"),
    ("9 décembre 2044", "7 décembre 2045"),
    ("5. Prie le", "5. Prie instamment le"),
    ("cent unième session", "cent deuxième session"),
)


@pytest.fixture(scope="module")
def years() -> list[Document]:
    """A resolution in French, and that of the year after."""
    first = (EXAMPLES / "tidal-libraries.fr.txt").read_text(encoding="utf-8")
    later = first
    for old, new in NEXT:
        assert old in first
        later = later.replace(old, new)
    return [convert(text.encode(), name="a.txt").document for text in (first, later)]


def _seen(page: bytes) -> str:
    """The words of a page and of its titles and labels, without style and scripts."""
    body = re.sub(r"<(style|script).*?</\1>", "", page.decode(), flags=re.S)
    said = " ".join(re.findall(r'(?:title|aria-label|placeholder)="([^"]*)"', body))
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body) + said)


def _english() -> list[str]:
    """Words of pages in English that are none in French."""
    english, french = words("eng"), words("fra")
    both = {word for said in french.values() for word in re.findall(r"[a-z]{4,}", said.lower())}
    found = {word for said in english.values() for word in re.findall(r"[a-z]{4,}", said.lower())} - both
    return sorted(found | {"member", "states", "general", "every"})


def test_pages_in_french_have_no_word_in_english(years: list[Document]) -> None:
    from akn.clauses import mandates

    series = list(follow_documents(years, ["a.txt", "b.txt"]))
    pages = {
        "follow": follow_page(series),
        "calendar": calendar_page(calendar_of(series, "2050-01-01"), "2050-01-01"),
        "mandates": as_page([row for one in years for row in mandates(one)]),
        "diff": comparison_page(compare(*years), "a", "b", "fra"),
    }
    for name, page in pages.items():
        said = _seen(page)
        here = set(re.findall(r"[a-z]{4,}", said.lower()))
        own = {
            word
            for one in years
            for word in re.findall(r"[a-z]{4,}", _seen(comparison_page(compare(one, one), "", "", "fra")).lower())
        }
        assert here & set(_english()) - own == set(), name
    assert "action (plus fort) : Prie → Prie instamment" in _seen(pages["follow"])
    assert "échéance (plus tard) : sa cent unième session → sa cent deuxième session" in _seen(pages["diff"])


def _due(languages: Sequence[str]) -> tuple[DueEntry, ...]:
    files = [EXAMPLES / f"tidal-libraries.{language}.txt" for language in languages]
    documents = [convert(file).document for file in files]
    return calendar_of([one for d in documents for one in follow_documents([d], ["a.txt"], alone=True)])


def test_what_languages_say_of_one_day_is_one_event() -> None:
    icalendar = pytest.importorskip("icalendar")
    every = ("en", "fr", "es", "ru", "zh")
    entries = _due(every)
    assert len(entries) == 2 * len(every)
    assert {entry.mandate.language for entry in told_once(entries)} == {"eng"}
    assert len(icalendar.Calendar.from_ical(as_ical(entries)).walk("VEVENT")) == 2
    assert calendar_page(entries).count(b"<tr data-who") == 2
    assert {entry.mandate.language for entry in told_once(_due(("ru", "fr")))} == {"fra"}


def test_a_day_that_one_language_alone_has_stays() -> None:
    entries = [entry for entry in _due(("en", "fr")) if entry.mandate.language == "fra" or entry.mandate.number == "5"]
    assert [entry.mandate.language for entry in told_once(entries)] == ["fra", "fra"], "most is said in French"


@pytest.mark.parametrize("code", codes())
def test_each_sign_that_a_document_answers_is_said_in_the_language(code: str) -> None:
    told = [words(code)[f"why_{sign}"] for sign in get_args(Evidence)]
    assert len(set(told)) == len(told)
