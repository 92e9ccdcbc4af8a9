"""What stands inside a paragraph, in one pass: runs, fields, links, note calls, tracked changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from akn.diagnostics import Code
from converters.formats.docx.line import ALTERNATIVES, Line, boxes, chosen, in_unicode, unknown, without_text
from converters.formats.docx.notes import UNSTORED, Field, NotePlaces, Notes, address, symbol
from converters.formats.docx.package import ID, REL_ID, TYPE, Relationship, Tally, w
from converters.formats.docx.styles import PLAIN, RUN_CHANGE, RunLook, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_R, _T, _RPR, _PPR, _TAB, _BR = w("r"), w("t"), w("rPr"), w("pPr"), w("tab"), w("br")
_AUTHOR, _CUSTOM_MARK, _CLEAR = w("author"), w("customMarkFollows"), w("clear")
_FONT, _CHAR, _FIELD_TYPE, _INSTRUCTION = w("font"), w("char"), w("fldCharType"), w("instr")
_ROW_TEXT = frozenset({_T, w("delText")})
_rtl = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_asian = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")


class Inline:
    """Reads the content of paragraphs of one part into lines; fields may run over several of them."""

    def __init__(
        self, styles: Styles, notes: Notes, places: NotePlaces, links: dict[str, Relationship], tally: Tally
    ) -> None:
        """Take what the part hangs on: styles, notes, bookmarks around note calls, its relationships."""
        self._styles, self._notes, self._places, self._links, self._tally = styles, notes, places, links, tally
        self._keep_new = tally.revisions != "reject"
        self._revised = places.has(RUN_CHANGE)
        self._fields: list[Field] = []
        self._muted = 0
        self._custom: list[str] | None = None  # the mark of a note call while it is read
        self._containers: dict[str, Callable[[_Element, Line], None]] = {
            _R: self._run,
            _PPR: _keep_properties,
            w("hyperlink"): self._hyperlink,
            w("fldSimple"): self._simple_field,
            w("ins"): self._new,
            w("moveTo"): self._new,
            w("del"): self._old,
            w("moveFrom"): self._old,
            w("sdtPr"): _nothing,
            w("sdtEndPr"): _nothing,
            w("smartTagPr"): _nothing,
            w("customXmlPr"): _nothing,
            w("rt"): _nothing,  # the reading aid above a Chinese or Japanese word
            w("rubyPr"): _nothing,
            ALTERNATIVES: lambda e, line: self.content(chosen(e), line),
            f"{_MATH}r": self._mathematics,
            w("commentReference"): self._comment,
        }
        self._pieces: dict[str, Callable[[_Element, Line, RunLook], None]] = {
            _BR: self._break,
            w("cr"): lambda e, line, look: self._line_break(line),
            w("ptab"): lambda e, line, look: self._tab(line, look),
            w("noBreakHyphen"): lambda e, line, look: self._characters("\u2011", line, look),
            w("softHyphen"): lambda e, line, look: self._characters("\u00ad", line, look),
            w("sym"): self._symbol,
            w("fldChar"): self._field_mark,
            w("instrText"): self._instruction,
            w("delInstrText"): self._instruction,
            w("footnoteReference"): lambda e, line, look: self._call("footnote", e, line),
            w("endnoteReference"): lambda e, line, look: self._call("endnote", e, line),
            w("lastRenderedPageBreak"): lambda e, line, look: self._page(line),
            w("drawing"): lambda e, line, look: self._drawing(e, line),
            w("pict"): lambda e, line, look: self._drawing(e, line),
            w("object"): lambda e, line, look: self._object(e, line),
            w("commentReference"): lambda e, line, look: self._comment(e, line),
            w("ruby"): lambda e, line, look: self.content(e, line),
            ALTERNATIVES: lambda e, line, look: self._run(chosen(e), line),
        }
        self.page = 0  # counted by the page breaks that Word has left in the file

    def content(self, parent: _Element, line: Line) -> None:
        """Read the children of a paragraph or of anything that wraps runs; unknown wrappers are looked through."""
        containers = self._containers
        for e in parent:
            handle = containers.get(e.tag)
            if handle is not None:
                handle(e, line)
            elif len(e):
                self.content(e, line)

    def end_of_line(self, line: Line) -> None:
        """Close a paragraph: a link field that goes on starts anew in the next one.

        A field that has not come to its result by then is broken; what follows it is text.
        """
        while self._fields and not self._fields[-1].in_result:
            broken = self._fields.pop()
            self._muted -= 1
            for put in broken.unprinted:
                put(line)
        for f in self._fields:
            if f.in_result and f.href:
                line.link(f.start, f.href)
            f.start = 0

    def next_section(self) -> None:
        """Tell the notes that a section has ended: their numbers may start again."""
        self._notes.section += 1

    # runs

    def _run(self, run: _Element, line: Line) -> None:
        look = PLAIN
        for e in run:
            tag = e.tag
            if tag in _ROW_TEXT:
                if e.text:
                    self._characters(e.text, line, look)
            elif tag == _RPR:
                look = self._look(e)
            elif tag == _TAB:
                self._tab(line, look)
            else:
                piece = self._pieces.get(tag)
                if piece is not None:
                    piece(e, line, look)
        if self._custom is not None:
            self._end_call(line)

    def _look(self, properties: _Element) -> RunLook:
        if self._revised:
            change = properties.find(RUN_CHANGE)
            if change is not None:
                self._tally.count("change of format")
                if not self._keep_new:
                    before = change.find(_RPR)
                    properties = before if before is not None else change
        return self._styles.look_of_run(properties)

    def _characters(self, text: str, line: Line, look: RunLook) -> None:
        if self._muted:
            if self._fields and self._fields[-1].in_result:
                self._fields[-1].result.append(text)
            elif self._fields:
                self._fields[-1].unprinted.append(lambda line: self._characters(text, line, look))
            return
        if look.font:
            text = in_unicode(text, look.font)
            self._tally.count("symbol", unknown(text))
        if self._custom is not None:
            self._custom.append(text)
            return
        if look.hidden:
            self._tally.count("hidden", len(text.strip()))
            return
        if not line.size:
            line.page = self.page
        if look.simple:
            line.put(text, look.kinds)
        elif text.isascii():
            line.put(text, look.kinds, look.language_complex if look.complex else look.language)
        elif _rtl.search(text):
            line.put(text, look.kinds_complex, look.language_complex)
        else:
            asian = look.language_asian if look.language_asian and _asian.search(text) else look.language
            line.put(text, look.kinds, look.language_complex if look.complex else asian)

    def _tab(self, line: Line, look: RunLook) -> None:
        if not self._muted and not look.hidden:
            line.tab(look.kinds)

    def _symbol(self, e: _Element, line: Line, look: RunLook) -> None:
        try:
            character = chr(int(e.get(_CHAR, ""), 16))
        except (ValueError, OverflowError):
            return
        text = in_unicode(character, e.get(_FONT, ""))
        self._tally.count("symbol", unknown(text))
        self._characters(text, line, look)

    def _break(self, e: _Element, line: Line, look: RunLook) -> None:
        if e.get(TYPE) == "page":
            self._page(line)
            line.new_page, line.breaks = line.new_page or not line.size, bool(line.size)
            line.put(" ")
        elif e.get(TYPE) == "column":
            line.put(" ")
        else:
            self._line_break(line, glued=e.get(_CLEAR) == "none")

    def _line_break(self, line: Line, *, glued: bool = False) -> None:
        if not self._muted:
            line.line_break(glued=glued)

    def _page(self, line: Line) -> None:
        self.page += 1
        if not line.size:
            line.page = self.page

    # links and fields

    def _hyperlink(self, e: _Element, line: Line) -> None:
        start = line.size
        self.content(e, line)
        target = self._links.get(e.get(REL_ID, ""))
        if target is not None and target.external:
            place = e.get(w("anchor"))
            line.link(start, f"{target.target}#{place}" if place and "#" not in target.target else target.target)

    def _simple_field(self, e: _Element, line: Line) -> None:
        self._open_field()
        self._fields[-1].pieces.append(e.get(_INSTRUCTION, ""))
        self._start_result(line)
        self.content(e, line)
        self._close_field(line)

    def _field_mark(self, e: _Element, line: Line, look: RunLook) -> None:
        kind = e.get(_FIELD_TYPE)
        if kind == "begin":
            self._open_field()
        elif kind == "separate" and self._fields and not self._fields[-1].in_result:
            self._start_result(line)
        elif kind == "end" and self._fields:
            if not self._fields[-1].in_result:
                self._start_result(line)
                self._without_result(self._fields[-1], line, look)
            self._close_field(line)

    def _instruction(self, e: _Element, line: Line, look: RunLook) -> None:
        if self._fields and not self._fields[-1].in_result and e.text:
            self._fields[-1].pieces.append(e.text)

    def _open_field(self) -> None:
        self._fields.append(Field())
        self._muted += 1

    def _start_result(self, line: Line) -> None:
        f = self._fields[-1]
        words = f.words()
        f.kind, f.in_result, f.start = (words[0].upper() if words else ""), True, line.size
        if f.kind == "HYPERLINK":
            f.href = address(words)
        elif f.kind in ("NOTEREF", "REF") and len(words) > 1:
            f.note = self._places.note(words[1], alone=f.kind == "REF")
            f.muted = f.note is not None or f.kind == "NOTEREF"
        if not f.muted:
            self._muted -= 1

    def _close_field(self, line: Line) -> None:
        f = self._fields.pop()
        if f.muted:
            self._muted -= 1
        if self._muted:
            return
        if f.href:
            line.link(f.start, f.href)
        elif f.note is not None:
            self._anchor(self._notes.call(f.note, None), line)
        elif f.muted:
            marker = "".join(f.result).strip()
            self._tally.tell(Code.NOTE_MISSING, marker=marker or "?")
            line.note("", marker)

    def _without_result(self, f: Field, line: Line, look: RunLook) -> None:
        if f.kind == "SYMBOL":
            self._characters(symbol(f.words()), line, look)
        elif f.kind in UNSTORED:
            self._tally.fields[f.kind] += 1

    # notes

    def _call(self, kind: str, e: _Element, line: Line) -> None:
        if self._muted:
            if self._fields and not self._fields[-1].in_result:
                self._fields[-1].unprinted.append(lambda line: self._call(kind, e, line))
            return
        if not line.size:
            line.page = self.page
        self._called = (kind, e.get(ID, ""))
        if e.get(_CUSTOM_MARK, "0") in ("1", "true", "on"):
            self._custom = []
        else:
            self._anchor(self._notes.call(self._called, None, self.page), line)

    def _end_call(self, line: Line) -> None:
        marker = "".join(self._custom or ()).strip()
        self._custom = None
        self._anchor(self._notes.call(self._called, marker or "*"), line)

    @staticmethod
    def _anchor(called: tuple[str, str], line: Line) -> None:
        line.note(*called)

    # tracked changes

    def _new(self, e: _Element, line: Line) -> None:
        if len(e):
            self._revision("move" if e.tag.endswith("moveTo") else "insertion", e)
            if self._keep_new:
                self.content(e, line)

    def _old(self, e: _Element, line: Line) -> None:
        if len(e):
            if e.tag.endswith("del"):  # a move is counted where it ends
                self._revision("deletion", e)
            if not self._keep_new:
                self.content(e, line)

    def _revision(self, kind: str, e: _Element) -> None:
        self._tally.count(kind)
        if self._tally.revisions == "report":
            text = "".join(t.text or "" for t in e.iter(*_ROW_TEXT))
            if text.strip():
                shown = text.strip() if len(text) < 100 else text.strip()[:99] + "…"
                self._tally.tell(Code.REVISION_FOUND, kind=kind, author=e.get(_AUTHOR) or "?", text=shown)

    # everything else

    def _mathematics(self, e: _Element, line: Line) -> None:
        self._characters("".join(t.text or "" for t in e.iter(f"{_MATH}t", _T)), line, PLAIN)

    def _comment(self, e: _Element, line: Line) -> None:
        self._tally.count("comment")

    def _drawing(self, e: _Element, line: Line) -> None:
        found = boxes(e)
        line.boxes += found
        if not found:
            kind = without_text(e)
            if kind:
                self._tally.count(kind)

    def _object(self, e: _Element, line: Line) -> None:
        self._tally.count("embedded object")


def _nothing(e: _Element, line: Line) -> None:
    """What is no text."""


def _keep_properties(e: _Element, line: Line) -> None:
    line.properties = e
