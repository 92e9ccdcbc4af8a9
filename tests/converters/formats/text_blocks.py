"""Blocks for the laws of plain text: texts full of what a reader takes for signs, and all that a text cannot carry."""

from __future__ import annotations

from hypothesis import strategies as st

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.text import Kind, Mark, Text, mark

_WORDS = st.sampled_from(
    ["Recalling", "the", "A/RES/97/3", "إذ", "تشير", "大会，", "его", "e\u0301", "x\u200fy", "25\u00a0%", "a\u00adb",
     "𝔸", "–",
     # signs of looks, of calls and of notes
     "*", "**", "***", "**bold**", "*it*", "__x__", "_",
     "(Benin)*,", "¹", "²", "(¹)", "m²", "km³", "ᵃ", "^", "^(1)", "^1",
     "[^1]", "[1]", "(1)",
     "x(1)", "(2)", "2020,1", "word1", "$", "†",
     # escapes
     "\\", "\\\\", "\\&", "\\*", "\\¹", "\\n",
     # numbers, bullets, rules and furniture
     "1.", "(a)", "- 14 - x", "-", "12 -", "12", "1", "3/7", "- 3 -", "1/1", "10-21177", "*2110117*", "________",
     "-----",
     "Page", "9 March 2044"]
)  # fmt: skip
_LOOKS = st.sampled_from([Kind.ITALIC, Kind.BOLD, Kind.UNDERLINE, Kind.SUPERSCRIPT])


@st.composite
def texts(draw: st.DrawFn, calls: tuple[str, ...] = ()) -> Text:
    """A text with looks that may cross, findings, breaks and note calls."""
    content = " ".join(draw(st.lists(_WORDS, min_size=1, max_size=5)))
    place = st.integers(0, len(content))
    marks = [Mark(*sorted((draw(place), draw(place))), draw(_LOOKS)) for _ in range(draw(st.integers(0, 2)))]
    if draw(st.integers(0, 4)) == 0:
        start, end = sorted((draw(place), draw(place)))
        marks.append(mark(start, end, Kind.REF, href="#para_1"))
    if draw(st.integers(0, 4)) == 0:
        at = draw(place)
        marks.append(mark(at, at, Kind.BREAK))
    for key in draw(st.lists(st.sampled_from(calls), max_size=3)) if calls else []:
        at = draw(place)
        marks.append(mark(at, at, Kind.NOTE, key=key))
    return Text(content, tuple(marks))


def paragraphs(calls: tuple[str, ...] = ()) -> st.SearchStrategy[Block]:
    """One block with all that a block can say."""
    return st.builds(
        Block,
        text=texts(calls),
        label=st.sampled_from(["", "", "", "1.", "(a)", "•", "12 -"]),
        style=st.sampled_from(Style),
        indent=st.integers(0, 3),
        zone=st.sampled_from(Zone),
        align=st.sampled_from(["", "center", "end"]),
        direction=st.sampled_from(["", "ltr", "rtl"]),
        language=st.sampled_from(["", "en", "ar"]),
        cut=st.booleans(),
    )


def tables(calls: tuple[str, ...] = ()) -> st.SearchStrategy[TableBlock]:
    """A table with empty cells, spans and rows of different lengths."""
    cell = st.builds(
        CellBlock,
        st.lists(paragraphs(calls), max_size=2).map(tuple),
        st.booleans(),
        st.integers(1, 2),
        st.integers(1, 2),
    )
    row = st.lists(cell, max_size=3).map(tuple)
    return st.builds(TableBlock, st.lists(row, max_size=3).map(tuple))


@st.composite
def documents(draw: st.DrawFn) -> Blocks:
    """Blocks of a whole document; some notes are never called, some notes call others."""
    markers = draw(st.lists(st.sampled_from(["1", "2", "3", "12", "*", "a"]), max_size=4, unique=True))
    keys = tuple(f"n{i}" for i in range(len(markers)))
    some = st.one_of(paragraphs(keys), paragraphs(keys), tables(keys))
    body: list[Block | TableBlock] = draw(st.lists(some, min_size=1, max_size=5))
    notes = []
    for n, (key, marker) in enumerate(zip(keys, markers, strict=True)):
        notes.append(NoteBlock(key, marker, tuple(draw(st.lists(paragraphs(keys[n + 1 :]), max_size=2)))))
    at = draw(st.integers(0, len(body)))
    return (*body[:at], *notes, *body[at:])
