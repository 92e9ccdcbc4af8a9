"""The lines of a page, and what their first and last words show."""

from __future__ import annotations

from msgspec import Struct

from akn.patterns import lazy_pattern

UNSPACED = "\u2e80"
"""Where the scripts begin that set no spaces between words."""


class PrintedLine(Struct):
    """A line as it is set, in columns of characters.

    `text` has no white space at its ends; it begins at the column `indent`, and `end` is the column after it.  `gap` is
    the number of blank lines between it and the line before it on the page (0 at the top of a page).
    """

    text: str
    indent: int
    gap: int
    end: int = 0

    def __post_init__(self) -> None:
        """Set the column after the last character where nothing else is known of it."""
        self.end = self.end or self.indent + len(self.text)


def is_symbol(text: str) -> bool:
    """True for the symbol of a document, such as A/RES/99/7 or S/2044/12."""
    return "/" in text and bool(_SYMBOL.fullmatch(text))


_SYMBOL = lazy_pattern(r"[A-Z]{1,8}(?:/[\w.()\-–* ]+)+")


def is_numbered(text: str) -> bool:
    """True if a text begins with a typed number or a bullet and goes on after it."""
    if _SIGNS.isdisjoint(text[:7]):
        return False
    m = ENUMERATOR.match(text)
    return m is not None and m.end() < len(text)


_SIGNS = frozenset(".)）、．’‘-–—•·▪●○■*㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽①②③④⑤⑥⑦⑧⑨⑩")


# the forms of typed numbers and bullets at the beginning of a paragraph, the white space after included. `1.`, `12
# -`, `(a)`, `b)`, `iv)`, `(أ)`, `一、`, `㈠`, `–`, `•`: the forms of the six official languages
ENUMERATOR = lazy_pattern(
    r"(?:[(（’‘]?\w{1,4}[.)）、．’‘](?!\d)|\d{1,3}(?:\.\d{1,3})*\.?(?= ? ?[-–])\s*[-–]|[㈠-㈩⑴-⑽①-⑩]"
    r"|[-–—•·▪●○■*](?=\s))\s*"
)


def is_label(text: str) -> bool:
    """True for a typed number that stands apart from its text: `1.`, `(a)`, `76/10.`, `12 -`."""
    m = ENUMERATOR.match(text) if len(text) < 15 else None
    return len(text) < 15 and ((m is not None and m.end() == len(text)) or bool(_NUMBER.fullmatch(text)))


_NUMBER = lazy_pattern(r"[\w()]+/[\w()]+\s*[.\-–]?(?: ?[A-Z](?:-[A-Z])?\.?)?")


def ends_in_small_word(text: str) -> bool:
    """True if a text ends in a short word in lower case, as articles and prepositions are.

    In other letters than Latin ones many nouns have no more than three.
    """
    word = text.rsplit(None, 1)[-1]
    most = 3 if word.isascii() else 2
    return len(word) <= most and len(word) < len(text) and word.isalpha() and word.islower()


def width(text: str) -> int:
    """The columns of a text whose letters take two in the scripts without spaces.

    >>> width("第12号")
    6
    """
    return len(text) if text.isascii() or max(text) < UNSPACED else len(text) + sum(c >= UNSPACED for c in text)
