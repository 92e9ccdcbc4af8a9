"""Who may import whom: the rooms of the house, and the doors between them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOUNDATION = {
    "akn",
    "akn.data",
    "akn.text",
    "akn.blocks",
    "akn.document",
    "akn.diagnostics",
    "akn.errors",
    "akn.extensions",
    "akn.kept",
    "akn.decisions",
    "akn.patterns",
    "akn.punctuation",
    "akn.chains",
}
BELOW = {"akn": set[str](), "converters": {"akn"}, "akn_library": {"akn", "converters"}}
BELOW["akn_desk"] = {"akn", "converters", "akn_library"}
"""The packages of this repository, and which of the others each may import."""
PACKAGES = [package for package in BELOW if (ROOT / package).is_dir()]
HEAVY = {"lxml", "cobalt", "xmlschema", "docx", "rich", "fsspec", "distributed", "charset_normalizer", "jinja2"}
HEAVY |= {"pypdfium2", "tesserocr", "PIL"}


def _modules() -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
            found[name.removesuffix(".__init__")] = path
    return found


MODULES = _modules()


class Facts(NamedTuple):
    """What is asked of a module, whose source is parsed once."""

    imports: tuple[str, ...]
    imports_at_start: tuple[str, ...]  # without those inside functions
    classes: tuple[str, ...]
    words: tuple[str, ...]  # in letters of other scripts
    called_at_start: tuple[str, ...]


@cache
def _facts(module: str) -> Facts:
    text = MODULES[module].read_text(encoding="utf-8")
    tree = ast.parse(text)
    statements = list(_statements(tree))
    imported = [(name, at_start) for node, at_start in statements for name in _imported(module, node)]
    return Facts(
        imports=tuple(name for name, _ in imported),
        imports_at_start=tuple(name for name, at_start in imported if at_start),
        classes=tuple(node.name for node, _ in statements if isinstance(node, ast.ClassDef)),
        # to look at each expression takes longer than to parse a module: only where letters can be
        words=tuple(_words(list(ast.walk(tree)))) if _OTHER_LETTERS.search(text) else (),
        called_at_start=tuple(_called(tree)),
    )


def _imports(module: str) -> tuple[str, ...]:
    """The modules that a module imports, also inside functions; no type-only ones."""
    return _facts(module).imports


_BLOCKS = (ast.stmt, ast.ExceptHandler, ast.match_case)  # what holds statements, and so imports


def _statements(tree: ast.Module) -> Iterator[tuple[ast.AST, bool]]:
    """What holds statements, and these, but for those of types only; and whether they run when the module is loaded:
    not inside a function.
    """
    waiting: list[tuple[ast.AST, bool]] = [(tree, True)]
    while waiting:
        node, at_start = waiting.pop()
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            waiting.extend((one, at_start) for one in node.orelse)
            continue
        yield node, at_start
        at_start = at_start and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        waiting.extend((one, at_start) for one in ast.iter_child_nodes(node) if isinstance(one, _BLOCKS))


def _imported(module: str, node: ast.AST) -> Iterator[str]:
    """The modules that a statement imports."""
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, f"{module}: relative import"
        assert node.module
        for alias in node.names:
            inner = f"{node.module}.{alias.name}"
            yield inner if inner in MODULES else node.module


_OTHER_LETTERS = re.compile(r"[^\W\d_\x00-\u0370]|\\[uUN]")  # as they are, or as escapes


def _words(nodes: list[ast.AST]) -> Iterator[str]:
    """The words in letters of other scripts in string literals, those of documentation aside."""
    docs = {
        id(node.body[0].value)
        for node in nodes
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            # character classes are no words, nor are alphabets, in which every letter stands once
            for word in re.findall(r"[^\W\d_\x00-\u0370]{4,}", re.sub(r"\[[^]]*\]", " ", node.value)):
                if len(word) < 5 or len(set(word)) < len(word):
                    yield word


def _called(tree: ast.Module) -> Iterator[str]:
    """What is called when a module is loaded, as it is written."""
    waiting: list[ast.AST] = [node for node in tree.body if isinstance(node, (ast.Assign, ast.AnnAssign, ast.Expr))]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)
        if not isinstance(node, ast.Lambda):
            waiting.extend(ast.iter_child_nodes(node))


def _reached(*starts: str) -> set[str]:
    """All modules that these bring along, lazily imported ones included."""
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        module = waiting.pop()
        if module not in seen:
            seen.add(module)
            if module in MODULES:
                waiting.extend(_imports(module))
    return seen


def _in(package: str) -> list[str]:
    return [m for m in MODULES if m == package or m.startswith(f"{package}.")]


def test_there_are_modules_to_look_at() -> None:
    assert len(MODULES) > 30
    assert "akn.diagnostics" in _imports("akn.blocks")


def test_every_package_has_its_place() -> None:
    assert sorted(PACKAGES) == sorted(typed.parent.name for typed in ROOT.glob("*/py.typed"))


def test_a_package_imports_those_below_it_only() -> None:
    for module in MODULES:
        own = module.split(".")[0]
        assert {name.split(".")[0] for name in _imports(module)} & BELOW.keys() <= BELOW[own] | {own}, module


def test_names_that_come_on_first_use_come_from_no_package_above() -> None:
    import akn

    assert {module.split(".")[0] for module in akn._HOMES} == {"akn"}


@pytest.mark.parametrize(
    ("starts", "forbidden"),
    [
        (["akn.parse", "akn.structure", "akn.inline", "akn.languages", "akn.bodies"], {"lxml", "cobalt"}),
        (["akn.layout"], {"lxml", "cobalt"}),
        (["akn.emit"], {"lxml", "cobalt"}),
        (["akn.emit"], {"akn.blocks", "akn.languages", "akn.structure", "akn.inline", "akn.parse"}),
        (["akn.read"], {"akn.blocks", "akn.structure", "akn.inline", "akn.parse"}),  # bodies tell what an IRI names
        (["akn.validate"], {"akn.blocks", "akn.structure", "akn.inline", "akn.parse"}),
    ],
    ids=[
        "parse knows no XML",
        "layout knows no XML",
        "emit builds XML itself",
        "emit knows no sources",
        "read",
        "validate",
    ],
)
def test_a_room_does_not_reach_what_is_none_of_its_business(starts: list[str], forbidden: set[str]) -> None:
    reached = _reached(*(m for start in starts for m in _in(start)))
    assert not [m for m in sorted(reached) for f in forbidden if m == f or m.startswith(f"{f}.")]


@pytest.mark.parametrize(("one", "other"), [("akn.structure", "akn.inline"), ("akn.inline", "akn.structure")])
def test_structure_and_inline_do_not_know_each_other(one: str, other: str) -> None:
    modules = _in(one)
    assert len(modules) > 2
    assert not [(m, name) for m in modules for name in _imports(m) if name.startswith(other)]


@pytest.mark.parametrize("module", sorted(m.stem for m in (ROOT / "akn").glob("*.py") if f"akn.{m.stem}" in FOUNDATION))
def test_the_foundation_stands_on_itself(module: str) -> None:
    ours = {name for name in _imports(f"akn.{module}") if name.split(".")[0] in ("akn", "converters")}
    assert ours <= FOUNDATION


def test_no_modules_import_each_other_in_a_circle() -> None:
    """Imports inside functions count too: a circle is a circle whenever it is closed."""
    left = {module: {name for name in _imports(module) if name in MODULES and name != module} for module in MODULES}
    while free := [module for module, names in left.items() if not names & left.keys()]:
        for module in free:
            del left[module]
    assert not sorted(left), "these import each other, or what does"


@pytest.mark.parametrize("module", _in("converters.formats"))
def test_a_format_speaks_blocks_and_knows_nothing_of_what_they_mean(module: str) -> None:
    allowed = FOUNDATION - {"akn.document"} | {"akn.xml.parser", "akn.xml.nest", "akn.vocabulary.numerals"}
    if "def write_document(" in MODULES[module].read_text(encoding="utf-8"):  # not from blocks
        allowed |= {"akn.document", "akn.walk", "akn.bodies", "akn.languages", "akn.xml.uri"}
    if (
        module == "converters.formats.printed.openings"
    ):  # where a printed paragraph ends, layout and language tell together
        allowed |= {"akn.languages", "akn.structure.evidence"}
    if module == "converters.formats.text.counted":  # "paragraph 3" has the form of a call that was typed
        allowed |= {"akn.languages", "akn.structure.evidence", "akn.inline.counted"}
    ours = {name for name in _imports(module) if name.split(".")[0] == "akn"}
    assert ours <= allowed, "what a format may know of the core"
    others = {name for name in _imports(module) if name.startswith("converters")}
    assert all(name.startswith("converters.formats") for name in others)


def test_nothing_but_its_start_imports_the_command() -> None:
    """What commands share is in `converters.commands`; the commands of a package above are in its module `command`."""
    for module in MODULES:
        imports = set(_imports(module))
        if not module.startswith(("converters.cli", "converters.__main__", "converters.commands.completion")):
            assert "converters.cli" not in imports, module
        if not module.startswith(("converters.cli", "converters.commands", "akn_library.command", "akn_desk.command")):
            assert not [name for name in imports if name.startswith("converters.commands")], module


def test_heavy_packages_are_imported_where_they_are_needed_and_not_before() -> None:
    """At import time lxml may load only with the modules that are about XML; nothing else that is heavy at all."""
    about_xml = ("akn.read", "akn._read", "akn.validate", "akn.rules", "akn.schemas", "akn.xml.parser", "akn.upgrade")
    about_xml += ("converters.compare.redline", "converters.compare.revised", "converters.compare.commented")
    for module in MODULES:
        loaded = {name.split(".")[0] for name in _facts(module).imports_at_start} & HEAVY
        assert loaded <= ({"lxml"} if module.startswith((*about_xml, "converters.formats.")) else set()), module


def test_no_word_of_a_language_stands_in_code() -> None:
    """Letters of other scripts in string literals of the core: they belong into the data files (doctests aside)."""
    assert {module: words for module in _in("akn") if (words := _facts(module).words)} == {}


@pytest.mark.parametrize("name", ["utils", "helpers", "common", "manager", "misc"])
def test_no_module_has_a_name_that_says_nothing(name: str) -> None:
    assert not [m for m in MODULES if m.rsplit(".", 1)[-1].strip("_") == name]


def test_patterns_of_modules_are_made_when_they_are_used() -> None:
    """Making all of them took a third of the time of a command; `akn.patterns` makes one when it is first asked."""
    assert [module for module in MODULES if "re.compile" in _facts(module).called_at_start] == []


def test_no_class_name_is_borne_by_three_modules() -> None:
    """Three lines, rows or readers could not be told apart by name; each says of what it is."""
    borne: dict[str, list[str]] = {}
    for module in MODULES:
        for name in _facts(module).classes:
            borne.setdefault(name, []).append(module)
    assert {name: modules for name, modules in borne.items() if len(modules) > 2} == {}
