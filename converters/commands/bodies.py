"""`akn bodies`: the bodies that are known, with their codes and names."""

from __future__ import annotations

import argparse

from converters.commands.streams import put


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "one line a body: the name that --body takes, the actor in its IRIs, its name"


def run(args: argparse.Namespace) -> int:
    """Print one line a body: name, actor, label, separated by tabs."""
    from akn.bodies import all_bodies

    put("".join(f"{body.name}\t{body.organ.actor}\t{body.organ.label}\n" for body in all_bodies()))
    return 0
