"""Pages set in two columns, as volumes of records are: each column is read as a page of its own.

So what holds of pages holds of columns: notes stand at their feet, paragraphs go on over their ends.  What runs over
both columns (a heading, the title of a section) parts a page into bands, which are read one after another.

Old prints set the numbers of notes level with their text now and then, and recognition loses how high they stood.  So a
number that begins a line of small print at the foot of a column is given as a raised one, and so is the same number
after the sign that ends a paragraph above.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Block, Blocks, CellBlock, NoteBlock, Spot, TableBlock
from akn.diagnostics import Position
from akn.patterns import lazy_pattern
from akn.punctuation import COMMAS, STOPS
from converters.formats.pdf.composing import cells, main_size, rows
from converters.formats.pdf.note_numbers import with_numbers
from converters.formats.pdf.page import Box, Page, Piece, rounded
from converters.formats.printed.furniture import is_folio

_MIDDLE = 0.36, 0.64  # of the width of the text: the gutter lies between
_GUTTER = 0.7  # of the size: its width, at least
_ACROSS = 0.25  # of the lines of a page, at most, run over the gutter
_LINES = 6  # a column by which a page is taken for one of two has at least so many
# Of the width of a column, and of its lines: so many fill as much, for it is running text and no table.  Of the columns
# of a page in Chinese, whose paragraphs are short, .48 and .58 of the lines do.  Where both columns have many lines a
# share of the print is enough: .53 to .71 of it there.  A table has such shares, too, but few lines in one column (14
# to 19 a page beside 38 to 46 in the other, of a table over four pages).
_FULL, _RUNNING, _PRINT, _MANY = 0.7, 0.4, 0.45, 30
_JOINED = 0.6  # of the size: words no further apart stand in one line, on either side of the gutter
_SMALL = 0.93  # of the size of the text: notes are set in at most so much
_FEET = 0.75  # of the lines at the foot of a column, from the first note on, at least so many are small
_HIGHEST = 1 / 3  # of a column, from the top: notes begin below
_LIFTED, _LIFT = 0.6, 0.34  # of the size: that of a number that calls a note, and how far it stands above the line
_EVEN = 0.12  # of the size: raised signs stand at least so much higher than their text
_DEEPER = 0.5  # of the size: a note begins deeper than its lines by so much
_INDENT = 0.8  # of the size: a paragraph begins deeper than its column by so much
_SIGNS = frozenset(f"{STOPS}{COMMAS})]")
_APART = 1.6  # times the size: a running head stands at least so far above what comes below it
_SHARED = 3  # pages, at least, begin with the words of a running head whose number always stands at one end
_LARGER = 1.1  # times the size of the text: larger print is that of headings
_DASHES = "-–— "
_year = lazy_pattern(r"(?:19|20)\d\d")


class Column(Struct, frozen=True):
    """Where a column was printed: the number of its page, and how many points it was moved to the left."""

    page: int
    shift: float = 0.0


class InColumns(Struct, frozen=True):
    """Pages of one column each, numbered from 1, with the place of each.

    `heads` are the running heads that were left out, with their pages; `parted` the pages that had two columns.
    """

    pages: list[Page]
    columns: list[Column]
    heads: list[tuple[Page, list[Piece]]]
    parted: tuple[int, ...]


def in_columns(pages: Sequence[Page], *, rtl: bool = False) -> InColumns | None:
    """The columns of pages as pages; None if no page is set in two columns.

    Where one page shows the gutter, those whose words leave it free are parted there as well: the last page of a
    volume may hold a few lines.  Pages that run from right to left (`rtl`) are read in a mirror.
    """
    held = _in_columns([_mirrored(page, page.width) for page in pages] if rtl else pages)
    if held is None or not rtl:
        return held
    wide = {page.number: page.width for page in pages}
    return replace(
        held,
        pages=[_mirrored(p, wide[c.page]) for p, c in zip(held.pages, held.columns, strict=True)],
        columns=[replace(column, shift=-column.shift) for column in held.columns],
        heads=[(page, _facing(pieces, page.width)) for page, pieces in held.heads],
    )


def _in_columns(pages: Sequence[Page]) -> InColumns | None:
    """The columns of pages whose lines run from left to right."""
    found = {page.number: gutter for page in pages if (gutter := _gutter(page)) is not None}
    if not found:
        return None
    usual = median(found.values())
    result = InColumns([], [], [], tuple(sorted(found)))
    repeated = _repeated(pages, [_over_both(page.pieces, found.get(page.number, usual))[0] for page in pages])
    for page in pages:
        gutter = found.get(page.number)
        if gutter is None and page.pieces and _across(page.pieces, usual) <= _ACROSS * len(rows(page.pieces)):
            gutter = usual
        for part, shift in [(page, 0.0)] if gutter is None else _columns(page, gutter, result.heads, repeated):
            result.columns.append(Column(page.number, shift))
            result.pages.append(replace(part, number=len(result.pages) + 1))
    return replace(result, pages=with_numbers(result.pages))


def _mirrored(page: Page, width: float) -> Page:
    """A page as a mirror shows it that stands so far from its left edge as the page is wide."""
    return replace(
        page,
        pieces=_facing(page.pieces, width),
        blanks=[replace(b, left=width - b.left) for b in page.blanks],
        strokes=[(width - right, low, width - left, high) for left, low, right, high in page.strokes],
    )


def _facing(pieces: Sequence[Piece], width: float) -> list[Piece]:
    return [replace(p, left=width - p.right, right=width - p.left) for p in pieces]


def _gutter(page: Page) -> float | None:
    """The middle of the gutter of a page, None if it is not set in two columns of running text."""
    lines = rows(page.pieces)
    if len(lines) < _LINES:
        return None
    lefts, rights = sorted(line[0].left for line in lines), sorted(line[-1].right for line in lines)
    left, right = lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]
    low, high = (round(left + share * (right - left)) for share in _MIDDLE)
    starts, ends = sorted(p.left for p in page.pieces), sorted(p.right for p in page.pieces)
    over = [bisect_left(starts, x) - bisect_right(ends, x) for x in range(low, high + 1)]
    wide = round(_GUTTER * main_size(page.pieces))
    most = [max(over[i : i + wide + 1]) for i in range(len(over) - wide)]
    least = min(most, default=len(lines))
    if least > _ACROSS * len(lines):
        return None
    free = [i for i, count in enumerate(most) if count == least]
    middle = low + (free[len(free) // 2]) + wide / 2
    return middle if _is_running(page, middle, left, right) else None


def _is_running(page: Page, gutter: float, left: float, right: float) -> bool:
    """True if running text stands on either side of a gutter: lines without wide rooms that fill their column."""
    sides = (
        (rows([p for p in page.pieces if p.right <= gutter]), gutter - left),
        (rows([p for p in page.pieces if p.left >= gutter]), right - gutter),
    )
    many = all(len(lines) >= _MANY for lines, _ in sides)
    for lines, width in sides:
        wide = [line[-1].right - line[0].left for line in lines]
        full = [w for w, line in zip(wide, lines, strict=True) if w > _FULL * width and len(cells(line)) == 1]
        runs = len(full) >= _RUNNING * len(lines) or (many and sum(full) >= _PRINT * sum(wide))
        if len(lines) < _LINES or not runs:
            return False
    return True


def _across(pieces: Sequence[Piece], gutter: float) -> int:
    """How many pieces run over a gutter."""
    return sum(p.left < gutter < p.right for p in pieces)


def _columns(
    page: Page, gutter: float, heads: list[tuple[Page, list[Piece]]], repeated: frozenset[str]
) -> Iterator[tuple[Page, float]]:
    """The columns of a page, band by band, each with how far it was moved; its running head goes to `heads`."""
    whole, rest = _over_both(page.pieces, gutter)
    if head := _running_head(whole, rest, repeated):
        heads.append((page, head))
        whole.remove(head)
    sides = _sides(rest, gutter)
    tops = [max(p.base for p in row) for row in whole]
    for above, below, first in zip([page.height + 1, *tops], [*tops, -1.0], [[], *whole], strict=True):
        for pieces, shift in sides:
            held = first + [_moved(p, shift) for p in pieces if below < p.base <= above]
            first = []  # what runs over both columns stands above the one that is read first
            if held:
                yield _part(page, held, gutter, shift), shift


def _sides(pieces: Sequence[Piece], gutter: float) -> list[tuple[list[Piece], float]]:
    """The pieces on either side of a gutter in the order of reading, with how far they are to be moved to the left."""
    left, right = [p for p in pieces if p.right <= gutter], [p for p in pieces if p.right > gutter]
    shift = min((p.left for p in right), default=0.0) - min((p.left for p in left), default=0.0)
    return [(left, 0.0), (right, shift)]


def _over_both(pieces: Sequence[Piece], gutter: float) -> tuple[list[list[Piece]], list[Piece]]:
    """The lines that run over a gutter, from the top, and all other pieces."""
    whole: list[list[Piece]] = []
    rest: list[Piece] = []
    for row in rows(pieces):
        gap = next((b.left - a.right for a, b in pairwise(row) if a.right <= gutter <= b.left), None)
        joined = gap is not None and gap < _JOINED * main_size(row)
        if joined or _across(row, gutter):
            whole.append(row)
        else:
            rest += row
    return whole, rest


def _repeated(pages: Sequence[Page], whole: Sequence[list[list[Piece]]]) -> frozenset[str]:
    """The letters of lines over both columns at the top of pages that stand beside a number which rises as the pages.

    "Annex 1" and "Annex 2" may head two pages as well: so three pages have them, or the number stands at the left end
    on one page and at the right end on another, as on the two pages of a sheet.  The table of
    furniture would be content with a number that counts on two pages, and "Annex 1" and "Annex 2" would go.
    """
    found: dict[tuple[str, int], list[bool]] = {}
    for page, lines in zip(pages, whole, strict=True):
        if lines and (number := _own_folio(lines[0])) is not None:
            is_first = lines[0][0].text.strip(_DASHES) == str(number)
            found.setdefault((_letters(lines[0]), number - page.number), []).append(is_first)
    sure = (key for key, firsts in found.items() if len(firsts) >= _SHARED or len(set(firsts)) > 1)
    return frozenset(letters for letters, _ in sure if letters)


def _own_folio(line: Sequence[Piece]) -> int | None:
    """The number at either end of a line if it can be that of a page and is no year."""
    for piece in (line[0], line[-1]):
        bare = piece.text.strip(_DASHES)
        if is_folio(piece.text) and bare.isdecimal() and not _year.fullmatch(bare):
            return int(bare)
    return None


def _letters(line: Sequence[Piece]) -> str:
    return "".join(c for piece in line for c in piece.text if c.isalpha()).casefold()


def _running_head(whole: Sequence[list[Piece]], rest: Sequence[Piece], repeated: frozenset[str]) -> list[Piece] | None:
    """The first line over both columns if it stands apart above them and holds the number of the page.

    The number may stand close to its words; then other pages begin with the same ones (`repeated`), and no larger print
    makes a heading of them.
    """
    if not whole or not rest:
        return None
    row = whole[0]
    top = max(p.base for p in (*rest, *(p for line in whole[1:] for p in line)))
    if min(p.base for p in row) - top < _APART * main_size(row):
        return None
    found = cells(row)
    numbered = any(is_folio("".join(p.text for p in cell)) for cell in (found[0], found[-1]))
    is_plain = main_size(row) <= _LARGER * main_size(rest)
    shared = is_plain and _own_folio(row) is not None and _letters(row) in repeated
    return row if numbered or shared else None


def _part(page: Page, pieces: list[Piece], gutter: float, shift: float) -> Page:
    """A page that holds one column."""
    side = [s for s in page.strokes if (s[0] + s[2]) / 2 > gutter] if shift else page.strokes
    return replace(
        page,
        pieces=_with_calls(pieces),
        width=max(p.right for p in pieces) + min(p.left for p in pieces),
        blanks=[replace(b, left=b.left - shift) for b in page.blanks if (b.left > gutter) == bool(shift)],
        strokes=[(left - shift, low, right - shift, high) for left, low, right, high in side],
        unmapped=0 if shift else page.unmapped,
    )


def _with_calls(pieces: list[Piece]) -> list[Piece]:
    """The pieces of a column; numbers that begin its notes, and those that call them, are raised."""
    lines = rows(pieces)
    size = main_size(p for line in lines[: (len(lines) + 1) // 2] for p in line)  # of notes there may be more
    starts = _notes_begin(lines, size)
    if not starts:
        return pieces
    foot, left = starts[0], lines[starts[0]][0].left  # a figure that begins the next line of a note stands further out
    pairs = [(lines[i][0], lines[i][1]) for i in starts if left - lines[i][0].left < _DEEPER * size]
    numbers = {number.text.rstrip(".") for number, _ in pairs}
    pairs += [(word, before) for word, before in _last_words(lines[:foot], size) if word.text in numbers]
    lifted = {id(number) for number, beside in pairs if abs(number.base - beside.base) < _EVEN * size}
    return [_lifted(p, size) if id(p) in lifted else p for p in pieces]


def _notes_begin(lines: Sequence[list[Piece]], size: float) -> list[int]:
    """The lines at the foot that begin with the number of a note: in small print, as most lines from there on."""
    small = [main_size(line) <= _SMALL * size for line in lines]
    starts = [i for i, line in enumerate(lines) if small[i] and len(line) > 1 and _is_number(line[0])]
    foot = next((i for i in starts if i > _HIGHEST * len(lines) and sum(small[i:]) >= _FEET * (len(lines) - i)), None)
    return [i for i in starts if foot is not None and i >= foot]


def _last_words(lines: Sequence[list[Piece]], size: float) -> Iterator[tuple[Piece, Piece]]:
    """The words after the sign at the end of a paragraph, each with the word before: numbers there call notes."""
    left = min(line[0].left for line in lines)
    for line, after in pairwise([*lines, []]):
        ends = not after or after[0].left - left > _INDENT * size
        if ends and len(line) > 1 and line[-2].text[-1] in _SIGNS:
            yield line[-1], line[-2]


def _is_number(piece: Piece) -> bool:
    bare = piece.text.rstrip(".")
    return bare.isdecimal() and len(bare) < 4 and len(piece.text) - len(bare) < 2


def _lifted(piece: Piece, size: float) -> Piece:
    """A number as one that is raised."""
    return replace(
        piece,
        text=piece.text.rstrip("."),
        base=piece.base + _LIFT * size,
        face=replace(piece.face, size=_LIFTED * size),
    )


def _moved(piece: Piece, shift: float) -> Piece:
    """A piece so much further to the left."""
    return replace(piece, left=piece.left - shift, right=piece.right - shift) if shift else piece


def restored(blocks: Blocks, columns: Sequence[Column]) -> Blocks:
    """The blocks of columns with the pages and the places where they were printed."""
    return tuple(_note(b, columns) if isinstance(b, NoteBlock) else _block(b, columns) for b in blocks)


def _note(note: NoteBlock, columns: Sequence[Column]) -> NoteBlock:
    held = tuple(_block(b, columns) for b in note.blocks)
    return replace(note, blocks=held, page=columns[note.page - 1].page, source=place(note.source, columns))


def _block(block: Block | TableBlock, columns: Sequence[Column]) -> Block | TableBlock:
    column = columns[block.page - 1]
    if isinstance(block, TableBlock):
        rows_ = tuple(tuple(_cell(cell, columns) for cell in row) for row in block.rows)
        return replace(block, rows=rows_, page=column.page, source=place(block.source, columns))
    spots = tuple(Spot(s.at, columns[s.page - 1].page, _printed(s.box, columns[s.page - 1].shift)) for s in block.spots)
    return replace(block, page=column.page, spots=spots, source=place(block.source, columns))


def _cell(cell: CellBlock, columns: Sequence[Column]) -> CellBlock:
    return replace(cell, blocks=tuple(_block(b, columns) for b in cell.blocks))


def place(position: Position, columns: Sequence[Column]) -> Position:
    """A place in a column as one on the page where it was printed."""
    if not position.page:
        return position
    column = columns[position.page - 1]
    if not position.box:
        return replace(position, page=column.page)
    left, bottom, right, top = position.box
    return replace(position, page=column.page, box=_printed((left, bottom, right, top), column.shift))


def _printed(box: Box, shift: float) -> Box:
    left, bottom, right, top = box
    return rounded((left + shift, bottom, right + shift, top))
