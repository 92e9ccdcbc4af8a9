"""All patterns that the packages compile, and how long each takes for texts made to be slow for it.

Run in a process of its own (`tests/test_patterns.py`): the functions that make patterns are replaced by ones that take
note, before any module of ours is loaded.  Patterns that follow from data files are made when documents of all
languages are read.
"""

from __future__ import annotations

import argparse
import ast
import gc
import importlib
import inspect
import itertools
import json
import math
import pkgutil
import random
import re
import sys
import time
from collections.abc import Iterator, Set
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PACKAGES = ("akn", "converters", "akn_library", "akn_desk")
LONG, SECONDS = 100_000, 1.0
SHORT = 250
_FEW, _MULTIPLIED = (12, 16, 20, 24), 5  # pieces, and by what four more of them multiply work that has no end
_HALF_WAY = 18
_AT_ONCE = 0.001  # seconds
_CERTAIN = 0.25  # seconds that, taken twice, are no mistake of the clock
_GROWS = 1.3  # the power of the length by which work grows: 1 where it is in proportion, 2 for each character anew
_REPEATS = re.compile(r"[*+{]")
_ASKED_AT_A_PLACE = frozenset({"match", "fullmatch"})
_METHODS = _ASKED_AT_A_PLACE | {"search", "finditer", "findall", "sub", "subn", "split"}
_SIGNS = [
    *" a1A,(.\n/-“《é中ا|[<*_#",
    "a ",
    "1 ",
    ", ",
    "1. ",
    "(a) ",
    "A/",
    "1-",
    "- ",
    "\n\n",
    " \n",
    "aA",
    "a1",
    "| ",
    "`",
]

Known = tuple[str, int]


