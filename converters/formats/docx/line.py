"""The text of one paragraph while it is read: characters with looks, anchors, links."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from akn.text import Kind, Mark, Text, mark

if TYPE_CHECKING:
    from lxml.etree import _Element

    from converters.formats.docx.drawings import Box

_blank = re.compile(r"[ \t\r\n]+")
_NUMBER = 12  # a typed number with its signs is no longer than this ("A/80/604" and "(xxviii)" are)


class Line:
    """Takes what the runs of a paragraph hold, evens out white space, and gives the Text.

    `tabs` counts the tabs before the first character; `tabbed` tells that a tab stood behind a typed number.
    `page` is the page of the first character, `boxes` are the text boxes that hang on the paragraph.
    """

    __slots__ = (
        "_ends_blank", "_languages", "_looks", "_marks", "_parts", "_tab_inside", "boxes", "breaks", "new_page",
        "page", "properties", "size", "tabbed", "tabs",
    )  # fmt: skip

    def __init__(self) -> None:
        """Start with nothing."""
        self._parts: list[str] = []
        self._looks: dict[Kind, list[int]] = {}  # starts and ends by turns
        self._marks: list[Mark] = []
        self._languages: set[str] = set()
        self._ends_blank = True
        self._tab_inside = False
        self.size = 0
        self.tabs = 0
        self.tabbed = False
        self.page = 0
        self.new_page = False
        self.breaks = False  # a page break stood in the line; what follows it starts a page
        self.boxes: list[Box] = []
        self.properties: _Element | None = None

    def put(self, text: str, kinds: tuple[Kind, ...] = (), language: str | None = None) -> None:
        """Put characters behind, all of them with these looks; runs of white space become one space."""
        if "  " in text or "\n" in text or "\t" in text or "\r" in text:
            text = _blank.sub(" ", text)
        if self._ends_blank and text[0] == " ":
            text = text[1:]
            if not text:
                return
        start = self.size
        self.size = end = start + len(text)
        self._parts.append(text)
        self._ends_blank = text[-1] == " "
        if text != " ":
            self._languages.add(language or "")
        for kind in kinds:
            spans = self._looks.setdefault(kind, [])
            if spans and spans[-1] == start:
                spans[-1] = end
            else:
                spans += (start, end)

    def tab(self, kinds: tuple[Kind, ...] = ()) -> None:
        """A tab: an indent at the start, the end of a typed number, or else a space."""
        if not self.size:
            self.tabs += 1
            return
        if not self._tab_inside:
            self._tab_inside = True
            self.tabbed = self.size <= _NUMBER
        self.put(" ", kinds)

    def line_break(self, *, glued: bool = False) -> None:
        """A line break: an anchor, and a space before it so that words stay apart."""
        if not glued:
            self.put(" ")
        if self.size:
            self._marks.append(Mark(self.size, self.size, Kind.BREAK))

    def note(self, key: str, marker: str = "") -> None:
        """A note call."""
        self._marks.append(mark(self.size, self.size, Kind.NOTE, key=key, marker=marker))

    def link(self, start: int, href: str) -> None:
        """Mark what was put since `start` as a link; a link that goes on from the one before becomes one with it."""
        if start >= self.size or not href:
            return
        last = self._marks[-1] if self._marks else None
        if last is not None and last.kind is Kind.LINK and last.end == start and last.get("href") == href:
            self._marks[-1] = Mark(last.start, self.size, Kind.LINK, last.attributes)
        else:
            self._marks.append(mark(start, self.size, Kind.LINK, href=href))

    @property
    def language(self) -> str:
        """The one language of all the characters, empty if there are several or none is given."""
        return next(iter(self._languages)) if len(self._languages) == 1 else ""

    def text(self) -> Text:
        """What was put, without white space at either end."""
        content = "".join(self._parts)
        marks = self._marks
        # a line break that nothing follows breaks nothing
        while marks and marks[-1].kind is Kind.BREAK and not content[marks[-1].start :].strip():
            marks.pop()
        for kind, spans in self._looks.items():
            marks += [Mark(spans[i], spans[i + 1], kind) for i in range(0, len(spans), 2)]
        text = Text(content, tuple(marks))
        return text.strip() if content[:1].isspace() or content[-1:].isspace() else text
