"""The commands of `akn`: which there are, and in which module each has its arguments and its work.

Ours stand in a table, so that none of their modules is loaded before it is called.  A command is a module with
`add_arguments(parser)` and `run(arguments) -> exit code`; one that holds several commands has `add_arguments_NAME` and
`run_NAME` for each.  Other packages offer commands by entry points of the group `akn.commands`, as
docs/adding-a-command.md shows; they are looked for only where a word is no command of ours, and where all are listed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import argparse
    from importlib.metadata import EntryPoint

    from akn.errors import AknError


class Command(NamedTuple):
    """A command of ours: its line in the help, its module, and what its functions end in where a module has several."""

    help: str
    module: str
    ending: str = ""

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Give the parser of the command its arguments."""
        self._part("add_arguments")(parser)

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work; returns the exit code."""
        code: int = self._part("run")(arguments)
        return code

    def _part(self, name: str) -> Callable[..., Any]:
        part: Callable[..., Any] = getattr(import_module(self.module), name + self.ending)
        return part


_HERE = "converters.commands"

COMMANDS = {
    "convert": Command("convert resolutions to AKN XML, and AKN XML to other formats", f"{_HERE}.convert"),
    "view": Command(
        "show resolutions as pages to read: linked, with the source beside and what is doubtful marked", f"{_HERE}.view"
    ),
    "publish": Command(
        "make a site of resolutions: calm pages, downloads, who cites whom, a search", f"{_HERE}.publish"
    ),
    "validate": Command("say what is wrong with AKN files, and what to do about it", f"{_HERE}.validate"),
    "rule": Command(
        "explain a rule of the profile, with an example that breaks it and one that keeps it", f"{_HERE}.rule"
    ),
    "upgrade": Command("turn published AKN files into ones that follow the profile to the letter", f"{_HERE}.upgrade"),
    "diff": Command(
        "say what changed between two documents: draft and adopted, last year's and this year's",
        f"{_HERE}.compare",
        "_diff",
    ),
    "concord": Command(
        "put the versions of a work in several languages side by side, and say where one stands alone",
        f"{_HERE}.compare",
        "_concord",
    ),
    "series": Command(
        "say when each paragraph of a resolution that comes every year came in and was changed",
        f"{_HERE}.compare",
        "_series",
    ),
    "mandates": Command("list who is asked by whom to do what by when, a row a clause", f"{_HERE}.mandates"),
    "follow": Command(
        "say what became of each mandate in the resolution of the next year, and what answered it",
        "akn_library.commands.follow",
        "_follow",
    ),
    "calendar": Command(
        "list what is due when, what is answered, what ends", "akn_library.commands.follow", "_calendar"
    ),
    "chunks": Command("cut documents into passages for machines, each with its place in the source", f"{_HERE}.chunks"),
    "links": Command("list the citations of AKN files, and what they point to", f"{_HERE}.links"),
    "catalogue": Command(
        "list the texts of a folder or a library: dates for citations, records for catalogues",
        "akn_library.commands.catalogue",
    ),
    "check": Command("check every citation: date, number, paragraph, title, organ", "akn_library.commands.check"),
    "library": Command(
        "keep thousands of resolutions in one file: search them, ask who cites whom", "akn_library.commands.library"
    ),
    "mcp": Command("answer language models from a library, by the Model Context Protocol", "akn_library.commands.mcp"),
    "desk": Command(
        "open a folder in the browser: drop files, read, correct, search, compare, download", "akn_desk.commands"
    ),
    "lexicon": Command("count the opening phrases of a folder of AKN files", f"{_HERE}.lexicon"),
    "languages": Command("list the languages that are known", f"{_HERE}.languages"),
    "bodies": Command("list the bodies that are known", f"{_HERE}.bodies"),
    "completion": Command("print what makes a shell complete the commands and options", f"{_HERE}.completion"),
}


REGISTER = "akn_library.registers"
"""The module that opens a library as a register of what is cited (`register_in`)."""


class Offered:
    """A command that another package offers: a module with `HELP`, `add_arguments` and `run`."""

    def __init__(self, point: EntryPoint) -> None:
        """Load its module.  Raises PlugInError if that fails, or if it lacks one of the three."""
        from akn.extensions import fault_of, loaded

        self.point = point
        self.module = loaded(point)
        lacking = [name for name in ("HELP", "add_arguments", "run") if not hasattr(self.module, name)]
        if lacking:
            raise fault_of(point, AttributeError(f"{point.value} has no {lacking[0]}"))
        self.help = str(self.module.HELP)

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        """Give the parser of the command its arguments.  Raises PlugInError if that fails."""
        from akn.extensions import fault_of

        try:
            self.module.add_arguments(parser)
        except Exception as error:
            raise fault_of(self.point, error) from error

    def run(self, arguments: argparse.Namespace) -> int:
        """Do the work; returns the exit code."""
        return int(self.module.run(arguments) or 0)


def offered_names() -> tuple[str, ...]:
    """The names of the commands that other packages offer; none of their modules is loaded."""
    from akn.extensions import offered

    return tuple(dict.fromkeys(point.name for point in offered("akn.commands")))


def command_named(word: str) -> Command | Offered | None:
    """The command that a word names, ours or another package's; None if there is none.

    Raises PlugInError for one that cannot be loaded, and for a name that several packages have given to a command.
    """
    if word in COMMANDS:
        return COMMANDS[word]
    from akn.extensions import offered

    points = [point for point in offered("akn.commands") if point.name == word]
    if len(points) > 1:
        from akn.extensions import plug_in_named

        raise _refused(points[0], f"{plug_in_named(points[1])} has the same name")
    return Offered(points[0]) if points else None


def all_commands() -> tuple[dict[str, Command | Offered], list[AknError]]:
    """The commands, ours first, and why others that are offered are none: they fail, or their name is taken."""
    from akn.errors import PlugInError
    from akn.extensions import offered

    found: dict[str, Command | Offered] = dict(COMMANDS)
    faults: list[AknError] = [
        _refused(point, f"akn {point.name} is a command of akn itself")
        for point in offered("akn.commands")
        if point.name in COMMANDS
    ]
    for name in offered_names():
        try:
            if name not in COMMANDS and (command := command_named(name)):
                found[name] = command
        except PlugInError as fault:
            faults.append(fault)
    return found, faults


def _refused(point: EntryPoint, reason: str) -> AknError:
    from akn.errors import PlugInError
    from akn.extensions import plug_in_named

    return PlugInError(f"{plug_in_named(point)} is refused: {reason}")
