"""Published documents: every character of a genuine Word report, and what comes out when it is written again."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from lxml import etree

from akn.blocks import AnyBlock, Block, NoteBlock, Style, TableBlock, Zone
from converters.formats import docx, without
from tests.converters.formats.word_file import W
from tests.shared import SHARED, needs_shared

REPORTS = sorted((SHARED / "docx" / "reports").glob("*.docx")) if SHARED else []
reports = pytest.mark.parametrize("path", REPORTS or [Path("absent")], ids=lambda p: p.stem)
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def characters(texts: Iterable[str]) -> Counter[str]:
    return Counter(c for t in texts for c in t if not c.isspace())


def stored(data: bytes) -> Iterator[str]:
    """All text of the body, the notes and the first-page header, as the file stores it."""
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in ("word/header3.xml", "word/document.xml", "word/footnotes.xml"):
        if name not in archive.namelist():
            continue
        root = etree.fromstring(archive.read(name))
        for rules in root.xpath("//w:footnote[@w:type]", namespaces={"w": W}):  # type: ignore[union-attr]
            rules.getparent().remove(rules)  # type: ignore[union-attr]
        for fallback in list(root.iter(f"{MC}Fallback")):
            fallback.getparent().remove(fallback)  # type: ignore[union-attr]
        for e in root.iter(f"{{{W}}}t", f"{{{W}}}noBreakHyphen"):
            yield "\u2011" if e.tag.endswith("Hyphen") else e.text or ""


def read_texts(blocks: Iterable[AnyBlock]) -> Iterator[str]:
    for b in blocks:
        if isinstance(b, Block):
            yield b.text.content
        elif isinstance(b, NoteBlock):
            yield from read_texts(b.blocks)
        else:
            for row in b.rows:
                for cell in row:
                    yield from read_texts(cell.blocks)


@needs_shared
@reports
def test_every_character_of_a_report_is_read(path: Path) -> None:
    data = path.read_bytes()
    expected = characters(stored(data))
    assert expected.total() > 50
    assert characters(read_texts(docx.read(data, path.name).value)) == expected


@needs_shared
@reports
def test_a_report_that_is_written_again_comes_back(path: Path) -> None:
    found = docx.read(path.read_bytes(), path.name).value
    assert docx.read(docx.write(found)).value == without(found, docx.LOSES)


@needs_shared
def test_a_report_shows_its_masthead_styles_tables_and_notes() -> None:
    data = (SHARED / "docx" / "reports" / "A_80_604_Add.6.docx").read_bytes()  # type: ignore[operator]
    found = docx.read(data).value
    masthead = [b.text.content for b in found if isinstance(b, Block) and b.zone is Zone.MASTHEAD]
    assert masthead[:4] == ["United Nations", "A/80/604/Add.6", "General Assembly", "Distr.: General"]
    assert {Style.SESSION, Style.AGENDA_ITEM, Style.TITLE, Style.HEADING, Style.PARAGRAPH} <= {
        b.style for b in found if isinstance(b, Block)
    }
    root = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
    tables = root.findall(f"{{{W}}}body/{{{W}}}tbl")
    assert sum(isinstance(b, TableBlock) for b in found) == len(tables) > 5
    assert [b.marker for b in found if isinstance(b, NoteBlock)] == ["1", "2"]


@needs_shared
def test_automatic_numbers_of_a_genuine_file_run_on() -> None:
    found = docx.read((SHARED / "docx" / "reports" / "test1.docx").read_bytes()).value  # type: ignore[operator]
    labels = [b.label for b in found if isinstance(b, Block) and b.label]
    assert labels == ["1.", "a)", "b)", "c)", "i.", "ii.", "2.", "a)", "b)", "c)", "i.", "ii.", "3.", "a)", "b)", "c)"]
