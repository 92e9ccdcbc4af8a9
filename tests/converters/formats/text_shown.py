"""What a reader made of a text, in lines that a test can show: `{1}` is a note call, a trailing ` ...` says cut."""

from __future__ import annotations

from akn.blocks import AnyBlock, Block, CellBlock, NoteBlock
from akn.diagnostics import Diagnostic
from akn.text import Kind, Text
from converters.formats import text as text_format

_SIGNS = {Kind.BOLD: "**", Kind.ITALIC: "//"}


def shown(source: str | bytes) -> list[str]:
    """One line for each block of a text."""
    data = source.encode() if isinstance(source, str) else source
    return [_block(b) for b in text_format.read(data, "a.txt").value]


def noticed(source: str | bytes) -> dict[str, Diagnostic]:
    """The diagnostics of a text by their names."""
    data = source.encode() if isinstance(source, str) else source
    return {d.code.name: d for d in text_format.read(data, "a.txt").diagnostics}


def _block(b: AnyBlock) -> str:
    if isinstance(b, Block):
        label = f"[{b.label}] " if b.label else ""
        return label + _text(b.text) + (" ..." if b.cut else "")
    if isinstance(b, NoteBlock):
        return f"NOTE {b.key}: " + " / ".join(map(_block, b.blocks))
    return "TABLE " + " || ".join(" | ".join(map(_cell, row)) for row in b.rows)


def _cell(cell: CellBlock) -> str:
    return " / ".join(map(_block, cell.blocks))


def _text(text: Text) -> str:
    put: list[tuple[int, int, str]] = []
    for m in text.marks:
        if m.kind is Kind.NOTE:
            put.append((m.start, 1, "{" + m.get("key") + "}"))
        else:
            put += [(m.start, 2, _SIGNS[m.kind]), (m.end, 0, _SIGNS[m.kind])]
    content = text.content
    for at, _, sign in sorted(put, reverse=True):
        content = content[:at] + sign + content[at:]
    return content
