"""The sum of characters: what the blocks hold is in the document, in order, or an error shows the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akn.balance import unbalanced
from akn.blocks import AnyBlock, Block, Blocks, CellBlock, NoteBlock, TableBlock
from akn.diagnostics import Position
from akn.document import Document, Operative, Point, PointList
from akn.parse import parse_blocks
from akn.text import Kind, Text, mark
from tests.strategies import blocks as any_blocks

_LINES = {
    "eng": ("99/7. Lamps", "The General Assembly,", "Recalling the tide,", "Decides to wait;", "51st plenary meeting"),
    "zho": ("99/7. 港口灯塔", "大会，", "回顾潮汐，", "决定等待；", "第51次全体会议"),
    "ara": ("99/7 - مصابيح", "إن الجمعية العامة،", "إذ تشير إلى المد،", "تقرر أن تنتظر؛", "الجلسة العامة 51"),
    "rus": ("99/7. Огни", "Генеральная Ассамблея,", "ссылаясь на прилив,", "постановляет ждать;", "51-е заседание"),
}
_LABELS = (
    "",
    "1.",
    "2.",
    "(a)",
    "(b)",
    "a)",
    "(i)",
    "–",
    "•",
    "一",
    "㈠",
    "(十一)",
    "A.",
    "I.",
    "Part I",
    "Section II",
    "第一部分",
)
_OTHERS = (
    "Annex",
    "of the keepers",
    "which goes on",
    "Lamps of the harbour:",
    "9 December 2044",
    "[Adopted.]",
    "",
    "A",
    "Recommends to the General Assembly the adoption of the following draft resolution:",
    "“The General Assembly,",
    "“1. Decides to wait;",
    "“(a) Lamps.”",
    "^a Of bronze.",
    "(United States dollars)",
)


def _lost(*blocks: AnyBlock) -> list[str]:
    return [d.message for d in parse_blocks(blocks).diagnostics if d.code.code == "S215"]


def _block(draw: st.DrawFn) -> AnyBlock:
    lines = _LINES[draw(st.sampled_from(sorted(_LINES)))]
    words = draw(st.sampled_from((*lines, *_OTHERS)))
    label = draw(st.sampled_from(_LABELS))
    apart = draw(st.booleans())  # the format keeps the number apart, as Word does
    typed = words if apart or not label else f"{label} {words}".strip()
    at = draw(st.integers(0, len(typed)))
    call = [mark(at, at, Kind.NOTE, key=str(at % 4), marker=str(at % 4))] if draw(st.integers(0, 3)) == 0 else []
    block = Block(Text(typed).marked(call), label=label if apart else "", indent=draw(st.integers(0, 2)))
    kind = draw(st.integers(0, 11))
    if kind == 0:
        return NoteBlock(str(draw(st.integers(0, 4))), "1", (block,))
    if kind == 1:
        return TableBlock(((CellBlock(()), CellBlock((block,))), (CellBlock((Block(Text(words)),)), CellBlock(()))))
    return block


@given(st.lists(st.composite(_block)(), min_size=1, max_size=25))
def test_no_order_of_lines_loses_a_word(blocks: list[AnyBlock]) -> None:
    assert _lost(*blocks) == []


@given(any_blocks())
def test_no_blocks_lose_a_word(blocks: Blocks) -> None:
    assert _lost(*blocks) == []


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ((Text("Decides to meet;"),), "lost “not”"),
        ((Text("Decides not to ever meet;"),), "new “ever”"),
        ((Text("not to meet;"), PointList((Point("Decides"),))), "moved “Decides not to meet;”"),
    ],
)
def test_words_that_are_gone_new_or_elsewhere_are_shown(content: tuple[Text, ...], told: str) -> None:
    document = Document(body=(Operative("1.", content),))
    found = list(unbalanced((Block(Text("Decides not to meet;"), label="1."),), document, Position()))
    assert [d.message.partition(": ")[2] for d in found] == [told]
    assert all(d.severity == "error" for d in found)


def test_a_note_that_is_called_nowhere_stands_at_the_end() -> None:
    note = NoteBlock("1", "1", (Block(Text("See the log of the harbour.")),))
    result = parse_blocks((Block(Text("1. Decides to wait.")), note))
    assert "S215" not in {d.code.code for d in result.diagnostics}
    assert "1 See the log of the harbour." in str(result.value)


@pytest.mark.parametrize("heading", ["Part I", "I.", "Section II", "第一部分", "Article 3"])
def test_a_note_called_on_the_number_of_a_heading_is_kept(heading: str) -> None:
    called = Text(heading).marked([mark(len(heading), len(heading), Kind.NOTE, key="1")])
    note = NoteBlock("1", "1", (Block(Text("See the log.")),))
    for title in ((), (Block(Text("Lamps")),)):
        result = parse_blocks((Block(called), *title, Block(Text("1. Decides to wait.")), note))
        assert len(result.value.notes) == 1
        assert "N301" not in {d.code.code for d in result.diagnostics}


@pytest.mark.parametrize("unseen", ["\u200d", "\u00ad", "\u200b", "\ufeff", "\u200f", "\u064b"])
def test_what_no_reader_sees_before_a_number_is_kept(unseen: str) -> None:
    for number in ("1.", "(a)", "a"):
        assert _lost(Block(Text("Lamps")), Block(Text(f"{unseen}{number} Decides to wait;"))) == []
