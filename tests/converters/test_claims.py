"""No command writes over one of its inputs or over another of its outputs, and over nothing that nobody named."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from converters.claims import (
    Claims,
    InputPath,
    KeptPath,
    OutputFolder,
    OutputPath,
    Replacement,
    claim,
    reading,
    same_file,
)
from converters.cli import whole_parser
from tests.converters.command import RESOLUTION, akn
from tests.thorough import some_of

Action = argparse.Action
_WRITTEN = (OutputPath, KeptPath)


def _commands(parser: argparse.ArgumentParser, name: str = "") -> Iterator[tuple[str, list[Action]]]:
    """All commands, those below a command too ("library add"), each with its arguments as the parser has them."""
    below = [a for a in parser._actions if isinstance(a, argparse._SubParsersAction)]
    for choice in below:
        for word, one in choice.choices.items():
            yield from _commands(one, f"{name} {word}".strip())
    if not below:
        yield name, parser._actions


COMMANDS = dict(_commands(whole_parser()))


def _takes_text(action: Action) -> bool:
    return action.nargs != 0 and not action.choices


def test_commands_below_a_command_are_among_them() -> None:
    assert {"convert", "library add", "library export"} <= COMMANDS.keys()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_argument_says_whether_it_names_a_file(command: str) -> None:
    undeclared = [a.dest for a in COMMANDS[command] if _takes_text(a) and a.type is None]
    assert not undeclared, f"{undeclared}: say type=InputPath, OutputPath, ... (converters.claims), or str for no file"


def _role(action: Action) -> type | None:
    return action.type if isinstance(action.type, type) and issubclass(action.type, str) else None


def test_what_is_declared_to_name_no_file_has_a_value_that_is_none() -> None:
    told = {a.metavar for actions in COMMANDS.values() for a in actions if _takes_text(a) and _role(a) is str}
    assert told == {
        "FORMAT", "CODE", "NAME", "DATE", "DAY", "ADDRESS", "KEY", "RULE", "RULES", "FORMATS", "SYMBOLS", "URL",
        "SYMBOL", "WORDS", "PARAGRAPH", "N",
    }  # fmt: skip


def _spellings(folder: Path) -> Iterator[str]:
    """One file by all the names that it may have."""
    (folder / "below").mkdir()
    (folder / "soft.txt").symlink_to("a.txt")
    os.link(folder / "a.txt", folder / "hard.txt")
    (folder / "beside").symlink_to(folder, target_is_directory=True)
    yield from ("a.txt", "./a.txt", "below/../a.txt", "soft.txt", "hard.txt", "beside/a.txt", str(folder / "a.txt"))


def _line(command: str, given: dict[str, str]) -> list[str]:
    """A command line that names files by these arguments, and something for each that it must have."""
    line: list[str] = []
    places: list[str] = []
    for action in COMMANDS[command]:
        value = given.get(action.dest)
        if not action.option_strings:
            places.append(value or "other.txt")
        elif value is not None:
            line.append(f"{action.option_strings[-1]}={value}")
    return [*command.split(), *line, *places]


def _pairs(clash: type) -> list[tuple[str, str, str]]:
    """Each output of each command, with each of its other arguments of a kind."""
    return [
        (command, output.dest, other.dest)
        for command, actions in COMMANDS.items()
        for output in actions
        for other in actions
        if (role := _role(output)) and (kind := _role(other)) and issubclass(role, _WRITTEN)
        if output is not other and issubclass(kind, clash) and not (role is kind is KeptPath)
    ]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("a.txt", "other.txt"):
        (tmp_path / name).write_text(RESOLUTION)
    return tmp_path


def test_there_are_outputs_to_walk_through() -> None:
    assert {command for command, *_ in _pairs(InputPath)} >= {"convert", "diff", "mandates", "view", "upgrade", "links"}
    assert ("convert", "source_map", "output") in _pairs(OutputPath)


@pytest.mark.parametrize(("command", "output", "source"), _pairs(InputPath))
def test_no_output_is_an_input(folder: Path, command: str, output: str, source: str) -> None:
    spellings = list(_spellings(folder))
    for spelling in some_of(spellings, 3, len(command + output + source) % 3):  # each pair has others
        done = akn(*_line(command, {source: "a.txt", output: spelling}), cwd=folder)
        assert done.returncode == 2, (spelling, done.stderr)
        assert f"{spelling} is the input itself" in done.stderr.decode()
        assert (folder / "a.txt").read_text() == RESOLUTION


@pytest.mark.parametrize(("command", "output", "other"), _pairs(OutputPath))
def test_no_output_is_another_output(folder: Path, command: str, output: str, other: str) -> None:
    (folder / "there.xml").write_text("there")
    os.link(folder / "there.xml", folder / "hard.xml")
    for one, two in [("new.xml", "./new.xml"), ("new.xml", "NEW.xml"), ("there.xml", "hard.xml"), ("-", "-")]:
        done = akn(*_line(command, {output: one, other: two}), cwd=folder)
        assert done.returncode == 2, (one, two, done.stderr)
        assert "would be two outputs" in done.stderr.decode()
    assert {path.name for path in folder.iterdir()} == {"a.txt", "other.txt", "there.xml", "hard.xml"}


@pytest.mark.parametrize(
    "line",
    [
        ("mandates", "in", "--from", "text", "-o", "in/a.txt", "--to", "csv"),
        ("convert", "in", "--output-dir", "out", "--report", "in/a.txt"),
        ("lexicon", "in", "-o", "in/a.txt"),
        ("concord", "in", "--to", "json", "-o", "in/a.txt"),
    ],
)
def test_no_output_is_a_file_of_a_folder_that_is_read(folder: Path, line: tuple[str, ...]) -> None:
    (folder / "in").mkdir()
    (folder / "in/a.txt").write_text(RESOLUTION)
    done = akn(*line, cwd=folder)
    assert done.returncode == 2, done.stderr
    assert (folder / "in/a.txt").read_text() == RESOLUTION


def test_an_output_in_a_folder_does_not_take_the_place_of_another_input(folder: Path) -> None:
    (folder / "a.md").write_text("# mine")
    line = ("convert", "a.txt", "a.md", "--to", "markdown", "--output-dir", ".", "--force")
    done = akn(*line, cwd=folder)
    assert done.returncode == 1
    assert "a.txt: error B117: not converted: the output would overwrite ./a.md" in done.stderr.decode()


def test_streams_devices_and_addresses_are_taken_for_what_they_are(folder: Path) -> None:
    assert akn("convert", "-", "-o", "-", cwd=folder, stdin=RESOLUTION.encode()).returncode == 0
    assert akn("convert", "a.txt", "-o", "/dev/null", "--source-map", "/dev/null", cwd=folder).returncode == 0
    assert same_file("s3://shelf/a.txt", "s3://shelf/a.txt")
    assert not same_file("s3://shelf/a.txt", "s3://shelf/b.txt")
    assert not same_file("-", "-")
    assert not same_file("/dev/null", "/dev/null")
    assert not same_file("a\0b", "b")


def test_force_lets_an_output_replace_its_own_input_and_nothing_else(folder: Path) -> None:
    assert akn("convert", "a.txt", "-o", "a.xml", cwd=folder).returncode == 0
    refused = akn("upgrade", "a.xml", "-o", "a.xml", cwd=folder)
    assert (refused.returncode, b"the option `--force`" in refused.stderr) == (2, True)
    assert akn("upgrade", "a.xml", "-o", "a.xml", "--force", cwd=folder).returncode == 0
    line = ("convert", "a.txt", "-o", "b.xml", "--source-map", "a.txt", "--force")
    assert akn(*line, cwd=folder).returncode == 2
    assert (folder / "a.txt").read_text() == RESOLUTION


def test_what_is_claimed_ends_with_the_command(folder: Path) -> None:
    names = argparse.Namespace(inputs=[InputPath("b.txt")], output=OutputPath(folder / "a.txt"), force=["directive"])
    with claim(names):
        assert type(names.output) is type(names.inputs[0]) is str
        with pytest.raises(Exception, match="one of the inputs"):
            reading(str(folder / "a.txt"))
    assert reading(str(folder / "a.txt")) == str(folder / "a.txt")


def test_claims_know_inputs_and_outputs_apart(folder: Path) -> None:
    claims = Claims(inputs=[str(folder / "a.txt")])
    assert claims.of_output(str(folder / "a.txt")) == "an input"
    assert claims.of_output(str(folder / "a.txt"), own=str(folder / "a.txt")) == ""
    assert claims.of_output(str(folder / "b.xml")) == ""
    assert claims.of_output(str(folder / "B.xml")) == "the output of another input"
    assert issubclass(Replacement, OutputPath)
    assert not issubclass(OutputFolder, (OutputPath, InputPath))


# what nobody named is nobody's to replace


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (("convert", "in", "--output-dir", "out"), "out/a.xml"),
        (("convert", "in/a.txt", "--output-dir", "out", "--to", "markdown"), "out/a.md"),
        (("view", "in", "--output-dir", "out"), "out/index.html"),
        (("view", "in", "--output-dir", "out"), "out/a.html"),
        (("upgrade", "akn", "--output-dir", "out"), "out/a.xml"),
    ],
)
def test_a_file_that_we_did_not_make_stays_until_force(folder: Path, line: tuple[str, ...], place: str) -> None:
    for name in ("in", "akn", "out"):
        (folder / name).mkdir()
    (folder / "in/a.txt").write_text(RESOLUTION)
    assert akn("convert", "a.txt", "-o", "akn/a.xml", cwd=folder).returncode == 0
    (folder / place).write_text("precious")
    done = akn(*line, cwd=folder)
    assert done.returncode == 1
    assert f"error B110: {place} was not written by akn, and stays as it is" in done.stderr.decode()
    assert (folder / place).read_text() == "precious"

    assert akn(*line, "--force", cwd=folder).returncode == 0
    assert (folder / place).read_text() != "precious"
    assert akn(*line, cwd=folder).returncode == 0, "now it is ours"


def test_a_file_that_is_named_is_replaced(folder: Path) -> None:
    (folder / "b.xml").write_text("named")
    assert akn("convert", "a.txt", "-o", "b.xml", cwd=folder).returncode == 0
    assert (folder / "b.xml").read_bytes().startswith(b"<?xml")
