"""Data files: TOML as people write it, checked against a typed shape."""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, ValidationError

from akn.errors import DataError

S = TypeVar("S")


class Shape(Struct, frozen=True, eq=False, forbid_unknown_fields=True, omit_defaults=True):
    """What a table of a data file may hold; two values are equal only if identical."""


def checked(shape: type[S], table: object, source: str, at: str = "") -> S:
    """The table as a value of `shape`: no unknown key, none missing, every type right.

    `source` names the file and `at` the place in it, for the message of the DataError that is raised if the table does
    not fit.
    """
    try:
        return msgspec.convert(table, shape)
    except ValidationError as error:
        what, _, path = str(error).partition(" - at ")
        path = _with_keys(lambda part: msgspec.convert(part, shape), table, path.strip("`").removeprefix("$"))
        words = re.compile("`([^`]*)`").findall(what)
        if "unknown field" in what:
            path, what = f"{path}.{words[0]}", "is not a known key"
        elif "required field" in what:
            path, what = f"{path}.{words[0]}", "is missing"
        elif what.startswith("Expected") and len(words) == 2:
            what = f"must be {_KINDS.get(words[0], words[0])}, not {_KINDS.get(words[1], words[1])}"
        raise DataError(f"{source}: {f'{at}{path}'.removeprefix('.') or 'the file'} {what}") from None


_KINDS = {"array": "an array", "object": "a table"}


def _with_keys(convert: Callable[[Any], object], table: Any, path: str) -> str:
    """The path of a mistake with the keys that are told as `[...]` only: those without which it is not found."""
    node, found = (table := copy.deepcopy(table)), ""  # the table of the caller stays whole
    for step in re.compile(r"\.[^.[]+|\[\d+\]|\[\.\.\.\]").findall(path):
        if step == "[...]":
            entries = dict(node)
            for key, value in entries.items():
                node.clear()
                node[key] = value
                try:
                    convert(table)
                except ValidationError:
                    step = f".{key}"
                    break
            else:
                return found
        found += step
        node = node[int(step[1:-1])] if step[0] == "[" else node[step[1:]]
    return found


def read_toml(path: str) -> dict[str, Any]:
    """The tables of a TOML file.  Raises DataError if it is no TOML."""
    try:
        with open(path, encoding="utf-8") as file:
            return parsed_toml(file.read(), os.path.basename(path))
    except UnicodeDecodeError as error:
        raise DataError(f"{os.path.basename(path)}: {error}") from error


def parsed_toml(text: str, source: str) -> dict[str, Any]:
    """The tables of a TOML text.  Raises DataError, which names the source, if it is no TOML."""
    import rtoml  # nine times as fast as tomllib on these files: 10 ms for all of them

    try:
        return rtoml.loads(text)
    except rtoml.TomlParsingError as error:
        raise DataError(f"{source}: {error}") from error
