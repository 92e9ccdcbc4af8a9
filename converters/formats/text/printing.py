"""Blocks to text: clean, in the layout of the printed document, such that it reads back as the same blocks.

Blank lines part paragraphs, numbers are typed, a table is a line a row with tabs between its cells, calls are
superscript digits, and the notes stand at the end below a rule.  What would be read as a sign is escaped.
"""

from __future__ import annotations

from collections import Counter

from akn.blocks import Block, Blocks, NoteBlock, TableBlock
from akn.text import Kind, Text
from converters.formats.text.furniture import is_footer, is_lone_number
from converters.formats.text.labels import (
    SUPERS,
    bracketed_numbers,
    is_bare,
    is_metre,
    match_note,
    plain,
)
from converters.formats.text.lines import is_rule, is_symbol, sets_off_numbers
from converters.formats.text.signs import GUARD, NUMBERED_BULLET, escape, find_looks

RULE = "_" * 20
_RAISED = str.maketrans("0123456789", SUPERS)
_SPACES = dict.fromkeys(map(ord, "\t\n\v\f\r\u2028\u2029"), " ")


def print_blocks(blocks: Blocks) -> str:
    """The text of blocks from which what a text cannot carry has been left out (see `text.LOSES`)."""
    markers = {b.key: b.marker for b in blocks if isinstance(b, NoteBlock)}
    printed: list[str] = []
    notes: list[str] = []
    for i, block in enumerate(blocks):
        if isinstance(block, Block):
            shown = _text(block.text, markers)
            printed.append(shown if block.text.content else GUARD + shown)
        elif isinstance(block, NoteBlock):
            body = block.blocks[0] if block.blocks else None
            text = _text(body.text, markers) if isinstance(body, Block) else ""
            notes.append(f"{_call(block.marker)} {text}".rstrip())
        else:
            if i and isinstance(blocks[i - 1], TableBlock):
                printed.append(GUARD)  # or the two were one table
            printed.append(_table(block, markers, first=not i))
    _guard(printed, set(markers.values()))
    if notes:
        printed += [RULE, *notes]
    return "\n\n".join(printed) + "\n" if printed else ""


def _guard(printed: list[str], markers: set[str]) -> None:
    """Put a guard before paragraphs that would be taken for a note, a rule, a page number or a Markdown list."""
    if not markers:  # then numbers in brackets may be calls
        count = Counter(plain(m) for line in printed for m in bracketed_numbers(line))
        markers = {marker for marker, n in count.items() if n > 1}
        head, line_end, last = printed[-1].rpartition("\n") if printed else ("", "", "")
        if is_footer(last.strip()) or is_bare(last):
            printed[-1] = head + line_end + GUARD + last
        for i in range(len(printed) - 2, -1, -1):
            if is_rule(printed[i]):
                if match_note(printed[i + 1], at_foot=True):
                    printed[i] = GUARD + printed[i]
                break
    for i, line in enumerate(printed):
        if is_lone_number(line) or NUMBERED_BULLET.match(line) or _label(line) in markers:
            printed[i] = GUARD + line


def _label(line: str) -> str:
    """The label of a paragraph that would be a note if anything referred to it."""
    m = match_note(line, at_foot=False)
    return plain(m[1]) if m else ""


def _table(table: TableBlock, markers: dict[str, str], *, first: bool) -> str:
    lines = []
    for row in table.rows:
        cells = []
        for cell in row:
            body = cell.blocks[0] if cell.blocks else None
            shown = _text(body.text, markers) if isinstance(body, Block) else ""
            cells.append(GUARD + shown if first and is_symbol(shown) else shown)
        lines.append("\t".join(cells))
    if sets_off_numbers(lines):
        lines = [GUARD + line if line[0] != "\t" else line for line in lines]
    return "\n".join(lines)


def _text(text: Text, markers: dict[str, str]) -> str:
    """The text of one paragraph, references to notes shown, everything else that looks like them or like looks escaped.

    A reader takes the references out before it looks for looks.
    """
    has_stars = "*" in text.content and bool(find_looks(escape(_one_line(text.content)))[1])

    def shown(content: str) -> str:
        escaped = escape(_one_line(content))
        return escaped.replace("*", "\\*") if has_stars else escaped

    pieces: list[str] = []
    at, before = 0, -1
    for m in text.of(Kind.NOTE):
        piece = shown(text.content[at : m.start])
        call = _call(markers.get(m.get("key"), m.get("marker")), text.content, m.start, alone=before != m.start)
        if call[0] == "^" and piece.endswith("$"):  # $^(1)$ is read as a call, dollars and all
            piece = f"{piece[:-1]}\\$"
        pieces += (piece, call)
        at = before = m.start
    return "".join([*pieces, shown(text.content[at:])])


def _call(marker: str, content: str = "", at: int = 0, *, alone: bool = True) -> str:
    """A note call: superscript digits; ^(marker) if it has none, or if they were read with what is beside them."""
    if not (marker.isascii() and marker.isdecimal() and len(marker) < 4) or not alone:
        return f"^({marker})"
    bracketed = at and content[at - 1] in "(⁽" and (at == 1 or content[at : at + 1] in (")", "⁾"))
    if bracketed or (at and is_metre(content, at, marker)):
        return f"^({marker})"
    return marker.translate(_RAISED)


def _one_line(content: str) -> str:
    """The content with ordinary spaces for tabs and line ends, which have a meaning of their own in a text."""
    return content if content.isprintable() else content.translate(_SPACES)
