"""`akn publish`: a site of resolutions: calm pages, downloads, who cites whom, a search, nothing of the workshop."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from converters.claims import InputPath, OutputFolder
from converters.commands.streams import (
    add_jobs,
    add_options,
    add_prefer,
    add_printing_arguments,
    options_of,
    preferred,
    print_diagnostics,
    print_left_out,
    put_output,
    severities,
)

if TYPE_CHECKING:
    from converters.batch.plan import Plan
    from converters.options import Options
    from converters.view.site import SiteInput

_EPILOG = """\
FOLDER holds what akn convert reads and published AKN. The site is files only, for any web server or none: a page a
document with its downloads (XML, Word, text), links between the pages, who cites each paragraph, languages side by
side, the years of a resolution and what changed, a search, an index. With --base-url there are canonical addresses and
a map for search engines.

A further run reads only what is new or changed, writes only what became different, and takes pages away whose input
went; a file of the site that was changed by hand stays. What was read is kept in SITE/.akn-published.

exit codes: 0 fine, 1 an input could not be read, a file of the site stays, or no text is one of the volume, 2 called
wrongly.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn publish` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="+", type=InputPath, metavar="FOLDER", help="what to publish")
    parser.add_argument("--output-dir", required=True, type=OutputFolder, metavar="SITE", help="where the site goes")
    parser.add_argument("--base-url", default="", type=str, metavar="URL", help="the address that the site will have")
    parser.add_argument(
        "--volume",
        default="",
        type=str,
        metavar="SYMBOLS",
        help="bind these texts into one page to print (a pattern: 'A/RES/79/*')",
    )
    add_options(parser, "from_", "language", "body", "catalogue")
    add_prefer(parser)
    add_jobs(parser)
    parser.add_argument("--force", action="store_true", help="replace files of the site that were changed by hand")
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the site; the exit code tells whether all went well."""
    from akn.diagnostics import Code, Position
    from converters.batch.plan import Plan
    from converters.batch.progress import summary
    from converters.batch.rivals import sole
    from converters.files import Ledger, check_folder
    from converters.reading import Status
    from converters.view.publish import Publication
    from converters.view.published import put_site
    from converters.view.site import single, without_parted

    _check(args)
    started = time.monotonic()
    options = options_of(args, to="html", validate=False)
    plan = Plan(args.inputs, args.output_dir, options)
    check_folder(args.output_dir)
    made = without_parted(sole(_read(plan, options, args), plan.sharing(), preferred(args)))
    read = sorted((one for one, left_out in made if not left_out), key=lambda one: one.source)
    left = [Code.DOCUMENT_LEFT_OUT.at(Position(source=path)) for path in plan.unread]
    _print_read(read, args)
    site = Publication(single(read), args.base_url, left, volume=args.volume)
    if not site.names:
        return 1
    if args.volume and not site.has_volume:
        sys.stderr.write(f"akn: no text has a symbol like {args.volume!r}: there is no volume\n")
    ledger = Ledger()
    written = put_site(
        site.outputs(),
        args.output_dir,
        [one for one, _ in made],
        lambda name, data: put_output(data, os.path.join(args.output_dir, name), name, args, ledger),
        lambda names: _print_leaving(names, args),
    )
    if not args.quiet:
        print_diagnostics([*left, *site.same], form=args.format)
        print_left_out(sorted((left_out for _, left_out in made if left_out), key=str), args)
        statuses = Counter(Status.SUPERSEDED if left_out else one.status for one, left_out in made)
        _print_sum(summary(statuses, time.monotonic() - started), len(written.gone), args)
    print(os.path.abspath(os.path.join(args.output_dir, "index.html")))
    whole = all(one.status.there for one in read) and not written.kept
    return 0 if whole and site.has_volume == bool(args.volume) else 1


def _check(args: argparse.Namespace) -> None:
    """Raise UsageError for addresses that are none, and for a site that an input lies in: pages that go would take it
    with them.
    """
    from akn.errors import UsageError
    from converters.view.published import is_below

    if args.base_url and not args.base_url.startswith(("https://", "http://")):
        raise UsageError("--base-url is the address of the site: https://…")
    if "://" in args.output_dir:
        raise UsageError("a site goes to a folder, not to an address")
    for one in args.inputs:
        if os.path.exists(one) and is_below(one, args.output_dir):
            raise UsageError(f"{one}: lies in the folder of the site; a site goes to a folder of its own")


def _print_sum(done: str, gone: int, args: argparse.Namespace) -> None:
    """Print what a run came to, for people."""
    if args.format == "text":
        sys.stderr.write(f"akn: {done}\n")
        if gone:
            sys.stderr.write(f"akn: {gone} files of the site are gone with their inputs\n")


_MOST_NAMED = 20  # lines that a person reads


def _print_leaving(names: Sequence[str], args: argparse.Namespace) -> None:
    """Name the pages that go with their inputs, before they go."""
    if args.quiet or args.format != "text":
        return
    pages = [name for name in names if name.endswith(".html")] or list(names)
    for name in pages[:_MOST_NAMED]:
        sys.stderr.write(f"akn: goes with its input: {name}\n")
    if len(pages) > _MOST_NAMED:
        sys.stderr.write(f"akn: and {len(pages) - _MOST_NAMED} more pages\n")


def _print_read(read: Sequence[SiteInput], args: argparse.Namespace) -> None:
    """Print what is to be said of the inputs; of what is no resolution also where findings are few."""
    from akn.diagnostics import Code
    from converters.reading import Status

    shown = severities(quiet=args.quiet, many=True, form=args.format)
    for one in read:
        print_diagnostics(one.diagnostics, form=args.format, severities=shown)
        if one.status is Status.FOREIGN and not args.quiet and args.format == "text":
            print_diagnostics(d for d in one.diagnostics if d.code is Code.NOT_A_RESOLUTION)


def _read(plan: Plan, options: Options, args: argparse.Namespace) -> Iterator[SiteInput]:
    """What was made of each input, by processes of our own; what was read before and is the same comes from there."""
    from akn.diagnostics import Code, Position
    from converters.batch import processors
    from converters.batch.pool import Death, Pool
    from converters.reading import Status
    from converters.view.published import is_below, remembered
    from converters.view.site import SiteInput

    read = partial(remembered, options=options, folder=args.output_dir)
    with Pool(read, args.jobs or processors()) as pool:
        # what stands in the site is no input of it, where the site lies below what is published
        found_outside = (found for found in plan.find() if not is_below(found.source, args.output_dir))
        for found, result in pool.run(found_outside):
            if isinstance(result, Death):
                told = Code.WORKER_DIED.at(Position(source=found.source), reason=result.reason)
                result = SiteInput(found.source, found.stem, diagnostics=(told,), status=Status.DIED)
            yield result
