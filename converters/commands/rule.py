"""`akn rule`: what a rule of the profile says, with markup that breaks it and markup that keeps it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converters.commands.inputs import put

if TYPE_CHECKING:
    from akn.rules import Rule

_SHOWN = {
    "file": "one file shows it",
    "partly": "one file shows some cases, the source or a reader the others",
    "files": "several files of one run show it",
    "never": "only the source or a reader shows it: no check",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn rule` understands."""
    parser.epilog = "without a number: all rules, a line each. The whole profile: docs/profile.md."
    parser.add_argument(
        "numbers", nargs="*", metavar="RULE", help="the number of a rule (R-102) or the code of a diagnostic (S201)"
    )


def run(args: argparse.Namespace) -> int:
    """Explain rules; the exit code is 2 for a number that no rule has."""
    from akn.diagnostics import Code
    from akn.errors import UsageError
    from akn.rules import rules

    table = {rule.number: rule for rule in rules()}
    if not args.numbers:
        put("".join(f"{r.number}  {_level(r):6}  {r.sentence}\n" for r in table.values()))
        return 0
    numbers = [_number(text) for text in args.numbers]
    codes = {code.code: code for code in Code}
    if any(text.upper() in codes for text in args.numbers):
        told = [codes[text.upper()] for text in args.numbers if text.upper() in codes]
        put("".join(f"{c.code} ({c.severity.value}): {c.message}\n  {c.hint or 'nothing to do'}\n" for c in told))
        numbers = [n for text, n in zip(args.numbers, numbers, strict=True) if text.upper() not in codes]
        if not numbers:
            return 0
    unknown = [text for text in args.numbers if text.upper() not in codes and _number(text) not in table]
    if unknown:
        raise UsageError(f"there is no rule {', '.join(unknown)}; akn rule lists them")
    put("\n".join("\n".join(_explained(table[number])) + "\n" for number in numbers))
    return 0


def _number(text: str) -> str:
    """The number of a rule as it is written in the profile: `102` and `r102` are R-102."""
    digits = text.upper().removeprefix("R").lstrip("-")
    return f"R-{digits.zfill(3)}" if digits.isdigit() else text


def _level(rule: Rule) -> str:
    return "MUST" if rule.must else "SHOULD"


def _explained(rule: Rule) -> Iterator[str]:
    from akn.rules import OF_THE_SOURCE
    from akn.rules.cases import read_cases

    yield f"{rule.number} ({_level(rule)}): {rule.sentence}"
    yield f"  {_SHOWN[rule.shown]}"
    if rule.note:
        yield f"  note: {rule.note}"
    if rule.number in OF_THE_SOURCE:
        yield "  after a conversion a warning (V304): the source may break it although the markup is right"
    cases = read_cases(rule.number)
    broken = next((case for case in cases if not case.passes and case.changes), None)
    if broken is not None:
        yield from ("", f"breaks it: {broken.title}", *_markup(broken.changes, 1))
        yield from (f"  → {text}" for text in broken.says)
        yield from ("", "keeps it:", *_markup(broken.changes, 0))
    others = [case for case in cases if case is not broken]
    if others:
        yield from ("", "more examples:")
        yield from (f"  {'keeps it' if case.passes else 'breaks it'}: {case.title}" for case in others)


def _markup(changes: list[tuple[str, str]], side: int) -> Iterator[str]:
    for change in changes:
        lines = change[side].splitlines()
        yield from (f"    {line}" for line in lines or ["(nothing)"])
