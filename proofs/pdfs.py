"""PDF files against what they were made from: rendered Word files, pages without their tags, links, damaged files.

Word files of the folder are turned into PDF by LibreOffice and read again; what they hold is what the Word file itself
converts to.  PDF files of the folder are read as they are and without their tags, which must give the same; the
documents that their links lead to are looked for among the citations that the words alone give; and they are damaged at
random, which must never end a process.
"""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from akn.blocks import Block, Blocks, NoteBlock
from akn.citing import links
from akn.diagnostics import Code
from akn.document import Document
from akn.errors import AknError
from akn.inline.documents import linked_symbols
from akn.parse import parse_blocks
from akn.text import Kind, Text
from akn.walk import texts_of
from converters import Options, convert
from converters.batch.pool import Death, Pool
from converters.formats import pdf
from proofs.tallies import files

UNITS, NOTES = 0.985, 0.98
"""What of the paragraphs and of the notes has to come back in each language (F1)."""
_SECONDS = 90  # LibreOffice lays some footnotes out for ever
Counts = tuple[int, int, int]


def prove(folder: Path, jobs: int, every: int, damaged: int, keep: Path | None) -> int:
    """Print the numbers; 1 if a language falls short, tags make a difference, or a process ended."""
    word, printed = (files(folder, [suffix], every) for suffix in (".docx", ".pdf"))
    short = _rendered(word, jobs, keep) if word else False
    if printed:
        short |= _compared("without tags", [(p.name, _both(p)) for p in printed])
        _linked(printed)
        short |= _damaged(printed, jobs, damaged)
    return int(short)


# Word files, rendered


def _rendered(paths: list[Path], jobs: int, keep: Path | None) -> bool:
    with tempfile.TemporaryDirectory() as scratch:
        target = keep or Path(scratch)
        target.mkdir(exist_ok=True)
        with ThreadPoolExecutor(jobs) as pool:
            made = list(pool.map(partial(_render, target=target, scratch=Path(scratch)), paths))
        pairs = []
        for path, shown in zip(paths, made, strict=True):
            if shown is None:
                print(f"{path.name}: LibreOffice gave nothing within {_SECONDS} seconds")
                continue
            one, other = convert(path, options=Options(validate=False)), convert(shown, options=Options(validate=False))
            if keep is not None:
                (keep / f"{path.stem}.xml").write_bytes(other.output)
            if one.document is not None and other.document is not None:
                pairs.append((one.document.metadata.language, (one.document, other.document)))
        return _compared("as PDF", pairs)


def _render(path: Path, target: Path, scratch: Path) -> Path | None:
    """The PDF file that LibreOffice makes of a Word file, None if it makes none."""
    shown = target / f"{path.stem}.pdf"
    if shown.exists():
        return shown
    office = shutil.which("soffice")
    if office is None:
        raise SystemExit("the proof needs LibreOffice: apt-get install libreoffice-writer-nogui fonts-noto-cjk")
    profile = f"-env:UserInstallation=file://{scratch}/{path.stem}"
    command = [office, "--headless", profile, "--convert-to", "pdf", "--outdir", str(target), str(path)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True) as process:
        try:
            process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
    return shown if shown.exists() else None


def _compared(what: str, pairs: list[tuple[str, tuple[Document, Document]]]) -> bool:
    """Print by group how much of the first documents the second ones hold; True if it is too little."""
    groups: dict[str, list[tuple[Counts, Counts]]] = {}
    for group, both in pairs:
        one, other = (replace(document, cover=()) for document in both)  # which stands in narrow columns
        groups.setdefault(group if len(group) == 3 else "all", []).append(
            (common(one, other, notes=False), common(one, other, notes=True))
        )
    short = False
    for group, counts in sorted(groups.items()):
        units, notes = (
            f1((sum(c[0] for c in k), sum(c[1] for c in k), sum(c[2] for c in k))) for k in zip(*counts, strict=True)
        )
        print(f"{what:14} {group}  {len(counts):4} files  paragraphs {units:.4f}  notes {notes:.4f}", flush=True)
        short |= units < UNITS or notes < NOTES
    return short


def _sum(counts: tuple[Counts, ...]) -> Counts:
    both, one, other = (sum(column) for column in zip(*counts, strict=True))
    return both, one, other


# PDF files


def _both(path: Path) -> tuple[Document, Document]:
    """A file as it is, and without its tags."""
    data = path.read_bytes()
    one, other = (convert(d, name=path.name, options=Options(validate=False)).document for d in (data, untagged(data)))
    assert one is not None
    assert other is not None
    return one, other


