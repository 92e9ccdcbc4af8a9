"""Write the pages of the documentation that follow from tables in the code: docs/codes.md and docs/profile.md.

    python docs/build.py           write them
    python docs/build.py --check   say which are out of date, exit code 1 if any is

A test runs the check.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path

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
    "references": "References",
    "annexes": "Annexes and components",
    "concepts": "Concepts and actions",
    "text": "Text",
}


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _spread(template: str) -> str:
    """A message template for readers: what is filled in stands in angle brackets, with the word for many."""
    plural = re.sub(r"\{(\w+):[^{}|]*\|([^{}]*)\}", r"{\1} \2", template)
    return re.sub(r"\{(\w+)\}", r"⟨\1⟩", _cell(plural))


def codes_page() -> str:
    """Every diagnostic code, by family."""
    from akn.diagnostics import Code

    lines = [
        "# Codes of diagnostics",
        "",
        "What the library has to say about an input has a code that is never reused and never changes its meaning.",
        "An *error* means that the output must not be relied on; a *warning* that somebody should look; *info* is told",
        "for the record.  Words in ⟨brackets⟩ are filled in.  This page is written by `python docs/build.py`.",
        "",
    ]
    others = sorted({code.code[0] for code in Code} - set(FAMILIES))
    for letter, title in (*FAMILIES.items(), *((letter, "Others") for letter in others)):
        found = sorted((code for code in Code if code.code[0] == letter), key=lambda code: code.code)
        if not found:
            continue
        lines += [f"## {letter}: {title}", "", "| Code | Severity | Message | What to do |", "|---|---|---|---|"]
        lines += [
            f"| {code.code} | {code.severity.value} | {_spread(code.message)} | {_spread(code.hint)} |"
            for code in found
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


PAGES: dict[str, Callable[[], str]] = {"codes.md": codes_page, "profile.md": profile_page}


def main(arguments: list[str]) -> int:
    """Write or check the pages; the exit code."""
    stale = []
    for name, page in PAGES.items():
        path, text = _HERE / name, page().rstrip("\n") + "\n"
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    if "--check" in arguments and stale:
        print(f"out of date: {', '.join(stale)}; run python docs/build.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
