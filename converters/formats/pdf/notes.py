"""Footnotes: their markers, their bodies, and the references in the text that call them."""

from __future__ import annotations

import re

from msgspec import Struct

from akn.text import Kind, Text, joined, mark
from converters.formats.pdf.composing import Composed
from converters.formats.pdf.items import Paragraph

_marker = re.compile(r"(?:\d{1,4}|\*{1,4}|[†‡§¶#]{1,3}|[a-z]{1,2})(?=\s|$|\W|[^\W\d_])")
_calls = re.compile(r"\d{1,4}|\*{1,4}|[†‡§¶#]{1,3}|[a-z]{1,2}")


class Note(Struct):
    """A note while it is put together."""

    key: str
    marker: str
    page: int
    texts: list[Text]
    called: bool = False


class NoteBook:
    """The notes of a file, and which of them a reference on a page means."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def take(self, composed: Composed, paragraph: Paragraph) -> None:
        """A paragraph at the foot of a page: a note, or more of the one before it."""
        text = composed.text
        marker = self._marker(composed)
        if paragraph.label:
            marker = "".join(p.text for p in paragraph.label)
            text = Text(marker) + text
        if marker or not self.notes:
            body = text.replaced(0, len(marker)).strip()
            key = f"{paragraph.page}:{marker or '?'}:{len(self.notes)}"
            self.notes.append(Note(key, marker, paragraph.page, [body]))
        elif paragraph.page > self.notes[-1].page and self.notes[-1].texts and not paragraph.begun:
            last = self.notes[-1].texts[-1]
            self.notes[-1].texts[-1] = joined((last, text.strip()), " ")
        else:
            self.notes[-1].texts.append(text.strip())

    def _marker(self, composed: Composed) -> str:
        """The sign with which a note begins: raised, or small, or a star."""
        m = _marker.match(composed.text.content)
        if m is None:
            return ""
        if 0 in composed.raised or m[0][0] in "*†‡":
            return m[0]
        return ""

    def called(self, composed: Composed, page: int) -> Text:
        """The text of a paragraph with its references to notes as anchors."""
        text = composed.text
        if not composed.raised:
            return text
        spans: list[tuple[int, int, Note]] = []
        for i in composed.raised:
            start = composed.starts[i]
            for m in _calls.finditer(composed.pieces[i].text):
                note = self._find(m[0], page)
                if note is not None:
                    spans.append((start + m.start(), start + m.end(), note))
        for start, end, note in reversed(spans):
            text = text.replaced(start, end)
            at = start
            while at and text.content[at - 1] == " ":
                at -= 1
            if at < start and (start >= len(text) or text.content[start] == " "):
                text = text.replaced(at, start)
            else:
                at = start
            text = text.marked([mark(at, at, Kind.NOTE, key=note.key)])
        return text.strip()

    def _find(self, marker: str, page: int) -> Note | None:
        """The note with a marker on a page, else on the next one; else the last one before."""
        found = None
        for note in self.notes:
            if note.marker == marker:
                if note.page == page:
                    return note
                if note.page == page + 1 and found is None:
                    found = note
        return found