def untagged(data: bytes) -> bytes:
    """A PDF file without its tags: no tree, no marked content, no artifacts."""
    from io import BytesIO

    import pikepdf

    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as file:
        for name in ("/StructTreeRoot", "/MarkInfo"):
            if name in file.Root:
                del file.Root[name]
        for page in file.pages:
            page.contents_coalesce()
            marks = ("BDC", "BMC", "EMC", "DP", "MP")
            kept = [o for o in pikepdf.parse_content_stream(page) if str(o.operator) not in marks]
            page.Contents = file.make_stream(pikepdf.unparse_content_stream(kept))
        file.save(target)
    return target.getvalue()


def _linked(paths: list[Path]) -> None:
    """Count the documents that links lead to among the citations that the words alone give."""
    counts: Counter[str] = Counter()
    for path in paths:
        seen = pdf.read(path.read_bytes(), path.name).value
        wanted: list[str] = []
        plain = _without_links(seen, wanted)
        document = parse_blocks(plain).value
        rows = [row for row in links(document) if row.target]
        cited = {_key(half) for row in rows for half in re.split(r"-(?=[A-Z]+/)", row.cited)}
        counts.update(links=len(wanted), found=sum(w in cited for w in wanted))
        counts.update(disagree=sum(d.code is Code.LINK_DISAGREES for d in parse_blocks(seen).diagnostics))
    told = f"{counts['disagree']} lead elsewhere than the words say"
    print(f"of {counts['links']} links to documents the words alone give {counts['found']}; {told}")


def _key(symbol: str) -> str:
    """The organ and the numbers of a symbol: a link leads to a whole issue, not to a part or a volume."""
    return " ".join([symbol.partition("/")[0], *re.findall(r"[0-9]+", symbol)])


def _without_links(blocks: Blocks, wanted: list[str]) -> Blocks:
    found = []
    for block in blocks:
        if isinstance(block, Block):
            wanted += [_key(m.get("cite")) for m in linked_symbols(block.text)]
            block = replace(block, text=block.text.without(Kind.LINK))
        elif isinstance(block, NoteBlock):
            block = replace(block, blocks=_without_links(block.blocks, wanted))
        found.append(block)
    return tuple(found)


def _damaged(paths: list[Path], jobs: int, count: int) -> bool:
    """Read so many damaged files in processes of their own; True if one of them ended or took a minute."""
    ends: Counter[str] = Counter()
    smallest = sorted(paths, key=lambda p: p.stat().st_size)[:40]
    with Pool(_end, jobs, limit=60) as pool:
        for (path, seed), end in pool.run((smallest[seed % len(smallest)], seed) for seed in range(count)):
            if isinstance(end, Death):
                print(f"ENDED {path.name} {seed}: {end.reason}")
            ends["ENDED" if isinstance(end, Death) else end] += 1
    print(f"{count} damaged files: {', '.join(f'{n} {end}' for end, n in ends.most_common())}")
    return ends["ENDED"] > 0 or any(end.startswith("CRASHED") for end in ends)


def _end(task: tuple[Path, int]) -> str:
    path, seed = task
    data = damaged(path.read_bytes(), random.Random(seed))
    try:
        pdf.read(data, path.name, ocr="never")
    except AknError as error:
        return str(error).partition(": ")[2]
    except Exception as error:
        return f"CRASHED {error!r}"
    return "read"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A file with bytes changed, a stretch overwritten or cut out, or numbers of its structure replaced."""
    out, at = bytearray(data), chance.randrange(len(data))
    how = chance.randrange(4)
    if how == 0:
        for _ in range(chance.randint(1, 40)):
            out[chance.randrange(len(out))] = chance.randrange(256)
    elif how == 1:
        out[at : at + 400] = chance.randbytes(len(out[at : at + 400]))
    elif how == 2:
        del out[at : at + chance.randint(1, 4000)]
    else:
        numbers = list(re.finditer(rb"\d+", data))
        for m in chance.sample(numbers, min(8, len(numbers))):
            size = m.end() - m.start()
            out[m.start() : m.end()] = str(chance.choice((0, 1, 7, 99999, 2**31))).encode()[:size].rjust(size, b"0")
    return bytes(out)


def f1(counts: tuple[int, int, int]) -> float:
    """The harmonic mean of recall and precision; 1 where there is nothing to find."""
    both, one, other = counts
    return 2 * both / (one + other) if one + other else 1.0


def common(one: Document, other: Document, *, notes: bool) -> tuple[int, int, int]:
    """How many paragraphs, or notes, both documents have, and how many each of them."""
    a, b = (Counter(texts(document, notes=notes)) for document in (one, other))
    return sum((a & b).values()), sum(a.values()), sum(b.values())


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
