"""Characters to pages of lines: the first pass, which loses nothing but blank lines and line ends."""

from __future__ import annotations

import re
from enum import Enum

from msgspec import Struct

from akn.blocks import Opening, Seam

UNSPACED = "\u2e80"
"""Where the scripts begin that set no spaces between words."""


class Line(Struct):
    """A line that is not blank.

    `text` has no white space at its ends, `raw` has all of it, `indent` is the width of the white space in front,
    `gap` the number of blank lines between it and the line before it on the page (0 at the top of a page).
    `flush` tells that it begins with no capital and no number, at the left edge of a page whose paragraphs are set in
    or parted by blank lines, so that it begins none.
    """

    text: str
    raw: str
    number: int
    page: int
    indent: int
    gap: int
    end: int = 0
    flush: bool = False

    def __post_init__(self) -> None:
        """Set the column behind the last character."""
        self.end = self.indent + len(self.text)


class Page(Struct):
    """A page: its running text, and below it the notes at its foot with the numbers that begin them.

    `ended` tells that the notes end it and no edge of paper (see `between`), `mirrored` that its columns were counted
    from the right (see `direction`).
    """

    lines: list[Line]
    foot: list[Line] = []
    markers: set[int] = set()
    ended: bool = False
    mirrored: bool = False


def right_margin(ends: list[int]) -> int:
    """The right margin that sorted line ends show; a few lines, as in tables, may be longer."""
    return ends[len(ends) * 17 // 20]


def first_word(text: str) -> str:
    """What a wrap moves to the next line as one: up to a space, or up to a hyphen."""
    return text.split(None, 1)[0].split("-", 1)[0]


class Role(Enum):
    """What a paragraph is, as far as its form tells."""

    TEXT = "text"
    ROW = "row"  # a row of a table, cells parted by tabs
    RULE = "rule"  # a line of underscores or dashes
    NOTE = "note"  # stands at the foot of a page


class Paragraph(Struct):
    """A paragraph of plain text, line wraps undone: the unit of all later passes.

    `text` may still hold note calls and looks.  `cut` tells that a page or a note ended it, `opening` what its first
    line tells if it stands at the head of a page (see `akn.blocks.Block`),
    `tabbed` that a tab stood behind a typed number, `more` that it goes on with the note before it unless it is one,
    `wrapped` that it stood on several lines; `seams` are the places where those behind the first one begin that may
    begin another paragraph.
    """

    text: str
    line: int
    column: int
    page: int
    role: Role = Role.TEXT
    cut: bool = False
    opening: Opening = Opening.UNKNOWN
    tabbed: bool = False
    more: bool = False
    wrapped: bool = False
    seams: tuple[Seam, ...] = ()
    until: int = 0  # the number of the last of several lines


def split_pages(text: str) -> list[Page]:
    """The lines of each page; form feeds end pages, which count from 1.

    >>> [[line.text for line in page.lines] for page in split_pages("one\\n\\n  two\\fthree\\n")]
    [['one', 'two'], ['three']]
    """
    if "\u2028" in text or "\u2029" in text:  # the line and paragraph separators of Unicode
        text = text.replace("\u2029", "\n\n").replace("\u2028", "\n")
    if "\x0b" in text:  # the line break inside a paragraph of a text saved by Word
        text = text.replace("\x0b", "\n")
    pages: list[Page] = []
    number = 1
    for index, chunk in enumerate(text.split("\f"), 1):
        raws = chunk.split("\n")
        pages.append(Page(_lines(raws, number, index)))
        number += len(raws) - 1
    while len(pages) > 1 and not pages[-1].lines:
        pages.pop()
    return pages


def _lines(raws: list[str], number: int, page: int) -> list[Line]:
    lines: list[Line] = []
    gap = 0
    for at, raw in enumerate(raws, number):
        text = raw.strip()
        if not text:
            if raw and lines and _is_empty_row(raw, lines[-1].raw):
                lines.append(Line("", raw, at, page, 0, gap))
                gap = 0
            else:
                gap += 1
            continue
        indent = 0
        if raw[0].isspace():
            indent = len(raw) - len(raw.lstrip())
            if "\t" in raw[:indent]:
                indent = len(raw[:indent].expandtabs())
        lines.append(Line(text, raw, at, page, indent, gap if lines else 0))
        gap = 0
    return lines


def _is_empty_row(raw: str, before: str) -> bool:
    """True for a line of tabs alone in the middle of a table: a row whose cells are all empty."""
    tabs = raw.count("\t")
    return tabs > 0 and before.count("\t") == tabs


def is_rule(text: str) -> bool:
    """True for a line that only draws a line: underscores, dashes and the like, five or more."""
    return text[:1] in _STROKES and bool(_RULE.match(text))


def is_marker(text: str) -> bool:
    """True for a line with nothing but the number of a note: dumps set raised numbers on lines of their own."""
    return len(text) < 4 and text.isdecimal()


def is_symbol(text: str) -> bool:
    """True for the symbol of a document, such as A/RES/99/7 or S/2044/12."""
    return "/" in text and bool(_SYMBOL.fullmatch(text))


_SYMBOL = re.compile(r"[A-Z]{1,8}(?:/[\w.()\-–* ]+)+")


_STROKES = frozenset("_-–—―─━‗=")


_RULE = re.compile(r"[_\-–—―─━‗=]{5,}$|_[_ ]{8,}$")


def is_numbered(text: str) -> bool:
    """True if a text begins with a typed number or a bullet and goes on behind it."""
    if _SIGNS.isdisjoint(text[:7]):
        return False
    m = ENUMERATOR.match(text)
    return m is not None and m.end() < len(text)


def is_lone_label(text: str) -> bool:
    """True for a number with its sign and nothing behind it: dumps set `1.` or `(a)` on a line of its own."""
    return len(text) < _LONE and bool(_LONE_LABEL.fullmatch(text))


_LONE_LABEL = re.compile(r"\d{1,3}(?:[.)）]| ?[-–])|[(（](?:\d{1,3}|[^\W\d_]{1,4})[)）]")


_LONE = 8  # characters of such a line, at most
_SIGNS = frozenset(".)）、．’‘-–—•·▪●○■*㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽①②③④⑤⑥⑦⑧⑨⑩")


# the forms of typed numbers and bullets at the beginning of a paragraph, the white space behind included. `1.`, `12
# -`, `(a)`, `b)`, `iv)`, `(أ)`, `一、`, `㈠`, `–`, `•`: the forms of the six official languages
ENUMERATOR = re.compile(
    r"(?:[(（’‘]?\w{1,4}[.)）、．’‘](?!\d)|\d{1,3}(?:\.\d{1,3})*\.?(?= ? ?[-–])\s*[-–]|[㈠-㈩⑴-⑽①-⑩]"
    r"|[-–—•·▪●○■*](?=\s))\s*"
)
