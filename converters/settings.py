"""Options that a project has settled, for the commands of `akn`.

They stand in `akn.toml`, or in `[tool.akn]` of pyproject.toml, in the present folder or one above it:

    [convert]                 # the command; in pyproject.toml: [tool.akn.convert]
    language = "fr"           # --language fr
    quiet = true              # --quiet
    jobs = 4

What the command line says comes after them, and wins (of an option that may be repeated it replaces all).

One name stands before all tables and is for every command that asks a library (`setting`):

    library = "un/resolutions.db"    # from the folder of this file
"""

from __future__ import annotations

import os
from typing import Any

SETTINGS = ("akn.toml", "pyproject.toml")
SHARED = ("library",)
"""Names with one value, which several commands ask for."""


def settled(command: str, folder: str = "") -> tuple[str, list[str]]:
    """The file that has options for a command, and those as arguments; empty if there is none.

    Raises UsageError for a file that is no TOML, and for a value that no argument can have.
    """
    path, table = _nearest(folder)
    if not path or (command in SHARED and isinstance(table.get(command), str)):
        return "", []
    return path, _arguments(table.get(command, {}), path, command)


def setting(name: str, folder: str = "") -> tuple[str, str]:
    """The file of the settings and what it says under one of the names in `SHARED`; empty if it says nothing.

    Raises UsageError for a file that is no TOML.
    """
    path, table = _nearest(folder)
    value = table.get(name, "")
    return (path, value) if isinstance(value, str) and value else ("", "")


def _nearest(folder: str) -> tuple[str, dict[str, Any]]:
    """The nearest file with settings, from a folder upwards, and its tables; empty if there is none."""
    place = os.path.abspath(folder)
    while True:
        for name in SETTINGS:
            path = os.path.join(place, name)
            if os.access(path, os.R_OK) and os.path.isfile(path) and (table := _table(path)) is not None:
                return path, table
        above = os.path.dirname(place)
        if above == place:
            return "", {}
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
