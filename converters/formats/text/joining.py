"""Lines to paragraphs, decided once: how the lines are set, how one ends and the next begins, and what its words open.

Typed and scanned texts part paragraphs by blank lines, printed ones by the indent of the first line, some by neither.
So each pair of neighbouring lines is weighed: indents, how full the first line is, how it ends, how the second begins.
Where that says that the second goes on, the language has the last word (`openings`).
"""

from __future__ import annotations

import re
from itertools import pairwise

from akn.blocks import Opening
from akn.text import has_case
from converters.formats.text.lines import (
    ENUMERATOR,
    UNSPACED,
    Line,
    Page,
    Paragraph,
    Role,
    columns,
    first_word,
    in_rows,
    is_label,
    is_lone_label,
    is_numbered,
    is_rule,
    is_symbol,
    right_margin,
)
from converters.formats.text.notes import foot_paragraphs
from converters.formats.text.openings import Openings
from converters.formats.text.wrapping import LEANING, Shape, Wraps, is_loose, narrowed, shapes_of, width

STOPS = frozenset(".;:!?。；：！？؛؟…।")
COMMAS = frozenset(",،，、")
_LISTING = frozenset("、﹑､")  # the comma between the members of a list, which ends nothing
_JOINING = frozenset("-\u2010\u2011\u00ad(/")
_DIGITS = frozenset("0123456789")
_CLOSERS = "\"'”’»)]）》」】›“‘⁰¹²³⁴⁵⁶⁷⁸⁹0123456789 "
_SMALL = 3  # letters, at most, of articles and the like
_LITTLE = 0.12  # of the width: so much room is seldom left by a wrap
_SET_IN = 2.5  # what weighs a line that is set in as first lines are
_SHORT = 3  # what weighs a line that leaves more room than any wrap does


def goes_on(group: list[Line], line: Line, shapes: tuple[Shape, Shape], inside: bool) -> bool:
    """True if a line goes on with the paragraph whose lines so far are `group`: what speaks for a new one is summed.

    `shapes` are those of the page and of the block of lines, `inside` tells that a bracket is still open.
    """
    before, text = group[-1], line.text
    if text[0] in LEANING:
        return True
    whole, shape = shapes
    lower = text[0].islower()
    numbered = is_numbered(text)
    weight = _indent_weight(group, line, shape)
    if weight <= -3 and lower and not numbered:
        return True  # whatever else there is
    if len(group) == 1 and is_label(before.text):
        return True
    last = before.text[-1]
    end = (before.text.rstrip(_CLOSERS)[-1:] or last) if last in _CLOSERS else last
    if (lower or end not in STOPS) and not numbered and _is_cut_by_call(before, text, whole):
        line.end += before.end + 1 - line.indent
        return True
    if not lower and not inside and _is_apart(group, line, whole):
        return False
    if (
        before.indent > shape.left + 20
        and line.indent > shape.left + 20
        and not lower
        and (abs(line.indent - before.indent) > 1 or before.indent > shape.left + 40)
    ):
        return False  # lines in the right half, such as the date below the distribution, stand for themselves
    if end in _LISTING and not numbered:
        return True
    pointed = end in COMMAS
    if (pointed or end in STOPS) and is_lone_label(text):
        return False
    # what ends in a stop is no heading, and a heading alone is set in lines narrower than those of the page
    fill = _fill_weight(
        before,
        text,
        whole if end in STOPS else shape,
    )
    if numbered and fill > 0 and line.indent > before.indent + 1:
        return False
    plain = end.isalpha() and (fill < _SHORT or ends_in_small_word(before.text))
    set_in = shape.indents and weight >= _SET_IN
    weight += fill - shape.blanks - (2.5 if inside else 0)
    if end in STOPS:
        weight += 1
        pointed = True
    elif not pointed:
        weight -= 1
    if lower and not numbered and pointed and set_in:
        return weight - 1 <= 0  # paragraphs that begin in lower case, as in Russian
    return weight + _beginning_weight(text, lower, numbered, pointed, plain or end in COMMAS) <= 0


