"""The page on the architecture says where things stand: every file, module and function that it names is there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
LONGEST = 250  # lines: one page, to be read in one go
PACKAGES = ("akn", "converters", "akn_library", "akn_desk")
FILES = [
    path.relative_to(ROOT)
    for folder in (*PACKAGES, "tests", "docs")
    for path in ((ROOT / folder), *(ROOT / folder).rglob("*"))
    if path.suffix in (".py", ".toml", ".md") or path.is_dir()
]
SECTIONS = {
    heading: text
    for heading, _, text in (part.partition("\n") for part in PAGE.split("\n## ")[1:])
    if heading != "Dependencies, and why"  # names of packages of others
}


def _files(name: str) -> list[Path]:
    """The files and folders that a name may mean: "akn.walk", "akn/rules", "structure/choose.py", "choose"."""
    path = name.rstrip("/")
    if not path.endswith((".py", ".toml", ".md")):
        path = path.replace(".", "/")
    ends = (f"/{path}", f"/{path}.py")
    return [file for file in FILES if f"/{file.as_posix()}".endswith(ends)]


@cache
def _defined(path: Path) -> frozenset[str]:
    """The names that a module defines or imports, those inside its classes and functions included, and the keys and
    features of its tables."""
    module = ROOT / path / "__init__.py" if (ROOT / path).is_dir() else ROOT / path
    if module.suffix != ".py" or not module.exists():
        return frozenset()
    found: set[str] = set()
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef, ast.alias)):
            found.add(node.name)
        elif isinstance(node, (ast.Name, ast.Attribute)) and isinstance(node.ctx, ast.Store):
            found.add(node.id if isinstance(node, ast.Name) else node.attr)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            found.update(node.value.split())
    return frozenset(found)


def _named(section: str) -> Iterator[str]:
    """What stands as code in running text and tables and has the form of a name or a path."""
    for code in re.findall(r"`([^`\n]+)`", section):
        if re.fullmatch(r"[A-Za-z_][\w./]*", code) and not re.fullmatch(r"[A-Z]\d{3}", code):
            yield code


def missing(section: str) -> list[str]:
    """The names of a section that are neither files nor defined in a file that the section names."""
    names = list(dict.fromkeys(_named(section)))
    there = [file for name in names for file in _files(name)]
    lost = []
    for name in names:
        module, _, last = name.rpartition(".")
        places = _files(module) if module else there
        if not _files(name) and not any(last in _defined(place) for place in places):
            lost.append(name)
    return lost


@pytest.mark.parametrize("heading", SECTIONS)
def test_what_the_page_names_is_there(heading: str) -> None:
    assert missing(SECTIONS[heading]) == []


def test_a_name_that_is_gone_is_found() -> None:
    section = "`akn/parse.py` asks `structure/chosen.py`, `akn.walk.unit_list`, `parse_blocks` and `parse_lines`"
    assert missing(section) == ["structure/chosen.py", "akn.walk.unit_list", "parse_lines"]


def test_it_is_one_page() -> None:
    assert len(PAGE.splitlines()) <= LONGEST
