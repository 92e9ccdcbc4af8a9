"""The scripts of pages: small, without a framework, their types checked by TypeScript from their comments (JSDoc)."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TSC = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
SCRIPTS = sorted([*(ROOT / "converters" / "view" / "house").glob("*.js"), *(ROOT / "akn_desk" / "house").glob("*.js")])
CHECKED = [path for path in SCRIPTS if path.read_text(encoding="utf-8").startswith("// @ts-check")]
# the files that say what a browser has are TypeScript's own, and not looked for faults
_OPTIONS = ("--noEmit", "--allowJs", "--checkJs", "--strict", "--skipLibCheck")
_BROWSER = ("--target", "es2023", "--lib", "es2023,dom,dom.iterable")


@pytest.fixture(scope="module")
def faults() -> str:
    """What TypeScript says of all scripts in one run, each with names of its own, as pages load them one by one; what
    it found is kept, and looked for again in those that changed.
    """
    apart = ("--moduleDetection", "force", "--pretty", "false")
    kept = ("--incremental", "--tsBuildInfoFile", str(ROOT / "build" / "scripts.tsbuildinfo"))
    line = ["node", str(TSC), *_OPTIONS, *_BROWSER, *apart, *kept, *map(str, CHECKED)]
    done = subprocess.run(line, capture_output=True, text=True)
    assert done.returncode in (0, 1, 2), done.stderr
    return done.stdout


@pytest.mark.skipif(
    not (TSC.is_file() and shutil.which("node")), reason="no TypeScript here: npm install --no-save typescript"
)
@pytest.mark.parametrize("path", CHECKED, ids=lambda path: path.name)
def test_types_of_a_script_are_right(path: Path, faults: str) -> None:
    assert [line for line in faults.splitlines() if path.name in line or ".js(" not in line] == []


def test_the_scripts_of_the_desk_and_of_sites_are_checked() -> None:
    assert {path.name for path in CHECKED} >= {"desk.js", "search.js", "publish.js"}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_small_and_asks_nobody_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text) < 20_000
    assert not re.search(r"https?://|\bimport\b|\brequire\(|\beval\(|new Function|innerHTML|document\.write", text)
