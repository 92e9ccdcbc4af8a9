"""Language files in a form that loads ten times faster: JSON beside the TOML, made by a command, used if fresh.

    python -m akn.languages

writes the folder `frozen` anew.  Each file holds the checksum of the TOML that it was made from; where they differ,
the TOML is read instead, so a changed file is never overlooked.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

from msgspec import Struct

from akn.errors import DataError

FOLDER = Path(__file__).parent
_FROZEN = FOLDER / "frozen"
_HEADS = "heads.json"


class Head(Struct, frozen=True):
    """What detection needs to know of a language without loading it."""

    code: str
    also: tuple[str, ...]
    script: str
    stop_words: frozenset[str]


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages that there is a file for, in alphabetical order."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def read_frozen(code: str) -> dict[str, Any] | None:
    """The tables of a language from its frozen form, without its examples; None if that is absent or out of date."""
    found = _json(f"{code}.json")
    if found is None or found.get("checksum") != _checksum(code):
        return None
    table: dict[str, Any] = found["table"]
    return table


def read_toml(code: str) -> dict[str, Any]:
    """The tables of a language file.  Raises DataError if it is no TOML."""
    import tomllib

    path = FOLDER / f"{code}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: {error}") from error


@cache
def heads() -> tuple[Head, ...]:
    """The heads of all languages."""
    known = _json(_HEADS) or {}
    found = []
    for code in codes():
        entry = known.get(code)
        if entry is None or entry["checksum"] != _checksum(code):
            entry = _head(read_toml(code))
        found.append(Head(code, tuple(entry["also"]), entry["script"], frozenset(entry["stop_words"])))
    return tuple(found)


def freeze(folder: Path = _FROZEN) -> tuple[Path, ...]:
    """Write the frozen form of every language to a folder; the files written."""
    folder.mkdir(exist_ok=True)
    entries: dict[str, Any] = {}
    written = []
    for code in codes():
        table = read_toml(code)
        checksum = _checksum(code)
        entries[code] = {"checksum": checksum, **_head(table)}
        table.pop("examples", None)
        written.append(_write(folder / f"{code}.json", {"checksum": checksum, "table": table}))
    written.append(_write(folder / _HEADS, entries))
    return tuple(written)


def _head(table: dict[str, Any]) -> dict[str, Any]:
    return {name: table.get(name, []) for name in ("also", "script", "stop_words")}


def _checksum(code: str) -> int:
    return crc32((FOLDER / f"{code}.toml").read_bytes())


def _json(name: str) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((_FROZEN / name).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _write(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return path
