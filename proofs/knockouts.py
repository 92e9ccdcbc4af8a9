"""Each line of the front and the end of a text is left out in turn: how much of the rest keeps its place.

A line that a scanner loses must cost no more than itself.  The structure of each text (which words stand in which part
of the document, and how deep) is found with and without a line; the share of the other words that stand where they
stood is the score of that knock-out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from akn.blocks import Block
from akn.document import Document
from akn.parse import parse_blocks
from akn.text import Text
from akn.walk import walk
from converters.formats import docx, text
from proofs.tallies import files

WANTED = 0.99
_END = 3  # lines of the very end that are left out in turn, beside the closing lines
_WORST = 15


def prove(folder: Path, jobs: int, every: int) -> int:
    """Print the mean score and the worst lines; 1 if the mean is below what is wanted."""
    paths = list(files(folder, (".txt", ".docx"), every))
    scores: list[tuple[float, str, str]] = []
    with ProcessPoolExecutor(jobs) as pool:
        for found in pool.map(knocked_out, paths, chunksize=4):
            scores += found
    if not scores:
        print("no input found")
        return 1
    mean = sum(score for score, _, _ in scores) / len(scores)
    print(f"{len(paths)} texts, {len(scores)} lines left out: {mean:.4f} of the other lines stay where they stood")
    for score, name, line in sorted(scores)[:_WORST]:
        print(f"  {score:.3f} {name}: without “{line[:60]}”")
    return 0 if mean >= WANTED else 1


def knocked_out(path: Path) -> list[tuple[float, str, str]]:
    """The score of each line of the front and of the end of one text, with its name and the line."""
    form = docx if path.suffix == ".docx" else text
    blocks = form.read(path.read_bytes(), path.name).value
    whole = parse_blocks(blocks).value
    stood = _places(whole)
    front = len(whole.cover) + len(whole.preface) + 1
    ends = {t.content for t in whole.conclusions}
    lines = [i for i, b in enumerate(blocks) if isinstance(b, Block)]
    out = [*lines[:front], *(i for i in lines[front:] if _content(blocks[i]) in ends), *lines[-_END:]]
    scores = []
    for i in dict.fromkeys(out):
        stands = _places(parse_blocks((*blocks[:i], *blocks[i + 1 :])).value)
        others = Counter({place: n for place, n in stood.items() if place[1] != _content(blocks[i])})
        kept = sum((others & stands).values())
        scores.append((kept / max(1, others.total()), path.name, _content(blocks[i])))
    return scores


def _content(block: object) -> str:
    return block.text.content if isinstance(block, Block) else ""


def _places(document: Document) -> Counter[tuple[Sequence[str], str]]:
    """Each text with its place in the document: the parts that hold it, without their counts."""
    return Counter(
        (tuple(step for step in path if isinstance(step, str)), node.content)
        for path, node in walk(document)
        if isinstance(node, Text)
    )
