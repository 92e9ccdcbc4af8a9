"""`akn bodies`: the bodies that there is a data file for."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "one line a body: the name that --body takes, the actor in its IRIs, its name"


def run(args: argparse.Namespace) -> int:
    """Print one line a body: name, actor, label, separated by tabs."""
    from akn.bodies import all_bodies

    for body in all_bodies():
        print(body.name, body.organ.actor, body.organ.label, sep="\t")
    return 0
