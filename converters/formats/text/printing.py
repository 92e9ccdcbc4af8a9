"""Blocks to text: clean, in the layout of the printed document, such that it reads back as the same blocks.

Blank lines part paragraphs, numbers are typed, a table is a line a row with tabs between its cells, calls are
superscript digits, and the notes stand at the end below a rule.  What would be read as a sign is escaped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from akn.blocks import Block, Blocks, NoteBlock, TableBlock
from akn.text import Kind, Text
from converters.formats.text.furniture import is_footer, is_lone_number
from converters.formats.text.labels import (
    FOOT_NOTE,
    NOTE,
    SUPERS,
    bracketed_numbers,
    is_bare,
    is_metre,
    plain,
    sure_references,
)
from converters.formats.text.lines import is_rule, is_symbol, sets_off_numbers
from converters.formats.text.signs import GUARD, escape, escape_looks, find_looks, hide, is_numbered_bullet, marked

RULE = "_" * 20
_RAISED = str.maketrans("0123456789", SUPERS)
_LOOKS = {frozenset({Kind.BOLD}): "**", frozenset({Kind.ITALIC}): "*", frozenset({Kind.BOLD, Kind.ITALIC}): "***"}


def print_blocks(blocks: Blocks, *, marks: bool = False) -> str:
    """The text of blocks from which what a text cannot carry has been left out (see `text.LOSES`).

    With `marks`, bold and italic are shown as **bold** and *italic*, where they begin and end at words.
    """
    markers = {b.key: b.marker for b in blocks if isinstance(b, NoteBlock)}
    printed: list[str] = []
    notes: list[str] = []
    for i, block in enumerate(blocks):
        if isinstance(block, Block):
            shown = _text(block.text, markers, marks)
            printed.append(shown if block.text.content else GUARD + shown)
        elif isinstance(block, NoteBlock):
            body = block.blocks[0] if block.blocks else None
            text = _text(body.text, markers, marks) if isinstance(body, Block) else ""
            notes.append(f"{_call(block.marker)} {text}".rstrip())
        else:
            if i and isinstance(blocks[i - 1], TableBlock):
                printed.append(GUARD)  # or the two were one table
            printed.append(_table(block, markers, marks, first=not i))
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
                if FOOT_NOTE.match(printed[i + 1]):
                    printed[i] = GUARD + printed[i]
                break
    for i, line in enumerate(printed):
        if is_lone_number(line) or is_numbered_bullet(line) or _label(line) in markers:
            printed[i] = GUARD + line


def _label(line: str) -> str:
    """The label of a paragraph that would be a note if anything referred to it."""
    m = NOTE.match(line)
    return plain(m[1]) if m else ""


def _table(table: TableBlock, markers: dict[str, str], marks: bool, *, first: bool) -> str:
    lines = []
    for row in table.rows:
        cells = []
        for cell in row:
            body = cell.blocks[0] if cell.blocks else None
            shown = _text(body.text, markers, marks) if isinstance(body, Block) else ""
            cells.append(GUARD + shown if first and is_symbol(shown) else shown)
        lines.append("\t".join(cells))
    if sets_off_numbers(lines):
        lines = [GUARD + line if line[0] != "\t" else line for line in lines]
    return "\n".join(lines)


def _text(text: Text, markers: dict[str, str], marks: bool) -> str:
    """The text of one paragraph, calls and looks shown, everything else that looks like them escaped."""
    calls = [(m.start, 1, markers.get(m.get("key"), m.get("marker"))) for m in text.of(Kind.NOTE)]
    if marks:
        shown = _shown(text.content, sorted([*calls, *_look_signs(text)], key=lambda sign: sign[:2]), stars=True)
        if _reads_back(shown, text):
            return shown
    # a reader takes the calls out before it looks for looks
    stars = "*" in text.content and bool(find_looks(escape(_one_line(text.content)))[1])
    return _shown(text.content, calls, stars=stars)


def _shown(content: str, signs: list[tuple[int, int, str]], *, stars: bool) -> str:
    """The content with signs put in at their offsets (rank 1 is a call); `stars` escapes those of the content."""
    pieces: list[str] = []
    at, call_at = 0, -1
    for offset, rank, sign in signs:
        piece = escape(_one_line(content[at:offset]))
        pieces.append(escape_looks(piece) if stars else piece)
        if rank == 1:
            call = _call(sign, content, offset, alone=call_at != offset)
            if call[0] == "^" and piece.endswith("$"):  # $^(1)$ is read as a call, dollars and all
                pieces[-1] = f"{pieces[-1][:-1]}\\$"
            pieces.append(call)
            call_at = offset
        else:
            pieces.append(sign)
        at = offset
    piece = escape(_one_line(content[at:]))
    pieces.append(escape_looks(piece) if stars else piece)
    return "".join(pieces)


def _call(marker: str, content: str = "", at: int = 0, *, alone: bool = True) -> str:
    """A note call: superscript digits; ^(marker) if it has none, or if they were read with what is beside them."""
    if not (marker.isascii() and marker.isdecimal() and len(marker) < 4) or not alone:
        return f"^({marker})"
    bracketed = at and content[at - 1] in "(⁽" and (at == 1 or content[at : at + 1] in (")", "⁾"))
    if bracketed or (at and is_metre(content, at, marker)):
        return f"^({marker})"
    return marker.translate(_RAISED)


def _look_signs(text: Text) -> Iterator[tuple[int, int, str]]:
    """The signs of bold and italic with their offsets: closing ones before calls (rank 0), opening ones after (2)."""
    turns: dict[int, list[Kind]] = {}
    for m in text.of(Kind.BOLD, Kind.ITALIC):
        for offset in (m.start, m.end):
            turns.setdefault(offset, []).append(m.kind)
    on: frozenset[Kind] = frozenset()
    start = 0
    for offset in sorted(turns):
        if on:
            part = text.content[start:offset]
            left, right = start + len(part) - len(part.lstrip()), start + len(part.rstrip())
            if left < right:
                yield left, 2, _LOOKS[on]
                yield right, 0, _LOOKS[on]
        on ^= frozenset(turns[offset])
        start = offset


def _reads_back(shown: str, text: Text) -> bool:
    """True if a paragraph with looks shown is read as the same text with the same looks."""
    hidden, base = hide(shown)
    read = marked(hidden, list(sure_references(hidden)), base)
    kinds = (Kind.BOLD, Kind.ITALIC)
    return read.content == text.content and read.of(*kinds) == text.of(*kinds)


def _one_line(content: str) -> str:
    """The content with ordinary spaces for tabs and line ends, which have a meaning of their own in a text."""
    for sign in "\t\n\v\f\r\u2028\u2029":
        if sign in content:
            content = content.replace(sign, " ")
    return content
