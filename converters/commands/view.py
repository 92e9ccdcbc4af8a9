"""`akn view`: resolutions as pages of HTML that anybody can read, follow and check."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from converters.claims import Claims, InputPath, OutputFolder, OutputPath
from converters.commands.streams import (
    add_jobs,
    add_library,
    add_options,
    add_prefer,
    add_printing_arguments,
    add_resume,
    fails,
    needs_folder,
    options_of,
    passed_over,
    preferred,
    print_diagnostics,
    print_left_out,
    print_resumed,
    put_output,
    register_of,
    severities,
)

if TYPE_CHECKING:
    from akn.diagnostics import Diagnostic
    from converters.batch.earlier import Earlier
    from converters.batch.plan import Found, Plan
    from converters.files import Ledger
    from converters.options import Options
    from converters.reading import Status
    from converters.view.site import SiteInput

_BROKEN_SHOWN = 3  # broken rules of a file that whoever wants its page has to see; published files break hundreds
_EPILOG = """\
INPUT is anything that akn convert reads: files of all formats, folders, patterns, archives, and - for standard input.

One input becomes one page: -o FILE.html (- is standard output). Several, and the works of a volume, become a folder of
pages with an index, versions of one work in several languages side by side too: --output-dir DIR. Without either, the
pages go to a new folder for temporary files. The place of the page, or of the index, is printed.

