"""Diagnostics on standard error, for a person or for a program."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from akn.diagnostics import Diagnostic

FORMATS = ("text", "json")
_SEVERITY = re.compile(r": (error|warning|info) ([A-Z]\d{3})")


def add_printing_arguments(parser: argparse.ArgumentParser, formats: tuple[str, ...] = FORMATS) -> None:
    """`--format` and `--quiet`, which all commands share that have something to tell."""
    parser.add_argument(
        "--format", choices=formats, default="text", help="how diagnostics are printed (json: one object a line)"
    )
    parser.add_argument("--quiet", "-q", action="store_true", help="no progress, and no diagnostics but errors")


def print_diagnostics(
    diagnostics: Iterable[Diagnostic],
    *,
    form: str = "text",
    severities: frozenset[str] = frozenset({"error", "warning", "info"}),
    write: Callable[[str], object] | None = None,
) -> None:
    """One line for each diagnostic of these severities, on standard error unless `write` takes them."""
    show = _as_json if form == "json" else str
    for diagnostic in diagnostics:
        if diagnostic.severity in severities:
            line = show(diagnostic)
            if form == "text":
                line = painted(line, sys.stderr)
            if write:
                write(line)
            else:
                sys.stderr.write(line + "\n")


def severities(*, quiet: bool, many: bool = False, form: str = "text") -> frozenset[str]:
    """What is worth a line: errors only if `quiet`, and for a person who has many inputs."""
    if quiet or (many and form == "text"):
        return frozenset({"error"})
    return frozenset({"error", "warning", "info"})


_PAINT = {"error": "31;1", "warning": "33", "info": "36"}


def painted(text: str, stream: object) -> str:
    """The lines of diagnostics as a terminal shows them, their severity in colour; for anything else as they are.

    `NO_COLOR` in the environment turns it off (no-color.org).
    """
    isatty = getattr(stream, "isatty", None)
    if "NO_COLOR" in os.environ or isatty is None or not isatty():
        return text
    return _SEVERITY.sub(lambda m: f": \x1b[{_PAINT[m[1]]}m{m[1]} {m[2]}\x1b[0m", text)


def _as_json(diagnostic: Diagnostic) -> str:
    import json

    return json.dumps(diagnostic.as_dict(), ensure_ascii=False)
