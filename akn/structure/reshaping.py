"""Blocks put right before anything is asked of them, as a person says: lines that are one, one that is two, rows of a
table that a reader took for lines, a table that is none, cells that are heads, a line that is a note, a note that is a
line, words that were misread, page furniture.

Nothing is lost: all characters stand in the blocks that come out but for words that a person writes otherwise, in the
same order but for a line that becomes a note and a note that becomes a line.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import accumulate, count, groupby
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, CellBlock, NoteBlock, Spot, Style, TableBlock, paragraphs, parted
from akn.patterns import lazy_pattern
from akn.structure.notes import typed
from akn.structure.stars import called_by_sign, marker_of
from akn.text import Kind, Mark, Text, joined, mark

if TYPE_CHECKING:
    from akn.structure.corrections import LineCorrection

CELLS = {"head": True, "cell": False}
"""Roles of the cells of a table: whether one is a head."""
MOVES = frozenset({"earlier", "later"})
"""Roles of a cell that stands one column too far on, or too soon."""
SHAPES = frozenset({"furniture", "continues", "table", "note", *CELLS, *MOVES})
"""Roles that are settled among the blocks; the others are for `akn.structure.roles`."""

_COLUMNS = lazy_pattern(r"\t+| {2,}|(?<=\S) (?=\|)|\s{0,200}\|\s*")
_SAME_ROW = 0.5  # of the height of a line: cells of a row stand on one baseline, and lines are further apart
_HAN = "\u2e80"  # from here on, characters of scripts that set no spaces between words

Named = Callable[[object], bool]


def is_shape(one: LineCorrection) -> bool:
    """True for a correction of the blocks."""
    return one.role in SHAPES or bool(one.label)


def place_of(named: Named, blocks: Sequence[AnyBlock]) -> list[tuple[int, int]]:
    """Where paragraphs are that a correction names: the index of the block, and of the paragraph in a table or a note;
    those of the running text if there is one, for which the second index is -1.
    """
    flow = [(i, -1) for i, block in enumerate(blocks) if isinstance(block, Block) and named(block)]
    return flow or [
        (i, k)
        for i, block in enumerate(blocks)
        if not isinstance(block, Block)
        for k, paragraph in enumerate(paragraphs((block,)))
        if named(paragraph)
    ]


def reshaped(blocks: Sequence[AnyBlock], at: tuple[int, int], one: LineCorrection) -> tuple[AnyBlock, ...] | None:
    """The blocks with one correction applied to the paragraph at a place (`place_of`); None where it cannot be."""
    i, inner = at
    block = blocks[i]
    before, after = tuple(blocks[:i]), tuple(blocks[i + 1 :])
    if isinstance(block, Block):
        return _line_reshaped(before, block, after, one)
    whole = isinstance(block, NoteBlock) and one.role == "continues" and not inner
    changed: tuple[AnyBlock, ...] | None = None
    if one.role in ("furniture", "continues") and not whole:
        changed = _within(block, inner, one.role)
    elif isinstance(block, NoteBlock):
        return _note_reshaped(before, block, after, one)
    elif isinstance(block, TableBlock):
        changed = _table_reshaped(block, inner, one)
    return None if changed is None else (*before, *changed, *after)


def _line_reshaped(
    before: tuple[AnyBlock, ...], block: Block, after: tuple[AnyBlock, ...], one: LineCorrection
) -> tuple[AnyBlock, ...] | None:
    """The blocks without a line of the text, or with it joined to the one before, cut in two, or as a note."""
    made: tuple[AnyBlock, ...] | None = None
    if one.role == "furniture":
        made = before
    elif one.role == "continues":
        made = _continued(before, block)
    elif one.label:
        made = _parted(before, block, one.label)
    elif one.role == "note":
        return _as_note(before, block, after, one.under or marker_of(block))
    return None if made is None else (*made, *after)


def _table_reshaped(table: TableBlock, inner: int, one: LineCorrection) -> tuple[AnyBlock, ...] | None:
    """A table of which the cell with a paragraph is a head or none, stands elsewhere, or is a line of the text."""
    target = list(paragraphs((table,)))[inner]
    if one.role in CELLS:
        return (_with_head(table, target, CELLS[one.role]),)
    if one.role in MOVES:
        moved = _with_cell_moved(table, target, later=one.role == "later")
        return None if moved is None else (moved,)
    return None if is_shape(one) else tuple(_without_row(table, inner))


def _note_reshaped(
    before: tuple[AnyBlock, ...], note: NoteBlock, after: tuple[AnyBlock, ...], one: LineCorrection
) -> tuple[AnyBlock, ...] | None:
    """The blocks with a note joined to the one before it, called otherwise, or as lines of the text."""
    if one.role == "continues":
        return _one_note(before, note, after)
    if one.role == "note":
        return _noted(before, replace(note, marker=one.under or note.marker), after)
    return None if is_shape(one) else _as_lines(before, note, after)


def reworded(blocks: Sequence[AnyBlock], at: tuple[int, int], words: str) -> tuple[AnyBlock, ...]:
    """The blocks, the paragraph at a place saying these words: what it begins and ends with as before keeps its looks,
    and the calls of notes stay.
    """
    i, inner = at
    target = list(paragraphs((blocks[i],)))[max(inner, 0)]
    old = target.text.content
    start = _common(old, words)
    end = len(old) - min(_common(old[::-1], words[::-1]), min(len(old), len(words)) - start)
    made = replace(target, text=target.text.replaced(start, end, words[start : len(words) - (len(old) - end)]))
    return (*blocks[:i], _put(blocks[i], target, made), *blocks[i + 1 :])


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    unlike = (i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(unlike, min(len(one), len(other)))


def _put(block: AnyBlock, target: Block, made: Block) -> Any:
    """A block with one paragraph in it, or itself, made another."""
    if isinstance(block, Block):
        return made if block is target else block
    if isinstance(block, NoteBlock):
        return replace(block, blocks=tuple(_put(inner, target, made) for inner in block.blocks))
    return _celled(block, lambda cell: replace(cell, blocks=tuple(_put(inner, target, made) for inner in cell.blocks)))


def _with_head(table: TableBlock, target: Block, header: bool) -> TableBlock:
    """A table of which the cell that holds a paragraph is a head, or is none."""

    def said(cell: CellBlock) -> CellBlock:
        if any(inner is target for inner in cell.blocks):
            return replace(cell, header=header)
        inside = (_with_head(b, target, header) if isinstance(b, TableBlock) else b for b in cell.blocks)
        return replace(cell, blocks=tuple(inside))

    return _celled(table, said)


def _with_cell_moved(table: TableBlock, target: Block, *, later: bool) -> TableBlock | None:
    """A table of which the cell that holds a paragraph stands one column later or earlier; None where it cannot.

    It takes the place of an empty cell.  A row that is wider than most others, or narrower, becomes as wide: an empty
    cell before it goes, or comes.
    """
    cells = ((n, k, cell) for n, row in enumerate(table.rows) for k, cell in enumerate(row))
    at = next(((n, k) for n, k, cell in cells if any(inner is target for inner in cell.blocks)), None)
    if at is None:
        return None
    n, k = at
    row = list(table.rows[n])
    wide, usual = _width(row), Counter(map(_width, table.rows)).most_common(1)[0][0]
    beside = k + 1 if later else k - 1
    is_free = 0 <= beside < len(row) and _is_empty(row[beside])
    if later and (wide < usual or not is_free):
        if wide >= usual and not _is_empty(row.pop()):
            return None
        row.insert(k, CellBlock((), row[k].header))
    elif not is_free:
        return None
    elif not later and wide > usual:
        del row[beside]
    else:
        row[k], row[beside] = row[beside], row[k]
    return replace(table, rows=(*table.rows[:n], tuple(row), *table.rows[n + 1 :]))


def _width(row: Iterable[CellBlock]) -> int:
    return sum(cell.colspan for cell in row)


def _is_empty(cell: CellBlock) -> bool:
    words = any(p.text.content.strip() for p in paragraphs(cell.blocks))
    return not words and cell.colspan == cell.rowspan == 1


def _celled(table: TableBlock, change: Callable[[CellBlock], CellBlock]) -> TableBlock:
    """A table with its cells changed."""
    return replace(table, rows=tuple(tuple(map(change, row)) for row in table.rows))


def _without_row(table: TableBlock, inner: int) -> Iterator[AnyBlock]:
    """A table of which a cell is a line: the paragraphs of its row, what stands above and below staying tables.

    Rows that a cell spans together go together.
    """
    ends = list(accumulate(sum(len(list(paragraphs(cell.blocks))) for cell in row) for row in table.rows))
    named = bisect_right(ends, inner)
    first, last = next(span for span in _spanned(table.rows) if span[0] <= named <= span[1])
    parts = (table.rows[:first], table.rows[first : last + 1], table.rows[last + 1 :])
    above, lines, below = (replace(table, rows=rows) for rows in parts)
    if above.rows:
        yield above
    yield from paragraphs((lines,))
    if below.rows:
        head = next(iter(paragraphs((below,))), None)
        yield replace(below, page=head.page, source=head.source) if head else below


def _spanned(rows: Sequence[Sequence[CellBlock]]) -> Iterator[tuple[int, int]]:
    """The first and the last index of the rows that stand together: one, or more where cells span them."""
    first = last = 0
    for at, row in enumerate(rows):
        if at > last:
            yield first, last
            first = at
        last = max(last, at, *(min(len(rows), at + cell.rowspan) - 1 for cell in row))
    yield first, last


def _continued(before: tuple[AnyBlock, ...], block: Block) -> tuple[AnyBlock, ...] | None:
    """The blocks before one, the last paragraph of which goes on with it; notes may stand between them."""
    at = next((k for k in reversed(range(len(before))) if isinstance(before[k], Block)), None)
    if at is None:
        return None
    first = before[at]
    assert isinstance(first, Block), "the index is that of a paragraph"
    return (*before[:at], _together(first, block), *before[at + 1 :])


def _together(first: Block, then: Block) -> Block:
    """Two paragraphs as one."""
    one, two = first.text, joined((Text(then.label), then.text), " ") if then.label else then.text
    gap = "" if not one or (one.content[-1] >= _HAN and two.content[:1] >= _HAN) else " "
    size = len(one) + len(gap)
    spots = (*first.spots, *(Spot(spot.at + size, spot.page, spot.box) for spot in then.spots))
    until = max(first.until, first.source.line, then.until, then.source.line)
    until = until if until > first.source.line else 0
    return replace(first, text=joined((one, two), gap), cut=then.cut, wrapped=True, spots=spots, until=until)


def _parted(before: tuple[AnyBlock, ...], block: Block, label: str) -> tuple[AnyBlock, ...] | None:
    """The blocks before one, and the two that it is: the second begins where a label stands."""
    at = block.text.content.find(label, 1)
    if at < 0:
        return None
    return (*before, *parted(block, at))


def _as_note(
    before: tuple[AnyBlock, ...], block: Block, after: tuple[AnyBlock, ...], marker: str
) -> tuple[AnyBlock, ...] | None:
    """The blocks, a line among them being the text of a note, printed as `marker`: that of the first call that has no
    note yet; a sign that is no number is called wherever it stands after a word above, down from the
    note before with this sign.  None if nothing tells a marker,
    or a sign stands nowhere.
    """
    if not marker:
        return None
    text = block.text
    if text.content.startswith(marker) and not text.content[len(marker) :][:1].isalnum():
        text = text.slice(len(marker)).strip()
    return _noted(before, NoteBlock("", marker, (replace(block, text=text),), block.page, block.source), after)


def _noted(before: tuple[AnyBlock, ...], note: NoteBlock, after: tuple[AnyBlock, ...]) -> tuple[AnyBlock, ...] | None:
    """The blocks with a note among them, called where its marker is printed (`_as_note`); one that is called already is
    called there by the marker that it has now.
    """
    marker, others = note.marker, (*before, *after)
    calls = [m for p in paragraphs((*others, note)) for m in p.text.of(Kind.NOTE)]
    if note.key and any(m.get("key") == note.key for m in calls):
        return tuple(_recalled(block, note) for block in (*before, note, *after))
    answered = {b.key for b in others if isinstance(b, NoteBlock)}
    own = next(k for n in count(1) if (k := f"note-{marker}-{n}") not in answered)  # each page may have a note "*"
    key = _key_called(marker, calls, answered)
    note = replace(note, key=key or own)
    if not key and not any(c.isalnum() for c in marker):
        signed = called_by_sign(before, note)
        if signed == before:
            return None
        before = signed
    return called((*before, note, *after))


def _key_called(marker: str, calls: Iterable[Mark], answered: Container[str]) -> str:
    """The key of the first call with a marker that no note answers yet; empty if there is none."""
    named = (k for m in calls if marker in (m.get("marker"), m.get("key")) and (k := m.get("key") or m.get("marker")))
    return next((k for k in named if k not in answered), "")


def _recalled(block: AnyBlock, note: NoteBlock) -> AnyBlock:
    """A block in which the calls of a note print its marker, where they print one of their own."""
    for paragraph in paragraphs((block,)):
        old = [m for m in paragraph.text.of(Kind.NOTE) if m.get("key") == note.key and m.get("marker")]
        if old:
            kept = paragraph.text.keeping(lambda m, old=old: m not in old)  # type: ignore[misc]
            new = (m.with_attributes(marker=note.marker) for m in old)
            block = _put(block, paragraph, replace(paragraph, text=kept.marked(new)))
    return block


def _as_lines(before: tuple[AnyBlock, ...], note: NoteBlock, after: tuple[AnyBlock, ...]) -> tuple[AnyBlock, ...]:
    """The blocks, a note among them being lines of the text, its marker before the first: where it is printed, or, in a
    format without pages, below what calls it.
    """
    lines = tuple(typed(note, style=Style.NONE))
    if note.page:
        return (*before, *lines, *after)
    rest = (*before, *after)
    calls = (
        i
        for i, b in enumerate(rest)
        if any(m.get("key") == note.key for p in paragraphs((b,)) for m in p.text.of(Kind.NOTE))
    )
    at = next(calls, len(before) - 1) + 1
    return (*rest[:at], *lines, *rest[at:])


def called(blocks: Iterable[AnyBlock]) -> tuple[AnyBlock, ...]:
    """The blocks, calls that have a marker and no key leading to the note that was made of a line with that marker."""
    found = tuple(blocks)
    notes = {b.marker: b.key for b in found if isinstance(b, NoteBlock)}

    def keyed(block: AnyBlock) -> AnyBlock:
        if not isinstance(block, Block):
            return block
        lone = [m for m in block.text.of(Kind.NOTE) if not m.get("key") and m.get("marker") in notes]
        if not lone:
            return block
        kept = block.text.keeping(lambda m: m not in lone)
        new = (mark(m.start, m.end, Kind.NOTE, key=notes[m.get("marker")], marker=m.get("marker")) for m in lone)
        return replace(block, text=kept.marked(new))

    return tuple(map(keyed, found))


def _one_note(
    before: tuple[AnyBlock, ...], note: NoteBlock, after: tuple[AnyBlock, ...]
) -> tuple[AnyBlock, ...] | None:
    """The blocks with a note that goes on with the one before it."""
    at = next((k for k in reversed(range(len(before))) if isinstance(before[k], NoteBlock)), None)
    if at is None:
        return None
    first = before[at]
    assert isinstance(first, NoteBlock), "the index is that of a note"
    words = Block(Text(note.marker)) if note.marker else None
    inside = list(first.blocks)
    for block in (*((words,) if words else ()), *note.blocks):
        last = inside[-1] if inside else None
        if isinstance(last, Block) and isinstance(block, Block):
            inside[-1] = _together(last, block)
        else:
            inside.append(block)
    return (*before[:at], replace(first, blocks=tuple(inside)), *before[at + 1 :], *after)


def _within(block: AnyBlock, inner: int, role: str) -> tuple[AnyBlock, ...] | None:
    """A table or a note without one of its paragraphs (it is furniture), or with it joined to the one before."""
    if isinstance(block, Block):
        return None
    target = list(paragraphs((block,)))[inner]
    if isinstance(block, NoteBlock):
        made = _mended(block.blocks, target, role)
        return None if made is None else (replace(block, blocks=made),) if made else ()
    rows = [[(cell, _mended(cell.blocks, target, role)) for cell in row] for row in block.rows]
    if all(made is None for row in rows for _, made in row):
        return None
    mended_rows = (tuple(cell if made is None else replace(cell, blocks=made) for cell, made in row) for row in rows)
    return (replace(block, rows=tuple(mended_rows)),)


def _mended(inside: Sequence[Block | TableBlock], target: Block, role: str) -> tuple[Block | TableBlock, ...] | None:
    """The paragraphs of a cell or a note without one of them, or with it joined to the one before; None if it is not
    among them, or nothing stands before it.
    """
    at = next((k for k, block in enumerate(inside) if block is target), None)
    if at is None:
        return None
    if role == "furniture":
        return (*inside[:at], *inside[at + 1 :])
    last = inside[at - 1] if at else None
    return (*inside[: at - 1], _together(last, target), *inside[at + 1 :]) if isinstance(last, Block) else None


def with_tables(blocks: Sequence[AnyBlock], named: frozenset[int]) -> tuple[AnyBlock, ...]:
    """The blocks, those at some indices that stand together being tables.

    Where the source tells places on the page, lines on one baseline are a row, from left to right; else each line is a
    row, its cells parted by tabs, bars or several spaces.
    """
    found: list[AnyBlock] = []
    for is_table, group in groupby(enumerate(blocks), key=lambda pair: pair[0] in named):
        held = [block for _, block in group]
        lines = [block for block in held if isinstance(block, Block)]
        if is_table and lines:
            found.append(TableBlock(tuple(_rows(lines)), lines[0].page, lines[0].source))
        else:
            found += held
    return tuple(found)


def _rows(lines: Sequence[Block]) -> Iterator[tuple[CellBlock, ...]]:
    if not all(line.spots for line in lines):
        for line in lines:
            yield tuple(CellBlock((part,)) for part in _cells(line))
        return
    columns = sorted({round(line.spots[0].box[0] / 6) for line in lines})  # left edges, a twelfth of an inch apart
    rows: list[list[Block]] = []
    for line in lines:
        page, (_, bottom, _, top) = line.spots[0].page, line.spots[0].box
        if rows and rows[-1][0].spots[0].page == page:
            other = rows[-1][0].spots[0].box[1]
            if abs(bottom - other) <= _SAME_ROW * (top - bottom):
                rows[-1].append(line)
                continue
        rows.append([line])
    for row in rows:
        by_column = {round(cell.spots[0].box[0] / 6): cell for cell in row}
        if len(by_column) < len(row):  # cells that begin alike: as they come
            yield tuple(CellBlock((cell,)) for cell in row)
        else:
            empty = Block(Text(""))
            yield tuple(CellBlock((by_column.get(column, empty),)) for column in columns)


def _cells(line: Block) -> Iterator[Block]:
    """A line as its cells."""
    content, at = line.text.content, 0
    for gap in (*_COLUMNS.finditer(content), None):
        end = gap.start() if gap else len(content)
        if end > at or not gap:
            yield replace(line, text=line.text.slice(at, end).strip(), label=line.label if not at else "")
        at = gap.end() if gap else end
