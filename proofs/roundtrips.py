"""Round trips of sources: text and Word to AKN and back, and AKN to the model and back.

The laws, each on every file:

* `xml`: what is read from the XML is the document that was written, and is written as the same bytes;
* `again`: source → AKN → the format of the source → AKN gives an equal document (a text with looks goes by Markdown,
  for a plain text has none);
* `text`: the text of the source is the text that comes back, in order;
* `paragraphs`: and in the same paragraphs (only for texts without page furniture and line wraps);
* `must`: no MUST of the profile is broken by the AKN.

Aside in `text` and `paragraphs` is layout: white space; the sign of a note call (¹, (¹), ^(1)) and the space before it;
direction marks; rules of underscores; the place of the notes, which come back at the end.  Furniture is what the reader
reports under R102 (running headers, page numbers, job numbers, bar codes, rules), and what it undoes under R113 (line
wraps) and R334 (hyphens at line ends): a source that has any is compared as it was read.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import zip_longest
from pathlib import Path

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock
from akn.diagnostics import Code, Severity
from akn.emit import emit_xml
from akn.read import read_xml
from akn.text import LOOKS, Kind, Text
from converters.conversion import convert_bytes
from converters.formats import text as text_format
from converters.options import Options
from proofs.tallies import Verdicts, files, first_difference, tally

_UNCHECKED = Options(validate=False)
_FURNITURE = {Code.FURNITURE_DROPPED, Code.WRAPS_UNDONE, Code.WORDS_MENDED, Code.ENCODING_GUESSED}
_RULES = re.compile(r"left out: \d+ horizontal rules?:")  # and nothing else
_DIRECTIONS = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e"))
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def prove(folder: Path, jobs: int, every: int) -> int:
    """Check all text and Word files of a folder."""
    return tally(check, files(folder, (".txt", ".docx"), every), jobs)


def check(path: Path) -> Verdicts:
    """Which laws one file keeps."""
    data = path.read_bytes()
    first = convert_bytes(data, path.name, Options())
    verdicts = {
        "must": "; ".join(d.message for d in first.diagnostics if d.severity is Severity.ERROR),
    }
    if first.document is None:
        return verdicts
    read = read_xml(first.output).value
    verdicts["xml"] = "" if read == first.document and emit_xml(read) == first.output else "another document"
    form = "docx" if path.suffix == ".docx" else "text"
    if form == "docx":
        verdicts["again"] = _again(first.output, first.output, "docx")
        return verdicts
    source = text_format.read(data)
    looks = any(m.kind in LOOKS for t in _texts(source.value) for m in t.marks)
    verdicts["again"] = _again(first.output, first.output, "markdown" if looks else "text")
    written = _convert(first.output, "text", "xml")
    notes = any(isinstance(b, NoteBlock) for b in source.value)
    before, after = data.decode(errors="replace"), written.decode()
    raised = bool(re.search("[⁰¹²³⁴-⁹]", before))  # calls in other forms are only told from text by the reader
    printed = any(d.code in _FURNITURE and not _RULES.search(d.message) for d in source.diagnostics)
    if looks or printed or (notes and not raised):
        verdicts["text as read"] = _difference(_seen(source.value), _seen(text_format.read(written).value))
        return verdicts
    verdicts["text"] = _difference(_plain(before), _plain(after))
    pairs = zip_longest(_paragraphs(before), _paragraphs(after))
    verdicts["paragraphs"] = next((f"{a!r:.80} is {b!r:.80}" for a, b in pairs if a != b), "")
    return verdicts


def _convert(data: bytes, to: str, from_: str) -> bytes:
    return convert_bytes(data, f"x.{from_}", Options(to=to, from_=from_, validate=False)).output


def _again(xml: bytes, wanted: bytes, form: str) -> str:
    back = _convert(xml, form, "xml")
    return "" if convert_bytes(back, "x", Options(from_=form, validate=False)).output == wanted else "another document"


def _texts(blocks: Blocks) -> list[Text]:
    found: list[Text] = []
    for block in blocks:
        if isinstance(block, Block):
            found.append(block.text)
        elif not isinstance(block, NoteBlock):
            found += [t for row in block.rows for cell in row for t in _texts(cell.blocks)]
    return found


def _seen(blocks: Blocks) -> str:
    """What was read: the running text, then the notes by their markers, for pages may print them in another order."""
    markers = {b.key: b.marker for b in blocks if isinstance(b, NoteBlock)}
    notes = [b for b in blocks if isinstance(b, NoteBlock)]
    printed = sorted(f"[{n.marker}]" + "".join(_of(b, markers) for b in n.blocks) for n in notes)
    return "".join(_of(b, markers) for b in blocks if not isinstance(b, NoteBlock)) + "".join(printed)


def _of(block: AnyBlock, markers: dict[str, str]) -> str:
    if isinstance(block, Block):
        content = block.text.content
        for m in reversed(block.text.of(Kind.NOTE)):
            marker = markers.get(m.get("key"), m.get("marker"))
            content = f"{content[: m.start]}[{marker}]{content[m.start :]}"
        return _squeezed(f"{block.label}{content}")
    if isinstance(block, NoteBlock):
        return ""
    return "".join(_of(b, markers) for row in block.rows for cell in row for b in cell.blocks)


def _squeezed(text: str) -> str:
    return "".join(text.translate(_DIRECTIONS).split())


def _plain(text: str) -> str:
    """A text without white space, direction marks and rules, its note calls in one form."""
    text = re.sub(r"^_+\s*$", "", text, flags=re.MULTILINE)
    text = re.sub(r"[(⁽]?([⁰¹²³⁴-⁹]{1,3})[)⁾]?", lambda m: f"[{m[1].translate(_SUPERSCRIPTS)}]", text)
    text = re.sub(r"\^\((\w{1,4})\)", r"[\1]", text)
    return _squeezed(re.sub(r"\\([\\*_^\[\]$&<])", r"\1", text))


def _paragraphs(text: str) -> list[str]:
    return [plain for line in text.split("\n") if (plain := _plain(line))]


def _difference(before: str, after: str) -> str:
    """Where two texts differ first, and how much."""
    if before == after:
        return ""
    at = first_difference(before, after)
    window = slice(max(0, at - 10), at + 200)
    moves = [
        f"{before[window][a:b]!r} is {after[window][c:d]!r}"
        for tag, a, b, c, d in SequenceMatcher(None, before[window], after[window], autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    return f"at {at} of {len(before)}, following {before[max(0, at - 20) : at]!r}: {'; '.join(moves[:2])}"
