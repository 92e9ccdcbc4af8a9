"""What a library costs: time, memory and bytes of adding, and time of asking, as ratios in one run.

    python -m benchmarks.library FOLDER [--every N] [--rows N] [--documents N]

adds the documents of a folder to a new library and converts them, in one process each, a twentieth by turns, so that
both meet the same load of the machine, and prints

    times of converting     processor time of adding / of converting with validation (of AKN: of reading and upgrading)
    megabytes               the peak of the process that adds
    bytes a unit            of the file, with all tables
    search, p95             milliseconds of processor time of a ranked search, drawn from words and pairs of words of
                            the units, a filter on every third; `--rows N` copies units until there are N
    who cites, p95          milliseconds of asking who cites a paragraph

With `--documents N` the texts of the folder (`.txt`) are copied, each under other numbers of its own until there are N:
a collection of as many texts as a library may hold, whose paragraphs are those of the first ones.  They are not
converted besides; how long the last quarter takes is compared with the first.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from akn.bodies.symbols import parse_symbol
from akn_library import Library
from benchmarks.memory import peak
from converters import Options, convert
from converters.reading import few_collections

_DRAWN = 300
_TURNS = 20
_MEASURE = """
import json, sys, time
from benchmarks.library import {what}
from benchmarks.memory import peak
paths = json.loads(sys.stdin.readline())
def rest():
    print(time.process_time() - started, peak(), flush=True)
    sys.stdin.readline()
