"""Running text of published files as this library keeps it: looks, calls of notes, images."""

from __future__ import annotations

import re
from collections import Counter

from msgspec.structs import replace

from akn.document import Document, Note, Table
from akn.inline.documents import symbol_in
from akn.text import ANCHORS, Kind, Mark, Text
from akn.walk import Place, with_texts

OBJECT = "\ufffc"

# classes of span that say how words look, by the words that they are made of
_LOOKS = {
    "italic": Kind.ITALIC,
    "bold": Kind.BOLD,
    "underline": Kind.UNDERLINE,
    "superscript": Kind.SUPERSCRIPT,
    "subscript": Kind.SUBSCRIPT,
}

_IMAGE = re.compile(r"<(?:[\w.-]+:)?img\b")
_UNSEEN = frozenset(" \u00a0\u200b\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_BRACKETS = {"(": ")", "[": "]", "（": "）"}


def tidied(document: Document, changes: Counter[str]) -> Document:
    """The document with its texts as this library keeps them; what was done is counted in `changes`."""

    def change(text: Text, place: Place) -> Text:
        return tidy(text, changes) if text.marks else text.strip()

    document = with_texts(document, change)
    return replace(document, notes=tuple(_without_marker(note, changes) for note in document.notes))


def tidy(text: Text, changes: Counter[str]) -> Text:
    """One text: spans that say how words look are looks, images are gone, calls of notes stand free."""
    text = _without_images(text, changes)
    text = _with_looks(text, changes)
    if text.of(Kind.NOTE):
        text = _with_free_calls(text, changes)
    return text.strip()


def _with_looks(text: Text, changes: Counter[str]) -> Text:
    marks: list[Mark] = []
    for m in text.marks:
        if m.kind is Kind.SPAN and not m.get("xml:lang"):
            found = {_LOOKS[word] for word in m.get("class").split() if word in _LOOKS}
            marks += [Mark(m.start, m.end, kind) for kind in sorted(found)]
            changes["spans"] += 1
        elif m.kind is Kind.INLINE and "font-variant" in m.get("style"):
            changes["spans"] += 1
        elif m.kind is Kind.LINK and _is_no_address(m.get("href")):
            changes["addresses"] += 1
        else:
            marks.append(m)
    return Text(text.content, tuple(marks))


def _is_no_address(href: str) -> bool:
    """Whether a link leads nowhere outside the machine that it was made on (R-089)."""
    return not href.startswith(("http://", "https://")) or (" " in href.strip() and not symbol_in(href))


def _without_images(text: Text, changes: Counter[str]) -> Text:
    """Emblems and bar codes are ornaments of the page (profile 1.4)."""
    for m in reversed(text.of(Kind.FOREIGN)):
        if text.content[m.start : m.end] == OBJECT and _IMAGE.match(m.get("xml")):
            changes["images"] += 1
            # the space that parted the image from the words goes with it
            end = m.end + 1 if text.content[m.end : m.end + 1] == " " else m.end
            others = tuple(other for other in text.marks if other is not m)
            text = Text(text.content, others).replaced(m.start, end)
    return text


def _with_free_calls(text: Text, changes: Counter[str]) -> Text:
    """Calls without sup around them, without brackets, after the punctuation before them, outside of words."""
    content = text.content
    kept = [m for m in text.marks if m.kind is not Kind.SUPERSCRIPT or _has_words(content[m.start : m.end])]
    text = Text(content, tuple(kept))
    for m in reversed(text.of(Kind.NOTE)):
        text = _without_brackets(text, m.start, changes)
    return _moved(text, changes)


def _has_words(content: str) -> bool:
    return any(c.isalnum() for c in content)


def _without_brackets(text: Text, at: int, changes: Counter[str]) -> Text:
    """The text without the brackets that hold nothing but a call: they are a part of the call."""
    content = text.content
    left, right = at, at
    while left and content[left - 1] in _UNSEEN:
        left -= 1
    while right < len(content) and content[right] in _UNSEEN:
        right += 1
    closing = _BRACKETS.get(content[left - 1 : left])
    if closing is None or content[right : right + 1] != closing:
        return text
    changes["calls"] += 1
    return text.replaced(left - 1, right + 1)


def _moved(text: Text, changes: Counter[str]) -> Text:
    """Calls that stand in a word or after a space moved to where the printed call stands."""
    marks = []
    moved = False
    for m in text.marks:
        at = _place(text.content, m.start) if m.kind is Kind.NOTE else m.start
        if at != m.start:
            changes["words" if text.content[m.start - 1] != " " else "spaces"] += 1
            moved = True
            m = Mark(at, at, m.kind, m.attributes)
        marks.append(m)
    if not moved:
        return text
    # in the order of their places, then of the source
    anchors = sorted((m for m in marks if m.kind in ANCHORS), key=lambda m: m.start)
    text = Text(text.content, (*anchors, *(m for m in marks if m.kind not in ANCHORS)))
    # a call that stood between two spaces leaves one
    for m in reversed(text.of(Kind.NOTE)):
        if text.content[m.start : m.start + 2] == "  ":
            text = text.replaced(m.start + 1, m.start + 2)
    return text


def _place(content: str, at: int) -> int:
    """Where a call belongs: not between two letters of a word, not after a space.

    Published files put a call one character late ("t^he"), or lose the space after it ("Agreement^and"): one letter
    before the call belongs to the word after it; anything else stays where it is, because the words do not tell.
    """
    if 0 < at < len(content) and content[at - 1].isalpha() and content[at].isalpha() and _spaced(content[at - 1]):
        first = at - 1
        if first == 0 or not content[first - 1].isalnum():
            at = first
        elif at + 1 == len(content) or not content[at + 1].isalnum():
            at += 1
    while at and content[at - 1] == " ":
        at -= 1
    return at


def _spaced(letter: str) -> bool:
    """Whether the letter is of a script that parts words by spaces: those of Europe and Arabic."""
    return ord(letter) < 0x700 or 0x1E00 <= ord(letter) < 0x2000


def _without_marker(note: Note, changes: Counter[str]) -> Note:
    """A note whose text does not repeat its marker (R-082): "()", or the number set high at its start."""
    if not note.content:
        return note
    first = note.content[0]
    if isinstance(first, Table) or not isinstance(first, Text):
        return note
    digits = re.escape(note.marker) if note.marker else "(?!)"
    match = re.match(rf"\(\s*\)\s*|\(\s*{digits}\s*\)\s*", first.content)
    end = match.end() if match else 0
    for m in first.of(Kind.SUPERSCRIPT):
        if m.start == 0 and first.content[: m.end].strip(" ().") in (note.marker, ""):
            end = max(end, m.end)
    if not end:
        return note
    changes["notes"] += 1
    rest = first.slice(end).strip()
    content = (rest, *note.content[1:]) if rest else note.content[1:]
    return replace(note, content=content)
