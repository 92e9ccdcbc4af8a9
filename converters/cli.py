"""The command `akn`: which command is meant, and what an exit code means.

    0    all is well
    1    an input failed, or a file is invalid (the others are done all the same)
    2    the command was called wrongly
    130  interrupted by Ctrl-C, 143 by SIGTERM: what was under way is finished, the report is complete

Options that a project has settled stand in `akn.toml`, or in `[tool.akn]` of pyproject.toml, in this folder or one
above it; what the command line says comes after them, and wins (of an option that may be repeated it replaces all):

    [convert]                 # the command; in pyproject.toml: [tool.akn.convert]
    language = "fr"           # --language fr
    quiet = true              # --quiet
    jobs = 4

The arguments and the work of each command are in `converters.commands`, loaded when it is called: one module each, one
for those that compare (`compare`), one for the short ones (`known`).
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections import Counter
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from itertools import pairwise
from typing import Any, NoReturn

COMMANDS = {
    "convert": "convert resolutions to AKN XML, and AKN XML to other formats",
    "view": "show resolutions as pages to read: linked, with the source beside and what is doubtful marked",
    "validate": "say what is wrong with AKN files, and what to do about it",
    "rule": "explain a rule of the profile, with an example that breaks it and one that keeps it",
    "upgrade": "turn published AKN files into ones that follow the profile to the letter",
    "diff": "say what changed between two documents: draft and adopted, last year's and this year's",
    "concord": "put the versions of a work in several languages side by side, and say where one stands alone",
    "series": "say when each paragraph of a resolution that comes every year came in and was changed",
    "mandates": "list who is asked by whom to do what by when, a row a clause",
    "links": "list the citations of AKN files, and what they point to",
    "catalogue": "list the symbols and adoption dates of a folder of AKN files",
    "lexicon": "count the opening phrases of a folder of AKN files",
    "languages": "list the languages that are known",
    "bodies": "list the bodies that are known",
    "completion": "print what makes a shell complete the commands and options",
}

MODULES = dict.fromkeys(("rule", "links", "catalogue", "lexicon", "languages", "bodies", "completion"), "known")
MODULES |= dict.fromkeys(("diff", "concord", "series"), "compare")
"""The modules of commands that share one; each of the others has its own."""

FINE, FAILED, USAGE = 0, 1, 2

SETTINGS = ("akn.toml", "pyproject.toml")


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
    chosen = next((a for a in arguments if a in COMMANDS), "")
    # all parsers are needed for the help and for the messages about what is no command; else one is enough
    parser, commands = _parsers((chosen,) if chosen in COMMANDS and arguments[0] == chosen else tuple(COMMANDS))
    path, options = "", list[str]()
    if chosen:
        _add_arguments(commands, chosen)
        path, options = settled(chosen)
        at = arguments.index(chosen) + 1
        said = {argument.partition("=")[0] for argument in arguments[:at]}
        options = [option for option in options if option.partition("=")[0] not in said]
        arguments[at:at] = options
    elif name := next((a for before, a in pairwise(["", *arguments]) if a[:1] != "-" and before != "--data"), ""):
        _no_command(name)
    args, unknown = parser.parse_known_args(arguments)
    if foreign := [option for option in unknown if option in options]:
        from akn.errors import UsageError

        raise UsageError(f"{path}: akn {chosen} has no option {foreign[0].partition('=')[0]}")
    if unknown:  # told with the usage of the command, unless it stands before the command
        before = not chosen or unknown[0] in arguments[: arguments.index(chosen)]
        (parser if before else commands[chosen]).error(f"unrecognized arguments: {' '.join(unknown)}")
    if not chosen or args.command != chosen:
        parser.print_help(sys.stderr)
        return USAGE
    for name, count in Counter(option.partition("=")[0][2:].replace("-", "_") for option in options).items():
        values = getattr(args, name, None)
        if isinstance(values, list) and len(values) > count:  # those that are settled come first
            setattr(args, name, values[count:])
    if args.data:
        os.environ["AKN_DATA"] = os.pathsep.join(args.data)
    code: int = part_of(chosen, "run")(args)
    return code


def _no_command(name: str) -> NoReturn:
    """Raise UsageError with the command that was probably meant."""
    from difflib import get_close_matches

    from akn.errors import UsageError

    near = get_close_matches(name, COMMANDS, 1)
    meant = f"; did you mean akn {near[0]}?" if near else f"; there are {', '.join(COMMANDS)}"
    raise UsageError(f"there is no command {name!r}{meant}")


def whole_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line, with the arguments of all commands."""
    parser, commands = _parsers(tuple(COMMANDS))
    for name in commands:
        _add_arguments(commands, name)
    return parser


