"""The command `akn`: which command is meant, and what an exit code means.

    0    all is well
    1    an input failed, or a file is invalid (the others are done all the same)
    2    the command was called wrongly
    130  interrupted by Ctrl-C, 143 by SIGTERM: what was under way is finished (after SIGTERM if that takes no more than
         three seconds), the report is complete

Which commands there are, and where the arguments and the work of each are, is in `converters.commands`; options that a
project has settled are read by `converters.settings`, and stand before those of the command line, which win.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NoReturn, TextIO

from akn.errors import AknError
from converters.claims import InputPath, claim
from converters.commands import COMMANDS, Command, Offered, all_commands, command_named, offered_names
from converters.settings import settled

FINE, FAILED, USAGE, NOT_A_RESOLUTION = 0, 1, 2, 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name; returns its exit code and never raises for bad input."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # nearly all that a short command makes lives to its end: looking for cycles as often as usual is 5 % of its time
    gc.set_threshold(50_000)
    if sys.stderr is None:  # closed by whoever started us: the exit code has to do
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    debug = "--debug" in arguments
    try:
        return _run(arguments)
    except SystemExit as error:  # argparse has said why
        return error.code if isinstance(error.code, int) else USAGE
    except BrokenPipeError:  # whoever read our output has had enough
        if sys.stdout is not None:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if debug:
            raise
        return _explain(error)


def _run(arguments: list[str]) -> int:
    at = _place_of_command(arguments)
    if at == len(arguments):  # for the help and the version, which `parse_args` prints
        _parsers({})[0].parse_args(arguments)
        _print_help(sys.stderr)
        return USAGE
    name, before, after = arguments[at], arguments[:at], arguments[at + 1 :]
    command = command_named(name) or _no_command(name)
    parser, parsers = _parsers({name: command})
    command.add_arguments(parsers[name])
    path, options = settled(name)
    given = {argument.partition("=")[0] for argument in before}
    options = [option for option in options if option.partition("=")[0] not in given]
    args, unknown = parser.parse_known_args([*before, name, *options, *after])
    if foreign := [option for option in unknown if option in options]:
        from akn.errors import UsageError

        raise UsageError(f"{path}: akn {name} has no option {foreign[0].partition('=')[0]}")
    called = vars(args).pop("called", parsers[name])  # a part of a command that has parts
    if unknown:  # told with the usage of the command, unless it stands before the command
        (parser if unknown[0] in before else called).error(f"unrecognized arguments: {' '.join(unknown)}")
    _drop_settled(args, options)
    with claim(args):
        if args.data:
            os.environ["AKN_DATA"] = os.pathsep.join(args.data)
        code = command.run(args)
    return FINE if code in (FAILED, NOT_A_RESOLUTION) and getattr(args, "fail_on", "") == "never" else code


def _place_of_command(arguments: Sequence[str]) -> int:
    """Where the word stands that names the command: the first that is no option, nor the folder of `--data`."""
    for at, (before, word) in enumerate(pairwise(["", *arguments])):
        is_folder = len(before) > len("--d") and "--data".startswith(before)  # argparse takes a beginning, too
        if not is_folder and (word == "-" or not word.startswith("-")):
            return at
    return len(arguments)


def _drop_settled(args: argparse.Namespace, options: Sequence[str]) -> None:
    """Keep of an option that may be repeated what the command line gives; if it gives nothing, what is settled."""
    for name, count in Counter(option.partition("=")[0][2:].replace("-", "_") for option in options).items():
        values = getattr(args, name, None)
        if isinstance(values, list) and len(values) > count:  # those that are settled come first
            setattr(args, name, values[count:])


def _no_command(name: str) -> NoReturn:
    """Raise UsageError with the command that was probably meant."""
    from difflib import get_close_matches

    from akn.errors import UsageError

    names = dict.fromkeys((*COMMANDS, *offered_names()))
    near = get_close_matches(name, names, 1)
    meant = f"; did you mean akn {near[0]}?" if near else f"; there are {', '.join(names)}"
    raise UsageError(f"there is no command {name!r}{meant}")


def whole_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, with the arguments of all commands, those of other packages too."""
    commands, faults = all_commands()
    parser, parsers = _parsers(commands)
    for name, command in commands.items():
        try:
            command.add_arguments(parsers[name])
        except AknError as fault:
            faults.append(fault)
    _name_faults(faults)
    return parser


def _print_help(stream: TextIO) -> None:
    """Print which commands there are; those of other packages that are none are named on standard error."""
    commands, faults = all_commands()
    _parsers(commands)[0].print_help(stream)
    _name_faults(faults)


def _name_faults(faults: Iterable[AknError]) -> None:
    if faults:
        from akn.diagnostics import printable

        sys.stderr.write("".join(f"akn: warning: {printable(str(fault))}\n" for fault in faults))


def _parsers(
    commands: Mapping[str, Command | Offered],
) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser of the command line, and those of these commands, which have no arguments yet."""
    parser = argparse.ArgumentParser(
        prog="akn",
        formatter_class=Lines,
        add_help=False,
        description="United Nations resolutions as Akoma Ntoso XML, and back.",
        epilog="exit codes: 0 fine, 1 an input failed or is invalid, 2 called wrongly, 3 no resolution",
    )
    parser.add_argument("-h", "--help", action=_Help, nargs=0, help="show this help message and exit")
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    parser.add_argument(
        "--data",
        type=InputPath,
        action="append",
        default=[],
        metavar="DIR",
        help="a folder with files of your own in DIR/languages, DIR/bodies and DIR/clauses (several times if need be)",
    )
    parser.add_argument("--debug", action="store_true", help="show where in the program an internal error happened")
    choice = parser.add_subparsers(dest="command", prog="akn", metavar="COMMAND", title="commands")
    parsers = {}
    for name, command in commands.items():
        description = f"{command.help[0].upper()}{command.help[1:]}."
        parsers[name] = choice.add_parser(name, help=command.help, description=description, formatter_class=Lines)
        parsers[name].add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        parsers[name].add_argument(
            "--data", type=InputPath, action="append", default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    return parser, parsers


class Lines(argparse.HelpFormatter):
    """The lines of a help, as wide as the terminal; a text of several lines stays as it is written.

    `argparse` makes one for every argument that is added, and loads a dozen modules to learn the width.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return text if "\n" in text else super()._fill_text(text, width, indent)


@cache
def _columns() -> int:
    try:
        return int(os.environ["COLUMNS"]) or 80
    except (KeyError, ValueError):
        try:
            return os.get_terminal_size(1).columns or 80
        except (OSError, ValueError):
            return 80


class _Help(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        _print_help(sys.stdout)
        parser.exit()


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from akn import __version__

        print(f"akn {__version__}")
        parser.exit()


def _explain(error: Exception) -> int:
    """One line on standard error, and the exit code that goes with it."""
    from akn.errors import AknError, MissingDependency, UsageError
    from akn.extensions import plug_in_fault

    if isinstance(error, MemoryError):
        error = AknError("out of memory: this input needs more than there is")
    error = plug_in_fault(error)
    if not isinstance(error, AknError):
        kind = " ".join(f"{type(error).__name__}: {error}".split())
        sys.stderr.write(
            f"akn: internal error: {kind} (please report this with the input; --debug shows where it happened)\n"
        )
        return FAILED
    from akn.diagnostics import printable

    sys.stderr.write(f"akn: error: {printable(str(error))}\n")
    return USAGE if isinstance(error, (UsageError, MissingDependency)) else FAILED
