"""Blocks for the laws of Word: anything that a reader of another format may hand over."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Style, TableBlock, Zone
from akn.text import Kind, Mark, Text, mark

_WORDS = st.sampled_from(
    ["Recalling", "A/RES/97/3", "(b)", "12.", "«à»", "إذ", "تشير", "的", "大会，", "его", "е\u0301", "<&>", '"', "‑",
     "a\u00adb", "75/1", "–", "1", "x\u200fy", "25\u00a0%", "𝔸"]
)  # fmt: skip
_LOOKS = st.sampled_from([Kind.ITALIC, Kind.BOLD, Kind.UNDERLINE])


@st.composite
def texts(draw: st.DrawFn, calls: tuple[str, ...] = (), *, empty: bool = False) -> Text:
    """A text with looks that may cross, with a link, breaks and note calls."""
    content = " ".join(draw(st.lists(_WORDS, min_size=0 if empty else 1, max_size=5)))
    size = len(content)
    place = st.integers(0, size)
    marks = [Mark(*sorted((draw(place), draw(place))), draw(_LOOKS)) for _ in range(draw(st.integers(0, 3)))]
    if draw(st.booleans()):
        raised = draw(st.sampled_from([Kind.SUPERSCRIPT, Kind.SUBSCRIPT]))
        marks.append(Mark(*sorted((draw(place), draw(place))), raised))
    if draw(st.integers(0, 4)) == 0:
        start, end = sorted((draw(place), draw(place)))
        kind = draw(st.sampled_from([Kind.LINK, Kind.REF]))
        href = draw(st.sampled_from(['https://example.org/a?b=1&c="d"', "#para_1", "/akn/un/x"]))
        marks.append(mark(start, end, kind, href=href))
    if size > 2:
        marks += [mark(at, at, Kind.BREAK) for at in draw(st.sets(st.integers(1, size - 1), max_size=2))]
    if calls:
        chosen = draw(st.lists(st.tuples(place, st.sampled_from(calls)), max_size=2))
        marks += [mark(at, at, Kind.NOTE, key=key) for at, key in chosen]
    return Text(content, tuple(marks))


def paragraphs(calls: tuple[str, ...] = (), *, inner: bool = False) -> st.SearchStrategy[Block]:
    """One block; `inner` ones stand in a cell or a note."""
    return st.builds(
        Block,
        text=texts(calls),
        label=st.sampled_from(["", "", "", "1.", "(a)", "•", "12 -"]),
        style=st.sampled_from(Style),
        indent=st.integers(0, 3),
        zone=st.just(Zone.BODY) if inner else st.sampled_from([Zone.BODY, Zone.BODY, Zone.MASTHEAD]),
        align=st.sampled_from(["", "center", "end"]),
        direction=st.sampled_from(["", "ltr", "rtl"]),
        language=st.sampled_from(["", "en", "ar", "zh-Hans"]),
        cut=st.booleans(),
        tabbed=st.booleans(),
        anchor=st.sampled_from(["", "", "para_1", "annex_1__sec_2__para_12__point_a__indent_iii"]),
        new_page=st.booleans(),
    )


@st.composite
def tables(draw: st.DrawFn, calls: tuple[str, ...] = (), depth: int = 1) -> TableBlock:
    """A table whose cells cover its grid without overlap; rows may be short."""
    width, height = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    taken: set[tuple[int, int]] = set()
    rows = []
    for y in range(height):
        row: list[CellBlock] = []
        for x in range(width):
            if (x, y) in taken:
                continue
            wide = 1
            most = draw(st.integers(1, 3))
            while wide < most and x + wide < width and (x + wide, y) not in taken:
                wide += 1
            # the last column spans no rows, so that every row has a cell
            tall = 1 if x + wide == width else draw(st.integers(1, height - y))
            taken |= {(x + i, y + j) for i in range(wide) for j in range(tall)}
            inner = st.lists(paragraphs(calls, inner=True), max_size=1)
            blocks: list[Block | TableBlock] = list(draw(inner))
            if depth and draw(st.integers(0, 9)) == 0:
                blocks.append(draw(tables(calls, depth - 1)))
            row.append(CellBlock(tuple(blocks), draw(st.booleans()), tall, wide))
        rows.append(tuple(row))
    return TableBlock(tuple(rows))


@st.composite
def documents(draw: st.DrawFn) -> Blocks:
    """Blocks of a whole document: paragraphs, tables, and notes, of which some are never called."""
    markers = draw(st.lists(st.sampled_from(["1", "2", "3", "*", "a", "**"]), max_size=4))
    keys = tuple(f"n{i}" for i in range(len(markers)))
    body: list[Block | TableBlock] = draw(st.lists(st.one_of(paragraphs(keys), tables(keys)), min_size=1, max_size=4))
    notes = []
    for key, marker in zip(keys, markers, strict=True):
        inner = draw(st.lists(st.one_of(paragraphs(inner=True), tables(depth=0)), max_size=2))
        notes.append(NoteBlock(key, marker, tuple(inner)))
    at = draw(st.integers(0, len(body)))
    mixed = [*body[:at], *notes, *body[at:]] if draw(st.booleans()) else [*body, *notes]
    return tuple(replace(b) for b in mixed)
