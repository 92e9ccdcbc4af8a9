"""Words that recognition misreads, put right where one answer is left."""

from __future__ import annotations

import pytest

from akn.blocks import Block, NoteBlock, Spot
from akn.misread import put_right
from akn.text import Text


@pytest.mark.parametrize(
    ("language", "read", "meant"),
    [
        ("eng", "of 15 March [965", "of 15 March 1965"),
        ("eng", "in l971, 197! and 2O44,", "in 1971, 1971 and 2044,"),
        ("rus", "21 сентябрм 1971 сода.", "21 сентября 1971 года."),
        ("fra", "le 12 fevrler 1968", "le 12 fevrler 1968"),  # two signs off
        ("fra", "le 12 févrler 1968", "le 12 février 1968"),
        ("eng", "of 15 Marsh 1965", "of 15 March 1965"),
        ("eng", "no 15 lamps 1965", "no 15 lamps 1965"),
        ("eng", "of 18 March.1970", "of 18 March 1970"),
        ("fra", "le 18 mars.1970", "le 18 mars 1970"),
        ("eng", "18 lamps.1970, by 4 June. 1980 was", "18 lamps.1970, by 4 June. 1980 was"),
        ("rus", "СoBeT Безопасности", "Совет Безопасности"),
        ("eng", "СoBeT", "СoBeT"),
        ("eng", "the lot [l] and OOlS", "the lot [l] and OOlS"),  # nothing in it is a figure
        ("eng", "S/9712 and [4971]", "S/9712 and [4971]"),
    ],
)
def test_what_has_one_answer_is_put_right(language: str, read: str, meant: str) -> None:
    (block,) = put_right((Block(Text(read)),), language).blocks
    assert isinstance(block, Block)
    assert block.text.content == meant


def test_notes_are_read_too_and_places_follow() -> None:
    block = Block(Text("9 Setpember 1971 and more"), spots=(Spot(17, 1, (0.0, 0.0, 1.0, 1.0)),))
    note = NoteBlock("1", "1", (Block(Text("of 2 Januarv 197l")),))
    mended = put_right((block, note), "eng")
    assert mended.words == ["197l", "Januarv"], "years first: a month is known by one"
    held = mended.blocks[1]
    assert isinstance(held, NoteBlock)
    assert held.blocks[0].text.content == "of 2 January 1971"  # type: ignore[union-attr]
    assert mended.blocks[0] == block, "letters in another order are two signs off"
