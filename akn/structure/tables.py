"""Tables as they are built, rows of one cell put back into them, and where the texts of a source stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from akn.blocks import Block, CellBlock, TableBlock
from akn.diagnostics import Position
from akn.document import Cell, Table
from akn.languages.match import LineMatch
from akn.structure.evidence import Evidence
from akn.structure.lines import SHORT, Gathered, Line
from akn.text import EMPTY, Kind, Text


def with_lone_rows(lines: Sequence[Line], evidence: Evidence) -> list[Line]:
    """The lines, those that head rows of a table as other rows of it do put into the table.

    "Part I. Shelves" is a row if a table begins after it that has a row "Part II. Lamps"; so is "Part III. Ladders"
    after that table.
    """
    found: list[Line] = []
    pieces: list[TableBlock] = []  # what the last table is made of
    width, after_row = 0, False  # how wide that table is; whether its last piece is such a row

    def close() -> None:
        if len(pieces) > 1:
            found[-1] = replace(found[-1], table=_joined(pieces))
        pieces.clear()

    for i, line in enumerate(lines):
        table, row = line.table, False
        wide = _width(table) if table is not None else _proven(lines, i, evidence)
        if table is None and wide:
            table, row = _row(line, wide), True
        if table is None or not pieces or wide != width or not (row or after_row):
            close()
            found.append(replace(line, text=EMPTY, label="", readings=(), table=table) if row else line)
        if table is not None:
            pieces.append(table)
        width, after_row = wide, row
    close()
    return found


def _row(line: Line, width: int) -> TableBlock:
    """The line as a row whose other cells are empty, as those of the rows are that show it."""
    return TableBlock(((CellBlock((Block(line.source),)), *[CellBlock(())] * (width - 1)),), source=line.where)


def _proven(lines: Sequence[Line], at: int, evidence: Evidence) -> int:
    """The width of the table above or below that shows a line to be one of its rows; 0 if none does."""
    above = lines[at - 1].table if at else None
    below = lines[at + 1].table if at + 1 < len(lines) else None
    if above is None and below is None:
        return 0
    known = _counted(lines[at].source.content, evidence)
    if known is None:
        return 0
    number = int(known.value("number"))
    for table, due in ((below, number + 1), (above, number - 1)):
        for content in _alone(table.rows if table is not None else ()):
            other = _counted(content, evidence)
            if other is not None and other.kind == known.kind and int(other.value("number")) == due:
                assert table is not None
                return _width(table)
    return 0


def _counted(content: str, evidence: Evidence) -> LineMatch | None:
    """What a line with a number and a title is known to be."""
    known = evidence.line(content) if len(content) <= SHORT else None
    return known if known is not None and known.value("number").isdecimal() and known.group("title") else None


def _alone(rows: Iterable[Sequence[CellBlock]]) -> Iterable[str]:
    """What the rows say that have but one cell that says anything."""
    for row in rows:
        said = [b for cell in row for b in cell.blocks if not isinstance(b, Block) or b.text]
        if len(said) == 1 and isinstance(said[0], Block):
            yield said[0].text.content


def _width(table: TableBlock) -> int:
    return max((len(row) for row in table.rows), default=0)


def _joined(pieces: Sequence[TableBlock]) -> TableBlock:
    return replace(pieces[0], rows=tuple(row for piece in pieces for row in piece.rows))


_NESTED = 20  # tables inside each other; XML nests 256 elements at most, and each table takes three


def table_of(table: TableBlock, depth: int = 1) -> Table:
    """The table that a table block shows.  Lists in a cell are paragraphs with their labels typed, and so is what
    nests deeper than any table that is read by people."""

    def cell_content(blocks: tuple[Block | TableBlock, ...]) -> tuple[Text | Table, ...]:
        found: list[Text | Table] = []
        for b in blocks:
            if isinstance(b, TableBlock) and depth < _NESTED:
                found.append(table_of(b, depth + 1))
            elif isinstance(b, TableBlock):
                found += cell_content(tuple(inner for row in b.rows for cell in row for inner in cell.blocks))
            elif b.text or b.label:
                found.append(Text(f"{b.label} ") + b.text if b.label else b.text)
        return tuple(found)

    return Table(
        tuple(tuple(Cell(cell_content(c.blocks), c.header, c.rowspan, c.colspan) for c in row) for row in table.rows)
    )


def positions(gathered: Gathered) -> dict[str, list[Position]]:
    """Where each text starts; of one that was wrapped, or stands in a cell, only the line is known.

    A note stands where it is printed or, if the source does not tell that, where it is called.
    """
    places: dict[str, list[Position]] = {}
    for line in gathered.lines:
        where, content = line.where, line.text.content
        if where.column:
            typed = 0 if line.wrapped else max(0, line.source.content.find(content))
            where = replace(where, column=0 if line.wrapped else where.column + typed)
        if content:
            places.setdefault(content, []).append(where)
        if line.table is not None:
            for text, at in texts_in((line.table,), where):
                places.setdefault(text.content, []).append(at)
    calls = _calls(gathered) if any(not note.source.line for note in gathered.notes) else {}
    for note in gathered.notes:
        where = replace(note.source if note.source.line else calls.get(note.key, note.source), column=0)
        for text, _ in texts_in(note.blocks, where):
            places.setdefault(text.content, []).append(where)
    return places


def texts_in(blocks: Iterable[Block | TableBlock], where: Position) -> Iterator[tuple[Text, Position]]:
    """The texts of cells and notes, labels typed, with their lines; `where` is that of what holds them."""
    for block in blocks:
        if isinstance(block, TableBlock):
            inner = (b for row in block.rows for cell in row for b in cell.blocks)
            yield from texts_in(inner, block.source if block.source.line else where)
        else:
            text = Text(f"{block.label} ") + block.text if block.label else block.text
            yield text, replace(block.source if block.source.line else where, column=0)


def _calls(gathered: Gathered) -> dict[str, Position]:
    """Where each note is first called."""
    calls: dict[str, Position] = {}
    for line in gathered.lines:
        held = texts_in((line.table,), line.where) if line.table is not None else ((line.text, line.where),)
        for text, where in held:
            for m in text.of(Kind.NOTE):
                calls.setdefault(m.get("key"), where)
    return calls
