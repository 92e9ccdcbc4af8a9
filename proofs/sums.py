"""Every line of every source is found in its conversion: no word is lost, made up or moved without being told.

Two laws, each on every file (text, Word, Markdown, HTML, PDF):

* `sum`: the characters of what was read are those of the document, in order, or the conversion says which words are not
  (`S215`); it is checked on every conversion, here it is only counted;
* `lines`: the letters of each line of the source stand in the output.  This is read from the file itself, past the
  reader: lines of a text, paragraphs of a Word file.  Aside is what the conversion reports as left out: page furniture,
  and hyphens that only divided words.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

from akn.diagnostics import Code
from converters.conversion import convert_bytes
from converters.options import Options
from proofs.tallies import Verdicts, files, tally

_SUFFIXES = (".txt", ".docx", ".md", ".html", ".htm", ".pdf")
_AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DELETED = frozenset({f"{_WORD}del", f"{_WORD}moveFrom"})
_SHOWN = 60


def prove(folder: Path, jobs: int, every: int) -> int:
    """Check all files of a folder."""
    return tally(check, files(folder, _SUFFIXES, every), jobs)


def check(path: Path) -> Verdicts:
    """Which laws one file keeps."""
    data = path.read_bytes()
    done = convert_bytes(data, path.name, Options(validate=False))
    verdicts = {"sum": "; ".join(d.message for d in done.diagnostics if d.code is Code.WORDS_NOT_KEPT)}
    lines = _word(data) if path.suffix == ".docx" else _text(data) if path.suffix in (".txt", ".md") else []
    if not lines or not done.output:
        return verdicts
    kept = _output(done.output)
    lost = [line for line in lines if _letters(line) not in kept]
    left_out = sum(_count(dict(d.details)) for d in done.diagnostics if d.code is Code.FURNITURE_DROPPED)
    verdicts["lines"] = f"{len(lost)} lines, as “{lost[-1][:_SHOWN]}”" if len(lost) > left_out else ""
    return verdicts


def _count(details: dict[str, object]) -> int:
    found = details.get("count", 0)
    return found if isinstance(found, int) else 0


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, text))


def _text(data: bytes) -> list[str]:
    """The lines of a text that have letters."""
    return [line for line in data.decode(errors="replace").splitlines() if _letters(line)]


def _word(data: bytes) -> list[str]:
    """The paragraphs of a Word file, those of its notes too, as they read with all changes accepted."""
    found = []
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name in archive.namelist():
                for paragraph in ElementTree.fromstring(archive.read(name)).iter(f"{_WORD}p"):
                    found.append("".join(_shown(paragraph)))
    return [line for line in found if _letters(line)]


def _shown(element: ElementTree.Element) -> list[str]:
    if element.tag in _DELETED:
        return []
    own = [element.text or ""] if element.tag == f"{_WORD}t" else []
    return own + [text for child in element if child.tag != f"{_WORD}p" for text in _shown(child)]


def _output(xml: bytes) -> str:
    """The letters of the output, the notes after the text that calls them."""
    root = ElementTree.fromstring(xml)
    body: list[str] = []
    notes: list[str] = []

    def walk(element: ElementTree.Element, into: list[str]) -> None:
        if element.tag == f"{_AKN}meta":
            return
        here = notes if element.tag == f"{_AKN}authorialNote" else into
        here.append(element.text or "")
        for child in element:
            walk(child, here)
            here.append(child.tail or "")

    walk(root, body)
    return _letters("".join(body)) + "\n" + _letters("".join(notes))
