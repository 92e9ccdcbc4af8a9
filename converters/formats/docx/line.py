"""The text of one paragraph, read and written: `ParagraphBuilder` makes a Text of runs, `runs` makes runs of a Text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from msgspec import Struct

from akn.patterns import lazy_pattern
from akn.text import ANCHORS, LOOKS, Kind, Mark, Text, mark
from converters.formats.docx.package import w
from converters.formats.docx.template import HYPERLINK, clean

if TYPE_CHECKING:
    from lxml.etree import _Element

_SYMBOL = {
    **dict(zip("ABCDEFGHIKLMNOPQRSTUXWYZ", "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΞΩΨΖ", strict=True)),
    **dict(zip("abcdefghiklmnopqrstuxwyz", "αβχδεφγηικλμνοπθρστυξωψζ", strict=True)),
    **dict(zip("\"$'*-@J^jv\\V`", "∀∃∋∗−≅ϑ⊥ϕϖ∴ς‾", strict=True)),
    **{
        chr(0xA0 + i): c
        for i, c in enumerate("€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪")
    },
    **dict(zip("\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe", "〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭", strict=True)),
}
_WINGDINGS = {
    **dict(zip("lmnopqrstuvwx", "●❍■□❐❑❒⬧⧫◆❖⬥⌧", strict=True)),
    **dict(zip("AEFGHJLQRTXYZ", "✌☜☞☝☟☺☹✈☼❄✠✡☪", strict=True)),
    **dict(zip('")*?', "✂✆✉✍", strict=True)),
    **dict(zip("^_`abcdefghi", "♈♉♊♋♌♍♎♏♐♑♒♓", strict=True)),
    **{chr(0x80 + i): c for i, c in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip("\x9e\x9f\xa1\xa4\xa5\xa7\xa8\xaa\xab\xac\xad\xae\xaf", "·•○◉◎▪◻✦★✶✴✹✵", strict=True)),
    **dict(zip("\xd8\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe8", "➢←→↑↓↖↗↙↘➔", strict=True)),
    **dict(zip("\xef\xf0\xf1\xf2\xf3\xf4\xfb\xfc\xfd\xfe", "⇦⇨⇧⇩⬄⇳✗✓☒☑", strict=True)),
}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": dict(zip("OPQRST\x95\x96\x97\x98", "✗✓☒☑☒☒·•●⬤", strict=True)),
    "wingdings 3": dict(zip("fghijklmpqrs}~", "←→↑↓↖↗↙↘▲▼△▽▶▷", strict=True)),
    "webdings": dict(zip("3456agn=", "◀▶▲▼✔■●✖", strict=True)),
}


def is_symbol_font(font: str) -> bool:
    """True if the characters of this font are not what their codes say."""
    return font.lower() in _FONTS


@cache
def _table(font: str) -> dict[int, str]:
    """The codes of a font, plain and moved to the private area, with their characters."""
    found: dict[int, str] = {}
    for code, character in _FONTS.get(font, {}).items():
        found[ord(code)] = found[0xF000 + ord(code)] = character
    if font == "symbol":  # digits and the usual signs are themselves
        found.update({0xF000 + i: chr(i) for i in range(0x20, 0x40) if 0xF000 + i not in found})
    found[0xF020] = " "
    return found


def in_unicode(text: str, font: str) -> str:
    """The characters of a text in a symbol font; a code that is not listed stays as it is.

    >>> in_unicode("\\uf0b7", "Symbol"), in_unicode("§ü", "Wingdings"), in_unicode("\\uf052", "Wingdings 2")
    ('•', '▪✓', '☑')
    """
    return text.translate(_table(font.lower()))


def unknown(text: str) -> int:
    """How many characters are still codes of a symbol font (in the private area)."""
    return sum("\uf000" <= c <= "\uf0ff" for c in text) if any(c >= "\uf000" for c in text) else 0


_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML = "{urn:schemas-microsoft-com:vml}"
ALTERNATIVES, _CHOICE, _FALLBACK = f"{_MC}AlternateContent", f"{_MC}Choice", f"{_MC}Fallback"
_BOX = w("txbxContent")
_KINDS = frozenset({"picture", "chart", "diagram"})


def chosen(alternatives: _Element) -> _Element:
    """One of several forms of the same thing: the first, which is the one that today's Word shows."""
    choice, fallback = alternatives.find(_CHOICE), alternatives.find(_FALLBACK)
    return choice if choice is not None else fallback if fallback is not None else alternatives


def boxes(drawing: _Element) -> list[_Element]:
    """The text boxes of a drawing that stand in no other box; what repeats them for older versions is left out."""

    def is_outer(box: _Element) -> bool:
        above = takewhile(lambda a: a is not drawing, box.iterancestors())
        return not any(a.tag in (_BOX, _FALLBACK) for a in above)

    return [box for box in drawing.iter(_BOX) if is_outer(box)]


def without_text(drawing: _Element) -> str:
    """What a drawing without text boxes is: picture, chart, diagram; empty for a drawn line or shape."""
    data = next(drawing.iter(f"{_MAIN}graphicData"), None)
    if data is not None:
        kind = data.get("uri", "").rsplit("/", 1)[-1]
        return kind if kind in _KINDS else ""
    return "picture" if next(drawing.iter(f"{_VML}imagedata"), None) is not None else ""


