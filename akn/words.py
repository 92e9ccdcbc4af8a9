"""The words of a document as strings, in the order of the page, and how they differ from those of its source.

Both sums of characters use it: that of conversions (`akn.balance`) and that of reading XML (`akn.read`).  White space
and marks of writing direction do not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, islice, takewhile

from akn.document import Division, Operative, Point, Raw
from akn.text import DIRECTION, Kind, Text
from akn.walk import WITHIN
from akn.xml.nest import words_in

XML_SPACE = b" \t\r\n"
"""The white space of XML, encoded."""

_SHOWN, _LONGEST = 12, 200  # words and characters, at most, that a diagnostic shows; Chinese has no spaces


def words_of(*nodes: object) -> list[str]:
    """What nodes of a document hold, in the order of the page.

    >>> words_of(Operative("1.", (Text("Decides to meet;"),)))
    ['1.', 'Decides to meet;']
    """
    found: list[str] = []
    _say(nodes, found)
    return found


def _say(node: object, found: list[str]) -> None:
    if isinstance(node, tuple):
        for item in node:
            _say(item, found)
    elif isinstance(node, Text):
        found.append(_with_objects(node) if node.marks else node.content)
    elif isinstance(node, Raw):
        found.append(words_in(node.xml))
    else:
        fields: Iterable[str] = WITHIN.get(type(node), ())
        if isinstance(node, Point) and node.heading:  # it stands above the number
            _say(node.heading, found)
            fields = ("content",)
        if isinstance(node, (Operative, Division, Point)):
            found.append(node.num)
        for name in fields:
            if value := getattr(node, name):
                _say(value, found)


def _with_objects(text: Text) -> str:
    """A text with the words of what is kept in it as XML, where a sign stands for that."""
    content, at = "", 0
    for m in text.of(Kind.FOREIGN):
        if m.get("xml"):
            content += text.content[at : m.start] + words_in(m.get("xml"))
            at = m.end
    return content + text.content[at:]


def spaceless(strings: Iterable[str]) -> bytes:
    """All characters but the white space of XML, encoded: where these are the same, all that are seen are.

    It costs much less than `squeezed`.
    """
    return "".join(strings).encode("utf-8", "surrogatepass").translate(None, XML_SPACE)


def squeezed(strings: Iterable[str]) -> str:
    """All characters that are seen.

    >>> squeezed(["1. ", "Decides to meet;"])
    '1.Decidestomeet;'
    """
    return "".join(_undirected("".join(strings)).split())


def _undirected(text: str) -> str:
    for mark in DIRECTION:  # many times faster than `translate` in a text with letters beyond Latin 1
        text = text.replace(mark, "")
    return text


def difference(source: Sequence[str], ours: Sequence[str]) -> str:
    """The words that are on one side only; if there are none, the first that stand elsewhere.

    >>> difference(["Decides not to meet;"], ["Decides to meet;"])
    'lost “not”'
    """
    theirs, own = _words(source), _words(ours)
    before, after = Counter(theirs), Counter(own)
    found = [
        f"{name} {quoted(words.elements())}"
        for name, words in (("lost", before - after), ("new", after - before))
        if words
    ]
    if not found:
        at = next((i for i, (a, b) in enumerate(zip(theirs, own, strict=False)) if a != b), 0)
        found = [f"moved {quoted(theirs[at:])}"]
    return "; ".join(found)


def missing(source: Sequence[str], ours: Sequence[str], lost: str) -> str:
    """The words of a source that hold lost characters and stand nowhere in ours; else the characters.

    >>> missing(["Decides ", "not", " to meet;"], ["Decides to meet;"], "not")
    '“not”'
    """
    held = squeezed(ours)
    wanted = frozenset(lost)
    words = (word for word in (Counter(_words(source)) - Counter(_words(ours))) if not wanted.isdisjoint(word))
    named = list(islice(words, 1_000))
    found = [word for word in named if word not in held]
    return quoted(found or named or [lost[:80]])


def _words(strings: Iterable[str]) -> list[str]:
    return [word for string in strings for word in _undirected(string).split()]


def words_at(source: Iterable[str], at: int) -> list[str]:
    """The words from the one on that holds the seen character at an offset.

    >>> words_at(["Decides not", "to meet;"], 8)
    ['not', 'to', 'meet;']
    """
    words = _words(source)
    ends = accumulate(map(len, words))
    return words[sum(1 for _ in takewhile(lambda end: end <= at, ends)) :]


def quoted(words: Iterable[str]) -> str:
    """The first of some words, for a diagnostic."""
    shown = list(words)
    text = " ".join(shown[:_SHOWN])
    return f"“{text[:_LONGEST]}{' …' if len(shown) > _SHOWN or len(text) > _LONGEST else ''}”"
