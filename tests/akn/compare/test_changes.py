"""What kind a change is: one case a kind, in units as they are read from AKN."""

from __future__ import annotations

from pathlib import Path

import pytest

from akn.compare.comparison import compare
from akn.document import Document
from converters import Options, convert

HEAD = "The General Assembly,\n\nRecalling its resolution 98/7 of 3 December 2043,\n\n"


def _document(text: str) -> Document:
    found = convert(text.encode(), options=Options(from_="text", language="en", body="ga", validate=False)).document
    assert found is not None
    return found


def _changes(old: str, new: str, head: str = HEAD) -> list[str]:
    found = compare(_document(HEAD + old), _document(head + new))
    return [c.shown() for p in found.pairs for c in p.changes]


ONE = "1. Requests the Secretary-General to report on 9 December 2044 on 12 lighthouses."


@pytest.mark.parametrize(
    ("new", "changes"),
    [
        (ONE, []),
        (ONE.replace("2044", "2045"), ["date later: 9 December 2044 → 9 December 2045"]),
        (ONE.replace(" 12 ", " 14 "), ["number: 12 → 14"]),
        (ONE.replace(" 12 ", " fourteen "), ["number: 12 → fourteen"]),
        (ONE.replace("on 12", "at its ninetieth session on 12"), ["due added: its ninetieth session"]),
        (ONE.replace("Requests", "Urges"), ["action stronger: Requests → Urges"]),
        (ONE.replace("Requests", "Invites"), ["action weaker: Requests → Invites"]),
        (ONE.replace("Requests", "Notes"), ["action weaker: Requests → Notes"]),
        (ONE.replace("Requests", "Decides to request"), ["action stronger: Requests → Decides"]),
        (ONE.replace("the Secretary-General", "the Economic and Social Council"),
         ["addressee: Secretary-General → Economic and Social Council"]),
        (ONE.replace("lighthouses", "lamps and lighthouses"), ["wording"]),
        (f"{ONE[:-1]};\n\n2. Decides to remain seized of the matter.", ["wording", "paragraph added"]),
    ],
)  # fmt: skip
def test_a_change_has_its_kind(new: str, changes: list[str]) -> None:
    assert _changes(ONE, new) == changes


def test_a_citation_is_brought_up_to_date_and_its_date_is_no_change_of_its_own() -> None:
    head = HEAD.replace("98/7 of 3 December 2043", "99/12 of 9 December 2044")
    assert _changes(ONE, ONE, head) == ["citation later: 98/7 → 99/12"]


def test_a_second_citation_is_added() -> None:
    head = HEAD.replace("its resolution 98/7 of 3 December 2043", "its resolutions 98/7 of 3 December 2043 and 99/12")
    assert _changes(ONE, ONE, head) == ["citation added: 99/12"]


_DUE = "1. Requests the Secretary-General to report to the General Assembly {} on 12 lighthouses."


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("at its ninetieth session", "at its ninety-first session",
         ["due later: its ninetieth session → its ninety-first session"]),
        ("at its ninety-second session", "at its ninetieth session",
         ["due earlier: its ninety-second session → its ninetieth session"]),
        ("by 30 June 2046", "by 30 June 2047", ["due later: by 30 June 2046 → by 30 June 2047"]),
        ("no later than 2047", "no later than 2046", ["due earlier: no later than 2047 → no later than 2046"]),
        ("within six months", "within two years", ["due: within six months → within two years"]),
        ("by 30 June 2046", "", ["due removed: by 30 June 2046"]),
        ("by 30 June 2046", "in full by 30 June 2046", ["wording"]),
    ],
)  # fmt: skip
def test_a_due_date_moves(old: str, new: str, changes: list[str]) -> None:
    assert _changes(_DUE.format(old), _DUE.format(new)) == changes


_YEARS = {
    "ar": ("tidal-libraries-99-7.ar", "الجمعية العامة في دورتها الأولى بعد المائة تقريرا",
           "الجمعية العامة في دورتها الثانية بعد المائة تقريرا"),
    "en": ("tidal-libraries.en", "Assembly at its one hundred and first", "Assembly at its one hundred and second"),
    "es": ("tidal-libraries.es", "informe en su centésimo primer", "informe en su centésimo segundo"),
    "fr": ("tidal-libraries.fr", "compte, à sa cent unième", "compte, à sa cent deuxième"),
    "ru": ("tidal-libraries.ru", "Ассамблее на ее сто первой", "Ассамблее на ее сто второй"),
    "zh": ("tidal-libraries.zh", "请秘书长向大会第一百零一届", "请秘书长向大会第一百零二届"),
}  # fmt: skip


def test_an_ordinal_of_hundreds_is_a_number() -> None:
    old = "1. Requests the Keeper to light the ninety-ninth lamp."
    assert _changes(old, old.replace("ninety-ninth", "one hundredth")) == ["number: ninety-ninth → one hundredth"]


@pytest.mark.parametrize("language", _YEARS)
def test_a_report_is_due_a_session_later_in_each_language(language: str) -> None:
    name, old, new = _YEARS[language]
    text = (Path(__file__).parents[3] / "examples" / f"{name}.txt").read_text(encoding="utf-8")
    assert text.count(old) == 1
    before, after = (
        convert(t.encode(), options=Options(from_="text", validate=False)) for t in (text, text.replace(old, new))
    )
    assert before.document is not None
    assert after.document is not None
    found = [c for p in compare(before.document, after.document).pairs for c in p.changes]
    assert [(c.kind, c.detail) for c in found] == [("due", "later")]
