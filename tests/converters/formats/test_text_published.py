"""Published resolutions as typed, scanned and dumped texts: which paragraphs and notes come back whole."""

from __future__ import annotations

import importlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from akn.blocks import AnyBlock, Block, NoteBlock
from converters.formats import text as text_format
from converters.formats import without
from tests.shared import SHARED, needs_shared
from tests.thorough import of_full, some_of

# one file in forty of every language, so that the run stays short
FILES = sorted((SHARED / "corpus" / "ga").glob("*/*.xml"))[::40] if SHARED else []
# the least share of paragraphs and of notes that must come back whole
FORMS = {"text": (0.995, 0.995), "ocr": (0.99, 0.99), "pdf": (0.97, 0.95)}


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch) -> tuple[Any, Any]:
    """The modules that read published files and make texts of them."""
    assert SHARED is not None
    monkeypatch.syspath_prepend(str(SHARED / "tools"))
    return importlib.import_module("gold"), importlib.import_module("make_sources")


def _texts(blocks: tuple[AnyBlock, ...], *, unseen: bool = False) -> Iterator[str]:
    """The text of each block with its number, of each row of a table, and what blocks that were cut make together.

    A scan shows nothing of a page end without notes: with `unseen`, any two neighbours are put together, too.
    """
    cut = before = ""
    for b in blocks:
        if isinstance(b, Block):
            own = f"{b.label} {b.text.content}"
            yield from {own, cut + own, before + own}
            cut = cut + own if b.cut else ""
            before = own if unseen else ""
        elif not isinstance(b, NoteBlock):
            for row in b.rows:
                yield " ".join(t for cell in row for t in _texts(cell.blocks))


@needs_shared
@pytest.mark.parametrize("form", FORMS)
def test_paragraphs_and_notes_come_back_whole(form: str, tools: tuple[Any, Any]) -> None:
    gold, sources = tools

    def key(text: str) -> str:
        # scans of Arabic have other digits in another order
        return re.sub(r"[0-9٠-٩/,]", "", gold.squash(text)) if form == "ocr" else str(gold.squash(text))

    whole: Counter[str] = Counter()
    for path in some_of(FILES, 2):
        document = gold.read(path)
        blocks = text_format.read(getattr(sources, f"as_{form}")(document).encode(), path.name).value
        found = Counter(map(key, _texts(blocks, unseen=form == "ocr")))
        notes = {key(" ".join(_texts(b.blocks))) for b in blocks if isinstance(b, NoteBlock)}
        for unit, runs in sources.paragraphs(document):
            wanted = key(
                (sources.number(unit) if unit else "")
                + "".join(r.text for r in runs if r.note is None).replace("\t", " ")
            )
            if wanted:
                whole["paragraphs"] += 1
                whole["paragraphs found"] += wanted in found
        for note in document.notes.values():
            whole["notes"] += 1
            whole["notes found"] += key(note.text) in notes
    paragraphs, bodies = FORMS[form]
    assert whole["paragraphs"] > of_full(1000, 500)
    assert whole["notes"] > of_full(100, 50)
    assert whole["paragraphs found"] >= paragraphs * whole["paragraphs"]
    assert whole["notes found"] >= bodies * whole["notes"]


@needs_shared
@pytest.mark.parametrize("path", FILES[::2] or [Path("absent")], ids=lambda p: p.stem)
def test_a_published_resolution_is_printed_and_read_back_the_same(path: Path, tools: tuple[Any, Any]) -> None:
    gold, sources = tools
    typed = sources.as_text(gold.read(path))
    blocks = text_format.read(typed.encode()).value
    written = text_format.write(blocks)
    assert text_format.read(written).value == without(blocks, text_format.LOSES)
    # tables are set closer, and spaces that do not break go at the end of a paragraph; nothing else differs
    assert [line for line in written.decode().split("\n") if line.strip()] == [
        line.rstrip("\u00a0 ") for line in typed.split("\n") if line.strip() or "\t" in line
    ] or "\t" in typed
