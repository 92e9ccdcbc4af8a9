"""All patterns that the packages compile, and how long each takes for texts made to be slow for it.

Run in a process of its own (`tests/test_patterns.py`): the functions that make patterns are replaced by ones that take
note, before any module of ours is loaded.  Patterns that follow from data files are made when documents of all
languages are read.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
import time
import traceback
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PACKAGES = ("akn", "converters", "akn_library", "akn_desk")
LONG, SECONDS = 100_000, 1.0
_SHORT = 2_000
_GROWTH = 1.6  # times what a text takes whose length counts alone: less is no growth but noise
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

    def note(source: Any, flags: int) -> None:
        maker = traceback.extract_stack(limit=3)[0]
        path = Path(maker.filename)
        if isinstance(source, str) and path.is_relative_to(ROOT) and path.relative_to(ROOT).parts[0] in PACKAGES:
            found.setdefault((source, int(flags)), f"{path.relative_to(ROOT)}:{maker.lineno}")

    def compiled(source: Any, flags: int = 0) -> Any:
        note(source, flags)
        return real(source, flags)

    re.compile = compiled  # type: ignore[assignment]
    import akn.patterns

    late = akn.patterns.lazy_pattern

    def lazy(source: Any, flags: int = 0) -> Any:
        note(source, flags)
        return late(source, flags)

    akn.patterns.lazy_pattern = lazy
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
    re.compile = real
    return found


class Uses(ast.NodeVisitor):
    """Which methods of patterns a module calls, by the name of the pattern or of the function that gives it; and which
    names stand at a line: what it is assigned to, the function around it.
    """

    def __init__(self, path: Path) -> None:
        self.called: dict[str, set[str]] = {}
        self.names: dict[int, set[str]] = {}
        self.visit(ast.parse(path.read_text(encoding="utf-8")))

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr in _METHODS:
            asked = node.value.func if isinstance(node.value, ast.Call) else node.value
            name = asked.id if isinstance(asked, ast.Name) else asked.attr if isinstance(asked, ast.Attribute) else ""
            self.called.setdefault(name, set()).add(node.attr)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        self._named(node, [t.id for t in node.targets if isinstance(t, ast.Name)])

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._named(node, [node.name])

    def _named(self, node: ast.stmt, names: list[str]) -> None:
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1):
            self.names.setdefault(line, set()).update(names)
        self.generic_visit(node)


@cache
def _uses(path: Path) -> Uses:
    return Uses(path)


@cache
def _modules() -> tuple[Path, ...]:
    return tuple(path for package in PACKAGES for path in sorted((ROOT / package).rglob("*.py")))


def is_asked_at_a_place(where: str) -> bool:
    """True for a pattern that is only ever asked whether it matches where the caller says."""
    path, _, line = where.rpartition(":")
    own = _uses(ROOT / path)
    names = own.names.get(int(line), set())
    asked = {method for name in names for method in own.called.get(name, ())}
    for name in (n for n in names if not n.startswith("_")):
        asked |= {method for other in _modules() for method in _uses(other).called.get(name, ())}
    return bool(asked) and asked <= _ASKED_AT_A_PLACE


def pieces(pattern: re.Pattern[str], texts: list[str]) -> Iterator[str]:
    """What texts for a pattern are made of: signs, the letters in it, and what it finds in documents."""
    yield from _SIGNS
    letters = re.sub(r"\\[a-zA-Z]", "", pattern.pattern)
    yield from list(dict.fromkeys(c for c in letters if c not in "\\^$.|?*+()[]{}"))[:8]
    for text in texts:
        if m := pattern.search(text):
            yield from (m[0], f"{m[0]} ") if 0 < len(m[0]) < 200 else ()


def seconds(pattern: re.Pattern[str], piece: str, length: int, *, at_a_place: bool) -> float:
    """Of this process, for one text that is nothing but a piece, and then a sign that ends every match."""
    text = piece * (length // len(piece) + 1) + "\0"
    before = time.process_time()
    if at_a_place:
        pattern.match(text)
        pattern.fullmatch(text)
    else:
        for _ in pattern.finditer(text):
            pass
    return time.process_time() - before


def slow(pattern: re.Pattern[str], texts: list[str], *, at_a_place: bool) -> tuple[str, float]:
    """A piece of which LONG characters take a pattern more than SECONDS, and how many; nothing if there is none.

    What grows no faster than its text is not asked about long ones, and what would take hours is found at a length that
    takes none.
    """
    for piece in dict.fromkeys(pieces(pattern, texts)):
        length, taken = _SHORT, seconds(pattern, piece, _SHORT, at_a_place=at_a_place)
        while taken * (LONG / length) ** 2 > SECONDS:
            if taken > SECONDS or length == LONG:
                return (piece, taken * LONG / length) if taken * LONG / length > SECONDS else ("", 0.0)
            longer = min(LONG, 4 * length)
            again = seconds(pattern, piece, longer, at_a_place=at_a_place)
            if again < taken * longer / length * _GROWTH and again * LONG / longer < SECONDS:
                break
            length, taken = longer, again
    return "", 0.0


def main() -> None:
    """Print how many patterns there are, and the slow ones, as JSON."""
    found = collected()
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]
    told = []
    for (source, flags), where in found.items():
        piece, taken = slow(re.compile(source, flags), texts, at_a_place=is_asked_at_a_place(where))
        if piece:
            told.append([where, source, piece, round(taken, 1)])
            sys.stderr.write(f"{told[-1]}\n")
    json.dump({"patterns": len(found), "slow": told}, sys.stdout)


if __name__ == "__main__":
    main()
