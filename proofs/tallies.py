"""Many files against many laws: which files keep which law, and which exceptions are named with a reason."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

Verdicts = dict[str, str]
"""By law: empty if it is kept, else how it is broken."""


def files(folder: Path, suffixes: Iterable[str], every: int = 1) -> list[Path]:
    """All files of a folder and its folders with these suffixes, in order; of those each `every`-th."""
    wanted = frozenset(suffixes)
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in wanted)[::every]


def tally(check: Callable[[Path], Verdicts], paths: list[Path], jobs: int) -> int:
    """Check all files, print the numbers and the exceptions; 1 if one of them has no reason."""
    reasons = _reasons()
    kept: Counter[str] = Counter()
    named: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    told = []
    with ProcessPoolExecutor(jobs) as pool:
        for path, verdicts in zip(paths, pool.map(check, paths, chunksize=4), strict=True):
            for law, how in verdicts.items():
                if not how:
                    kept[law] += 1
                elif reason := reasons.get((law, path.stem)):
                    named[law] += 1
                    told.append(f"named    {law}  {path.parent.name}/{path.name}: {reason}")
                else:
                    broken[law] += 1
                    told.append(f"BROKEN   {law}  {path.parent.name}/{path.name}: {how}")
    print(*told, sep="\n")
    print(f"\n{len(paths)} files")
    for law in kept.keys() | named.keys() | broken.keys():
        print(f"{law:24} kept {kept[law]:6}   named {named[law]:4}   broken {broken[law]:4}")
    return 1 if broken else 0


def _reasons() -> dict[tuple[str, str], str]:
    """The exceptions that are known, by law and by the stem of the file."""
    with open(Path(__file__).parent / "exceptions.toml", "rb") as file:
        known = tomllib.load(file).get("exception", [])
    return {(law, stem): one["reason"] for one in known for law in one["laws"] for stem in one["files"]}


def first_difference(one: str, other: str) -> int:
    """The offset at which two texts differ first; the length of the shorter one if it begins the other."""
    same = [a == b for a, b in zip(one, other, strict=False)]
    return same.index(False) if False in same else len(same)