exit codes: 0 fine, 1 some inputs failed or are invalid, 2 called wrongly, 3 the one input is not a resolution (a text
has its page all the same), 130 interrupted.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn view` understands."""
    parser.epilog = _EPILOG
    parser.add_argument("inputs", nargs="+", type=InputPath, metavar="INPUT", help="what to show")
    parser.add_argument(
        "-o", "--output", type=OutputPath, default="", metavar="FILE", help="where the page of one input goes"
    )
    parser.add_argument("--output-dir", type=OutputFolder, default="", metavar="DIR", help="where the pages go")
    parser.add_argument(
        "--to",
        default="html",
        choices=("html", "pdf"),
        help="a page to read (html), or the page of one input on paper (pdf), printed by a Chromium that is installed",
    )
    parser.add_argument("--open", action="store_true", help="open the page in the browser")
    parser.add_argument(
        "--links",
        default="docs",
        choices=("docs", "relative", "akn", "none"),
        help="where citations lead: the document site (docs), the pages of this run where there are some (relative), "
        "the AKN address (akn), nowhere (none)",
    )
    parser.add_argument(
        "--source",
        default="pictures",
        choices=("pictures", "text", "none"),
        help="what is shown of the source: pictures of the pages of PDF, lines and paragraphs of other formats "
        "(pictures), these of PDF too (text), nothing (none)",
    )
    add_options(parser, "from_", "language", "body", "catalogue", "corrections")
    add_prefer(parser)
    add_library(parser)
    add_jobs(parser)
    add_resume(parser)
    parser.add_argument(
        "--force", action="store_true", help="replace what akn did not leave there; with --resume read all again"
    )
    add_printing_arguments(parser)


def run(args: argparse.Namespace) -> int:
    """Write the pages; the exit code tells whether all went well."""
    from akn.errors import UsageError
    from converters.batch.plan import Plan
    from converters.conversion import check
    from converters.sources import corrections_file

    if args.to == "pdf":
        from converters.view.paper import browser

        browser()  # told before anything is read
    if args.output and args.output_dir:
        raise UsageError("give either -o FILE or --output-dir DIR")
    if "://" in args.output_dir:
        raise UsageError("pages go to a folder, not to an address")
    if args.resume and not args.output_dir:
        raise UsageError("--resume needs --output-dir DIR, in which it keeps what was read")
    options = options_of(
        args,
        to="html",
        links="docs",
        corrections=corrections_file(args.corrections or ""),
        register=register_of(args),
    )
    print_diagnostics(check(options), form=args.format, severities=severities(quiet=args.quiet))
    plan = Plan(args.inputs, "", options)
    needs = needs_folder(args.inputs, args.from_)
    one = not needs or (len(args.inputs) == 1 and os.path.isfile(args.inputs[0]))
    if one and not args.output_dir:
        found = list(plan.find())
        if len(found) == 1:
            return _one(args, found[0], options)
    if args.output:
        raise UsageError(needs)
    if args.to == "pdf":
        raise UsageError("--to pdf is for one input; of many, print the pages from a browser")
    if args.corrections:
        raise UsageError("--corrections is for one input; those of many lie beside them, as INPUT.akn.toml")
    return _many(args, plan, options)


def _one(args: argparse.Namespace, found: Found, options: Options) -> int:
    """The page of one input."""
    from converters.view.page import write_page
    from converters.view.site import see

    whole = bool(args.output) or args.to == "pdf"  # of a volume there is a page for each work, in a folder
    seen = see(found, options, source="none" if args.to == "pdf" else args.source, apart=not whole)
    if seen.works:
        held = _Readings()
        _take(held, seen, args)
        return _written(args, [], held, time.monotonic())
    _print(seen, args, severities(quiet=args.quiet))
    if not seen.status.there:
        return 1 if seen.is_text else 3
    _spare([found.source], [args.output])
    page = write_page(
        seen.document,
        links=args.links,
        diagnostics=seen.diagnostics,
        source=seen.shown,
        citations=seen.citations,
        before=seen.before,
    )
    if args.to == "pdf":
        from converters.view.paper import printed

        page = printed(page)
    target = args.output or os.path.join(_temporary(), f"{os.path.basename(seen.stem) or 'page'}.{args.to}")
    if not put_output(page, target, found.source, args):
        return 1
    if target != "-":
        _tell(target, args)
    return 1 if fails(seen.diagnostics, args) else 3 if seen.status.value == "foreign" else 0


class _Readings:
    """What was made of many inputs: those with a page, those that another one stands for, how many failed."""

    def __init__(self) -> None:
        self.seen: list[SiteInput] = []
        self.doubles: list[Diagnostic] = []
        self.statuses: Counter[Status] = Counter()
        self.failed = 0
        self.earlier = 0  # inputs that an earlier run read


def _many(args: argparse.Namespace, plan: Plan, options: Options) -> int:
    """The pages of many inputs, and their index; nothing if no input could be read."""
    from akn.diagnostics import Code, Position
    from converters.files import remove_left

    started = time.monotonic()
    if args.resume:
        remove_left(args.output_dir)
    found = _readings(args, plan, options)
    left = [Code.DOCUMENT_LEFT_OUT.at(Position(source=path)) for path in plan.unread]
    stray = [Code.CORRECTIONS_STRAY.at(Position(source=path)) for path in plan.stray]
    return _written(args, left, found, started, [*passed_over(plan.passed), *stray])


def _written(
    args: argparse.Namespace,
    left: Sequence[Diagnostic],
    found: _Readings,
    started: float,
    told: Sequence[Diagnostic] = (),
) -> int:
    """Write the pages of what was read, and their index; `left` says which inputs are none, `told` what else is so."""
    from converters.batch.progress import summary
    from converters.files import Ledger, check_folder
    from converters.view.site import INDEX, Site, parted

    folder = args.output_dir or _temporary()
    check_folder(folder)
    apart = parted(found.seen)
    found.doubles += apart.values()
    found.seen = sorted((one for one in found.seen if one.source not in apart), key=lambda one: one.source)
    site = Site(found.seen, args.links, left)
    _spare([one.source for one in found.seen], [os.path.join(folder, name) for name in site.files])
    ledger = Ledger()
    pages = site.pages() if site.names else ()  # an index of nothing would take the place of an earlier one
    kept = [
        name
        for name, page in pages
        if not put_output(page, os.path.join(folder, name), name, args, ledger, site.made_of.get(name, ""))
    ]
    told = [*told, *_withdrawn(folder, found.seen, site.files, ledger)]
    if not args.quiet:
        print_diagnostics([*told, *left, *site.same], form=args.format)
    print_left_out(sorted(found.doubles, key=str), args)
    if not args.quiet and args.format == "text":
        sys.stderr.write(f"akn: {summary(found.statuses, time.monotonic() - started)}\n")
    print_resumed(found.earlier, args)
    if site.names:
        _tell(os.path.join(folder, f"{INDEX}.html"), args)
    return 1 if found.failed or kept else 0


def _withdrawn(folder: str, seen: Sequence[SiteInput], files: Sequence[str], ledger: Ledger) -> Iterator[Diagnostic]:
    """Take away the pages of works that an earlier run found in an input and this one did not, and report it.

    Of an input that could not be read nothing goes: what it holds now nobody knows.
    """
    from akn.diagnostics import Code, Position
    from converters.batch.task import WORKS, stale_works
    from converters.files import stem_of, withdraw_file

    suffix = ".html"
    kept = frozenset(files)
    for source, of_one in groupby((one for one in seen if one.status.there), key=lambda one: one.source):
        stem, *others = (one.stem for one in of_one)
        tail = f"{source[len(stem_of(source)) :]}{WORKS}"
        works = os.path.dirname(stem) if others else f"{stem}{tail}"
        gone = stale_works(
            os.path.join(folder, works),
            suffix,
            source,
            [os.path.basename(n) for n in kept if os.path.dirname(n) == works],
        )
        whole = f"{works.removesuffix(tail)}{suffix}"
        if whole not in kept:
            path = os.path.join(folder, whole)
            gone += withdraw_file(path, ledger.written(path), source)
        if gone:
            yield Code.OUTPUT_WITHDRAWN.at(Position(source=source), count=len(gone), names=", ".join(gone))


def _readings(args: argparse.Namespace, plan: Plan, options: Options) -> _Readings:
    """Read all inputs; what is to be said of each is printed as it is done."""
    from converters.batch.progress import progress
    from converters.batch.rivals import sole
    from converters.batch.task import Outcome
    from converters.conversion import Status

    shown = severities(quiet=args.quiet, many=True, form=args.format)
    found = _Readings()
    earlier = _earlier(args, options)
    with progress(plan.count, quiet=args.quiet or args.format == "json") as bar:
        for one, left_out in sole(_seen(plan, earlier, args), plan.sharing(), preferred(args)):
            status = Status.SUPERSEDED if left_out else one.status
            if left_out:
                found.statuses[status] += 1
                found.doubles.append(left_out)
            else:
                _take(found, one, args, shown, write=bar.print)
            bar.add(Outcome(one.source, "", status))
    earlier.end()
    found.earlier = earlier.count
    return found


def _take(
    found: _Readings,
    one: SiteInput,
    args: argparse.Namespace,
    shown: frozenset[str] | None = None,
    write: Callable[[str], object] = lambda line: sys.stderr.write(f"{line}\n"),
) -> None:
    """Put what was read to the others, a volume by its works, and print what was noticed of it."""
    shown = severities(quiet=args.quiet) if shown is None else shown
    found.statuses[one.status] += 1
    found.failed += not one.status.there or one.status.value == "foreign" or fails(one.diagnostics, args)
    _print(one, args, shown, settled=not args.quiet, write=write)
    _print_foreign(one, args, write)
    found.seen += one.works or (one,)


def _print_foreign(one: SiteInput, args: argparse.Namespace, write: Callable[[str], object]) -> None:
    """Print for a person that an input is no resolution."""
    from akn.diagnostics import Code

    if one.status.value == "foreign" and args.format == "text" and not args.quiet:
        print_diagnostics([d for d in one.diagnostics if d.code is Code.NOT_A_RESOLUTION], write=write)


def _print(
    one: SiteInput,
    args: argparse.Namespace,
    shown: frozenset[str],
    *,
    settled: bool = False,
    write: Callable[[str], object] = lambda line: sys.stderr.write(f"{line}\n"),
) -> None:
    """Print what was noticed of an input; for a person no more than a few of the rules that its markup breaks."""
    from akn.diagnostics import Code

    broken = [d for d in one.diagnostics if d.code is Code.PROFILE_MUST]
    left = set(broken[_BROKEN_SHOWN:]) if args.format == "text" else set()
    told = [d for d in one.diagnostics if d not in left]
    print_diagnostics(told, form=args.format, severities=shown, settled=settled, write=write)
    if left:
        advice = "akn upgrade mends published files, akn validate lists what is wrong"
        write(f"{one.source}: {Code.PROFILE_MUST.code}: {len(left):,} more ({advice})")


def _earlier(args: argparse.Namespace, options: Options) -> Earlier[SiteInput]:
    """What is read of each input, taken from an earlier run with --resume."""
    from functools import partial

    from converters.batch.earlier import Earlier
    from converters.view.site import INDEX, SiteInput, see

    read = partial(see, options=options, source=args.source, apart=True)
    output = os.path.join(args.output_dir, f"{INDEX}.html") if args.resume else ""
    return Earlier(read, SiteInput, output, options, args.source, anew=args.force)


def _seen(plan: Plan, earlier: Earlier[SiteInput], args: argparse.Namespace) -> Iterator[SiteInput]:
    """What was made of each input, as it is done, by processes of our own."""
    from akn.diagnostics import Code, Position
    from converters.batch import processors
    from converters.batch.pool import Death, Pool
    from converters.conversion import Status
    from converters.view.site import SiteInput

    with Pool(earlier.made, args.jobs or processors()) as pool:
        for found, result in pool.run(plan.find()):
            if isinstance(result, Death):
                told = Code.WORKER_DIED.at(Position(source=found.source), reason=result.reason)
                yield SiteInput(found.source, found.stem, diagnostics=(told,), status=Status.DIED)
            else:
                yield earlier.take(result)


def _spare(inputs: Iterable[str], outputs: Iterable[str]) -> None:
    """Raise UsageError if a page would take the place of an input, or of another page."""
    from akn.errors import UsageError

    claims = Claims(inputs=inputs)
    for name in outputs:
        if why := claims.of_output(name):
            raise UsageError(f"{name} would be {why}; let the pages go somewhere else")


def _temporary() -> str:
    from tempfile import mkdtemp

    return mkdtemp(prefix="akn-view-")


def _tell(path: str, args: argparse.Namespace) -> None:
    """Print where the page is, and open it if that is wanted."""
    print(os.path.abspath(path))
    if args.open:
        import webbrowser
        from pathlib import Path

        webbrowser.open(Path(path).absolute().as_uri())