def _add_arguments(commands: dict[str, argparse.ArgumentParser], name: str) -> None:
    part_of(name, "add_arguments")(commands[name])


def part_of(name: str, part: str) -> Any:
    """The function of a command that adds its arguments or runs it, from its module."""
    if name in MODULES:
        return getattr(import_module(f"converters.commands.{MODULES[name]}"), f"{part}_{name}")
    return getattr(import_module(f"converters.commands.{name}"), part)


def _parsers(names: Sequence[str]) -> tuple[argparse.ArgumentParser, dict[str, argparse.ArgumentParser]]:
    """The parser of the command line, and those of these commands, which have no arguments yet."""
    parser = argparse.ArgumentParser(
        prog="akn",
        formatter_class=Lines,
        description="United Nations resolutions as Akoma Ntoso XML, and back.",
        epilog="exit codes: 0 fine, 1 an input failed or is invalid, 2 called wrongly, 3 no resolution",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and exit")
    parser.add_argument(
        "--data",
        action="append",
        default=[],
        metavar="DIR",
        help="a folder with files of your own in DIR/languages, DIR/bodies and DIR/clauses (several times if need be)",
    )
    parser.add_argument("--debug", action="store_true", help="show where in the program an internal error happened")
    choice = parser.add_subparsers(dest="command", prog="akn", metavar="COMMAND", title="commands")
    commands = {}
    for name in names:
        help_ = COMMANDS[name]
        description = f"{help_[0].upper()}{help_[1:]}."
        commands[name] = choice.add_parser(name, help=help_, description=description, formatter_class=Lines)
        commands[name].add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
        commands[name].add_argument("--data", action="append", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser, commands


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


class _Version(argparse.Action):
    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from akn import __version__

        print(f"akn {__version__}")
        parser.exit()


def _explain(error: Exception) -> int:
    """One line on standard error, and the exit code that goes with it."""
    from akn.data import plug_in_fault
    from akn.errors import AknError, MissingDependency, UsageError

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


def settled(command: str, folder: str = "") -> tuple[str, list[str]]:
    """The file that has options for a command, and those as arguments; empty if there is none.

    Raises UsageError for a file that is no TOML, and for a value that no argument can have.
    """
    place = os.path.abspath(folder)
    while True:
        for name in SETTINGS:
            path = os.path.join(place, name)
            if os.access(path, os.R_OK) and os.path.isfile(path) and (table := _table(path)) is not None:
                return path, _arguments(table.get(command, {}), path, command)
        above = os.path.dirname(place)
        if above == place:
            return "", []
        place = above


def _table(path: str) -> dict[str, Any] | None:
    """The tables of a file that are ours; None if it has none."""
    with open(path, "rb") as file:
        data = file.read()
    if not path.endswith(SETTINGS[0]) and b"tool.akn" not in data:
        return None
    from akn.data import parsed_toml
    from akn.errors import DataError, UsageError

    try:
        table = parsed_toml(data.decode(), path)
    except (UnicodeDecodeError, DataError) as error:
        raise UsageError(f"{path}: the settings cannot be read: {error}") from error
    found = table if path.endswith(SETTINGS[0]) else table.get("tool", {}).get("akn")
    return found if isinstance(found, dict) else None


def _arguments(table: Any, path: str, command: str) -> list[str]:
    from akn.errors import UsageError

    if not isinstance(table, dict):
        raise UsageError(f"{path}: {command} must be a table of options")
    found = []
    for name, value in table.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            found.append(option)
        elif isinstance(value, list) and all(isinstance(v, (str, int)) for v in value):
            found += [f"{option}={v}" for v in value]
        elif isinstance(value, (str, int)) and value is not False:
            found.append(f"{option}={value}")
        elif value is not False:
            raise UsageError(f"{path}: {command}.{name} must be a string, a number, true or false, or a list of them")
    return found
