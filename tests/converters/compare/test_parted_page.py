"""The page of a comparison where a paragraph was split in two, or two were joined: each half is marked by itself."""

from __future__ import annotations

import pytest

pytest.importorskip("jinja2")

from lxml import html

from akn.compare.comparison import compare
from converters import convert
from converters.compare.pages import comparison_page

HEAD = "A/RES/{}/7\n\nResolution adopted by the General Assembly on 9 December {}\n\nThe General Assembly,\n\n"
KEEP = (
    "Commends the keepers of the northern coast for the light that they keep burning in all winters, and for their logs"
)
LEND = "invites the harbour boards of the region to lend them boats, ropes, oil and men whenever a storm is announced"
WHOLE = f"1. {KEEP}, and {LEND};\n\n2. Decides to remain seized of the matter.\n"
HALVES = (
    f"1. {KEEP};\n\n2. Also commends the pilots, and {LEND.replace('oil', 'lamps')};\n\n"
    "3. Decides to remain seized of the matter.\n"
)


def _rows(old: str, new: str, kind: str) -> list[tuple[str, list[str], list[str]]]:
    """What is said of each row of a kind, and the words that are marked in its old and in its new text."""
    one, two = (
        convert((HEAD.format(n, 1945 + n) + text).encode(), name="a.txt").document for n, text in ((98, old), (99, new))
    )
    page = html.fromstring(comparison_page(compare(one, two), "98/7", "99/7", "eng"))
    found = []
    for row in page.find_class(kind):
        if "row" in row.get("class").split():
            marked = [
                [e.text_content() for e in row.xpath(f"./div[contains(@class, '{side} ')]//{tag}")]
                for side, tag in (("old", "del"), ("new", "ins"))
            ]
            found.append((row.find_class("what")[0].text_content(), *marked))
    return found


def test_the_half_that_lives_on_elsewhere_is_not_struck_out() -> None:
    first, second = _rows(WHOLE, HALVES, "split")
    assert "northern" not in " ".join(first[1])
    assert "harbour boards" not in " ".join(first[1]), "these words stand in the second half"
    assert "oil" in " ".join(first[1])
    assert first[2] == [";"]
    assert second[1] == []
    assert "lamps" in second[2]
    assert "boats" not in " ".join(second[2])


def test_a_change_is_told_at_the_half_that_has_it() -> None:
    first, second = _rows(WHOLE, HALVES, "split")
    assert "Also commends" not in first[0]
    assert "Also commends" in second[0]


def test_halves_that_were_joined_are_marked_alike() -> None:
    first, second = _rows(HALVES, WHOLE, "merged")
    assert "harbour boards" not in " ".join([*first[1], *first[2], *second[1], *second[2]])
    assert "oil" in " ".join(first[2])
    assert "lamps" in second[1]
    assert "Also commends" in second[0]
    assert "Also commends" not in first[0]
