"""`akn bodies`: the bodies that there is a data file for."""

from __future__ import annotations

import argparse

from converters.commands.inputs import put


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Nothing to choose."""
    parser.epilog = "one line a body: the name that --body takes, the actor in its IRIs, its name"


def run(args: argparse.Namespace) -> int:
    """Print one line a body: name, actor, label, separated by tabs."""
    from akn.bodies import all_bodies

    rows = ((body.name, body.organ.actor, body.organ.label) for body in all_bodies())
    put("".join("\t".join(row) + "\n" for row in rows))
    return 0
