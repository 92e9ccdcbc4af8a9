"""Characters to pages of lines: the first pass, which loses nothing but blank lines and line ends."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from akn.blocks import Opening
from akn.patterns import lazy_pattern
from akn.text import DIRECTION
from converters.formats.printed.lines import PrintedLine, is_label


class TextLine(PrintedLine):
    """A line that is not blank: `raw` has all its white space, `indent` is the width of that in front, `number` counts
    the lines of the source from 1; a `ruled` one only draws a line.
    """

    raw: str = ""
    number: int = 0
    page: int = 0
    ruled: bool = False

    def __post_init__(self) -> None:
        """Know what follows from the text."""
        self.end = self.end or self.indent + len(self.text)
        self.ruled = is_rule(self.text)


class Page(Struct):
    """A page: its running text, and below it the notes at its foot with the numbers that begin them.

    `ended` tells that the notes end it and no edge of paper.
    """

    lines: list[TextLine]
    foot: list[TextLine] = []
    markers: set[int] = set()
    ended: bool = False


class Role(Enum):
    """What a paragraph is, as far as its form tells."""

    TEXT = "text"
    ROW = "row"  # a row of a table, cells parted by tabs
    RULE = "rule"  # a line of underscores or dashes
    NOTE = "note"  # stands at the foot of a page


class Paragraph(Struct):
    """A paragraph of plain text, line wraps undone: the unit of all later passes.

    `text` may still hold note calls and looks.  `cut` tells that a page or a note ended it,
    `tabbed` that a tab stood after a typed number, `more` that it goes on with the note before it unless it is one,
    `wrapped` that it stood on several lines.
    """

    text: str
    line: int
    column: int
    page: int
    role: Role = Role.TEXT
    cut: bool = False
    opening: Opening = Opening.UNKNOWN  # what the indent of its first line tells at the head of a page
    tabbed: bool = False
    more: bool = False
    wrapped: bool = False
    until: int = 0  # the number of the last of several lines


def split_pages(text: str) -> list[Page]:
    """The lines of each page; form feeds end pages, which count from 1.

    >>> [[line.text for line in page.lines] for page in split_pages("one\\n\\n  two\\fthree\\n")]
    [['one', 'two'], ['three']]
    """
    if "\u2028" in text or "\u2029" in text:  # the line and paragraph separators of Unicode
        text = text.replace("\u2029", "\n\n").replace("\u2028", "\n")
    pages: list[Page] = []
    number = 1
    for index, chunk in enumerate(text.split("\f"), 1):
        raws = chunk.split("\n")
        pages.append(Page(_lines(raws, number, index)))
        number += len(raws) - 1
    while len(pages) > 1 and not pages[-1].lines:
        pages.pop()
    return pages


def parted(pages: list[Page], starts: Sequence[int]) -> list[list[Page]]:
    """The pages of each part of a text, of which one begins at each of the lines `starts` (counted from 1).

    >>> pages = split_pages("one\\ntwo\\fthree\\nfour")
    >>> [[[line.text for line in page.lines] for page in part] for part in parted(pages, [2, 3])]
    [[['one']], [['two'], ['three']], [['four']]]
    """
    waiting = sorted(starts, reverse=True)
    found: list[list[Page]] = [[]]
    for page in pages:
        at = 0
        for i, line in enumerate(page.lines):
            if waiting and line.number >= waiting[-1]:
                found[-1] += [Page(page.lines[at:i])] if i > at else []
                found.append([])
                at = i
                waiting = [start for start in waiting if start > line.number]
        found[-1] += [Page(page.lines[at:])] if page.lines[at:] else []
    return [part for part in found if part]


def _lines(raws: list[str], number: int, page: int) -> list[TextLine]:
    lines: list[TextLine] = []
    gap = 0
    for at, raw in enumerate(raws, number):
        text = raw.strip()
        if not text:
            if raw and lines and _is_empty_row(raw, lines[-1].raw):
                lines.append(TextLine("", 0, gap, 0, raw, at, page))
                gap = 0
            else:
                gap += 1
            continue
        indent = 0
        if raw[0].isspace():
            indent = len(raw) - len(raw.lstrip())
            if "\t" in raw[:indent]:
                indent = len(raw[:indent].expandtabs())
        lines.append(TextLine(text, indent, gap if lines else 0, 0, raw, at, page))
        gap = 0
    return lines


def _is_empty_row(raw: str, before: str) -> bool:
    """True for a line of tabs alone in the middle of a table: a row whose cells are all empty."""
    tabs = raw.count("\t")
    return tabs > 0 and before.count("\t") == tabs


def is_rule(text: str) -> bool:
    """True for a line that only draws a line: three underscores or more, five dashes or the like."""
    text = text.strip(DIRECTION)
    return text[:1] in _STROKES and bool(_RULE.match(text))


def is_marker(text: str) -> bool:
    """True for a line with nothing but the number of a note: dumps set raised numbers on lines of their own."""
    return len(text) < 4 and text.isdecimal()


_STROKES = frozenset("_-–—―─━‗=")
_RULE = lazy_pattern(r"[_\-–—―─━‗=]{5,}$|_{3,}$|_[_ ]{8,}$")


def columns(line: TextLine) -> list[Paragraph]:
    """The parts of a masthead line that wide gaps or tabs separate, left to right; none if it is one text."""
    parts = list(_PARTS.finditer(line.text)) if "    " in line.text or "\t" in line.text else []
    if len(parts) < 2 or is_label(parts[0][0]):
        return []
    return [Paragraph(" ".join(m[0].split()), line.number, line.indent + m.start() + 1, line.page) for m in parts]


def in_rows(lines: list[TextLine]) -> tuple[list[TextLine], dict[int, str]]:
    """The lines, and those that are rows of tables by index, cells parted by tabs.

    A row is a line with a tab between texts, unless the tab only sets off a typed number; or one of neighbouring lines
    with the same number of tabs, also where first or last cells are empty.  A line of tabs alone that is no row is a
    blank line.
    """
    found: dict[int, str] = {}
    tabbed = [i for i, line in enumerate(lines) if "\t" in line.raw]
    for _, neighbours in groupby(enumerate(tabbed), key=lambda item: item[1] - item[0]):
        found |= _rows(lines, [i for _, i in neighbours])
    kept = [i for i, line in enumerate(lines) if line.text or i in found]
    if len(kept) < len(lines):
        found = {n: found[i] for n, i in enumerate(kept) if i in found}
        lines = [replace(lines[i], gap=lines[i].gap + (i > 0 and not lines[i - 1].text)) for i in kept]
    return lines, found


def _rows(lines: list[TextLine], run: list[int]) -> dict[int, str]:
    """The rows among neighbouring lines with tabs, by index."""
    counts = {lines[i].raw.count("\t") for i in run if _is_parted(lines[i].raw)}
    if not counts or sets_off_numbers([lines[i].raw for i in run]):
        return {}
    raws = [(i, lines[i].raw, lines[i].raw.strip(" ")) for i in run]
    return {i: _SPACES.sub(" ", text) for i, raw, text in raws if _is_parted(raw) or text.count("\t") in counts}


def _is_parted(raw: str) -> bool:
    """True if there is a tab between or after texts."""
    return "\t" in raw.lstrip().rstrip(" ")


def sets_off_numbers(raws: list[str]) -> bool:
    """True if the tabs of neighbouring lines only set off typed numbers, which makes no table."""
    texts = [raw.strip() for raw in raws if _is_parted(raw)]
    return all(text.count("\t") == 1 and is_label(text.partition("\t")[0]) for text in texts)


_SPACES = lazy_pattern(" {2,}")
_PARTS = lazy_pattern(r"\S+(?: {1,3}\S+)*")


def straighten(text: str) -> tuple[str, int]:
    """The text in the order in which it is read, without the controls that a dump set on most lines; how many went.

    Dumps of right-to-left pages (`pdftotext -layout`) embed each line in controls of direction, and each number in it
    in controls of the other one.  Inside of them the signs beside a number stand as they are seen from left to right,
    ` 11` for `11 `.

    >>> straighten("\\u202bin \\u202a 11\\u202cof \\u202a,2044\\u202c\\u202c")
    ('in 11 of 2044,', 6)
    """
    if "\u202b" not in text:
        return text, 0
    written = [line.lstrip() for line in text.split("\n")]
    embedded = sum(line[:1] in ("\u202b", "\u202a") for line in written if line)
    if not embedded or embedded * 2 < sum(map(bool, written)):
        return text, 0
    made = _EMBEDDED.sub(lambda m: f"\u202a{_turned(m[1])}\u202c", _BRACKET.sub("\u202a\\1)\u202c", text))
    plain = made.translate(dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e")))
    return plain, len(made) - len(plain)


_BRACKET = lazy_pattern(r"\)\u202a([^\u202c()\n]{0,80}\([^()\u202c\n]{0,80})\u202c")
_EMBEDDED = lazy_pattern(r"\u202a([^\u202a\u202c\n]*)\u202c")


def _turned(run: str) -> str:
    first = next((i for i, c in enumerate(run) if c.isalnum()), -1)
    if first < 0:
        return run[::-1]
    last = max(i for i, c in enumerate(run) if c.isalnum()) + 1
    if run[last : last + 1] == ")" and "(" in run[: last + 1]:
        last += 1
    if first and run[first - 1] == "(" and run[first:last].count(")") > run[first:last].count("("):
        first -= 1
    return run[last:][::-1] + run[first:last] + run[:first][::-1]