def _is_cut_by_call(before: Line, text: str, shape: Shape) -> bool:
    """True if a dump broke a line after the raised number of a note: both pieces have room in one."""
    if before.text[-1] not in _DIGITS or before.end + 1 + len(text) > shape.right + 2:
        return False
    return bool(_CALLED_AT_END.search(before.text))


_CALLED_AT_END = re.compile(r"(?:[^\W\d_]|[,;.)\]”’»])\d{1,3}$")


def is_number_of(group: list[Line], line: Line) -> bool:
    """True if a typed number stands alone, and the line after a blank one has none."""
    return line.gap == 1 and len(group) == 1 and is_lone_label(group[0].text) and not is_numbered(line.text)


def _is_apart(group: list[Line], line: Line, shape: Shape) -> bool:
    """True if the forms of two lines tell them apart, as those of a masthead, of a title, of the lines at the end.

    That is asked of lines that had room for more: a number or a symbol after a full line goes on with it.
    """
    before, text = group[-1], line.text
    remark = before.text[-1] == "]" and group[0].text[0] == "["
    if remark or (text[0] == "[" and text[-1] == "]"):
        return True
    room = room_for(before, text, shape.right) / max(shape.right - shape.left, 20)
    if room <= _LITTLE or shape.ragged:
        return False
    if room > 0.5 and before.indent <= shape.left + 1 and -2 < line.indent - before.indent < 2:
        # at the left edge, and not half as long as lines are
        return not _must_go_on(before.text)
    return _is_lone_symbol(text) or (len(group) == 1 and _is_lone_symbol(before.text))


def _is_lone_symbol(text: str) -> bool:
    """True for a line with a symbol and no other word, such as A/RES/99/7 or S/RES/12 (2044)."""
    return is_symbol(text) and text.isascii() and not any(word[0].islower() for word in text.split())


def _beginning_weight(text: str, lower: bool, numbered: bool, pointed: bool, plain: bool) -> float:
    """What the beginning of a line says; `plain` tells that the one before ends in a comma, or a letter, not early."""
    if numbered:
        return 2.5 if pointed else 0.5
    if lower:
        return -3
    if text[0].isdigit() and plain:
        return -2.5
    return 3 if text[0] == "[" else 0


def _indent_weight(group: list[Line], line: Line, shape: Shape) -> float:
    before = group[-1]
    step = line.indent - before.indent
    at_left = shape.indents and line.indent <= shape.left + 1
    if len(group) > 1:
        if -2 < step < 2:
            return -3 if at_left else -0.5
        return 3 if step > 0 else 2
    if step < -1:
        return -4 if at_left else -1.5
    if step <= 1:
        if not shape.indents or before.indent <= shape.left + 2:
            return 0
        # two first lines; but lines of a list item may all begin at one column, and the next item has a number
        return 2.5 if is_numbered(line.text) or not is_numbered(before.text) else 0
    m = _HANGING.match(before.text)
    return -1.5 if m and abs(step - m.end()) <= 3 else 2.5


# a typed number, and the white space that sets it apart from text whose lines all begin at one column
_HANGING = re.compile(rf"{ENUMERATOR.pattern}\s*|\S{{1,12}}\s{{2,}}")


def _fill_weight(before: Line, text: str, shape: Shape) -> float:
    """How much room the earlier line had left for the first word of the later one."""
    room = shape.right - before.end - 2
    if room <= 0:
        return -1.5
    word = first_word(text)
    width = max(shape.right - shape.left, 20)
    # a program that breaks lines at spaces alone takes a whole clause of a script without them for one word
    longest = 30 if word[:1] < UNSPACED else width
    room -= len(word) - 1 if len(word) < longest else 0
    if room > width * 0.3:
        return 1 if shape.ragged else 3
    if room > width * 0.12:
        return 0 if shape.ragged else 1.5
    return -1.5 if room <= 0 else 0


def room_for(before: Line, text: str, right: float) -> float:
    """How many columns the earlier line had left with the first word of the later one, below 0 if it had none."""
    return right - before.end - 1 - len(first_word(text))


def _must_go_on(text: str) -> bool:
    """True if a line ends inside a word, or in a word that does not end anything."""
    return text[-1] in _JOINING or ends_in_small_word(text)


