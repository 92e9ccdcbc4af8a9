"""What kind a change is: one case a kind, in units as they are read from AKN."""

from __future__ import annotations

import pytest

from akn.compare.comparison import compare
from akn.document import Document
from converters import convert

HEAD = "The General Assembly,\n\nRecalling its resolution 98/7 of 3 December 2043,\n\n"


def _document(text: str) -> Document:
    found = convert(text.encode(), from_="text", language="en", body="ga", validate=False).document
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
        (ONE.replace("on 12", "at its ninetieth session on 12"), ["number added: ninetieth"]),
        (ONE.replace("Requests", "Urges"), ["action: Requests → Urges"]),
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
