"""The same resolution in six languages has the same skeleton: the same identifiers, letters written in English."""

from __future__ import annotations

import importlib
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from akn.emit import emit_xml
from akn.parse import parse_blocks
from converters.formats import text as text_format
from tests.shared import SHARED, needs_shared
from tests.thorough import of_full, some_of

pytestmark = needs_shared

# Where the printed texts themselves differ, by symbol and language: what the file prints otherwise than the others.
DIFFER = {
    "76/3": {
        "french": "of the paragraphs 1 to 30 of the adopted document only the last has its number",
        "spanish": "none of the paragraphs 1 to 30 of the adopted document has its number",
    },
    "76/29": {
        "french": "the end of paragraph 3, a demand, stands on a line of its own behind point (d), not in it",
        "russian": "the end of paragraph 3, a demand, stands on a line of its own behind point (d), not in it",
        "spanish": "the end of paragraph 3, a demand, stands on a line of its own behind point (d), not in it",
    },
    "76/258": {
        "french": "none of the paragraphs 1 to 309 of the annex has its number",
        "spanish": "none of the paragraphs 1 to 309 of the annex has its number",
        "chinese": "neither note 8 nor its call is printed: 15 notes in the annex, not 16",
    },
    "77/258": {"arabic": "the letters before the titles of the tables of paragraph 35 are words, which label nothing"},
    "78/274": {"arabic": "no enacting formula is printed: the preamble follows the title"},
}
_MALFORMED = {"A_RES_77_104-2228250S"}
# it holds the text of another resolution, on small island developing States: no version of 78/231
_MISFILED = {"A_RES_78_231-2326233A"}
_NAME = re.compile(r"A_RES_((?:ES-)?\d+)_(\d+)(?:_?([A-Z](?:-[A-Z])?)(?=-\d))?")
_INLINE = frozenset({"ref", "rref", "mref", "date", "docDate", "inline", "concept"})


def _families() -> dict[str, list[Path]]:
    """The files of each resolution that all six languages have, by symbol."""
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((SHARED / "corpus" / "ga").glob("*/*.xml")) if SHARED else ():
        if path.stem in _MALFORMED | _MISFILED:
            continue
        m = _NAME.match(path.stem)
        assert m is not None, path
        found[f"{m[1]}/{m[2]}{f' {m[3]}' if m[3] else ''}"].append(path)
    return {symbol: paths for symbol, paths in found.items() if len(paths) == 6}


FAMILIES = _families()
# one family in nine, and all that differ, so that the run stays short (in `make test` one in 36, and two of those); the
# rest among the slow tests
_QUICK = {*list(FAMILIES)[:: of_full(9, 36)], *some_of(list(DIFFER), 3, 1)}


@pytest.fixture(scope="module")
def tools() -> tuple[Any, Any]:
    """The modules that read published files and make texts of them."""
    assert SHARED is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(SHARED / "tools"))
        return importlib.import_module("gold"), importlib.import_module("make_sources")


def skeleton(path: Path, tools: tuple[Any, Any]) -> frozenset[str]:
    """The identifiers of all units and notes of the text of a published file, converted from plain text."""
    gold, sources = tools
    source = sources.as_text(gold.read(path)).encode()
    root = etree.fromstring(emit_xml(parse_blocks(text_format.read(source, path.name).value).value))
    for meta in root.iter("{*}meta"):
        meta.clear()
    return frozenset(
        e.get("wId") or e.get("eId")
        for e in root.iter(etree.Element)
        if e.get("eId") and etree.QName(e).localname not in _INLINE
    )


@pytest.mark.parametrize("symbol", [s if s in _QUICK else pytest.param(s, marks=pytest.mark.slow) for s in FAMILIES])
def test_six_languages_have_one_skeleton(symbol: str, tools: tuple[Any, Any]) -> None:
    found = {path.parent.name: skeleton(path, tools) for path in FAMILIES[symbol]}
    usual = Counter(ids for language, ids in found.items() if language not in DIFFER.get(symbol, {})).most_common(1)[0][
        0
    ]
    differing = {language: ids ^ usual for language, ids in found.items() if ids != usual}
    report = {language: sorted(ids)[:8] for language, ids in differing.items()}
    assert set(differing) == set(DIFFER.get(symbol, {})), report


def test_there_are_many_families_and_few_that_differ() -> None:
    assert len(FAMILIES) > 100
    assert set(DIFFER) <= set(FAMILIES)
    assert len(DIFFER) <= 0.05 * len(FAMILIES)
