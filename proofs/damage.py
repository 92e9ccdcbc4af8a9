"""Damage planted in real files: is it told where it changes the structure, and is nothing told of files left whole?

A formula, the number of a paragraph, the sign at an end, an annex word, the label of a point, a note or a cell is taken
away or doubled, one in each copy of an input.  Damage that changes the structure (the units and their eIds) must bring
a remark that the whole input does not have; inputs left whole must have none of what looks wrong.  The cells of a row
are structure, too, though no unit has an eId of theirs.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock, TableBlock
from akn.document import Document, Formula
from akn.outline import Outline
from akn.parse import parse_blocks
from akn.remarks import remarks_on
from akn.remarks.checks import CHECKED
from akn.text import Kind, Text
from akn.walk import units, walk
from converters.formats import docx, text
from proofs.tallies import files

WANTED = 0.97
"""The share of damage to the structure that must be told."""
UNTOUCHED = 0.95
"""The share of whole inputs of which none of the checks may say anything."""

_NUMBER = re.compile(r"\s*\d{1,3}\s?[.)\-–]\s+")
_LABEL = re.compile(r"\s*[(（]?(?:[a-z]{1,2}|[ivx]+|[а-я]|[\u0621-\u064a]|[\u4e00-\u9fff]{1,3})[)）]\s*")
_SIGNS = ".;,:。；，؛،"
Damaged = tuple[str, Blocks]


def prove(folder: Path, documents: int, seed: int, jobs: int, *, shown: int = 0) -> int:
    """Print what was told of each kind of damage; 1 if too little, or too much of whole inputs."""
    paths = list(files(folder, (".txt", ".docx"), 1))
    random.Random(seed).shuffle(paths)
    paths = sorted(paths[:documents])
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    alarms = Counter[str]()
    missed: list[str] = []
    with ProcessPoolExecutor(jobs) as pool:
        for path, (whole, found) in zip(paths, pool.map(partial(tried, seed=seed), paths, chunksize=4), strict=True):
            alarms.update({"inputs": 1, "with an alarm": bool(whole)} | dict.fromkeys(whole, 1))
            for kind, changed, told in found:
                kinds[kind].update({"planted": 1, "structure": changed, "told": changed and told})
                if changed and not told:
                    missed.append(f"{kind}: {path.name}")
    total: Counter[str] = sum(kinds.values(), Counter())
    for kind, counts in sorted(kinds.items()):
        print(
            f"{kind:24} "
            f"{counts['planted']:5} planted, {counts['structure']:5} change the structure, {counts['told']:5} told"
        )
    share = total["told"] / max(1, total["structure"])
    quiet = 1 - alarms["with an alarm"] / max(1, alarms["inputs"])
    print(f"{total['structure']} changes of the structure, {share:.4f} of them told")
    print(f"{alarms['inputs']} whole inputs, {quiet:.4f} of them without an alarm")
    print(
        "  " + ", ".join(f"{name}: {n}" for name, n in alarms.most_common() if name not in ("inputs", "with an alarm"))
    )
    for line in missed[:shown]:
        print(f"  not told: {line}")
    return 0 if share >= WANTED and quiet >= UNTOUCHED and total["structure"] else 1


def tried(path: Path, seed: int) -> tuple[list[str], list[tuple[str, bool, bool]]]:
    """The codes of the checks that speak of the whole input, and of each damage its kind, whether it changed the
    structure, and whether that was told."""
    form = docx if path.suffix == ".docx" else text
    blocks = form.read(path.read_bytes(), path.name).value
    word = path.suffix == ".docx"
    document, before = _read(blocks, path.name, word=word)
    alarms = sorted({code for code, _ in before if code in {c.code for c in CHECKED}})
    found = []
    for kind, damaged in _damages(blocks, document, random.Random(f"{seed} {path.name}")):
        after, told = _read(damaged, path.name, word=word)
        found.append((kind, _outline(after) != _outline(document), bool(told - before)))
    return alarms, found


def _read(blocks: Blocks, name: str, *, word: bool) -> tuple[Document, Counter[tuple[str, str]]]:
    """The document, and how often each remark is made, by code and message."""
    parsed = parse_blocks(blocks, source=name)
    said = remarks_on(Outline(parsed.value, blocks), parsed.diagnostics, source=name, counts_paragraphs=word)
    return parsed.value, Counter((d.code.code, d.message) for d in said if not d.code.notice)


def _outline(document: Document) -> list[tuple[str, str, int]]:
    """The units of a document: what each is, its eId, and how many cells it has."""
    return [(u.kind, u.eid, u.text.content.count("\t") if u.kind == "row" else 0) for u in units(document)]


def _damages(blocks: Blocks, document: Document, chance: random.Random) -> Iterator[Damaged]:
    """One damage of each kind that an input can have."""
    formula = next((n.text.content for _, n in walk(document.preamble) if isinstance(n, Formula)), "")
    annexes = {line.content for a in document.annexes for line in a.preface if line.of(Kind.DOC_TYPE)}
    ways: dict[str, Callable[[Sequence[AnyBlock], int], tuple[AnyBlock, ...] | None]] = {
        "formula": lambda b, i: () if _content(b[i]) == formula and formula else None,
        "annex word": lambda b, i: () if _content(b[i]) in annexes else None,
        "number": lambda b, i: _without(b[i], _NUMBER),
        "label": lambda b, i: _without(b[i], _LABEL),
        "sign": lambda b, i: _without_sign(b[i]),
        "note": lambda b, i: () if isinstance(b[i], NoteBlock) else None,
        "cell": lambda b, i: _without_cell(b[i]),
    }
    for kind, way in ways.items():
        places = [i for i in range(len(blocks)) if way(blocks, i) is not None]
        places = places[-1:] if kind == "formula" else places  # the masthead may print the same words
        if not places:
            continue
        at = chance.choice(places)
        gone = way(blocks, at)
        assert gone is not None
        yield f"{kind} taken away", (*blocks[:at], *gone, *blocks[at + 1 :])
        yield f"{kind} doubled", (*blocks[:at], *_doubled(kind, blocks, places, at), *blocks[at + 1 :])


def _doubled(kind: str, blocks: Blocks, places: Sequence[int], at: int) -> tuple[AnyBlock, ...]:
    """What stands in place of a block where a part of it is doubled: a number or label is that of the one before."""
    block = blocks[at]
    if kind in ("number", "label") and isinstance(block, Block):
        pattern = _NUMBER if kind == "number" else _LABEL
        other = blocks[max((i for i in places if i < at), default=at)]
        assert isinstance(other, Block)
        if block.label:
            return (replace(block, label=other.label),)
        found = pattern.match(other.text.content)
        (bare,) = _without(block, pattern) or (block,)
        assert isinstance(bare, Block)
        return (replace(bare, text=Text(found[0] if found else "") + bare.text),)
    if kind == "sign" and isinstance(block, Block):
        return (replace(block, text=block.text + Text(block.text.content[-1])),)
    if kind == "cell" and isinstance(block, TableBlock):
        return (_with_middle_cell(block, 2),)
    return (block, block)


def _content(block: AnyBlock) -> str:
    return block.text.content if isinstance(block, Block) else ""


def _without(block: AnyBlock, pattern: re.Pattern[str]) -> tuple[AnyBlock, ...] | None:
    """The block without the number or label at its beginning; None if it has none."""
    if not isinstance(block, Block):
        return None
    if block.label and pattern.fullmatch(f"{block.label} "):
        return (replace(block, label=""),)
    found = pattern.match(block.text.content)
    return (replace(block, text=block.text.slice(found.end())),) if found and not block.label else None


def _without_sign(block: AnyBlock) -> tuple[AnyBlock, ...] | None:
    if isinstance(block, Block) and block.text.content[-1:] in tuple(_SIGNS) and len(block.text) > len(_SIGNS):
        return (replace(block, text=block.text.slice(0, len(block.text) - 1)),)
    return None


def _without_cell(block: AnyBlock) -> tuple[AnyBlock, ...] | None:
    if not isinstance(block, TableBlock) or len(block.rows) < 2 or len(block.rows[len(block.rows) // 2]) < 2:
        return None
    return (_with_middle_cell(block, 0),)


def _with_middle_cell(table: TableBlock, times: int) -> TableBlock:
    """The table with the middle cell of its middle row so many times."""
    middle = len(table.rows) // 2
    row = table.rows[middle]
    at = len(row) // 2
    changed = (*row[:at], *[row[at]] * times, *row[at + 1 :])
    return replace(table, rows=(*table.rows[:middle], changed, *table.rows[middle + 1 :]))
