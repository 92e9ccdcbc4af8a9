"""Small Word files made from pieces of WordprocessingML: only what a test is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from akn.blocks import Block, NoteBlock, TableBlock
from converters.formats import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OTHERS = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
ROOTS = {
    "document": "document", "styles": "styles", "numbering": "numbering", "footnotes": "footnotes",
    "endnotes": "endnotes", "settings": "settings", "header": "hdr", "footer": "ftr",
}  # fmt: skip
CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"


def part(name: str, content: str) -> str:
    """A part of the folder word from its content; the root element follows from the name."""
    root = ROOTS[name.rstrip("0123456789")]
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} xmlns:w="{W}" xmlns:r="{R}" {OTHERS}>{content}</w:{root}>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts(
    body: str, *, section: str = "", links: Sequence[tuple[str, str]] = (), custom: Mapping[str, str] | None = None,
    **others: str,
) -> dict[str, str | bytes]:  # fmt: skip
    """The parts of a Word file.

    `others` are more parts by name (styles, footnotes, header1 ...), with relationship ids equal to their names;
    `links` are external relationships (id, address); `custom` are custom properties.
    """
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": _relationships([("r1", f"{R}/officeDocument", "word/document.xml", "")]),
        "word/document.xml": part("document", f"<w:body>{body}<w:sectPr>{section}</w:sectPr></w:body>"),
    }
    related = [(name, f"{R}/{name.rstrip('0123456789')}", f"{name}.xml", "") for name in others]
    related += [(i, f"{R}/hyperlink", target, "External") for i, target in links]
    found["word/_rels/document.xml.rels"] = _relationships(related)
    found.update({f"word/{name}.xml": part(name, content) for name, content in others.items()})
    if custom is not None:
        inner = "".join(
            f'<property name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>' for name, value in custom.items()
        )
        found["docProps/custom.xml"] = f'<Properties xmlns="{CUSTOM}" xmlns:vt="{TYPES}">{inner}</Properties>'
    return found


def word(body: str, **others: str) -> bytes:
    """A Word file with this body; see `parts`."""
    return zipped(parts(body, **others))


def _relationships(found: Sequence[tuple[str, str, str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{i}" Type="{kind}" Target="{target}"{f" TargetMode={mode!r}" if mode else ""}/>'
        for i, kind, target, mode in found
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def p(*runs: str, style: str = "", properties: str = "") -> str:
    """A paragraph; a run without mark-up is text."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    inner = "".join(piece if piece.startswith("<") else r(piece) for piece in runs)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{inner}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run of text with the elements of its properties."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def field(instruction: str, result: str) -> str:
    """A complex field."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def blocks(data: bytes, *, revisions: str = "accept") -> list[Block | TableBlock | NoteBlock]:
    """All blocks of a file."""
    return list(docx.read(data, "a.docx", revisions=revisions).value)


def lines(data: bytes, *, revisions: str = "accept") -> list[str]:
    """The paragraphs of a file as text, labels before them, tables and notes left out."""
    found = (b for b in blocks(data, revisions=revisions) if isinstance(b, Block))
    return [f"{b.label} {b.text.content}" if b.label else b.text.content for b in found]


def told(data: bytes, *, revisions: str = "accept") -> dict[str, str]:
    """What reading a file had to say: codes and messages."""
    return {d.code.code: d.message for d in docx.read(data, "a.docx", revisions=revisions).diagnostics}
