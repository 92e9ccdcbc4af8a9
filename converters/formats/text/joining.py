"""Lines to paragraphs, decided once: how the lines are set, how one ends and the next begins, and what its words open.

Typed and scanned texts part paragraphs by blank lines, printed ones by the indent of the first line, some by neither.
So each pair of neighbouring lines is weighed: indents, how full the first line is, how it ends, how the second begins.
Where that says that the second goes on, the language has the last word (`openings`).
"""

from __future__ import annotations

from itertools import pairwise, takewhile

from msgspec import Struct

from akn.blocks import Opening
from akn.patterns import lazy_pattern
from akn.punctuation import COMMAS, STOPS
from akn.text import has_case
from converters.formats.text.labels import is_signed
from converters.formats.text.lines import (
    ENUMERATOR,
    UNSPACED,
    Page,
    Paragraph,
    PrintedLine,
    Role,
    columns,
    ends_in_small_word,
    in_rows,
    is_label,
    is_numbered,
    is_rule,
    is_symbol,
)
from converters.formats.text.notes import foot_paragraphs
from converters.formats.text.openings import Openings
from converters.formats.text.wrapping import Wraps, is_loose, width

_CLOSERS = "\"'”’»)]）》」】›“‘⁰¹²³⁴⁵⁶⁷⁸⁹0123456789 "
_JOINING = frozenset("-\u2010\u2011\u00ad(/")
_NARROWEST = 44  # columns, at least, of a heading that is wrapped
_WORD = 8  # letters of a word, with the space before it
_FLOWING = 160  # columns; no printed page has so many, so a text with longer lines is not wrapped
_SYMBOL = 3  # lines at the top of the first page that may set the symbol off by a tab
_MASTHEAD = 12  # lines at the top of the first page that may be set in two columns
_AHEAD = 8  # lines in which the action stands that a paragraph opens with
# what white space sets apart as it does a typed number, in a text whose lines all begin at one column
_APART = lazy_pattern(r"\S{1,12}\s{2,}")


class PageLayout(Struct):
    """How the lines of a page are set: their left and right edge, and what usually parts paragraphs."""

    left: int = 0
    right: int = 0
    blanks: bool = False  # blank lines part paragraphs
    indents: bool = False  # the indent of a first line parts paragraphs
    ragged: bool = False  # lines end anywhere, so that a short one says little
    wide: int = 0  # the right edge if the letters of scripts without spaces take two columns; 0 where there are none


def room(before: PrintedLine, text: str, right: int) -> int:
    """How many columns a line had left with the first word of the next one; up to a hyphen it moves as one."""
    return right - before.end - 1 - len(text.split(None, 1)[0].split("-", 1)[0])