started = time.process_time()
{what}(paths, sys.argv[1], rest)
print(time.process_time() - started, peak())
"""


def add_all(paths: list[str], target: str, rest: Callable[[], object] = lambda: None) -> None:
    """Add files to a library, here, and rest after each turn."""
    with Library(target, create=True) as library:
        _in_turns(library.add(paths), len(paths), rest)


def _in_turns(done: Iterable[object], count: int, rest: Callable[[], object]) -> None:
    """Draw so many things that are done, and rest after each turn."""
    ends = [count * turn // _TURNS for turn in range(1, _TURNS + 1)]
    for i, _ in enumerate(done, 1):
        while ends and ends[0] <= i:
            ends.pop(0)
            rest()
    for _ in ends:
        rest()


def convert_all(paths: list[str], _: str, rest: Callable[[], object] = lambda: None) -> None:
    """Convert files to validated AKN, and rest after each turn; files of AKN are read and upgraded."""
    _in_turns(map(_converted, paths), len(paths), rest)


def _converted(path: str) -> None:
    from akn.published import understand_xml

    if path.endswith(".xml"):
        try:
            with few_collections():
                understand_xml(Path(path).read_bytes(), path)
        except Exception as error:  # what is not well formed is refused by both
            print(error, file=sys.stderr)
    else:
        convert(path, options=Options())


class Spent(NamedTuple):
    """Seconds of processor time, megabytes at the peak, and the seconds of each turn."""

    seconds: float
    megabytes: float
    turns: tuple[float, ...]


def measured(*tasks: Callable[..., None], paths: list[str], target: str) -> list[Spent]:
    """What doing things costs, each in a process of its own, by turns."""
    lines = [[sys.executable, "-c", _MEASURE.format(what=task.__name__), target] for task in tasks]
    running = [subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) for line in lines]
    said: list[list[float]] = [[0.0] for _ in tasks]
    last: list[list[float]] = []
    for turn in range(_TURNS + 1):
        for one, known in zip(running, said, strict=True):
            assert one.stdin is not None
            assert one.stdout is not None
            one.stdin.write(json.dumps(paths) + "\n" if not turn else "\n")
            one.stdin.flush()
            numbers = [float(number) for number in one.stdout.readline().split()]
            if turn == _TURNS:
                last.append(numbers)
                continue
            known.append(numbers[0])
            done = f"{len(paths) * (turn + 1) // _TURNS:,} documents"
            print(f"{done}: {numbers[0]:,.1f} s, {numbers[1]:.0f} MB", file=sys.stderr, flush=True)
    for one in running:
        one.communicate()
        assert not one.returncode, one.args
    return [
        Spent(seconds, megabytes, tuple(after - before for before, after in pairwise(known)))
        for (seconds, megabytes), known in zip(last, said, strict=True)
    ]


def renumbered(text: str, nth: int) -> str:
    """A text with another number of its own wherever that stands; the same text if it has no symbol.

    >>> renumbered("A/RES/98/7\n\n98/7. Lamps\n\nRecalling 98/71", 2)
    'A/RES/98/20007\n\n98/20007. Lamps\n\nRecalling 98/71'
    """
    lines = (line.strip() for line in text.splitlines()[:40])
    symbol = next((found for found in map(parse_symbol, lines) if found), None)
    own = (
        re.fullmatch(r"(?P<before>[\w-]*/)?(?P<number>\d+)(?P<after> \(\d{4}\))?.*", symbol.number) if symbol else None
    )
    if own is None:
        return text
    before, number, after = (re.escape(own[name] or "") for name in ("before", "number", "after"))
    other = str(int(own["number"]) + 10_000 * nth)
    return re.sub(rf"(?<![\w/])((?:[A-Z]+/)*{before}){number}(?=(?:{after or ''})(?!\d))", rf"\g<1>{other}", text)


def copies(paths: list[str], count: int, folder: str) -> list[str]:
    """So many files in a folder: the texts, and copies of them under other numbers."""
    made: list[str] = []
    while len(made) < count:
        nth, i = divmod(len(made), len(paths))
        source = Path(paths[i])
        text = source.read_text(encoding="utf-8")
        target = Path(folder, f"{nth:04}", source.name)
        target.parent.mkdir(exist_ok=True)
        target.write_text(renumbered(text, nth) if nth else text, encoding="utf-8")
        made.append(str(target))
    return made


def p95(values: Iterable[float]) -> float:
    """The value that 95 in a hundred do not exceed."""
    ordered = sorted(values)
    return ordered[int(len(ordered) * 0.95)]


def grow(path: str, rows: int) -> int:
    """Copy the units of a library, with their words in the index, until there are so many; how many there are."""
    from akn_library.folding import folded
    from akn_library.schema import connect, transaction

    db = connect(path, writing=True)
    there: int = db.execute("SELECT count(*) FROM unit").fetchone()[0]
    if there >= rows:
        db.close()
        return there
    first = db.execute(
        "SELECT unit.text, version.language FROM unit JOIN version ON version.id = version ORDER BY unit.id"
    ).fetchall()
    words = [folded(text, language) for text, language in first]
    held = own = len(words)
    columns = "version, parent, eid, kind, part, place, number, action, text, page, line"
    top: int = db.execute("SELECT max(id) FROM unit").fetchone()[0]
    while held < rows:
        new = min(own, rows - held)
        at: int = db.execute("SELECT max(id) FROM unit").fetchone()[0]
        with transaction(db):
            db.execute(
                f"INSERT INTO unit ({columns}) SELECT {columns} FROM unit WHERE id <= ? ORDER BY id LIMIT ?", (top, new)
            )
            db.executemany(
                "INSERT INTO unit_fts (rowid, surface, stem) VALUES (?, ?, ?)",
                ((at + i, *forms) for i, forms in enumerate(words[:new], 1)),
            )
        held += new
    db.execute("INSERT INTO unit_fts (unit_fts) VALUES ('optimize')")
    db.close()
    return held


def searches(library: Library, seed: int = 1) -> list[tuple[str, dict[str, str]]]:
    """Queries drawn from the texts that are held, with their filters."""
    chosen = random.Random(seed)
    texts = library.connection.execute(
        "SELECT unit.text, version.language FROM unit JOIN version ON version.id = version WHERE length(text) > 40"
        " ORDER BY unit.id LIMIT 100000"
    ).fetchall()
    found: list[tuple[str, dict[str, str]]] = []
    for i in range(_DRAWN):
        text, language = chosen.choice(texts)
        words = [w for w in re.findall(r"[^\W\d_]+", text) if len(w) > 3 or language == "zho"] or ["report"]
        start = chosen.randrange(len(words))
        asked = " ".join(w[:4] if language == "zho" else w for w in words[start : start + 1 + i % 2])
        found.append((asked, {"language": language} if i % 3 == 0 else {}))
    return found


def timed(action: Callable[[], object]) -> float:
    """Milliseconds of processor time that an action takes."""
    started = time.process_time()
    action()
    return (time.process_time() - started) * 1000


def main() -> None:
    """Measure what the command line names."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--rows", type=int, default=0)
    parser.add_argument("--documents", type=int, default=0)
    args = parser.parse_args()
    paths = sorted(str(p) for p in args.folder.rglob("*") if p.suffix in (".txt", ".xml", ".docx", ".pdf"))
    paths = paths[:: args.every]
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "measured.db")
        if args.documents:
            paths = copies([path for path in paths if path.endswith(".txt")], args.documents, folder)
        started = time.time()
        adding, *converting = measured(add_all, *(() if args.documents else (convert_all,)), paths=paths, target=target)
        clock = time.time() - started
        with sqlite3.connect(target) as db:
            held: int = db.execute("SELECT count(*) FROM unit").fetchone()[0]
        numbers = {
            "documents": len(paths),
            "units": held,
            "seconds": adding.seconds,
            "seconds by the clock": clock,
            "last quarter / first": sum(adding.turns[-5:]) / sum(adding.turns[:5]),
            "megabytes": adding.megabytes,
            "megabytes on disk": os.path.getsize(target) / 1e6,
            "bytes a unit": os.path.getsize(target) / held,
        }
        if converting:
            numbers["times of converting"] = adding.seconds / converting[0].seconds
            numbers["megabytes of converting"] = converting[0].megabytes
        if args.rows:
            numbers["units, with copies"] = grow(target, args.rows)
        with Library(target) as library:
            for words, filters in searches(library, 2)[:30]:  # warm
                list(library.find(words, **filters))  # type: ignore[arg-type]
            asked = searches(library)
            numbers["search, p95 ms"] = p95(
                timed(lambda w=words, f=filters: list(library.find(w, **f)))  # type: ignore[misc]
                for words, filters in asked
            )
            cited = library.connection.execute(
                "SELECT symbol, fragment FROM citation JOIN cited ON cited.id = cited WHERE symbol <> '' ORDER BY"
                " citation.id LIMIT 300"
            ).fetchall()
            numbers["who cites, p95 ms"] = p95(
                timed(lambda s=symbol, f=fragment: list(library.cited_by(s, f)))  # type: ignore[misc]
                for symbol, fragment in cited
            )
    for name, value in numbers.items():
        print(f"{value:12.2f}  {name}")
    print(f"{peak():12.2f}  megabytes of asking")


if __name__ == "__main__":
    main()
