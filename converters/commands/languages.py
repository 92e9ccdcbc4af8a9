"""`akn languages`: the languages that there is a data file for."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "one line a language: its codes, its name"


def run(args: argparse.Namespace) -> int:
    """Print one line a language: ISO 639-2/T code, other codes, English name, separated by tabs."""
    from akn.languages import codes, load

    for code in codes():
        language = load(code)
        print(code, ",".join(language.also), language.name, sep="\t")
    return 0
