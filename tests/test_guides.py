"""What the guides show is what happens: their commands and programs run, their output is the output."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from converters.cli import main
from proofs.pages import dead

pytest.importorskip("jinja2")

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
GUIDES = [DOCS / f"{name}.md" for name in ("index", "start", "comparing")] + sorted((DOCS / "how-to").glob("*.md"))
STEP = re.compile(
    r"^    (?P<command>akn [^\n]+)$|^```python\n(?P<program>.*?)^```$|^```text\n(?P<shown>.*?)^```$", re.M | re.S
)


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
@pytest.mark.timeout(120)
def test_a_guide_runs_from_its_first_command_to_its_last_program(
    guide: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    # commands of earlier guides that this one builds on
    before = ["akn convert examples/tidal-libraries.en.txt -o /tmp/tidal.xml"] if guide.stem == "librarian" else []
    steps = list(STEP.finditer(guide.read_text(encoding="utf-8")))
    assert steps
    printed = ""
    for command in before:
        assert main(shlex.split(command.replace("/tmp/", f"{tmp_path}/"))[1:]) == 0
    for step in steps:
        here = {name: (text or "").replace("/tmp/", f"{tmp_path}/") for name, text in step.groupdict().items()}
        if here["command"]:
            told = here["command"].startswith("akn concord")  # it ends with 1 where it finds what it is there to find
            assert main(shlex.split(here["command"])[1:]) in (0, told), step["command"]
            captured = capfd.readouterr()
            printed += captured.out + captured.err
        elif here["shown"]:
            assert step["shown"] in printed
        else:
            _run(here["program"])


def _run(program: str) -> None:
    """Run a program; the values that it tells in comments must be those of its expressions."""
    names: dict[str, object] = {}
    pending = ""
    for line in program.rstrip().split("\n"):
        value, _, expected = line.partition("  # ")
        if not expected:
            pending += f"{line}\n"
            continue
        exec(pending, names)
        pending = ""
        assert repr(eval(value, names)) == expected
    exec(pending, names)


def test_every_page_of_the_documentation_is_in_its_contents() -> None:
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    assert [page for page in pages if page not in contents] == []


@pytest.mark.timeout(180)
@pytest.mark.skipif(not find_spec("material") or not find_spec("mkdocstrings"), reason="MkDocs is not installed")
def test_the_site_is_built_without_a_warning_and_no_link_in_it_is_dead(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(DOCS / "build.py"), "--made"], cwd=ROOT, check=True)
    line = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(
        line, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    pages = {p.relative_to(tmp_path).as_posix(): p.read_text(encoding="utf-8") for p in tmp_path.rglob("*.html")}
    del pages["404.html"]  # its addresses begin at the root of a server
    files = {p.relative_to(tmp_path).as_posix(): "" for p in tmp_path.rglob("*") if p.is_file()}
    assert dead(files | pages) == []
    loaded = [re.findall(r'<(?:script|img|link)[^>]* (?:src|href)="(https?:[^"]*)"', page) for page in pages.values()]
    assert not any(loaded), "the site needs no network"
