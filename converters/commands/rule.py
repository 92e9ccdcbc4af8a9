"""`akn rule`: what a rule of the profile asks, with examples; or all rules."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from converters.commands.streams import print_diagnostics, put

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
        "numbers",
        nargs="*",
        type=str,
        metavar="RULE",
        help="the number of a rule (R-102) or the code of a diagnostic (S201)",
    )


def run(args: argparse.Namespace) -> int:
    """Explain rules; the exit code is 2 for a number that no rule has, 1 if those of a plug-in cannot be loaded."""
    from akn.diagnostics import Code, Position
    from akn.errors import UsageError
    from akn.rules import rules, unloaded

    table = {rule.number: rule for rule in rules()}
    print_diagnostics(Code.PLUG_IN_FAILED.at(Position(), reason=str(fault)) for fault in unloaded())
    if not args.numbers:
        put("".join(f"{r.number}  {_level(r):6}  {r.sentence}\n" for r in table.values()))
        return 1 if unloaded() else 0
    codes = {code.code: code for code in Code}
    told, unknown = [], []
    for text in args.numbers:
        if code := codes.get(text.upper()):
            message, hint = code.described()
            told.append(f"{code.code} ({code.severity.value}): {message}\n  {hint}\n")
        elif rule := table.get(_number(text)):
            told.append("\n".join(_explained(rule)) + "\n")
        else:
            unknown.append(text)
    if unknown:
        raise UsageError(f"there is no rule {', '.join(unknown)}; akn rule lists them")
    put("\n".join(told))
    return 1 if unloaded() else 0


def _number(text: str) -> str:
    """The number of a rule as it is written in the profile: `102` and `r102` are R-102."""
    digits = text.upper().removeprefix("R").lstrip("-")
    return f"R-{digits.zfill(3)}" if digits.isdigit() else text


def _level(rule: Rule) -> str:
    return "MUST" if rule.must else "SHOULD"


def _explained(rule: Rule) -> Iterator[str]:
    from akn.rules import OF_STYLE, OF_THE_SOURCE
    from akn.rules.cases import read_cases

    yield f"{rule.number} ({_level(rule)}): {rule.sentence}"
    yield f"  {_SHOWN[rule.shown]}"
    if rule.note:
        yield f"  note: {rule.note}"
    if rule.number in OF_THE_SOURCE:
        yield "  a warning (V304), unless the file prints what it lacks: the source may break it"
    if rule.number in OF_STYLE:
        yield "  a warning (V302): it is of style, and changes nothing that the text says"
    cases = read_cases(rule.number)
    broken = next((case for case in cases if not case.passes and case.changes), None)
    if broken is not None:
        yield from ("", f"breaks it: {broken.title}", *_markup(broken.changes, 1))
        yield from (f"  → {text}" for text in broken.wording)
        yield from ("", "keeps it:", *_markup(broken.changes, 0))
    others = [case for case in cases if case is not broken]
    if others:
        yield from ("", "more examples:")
        yield from (f"  {'keeps it' if case.passes else 'breaks it'}: {case.title}" for case in others)


def _markup(changes: list[tuple[str, str]], side: int) -> Iterator[str]:
    for change in changes:
        lines = change[side].splitlines()
        yield from (f"    {line}" for line in lines or ["(nothing)"])
