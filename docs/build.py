"""Write the pages of the documentation that follow from tables in the code: docs/codes.md and docs/rules.md.

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
                "see [rules.md](rules.md).",
                "",
            ]
    return "\n".join(lines)


def rules_page() -> str:
    """Every rule of the profile: what it says, who can see that it is broken, and where it is checked."""
    from akn.rules import Shown, rules

    table = rules()
    checked = sum(1 for rule in table if rule.shown in (Shown.FILE, Shown.PARTLY))
    shown = {
        Shown.FILE: "yes",
        Shown.PARTLY: "in part",
        Shown.FILES: "several files",
        Shown.NEVER: "no",
    }
    lines = [
        "# Rules of the AKN4UN profile",
        "",
        "`akn validate` checks these rules after well-formedness and the official schema, and names the rule in every",
        "finding.  MUST rules are errors and fail a file, SHOULD rules are warnings.  This page is written by",
        "`python docs/build.py`.",
        "",
        f"Of {len(table)} rules, {checked} can be seen broken, wholly or in part, in a single file;",
        f"{sum(1 for r in table if r.shown is Shown.FILES)} need several files of one run, "
        f"{sum(1 for r in table if r.shown is Shown.NEVER)} need the source.",
        "",
        "*Seen in a file*: whether one file can show that the rule is broken.",
        "",
    ]
    for family, title in _LAYERS.items():
        lines += [f"## {title}", "", "| Rule | | What it asks | Seen in a file |", "|---|---|---|---|"]
        for rule in table:
            if rule.family == family:
                note = f"<br>*{_cell(rule.note)}*" if rule.note else ""
                level = "MUST" if rule.must else "SHOULD"
                lines.append(f"| {rule.number} | {level} | {_cell(rule.sentence)}{note} | {shown[rule.shown]} |")
        lines.append("")
    return "\n".join(lines)


PAGES: dict[str, Callable[[], str]] = {"codes.md": codes_page, "rules.md": rules_page}


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
