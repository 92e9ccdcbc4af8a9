"""Data files: TOML as people write it, checked against a typed shape, and a frozen form of it that loads at once.

The frozen form is JSON in a folder `frozen` beside the TOML; `python -m akn.languages` writes it.  Each file holds the
checksum of the TOML that it was made from; where they differ, the TOML is read instead, so a changed file is never
overlooked.  Beside the table it holds what is worked out of it (patterns taken apart, phrases as texts show them), each
under a name: `worked_out` gives that, and works it out anew for a table that was not frozen.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable, Mapping
from typing import Any, Generic, TypeVar
from zlib import crc32

import msgspec
from msgspec import Struct, ValidationError

from akn.errors import DataError

S = TypeVar("S")


class Shape(Struct, frozen=True, eq=False, forbid_unknown_fields=True, omit_defaults=True):
    """What a table of a data file may hold; two values are equal only if identical."""


class _Frozen(Struct, Generic[S]):
    checksum: int
    table: S
    worked: dict[str, msgspec.Raw] = {}


_worked: dict[object, dict[str, msgspec.Raw]] = {}  # by the table, which is equal to nothing but itself


def names_in(folder: str) -> tuple[str, ...]:
    """The names of the TOML files of a folder, without suffix, in alphabetical order."""
    return tuple(sorted(name[:-5] for name in os.listdir(folder) if name.endswith(".toml")))


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
    import tomllib

    try:
        with open(path, "rb") as file:
            return tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{os.path.basename(path)}: {error}") from error


def read_frozen(path: str, shape: type[S]) -> S | None:
    """The value of a TOML file from its frozen form; None if that is absent, out of date or of another shape."""
    try:
        with open(frozen_path(path), "rb") as file:
            frozen = msgspec.json.decode(file.read(), type=_Frozen[shape])  # type: ignore[valid-type]
    except (OSError, msgspec.MsgspecError):
        return None
    if frozen.checksum != checksum(path):
        return None
    _worked[frozen.table] = frozen.worked
    return frozen.table


def worked_out(table: object, name: str, shape: type[S], make: Callable[[], S]) -> S:
    """What is worked out of a table under a name: as it was frozen with the table, else made now.

    `make` must depend on the table and on nothing else, as the frozen form is written by it (see `freeze`).
    """
    raw = _worked.get(table, {}).get(name)
    return make() if raw is None else msgspec.json.decode(raw, type=shape)


def freeze(path: str, value: object, folder: str = "", worked: Mapping[str, object] | None = None) -> str:
    """Write the frozen form of a TOML file: the value that it makes, and what is worked out of it; the file written."""
    target = os.path.join(folder, os.path.basename(frozen_path(path))) if folder else frozen_path(path)
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with open(target, "wb") as file:
        file.write(msgspec.json.encode(_Frozen(checksum(path), value, _raw(worked or {}))) + b"\n")
    return target


def _raw(worked: Mapping[str, object]) -> dict[str, msgspec.Raw]:
    return {name: msgspec.Raw(msgspec.json.encode(value)) for name, value in worked.items()}


def frozen_path(path: str) -> str:
    """Where the frozen form of a TOML file is."""
    folder, name = os.path.split(path)
    return os.path.join(folder, "frozen", f"{name.removesuffix('.toml')}.json")


def checksum(path: str) -> int:
    """The checksum of a file."""
    with open(path, "rb") as file:
        return crc32(file.read())
