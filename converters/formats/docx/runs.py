"""What stands inside a paragraph, in one pass: runs, fields (ECMA-376 17.16), links, note calls, tracked changes."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.diagnostics import Code
from akn.patterns import lazy_pattern
from converters.formats.docx.line import (
    ALTERNATIVES,
    ASIAN,
    ParagraphBuilder,
    boxes,
    chosen,
    in_unicode,
    unknown,
    without_text,
)
from converters.formats.docx.notes import NoteId, NotePlaces, WordNotes
from converters.formats.docx.package import ID, REL_ID, TYPE, Relationship, Tally, w
from converters.formats.docx.styles import PLAIN, RUN_CHANGE, RunLook, Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_R, _T, _RPR, _PPR = w("r"), w("t"), w("rPr"), w("pPr")
_DELETED_TEXT = w("delText")
# each with how it is counted (a move is counted where it ends), and whether it is part of the new version
_CHANGES = {
    w("ins"): ("insertion", True), w("moveTo"): ("move", True), w("del"): ("deletion", False),
    w("moveFrom"): ("", False),
}  # fmt: skip
# what is no text
_SILENT = tuple(map(w, ("rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "rubyPr")))
_RUBY_TEXT, _RUBY_PROPERTIES = w("rt"), w("rubyPr")
# fields that print something which Word does not keep in the file
_UNSTORED = frozenset({"LISTNUM", "AUTONUM", "AUTONUMLGL", "AUTONUMOUT"})
_MARKER = 12  # no number of a note is longer
_rtl = lazy_pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_word = lazy_pattern(r'"((?:[^"\\]|\\.)*)"|“([^“”]{0,2000})”|(\\\*|\\[A-Za-z@#!]|[^\s"“]+)')
_escape = lazy_pattern(r"\\(.)")


class Field(Struct):
    """A field that is open: its instruction so far, and from `separate` on what it is."""

    pieces: list[str] = []
    in_result: bool = False
    kind: str = ""
    start: int = 0  # where in its line the result starts
    href: str = ""
    note: NoteId | None = None
    muted: bool = False  # the result is not text: it is the number of a note
    unprinted: list[
        tuple[str, Callable[[ParagraphBuilder], None]]
    ] = []  # what is text only if the field never ends, and puts it

    def starts(self, line: ParagraphBuilder) -> None:
        """The result starts here."""
        self.start = line.size

    @property
    def mutes(self) -> bool:
        """True where what stands in the field is not printed: in its instruction, in the number of a note."""
        return self.muted or not self.in_result

    def words(self) -> list[str]:
        """The instruction in words: the name of the field first, quotation marks removed."""
        found = _word.findall("".join(self.pieces))
        return [_escape.sub(r"\1", quoted) if quoted else curly or bare for quoted, curly, bare in found]


def address(words: list[str]) -> str:
    """The address that a HYPERLINK instruction leads to; empty if it stays in the document.

    >>> address(["HYPERLINK", "https://example.org/a", "\\\\l", "b"]), address(["HYPERLINK", "\\\\l", "_Toc1"])
    ('https://example.org/a#b', '')
    """
    target = place = ""
    rest = iter(words[1:])
    for word in rest:
        if word in ("\\l", "\\o", "\\t"):  # a switch with a value
            value = next(rest, "")
            place = value if word == "\\l" else place
        elif word not in ("\\m", "\\n"):
            target = target or word
    return f"{target}#{place}" if target and place and "#" not in target else target


def symbol(words: list[str]) -> str:
    """The character that a SYMBOL instruction prints; empty if it names none.

    >>> symbol(["SYMBOL", "183", "\\\\f", "Symbol"]), symbol(["SYMBOL", "0x41"]), symbol(["SYMBOL", "lamp"])
    ('•', 'A', '')
    """
    try:
        character = chr(int(words[1], 0))
    except (IndexError, ValueError, OverflowError):
        return ""
    fonts = (font for switch, font in pairwise(words) if switch == "\\f")
    return in_unicode(character, next(fonts, ""))


class Inline:
    """Reads the content of paragraphs of one part into lines; fields may run over several of them."""

    def __init__(
        self, styles: Styles, notes: WordNotes, places: NotePlaces, links: dict[str, Relationship], tally: Tally
    ) -> None:
        """Take what the part hangs on: styles, notes, bookmarks around note calls, its relationships."""
        self._styles, self._notes, self._places, self._links, self._tally = styles, notes, places, links, tally
        self._keep_new = tally.revisions != "reject"
        self._revised = places.has(RUN_CHANGE)
        self._fields: list[Field] = []
        self._muted = 0
        self._called: NoteId = ("", "")
        self._custom: list[str] | None = None  # the mark of a note call while it is read
        self.page = 0  # counted by the page breaks that Word has left in the file
        self._handlers: dict[str, Callable[[_Element, ParagraphBuilder, RunLook], None]] = {
            **dict.fromkeys(_SILENT, _nothing),
            **dict.fromkeys(_CHANGES, self._changed),
            _T: self._text,
            _DELETED_TEXT: self._text,
            _R: self._run,
            _PPR: _keep_properties,
            w("hyperlink"): self._hyperlink,
            w("fldSimple"): self._simple_field,
            w("fldChar"): self._field_mark,
            w("instrText"): self._instruction,
            w("delInstrText"): self._instruction,
            ALTERNATIVES: lambda e, line, look: self.content(chosen(e), line, look),
            f"{_MATH}r": self._mathematics,
            w("br"): self._break,
            w("cr"): lambda e, line, look: self._line_break(line),
            w("ruby"): self._ruby,
            w("tab"): self._tab,
            w("ptab"): self._tab,
            w("noBreakHyphen"): lambda e, line, look: self._characters("\u2011", line, look),
            w("softHyphen"): lambda e, line, look: self._characters("\u00ad", line, look),
            w("sym"): self._symbol,
            w("footnoteReference"): lambda e, line, look: self._call("footnote", e, line),
            w("endnoteReference"): lambda e, line, look: self._call("endnote", e, line),
            w("lastRenderedPageBreak"): lambda e, line, look: self._page(line),
            w("drawing"): self._drawing,
            w("pict"): self._drawing,
            w("object"): lambda e, line, look: self._tally.count("embedded object"),
            w("commentReference"): lambda e, line, look: self._tally.count("comment"),
        }

    def content(self, parent: _Element, line: ParagraphBuilder, look: RunLook = PLAIN) -> None:
        """Read the children of a paragraph, of a run, of anything that wraps runs; unknown ones are looked through."""
        handlers = self._handlers
        for e in parent:
            handle = handlers.get(e.tag)
            if handle is not None:
                handle(e, line, look)
            elif len(e):
                self.content(e, line, look)

    def end_of_line(self, line: ParagraphBuilder) -> None:
        """Close a paragraph: a link field that goes on starts anew in the next one.

        A field that has not come to its result by then is broken, and one whose result is the number of a note; what
        follows it is text.
        """
        if self._muted:
            broken = [f for f in self._fields if f.mutes]
            self._fields = [f for f in self._fields if not f.mutes]
            self._muted = 0
            for f in broken:
                for _, put in f.unprinted:
                    put(line)
        for f in self._fields:
            line.link(f.start, f.href)
            f.start = 0

    def next_section(self) -> None:
        """Tell the notes that a section has ended: their numbers may start again."""
        self._notes.section += 1

    # runs

    def _run(self, run: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        look, handlers = PLAIN, self._handlers
        for e in run:
            tag = e.tag
            if tag == _T:
                self._text(e, line, look)
            elif tag == _RPR:
                look = self._look(e)
            elif (handle := handlers.get(tag)) is not None:
                handle(e, line, look)
            elif len(e):
                self.content(e, line, look)
        if self._custom is not None:
            note, marker = self._called, "".join(self._custom).strip()
            self._custom = None
            self._print(line, lambda line: line.note(*self._notes.call(note, marker or "*")))

    def _look(self, properties: _Element) -> RunLook:
        change = properties.find(RUN_CHANGE) if self._revised else None
        if change is not None:
            self._tally.count("change of format")
            if not self._keep_new:
                before = change.find(_RPR)
                properties = before if before is not None else change
        return self._styles.look_of_run(properties)

    def _text(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        if e.text:
            self._characters(e.text, line, look)

    def _characters(self, text: str, line: ParagraphBuilder, look: RunLook) -> None:
        if self._muted and self._custom is None:
            self._print(line, lambda line: self._characters(text, line, look), text)
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
            asian = look.language_asian if look.language_asian and ASIAN.search(text) else look.language
            line.put(text, look.kinds, look.language_complex if look.complex else asian)

    def _tab(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        if not look.hidden:
            self._print(line, lambda line: line.tab(look.kinds))

    def _symbol(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        try:
            character = chr(int(e.get(w("char"), ""), 16))
        except (ValueError, OverflowError):
            return
        text = in_unicode(character, e.get(w("font"), ""))
        self._tally.count("symbol", unknown(text))
        self._characters(text, line, look)

    def _break(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        if e.get(TYPE) == "page":
            self._page(line)
            line.new_page, line.breaks = line.new_page or not line.size, bool(line.size)
            line.put(" ")
        elif e.get(TYPE) == "column":
            line.put(" ")
        else:
            self._line_break(line, glued=e.get(w("clear")) == "none")

    def _line_break(self, line: ParagraphBuilder, *, glued: bool = False) -> None:
        self._print(line, lambda line: line.line_break(glued=glued))

    def _page(self, line: ParagraphBuilder) -> None:
        self.page += 1
        if not line.size:
            line.page = self.page

    def _ruby(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        """A word and the reading aid that is printed above it: raised after it, whichever comes first in the file."""
        aids = [part for part in e if part.tag == _RUBY_TEXT]
        for part in e:
            if part.tag not in (_RUBY_TEXT, _RUBY_PROPERTIES):
                self.content(part, line, look)
        start = line.size
        for part in aids:
            self.content(part, line, look)
        line.raised(start)

    # links and fields

    def _hyperlink(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        start = line.size
        self.content(e, line, look)
        target = self._links.get(e.get(REL_ID, ""))
        if target is not None and target.external:
            place = e.get(w("anchor"))
            line.link(start, f"{target.target}#{place}" if place and "#" not in target.target else target.target)

    def _simple_field(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        self._open_field()
        field = self._fields[-1]
        field.pieces.append(e.get(w("instr"), ""))
        self._start_result(line)
        self.content(e, line, look)
        for at, f in enumerate(self._fields):
            if f is field:  # no end inside it was its own; others that began in it may go on
                self._close_field(line, at)
                break

    def _field_mark(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        kind = e.get(w("fldCharType"))
        if kind == "begin":
            self._open_field()
        elif kind == "separate" and self._fields and not self._fields[-1].in_result:
            self._start_result(line)
        elif kind == "end" and self._fields:
            if not self._fields[-1].in_result:
                self._start_result(line)
                if self._fields[-1].kind == "SYMBOL":
                    self._characters(symbol(self._fields[-1].words()), line, look)
                elif self._fields[-1].kind in _UNSTORED:
                    self._tally.fields[self._fields[-1].kind] += 1
            self._close_field(line)

    def _instruction(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        if self._fields and not self._fields[-1].in_result and e.text:
            self._fields[-1].pieces.append(e.text)

    def _print(self, line: ParagraphBuilder, put: Callable[[ParagraphBuilder], None], text: str = "") -> None:
        """Put something into a line; in a field that mutes it, keep it: it is text if the field never ends."""
        if self._muted:
            next(f for f in reversed(self._fields) if f.mutes).unprinted.append((text, put))
        else:
            put(line)

    def _open_field(self) -> None:
        self._fields.append(Field())
        self._muted += 1

    def _start_result(self, line: ParagraphBuilder) -> None:
        f = self._fields[-1]
        words = f.words()
        self._tally.count("hidden", sum(len(text.strip()) for text, _ in f.unprinted))  # typed into the instruction
        f.kind, f.in_result, f.unprinted = (words[0].upper() if words else ""), True, []
        if f.kind == "HYPERLINK":
            f.href = address(words)
        elif f.kind in ("NOTEREF", "REF") and len(words) > 1:
            f.note = self._places.note(words[1], alone=f.kind == "REF")
            f.muted = f.note is not None or f.kind == "NOTEREF"
        if not f.muted:
            self._muted -= 1
        self._print(line, f.starts)

    def _close_field(self, line: ParagraphBuilder, at: int = -1) -> None:
        f = self._fields.pop(at)
        if f.muted:
            self._muted -= 1
        marker = "".join(text for text, _ in f.unprinted).strip()
        self._print(line, lambda line: self._ended(f, marker, line), marker)

    def _ended(self, f: Field, marker: str, line: ParagraphBuilder) -> None:
        line.link(f.start, f.href)
        if len(marker) > _MARKER:
            for _, put in f.unprinted:
                put(line)
        elif f.note is not None:
            line.note(*self._notes.call(f.note, None))
        elif f.muted:
            self._tally.tell(Code.NOTE_MISSING, marker=marker or "?")
            line.note("", marker)

    def _call(self, kind: str, e: _Element, line: ParagraphBuilder) -> None:
        """The call of a note; its mark, if it is typed, follows in the same run."""
        if not self._muted and not line.size:
            line.page = self.page
        note = self._called = (kind, e.get(ID, ""))
        if e.get(w("customMarkFollows"), "0") in ("1", "true", "on"):
            self._custom = []
        else:
            self._print(line, lambda line: line.note(*self._notes.call(note, None, self.page)), "*")

    # tracked changes and everything else

    def _changed(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        kind, is_new = _CHANGES[e.tag]
        if not len(e):
            return
        if kind:
            self._tally.count(kind)
            text = "".join(t.text or "" for t in e.iter(_T, _DELETED_TEXT)).strip()
            if self._tally.revisions == "report" and text:
                shown = text if len(text) < 100 else text[:99] + "…"
                self._tally.tell(Code.REVISION_FOUND, kind=kind, author=e.get(w("author")) or "?", text=shown)
        if is_new == self._keep_new:
            self.content(e, line, look)

    def _mathematics(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        self._characters("".join(t.text or "" for t in e.iter(f"{_MATH}t", _T)), line, PLAIN)

    def _drawing(self, e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
        found = boxes(e)
        line.boxes += found
        if not found and (kind := without_text(e)):
            self._tally.count(kind)


def _nothing(e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
    """What is no text."""


def _keep_properties(e: _Element, line: ParagraphBuilder, look: RunLook) -> None:
    line.properties = e
