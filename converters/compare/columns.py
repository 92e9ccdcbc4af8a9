"""Texts side by side as a Word file: a page that lies on its long side, a column for each, the marks of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from akn.document import Document
from akn.layout import action_looks, typeset
from akn.text import LOOKS, Kind, Mark, Text
from converters.compare.several import Cell, Column, SeveralRow, laid_out, shown_as
from converters.formats.docx import template
from converters.formats.docx.line import Manner, manner, run
from converters.formats.docx.package import TABLE, TABLE_CELL, TABLE_HEADING, TABLE_TEXT, pack
from converters.formats.docx.template import NAMESPACES, WIDTH_ACROSS, XML

MOVED_SIGN = "⇅"
_SMALL = 15  # half points: what is said of a paragraph
_MARKS = {"ins": "CameIn", "del": "WentOut"}
_STYLES = (
    '<w:style w:type="character" w:customStyle="1" w:styleId="CameIn"><w:name w:val="Came In"/><w:rPr>'
    '<w:color w:val="0B5D2A"/><w:u w:val="single"/><w:shd w:val="clear" w:color="auto" w:fill="DFF3E4"/></w:rPr>'
    "</w:style>"
    '<w:style w:type="character" w:customStyle="1" w:styleId="WentOut"><w:name w:val="Went Out"/><w:rPr><w:strike/>'
    '<w:color w:val="9B1C1C"/><w:shd w:val="clear" w:color="auto" w:fill="FBE3E3"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="WhatChanged"><w:name w:val="What Changed"/><w:rPr>'
    f'<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:color w:val="44546A"/><w:sz w:val="{_SMALL}"/>'
    f'<w:szCs w:val="{_SMALL}"/></w:rPr></w:style>'
)


def as_columns(documents: Sequence[Document], names: Sequence[str]) -> bytes:
    """A Word file with texts in columns, in their order, all their paragraphs: the words that came in and those that
    went against the text to the left are marked, what became of a paragraph is said above it, and its notes stand below
    it.  Without the extra
    `view`, where the words of pages are, it raises MissingDependency.
    """
    from converters.view import words
    from converters.view.page import language_of

    language = documents[-1].metadata.language
    tag, direction = language_of(language)
    said = words(language)
    laid = laid_out(documents, names, said)
    sheet = _Sheet(len(names), tag, rtl=direction == "rtl", actions=action_looks(language))
    parts = {f"word/footer{n}.xml": made for n, made in enumerate(template.footers(sheet.rtl), 1)}
    fixed = [("rStyles", "styles", "styles.xml", False), ("rSettings", "settings", "settings.xml", False)]
    fixed += [(f"footer{n}", "footer", f"footer{n}.xml", False) for n in (1, 2)]
    title = " → ".join(names)
    doubts = [f"{one.name}{said['colon']}{one.doubt}" for one in laid.columns if one.doubt]
    body = [
        sheet.line(title, TABLE_HEADING),
        sheet.legend(said["added"], said["removed"]),
        *sheet.moved(laid.rows, said),
        *(sheet.line(doubt, TABLE_TEXT) for doubt in doubts),
        sheet.table(laid.columns, laid.rows, said),
    ]
    footers = ["footer1", "footer2"]
    end = template.section(footers, first_page=False, rtl=sheet.rtl, page=template.ACROSS)
    parts["word/document.xml"] = f"{XML}<w:document {NAMESPACES}><w:body>{''.join(body)}{end}</w:body></w:document>"
    parts["word/_rels/document.xml.rels"] = template.relationships(fixed)
    parts["word/styles.xml"] = template.styles().replace("</w:styles>", f"{_STYLES}</w:styles>")
    parts["word/settings.xml"] = template.settings(notes=False)
    parts["docProps/core.xml"] = template.core_properties(title, tag)
    parts["_rels/.rels"] = template.package_relationships()
    parts["[Content_Types].xml"] = template.content_types(["document", "footer1", "footer2", "settings", "styles"])
    return pack(parts)


class _Sheet:
    """The file while it is written: how many columns it has, its language, its direction, how actions look."""

    def __init__(self, columns: int, tag: str, *, rtl: bool, actions: tuple[Kind, ...]) -> None:
        self.rtl, self._tag, self._actions = rtl, tag, actions
        self._wide = WIDTH_ACROSS // columns

    def line(self, words: str, style: str) -> str:
        """A paragraph in a style."""
        return self._paragraph(style, self._run(words) if words else "")

    def _run(self, words: str, style: str = "") -> str:
        return run(words, frozenset(), self._manner(Text(words)), style=style)

    def _manner(self, text: Text) -> Manner:
        return manner(text, "rtl" if self.rtl else "", self._tag)

    def _paragraph(self, style: str, runs: str) -> str:
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{"<w:bidi/>" if self.rtl else ""}</w:pPr>{runs}</w:p>'

    def legend(self, came: str, went: str) -> str:
        """What the two marks say."""
        return self._paragraph(TABLE_TEXT, f"{self._run(came, 'CameIn')}{self._run(' ')}{self._run(went, 'WentOut')}")

    def moved(self, rows: Sequence[SeveralRow], said: Mapping[str, str]) -> Iterator[str]:
        """What a paragraph that moved says of itself, if there is one."""
        if any(cell.state == "moved" for row in rows for cell in row.cells):
            yield self._what(f"{MOVED_SIGN} {said['state_moved']}")

    def table(self, columns: Sequence[Column], rows: Sequence[SeveralRow], said: Mapping[str, str]) -> str:
        """The texts; the row of their names stands on each page."""
        heads = "".join(
            self._cell(self.line(one.name, TABLE_HEADING) + (self._what(one.counts) if one.counts else ""))
            for one in columns
        )
        inner = "".join(
            f"<w:tr>{''.join(self._cell(''.join(self._held(cell, said))) for cell in row.cells)}</w:tr>" for row in rows
        )
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE}"/>{"<w:bidiVisual/>" if self.rtl else ""}'
            f'<w:tblW w:w="{self._wide * len(columns)}" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr>'
            f"<w:tblGrid>{template.grid_column(self._wide) * len(columns)}</w:tblGrid>"
            f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{heads}</w:tr>{inner}</w:tbl>"
        )

    def _cell(self, inner: str) -> str:
        return f'<w:tc><w:tcPr><w:tcW w:w="{self._wide}" w:type="dxa"/></w:tcPr>{inner}</w:tc>'

    def _what(self, words: str) -> str:
        return self._paragraph(TABLE_CELL, self._run(words, "WhatChanged"))

    def _held(self, cell: Cell, said: Mapping[str, str]) -> Iterator[str]:
        """What stands in a cell: what became of the paragraph, its words, and its notes."""
        state = f"{MOVED_SIGN if cell.state == 'moved' else ''} {said[f'state_{cell.state}']}" if cell.state else ""
        if told := [*([state.strip()] if cell.state else []), *cell.changes, *cell.noted]:
            yield self._what(" · ".join(told))
        if cell.unit is None:
            yield "" if cell.state else self.line("–", TABLE_TEXT)
            return
        lead = self._run(f"{cell.unit.num} ") if cell.unit.num else ""
        yield self._paragraph(TABLE_TEXT, lead + "".join(self._runs(typeset(cell.text, self._actions))))
        for note in cell.notes:
            call = run(f"{note.num} ", frozenset({Kind.SUPERSCRIPT}), self._manner(note.text))
            yield self._paragraph(TABLE_CELL, call + "".join(self._runs(typeset(note.text, self._actions))))

    def _runs(self, text: Text) -> Iterator[str]:
        """The words of a paragraph in their looks, with the marks of what came in and what went."""
        how = self._manner(text)
        shown = [m for m in text.marks if m.kind in LOOKS or m.kind in (Kind.NOTE, Kind.BREAK) or shown_as(m)]
        borders: dict[int, list[Mark]] = {0: []}
        met_at = ((at, m) for m in shown for at in {m.start, m.end})
        for at, one in sorted(met_at, key=lambda met: met[0]):
            borders.setdefault(at, []).append(one)
        here: list[Mark] = []
        for (at, met), end in zip(borders.items(), [*borders, len(text)][1:], strict=True):
            here = [m for m in (*here, *met) if m.start <= at < m.end]
            yield from (self._anchor(m, how) for m in met if m.start == m.end)
            style = next((_MARKS[sign] for m in here if (sign := shown_as(m))), "")
            if at < end:
                yield run(text.content[at:end], frozenset(m.kind for m in here if m.kind in LOOKS), how, style=style)

    def _anchor(self, m: Mark, how: Manner) -> str:
        if m.kind is Kind.BREAK:
            return "<w:r><w:br/></w:r>"
        return run(m.get("marker") or m.get("key"), frozenset({Kind.SUPERSCRIPT}), how)
