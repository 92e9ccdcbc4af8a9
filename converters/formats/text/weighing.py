"""Whether a line goes on with the paragraph above it: what speaks for and against it is weighed.

Letter case and punctuation are those of Unicode; no word of a language is known here.
"""

from __future__ import annotations

import re
from functools import cache

from converters.formats.text.columns import is_label
from converters.formats.text.lines import (
    ENUMERATOR,
    UNSPACED,
    Line,
    first_word,
    is_lone_label,
    is_numbered,
    is_symbol,
)
from converters.formats.text.shapes import Shape
from converters.formats.text.wrapping import LEANING

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
        _stripped(whole) if pointed and len(group) == 1 and not numbered else whole if end in STOPS else shape,
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


def _stripped(shape: Shape) -> Shape:
    """The shape for first lines: where a dump has left indents and blank lines out, they are short by an indent."""
    if shape.blanks or shape.indents:
        return shape
    return Shape(shape.left, shape.right - (shape.right - shape.left) // 8, ragged=shape.ragged)


def _is_cut_by_call(before: Line, text: str, shape: Shape) -> bool:
    """True if a dump broke a line behind the raised number of a note: both pieces have room in one."""
    if before.text[-1] not in _DIGITS or before.end + 1 + len(text) > shape.right + 2:
        return False
    return bool(_CALLED_AT_END.search(before.text))


_CALLED_AT_END = re.compile(r"(?:[^\W\d_]|[,;.)\]”’»])\d{1,3}$")


def is_number_of(group: list[Line], line: Line) -> bool:
    """True if a typed number stands alone, and the line behind a blank one has none."""
    return line.gap == 1 and len(group) == 1 and is_lone_label(group[0].text) and not is_numbered(line.text)


def _is_apart(group: list[Line], line: Line, shape: Shape) -> bool:
    """True if the forms of two lines tell them apart, as those of a masthead, of a title, of the lines at the end.

    That is asked of lines that had room for more: a number or a symbol behind a full line goes on with it.
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
    return (len(group) == 1 and _is_lone_symbol(before.text)) or begins(text)


def begins(text: str) -> bool:
    """True for the form of lines that begin something: a symbol, the number of a title or an item, the distribution."""
    return _is_lone_symbol(text) or bool(_first_line().match(text))


def _is_lone_symbol(text: str) -> bool:
    """True for a line with a symbol and no other word, such as A/RES/99/7 or S/RES/12 (2044)."""
    return is_symbol(text) and text.isascii() and not any(word[0].islower() for word in text.split())


@cache
def _first_line() -> re.Pattern[str]:
    letter = r"[^\W\d_]"
    return re.compile(
        r"\d{1,3}/\d{1,4}(?: ?[A-Z](?:-[A-Z])?)?(?:\.| ?[-–—]) *\S"  # 99/7. Title
        rf"|{letter}+(?: {letter}+)? ?\d{{1,3}}(?: ?\(?\w\))?(?!\S)"  # Agenda item 18 (a)
        rf"|{letter}{{3,8}}\.:? {letter}+$"  # Distr.: General
    )


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
    m = _hanging().match(before.text)
    return -1.5 if m and abs(step - m.end()) <= 3 else 2.5


@cache
def _hanging() -> re.Pattern[str]:
    # a typed number, and the white space that sets it apart from text whose lines all begin at one column
    return re.compile(rf"{ENUMERATOR.pattern}\s*|\S{{1,12}}\s{{2,}}")


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
