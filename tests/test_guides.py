"""What the guides show is what happens: every block of code of every page runs, and what it shows is what comes out.

A block of code stands between fences, or is indented by four spaces.  On each page they run in their order:

    akn …           the command, from a folder that has `examples`; it ends well, and what it writes may be shown
    python          the program; a value in a comment after two spaces is that of the expression before it
    text, xml, json what was printed or written by then, or an example holds; white space aside, … stands for anything
    toml            is TOML; a file of corrections holds corrections
    make            does what it says

A block that cannot run here has a comment before it that readers do not see, `<!-- not run: why -->`; NOT_RUN counts
them.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

import akn
import akn_library
import converters
from akn.structure.corrections import corrections_in
from akn.validate import validate_xml
from benchmarks.pdf_reading import as_pdf
from converters.cli import main
from tests.converters.command import without_processes
from tests.once import remembered
from tests.page_links import dead
from tests.thorough import is_full

pytest.importorskip("jinja2")

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    *sorted(path for path in DOCS.rglob("*.md") if path.name not in ("commands.md", "python.md")),
]
NOT_RUN = {
    "a drawing": 2,
    "a part of a file of cases": 1,
    "a part of another package's file": 1,
    "a row, shortened": 1,
    "a table of cron": 1,
    "installs": 5,
    "it ends with Ctrl-C": 1,
    "it would be a rule for all that runs after it": 1,
    "laws that tests/properties holds": 1,
    "needs Airflow": 1,
    "needs Datasette": 1,
    "needs Docker": 2,
    "needs DuckDB": 2,
    "needs GitHub": 1,
    "needs Snakemake": 1,
    "needs a folder of yours": 1,
    "needs a server": 1,
    "needs pandas": 1,
    "needs pre-commit": 1,
    "needs published files": 2,
    "needs several machines": 2,
    "notation of the profile": 3,
    "starts a server": 1,
    "takes minutes": 5,
    "the settings of another program": 1,
    "two files of systemd": 2,
    "what a module has to offer": 1,
}
BLOCK = re.compile(
    r"(?:^ *<!-- not run: (?P<why>[^\n]*?) -->\n+)?"
    r"(?:^```(?P<language>\S*)\n(?P<fenced>.*?)^```$"
    r"|(?P<indented>(?:(?<=\n\n)|(?<=-->\n))(?: {4}[^\n]*\n)(?: {4}[^\n]*\n|\n(?= {4}))*))",
    re.M | re.S,
)


def _blocks(page: Path) -> Iterator[tuple[str, str, str]]:
    """The blocks of a page: why it is not run, its language (akn for what is indented), its text."""
    for found in BLOCK.finditer(page.read_text(encoding="utf-8")):
        text = found["fenced"] if found["indented"] is None else re.sub("^    ", "", found["indented"], flags=re.M)
        language = found["language"] or ("" if found["indented"] is None else "akn")
        yield found["why"] or "", "akn" if language == "bash" else language, text


class _Guide:
    """One page on its way: where it runs, what was printed, the names of its programs."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capture, self.printed = folder, capture, ""
        self.names: dict[str, object] = {"__name__": "guide"}
        self.before = {path.name for path in folder.iterdir()}

    def akn(self, text: str) -> None:
        """Commands, one a line; a comment after spaces is for the reader."""
        for line in filter(None, (re.sub(r"(^|\s+)# .*", "", line) for line in text.splitlines())):
            here = line.replace("/tmp/", f"{self.folder}/")
            if re.search(r"[|<>]|^jq", here):
                self._shell(here)
                continue
            assert here.startswith("akn "), f"no command of ours: {line}"
            # akn concord ends with 1 where it finds what it is there to find
            assert main(shlex.split(here)[1:]) in (0, line.startswith("akn concord")), line
            told = self.capture.readouterr()
            self.printed += told.out + told.err

    def _shell(self, line: str) -> None:
        if line.startswith("jq") and not shutil.which("jq"):
            return
        environment = os.environ | {"PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}
        done = subprocess.run(["bash", "-c", line], check=True, capture_output=True, text=True, env=environment)
        self.printed += done.stdout + done.stderr

    def make(self, text: str) -> None:
        """A makefile."""
        (self.folder / "Makefile").write_text(text, encoding="utf-8")
        if shutil.which("make"):
            self._shell("make --silent 2>&1 | cat")
            assert list((self.folder / "out").glob("*.xml"))

    def python(self, text: str) -> None:
        """A program; the values that it tells in comments must be those of its expressions."""
        pending = ""
        for line in text.replace("/tmp/", f"{self.folder}/").rstrip().split("\n"):
            value, _, expected = line.partition("  # ")
            if not expected or line.startswith(" "):
                pending += f"{line}\n"
                continue
            exec(pending, self.names)
            pending = ""
            try:
                compile(value, "guide", "eval")
            except SyntaxError:  # a statement, and words about it
                exec(value, self.names)
            else:
                found = repr(eval(value, self.names))
                assert found == expected or re.match(r"[a-z ]+,", expected), (value, found)
        exec(pending, self.names)

    def toml(self, text: str) -> None:
        """A file of corrections, or of another kind; languages and bodies have tests of their own."""
        assert tomllib.loads(text)
        if "[[line]]" in text:
            corrections_in(text, "guide")
            (self.folder / "yours" / "a.docx.akn.toml").write_text(text, encoding="utf-8")

    def shown(self, text: str) -> None:
        """What was printed, what was written, or an example."""
        if text.startswith("<akomaNtoso"):
            assert not [str(d) for d in validate_xml(text.encode()) if d.severity == "error"]
            return
        pattern = ".*?".join(re.escape("".join(part.split())) for part in text.split("…"))
        assert any(re.search(pattern, held, re.S) for held in self._held()), text

    def _held(self) -> Iterator[str]:
        """All that may be shown, without white space."""
        yield "".join(self.printed.split())
        written = [
            p for p in self.folder.rglob("*") if p.is_file() and p.parts[len(self.folder.parts)] not in self.before
        ]
        for path in (*written, *(ROOT / "examples").glob("*.txt")):
            if path.suffix in (".txt", ".xml", ".json", ".jsonl", ".toml", ".csv", ".tsv"):
                yield "".join(path.read_text(encoding="utf-8").split())


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_every_block_of_a_page_runs_and_shows_what_comes_out(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    _furnish(tmp_path, page)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AKN_DATA", "")  # which `akn --data` sets for its process
    guide = _Guide(tmp_path, capfd)
    # processes would each read the data files of all languages anew, and most pages convert the same examples
    with without_processes(), remembered():
        for why, language, text in _blocks(page):
            if not why:
                known = {"akn": guide.akn, "python": guide.python, "toml": guide.toml, "make": guide.make}
                assert language in (*known, "text", "xml", "json"), f"say why it is not run: {text}"
                known.get(language, guide.shown)(text)


def _furnish(folder: Path, page: Path) -> None:
    """What a reader has: the examples, files of their own, the command, a language that they wrote."""
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "in").mkdir()
    for name in ("a", "b"):
        shutil.copy(ROOT / "examples" / "tidal-libraries.en.txt", folder / "in" / f"{name}.txt")
    shutil.copy(ROOT / "examples" / "tidal-libraries.en.txt", folder / "resolution.txt")
    (folder / "yours").mkdir()
    in_word, in_pdf = _other_formats()
    for name in ("resolution.pdf", "yours/b.pdf"):
        (folder / name).write_bytes(in_pdf)
    (folder / "yours" / "a.docx").write_bytes(in_word)
    (folder / "bin").mkdir()
    command = folder / "bin" / "akn"
    command.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m converters "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    if page.stem == "adding-a-language":
        (folder / "MINE" / "languages").mkdir(parents=True)
        made = "\n".join(text for _, language, text in _blocks(page) if language == "toml")
        (folder / "MINE" / "languages" / "por.toml").write_text(made, encoding="utf-8")
        shutil.copy(folder / "yours" / "a.docx", folder / "resolução.docx")


@cache
def _other_formats() -> tuple[bytes, bytes]:
    """An example as a Word file and as a PDF file."""
    source = ROOT / "examples" / "tidal-libraries.en.txt"
    return converters.convert(source, options=converters.Options(to="docx")).output, as_pdf()


def test_what_is_not_run_says_why_and_is_counted() -> None:
    assert Counter(why for page in PAGES for why, _, _ in _blocks(page) if why) == NOT_RUN


def test_every_public_name_is_in_an_example_that_runs() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for name in ("akn", "converters", "akn_library")
        for path in (ROOT / name).rglob("*.py")
    )
    shown = re.findall(r"^ *(?:>>>|\.\.\.) (.*)$", code, re.M)
    shown += [text for page in PAGES for why, language, text in _blocks(page) if language == "python" and not why]
    words = set(re.findall(r"\w+", "\n".join(shown)))
    assert not {*akn.__all__, *converters.__all__, *akn_library.__all__} - words


def test_every_page_of_the_documentation_is_in_its_contents() -> None:
    contents = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")]
    assert [page for page in pages if page not in contents] == []


@pytest.mark.parametrize("page", [*PAGES, *ROOT.glob("*.md")], ids=lambda path: path.stem)
def test_a_page_has_no_marks_of_a_merge(page: Path) -> None:
    lines = page.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith(("<<<<<<<", ">>>>>>>"))] == []


@pytest.mark.skipif(not is_full(), reason="continuous integration builds the site, as does make docs")
@pytest.mark.skipif(not find_spec("material") or not find_spec("mkdocstrings"), reason="MkDocs is not installed")
def test_the_site_is_built_without_a_warning_and_no_link_in_it_is_dead(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(DOCS / "build.py"), "--made"], cwd=ROOT, check=True)
    # nearly all that is made lives to the end: the search for cycles is a fifth of the time
    code = "import gc; gc.disable(); from mkdocs.__main__ import cli; cli()"
    line = [sys.executable, "-c", code, "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
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
