"""PDF files turned into pictures and read again: characters, paragraphs and notes that come back.

Each page is drawn at a scanner's resolution and kept as a picture only; the file of pictures is converted.  What the
pages really say is the text of the original file: its characters are compared page by page, white space aside, and
its conversion paragraph by paragraph and note by note.
"""

from __future__ import annotations

import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import NamedTuple

from akn.document import Document
from akn.text import Text
from akn.walk import texts_of
from converters import Options, convert
from converters.formats.pdf.lines import lines_of
from converters.formats.pdf.opening import Opened
from converters.formats.pdf.page import Page
from converters.formats.pdf.recognition import Recogniser
from proofs.tallies import files

DPI = 200
ALIKE = 80  # percent of the characters: a paragraph that came back as one, with its misread letters


class Found(NamedTuple):
    """Paragraphs or notes: word for word, alike, in the original, in the scan."""

    exact: int
    alike: int
    printed: int
    read: int

    def __str__(self) -> str:
        """Both as F1, the harmonic mean of recall and precision; 1 where there is nothing to find."""
        every = self.printed + self.read
        return " / ".join(f"{2 * n / every if every else 1.0:.3f}" for n in (self.alike, self.exact))


class Measured(NamedTuple):
    """What became of one file."""

    language: str
    characters: int
    wrong: int
    found: Found
    notes: Found
    errors: Counter[tuple[str, str]]  # what was printed, what was read


def prove(folder: Path, jobs: int, every: int, language: str = "", keep: Path | None = None) -> int:
    """Print a line a file, the sums, and the commonest errors."""
    paths = files(folder, [".pdf"], every)
    measured: list[Measured] = []
    with ProcessPoolExecutor(jobs) as pool:
        for path, m in zip(paths, pool.map(partial(measure, language=language, keep=keep), paths), strict=True):
            measured.append(m)
            shown = f"characters wrong {m.wrong / max(1, m.characters):.4f}"
            print(f"{path.name:40} {m.language}  {shown}  paragraphs {m.found}  notes {m.notes}", flush=True)
    characters, wrong = sum(m.characters for m in measured), sum(m.wrong for m in measured)
    found, notes = (
        Found(*map(sum, zip(*several, strict=True)))
        for several in zip(*((m.found, m.notes) for m in measured), strict=True)
    )
    errors = sum((m.errors for m in measured), Counter[tuple[str, str]]())
    print(
        f"\n{len(paths)} files, {characters:,} characters, {wrong / max(1, characters):.4f} of them wrong; F1 of those"
    )
    print(f"alike / word for word: paragraphs {found}, notes {notes}\n\nprinted, read, times:")
    for (printed, read), times in errors.most_common(25):
        print(f"  {printed or '(nothing)'!r:>24} {read or '(nothing)'!r:24} {times}")
    return 0


def f1(counts: tuple[int, int, int]) -> float:
    """The harmonic mean of recall and precision; 1 where there is nothing to find."""
    both, one, other = counts
    return 2 * both / (one + other) if one + other else 1.0


def measure(path: Path, language: str, keep: Path | None) -> Measured:
    """Turn a file into pictures, read them, compare."""
    data = path.read_bytes()
    scan = pictures(data)
    if keep is not None:
        keep.mkdir(exist_ok=True)
        (keep / path.name).write_bytes(scan)
    with Opened(data, path.name) as file, Opened(scan, path.name) as shown, Recogniser(language) as reader:
        stored = [p for p in file.pages() if p is not None]
        seen = [done.page for done in reader.pages(shown.picture, [p.number for p in stored])]
        known = reader.language
    wrong = characters = 0
    errors: Counter[tuple[str, str]] = Counter()
    for one, other in zip(stored, seen, strict=True):
        printed, read = _characters(one, known), _characters(other, known)
        characters += len(printed)
        wrong += _differences(printed, read, errors)
    original, again = (
        convert(d, name=path.name, options=Options(language=known, validate=False)).document for d in (data, scan)
    )
    assert original is not None
    assert again is not None
    return Measured(known, characters, wrong, *(_found(original, again, notes=n) for n in (False, True)), errors)


def pictures(data: bytes) -> bytes:
    """The pages of a PDF file as pictures, in a PDF file without text."""
    from io import BytesIO

    from PIL import Image

    drawn = []
    with Opened(data, "") as file:
        for number in range(1, file.count + 1):
            p = file.picture(number, DPI)
            drawn.append(Image.frombuffer("L", (p.width, p.height), p.data, "raw", "L", p.stride, 1))
        target = BytesIO()
        drawn[0].save(target, "PDF", save_all=True, append_images=drawn[1:], resolution=float(DPI))
    return target.getvalue()


def _characters(page: Page, language: str) -> str:
    """All characters of a page line by line, without white space."""
    lines = lines_of(page.pieces, rtl=language == "ara")
    return "".join("".join(p.text for line in lines for p in line.pieces).split())


def _differences(printed: str, read: str, errors: Counter[tuple[str, str]]) -> int:
    """How many characters are wrong, missing or too many; which, goes into `errors`."""
    from rapidfuzz.distance import Levenshtein

    for step in Levenshtein.opcodes(printed, read):
        if step.tag != "equal":
            errors[printed[step.src_start : step.src_end][:12], read[step.dest_start : step.dest_end][:12]] += 1
    return Levenshtein.distance(printed, read)


def common(one: Document, other: Document, *, notes: bool) -> tuple[int, int, int]:
    """How many paragraphs, or notes, both documents have, and how many each of them."""
    a, b = (Counter(texts(document, notes=notes)) for document in (one, other))
    return sum((a & b).values()), sum(a.values()), sum(b.values())


def _found(one: Document, other: Document, *, notes: bool) -> Found:
    """How many paragraphs, or notes, come back word for word, how many alike, and how many each document has."""
    from rapidfuzz import fuzz

    printed, read = (texts(document, notes=notes) for document in (one, other))
    exact = sum((Counter(printed) & Counter(read)).values())
    left = list(read)
    alike = 0
    for text in printed:
        likeness, at = max(((fuzz.ratio(text, t), -i) for i, t in enumerate(left)), default=(0.0, 0))
        if likeness >= ALIKE:
            alike += 1
            del left[-at]
    return Found(exact, alike, len(printed), len(read))


def texts(document: Document, *, notes: bool) -> list[str]:
    """The notes of a document, or all its other texts, without white space."""
    held = [t.content for note in document.notes for t in note.content if isinstance(t, Text)]
    if notes:
        return [_bare(text) for text in held]
    found = Counter(_bare(t.content) for t, _ in texts_of(document) if t.content)
    found.subtract(_bare(text) for text in held)
    return list(found.elements())


def _bare(text: str) -> str:
    """A text without white space, all dashes alike: a picture hardly shows how long they are."""
    return re.sub("[\u2010-\u2015]", "-", "".join(text.split()))