_blank = lazy_pattern(r"[ \t\r\n]+")
_NUMBER = 12  # a typed number with its signs is no longer than this ("A/80/604" and "(xxviii)" are)


class ParagraphBuilder:
    """Takes what the runs of a paragraph hold, evens out white space, and gives the Text.

    `tabs` counts the tabs before the first character; `tabbed` tells that a tab stood after a typed number.
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
        self.boxes: list[_Element] = []
        self.properties: _Element | None = None

    def put(self, text: str, kinds: tuple[Kind, ...] = (), language: str | None = None) -> None:
        """Put characters after, all of them with these looks; runs of white space become one space."""
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

    def raised(self, start: int) -> None:
        """Set what was put since `start` above the line."""
        if start >= self.size:
            return
        spans = self._looks.setdefault(Kind.SUPERSCRIPT, [])
        while spans and spans[-2] >= start:
            del spans[-2:]
        if spans and spans[-1] >= start:
            spans[-1] = self.size
        else:
            spans += (start, self.size)

    def link(self, start: int, href: str) -> None:
        """Mark what was put since `start` as a link; one that continues the link before becomes one with it,
        though notes are called between the two or in them.
        """
        if start >= self.size or not href:
            return
        at = len(self._marks) - 1
        while at >= 0 and self._marks[at].kind is not Kind.LINK:  # calls of notes, breaks of lines
            at -= 1
        last = self._marks[at] if at >= 0 else None
        if last is not None and last.end == start and last.get("href") == href:
            self._marks[at] = Mark(last.start, self.size, Kind.LINK, last.attributes)
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


# written

_hyphen = lazy_pattern("([\u2011\u00ad])")
_HYPHENS = {"\u2011": "<w:noBreakHyphen/>", "\u00ad": "<w:softHyphen/>"}
# a symbol, an address or a date in Latin letters inside a sentence that runs from right to left
_latin = lazy_pattern(
    r"(?:[0-9]{1,2} )?[A-Za-z][\w./()\-:#?=&%]*(?: [A-Za-z0-9][\w./()\-:#?=&%]*)*(?<=[A-Za-z0-9])", re.ASCII
)
_RTL_CLASS = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]"
_complex = lazy_pattern(rf"{_RTL_CLASS}+(?:[ \u00a0]+{_RTL_CLASS}+)*")
ASIAN = lazy_pattern("[\u2e80-\u9fff\uf900-\ufaff]")
_number = lazy_pattern(r"(\S{1,12}(?: [-–—.])?) ")
_SCRIPT = {
    Kind.ITALIC: ("<w:i/>", "<w:i/><w:iCs/>"),
    Kind.BOLD: ("<w:b/>", "<w:b/><w:bCs/>"),
}
_ORDER = (Kind.BOLD, Kind.ITALIC)


def number_end(text: str, *, tabbed: bool, title: bool = False) -> int:
    """Where the typed number ends that a tab is to follow; 0 if there is none.

    The house sets a tab after the number of a title, wherever the text came from.

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
    asian = not text.content.isascii() and ASIAN.search(text.content) is not None
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
    places = _places(text, how, tab_at)
    looks = frozenset[Kind]()
    opened: Mark | None = None
    for (at, here), end in zip(places.items(), [*places, None][1:], strict=True):
        if opened is not None and opened.end == at:
            yield "</w:hyperlink>"
            opened = None
        looks = _looks_from(looks, here, at)
        for m in here:
            if m.kind in ANCHORS:
                yield _anchor(m, text.content, call)
            elif m.kind not in LOOKS and m.start == at and opened is None and (tag := link(m)):
                yield tag
                opened = m
        if at == tab_at != 0:
            yield f"<w:r>{properties(looks, how, complex_script=False)}<w:tab/></w:r>"
        elif end is not None:
            style = HYPERLINK if opened else ""
            yield run(text.content[at:end], looks, how, style=style, size=40 if at < how.large else 0)
    if opened is not None:
        yield "</w:hyperlink>"


def _looks_from(looks: frozenset[Kind], here: Sequence[Mark], at: int) -> frozenset[Kind]:
    """The looks of what follows an offset, of those before it and the marks that begin or end there."""
    begun = (m.kind for m in here if m.start == at and m.kind in LOOKS)
    return looks.difference(m.kind for m in here if m.end == at).union(begun)


def _places(text: Text, how: Manner, tab_at: int) -> dict[int, list[Mark]]:
    """The offsets at which the runs of a text may change, in order, each with the marks that begin or end there."""
    cuts = {0, len(text), *((tab_at, tab_at + 1) if tab_at else ()), min(how.large, len(text))}
    borders = {at: list[Mark]() for at in sorted(cuts.union(*((m.start, m.end) for m in text.marks)))}
    for m in text.marks:
        for at in {m.start, m.end}:
            borders[at].append(m)
    return borders


def _anchor(m: Mark, content: str, call: Callable[[Mark], str]) -> str:
    """The run of a mark without a width: of the call of a note, or of a line break.

    A break between two words that no space parts says so, and is read back without one.
    """
    if m.kind is Kind.NOTE:
        return call(m)
    if m.kind is Kind.BREAK:
        return "<w:r><w:br/></w:r>" if content[m.start - 1 : m.start] == " " else '<w:r><w:br w:clear="none"/></w:r>'
    return ""