def ends_in_small_word(text: str) -> bool:
    """True if a text ends in a short word in lower case, as articles and prepositions are.

    In other letters than Latin ones many nouns have no more than three.
    """
    word = text.rsplit(None, 1)[-1]
    most = _SMALL if word.isascii() else _SMALL - 1
    return len(word) <= most and len(word) < len(text) and word.isalpha() and word.islower()


_FULL = 0.8  # of the width: lines that reach it may be wrapped
_FLOWING = 160  # columns; no printed page has so many, so a text with longer lines is not wrapped
_BEYOND = 1.5  # times the right margin: no line of a wrapped text is so long


def is_flowing(pages: list[Page]) -> bool:
    """True if lines are as long as paragraphs: most characters stand in lines that no wrap has made.

    Those are longer than a page is wide, or run well beyond the lines that another line follows.  A text is also such
    if each line that another one follows had room for much more.
    """
    ends = sorted(a.end for page in pages for a, b in pairwise(page.lines) if not b.gap)
    if not ends:
        return False
    longest = min(_FLOWING, right_margin(ends) * _BEYOND)
    sizes = [len(line.text) for page in pages for line in page.lines]
    if sum(size for size in sizes if size > longest) * 2 > sum(sizes):
        return True
    usual = _usual(sizes) * _FULL
    return all(
        room_for(a, b.text, usual) > 0 or _is_no_wrap(a.text, b.text)
        for page in pages
        for a, b in pairwise(page.lines)
        if not b.gap and a.text and b.text  # no empty rows of tables
    )


def _is_no_wrap(before: str, text: str) -> bool:
    """True if the forms of two full lines make it unlikely that one goes on with the other."""
    if before[-1] in STOPS or before[-1] == "]" or text[0] == "[" or _is_lone_symbol(text):
        return not text[0].islower()
    return before[-1] in COMMAS and is_numbered(text)


def _usual(sizes: list[int]) -> int:
    """The length of line in which, and in longer ones, half of the characters stand."""
    left = sum(sizes) / 2
    for size in sorted(sizes, reverse=True):
        left -= size
        if left <= 0:
            return size
    return 0


def breaks_off(before: Line, line: Line) -> bool:
    """True for a line break inside a sentence of a text whose lines are otherwise as long as its paragraphs."""
    if line.text[:1].islower():
        return before.text[-1:].isalnum() and not is_numbered(line.text)
    return ends_in_small_word(before.text) and not is_numbered(line.text)


_SYMBOL = 3  # lines at the top of the first page that may set the symbol off by a tab
_AHEAD = 8  # lines in which the action stands that a paragraph opens with
_MASTHEAD = 12  # lines at the top of the first page that may be set in two columns


def to_paragraphs(pages: list[Page]) -> tuple[list[Paragraph], Wraps]:
    """The paragraphs of all pages in order, notes at the foot after the running text of their page.

    The last paragraph of a page is marked `cut` unless the next page begins with the indent of a new paragraph.
    """
    found: list[Paragraph] = []
    wrapped = any(line.gap == 0 for page in pages for line in page.lines[1:])
    texts = [line.text for page in pages for line in page.lines] if wrapped else []
    flowing = wrapped and is_flowing(pages)
    shapes = [Shape()] * len(pages) if flowing or not wrapped else shapes_of(pages)
    words = Openings(texts) if wrapped and not flowing else None
    wraps = Wraps(loose=len(pages) > 1 and is_loose(texts), texts=texts)
    open_end: Paragraph | None = None
    left = 0  # the left edge of the page with the open end
    ended = False  # by notes, not by the edge of a page
    for number, page in enumerate(pages):
        lines = page.lines
        shape = shapes[number]
        start = len(found)
        _group(lines, shape, wraps, found, words, masthead=not number)
        if open_end and lines:
            first = lines[0]
            open_end.cut = first.text[:1].islower() or not (ended or (shape.indents and first.indent > shape.left + 1))
            if shape.indents and not ended:
                found[start].opening = _opening(lines, shape.left, begun=open_end.column > left + 2)
            open_end = None
        if len(found) > start and found[-1].role is Role.TEXT:
            open_end, ended, left = found[-1], page.ended, shape.left
        if page.foot:
            found += foot_paragraphs(page, wraps, shape.right)
    return found, wraps


