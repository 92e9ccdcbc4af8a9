"""Every case under `cases/`: a text as a person holds it, and the structure that must be found in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from akn.parse import parse_blocks
from converters.formats import text as text_format
from tests.akn.structure.outline import outline

_FOLDER = Path(__file__).parent / "cases"
_CASE = re.compile(
    r"^## (?P<name>.+?)\n(?P<why>.*?)```text\n(?P<given>.*?)```\s*```outline\n(?P<wanted>.*?)```", re.S | re.M
)


def _cases() -> list[tuple[str, str, str]]:
    found = []
    for path in sorted(_FOLDER.glob("*.md")):
        for m in _CASE.finditer(path.read_text(encoding="utf-8")):
            found.append((f"{path.stem}: {m['name']}", m["given"], m["wanted"]))
    return found


_CASES = _cases()


def test_there_are_cases_in_every_file() -> None:
    named = {name.partition(":")[0] for name, _, _ in _CASES}
    assert named == {p.stem for p in _FOLDER.glob("*.md")}
    assert len(_CASES) >= 20


@pytest.mark.parametrize(("given", "wanted"), [c[1:] for c in _CASES], ids=[c[0] for c in _CASES])
def test_structure(given: str, wanted: str) -> None:
    document = parse_blocks(text_format.read(given.encode("utf-8")).value).value
    assert outline(document) == wanted.splitlines()
