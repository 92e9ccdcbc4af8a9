"""What detection needs to know of all languages without loading them; see `akn.data` for the frozen form."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import msgspec
from msgspec import Struct

from akn import data

FOLDER = os.path.dirname(__file__)
_HEADS = "heads.json"


class Head(Struct, frozen=True):
    """The codes of a language, its script and its stop words; and the checksum of the file that says so."""

    code: str
    checksum: int
    also: tuple[str, ...]
    script: str
    stop_words: tuple[str, ...]


def path_of(code: str) -> str:
    """The file of a language."""
    return os.path.join(FOLDER, f"{code}.toml")


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages that there is a file for, in alphabetical order."""
    return data.names_in(FOLDER)


@cache
def heads() -> tuple[Head, ...]:
    """The heads of all languages."""
    try:
        with open(os.path.join(FOLDER, "frozen", _HEADS), "rb") as file:
            known = msgspec.json.decode(file.read(), type=dict[str, Head])
    except (OSError, msgspec.MsgspecError):
        known = {}
    found = []
    for code in codes():
        head = known.get(code)
        if head is None or head.checksum != data.checksum(path_of(code)):
            head = _head(code, data.read_toml(path_of(code)))
        found.append(head)
    return tuple(found)


def freeze_heads(folder: str = "") -> str:
    """Write the heads of all languages; the file written."""
    folder = folder or os.path.join(FOLDER, "frozen")
    os.makedirs(folder, exist_ok=True)
    found = {code: _head(code, data.read_toml(path_of(code))) for code in codes()}
    with open(os.path.join(folder, _HEADS), "wb") as file:
        file.write(msgspec.json.encode(found) + b"\n")
    return file.name


def _head(code: str, table: dict[str, Any]) -> Head:
    also, stop_words = tuple(table.get("also", ())), tuple(table.get("stop_words", ()))
    return Head(code, data.checksum(path_of(code)), also, table.get("script", ""), stop_words)
