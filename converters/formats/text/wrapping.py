"""What comes between two lines that become one text: a space, nothing, or nothing and a hyphen less."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from akn.patterns import lazy_pattern
from converters.formats.printed.lines import UNSPACED, PrintedLine, width
from converters.formats.text.lines import Paragraph, Role, TextLine

# Hangul is left out: Korean parts words by spaces.  Full-width punctuation belongs to the scripts without spaces.
_WIDE = lazy_pattern("[\u2e80-\u2fff\u3001-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uff60]")
_EXAMPLES = 3  # mended words, at most, that are shown
_ROOM = 4  # columns that a line may lack because what follows must not begin one
_HYPHENS = "-\u2010\u2011"
_ENDS = frozenset("-\u2010\u2011\u2013\u2014/\u00ad")
_LETTERS = lazy_pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST_WORD = lazy_pattern(r"(?<![^\W\d_])(?<![^\W\d_]-)([^\W\d_]+(?:-[^\W\d_]+)*)[-\u2010\u2011]$")
_SPACES = lazy_pattern(r"[ \t]{2,}|\t")
_STRAY = lazy_pattern(r"\w [-\u2013]\w")
_DASH = lazy_pattern(r"\w [-\u2013] \w")


def words_of(mended: Sequence[tuple[int, str]]) -> str:
    """The first words that were mended with their lines, by which a person can check.

    >>> words_of([(7, "wardens")])
    'line 7: “wardens”'
    """
    shown = ", ".join(f"line {number}: “{word}”" for number, word in sorted(mended)[:_EXAMPLES])
    return shown + ", …" * (len(mended) > _EXAMPLES)


class Wraps(Struct):
    """Joins the lines of paragraphs, and counts.

    `loose` tells that the source sets a stray space before hyphens (`capacity -building`), as dumps of justified PDF
    text do; a hyphen after a space at a line end is then inside a word.
    """

    loose: bool = False
    texts: list[str] = []  # all lines of the source
    count: int = 0
    first: int = 0  # the number of the first line that goes on in the next one
    mended: list[tuple[int, str]] = []  # the lines whose hyphens went, with the words that they divided
    _words: frozenset[str] | None = None

    def paragraph(self, lines: list[TextLine], role: Role | None = None, right: int = 0, wide: int = 0) -> Paragraph:
        """One paragraph from the lines of a group.

        Where no `role` is given, it is a rule if it only draws a line, else text.  `right` is the column that full
        lines reach, `wide` the same if the letters of scripts without spaces take two.

        >>> lines = [TextLine(t, 0, 0) for t in ("long-", "term dis\u00ad", "armament")]
        >>> Wraps().paragraph(lines).text
        'long-term disarmament'
        """
        role = role or (Role.RULE if len(lines) == 1 and lines[0].ruled else Role.TEXT)
        lines = [line for line in lines if line.text] or lines[:1]  # tabs alone that are no row
        first, pieces = lines[0], [lines[0].text]
        has_wide = bool(right and len(lines) > 1 and _has_wide(first.text))
        for before, line in pairwise(lines):
            space = self._between(before, line.text, has_wide, right, wide)
            if space is None:
                pieces[-1], space = pieces[-1][:-1], ""
                word = "".join(before.text[:-1].split()[-1:]) + line.text.split(None, 1)[0].rstrip(",.;:!?)]”»’")
                self.mended.append((before.number, word))
            pieces += (space, line.text)
        text = "".join(pieces)
        if len(lines) > 1:
            self.count += len(lines) - 1
            self.first = min(self.first or first.number, first.number)
        tabbed = "\t" in text
        if tabbed or "  " in text:
            text = _SPACES.sub(" ", text)
        until = lines[-1].number if len(lines) > 1 else 0
        return Paragraph(
            text, first.number, first.indent + 1, first.page, role, tabbed=tabbed, wrapped=len(lines) > 1, until=until
        )

    def _between(self, line: PrintedLine, following: str, has_wide: bool, right: int, wide: int) -> str | None:
        """What comes between a line and the following one; None if the hyphen at its end goes.

        A soft hyphen at a line end is typography and goes, and so does a hyphen that divides a word which stands
        undivided elsewhere in the source.  Any other hyphen stays, and nothing comes between it and the rest of the
        word.  Text in a script without spaces is wrapped anywhere, in a foreign word or a number too, where a line is
        full; a line that is short in characters and in columns was wrapped at a space, which is kept where it shows
        that a note is called.
        """
        last, after = line.text[-1], following[0]
        if last in _ENDS:
            return self._after_hyphen(line.text, following)
        if after in ",.،，。":  # no line begins with one: the line was full
            return ""
        if has_wide and last < UNSPACED <= after and (last.isdigit() or last in "*†‡§"):
            is_short = line.end < right and line.indent + width(line.text) < wide - _ROOM
            return " " if is_short else ""
        if _has_wide(last) or _has_wide(after):
            return ""
        return "" if has_wide and last < UNSPACED and line.end >= right else " "

    def _after_hyphen(self, text: str, following: str) -> str | None:
        """What comes after a hyphen, a dash or a stroke at the end of a line; None if the hyphen itself goes."""
        last, before, after = text[-1], text[-2:-1], following[0]
        if last == "\u00ad" or (before.isalpha() and after.islower() and self._divides(text, following)):
            return None
        if before == " " and self.loose and last in _HYPHENS and after.isalnum():
            return ""
        inside = not text.endswith(" /") if last == "/" else before.isalnum() and after.isalnum()
        return "" if inside and last != "\u2014" else " "

    def _divides(self, text: str, following: str) -> bool:
        """True if a hyphen at a line end divides a word that the source has undivided, and nowhere with a hyphen."""
        head, tail = _LAST_WORD.search(text), _LETTERS.match(following)
        if not head or not tail:
            return False
        if self._words is None:
            self._words = frozenset(word for line in self.texts for word in _LETTERS.findall(line))
        return head[1] + tail[0] in self._words and f"{head[1]}-{tail[0]}" not in self._words


def _has_wide(text: str) -> bool:
    """True if a letter or sign of a script without spaces stands in a text."""
    return text > "" and max(text) >= UNSPACED and _WIDE.search(text) is not None


def is_loose(texts: list[str]) -> bool:
    """True if most hyphens with a space in front have none after."""
    told = [text for text in texts if " -" in text or " \u2013" in text]
    return sum(len(_STRAY.findall(text)) - len(_DASH.findall(text)) for text in told) > 0
