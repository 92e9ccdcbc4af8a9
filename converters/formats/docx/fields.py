"""Fields (ECMA-376 17.16): their results are text, their instructions are not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from converters.formats.docx.names import ID, w
from converters.formats.docx.symbols import in_unicode

if TYPE_CHECKING:
    from lxml.etree import _Element

_word = re.compile(r'"((?:[^"\\]|\\.)*)"|“([^”]*)”|(\\\*|\\[A-Za-z@#!]|[^\s"“]+)')
_START, _END, _NAME, _TEXT = w("bookmarkStart"), w("bookmarkEnd"), w("name"), w("t")
_CALLS = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}

# fields that print something which Word does not keep in the file
UNSTORED = frozenset({"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})

NoteId = tuple[str, str]  # footnote or endnote, and the id in its part


class Field(Struct):
    """A field that is open: its instruction so far, and from `separate` on what it is."""

    pieces: list[str] = []
    in_result: bool = False
    kind: str = ""
    start: int = 0  # where in its line the result starts
    href: str = ""
    note: NoteId | None = None
    muted: bool = False  # the result is not text: it is the number of a note
    result: list[str] = []

    def words(self) -> list[str]:
        """The instruction in words: the name of the field first, quotation marks removed."""
        found = _word.findall("".join(self.pieces))
        return [re.compile(r"\\(.)").sub(r"\1", quoted) if quoted else curly or bare for quoted, curly, bare in found]


def address(words: list[str]) -> str:
    """The address that a HYPERLINK instruction leads to; empty if it stays in the document.

    >>> address(["HYPERLINK", "https://example.org/a", "\\\\l", "b"]), address(["HYPERLINK", "\\\\l", "_Toc1"])
    ('https://example.org/a#b', '')
    """
    target = place = ""
    i = 1
    while i < len(words):
        if words[i] in ("\\l", "\\m", "\\n", "\\o", "\\t"):
            if words[i] == "\\l" and i + 1 < len(words):
                place = words[i + 1]
            i += 2 if words[i] in ("\\l", "\\o", "\\t") else 1
            continue
        target = target or words[i]
        i += 1
    return f"{target}#{place}" if target and place and "#" not in target else target


def symbol(words: list[str]) -> str:
    """The character that a SYMBOL instruction prints, empty if it makes no sense."""
    code, font = (words[1] if len(words) > 1 else ""), "Symbol"
    if "\\f" in words[:-1]:
        font = words[words.index("\\f") + 1]
    try:
        return in_unicode(chr(int(code, 16 if code.lower().startswith("0x") else 10)), font)
    except (ValueError, OverflowError):
        return ""


class NotePlaces:
    """Which bookmarks stand around note calls: what NOTEREF and REF fields mean by them."""

    def __init__(self, root: _Element) -> None:
        """Take the root of the document; it is searched when the first such field is met."""
        self._root = root
        self._found: dict[str, tuple[NoteId, bool]] | None = None

    def has(self, tag: str) -> bool:
        """True if there is any element of this name."""
        return next(self._root.iter(tag), None) is not None

    def note(self, name: str, *, alone: bool) -> NoteId | None:
        """The note whose call stands in this bookmark; `alone` asks that nothing else stands in it."""
        if self._found is None:
            self._found = self._search()
        found = self._found.get(name)
        return found[0] if found is not None and (found[1] or not alone) else None

    def _search(self) -> dict[str, tuple[NoteId, bool]]:
        found: dict[str, tuple[NoteId, bool]] = {}
        names: dict[str, str] = {}  # id of a bookmark that is open -> name
        for e in self._root.iter(_START, _END, _TEXT, *_CALLS):
            if e.tag == _START:
                names[e.get(ID, "")] = e.get(_NAME, "")
            elif e.tag == _END:
                names.pop(e.get(ID, ""), None)
            elif e.tag == _TEXT:
                for name in names.values():
                    if name in found:
                        found[name] = (found[name][0], False)
                    elif (e.text or "").strip():
                        found[name] = (("", ""), False)
            else:
                note = (_CALLS[e.tag], e.get(ID, ""))
                for name in names.values():
                    alone = name not in found
                    if alone or not found[name][0][0]:
                        found[name] = (note, alone)
        return {name: place for name, place in found.items() if place[0][0]}
