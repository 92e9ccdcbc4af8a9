"""The page of a document that we write: masthead, running headers, page numbers, section."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from akn.blocks import Block
from converters.formats.docx.names import MASTHEAD
from converters.formats.docx.spelling import clean
from converters.formats.docx.tables import SYMBOL
from converters.formats.docx.template import NAMESPACES, WIDTH, XML

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
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in (_EMBLEM, _LEFT, _RIGHT))
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


def section(parts: Sequence[str], *, first_page: bool, rtl: bool) -> str:
    """The section with its headers and footers; relationship ids are the names of the parts."""
    places = {"header1": "first", "header2": "default", "header3": "even", "footer1": "default", "footer2": "even"}
    references = "".join(
        f'<w:{name.rstrip("123")}Reference w:type="{places[name]}" r:id="{name}"/>' for name in parts if name in places
    )
    # the first page shows its number too, though its header is another
    first_footer = '<w:footerReference w:type="first" r:id="footer1"/>' if first_page else ""
    return (
        f'<w:sectPr>{references}{first_footer}<w:pgSz w:w="12240" w:h="15840"/><w:pgMar w:top="1440" w:right="1200" '
        'w:bottom="1440" w:left="1200" w:header="432" w:footer="504" w:gutter="0"/><w:cols w:space="720"/>'
        f"{'<w:titlePg/>' if first_page else ''}{'<w:bidi/>' if rtl else ''}</w:sectPr>"
    )