def _opening(lines: list[Line], left: int, *, begun: bool) -> Opening:
    """What the indent of the first line of a page tells, where the paragraph before has `begun` with one or not."""
    if lines[0].indent <= left + 1:
        return Opening.REST if begun else Opening.UNKNOWN
    deeper = len(lines) > 1 and not lines[1].gap and lines[1].indent < lines[0].indent - 1
    return Opening.NEW if deeper else Opening.UNKNOWN


def _group(
    lines: list[Line],
    shape: Shape,
    wraps: Wraps,
    found: list[Paragraph],
    words: Openings | None,
    *,
    masthead: bool,
) -> None:
    group: list[Line] = []
    lines, taken = in_rows(lines)
    masthead = masthead and any("    " in line.raw or "\t" in line.raw for line in lines[:_MASTHEAD])
    if not taken and not shape.right and not masthead and all(line.gap for line in lines[1:]):
        found += [_paragraph([line], wraps, shape) for line in lines]
        return
    near = shape
    depth = 0  # how many brackets are open
    heading = _set_off_by_tabs(taken) if masthead else 0
    for i, line in enumerate(lines):
        row = taken.get(i)
        if shape.right and (not i or line.gap):
            near = narrowed(shape, lines, i)
        if (
            row is None
            and group
            and (not line.gap or is_number_of(group, line))
            and (goes_on(group, line, (shape, near), depth > 0) if shape.right else breaks_off(group[-1], line))
        ):
            start = _opened(group, lines, i, shape, words) if words and not line.gap else 0
            if start < len(group) and start:
                found.append(_paragraph(group[:start], wraps, shape))
                group = group[start:]
            if not start:
                group.append(line)
                depth += _depth(line.text)
                continue
        if group:
            found.append(_paragraph(group, wraps, shape))
            group = []
        if row is not None and i < heading:
            found += columns(line) or [wraps.paragraph([line])]
        elif row is not None:
            found.append(Paragraph(row, line.number, line.indent + 1, line.page, Role.ROW))
        elif masthead and i < _MASTHEAD and (parts := columns(line)):
            found += parts
        else:
            group = [line]
            depth = _depth(line.text)
    if group:
        found.append(_paragraph(group, wraps, shape))


def _opened(group: list[Line], lines: list[Line], i: int, shape: Shape, words: Openings) -> int:
    """Where a paragraph begins as words tell (see `Openings.starts`).

    A line that begins with no capital and no number, at the left edge of a page whose paragraphs are set in or parted
    by blank lines, begins none.
    """
    line = lines[i]
    small = line.text[0].islower() or not (line.text[0].isdecimal() or has_case(line.text))
    if (shape.indents or shape.blanks) and line.indent <= shape.left + 1 and small:
        return 0
    end = next((j for j in range(i + 1, len(lines)) if lines[j].gap), len(lines))
    return words.starts(group, lines[i : min(end, i + _AHEAD)], _had_room(group, line, shape))


def _had_room(group: list[Line], line: Line, shape: Shape) -> bool:
    """True if the last line of a group had room for the first word of a line; a wrap leaves little."""
    before = group[-1]
    if shape.wide and before.text[-1] >= UNSPACED:
        return shape.wide > before.indent + width(before.text)
    return room_for(before, line.text, shape.right) > 0


def _depth(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")


def _set_off_by_tabs(taken: dict[int, str]) -> int:
    """How many lines at the top set the masthead in columns by tabs; one of the first three has a symbol."""
    if not any(is_symbol(cell) for i in range(_SYMBOL) for cell in taken.get(i, "").split("\t")):
        return 0
    return next(i for i in range(_MASTHEAD + 1) if i not in taken or i == _MASTHEAD)


def _paragraph(lines: list[Line], wraps: Wraps, shape: Shape) -> Paragraph:
    role = Role.TEXT
    if len(lines) == 1:
        text = lines[0].text
        role = Role.RULE if is_rule(text) else Role.TEXT
    return wraps.paragraph(lines, role, shape.right, shape.wide)
