"""Write the pages of the documentation that follow from the code: codes, rules, commands, Python, and llms.txt.

    python docs/build.py           write them
    python docs/build.py --check   say which are out of date, exit code 1 if any is
    python docs/build.py --made    write only what is not kept in the repository
    python docs/build.py --picture make docs/view.png anew (needs Chromium and Pillow)

A test runs the check.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(_HERE.parent))  # run from a checkout without installation

FAMILIES = {
    "R": "Reading a file",
    "S": "Structure",
    "N": "Notes",
    "L": "Language",
    "M": "Metadata",
    "C": "Citations",
    "V": "Validation",
    "B": "Batches",
    "X": "Reading Akoma Ntoso",
}

_LAYERS = {
    "skeleton": "Skeleton",
    "metadata": "Metadata",
    "iris": "IRIs",
    "identifiers": "Identifiers",
    "notes": "Footnotes",
    "references": "References, annexes and components",
    "concepts": "Concepts and actions",
    "text": "Text",
}


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def actions_page() -> str:
    """The keys of actions with the phrases that stand for them in each language."""
    from akn.languages import codes, load

    found: dict[str, dict[str, list[str]]] = {}
    for code in codes():
        actions = load(code).actions
        for table in (actions.preamble, actions.operative):
            for key, row in table.items():
                found.setdefault(key, {}).setdefault(code, []).extend(row.split(" | "))
        for table in (actions.late, actions.split):
            for phrase, key in table.items():
                found.setdefault(key, {}).setdefault(code, []).append(phrase)
    lines = [
        "# Actions",
        "",
        'What an organ does is a concept: `refersTo="#action_KEY"`. Below are the keys that two languages or more',
        "have, with the first three phrases of each; all of them, and all keys, stand in `akn/languages/*.toml`.",
        "A dash means that the language has no phrase of its own for the key: its versions say it by a neighbour.",
        "",
        "| key | " + " | ".join(codes()) + " |",
        "|---|" + "---|" * len(codes()),
    ]
    for key in sorted(key for key, by in found.items() if len(by) > 1):
        cells = (", ".join(list(dict.fromkeys(found[key].get(code, [])))[:3]) or "–" for code in codes())
        lines.append(f"| `{key}` | " + " | ".join(map(_cell, cells)) + " |")
    return "\n".join(lines)


def addressees_page() -> str:
    """The keys of those who can be asked, by kind."""
    from akn.clauses.parts import kinds, label_of
    from akn.clauses.shape import KINDS

    lines = [
        "# Keys of those who are asked",
        "",
        "What `addressees` and `recipient` of a table of mandates hold and `akn mandates --addressee` takes. States",
        "have the codes of ISO 3166-1. `akn mandates --keys` prints the list; `python docs/build.py` writes this page.",
    ]
    for kind in KINDS:
        lines += ["", f"## {kind}", "", "| key | in English |", "|---|---|"]
        lines += [f"| `{key}` | {label_of(key)} |" for key, its in sorted(kinds().items()) if its == kind]
    return "\n".join(lines)


def codes_page() -> str:
    """Every diagnostic code, by family."""
    from akn.diagnostics import Code

    lines = [
        "# Codes of diagnostics",
        "",
        "What the library has to say about an input has a code that is never reused and never changes its meaning.",
        "An *error* means that the output must not be relied on; a *warning* that somebody should look; *info* is told",
        "for the record.  Words in ⟨brackets⟩ are filled in.  A line of the program begins with the place that is",
        "meant: the file, and its page, line or paragraph where that is known.  Pages of HTML say what to do without a",
        "command line.  This page is written by `python docs/build.py`.",
        "",
    ]
    others = sorted({code.code[0] for code in Code} - set(FAMILIES))
    for letter, title in (*FAMILIES.items(), *((letter, "Others") for letter in others)):
        found = sorted((code for code in Code if code.code[0] == letter), key=lambda code: code.code)
        if not found:
            continue
        lines += [f"## {letter}: {title}", "", "| Code | Severity | Message | What to do |", "|---|---|---|---|"]
        lines += [
            f"| {code.code} | {code.severity.value} | {' | '.join(map(_cell, code.described()))} |" for code in found
        ]
        lines.append("")
        if letter == "V":
            lines += [
                "V201 to V208 put the words of the schema validator plainly and keep them as `original`.  V301 and",
                "V302 are the MUST and the SHOULD rules of the profile; which one is broken, the field `rule` tells:",
                "see [the profile](profile.md#3-rules).",
                "",
            ]
    return "\n".join(lines)


_BEGIN, _END = "<!-- rules -->", "<!-- /rules -->"


def profile_page() -> str:
    """The page of the profile with its rules as the code has them; each rule can be linked to by its number."""
    from akn.rules import Shown, rules

    before, _, rest = (_HERE / "profile.md").read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    table = rules()
    shown = {Shown.FILE: "yes", Shown.PARTLY: "in part", Shown.FILES: "several files", Shown.NEVER: "no"}
    count = {how: sum(1 for rule in table if rule.shown is how) for how in Shown}
    lines = [
        "",
        f"Of {len(table)} rules, {count[Shown.FILE] + count[Shown.PARTLY]} can be seen broken, wholly or in part, in "
        f"one file; {count[Shown.FILES]} need several files of one run, {count[Shown.NEVER]} the source.",
        "",
    ]
    for family, title in _LAYERS.items():
        lines += [f"### {title}", "", "| Rule | | What it asks | Seen in a file |", "|---|---|---|---|"]
        for rule in table:
            if rule.family == family:
                note = f"<br>*{_cell(rule.note)}*" if rule.note else ""
                level = "MUST" if rule.must else "SHOULD"
                anchor = f'<a id="{rule.number.lower()}"></a>{rule.number}'
                lines.append(f"| {anchor} | {level} | {_cell(rule.sentence)}{note} | {shown[rule.shown]} |")
        lines.append("")
    return before + _BEGIN + "\n".join(lines) + "\n" + _END + after


class _Recorder:
    """Takes what a command says of its arguments, in place of a parser."""

    formatter_class = None

    def __init__(self) -> None:
        self.epilog = ""
        self.rows: list[tuple[str, str]] = []
        self.works: list[tuple[str, str, _Recorder]] = []

    def add_subparsers(self, **_: Any) -> _Recorder:
        """The works of a command are told one after another."""
        return self

    def add_parser(self, name: str, *, help: str, epilog: str, **_: Any) -> _Recorder:
        """One of its works."""
        work = _Recorder()
        work.epilog = epilog
        self.works.append((name, help, work))
        return work

    def add_argument(self, *names: str, **told: Any) -> None:
        """Keep the names of an argument, what it takes and what it is for."""
        choices = told.get("choices")
        value = (
            ""
            if told.get("action") == "store_true"
            else told.get("metavar") or ("|".join(filter(None, choices)) if choices else "")
        )
        shown = f"{names[0] if names[0].startswith('-') else ''} {value}".strip() or names[0].upper()
        others = "".join(f", `{name}`" for name in names[1:])
        text = _cell(told.get("help", "").replace("%%", "%"))
        self.rows.append((f"`{shown}`{others}".replace("|", "\\|"), text))

    def add_argument_group(self, *_: str) -> _Recorder:
        """Groups are one table."""
        return self

    def add_mutually_exclusive_group(self, **_: bool) -> _Recorder:
        """So are alternatives."""
        return self

    def set_defaults(self, **_: Any) -> None:
        """Defaults that no argument gives are of no interest here."""


def commands_page() -> str:
    """Every command with its arguments."""
    from converters.commands import COMMANDS

    lines = ["# Commands", "", "What `akn COMMAND --help` says. This page is written by `python docs/build.py`.", ""]
    for name, command in COMMANDS.items():
        recorder = _Recorder()
        command.add_arguments(recorder)
        lines += _recorded(f"## akn {name}", command.help, recorder)
        for work, told, of_work in recorder.works:
            lines += _recorded(f"### akn {name} {work}", told, of_work)
    return "\n".join(lines)


def _recorded(heading: str, told: str, recorder: _Recorder) -> list[str]:
    lines = [heading, "", f"{told[0].upper()}{told[1:]}.", ""]
    if recorder.rows:
        lines += ["| argument | |", "|---|---|", *(f"| {shown} | {text} |" for shown, text in recorder.rows), ""]
    if recorder.epilog:
        lines += ["```text", recorder.epilog.strip(), "```", ""]
    return lines


def python_page() -> str:
    """The public names of all packages, by the module that they are of; mkdocstrings fills them in."""
    import akn
    import akn_library
    import converters

    lines = [
        "# Python",
        "",
        "The public names, all of which `akn`, `converters` or `akn_library` has. Written by `python docs/build.py`.",
    ]
    for package in (converters, akn, akn_library):
        lines += ["", f"## {package.__name__}"]
        homes: dict[str, list[str]] = {}
        for name in package.__all__:
            if home := package._HOME.get(name):
                homes.setdefault(home, []).append(name)
        for home, names in sorted(homes.items()):
            if home.startswith(package.__name__):
                lines += [line for name in sorted(names) for line in ("", f"::: {home}.{name}")]
    return "\n".join(lines)


def llms_page() -> str:
    """The documentation for programs that read it: what this is, and each page in a line (llmstxt.org)."""
    pages = (path.relative_to(_HERE) for path in sorted(_HERE.rglob("*.md")))
    lines = [
        "# akn-un",
        "",
        "> Turns resolutions of the United Nations (Word, PDF, scans, text; six languages and German) into valid Akoma",
        "> Ntoso 3.0 XML of the AKN4UN profile, into pages to read, and back. A Python library and the command `akn`.",
        "",
        "## Pages",
        "",
    ]
    for page in pages:
        text = re.sub(r"```.*?```", "", (_HERE / page).read_text(encoding="utf-8"), flags=re.S)
        title = re.search(r"^# (.+)$", text, re.M)
        first = re.search(r"^(?!#|```|    |\||!|\s*$)(.+?)(?:[.:](?:\s|$)|\n\n)", text, re.M | re.S)
        told = " ".join(first[1].split()) if first else ""
        told = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", told)
        lines.append(f"- [{title[1] if title else page.stem}]({page.as_posix()}): {told}")
    return "\n".join(lines)


PAGES: dict[str, Callable[[], str]] = {
    "codes.md": codes_page,
    "actions.md": actions_page,
    "addressees.md": addressees_page,
    "profile.md": profile_page,
}
"""Pages that are kept in the repository."""

MADE: dict[str, Callable[[], str]] = {"commands.md": commands_page, "python.md": python_page, "llms.txt": llms_page}
"""Pages that are made with the site, the last one of all others."""


def pictures() -> None:
    """The pictures of the documentation: a page, the misprints that languages show, the years of a resolution; all of
    invented texts, in 64 colours.
    """
    from tempfile import TemporaryDirectory

    from converters.batch.plan import Found
    from converters.compare.comparisons import Series
    from converters.compare.pages import series_page
    from converters.options import Options
    from converters.view.page import write_page
    from converters.view.site import Site, see
    from tests.browser import browser

    examples = _HERE.parent / "examples"
    with TemporaryDirectory() as place:
        folder = Path(place)
        for code in ("en", "fr", "es"):
            text = (examples / f"tidal-libraries.{code}.txt").read_text(encoding="utf-8")
            # a misprint that nobody sees who reads one language only
            (folder / f"{code}.txt").write_text(
                text.replace("98/12", "89/12") if code == "fr" else text, encoding="utf-8"
            )
        seen = {code: see(Found(str(folder / f"{code}.txt"), code), Options(to="html")) for code in ("en", "fr", "es")}
        years = [examples / "tidal-libraries.en.txt", examples / "next-year" / "tidal-libraries.en.txt"]
        documents = [(path.name, see(Found(str(path), "x"), Options(to="html")).document) for path in years]
        pages = {
            "view": write_page(seen["en"].document, diagnostics=seen["en"].diagnostics, source=seen["en"].shown),
            "misprints": next(page for name, page in Site(list(seen.values())).pages() if name.startswith("versions/")),
            "years": series_page([Series.of(documents)]),
        }
        with browser(folder / "profile") as shown:
            for name, made in pages.items():
                page = folder / f"{name}.html"
                page.write_bytes(made)
                shown.open(page, width=1250, height=860)
                shown.run("document.querySelectorAll('details').forEach((e) => { e.open = true; })")
                _keep(shown.driver.get_screenshot_as_png(), _HERE / f"{name}.png")


def _keep(png: bytes, path: Path) -> None:
    from io import BytesIO

    from PIL import Image

    with Image.open(BytesIO(png)) as image:
        image.convert("RGB").quantize(64, dither=Image.Dither.NONE).save(path, optimize=True)


def main(arguments: list[str]) -> int:
    """Write or check the pages; the exit code."""
    if "--picture" in arguments:
        pictures()
        return 0
    chosen = PAGES if "--check" in arguments else MADE if "--made" in arguments else PAGES | MADE
    stale = []
    for name, page in chosen.items():
        path, text = _HERE / name, page().rstrip("\n") + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    if not arguments:
        from akn.snapshot import write_schemas

        write_schemas(_HERE.parent / "akn/schemas")
    if "--check" in arguments and stale:
        print(f"out of date: {', '.join(stale)}; run python docs/build.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
