"""What reading a Word file of twenty pages costs, as a multiple of unzipping and parsing its parts.

`python -m benchmarks.word_reading` prints the ratios.  Two invented files of twenty pages with sixty notes are read:
one as we write it, and one as Word saves it after much editing, its runs split and full of properties.  A file of
one's own can be named on the command line.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

from akn.blocks import Block, Blocks, NoteBlock, Style, Zone
from akn.text import Kind, Text, TextBuilder
from benchmarks.timing import best

PARAGRAPHS, NOTES = 160, 60  # at eight paragraphs a page
_SENTENCE = (
    "that the keepers of lighthouses on small and distant islands depend on the delivery of oil by sea, which the "
    "storms of autumn delay from year to year, and that lamps lit late endanger the ships that they are to guide, as "
    "the conference of harbour masters found at its session of 4 December 2044; "
)


def blocks() -> Blocks:
    """An invented resolution of twenty pages."""
    head = ("United Nations", "A/RES/97/12", "General Assembly", "Distr.: General", "9 December 2044")
    out: list[Block | NoteBlock] = [Block(Text(line), zone=Zone.MASTHEAD) for line in head]
    for n in range(1, PARAGRAPHS + 1):
        text = TextBuilder().add(f"{n}. ").add("Notes with concern", Kind.ITALIC).add(f" {_SENTENCE}")
        if n <= NOTES:
            text.anchor(Kind.NOTE, key=str(n))
        text.add("and calls upon all States to light their beacons one hour before sunset;")
        out.append(Block(text.text(), style=Style.PARAGRAPH, language="en-GB", tabbed=True))
    notes = (NoteBlock(str(n), str(n), (Block(Text(f"See resolution 96/{n}, annex."), language="en-GB"),)) for n in
             range(1, NOTES + 1))  # fmt: skip
    return (*out, *notes)


def edited(data: bytes) -> bytes:
    """The same file as Word leaves it after editing: every run in pieces, each with its own properties."""
    properties = '<w:rPr><w:noProof w:val="0"/><w:sz w:val="20"/><w:szCs w:val="20"/><w:lang w:val="en-GB"/></w:rPr>'
    source, out = zipfile.ZipFile(io.BytesIO(data)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            content = source.read(name)
            if name == "word/document.xml":
                words = f'</w:t></w:r><w:r w:rsidRPr="008F0870">{properties}<w:t xml:space="preserve">, '
                content = content.replace(b", ", words.encode())
            target.writestr(name, content)
    return out.getvalue()


def bare(data: bytes) -> int:
    """Unzip every part and parse every XML part with lxml; the number of root elements."""
    from lxml import etree

    archive = zipfile.ZipFile(io.BytesIO(data))
    parts = (archive.read(name) for name in archive.namelist() if name.endswith((".xml", ".rels")))
    return sum(etree.fromstring(part) is not None for part in parts)


def measure(files: dict[str, bytes]) -> dict[str, float]:
    """Reading each file, and writing what was read, as multiples of the bare parse of the same file in the same run."""
    from converters.formats import docx

    numbers: dict[str, float] = {}
    for name, data in files.items():
        found = docx.read(data).value
        times = best(
            {
                "bare": lambda data=data: bare(data),
                "read": lambda data=data: docx.read(data),
                "write": lambda found=found: docx.write(found),
            }
        )
        numbers[f"milliseconds of the bare parse ({name})"] = times["bare"] * 1000
        numbers[f"reading Word / bare parse ({name})"] = times["read"] / times["bare"]
        numbers[f"writing Word / bare parse ({name})"] = times["write"] / times["bare"]
    return numbers


def word_reading() -> dict[str, float]:
    """The invented files."""
    from converters.formats import docx

    written = docx.write(blocks())
    return measure({"as written": written, "as edited": edited(written)})


def main(paths: list[str]) -> None:
    """Print the ratios for the invented files, or for those named."""
    numbers = measure({p: Path(p).read_bytes() for p in paths}) if paths else word_reading()
    for name, value in numbers.items():
        print(f"{value:10.2f}  {name}")


if __name__ == "__main__":
    main(sys.argv[1:])
