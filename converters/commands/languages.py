"""`akn languages`: the languages that there is a data file for."""

from __future__ import annotations

import argparse

from converters.commands.inputs import put


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "one line a language: its codes, its name"


def run(args: argparse.Namespace) -> int:
    """Print one line a language: ISO 639-2/T code, other codes, English name, separated by tabs."""
    from akn.languages import codes, load

    rows = ((code, ",".join(load(code).also), load(code).name) for code in codes())
    put("".join("\t".join(row) + "\n" for row in rows))
    return 0
