"""What is loaded, and when: importing the packages and asking for help must cost next to nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = {"lxml", "cobalt", "xmlschema", "docx", "rich", "tomllib", "multiprocessing", "asyncio", "concurrent", "json"}


def _loaded(code: str) -> set[str]:
    """The modules that are loaded when a fresh interpreter has run some code."""
    run = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print('|', ' '.join(sys.modules), file=sys.stderr)"],
        capture_output=True,
        text=True,
        check=True,
    )
    return set(run.stderr.rpartition("|")[2].split())


@pytest.mark.parametrize("package", sorted(typed.parent.name for typed in ROOT.glob("*/py.typed")))
def test_importing_a_package_loads_nothing_heavy_and_none_of_its_modules(package: str) -> None:
    loaded = _loaded(f"import {package}")
    assert package in loaded
    assert not loaded & (HEAVY | {"msgspec", "dataclasses", "pathlib", "inspect"})
    assert not [m for m in loaded if m.startswith(f"{package}.")]


@pytest.mark.parametrize("arguments", [["--help"], ["convert", "--help"], ["validate", "--help"], ["--version"]])
def test_help_loads_neither_lxml_nor_the_model_nor_language_data(arguments: list[str]) -> None:
    loaded = _loaded(f"from converters.cli import main; assert main({arguments!r}) == 0")
    assert "argparse" in loaded
    assert not loaded & HEAVY
    assert not [
        m
        for m in loaded - {"akn.patterns", "akn.errors", "akn.extensions"}
        if m.startswith(("akn.", "converters.formats", "converters.batch"))
    ]


def test_the_public_names_come_on_first_use() -> None:
    loaded = _loaded("import akn; akn.Text")
    assert "akn.text" in loaded
    assert "akn.blocks" not in loaded
    assert "lxml" not in loaded


def test_converting_one_text_loads_no_package_for_many_and_no_optional_one() -> None:
    loaded = _loaded(
        "from converters import Options, convert\n"
        "text = b'The General Assembly,\\n\\n1. Decides to remain seized of the matter.\\n'\n"
        "convert(text, options=Options(validate=False))"
    )
    assert "akn.parse" in loaded
    assert not loaded & {"lxml", "xmlschema", "docx", "rich", "multiprocessing", "asyncio", "concurrent", "fsspec"}


def test_adding_to_a_library_loads_nothing_that_compares_texts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The General Assembly,\n\n1. Decides to remain seized of the matter.\n")
    loaded = _loaded(
        "from akn_library import Library\n"
        f"with Library({str(tmp_path / 'a.db')!r}, create=True) as library:\n"
        f"    assert all(one.ok for one in library.add([{str(tmp_path / 'a.txt')!r}]))"
    )
    assert "akn_library.store" in loaded
    assert not [m for m in loaded if m.startswith(("akn.compare", "akn_library.history"))]


def test_no_module_reads_a_data_file_when_it_is_imported() -> None:
    loaded = _loaded(
        "import importlib, pkgutil\n"
        "from akn.extensions import offered\n"
        "from akn.languages import codes\n"
        "for name in ('akn', 'converters', 'akn_library', 'akn_desk'):\n"
        "    for module in pkgutil.walk_packages(importlib.import_module(name).__path__, f'{name}.'):\n"
        "        if not module.name.endswith('__main__'):\n"
        "            importlib.import_module(module.name)\n"
        "            assert not codes.cache_info().currsize + offered.cache_info().currsize, module.name"
    )
    assert {"converters.calendars", "converters.compare.worklists", "converters.view.site"} <= loaded
