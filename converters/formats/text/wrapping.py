"""Wrapped lines: how those of a page are set, and what stands between the words of two lines that become one text."""

from __future__ import annotations

import re
from itertools import pairwise

from msgspec import Struct

from converters.formats.text.lines import UNSPACED, Line, Page, Paragraph, Role, right_margin

# Hangul is left out: Korean parts words by spaces.  Full-width punctuation belongs to the scripts without spaces.
_WIDE = "\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60"
_MANY = 100  # questions after which a set of all words is worth its cost
_TRIES = 8  # places inside longer words that are passed over
_EXAMPLES = 3  # mended words, at most, that are shown
_ROOM = 4  # columns that a line may lack because what follows must not begin one
_NARROWEST = 44  # columns, at least, of a heading that is wrapped
_WORD = 8  # letters of a word, with the space before it
LEANING = frozenset(",.،，。")  # no line begins with one, nor stands a space before it: a dump broke the line there
_POINTS = ",.;:!?)]”»’"
_HYPHENS = "-\u2010\u2011"
_ENDS = frozenset("-\u2010\u2011\u2013\u2014/\u00ad")


class Shape(Struct):
    """How the lines of a page are set: their left and right edge, and what usually parts paragraphs."""

    left: int = 0
    right: int = 0
    blanks: bool = False  # blank lines part paragraphs
    indents: bool = False  # the indent of a first line parts paragraphs
    ragged: bool = False  # lines end anywhere, so that a short one says little
    wide: int = 0  # the right edge if the letters of scripts without spaces take two columns; 0 where there are none


def shapes_of(pages: list[Page]) -> list[Shape]:
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
    indents = deeper * 2 > below or firsts * 12 > inner
    for shape in shapes:
        shape.indents = indents
        shape.ragged = short > 2 and short * 6 > wrapped
    return shapes


