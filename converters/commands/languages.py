"""`akn languages`: the languages that are known, with their codes."""

from __future__ import annotations

import argparse

from converters.commands.streams import put


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "one line a language: its codes, its name"


def run(args: argparse.Namespace) -> int:
    """Print one line a language: ISO 639-2/T code, other codes, English name, separated by tabs."""
    from akn.languages import codes, load

    put("".join(f"{code}\t{','.join(load(code).also)}\t{load(code).name}\n" for code in codes()))
    return 0
