"""Our own Word template: the styles, the settings and the fixed parts of a file that we write.

The page is that of a United Nations document as readers know it: text in a column of six inches, a masthead of two
ruled rows, the symbol in the running header, notes below a short rule.  The style names say what they are for.
Lengths are twentieths of a point, sizes half points.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from enum import StrEnum
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from akn.blocks import Block, Style
from akn.patterns import lazy_pattern
from converters.formats.docx.package import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    DUBLIN_CORE,
    MASTHEAD,
    OWN_STYLES,
    RELATIONSHIPS,
    SYMBOL,
    TABLE_CELL,
    TABLE_HEADING,
    TABLE_TEXT,
    R,
    W,
)

MARGIN = 1267
"""Where the text of a paragraph begins, from the edge of the type area; numbers of headings stand left of it."""

STEP = 475
"""One step of the tab stops: a level of indentation."""

WIDTH = 9840
"""The width of the type area: Letter less 1,200 on either side."""

_illegal = lazy_pattern("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

FOOTNOTE_TEXT = "FootnoteText"
FOOTNOTE_REFERENCE = "FootnoteReference"
HYPERLINK = "Hyperlink"


def legal(text: str) -> str:
    """Text without what XML cannot hold."""
    return _illegal.sub("", text)


def clean(text: str) -> str:
    """Text that XML can hold, escaped."""
    return escape(legal(text))


_name_sign = lazy_pattern(r"[^A-Za-z0-9_]")
_NAME_LENGTH = 40  # the most that Word takes for the name of a bookmark


def bookmark(eid: str) -> str:
    """The name of the bookmark that stands for an eId: letters, digits and underscores, 40 at most, first a letter.

    >>> bookmark("para_1__point_a"), len(bookmark("annex_1__" * 9))
    ('para_1__point_a', 40)
    """
    name = _name_sign.sub("_", eid)
    if name[:1].isalpha() and name == eid and len(name) <= _NAME_LENGTH:
        return name
    # what had to be changed gets a check sum, so that two ids never share a name
    return f"u_{name[: _NAME_LENGTH - 11]}_{zlib.crc32(eid.encode()):08x}"


class StyleIndent(Struct, frozen=True):
    """Where the paragraphs of a style stand: the indents that deeper levels add to."""

    left: int = 0
    first: int = 0  # of the first line; negative hangs


PLACES = {
    Style.NONE: StyleIndent(),
    Style.TITLE: StyleIndent(MARGIN, -MARGIN),
    Style.HEADING: StyleIndent(MARGIN),
    Style.PARAGRAPH: StyleIndent(MARGIN, STEP),
    Style.LIST: StyleIndent(MARGIN + 2 * STEP, -STEP),
    Style.SESSION: StyleIndent(),
    Style.AGENDA_ITEM: StyleIndent(),
    Style.AGENDA_TITLE: StyleIndent(),
    Style.MEETING: StyleIndent(MARGIN),
    Style.NOTE: StyleIndent(MARGIN),
}


def indent(place: StyleIndent, right: int | None = None) -> str:
    """The ind element of a place."""
    edge = f' w:right="{right}"' if right is not None else ""
    how = f'w:hanging="{-place.first}"' if place.first < 0 else f'w:firstLine="{place.first}"'
    return f'<w:ind w:left="{place.left}"{edge} {how}/>'


class Where(StrEnum):
    """What a paragraph stands in."""

    BODY = "body"
    NOTE = "note"
    CELL = "cell"
    HEADER_CELL = "header cell"
    MASTHEAD = "masthead"


_PLAIN = {
    Where.BODY: "",
    Where.NOTE: FOOTNOTE_TEXT,
    Where.CELL: TABLE_CELL,
    Where.HEADER_CELL: TABLE_HEADING,
    Where.MASTHEAD: MASTHEAD + "Line",
}


def setting(style: Style, level: int, where: Where) -> tuple[str, str]:
    """The id of the paragraph style, and the indents that a level or a narrow place asks for (an ind element).

    Levels count from where a style begins, as the reader counts them.
    """
    narrow = where not in (Where.BODY, Where.NOTE)
    if style is Style.NONE:
        name, place = _PLAIN[where], PLACES[Style.NOTE] if where is Where.NOTE else StyleIndent()
    elif style is Style.PARAGRAPH and where in (Where.CELL, Where.HEADER_CELL):
        name, place = TABLE_TEXT, StyleIndent()
    else:
        name, place = OWN_STYLES[style], PLACES[style]
        if narrow:  # the margins of the page make no sense here
            start = place.left + min(0, place.first) if level else 0
            return name, indent(StyleIndent(start + STEP * level), 0)
    return name, indent(StyleIndent(place.left + STEP * level, place.first)) if level else ""


def styles() -> str:
    """styles.xml, a file of the package: what a reviewer of the layout reads and changes."""
    return files(__package__).joinpath("styles.xml").read_text("utf-8")


def grid_column(width: int) -> str:
    """A column of a table grid."""
    return f'<w:gridCol w:w="{width}"/>'


def settings(*, notes: bool) -> str:
    """settings.xml: headers differ on even pages; the two rules above the notes, if there are any."""
    rules = '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>' if notes else ""
    return (
        f'{XML}<w:settings {NAMESPACES}><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        f'{rules}<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
    )


def separators(rtl: bool) -> str:
    """The two footnotes that Word prints as rules above the notes."""
    direction = "<w:bidi/>" if rtl else ""
    return "".join(
        f'<w:footnote w:type="{kind}" w:id="{n}"><w:p><w:pPr>{direction}<w:ind w:left="{MARGIN}"/></w:pPr>'
        f"<w:r><w:{kind}/></w:r></w:p></w:footnote>"
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )


_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def content_types(parts: list[str]) -> str:
    """[Content_Types].xml for parts of the folder word, by the beginning of their names."""
    kinds = {part: "document.main" if part == "document" else part.rstrip("0123456789") for part in parts}
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds.items()
    )
    return (
        f'{XML}<Types xmlns="{CONTENT_TYPES}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{overrides}"
        '<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
    )


def relationships(found: list[tuple[str, str, str, bool]]) -> str:
    """A .rels part from (id, kind, target, external); a kind is the end of its type, or all of it."""

    def one(i: str, kind: str, target: str, external: bool) -> str:
        full = kind if "://" in kind else f"{_OFFICE}/{kind}"
        mode = ' TargetMode="External"' if external else ""
        return f'<Relationship Id="{i}" Type="{full}" Target={quoteattr(target)}{mode}/>'

    return f'{XML}<Relationships xmlns="{RELATIONSHIPS}">{"".join(one(*r) for r in found)}</Relationships>'


def package_relationships() -> str:
    """_rels/.rels."""
    return relationships(
        [
            ("rId1", "officeDocument", "word/document.xml", False),
            ("rId2", f"{RELATIONSHIPS}/metadata/core-properties", "docProps/core.xml", False),
        ]
    )


def core_properties(title: str, language: str) -> str:
    """docProps/core.xml: what the document is called and its language; no date, for no clock is asked."""
    return (
        f'{XML}<cp:coreProperties xmlns:cp="{CORE_PROPERTIES}" xmlns:dc="{DUBLIN_CORE}">'
        + (f"<dc:title>{escape(title)}</dc:title>" if title else "")
        + (f"<dc:language>{escape(language)}</dc:language>" if language else "")
        + "</cp:coreProperties>"
    )


_EMBLEM, _RIGHT = 1267, 3100  # the columns left and right of the organ
_THIN, _THICK = 4, 12  # rules, in eighths of a point
_LEFT = WIDTH - _EMBLEM - _RIGHT
_TINY = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'

Line = Callable[[Block, str, int], str]
"""Writes a block as a paragraph in a style, its first characters large."""


def page_masthead(head: Sequence[Block], line: Line, rtl: bool) -> str:
    """The first-page header: publisher and symbol above a thin rule, organ and distribution above a thick one."""
    if not head:
        return ""
    lines = [line(b, *_setting(i, b)) for i, b in enumerate(head)]
    rows = [(lines[0:1], lines[1:2], 864, _THIN), (lines[2:3], lines[3:], 1900, _THICK)]
    table = "".join(_row(left, right, height, rule) for left, right, height, rule in rows)
    columns = "".join(map(grid_column, (_EMBLEM, _LEFT, _RIGHT)))
    return (
        f'{XML}<w:hdr {NAMESPACES}><w:tbl><w:tblPr><w:tblStyle w:val="{MASTHEAD}"/>'
        f'{"<w:bidiVisual/>" if rtl else ""}<w:tblW w:w="{WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{columns}</w:tblGrid>{table}</w:tbl>{_TINY}{_TINY}</w:hdr>"
    )


def _setting(i: int, b: Block) -> tuple[str, int]:
    """The style of a masthead line by its place, and how many of its characters stand large."""
    if SYMBOL.fullmatch(b.text.content):
        return MASTHEAD + "Symbol", b.text.content.index("/")
    return MASTHEAD + ("Publisher" if i == 0 else "Organ" if i == 2 else "Line"), 0


def _row(left: list[str], right: list[str], height: int, rule: int) -> str:
    borders = f'<w:tcBorders><w:bottom w:val="single" w:sz="{rule}" w:space="0" w:color="auto"/></w:tcBorders>'
    # the first row stands on its rule, the second keeps away from it
    top = '<w:tcMar><w:top w:w="110" w:type="dxa"/></w:tcMar>'
    foot = '<w:vAlign w:val="bottom"/>' if rule == _THIN else top

    def cell(width: int, lines: list[str]) -> str:
        inner = "".join(lines) or "<w:p/>"
        return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{borders}{foot}</w:tcPr>{inner}</w:tc>'

    return (
        f'<w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="atLeast"/></w:trPr>'
        f"{cell(_EMBLEM, [])}{cell(_LEFT, left)}{cell(_RIGHT, right)}</w:tr>"
    )


def running_header(symbol: str, *, left: bool) -> str:
    """The symbol on all other pages, on the outer side, above a thin rule."""
    side = "left" if left else "right"
    return (
        f'{XML}<w:hdr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Header"/><w:pBdr><w:bottom w:val="single" w:sz="4" '
        f'w:space="4" w:color="auto"/></w:pBdr><w:spacing w:after="240"/><w:jc w:val="{side}"/></w:pPr>'
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{clean(symbol)}</w:t></w:r></w:p></w:hdr>"
    )


def footers(rtl: bool) -> tuple[str, str]:
    """The page number and the number of pages, on the outer side: of odd pages and of even pages."""
    odd, even = (
        f'{XML}<w:ftr {NAMESPACES}><w:p><w:pPr><w:pStyle w:val="Footer"/><w:jc w:val="{side}"/></w:pPr>'
        f"{_field('PAGE')}<w:r><w:rPr><w:b/></w:rPr><w:t>/</w:t></w:r>{_field('NUMPAGES')}</w:p></w:ftr>"
        for side in (("left", "right") if rtl else ("right", "left"))
    )
    return odd, even


def _field(name: str) -> str:
    look = "<w:rPr><w:b/></w:rPr>"
    return (
        f'<w:r>{look}<w:fldChar w:fldCharType="begin"/></w:r><w:r>{look}<w:instrText>{name}</w:instrText></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="separate"/></w:r><w:r>{look}<w:t>1</w:t></w:r>'
        f'<w:r>{look}<w:fldChar w:fldCharType="end"/></w:r>'
    )


_UPRIGHT = (
    '<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1200" w:bottom="1440" w:left="1200" '
    'w:header="432" w:footer="504" w:gutter="0"/>'
)
ACROSS = (
    '<w:pgSz w:w="15840" w:h="12240" w:orient="landscape"/><w:pgMar w:top="1000" w:right="800" w:bottom="1000" '
    'w:left="800" w:header="432" w:footer="432" w:gutter="0"/>'
)
"""The size and the margins of a page that lies on its long side."""
WIDTH_ACROSS = 14240
"""The width of the type area of such a page."""


def section(parts: Sequence[str], *, first_page: bool, rtl: bool, page: str = _UPRIGHT) -> str:
    """The section with its headers and footers; relationship ids are the names of the parts."""
    places = {"header1": "first", "header2": "default", "header3": "even", "footer1": "default", "footer2": "even"}
    references = "".join(
        f'<w:{name.rstrip("123")}Reference w:type="{places[name]}" r:id="{name}"/>' for name in parts if name in places
    )
    # the first page shows its number too, though its header is another
    first_footer = '<w:footerReference w:type="first" r:id="footer1"/>' if first_page else ""
    return (
        f'<w:sectPr>{references}{first_footer}{page}<w:cols w:space="720"/>'
        f"{'<w:titlePg/>' if first_page else ''}{'<w:bidi/>' if rtl else ''}</w:sectPr>"
    )
