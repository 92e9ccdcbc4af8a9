"""A Text as the runs of a Word paragraph: looks, links, line breaks, note calls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from msgspec import Struct

from akn.text import ANCHORS, LOOKS, Kind, Mark, Text
from converters.formats.docx.template import HYPERLINK

_illegal = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_hyphen = re.compile("([\u2011\u00ad])")
_HYPHENS = {"\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}
# a symbol, an address or a date in Latin letters inside a sentence that runs from right to left
_latin = re.compile(
    r"(?:[0-9]{1,2} )?[A-Za-z][\w./()\-:#?=&%]*(?: [A-Za-z0-9][\w./()\-:#?=&%]*)*(?<=[A-Za-z0-9])", re.ASCII
)
_RTL_CLASS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_complex = re.compile(rf"{_RTL_CLASS}+(?:[ \u00a0]+{_RTL_CLASS}+)*")
_asian = re.compile("[\u2e80-\u9fff\uf900-\ufaff]")
_number = re.compile(r"(\S{1,12}(?: [-–—.])?) ")
_SCRIPT = {
    Kind.ITALIC: ("<w:i/>", "<w:i/><w:iCs/>"),
    Kind.BOLD: ("<w:b/>", "<w:b/><w:bCs/>"),
}
_ORDER = (Kind.BOLD, Kind.ITALIC)


def clean(text: str) -> str:
    """Text that XML can hold, escaped."""
    return escape(_illegal.sub("", text))


def number_end(text: str, *, tabbed: bool, title: bool = False) -> int:
    """Where the typed number ends that a tab is to follow; 0 if there is none.

    The house sets a tab behind the number of a title, wherever the text came from.

    >>> number_end("12. Decides", tabbed=True), number_end("12 - Decides", tabbed=True)
    (3, 4)
    >>> number_end("97/12. Lamps", tabbed=False, title=True), number_end("Lamps of 97/12", tabbed=False, title=True)
    (6, 0)
    """
    found = _number.match(text) if tabbed or (title and text[:1].isdigit()) else None
    return found.end(1) if found else 0


class Manner(Struct, frozen=True):
    """How the runs of a paragraph are set: its direction, its language, and how many characters stand large."""

    rtl: bool = False
    language: str = ""
    asian: bool = False
    large: int = 0


def manner(text: Text, direction: str, language: str, large: int = 0) -> Manner:
    """The manner that a text asks for."""
    asian = not text.content.isascii() and _asian.search(text.content) is not None
    return Manner(direction == "rtl", language, asian, large)


def properties(looks: frozenset[Kind], how: Manner, *, complex_script: bool, style: str = "", size: int = 0) -> str:
    """An rPr element, empty if there is nothing to say."""
    parts = [f'<w:rStyle w:val="{style}"/>'] if style else []
    if how.asian:
        parts.append('<w:rFonts w:hint="eastAsia"/>')
    parts += [_SCRIPT[kind][complex_script] for kind in _ORDER if kind in looks]
    if size:
        parts.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    if Kind.UNDERLINE in looks:
        parts.append('<w:u w:val="single"/>')
    if Kind.SUPERSCRIPT in looks or Kind.SUBSCRIPT in looks:
        raised = "superscript" if Kind.SUPERSCRIPT in looks else "subscript"
        parts.append(f'<w:vertAlign w:val="{raised}"/>')
    if complex_script:
        parts.append("<w:rtl/>")
    if how.language:
        code = escape(how.language, {'"': "&quot;"})
        parts.append(f'<w:lang w:val="{code}" w:eastAsia="{code}" w:bidi="{code}"/>')
    return f"<w:rPr>{''.join(parts)}</w:rPr>" if parts else ""


def run(text: str, looks: frozenset[Kind], how: Manner, *, style: str = "", size: int = 0) -> str:
    """The runs of a stretch of text in one look, parted by the direction of its scripts."""
    out = []
    for piece, complex_script in _by_direction(text, how.rtl):
        inner = "".join(
            _HYPHENS.get(part) or f'<w:t xml:space="preserve">{clean(part)}</w:t>'
            for part in _hyphen.split(piece)
            if part
        )
        out.append(f"<w:r>{properties(looks, how, complex_script=complex_script, style=style, size=size)}{inner}</w:r>")
    return "".join(out)


def _by_direction(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """The pieces of a text, each with whether Word is to set it from right to left.

    A Latin symbol in an Arabic sentence must not be set so, or its parts would print in the wrong order.
    """
    if not rtl and text.isascii():
        yield text, False
        return
    at = 0
    for m in (_latin if rtl else _complex).finditer(text):
        if m.start() > at:
            yield text[at : m.start()], rtl
        yield m[0], not rtl
        at = m.end()
    if at < len(text):
        yield text[at:], rtl


def runs(
    text: Text, how: Manner, *, tab_at: int, call: Callable[[Mark], str], link: Callable[[Mark], str]
) -> Iterator[str]:
    """The content of a paragraph.

    `tab_at` is where a tab stands for a space (0: nowhere), `call` gives the runs of a note call, `link` the opening
    tag of the hyperlink for a mark, empty if the mark is none.
    """
    content = text.content
    borders: dict[int, list[Mark]] = {}
    for m in text.marks:
        for at in {m.start, m.end}:
            borders.setdefault(at, []).append(m)
    cuts = {0, len(content), *borders}
    if tab_at:
        cuts |= {tab_at, tab_at + 1}
    if how.large:
        cuts.add(min(how.large, len(content)))
    looks: dict[Kind, None] = {}
    opened: Mark | None = None
    places = sorted(cuts)
    for i, at in enumerate(places):
        here = borders.get(at, ())
        if opened is not None and opened.end == at:
            yield "</w:hyperlink>"
            opened = None
        for m in here:
            if m.kind in LOOKS and m.end == at:
                looks.pop(m.kind, None)
        for m in here:
            if m.kind is Kind.NOTE:
                yield call(m)
            elif m.kind is Kind.BREAK:
                # a break between two words that no space parts says so, and is read back without one
                yield "<w:r><w:br/></w:r>" if content[at - 1 : at] == " " else '<w:r><w:br w:clear="none"/></w:r>'
            elif m.kind in LOOKS and m.start == at:
                looks[m.kind] = None
            elif m.kind not in ANCHORS and m.start == at and opened is None:
                tag = link(m)
                if tag:
                    yield tag
                    opened = m
        if i + 1 < len(places):
            piece = content[at : places[i + 1]]
            if tab_at and at == tab_at:
                yield f"<w:r>{properties(frozenset(looks), how, complex_script=False)}<w:tab/></w:r>"
            else:
                size = 40 if at < how.large else 0
                yield run(piece, frozenset(looks), how, style=HYPERLINK if opened else "", size=size)
    if opened is not None:
        yield "</w:hyperlink>"
