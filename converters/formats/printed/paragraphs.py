"""Where paragraphs end on a page: whether a line goes on with those above it, by how it is set and what it says.

Typed and scanned texts part paragraphs by blank lines, printed ones by the indent of the first line, some by neither.
So of each pair of lines the features are named (`_Pair`), and `_RULES` is the whole decision: the first row that fits.
One feature adds up what six tables say for another paragraph and against it (`outweighed`); where that leaves a line
with those above it, the language has the last word (`openings`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise, takewhile

from msgspec import Struct

from akn.decisions import Row, Table, weighed
from akn.patterns import lazy_pattern
from akn.punctuation import COMMAS, STOPS
from akn.text import has_case
from converters.formats.printed.labels import is_signed
from converters.formats.printed.lines import (
    ENUMERATOR,
    UNSPACED,
    PrintedLine,
    ends_in_small_word,
    is_label,
    is_numbered,
    width,
)
from converters.formats.printed.openings import Openings

_CLOSERS = "\"'”’»)]）》」】›“‘⁰¹²³⁴⁵⁶⁷⁸⁹0123456789 "
_JOINING = frozenset("-\u2010\u2011\u00ad(/")
_NARROWEST = 44  # columns, at least, of a heading that is wrapped
_WORD = 8  # letters of a word, with the space before it
_AHEAD = 8  # lines in which the action stands that a paragraph opens with
_FAR, _FURTHER = 20, 40  # columns from the left edge: the right half of a page begins there
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


def edge(ends: list[int]) -> int:
    """The right margin that line ends show; a few lines, as in tables, may be longer."""
    return sorted(ends)[len(ends) * 17 // 20]


def layouts(pages: Sequence[Sequence[PrintedLine]]) -> list[PageLayout]:
    """The layout of each page; whether first lines are indented is asked of the document as a whole."""
    found = list(map(_layout, pages))
    below = deeper = inner = firsts = wrapped = short = 0
    for lines, page in zip(pages, found, strict=True):
        for a, b in pairwise(lines):
            if b.gap:
                continue
            inner += 1
            if b.text[:1].islower() and a.text[-1:].isalpha():  # surely a wrap
                wrapped += 1
                short += a.end + _WORD < page.right - (page.right - page.left) * 0.12
            firsts += b.indent > page.left + 1 and a.indent <= page.left + 1
            if a.end > page.right * 0.8 and (a.gap or (a is lines[0] and a.indent > b.indent + 1)):
                below += 1
                deeper += a.indent > b.indent + 1
    for page in found:
        page.indents = deeper * 2 > below or firsts * 12 > inner
        page.ragged = short > 2 and short * 6 > wrapped
    return found


def _layout(lines: Sequence[PrintedLine]) -> PageLayout:
    wrapped = [a for a, b in pairwise(lines) if not b.gap]
    if not wrapped:
        return PageLayout()
    right = edge([line.end for line in wrapped])
    widths = [line.indent + width(line.text) for line in wrapped]
    wide = edge(widths) if max(widths) > max(line.end for line in wrapped) else 0
    full, edges = False, list[int]()  # of full lines, and of those after them, which more often go on than begin
    for line in lines:
        before, full = full and not line.gap, line.end > right * 0.8
        if full or before:
            edges.append(line.indent)
    edges.sort()
    left = edges[len(edges) // 4] if edges else 0
    return PageLayout(left, right, blanks=(len(lines) - len(wrapped)) * 5 > len(lines), wide=wide)


def narrowed(page: PageLayout, lines: Sequence[PrintedLine], start: int) -> int:
    """The right edge of the lines up to the next blank one: a block of narrow lines, as a heading, has its own."""
    left, right = lines[start].indent, lines[start].end
    for line in lines[start + 1 :]:
        if line.gap:
            break
        left, right = min(left, line.indent), max(right, line.end)
    right = max(left + _NARROWEST, right)
    return right if right <= page.left + (page.right - page.left) * 0.75 else page.right


class PageFlow:
    """The lines of a page while they are read from the top: which of them go on with the paragraph above.

    `words` is what the language says of openings, None in a text whose lines are as long as its paragraphs.
    """

    def __init__(self, lines: Sequence[PrintedLine], page: PageLayout, words: Openings | None) -> None:
        self.lines, self.page, self.words = lines, page, words
        self.right = page.right  # of the block of lines
        self._start = 0  # the first line of the paragraph so far
        self._depth = 0  # how many brackets are open

    def goes_on(self, i: int, *, parted: bool = False) -> bool:
        """True if line number `i`, the next one, goes on with the paragraph so far; else it begins one.

        `parted` says that it is no line of the text, as a row of a table: it goes on with nothing.
        """
        line = self.lines[i]
        if self.page.right and (not i or line.gap):
            self.right = narrowed(self.page, self.lines, i)
        count = line.text.count
        depth = count("(") + count("[") - count(")") - count("]")
        group = [] if parted else self.lines[self._start : i]
        if group and _RULES.decide(_Pair(self, i, group, self._depth > 0)).value:
            self._depth += depth
            return True
        self._start, self._depth = i + parted, depth
        return False

    def part(self, i: int) -> None:
        """Say that nothing goes on with line number `i`."""
        self._start = i + 1


BEGINS, GOES_ON = False, True
# counted in 3,937 sources: 1,165 published texts as plain text, as dumps of pages and as a scanner returns them, 180
# older and later ones, 126 PDF files read without their tags, and these and ten more as `pdftotext -layout` dumps them
# fmt: off
_RULES = Table(
    Row(BEGINS,  "apart", 3937),
    # lines as long as paragraphs: some are broken in the middle of a sentence
    Row(GOES_ON, "flowing breaks_off", 8),
    Row(BEGINS,  "flowing", 4),
    # a number alone on its line
    Row(GOES_ON, "after_label", 67),
    # lines that stand each for itself, as those of a cover do: remarks in brackets, what stands in the right half (the
    # date below the distribution), short lines
    Row(BEGINS,  "bracketed -lower -within", 238),
    Row(BEGINS,  "both_signed -lower -within", 0),  # in typed texts, of which none is among the sources
    Row(BEGINS,  "right_half -lower -within", 174),
    Row(BEGINS,  "short_at_edge -ragged -lower -within -unfinished", 245),
    Row(BEGINS,  "outweighed", 184),
    # no capital and no number at the left edge of a page whose paragraphs are set in or parted by blank lines
    Row(GOES_ON, "small at_left set_in", 1353),
    Row(GOES_ON, "small at_left blanks", 216),
    Row(BEGINS,  "opened", 82),
    Row(GOES_ON, "", 1478),
)
# What speaks for another paragraph (above 0) and against it: in each table the first row that fits.
_INDENT = Table(
    Row(3.0,  "later deeper", 119),  # a first line after others
    Row(2.0,  "later outdented", 72),
    Row(-3.0, "later set_in at_left", 1329),
    Row(-0.5, "later", 282),
    Row(-4.0, "outdented set_in at_left", 1325),  # the second line below a first one
    Row(-1.5, "outdented", 100),
    Row(-1.5, "deeper hanging", 98),  # below the text after a number
    Row(2.5,  "deeper", 71),
    Row(2.5,  "set_in above_inset", 101),  # two first lines
    Row(0.0,  "", 1363),
)
_FILL = Table(
    Row(-1.5, "full", 1591),  # a wrap leaves no room for the next word
    Row(0.0,  "unfinished", 297),
    Row(1.0,  "short ragged", 31),
    Row(3.0,  "short", 229),
    Row(0.0,  "ragged", 22),
    Row(1.5,  "shortened", 222),
    Row(0.0,  "", 307),
)
_ENDING = Table(
    Row(1.0,  "stopped", 358),
    Row(0.0,  "comma", 1394),
    Row(-1.0, "", 1590),
)
_BEGINNING = Table(
    Row(2.5,  "numbered pointed", 331),
    Row(0.5,  "numbered", 630),
    Row(-1.0, "lower inset pointed", 24),  # paragraphs may begin in lower case, as in Russian
    Row(-3.0, "lower", 1189),
    Row(-2.5, "digit comma", 357),  # "of 3 December" | "2044"
    Row(-2.5, "digit lettered -ended", 1153),
    Row(0.0,  "", 1545),
)
_USUAL = Table(Row(-1.0, "blanks", 1514), Row(0.0, "", 690))  # blank lines part the others
_OPEN = Table(Row(-2.5, "within", 494), Row(0.0, "", 1591))
# fmt: on


class _Pair:
    """A line and those of the paragraph above it: the features that the tables ask for.

    `within` tells that a bracket is open.
    """

    def __init__(self, flow: PageFlow, i: int, group: Sequence[PrintedLine], within: bool) -> None:
        self.flow, self.i, self.page, self.group, self.within = flow, i, flow.page, group, within
        self.line, self.before = flow.lines[i], flow.lines[i - 1]
        self.text, self.above = self.line.text, self.before.text
        self.set_in, self.blanks, self.ragged = self.page.indents, self.page.blanks, self.page.ragged
        # more room than between the lines of a paragraph lies between the two; lines are as long as paragraphs
        self.apart, self.flowing = self.line.gap > 0, flow.words is None
        self.lower, self.digit = self.text[0].islower(), self.text[0].isdigit()
        # neither a capital nor a number begins the line
        self.small = self.lower or not (self.text[0].isdecimal() or has_case(self.text))
        # the sign at the end of the line above, before calls of notes and closing marks
        self.end = self.above.rstrip(_CLOSERS)[-1:] or self.above[-1]
        self.stopped, self.comma, self.lettered = self.end in STOPS, self.end in COMMAS, self.end.isalpha()
        self.pointed = self.stopped or self.comma
        # the paragraph so far has several lines; it is its number
        self.later, self.after_label = len(group) > 1, len(group) == 1 and is_label(self.above)
        # one of the two is a remark in brackets
        self.bracketed = self.above[-1] == "]" and group[0].text[0] == "["
        self.bracketed = self.bracketed or (self.text[0] == "[" and self.text[-1] == "]")
        # both begin with the sign of a note
        self.both_signed = is_signed(self.text) and is_signed(group[0].text)
        self._measure()

    def _measure(self) -> None:
        """Name the features of how the two are set, and what room there is."""
        left, right = self.page.left, self.page.right
        above, own = self.before.indent, self.line.indent
        self.step = own - above
        self.deeper, self.outdented = self.step > 1, self.step < -1
        self.at_left, self.above_inset = own <= left + 1, above > left + 2
        # both stand in the right half, one below the other or far off
        self.right_half = min(above, own) > left + _FAR and (abs(self.step) > 1 or above > left + _FURTHER)
        # columns that the line above had left on the page with the first word of this one
        self.room = room(self.before, self.text, right)
        # the line above begins at the left edge and has more than half of its width left
        at_edge = above <= left + 1 and abs(self.step) < 2
        self.short_at_edge = at_edge and self.room * 2 > max(right - left, 20)
        # the same in its block, and its share of the width
        rest = self.room + self.flow.right - right
        share = rest / max(self.flow.right - left, 20)
        self.full, self.short, self.shortened = rest <= 0, share > 0.3, share > 0.12
        # the indents of the page show a first line here; the room on the line above shows an end (see `outweighed`)
        self.inset = self.ended = False

    @property
    def breaks_off(self) -> bool:
        """A sentence is broken: a small letter after a letter, or a small word at the end."""
        goes_on = self.above[-1:].isalnum() if self.lower else ends_in_small_word(self.above)
        return goes_on and not self.numbered

    @cached_property
    def unfinished(self) -> bool:
        """The line above ends inside a word, or in a word that does not end anything."""
        words = self.flow.words
        small = ends_in_small_word(self.above) or (words is not None and words.leads_on(self.above))
        return self.above[-1] in _JOINING or small

    @cached_property
    def numbered(self) -> bool:
        """A number or a bullet begins the line."""
        return is_numbered(self.text)

    @property
    def hanging(self) -> bool:
        """The line stands below the text after a number, or after what white space sets apart as it does a number."""
        m = ENUMERATOR.match(self.above) or _APART.match(self.above)
        return m is not None and abs(self.step - m.end()) <= 3

    @property
    def outweighed(self) -> bool:
        """More speaks for another paragraph than against it; first of all the indents and the room."""
        indent, fill = _INDENT.decide(self).value, _FILL.decide(self).value
        self.inset, self.ended = self.set_in and indent >= 2.5, fill >= 3
        return indent + fill + weighed(self, _ENDING, _BEGINNING, _USUAL, _OPEN) > 0

    @property
    def opened(self) -> bool:
        """The words of the line open a paragraph."""
        ahead = self.flow.lines[self.i + 1 : self.i + _AHEAD]
        following = [self.line, *takewhile(lambda after: not after.gap, ahead)]
        had_room = self.room > 0
        if self.page.wide and self.above[-1] >= UNSPACED:
            had_room = self.page.wide > self.before.indent + width(self.above)
        return self.flow.words is not None and self.flow.words.begins(self.group, following, had_room)
