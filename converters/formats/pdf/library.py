"""The pages of a PDF file, as pypdfium2 shows them: with `opening` the only module that calls it.

The library is C++ and knows one thread only; its errors are numbers.  Everything it gives is checked and bounded
here: pages, characters, the depth and size of the tree of tags.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from itertools import islice
from math import atan2, hypot, pi
from typing import Any

from msgspec import Struct

from akn.patterns import lazy_pattern
from converters.formats.pdf.direction import in_reading_order, of_one_glyph, runs_right_to_left, signs_turned
from converters.formats.pdf.drawing import STROKES, Drawing, Matrix
from converters.formats.pdf.letters import put_together
from converters.formats.pdf.page import (
    NO_TAG,
    Blank,
    Box,
    Face,
    Link,
    Page,
    Piece,
    Space,
    Tag,
    around,
    is_unspaced,
    lead,
)
from converters.formats.pdf.radicals import CHARACTERS, radicals
from converters.formats.pdf.turning import Turn, upright

_CHARACTERS = 400_000  # of one page; a full one has 6,000
_OBJECTS = 200_000  # of one page
_TAGS = 50_000  # of one page
_DEPTH = 60  # of the tree of tags, and of forms inside forms
_LINKS = 1_000  # of one page; a full one has 60
_WEB = ("http://", "https://", "mailto:")
_BLANK = " \t\r\n\f\v\u00a0\u202f\u2002\u2003\u2009\u200a\u3000"
_SPACE = frozenset(_BLANK)
_stretch = lazy_pattern(f"[{_BLANK}]|[^{_BLANK}]+")
_HARD = frozenset("\u00a0\u202f")
_PRINTED = str.maketrans({"\r": "", "\n": "", "\x00": "", "\x02": "-", "\ufffe": "-", "\uffff": ""})
_CONTROLS = lazy_pattern(r"[\x00-\x1f\x7f-\x9f]")  # no letters: their font does not tell which they are
_ITALIC, _FORCED_BOLD = 1 << 6, 1 << 18  # flags of a font descriptor (ISO 32000-1, table 123)
_SEMIBOLD = 600
_SLANTED = 0.1  # characters that lean so far are italics: a third where LibreOffice slants a font that has none


class _Object(Struct):
    """A text object of the page: what all of its characters share."""

    face: Face
    tag: int
    turned: int
    artifact: bool
    shear: float = 0.0  # how far its characters lean to the right, in parts of their height


Stretch = tuple[int, int, int]
"""Characters of one text object, no white space or one sign of it: start, end, and the address of the object."""


class PageReading:
    """One page while it is read."""

    def __init__(self, raw: Any, document: Any, page: Any, text: Any) -> None:
        self._raw, self._document, self._page = raw, document, page
        self._held, self._text = text, text.raw  # what the functions of the library take
        self._objects: dict[int, _Object] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._numbers = [ctypes.c_double() for _ in range(4)]
        self._rectangle = raw.FS_RECTF()
        self._matrix = raw.FS_MATRIX()

    def page(self, number: int) -> Page:
        raw = self._raw
        size = min(max(0, raw.FPDFText_CountChars(self._text)), _CHARACTERS)
        content = self._content(size)
        stored = radicals(content)
        content = content.translate(CHARACTERS) if stored else content
        rtl = runs_right_to_left(content)
        stretches = self._stretches(content, rtl)
        turn = Turn(self._turned(), self._page.get_bbox())
        blanks, covered, strokes = self._other_objects(turn)
        if rtl:
            pieces = self._glyphs(content, stretches, turn, blanks)
        else:
            pieces = put_together(self._pieces(content, stretches, turn))
        unmapped = sum(len(p.text) for p in pieces if "\ufffd" in p.text or not p.text.isprintable())
        links = self._links(turn)
        lead(pieces, links)
        return Page(
            number, turn.width, turn.height, pieces, blanks, links, self._tags(),
            unmapped, min(1.0, covered / max(1.0, turn.width * turn.height)), strokes, stored,
        )  # fmt: skip

    # characters

    def _content(self, size: int) -> str:
        """The characters by their numbers; in one call where the library leaves none out."""
        if not size:
            return ""
        buffer = (ctypes.c_ushort * (2 * size + 2))()
        written = self._raw.FPDFText_GetText(self._text, 0, size, buffer)
        found = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(found) == size:
            return found
        codes = (self._raw.FPDFText_GetUnicode(self._text, i) for i in range(size))
        return "".join(chr(c) if c < 0x110000 and not 0xD800 <= c < 0xE000 else "\ufffd" for c in codes)

    def _stretches(self, content: str, rtl: bool) -> list[Stretch]:
        """The stretches of a page in order, single characters if it runs from right to left; address 0: made up."""
        found: list[Stretch] = []
        after = self._place(0) if content else 0
        for m in _stretch.finditer(content):
            start, end = m.span()
            first, after = after, self._place(end) if end < len(content) else 0
            # what begins and ends in one object stands in it as a whole
            if end - start == 1 or (not rtl and (first == after or first == self._place(end - 1))):
                found.append((start, end, first))
                continue
            for i in range(start, end):
                place = self._place(i)
                if i > start and place == found[-1][2] and not rtl:
                    found[-1] = (found[-1][0], i + 1, place)
                else:
                    found.append((i, i + 1, place))
        return found

    def _place(self, i: int) -> int:
        """The address of the text object of a character, 0 for one that the library made up."""
        handle = self._raw.FPDFText_GetTextObject(self._text, i)
        if not handle:
            return 0
        at = ctypes.addressof(handle.contents)
        if at not in self._objects:
            self._objects[at] = self._object(handle)
        return at

    def _object(self, handle: Any) -> _Object:
        raw = self._raw
        size = ctypes.c_float()
        raw.FPDFTextObj_GetFontSize(handle, size)
        m = self._matrix
        scale, turned, shear = 1.0, 0, 0.0
        if raw.FPDFPageObj_GetMatrix(handle, m):
            scale = hypot(m.c, m.d) or 1.0
            turned = round(atan2(m.b, m.a) / (pi / 2)) % 4
            shear = (m.a * m.c + m.b * m.d) / ((m.a * m.d - m.b * m.c) or 1.0)
            scale /= hypot(1.0, shear)  # its height, not the length of its side
        italic, bold = self._font(handle)
        italic = italic or shear > _SLANTED
        tag = raw.FPDFPageObj_GetMarkedContentID(handle)
        face = Face(round(abs(size.value * scale), 2), italic, bold)
        return _Object(face, max(tag, NO_TAG), turned, tag < 0 and self._is_artifact(handle), shear)

    def _is_artifact(self, handle: Any) -> bool:
        """True if the content is marked as an artifact (ISO 32000-1, 14.8.2.2)."""
        raw = self._raw
        size = ctypes.c_ulong()
        buffer = (ctypes.c_ushort * 32)()
        for i in range(min(20, max(0, raw.FPDFPageObj_CountMarks(handle)))):
            mark = raw.FPDFPageObj_GetMark(handle, i)
            if mark and raw.FPDFPageObjMark_GetName(mark, buffer, 64, size):
                name = bytes(buffer)[: max(0, size.value - 2)].decode("utf-16-le", "replace")
                if name == "Artifact":
                    return True
        return False

    def _font(self, handle: Any) -> tuple[bool, bool]:
        raw = self._raw
        font = raw.FPDFTextObj_GetFont(handle)
        if not font:
            return False, False
        at = ctypes.addressof(font.contents)
        if at not in self._fonts:
            flags = max(0, raw.FPDFFont_GetFlags(font))
            buffer = ctypes.create_string_buffer(256)
            raw.FPDFFont_GetBaseFontName(font, buffer, 256)
            style = buffer.value.decode("latin-1").lower().replace("bookman", "")
            italic = bool(flags & _ITALIC) or "italic" in style or "oblique" in style
            bold = "bold" in style or "black" in style or "heavy" in style
            bold = bold or bool(flags & _FORCED_BOLD) or raw.FPDFFont_GetWeight(font) >= _SEMIBOLD
            self._fonts[at] = italic, bold
        return self._fonts[at]

    def _turned(self) -> int:
        """How most of the text is turned, in quarters."""
        counts = [0, 0, 0, 0]
        for found in self._objects.values():
            counts[found.turned] += 1
        return counts.index(max(counts))

    def _pieces(self, content: str, stretches: list[Stretch], turn: Turn) -> list[Piece]:
        """The stretches of a page, with what stands between them: white space that is printed or was made up."""
        pieces: list[Piece] = []
        space, gap, before = Space.GAP, 0, 0
        for at, end, place in stretches:
            c = content[at]
            if not place or c in _SPACE:
                if space is not Space.PRINTED:
                    space, gap = (Space.PRINTED, at) if place else (Space.GAP, 0)
                before = place
                continue
            if space is Space.PRINTED:
                space = self._printed_space(content, gap, at, before, place)
            before = place
            text = content[at:end]
            text = text.translate(_PRINTED) if not text.isalnum() else text
            text = text if text.isprintable() else _CONTROLS.sub("\ufffd", text)
            if text:
                found = self._objects[place]
                left, bottom, right, top = turn.box(self._span(at, end - 1))
                base = turn.point(*self._origin(at))[1]
                pieces.append(
                    Piece(
                        len(pieces), text, left, right, base, bottom, top, found.face, found.tag, found.artifact, space
                    )
                )
                space = Space.NONE
        return pieces

    def _printed_space(self, content: str, gap: int, at: int, before: int, place: int) -> Space:
        """What the space at `gap` is worth before the character at `at`; objects are known by their addresses."""
        if before not in (0, place) and self._covers(at, place):
            return Space.NONE
        unspaced = is_unspaced(content[at]) or is_unspaced(content[gap - 1])
        if unspaced and self._raw.FPDFText_IsGenerated(self._text, gap) == 1:
            return Space.GAP  # Han is set apart to fill a line, and from digits
        return Space.PRINTED

    def _covers(self, at: int, place: int) -> bool:
        """True if a character is printed over the space before it, which so shows none (Word, after some hyphens)."""
        (x, y), (left, base) = self._origin(at), self._origin(at - 1)
        return hypot(x - left, y - base) < 0.1 * self._objects[place].face.size

    def _glyphs(self, content: str, stretches: list[Stretch], turn: Turn, blanks: list[Blank]) -> list[Piece]:
        """What is printed on a page that runs from right to left, glyph by glyph; spaces become blanks.

        The library puts the characters of such lines into an order of its own, with spaces where it likes.
        """
        pieces: list[Piece] = []
        turned = signs_turned(content, [bool(place) for _, _, place in stretches])
        for (place, x, y), held in self._by_origin(content, stretches, turn, blanks).items():
            found = self._objects[place]
            base = turn.point(x, y)[1]
            boxes = [upright(turn.box(self._span(i, i)), base, found.shear) for i in held]
            letters = [turned.get(i) or content[i].translate(_PRINTED) for i in held]
            text = letters[0] if len(held) == 1 else of_one_glyph(letters, [b[0] for b in boxes])
            if text:
                left, bottom, right, top = around(boxes)
                pieces.append(
                    Piece(held[0], text, left, right, base, bottom, top, found.face, found.tag, found.artifact)
                )
        return in_reading_order(pieces, blanks)

    def _by_origin(
        self, content: str, stretches: list[Stretch], turn: Turn, blanks: list[Blank]
    ) -> dict[tuple[int, float, float], list[int]]:
        """The characters by object and origin: those of one come from one glyph (lam-alef, a letter with its vowel)."""
        glyphs: dict[tuple[int, float, float], list[int]] = {}
        for i, _, place in stretches:
            if not place:
                continue
            c = content[i]
            x, y = self._origin(i)
            if c in _SPACE and not (c in _HARD and content[i - 1 : i + 2 : 2].isdecimal()):
                blanks.append(Blank(*turn.point(x, y), self._objects[place].tag))
            else:  # a hard space inside of a number is one of its signs
                glyphs.setdefault((place, x, y), []).append(i)
        return glyphs

    def _origin(self, i: int) -> tuple[float, float]:
        x, y = self._numbers[:2]
        self._raw.FPDFText_GetCharOrigin(self._text, i, x, y)
        return x.value, y.value

    def _span(self, first: int, last: int) -> Box:
        """The rectangle of the characters from one to another."""
        r = self._rectangle
        self._raw.FPDFText_GetLooseCharBox(self._text, first, r)
        box = (r.left, r.bottom, r.right, r.top)
        if last > first:
            self._raw.FPDFText_GetLooseCharBox(self._text, last, r)
            box = (min(box[0], r.left), min(box[1], r.bottom), max(box[2], r.right), max(box[3], r.top))
        return box

    # other things on the page

    def _other_objects(self, turn: Turn) -> tuple[list[Blank], float, list[Box]]:
        """The text objects without a printed character, spaces that stand alone; what pictures cover; the strokes."""
        raw, matrix = self._raw, self._matrix
        blanks: list[Blank] = []
        strokes: list[Box] = []
        covered = 0.0
        edges = [ctypes.c_float() for _ in range(4)]
        drawing = Drawing(raw)
        found = self._objects_in(self._page, raw.FPDFPage_CountObjects, raw.FPDFPage_GetObject, drawing)
        for kind, item, forms in islice(found, _OBJECTS):
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                if ctypes.addressof(item.contents) not in self._objects and raw.FPDFPageObj_GetMatrix(item, matrix):
                    tag = raw.FPDFPageObj_GetMarkedContentID(item)
                    blanks.append(Blank(*turn.point(matrix.e, matrix.f), max(tag, NO_TAG)))
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                if len(strokes) <= STROKES:
                    strokes += drawing.strokes(item, forms)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE and raw.FPDFPageObj_GetBounds(item, *edges):
                left, bottom, right, top = (edge.value for edge in edges)
                covered += max(0.0, right - left) * max(0.0, top - bottom)
        return blanks, covered, [turn.box(box) for box in strokes] if len(strokes) <= STROKES else []

    def _objects_in(
        self, holder: Any, count: Any, get: Any, drawing: Drawing, forms: tuple[Matrix, ...] = ()
    ) -> Iterator[tuple[int, Any, tuple[Matrix, ...]]]:
        """The objects of a page or a form in their order, those inside of a form after it.

        Each with its kind and the matrices of the forms around it, the innermost first.
        """
        raw = self._raw
        for i in range(count(holder)):
            if item := get(holder, i):
                kind = raw.FPDFPageObj_GetType(item)
                yield kind, item, forms
                if kind == raw.FPDF_PAGEOBJ_FORM and len(forms) < _DEPTH - 1:
                    inside = raw.FPDFFormObj_CountObjects, raw.FPDFFormObj_GetObject
                    yield from self._objects_in(item, *inside, drawing, (drawing.matrix(item), *forms))

    def _links(self, turn: Turn) -> list[Link]:
        """The places that lead to addresses of the web."""
        raw = self._raw
        links: list[Link] = []
        start, link = ctypes.c_int(0), raw.FPDF_LINK()
        while len(links) < _LINKS and raw.FPDFLink_Enumerate(self._page, start, link):
            action = raw.FPDFLink_GetAction(link)
            if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
                continue
            size = raw.FPDFAction_GetURIPath(self._document, action, None, 0)
            if not 1 < size < 4000 or not raw.FPDFLink_GetAnnotRect(link, self._rectangle):
                continue
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFAction_GetURIPath(self._document, action, buffer, size)
            r = self._rectangle
            href = buffer.raw[: size - 1].decode("utf-8", "replace").strip()
            box = turn.box((r.left, min(r.bottom, r.top), r.right, max(r.bottom, r.top)))
            if href.lower().startswith(_WEB):
                links.append(Link(box, href))
        return links

    # tags

    def _tags(self) -> list[Tag]:
        raw = self._raw
        tree = raw.FPDF_StructTree_GetForPage(self._page)
        if not tree:
            return []
        self._left = _TAGS
        try:
            count = max(0, raw.FPDF_StructTree_CountChildren(tree))
            elements = (raw.FPDF_StructTree_GetChildAtIndex(tree, i) for i in range(min(count, _TAGS)))
            return [self._tag(e, 0) for e in elements if e]
        finally:
            raw.FPDF_StructTree_Close(tree)

    def _tag(self, element: Any, depth: int) -> Tag:
        raw = self._raw
        tag = Tag(self._string(raw.FPDF_StructElement_GetType, element), [])
        if tag.kind in ("TD", "TH"):
            tag.rowspan, tag.colspan = self._spans(element)
        count = raw.FPDF_StructElement_CountChildren(element)
        for i in range(max(0, count)):
            self._left -= 1
            if self._left < 0 or depth > _DEPTH:
                break
            content = raw.FPDF_StructElement_GetChildMarkedContentID(element, i)
            if content >= 0:
                tag.children.append(content)
                continue
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                tag.children.append(self._tag(child, depth + 1))
        return tag

    def _string(self, function: Any, element: Any) -> str:
        size = function(element, None, 0)
        if not 2 < size < 1000:
            return ""
        buffer = ctypes.create_string_buffer(size)
        function(element, buffer, size)
        return buffer.raw[: size - 2].decode("utf-16-le", "replace")

    def _spans(self, element: Any) -> tuple[int, int]:
        """How many rows and columns a cell spans."""
        raw = self._raw
        found = {b"RowSpan": 1, b"ColSpan": 1}
        number = ctypes.c_float()
        for i in range(min(20, max(0, raw.FPDF_StructElement_GetAttributeCount(element)))):
            attributes = raw.FPDF_StructElement_GetAttributeAtIndex(element, i)
            for name in found:
                value = raw.FPDF_StructElement_Attr_GetValue(attributes, name) if attributes else None
                if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, number):
                    found[name] = int(max(1, min(200, number.value)))
        return found[b"RowSpan"], found[b"ColSpan"]
