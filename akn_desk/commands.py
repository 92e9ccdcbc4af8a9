"""`akn desk`: a window on a folder of resolutions, in the browser."""

from __future__ import annotations

import argparse
import os
import sys

from converters.claims import KeptPath
from converters.commands.streams import add_jobs

_EPILOG = """\
The desk shows the documents of FOLDER (by default the present one) as pages. Drop files on it; correct what was read
wrongly; search, compare, download. What it keeps lies in the folder: the documents, their corrections (NAME.akn.toml),
.akn-desk.db for the search, .akn-desk.json for the remarks that were seen, .akn-desk-said.json for what was written to
differences of languages, .akn-desk-undo.json for undo.

It listens on 127.0.0.1 only and lets in who has the address that it prints, with its key. It has no accounts and is not
for a network: do not put it behind a proxy. Nothing leaves this machine. Ctrl-C ends it, and loses nothing.

exit codes: 0 ended, 1 the folder or the port cannot be had, 2 called wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn desk` understands."""
    parser.epilog = _EPILOG
    parser.add_argument(
        "folder", nargs="?", type=KeptPath, default="", metavar="FOLDER", help="where the documents lie"
    )
    parser.add_argument("--port", type=int, default=0, metavar="N", help="the port to listen on (default: a free one)")
    parser.add_argument("--no-browser", action="store_true", help="print the address and open no browser")
    add_jobs(parser)


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from akn.errors import AknError, MissingDependency, UsageError

    folder = args.folder or os.getcwd()
    if not 0 <= args.port < 65536:
        raise UsageError("a port is a number up to 65535")
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise UsageError(f"{folder} is a file; akn desk opens a folder")
    try:
        from akn_desk.serving import serve
    except ImportError as error:
        raise MissingDependency("akn desk needs more packages: pip install 'akn-un[desk]'") from error
    try:
        os.makedirs(folder, exist_ok=True)
        return serve(folder, args.port, jobs=args.jobs or 0, browser=not args.no_browser, out=sys.stdout)
    except OSError as error:
        raise AknError(f"{folder}: {error.strerror or error}") from error