def _shape(lines: list[Line]) -> Shape:
    wrapped = [a for a, b in pairwise(lines) if not b.gap]
    if not wrapped:
        return Shape()
    inner = sorted(line.end for line in wrapped)
    right = right_margin(inner)
    widths = sorted(line.indent + width(line.text) for line in wrapped)
    wide = right_margin(widths) if widths[-1] > inner[-1] else 0
    full = [line.end > right * 0.8 for line in lines]
    # full lines, and those after them, which more often go on than begin
    edges = sorted(
        line.indent
        for line, own, before in zip(lines, full, [False, *full], strict=False)
        if own or (before and not line.gap)
    )
    left = edges[len(edges) // 4] if edges else 0
    return Shape(left, right, blanks=(len(lines) - len(inner)) * 5 > len(lines), wide=wide)


def narrowed(shape: Shape, lines: list[Line], start: int) -> Shape:
    """The shape for the lines up to the next blank line: a block of narrow lines, as a heading, has its own width."""
    right, left = lines[start].end, lines[start].indent
    for i in range(start + 1, len(lines)):
        line = lines[i]
        if line.gap:
            break
        right = max(right, line.end)
        left = min(left, line.indent)
    right = max(right, left + _NARROWEST)
    if right > shape.left + (shape.right - shape.left) * 0.75:
        return shape
    return Shape(shape.left, right, shape.blanks, shape.indents, shape.ragged)


class Wraps(Struct):
    """Joins the lines of paragraphs, and counts.

    `loose` tells that the source sets a stray space before hyphens (`capacity -building`), as dumps of justified PDF
    text do; a hyphen after a space at a line end is then inside a word.
    """

    loose: bool = False
    texts: list[str] = []  # all lines of the source
    count: int = 0
    hyphens: int = 0
    first: int = 0  # the number of the first line that goes on in the next one
    mended: list[tuple[int, str]] = []  # the lines whose hyphens went, with the words that they divided
    _halves: list[tuple[str, str]] = []
    _asked: int = 0
    _joined: str = ""
    _words: frozenset[str] | None = None

    def paragraph(self, lines: list[Line], role: Role = Role.TEXT, right: int = 0, wide: int = 0) -> Paragraph:
        """One paragraph from the lines of a group; `right` is the column that full lines reach.

        Text in a script without spaces is wrapped anywhere, in a foreign word or a number too, where a line is full;
        `wide` is the column that its full lines reach if its letters take two (see `width`).  A line that is short in
        both counts was wrapped at a space, which is kept where it shows that a note is called.
        """
        first = lines[0]
        text, tabbed = _even(first.text)
        if len(lines) > 1:
            texts = [line.text for line in lines]
            if right and _WIDE_PATTERN.search(first.text):
                for i, line in enumerate(lines[:-1]):
                    if line.text[-1] >= UNSPACED:
                        continue
                    if texts[i + 1][0] >= UNSPACED:
                        short = line.end < right and line.indent + width(line.text) < wide - _ROOM
                        if short and _callable(line.text):
                            texts[i] += " "
                    elif line.end >= right:
                        texts[i + 1] = texts[i] + texts[i + 1]
                        texts[i] = ""
                texts = [t for t in texts if t]
            pieces = [_even(piece) for piece in self._pieces(texts)]
            tabbed = tabbed or any(tabs for _, tabs in pieces)
            text = "".join(piece for piece, _ in pieces)
            self.count += len(lines) - 1
            self.first = min(self.first or first.number, first.number)
            if self._halves:
                self._mend(lines)
        return Paragraph(
            text,
            first.number,
            first.indent + 1,
            first.page,
            role,
            tabbed=tabbed,
            wrapped=len(lines) > 1,
            until=lines[-1].number if len(lines) > 1 else 0,
        )

    @property
    def words(self) -> str:
        """The first words that were mended with their lines, in brackets, by which a person can check."""
        shown = ", ".join(f"line {number}: “{word}”" for number, word in sorted(self.mended)[:_EXAMPLES])
        return f" ({shown}{', …' * (len(self.mended) > _EXAMPLES)})" if shown else ""

    def _mend(self, lines: list[Line]) -> None:
        """Find the lines of the hyphens that went while these were joined."""
        at = iter(lines)
        for head, tail in self._halves:
            number = next((line.number for line in at if head.endswith(line.text)), lines[0].number)
            self.mended.append((number, head[:-1].rsplit(None, 1)[-1] + tail.split(None, 1)[0].rstrip(_POINTS)))
        self._halves.clear()

    def join(self, texts: list[str]) -> str:
        """The texts of wrapped lines in one.

        A soft hyphen at a line end is typography and goes, and so does a hyphen that divides a word which stands
        undivided elsewhere in the source.  Any other hyphen stays, and nothing comes between it and the rest of the
        word.  Scripts without spaces between words get none.

        >>> Wraps().join(["long-", "term dis\u00ad", "armament"])
        'long-term disarmament'
        >>> Wraps().join(["大会决定", "继续审议"])
        '大会决定继续审议'
        """
        return "".join(self._pieces(texts))

    def _pieces(self, texts: list[str]) -> list[str]:
        """The texts with what stands between each and the next one."""
        pieces: list[str] = []
        for text, following in zip(texts, [*texts[1:], ""], strict=True):
            last = text[-1:]
            if not following or not last:
                pieces.append(text)
            elif last in _ENDS:
                pieces.append(self._at_hyphen(text, following))
            elif following[0] in LEANING:
                pieces.append(text)
            elif last >= UNSPACED or following[0] >= UNSPACED:
                pieces.append(text if _no_space(last, following[0]) else text + " ")
            else:
                pieces.append(text + " ")
        return pieces

    def _at_hyphen(self, text: str, following: str) -> str:
        """A line that ends in a hyphen, a dash or a stroke, with what comes between it and the following line."""
        last, before, after = text[-1], text[-2:-1], following[0]
        if last == "\u00ad":
            self._halves.append((text, following))
            self.hyphens += 1
            return text[:-1]
        if before == " " and self.loose and last in _HYPHENS and after.isalnum():
            return text
        if last in _HYPHENS and before.isalpha() and after.islower() and self._divides(text, following):
            self._halves.append((text, following))
            self.hyphens += 1
            return text[:-1]
        inside = before.isalnum() and after.isalnum()
        if last == "\u2014":
            inside = False
        if last == "/":
            inside = not text.endswith(" /")
        return text if inside else text + " "

    def _divides(self, text: str, following: str) -> bool:
        """True if a hyphen at a line end divides a word that the source has undivided, and nowhere with a hyphen."""
        head, tail = _LAST_WORD.search(text), _LETTERS.match(following)
        if not head or not tail:
            return False
        first, second = head[1], tail[0]
        return self._holds(first + second) and not self._holds(f"{first}-{second}")

    def _holds(self, word: str) -> bool:
        """True if a word of the source begins with this one; asked often, it is looked up in the set of all words."""
        self._asked += 1
        if self._asked > _MANY:
            if self._words is None:
                self._words = frozenset(w for line in self.texts for w in _LETTERS.findall(line))
            return word in self._words
        if not self._joined:
            self._joined = "\n".join(self.texts)
        at = -1
        for _ in range(_TRIES):
            at = self._joined.find(word, at + 1)
            if at < 1 or not self._joined[at - 1].isalpha():
                return at >= 0
        return False


def _even(text: str) -> tuple[str, bool]:
    """The text with one space where it has several or a tab, and whether it has a tab."""
    tabbed = "\t" in text
    return (_SPACES.sub(" ", text) if tabbed or "  " in text else text), tabbed


def width(text: str) -> int:
    """The columns of a text whose letters take two in the scripts without spaces.

    >>> width("第12号")
    6
    """
    if text.isascii() or max(text) < UNSPACED:
        return len(text)
    return len(text) + sum(c >= UNSPACED for c in text)


def _callable(text: str) -> bool:
    """True if a line may end in the call of a note."""
    return text[-1].isdigit() or text[-1] in "*†‡§"


def is_loose(texts: list[str]) -> bool:
    """True if hyphens in the middle of lines have a space in front and none after."""
    hits = 0
    for text in texts:
        if " -" in text or " \u2013" in text:
            hits += len(_STRAY.findall(text)) - len(_DASH.findall(text))
    return hits > 0


def _no_space(last: str, following: str) -> bool:
    return bool(_WIDE_PATTERN.match(last) or _WIDE_PATTERN.match(following))


_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u2011]$")
_WIDE_PATTERN = re.compile(f"[{_WIDE}]")
_SPACES = re.compile(r"[ \t]{2,}|\t")
_STRAY = re.compile(r"\w [-\u2013]\w")
_DASH = re.compile(r"\w [-\u2013] \w")