def _edge(ends: list[int]) -> int:
    """The right margin that line ends show; a few lines, as in tables, may be longer."""
    return sorted(ends)[len(ends) * 17 // 20]


def _shapes(pages: list[Page]) -> list[PageLayout]:
    """The shape of each page; whether first lines are indented is asked of the document as a whole."""
    shapes = [_shape(page.lines) for page in pages]
    below = deeper = inner = firsts = wrapped = short = 0
    for page, shape in zip(pages, shapes, strict=True):
        for a, b in pairwise(page.lines):
            if b.gap:
                continue
            inner += 1
            if b.text[:1].islower() and a.text[-1:].isalpha():  # surely a wrap
                wrapped += 1
                short += a.end + _WORD < shape.right - (shape.right - shape.left) * 0.12
            firsts += b.indent > shape.left + 1 and a.indent <= shape.left + 1
            if a.end > shape.right * 0.8 and (a.gap or (a is page.lines[0] and a.indent > b.indent + 1)):
                below += 1
                deeper += a.indent > b.indent + 1
    for shape in shapes:
        shape.indents = deeper * 2 > below or firsts * 12 > inner
        shape.ragged = short > 2 and short * 6 > wrapped
    return shapes


def _shape(lines: list[PrintedLine]) -> PageLayout:
    wrapped = [a for a, b in pairwise(lines) if not b.gap]
    if not wrapped:
        return PageLayout()
    right = _edge([line.end for line in wrapped])
    widths = [line.indent + width(line.text) for line in wrapped]
    wide = _edge(widths) if max(widths) > max(line.end for line in wrapped) else 0
    full = [line.end > right * 0.8 for line in lines]
    # full lines, and those after them, which more often go on than begin
    edges = sorted(
        line.indent
        for line, own, before in zip(lines, full, [False, *full], strict=False)
        if own or (before and not line.gap)
    )
    left = edges[len(edges) // 4] if edges else 0
    return PageLayout(left, right, blanks=(len(lines) - len(wrapped)) * 5 > len(lines), wide=wide)


def narrowed(shape: PageLayout, lines: list[PrintedLine], start: int) -> int:
    """The right edge of the lines up to the next blank one: a block of narrow lines, as a heading, has its own."""
    end = next((i for i in range(start + 1, len(lines)) if lines[i].gap), len(lines))
    left = min(line.indent for line in lines[start:end])
    right = max(left + _NARROWEST, *(line.end for line in lines[start:end]))
    return right if right <= shape.left + (shape.right - shape.left) * 0.75 else shape.right


def is_flowing(pages: list[Page]) -> bool:
    """True if lines are as long as paragraphs: most characters stand in lines that no wrap has made.

    Those are longer than a page is wide, or run well beyond the lines that another line follows.  A text is also such
    if each line that another one follows had room for much more.
    """
    ends = [a.end for page in pages for a, b in pairwise(page.lines) if not b.gap]
    if not ends:
        return False
    sizes = sorted((len(line.text) for page in pages for line in page.lines), reverse=True)
    left, usual = sum(sizes), 0
    for usual in sizes:  # half of the characters stand in lines of this length and in longer ones
        left -= 2 * usual
        if left <= 0:
            break
    return usual > min(_FLOWING, _edge(ends) * 1.5) or all(
        b.gap or not a.text or not b.text or room(a, b.text, int(usual * 0.8)) > 0
        for page in pages
        for a, b in pairwise(page.lines)
    )


def begins(group: list[PrintedLine], line: PrintedLine, shape: PageLayout, right: int, is_open: bool) -> bool:
    """True if a line begins a paragraph after the lines of `group`: what speaks for that, less what speaks against it.

    `right` is the right edge of the block of lines, `is_open` tells that a bracket is still open.
    """
    before, text = group[-1], line.text
    if not text[0].islower() and not is_open and _stands_alone(group, line, shape):
        return True
    end = before.text.rstrip(_CLOSERS)[-1:] or before.text[-1]
    indent, fill = _indent_weight(group, line, shape), _fill_weight(before, line, shape, right)
    beginning = _opening_weight(text, end, shape, indent, fill)
    ending = 1 if end in STOPS else 0 if end in COMMAS else -1
    return indent + fill + ending + beginning - shape.blanks - 2.5 * is_open > 0


def _opening_weight(text: str, end: str, shape: PageLayout, indent: float, fill: float) -> float:
    """What the first sign of a line says, after a line with the sign `end` at its end."""
    is_pointed = end in STOPS or end in COMMAS
    if is_numbered(text):
        return 2.5 if is_pointed else 0.5
    if text[0].islower():  # paragraphs may begin in lower case, as in Russian
        return -1.0 if is_pointed and shape.indents and indent >= 2.5 else -3.0
    return -2.5 if text[0].isdigit() and (end in COMMAS or (end.isalpha() and fill < 3)) else 0.0


def _stands_alone(group: list[PrintedLine], line: PrintedLine, shape: PageLayout) -> bool:
    """True if two lines stand each for itself, as those of a cover do."""
    before, text = group[-1], line.text
    step = abs(line.indent - before.indent)
    if (before.text[-1] == "]" and group[0].text[0] == "[") or (text[0] == "[" and text[-1] == "]"):
        return True  # a remark in brackets
    if is_signed(text) and is_signed(group[0].text):
        return True  # two notes, each with its label
    if min(before.indent, line.indent) > shape.left + 20 and (step > 1 or before.indent > shape.left + 40):
        return True  # in the right half, such as the date below the distribution
    is_short = room(before, text, shape.right) * 2 > max(shape.right - shape.left, 20)
    at_edge = before.indent <= shape.left + 1 and step < 2
    return is_short and at_edge and not shape.ragged and not _must_go_on(before.text)


def _must_go_on(text: str) -> bool:
    """True if a line ends inside a word, or in a word that does not end anything."""
    return text[-1] in _JOINING or ends_in_small_word(text)


def _indent_weight(group: list[PrintedLine], line: PrintedLine, shape: PageLayout) -> float:
    before = group[-1]
    step = line.indent - before.indent
    at_left = shape.indents and line.indent <= shape.left + 1
    if len(group) > 1:
        return 3 if step > 1 else 2 if step < -1 else -3 if at_left else -0.5
    if step < -1:
        return -4 if at_left else -1.5
    if step <= 1:  # two first lines, or two lines at the edge
        return 2.5 if shape.indents and before.indent > shape.left + 2 else 0
    m = ENUMERATOR.match(before.text) or _APART.match(before.text)
    return -1.5 if m and abs(step - m.end()) <= 3 else 2.5


def _fill_weight(before: PrintedLine, line: PrintedLine, shape: PageLayout, right: int) -> float:
    """How much room the earlier line had left for the first word of the later one; a wrap leaves little."""
    left = room(before, line.text, right)
    if left <= 0:
        return -1.5
    share = left / max(right - shape.left, 20)
    if _must_go_on(before.text):
        return 0
    if share > 0.3:
        return 1 if shape.ragged else 3
    return 0 if shape.ragged or share <= 0.12 else 1.5


def breaks_off(before: PrintedLine, line: PrintedLine) -> bool:
    """True for a line break inside a sentence of a text whose lines are otherwise as long as its paragraphs."""
    goes_on = before.text[-1:].isalnum() if line.text[:1].islower() else ends_in_small_word(before.text)
    return goes_on and not is_numbered(line.text)


def to_paragraphs(pages: list[Page]) -> tuple[list[Paragraph], Wraps]:
    """The paragraphs of all pages in order, notes at the foot after the running text of their page.

    The last paragraph of a page is marked `cut` unless the next page begins with the indent of a new paragraph.
    """
    found: list[Paragraph] = []
    wrapped = any(line.gap == 0 for page in pages for line in page.lines[1:])
    texts = [line.text for page in pages for line in page.lines] if wrapped else []
    wrapped = wrapped and not is_flowing(pages)
    shapes = _shapes(pages) if wrapped else [PageLayout()] * len(pages)
    words = Openings(texts) if wrapped else None
    wraps = Wraps(loose=len(pages) > 1 and is_loose(texts), texts=texts)
    end: _PageEnd | None = None
    for number, (page, shape) in enumerate(zip(pages, shapes, strict=True)):
        lines = page.lines
        own = _group(lines, shape, wraps, words, masthead=not number)
        if end and lines:
            _continue(end, own, lines, shape)
            end = None
        if own and own[-1].role is Role.TEXT:
            end = _PageEnd(own[-1], shape.left, page.ended)
        found += own
        if page.foot:
            found += foot_paragraphs(page, wraps, shape.right)
    return found, wraps


class _PageEnd(Struct, frozen=True):
    """The last paragraph of a page, which may go on, the left edge of that page, and whether notes ended it."""

    last: Paragraph
    left: int
    by_notes: bool


def _continue(end: _PageEnd, following: list[Paragraph], lines: list[PrintedLine], shape: PageLayout) -> None:
    """Say whether the end of a page cut its last paragraph, and what the indent of the next page tells of its first."""
    is_set_in = shape.indents and lines[0].indent > shape.left + 1
    end.last.cut = lines[0].text[:1].islower() or not (end.by_notes or is_set_in)
    if following and shape.indents and not end.by_notes:
        following[0].opening = _opening(lines, shape.left, begun=end.last.column > end.left + 2)


def _opening(lines: list[PrintedLine], left: int, *, begun: bool) -> Opening:
    """What the indent of the first line of a page tells, where the paragraph before has `begun` with one or not."""
    if lines[0].indent <= left + 1:
        return Opening.REST if begun else Opening.UNKNOWN
    deeper = len(lines) > 1 and not lines[1].gap and lines[1].indent < lines[0].indent - 1
    return Opening.NEW if deeper else Opening.UNKNOWN


def _group(
    lines: list[PrintedLine], shape: PageLayout, wraps: Wraps, words: Openings | None, *, masthead: bool
) -> list[Paragraph]:
    """The paragraphs of a page; in a masthead also what its columns hold."""
    found: list[Paragraph] = []
    lines, table = in_rows(lines)
    tabbed = _tabbed(len(lines), table) if masthead else 0
    group: list[PrintedLine] = []
    right, depth = shape.right, 0  # of the block of lines; how many brackets are open

    for i, line in enumerate(lines):
        if shape.right and (not i or line.gap):
            right = narrowed(shape, lines, i)
        if i in table and i >= tabbed:
            found += _closed(group, shape, wraps)
            group = []
            found.append(Paragraph(table[i], line.number, line.indent + 1, line.page, Role.ROW))
        elif group and not line.gap and _goes_on(group, lines, i, shape, right, words, depth > 0):
            depth += _depth(line.text)
            group.append(line)
        else:
            found += _closed(group, shape, wraps)
            depth = _depth(line.text) if words else 0
            parts = columns(line) if masthead and i < _MASTHEAD else []
            found += parts
            group = [] if parts else [line]
    return found + _closed(group, shape, wraps)


def _closed(group: list[PrintedLine], shape: PageLayout, wraps: Wraps) -> list[Paragraph]:
    """The paragraph of lines that no further line goes on with; none of none."""
    if not group:
        return []
    role = Role.RULE if len(group) == 1 and is_rule(group[0].text) else Role.TEXT
    return [wraps.paragraph(group, role, shape.right, shape.wide)]


def _tabbed(count: int, table: dict[int, str]) -> int:
    """How many lines at the top set the masthead in columns by tabs; one of the first three has a symbol."""
    cells = [cell for i in range(_SYMBOL) for cell in table.get(i, "").split("\t")]
    return next(i for i in range(count + 1) if i not in table) if any(map(is_symbol, cells)) else 0


def _goes_on(
    group: list[PrintedLine],
    lines: list[PrintedLine],
    i: int,
    shape: PageLayout,
    right: int,
    words: Openings | None,
    is_open: bool,
) -> bool:
    """True if a line goes on with the paragraph of the lines before it, as layout and language tell together.

    A line that begins with no capital and no number, at the left edge of a page whose paragraphs are set in or parted
    by blank lines, opens nothing.
    """
    line = lines[i]
    if words is None:
        return breaks_off(group[-1], line)
    if len(group) == 1 and is_label(group[0].text):
        return True
    if begins(group, line, shape, right, is_open):
        return False
    small = line.text[0].islower() or not (line.text[0].isdecimal() or has_case(line.text))
    if (shape.indents or shape.blanks) and line.indent <= shape.left + 1 and small:
        return True
    following = [line, *takewhile(lambda after: not after.gap, lines[i + 1 : i + _AHEAD])]
    before = group[-1]
    if shape.wide and before.text[-1] >= UNSPACED:
        had_room = shape.wide > before.indent + width(before.text)
    else:
        had_room = room(before, line.text, shape.right) > 0
    return not words.begins(group, following, had_room)


def _depth(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")
