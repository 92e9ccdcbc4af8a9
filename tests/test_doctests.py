"""Every example in a docstring says what comes out."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

_ROOT = Path(__file__).parent.parent
_EXTRAS = ("pypdfium2", "tesserocr", "PIL", "distributed", "jinja2", "rich", "fsspec", "shtab", "markdown_it", "docx")
_MODULES = [
    ".".join(path.relative_to(_ROOT).with_suffix("").parts).removesuffix(".__init__")
    for package in sorted(typed.parent.name for typed in _ROOT.glob("*/py.typed"))
    for path in sorted((_ROOT / package).rglob("*.py"))
    if ">>> " in path.read_text(encoding="utf-8")
]


@pytest.mark.parametrize("name", _MODULES)
def test_the_examples_of_a_module(name: str) -> None:
    try:
        module = importlib.import_module(name)
    except ImportError as error:
        if error.name not in _EXTRAS:
            raise
        pytest.skip(f"{error.name}, which an extra brings, is not installed")
    result = doctest.testmod(module, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert result.attempted
    assert not result.failed


def test_there_are_examples_everywhere() -> None:
    assert len(_MODULES) > 60
