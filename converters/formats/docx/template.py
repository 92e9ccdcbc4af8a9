"""Our own Word template: the styles, the settings and the fixed parts of a file that we write.

The page is that of a United Nations document as readers know it: text in a column of six inches, a masthead of two
ruled rows, the symbol in the running header, notes below a short rule.  The style names say what they are for.
Lengths are twentieths of a point, sizes half points.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from msgspec import Struct

from akn.blocks import Style
from converters.formats.docx.names import (
    CONTENT_TYPES,
    CORE_PROPERTIES,
    DUBLIN_CORE,
    MASTHEAD,
    OWN_STYLES,
    RELATIONSHIPS,
    TABLE,
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

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'

FOOTNOTE_TEXT = "FootnoteText"
FOOTNOTE_REFERENCE = "FootnoteReference"
HYPERLINK = "Hyperlink"


class Place(Struct, frozen=True):
    """Where the paragraphs of a style stand: the indents that deeper levels add to."""

    left: int = 0
    first: int = 0  # of the first line; negative hangs


PLACES = {
    Style.NONE: Place(),
    Style.TITLE: Place(MARGIN, -MARGIN),
    Style.HEADING: Place(MARGIN),
    Style.PARAGRAPH: Place(MARGIN, STEP),
    Style.LIST: Place(MARGIN + 2 * STEP, -STEP),
    Style.SESSION: Place(),
    Style.AGENDA_ITEM: Place(),
    Style.AGENDA_TITLE: Place(),
    Style.MEETING: Place(MARGIN),
    Style.NOTE: Place(MARGIN),
}


def indent(place: Place, right: int | None = None) -> str:
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
        name, place = _PLAIN[where], PLACES[Style.NOTE] if where is Where.NOTE else Place()
    elif style is Style.PARAGRAPH and where in (Where.CELL, Where.HEADER_CELL):
        name, place = TABLE_TEXT, Place()
    else:
        name, place = OWN_STYLES[style], PLACES[style]
        if narrow:  # the margins of the page make no sense here
            start = place.left + min(0, place.first) if level else 0
            return name, indent(Place(start + STEP * level), 0)
    return name, indent(Place(place.left + STEP * level, place.first)) if level else ""


_TABS = "".join(f'<w:tab w:val="left" w:pos="{MARGIN + n * STEP}"/>' for n in range(12))


def _style(
    style_id: str, name: str, *, based: str = "Normal", paragraph: str = "", run: str = "", after: str = ""
) -> str:
    follow = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{style_id}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>{follow}<w:qFormat/>'
        + (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "")
        + (f"<w:rPr>{run}</w:rPr>" if run else "")
        + "</w:style>"
    )


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points + 4}"/>'


def _spacing(before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


_BOLD = "<w:b/><w:bCs/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_tabs = f"<w:tabs>{_TABS}</w:tabs>"


def _paragraph_styles() -> str:
    own, text = OWN_STYLES, OWN_STYLES[Style.PARAGRAPH]

    def at(style: Style, right: int | None = MARGIN) -> str:
        return indent(PLACES[style], right)

    both = '<w:jc w:val="both"/>'
    return "".join(
        (
            _style(text, "Resolution Text", paragraph=_tabs + _spacing(0, 120) + at(Style.PARAGRAPH) + both),
            _style(
                own[Style.TITLE], "Resolution Title", after=text,
                paragraph=_KEEP + _tabs + _spacing(240, 240) + at(Style.TITLE) + '<w:outlineLvl w:val="0"/>',
                run=_BOLD + _size(24),
            ),
            _style(
                own[Style.HEADING], "Resolution Heading", after=text,
                paragraph=_KEEP + _tabs + _spacing(180, 120) + at(Style.HEADING) + '<w:outlineLvl w:val="1"/>',
                run=_BOLD,
            ),
            _style(own[Style.SESSION], "Session Line", paragraph=_spacing(120), run=_BOLD),
            _style(own[Style.AGENDA_ITEM], "Agenda Item"),
            _style(
                own[Style.AGENDA_TITLE], "Agenda Title",
                paragraph=_spacing(0, 240) + '<w:ind w:right="4539"/>', run=_BOLD,
            ),
            _style(
                own[Style.MEETING], "Meeting Line",
                paragraph=_KEEP + _spacing() + at(Style.MEETING) + '<w:jc w:val="right"/>',
            ),
            _style(own[Style.LIST], "List Text", paragraph=_tabs + _spacing(0, 120) + at(Style.LIST) + both),
            _style(TABLE_TEXT, "Table Text", paragraph=_spacing(40, 40), run=_size(18)),
            _style(TABLE_CELL, "Table Cell", paragraph=_spacing(40, 40), run=_size(18)),
            _style(TABLE_HEADING, "Table Heading", paragraph=_KEEP + _spacing(40, 40), run=_BOLD + _size(18)),
            _style(own[Style.NOTE], "Note Text", based=FOOTNOTE_TEXT),
            _style(MASTHEAD + "Publisher", "Masthead Publisher", run=_size(28)),
            _style(MASTHEAD + "Symbol", "Masthead Symbol", paragraph='<w:jc w:val="right"/>'),
            _style(MASTHEAD + "Organ", "Masthead Organ", run=_BOLD + _size(40)),
            _style(MASTHEAD + "Line", "Masthead Line"),
        )
    )  # fmt: skip


@cache
def styles() -> str:
    """styles.xml."""
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="SimSun" w:cs="Times New Roman"/>'
    note = indent(PLACES[Style.NOTE], MARGIN)
    return (
        f"{XML}<w:styles {NAMESPACES}>"
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(20)}</w:rPr></w:rPrDefault>"
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="250" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        "</w:style>"
        f"{_paragraph_styles()}"
        '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:basedOn w:val="Normal"/>'
        f"<w:rPr>{_size(17)}</w:rPr></w:style>"
        '<w:style w:type="paragraph" w:styleId="Footer"><w:name w:val="footer"/><w:basedOn w:val="Normal"/>'
        f"<w:rPr>{_size(17)}</w:rPr></w:style>"
        f'<w:style w:type="paragraph" w:styleId="{FOOTNOTE_TEXT}"><w:name w:val="footnote text"/>'
        f'<w:basedOn w:val="Normal"/><w:pPr>'
        f"{_spacing(0, 40)}{note}</w:pPr><w:rPr>{_size(17)}</w:rPr></w:style>"
        f'<w:style w:type="character" w:styleId="{FOOTNOTE_REFERENCE}"><w:name w:val="footnote reference"/>'
        '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
        f'<w:style w:type="character" w:styleId="{HYPERLINK}"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0000FF"/></w:rPr></w:style>'
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{TABLE}"><w:name w:val="Resolution Table"/>'
        '<w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{_borders()}</w:tblBorders></w:tblPr></w:style>"
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{MASTHEAD}"><w:name w:val="Masthead"/>'
        '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/>'
        '<w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        "</w:styles>"
    )


def _borders() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for side in sides)


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
    kinds = {"document": "document.main", "styles": "styles", "settings": "settings", "footnotes": "footnotes",
             "header": "header", "footer": "footer"}  # fmt: skip
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{_WORD}.{kinds[part.rstrip("0123456789")]}+xml"/>'
        for part in parts
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