def collected() -> dict[Known, str]:
    """Sources and flags of all patterns of text, with the place that makes them first."""
    found: dict[Known, str] = {}
    real = re.compile

    def note(source: Any, flags: int, maker: tuple[str, int] | None = None) -> None:
        file, line = maker or _maker({__file__})
        path = Path(file)
        if isinstance(source, str) and path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in PACKAGES:
            found.setdefault((source, int(flags)), f"{path.relative_to(ROOT)}:{line}")

    def compiled(source: Any, flags: int = 0) -> Any:
        note(source, flags)
        return real(source, flags)

    re.compile = compiled  # type: ignore[assignment]
    import akn.patterns

    late = akn.patterns._Late.__init__
    made_late: list[Any] = []  # whose sources are made once they are asked; the examples ask a half of them

    def lazy(self: Any, source: Any, flags: int = 0) -> None:
        maker = _maker({__file__, str(akn.patterns.__file__)})

        def made() -> Any:  # when it is first asked for, by somebody else
            text = source()
            note(text, flags, maker)
            return text

        if callable(source):
            made_late.append(self)
        else:
            note(source, flags, maker)
        late(self, made if callable(source) else source, flags)

    akn.patterns._Late.__init__ = lazy  # type: ignore[method-assign]
    for package in PACKAGES:
        for module in pkgutil.walk_packages(importlib.import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    from akn import links, mandates
    from converters import convert

    for path in sorted((ROOT / "examples").glob("*.txt")):
        document = convert(path).require_document()
        links(document)
        mandates(document)
    while made_late:  # to make one may need others
        assert made_late.pop().pattern
    re.compile = real
    return found


def _maker(files: Set[str]) -> tuple[str, int]:
    """The nearest line outside some files that led here."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename in files:
        frame = frame.f_back
    assert frame is not None
    return frame.f_code.co_filename, frame.f_lineno


class Uses:
    """Which methods of patterns a module calls, by the name of the pattern or of the function that gives it; and which
    names stand at a line: what it is assigned to, the function around it.
    """

    def __init__(self, path: Path) -> None:
        self.called: dict[str, set[str]] = {}
        self.names: dict[int, set[str]] = {}
        waiting: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ast.Attribute) and node.attr in _METHODS:
                asked = node.value.func if isinstance(node.value, ast.Call) else node.value
                self.called.setdefault(_name(asked), set()).add(node.attr)
            elif isinstance(node, ast.Assign):
                self._named(node, [_name(target) for target in node.targets])
            elif isinstance(node, ast.FunctionDef):
                self._named(node, [node.name])
            if not isinstance(node, (ast.Name, ast.Constant)):  # half of all, in which nothing else stands
                waiting.extend(ast.iter_child_nodes(node))

    def _named(self, node: ast.stmt, names: list[str]) -> None:
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
            self.names.setdefault(line, set()).update(filter(None, names))


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@cache
def _uses(path: Path) -> Uses:
    return Uses(path)


@cache
def _users() -> dict[str, list[Path]]:
    """Modules by the names that stand before a method of patterns, or before the brackets of a call, in them: no others
    can use the pattern of a name (to parse a module takes as long as a hundred patterns do).
    """
    found: dict[str, list[Path]] = {}
    asked = re.compile(rf"\b(\w++)\s*+(?:\(|\.\s*+(?:{'|'.join(sorted(_METHODS))})\b)")
    for path in (path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py"))):
        for name in {*asked.findall(path.read_text(encoding="utf-8"))}:
            found.setdefault(name, []).append(path)
    return found


def is_asked_at_a_place(where: str) -> bool:
    """True for a pattern that is only ever asked whether it matches where the caller says."""
    path, _, line = where.rpartition(":")
    own = _uses(ROOT / path)
    names = own.names.get(int(line), set())
    asked = {method for name in names for method in own.called.get(name, ())}
    if not asked <= _ASKED_AT_A_PLACE:  # most are told by their own module
        return False
    for name in (n for n in names if not n.startswith("_")):
        asked |= {method for other in _users().get(name, ()) for method in _uses(other).called.get(name, ())}
    return bool(asked) and asked <= _ASKED_AT_A_PLACE


def pieces(pattern: re.Pattern[str], found: list[str]) -> Iterator[tuple[str, str]]:
    """What texts for a pattern are made of, once and then again and again: signs, the letters in it, parts of what it
    finds in documents.
    """
    letters = re.sub(r"\\[a-zA-Z]", "", pattern.pattern)
    own = list(dict.fromkeys(c for c in letters if c not in "\\^$.|?*+()[]{}"))[:8]
    yield from (("", piece) for piece in (*_SIGNS, *own))
    for piece in found:
        yield from (("", piece), ("", f"{piece} "), (f"{piece} ", "a"), (piece, piece[-1]), ("", f"{piece[-1]} "))


def drawn(pattern: re.Pattern[str], found: list[str], r: random.Random) -> tuple[str, str]:
    """One more text for a pattern: the beginning of what it finds, or of what its own letters are, and a piece."""
    sources = [*found, "".join(r.choices([*_SIGNS, *pattern.pattern], k=6)), "".join(r.choices(_SIGNS, k=4))]
    start, again = r.choice(sources), r.choice(sources)
    at = r.randrange(len(again))
    return start[: r.randrange(len(start) + 1)], again[at : at + r.randrange(1, 5)]


def seconds(pattern: re.Pattern[str], text: str, *, at_a_place: bool, enough: float) -> float:
    """What a text takes of the processor, the least of three tries unless one tells enough: few seconds; or of two that
    take many, as a single one may be that of a machine that was busy.
    """
    least = math.inf
    for tried in range(3):
        before = time.process_time()
        if at_a_place:
            pattern.match(text)
            pattern.fullmatch(text)
        else:
            for _ in pattern.finditer(text):
                pass
        least = min(least, time.process_time() - before)
        if least < enough or (tried and least > _CERTAIN):
            break
    return least


def slow(pattern: re.Pattern[str], start: str, again: str, *, at_a_place: bool, short: int = SHORT) -> float:
    """How long LONG characters take a pattern, at least, if its work grows faster than its text, and that is more than
    SECONDS; else 0.

    A few pieces more multiply the work of a pattern that takes for ever.  Others are asked with texts of `short`
    characters and of four times as many, again and again as long as their work grows faster.
    """

    def taken(pieces: int, enough: float) -> float:
        return seconds(pattern, start + again * pieces + "\0", at_a_place=at_a_place, enough=enough)

    few = taken(_FEW[0], _AT_ONCE)
    # the one in the middle comes before the last, which may take seconds; else what lies between is as fast
    if few > _AT_ONCE or any(taken(pieces, _AT_ONCE) > _AT_ONCE for pieces in (_HALF_WAY, _FEW[-1])):
        for pieces in _FEW[1:]:
            few, before = taken(pieces, _AT_ONCE), few
            if few > max(_AT_ONCE, _MULTIPLIED * before):
                return math.inf
    pieces = short // len(again)
    least = taken(pieces, SECONDS * (short / LONG) ** 2)
    growth = 0.0
    while least * (LONG / (pieces * len(again))) ** 2 > SECONDS and pieces * len(again) < LONG / 20:
        longer = taken(4 * pieces, 4**_GROWS * least)  # one that is as fast tells that it keeps step
        growth = math.log(longer / least, 4)
        if growth < _GROWS:
            return 0.0
        pieces, least = 4 * pieces, longer
    at_last = least * (LONG / (pieces * len(again))) ** growth if growth else 0.0
    return at_last if at_last > SECONDS else 0.0


def slowest(
    pattern: re.Pattern[str], texts: list[str], *, at_a_place: bool, draws: int = 0, some: slice = slice(None)
) -> tuple[str, str, float]:
    """The first text that is slow for a pattern, as what it begins with and what comes again, and how slow, of all or
    of some; `draws` more are drawn, and then all are longer.

    A pattern in which nothing is repeated does no more at a place than it is long, and is not timed.
    """
    if not _REPEATS.search(pattern.pattern):
        return "", "", 0.0
    matches = (pattern.search(text) for text in texts)
    found = list(dict.fromkeys(m[0] for m in matches if m and 0 < len(m[0]) < 200))
    r = random.Random(ascii(pattern.pattern))
    made = itertools.chain(pieces(pattern, found), (drawn(pattern, found, r) for _ in range(draws)))
    for start, again in [*dict.fromkeys(made)][some]:
        if taken := slow(pattern, start, again, at_a_place=at_a_place, short=4 * SHORT if draws else SHORT):
            return start, again, taken
    return "", "", 0.0


def main() -> None:
    """Print how many patterns there are, and the slow ones, as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--draws", type=int, default=0, metavar="N", help="so many more texts for each pattern")
    parser.add_argument(
        "--one-in",
        type=int,
        default=1,
        metavar="N",
        help="try one text in so many for each pattern, and look for it in one example in so many",
    )
    draws, one_in = (given := parser.parse_args()).draws, given.one_in
    gc.disable()  # all that is made here stays, and what reads a module makes much
    found = collected()
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    told = []
    for number, ((source, flags), where) in enumerate(found.items()):
        if not _REPEATS.search(source):  # it is not timed: `slowest`
            continue
        at_a_place = is_asked_at_a_place(where)
        some = slice(number % one_in, None, one_in)  # each text meets patterns, and each pattern texts
        start, again, taken = slowest(
            re.compile(source, flags), texts[some], at_a_place=at_a_place, draws=draws, some=some
        )
        if taken:
            told.append([where, source, start, again, round(taken, 1)])
            sys.stderr.write(f"{told[-1]}\n")
    json.dump({"patterns": len(found), "slow": told}, sys.stdout)


if __name__ == "__main__":
    main()
