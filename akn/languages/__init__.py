"""Languages as data: one TOML file each, found by listing this folder, loaded and checked on first use.

Code holds no word of any language.  `load` gives a `Language` (see `akn.languages.shape`); the modules beside this
one read it: `match` (formulas and lines), `labels`, `ordinals`, `dates`, `detect`.
"""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from msgspec import Struct

from akn.data import checked, read_toml
from akn.errors import DataError, UsageError
from akn.extensions import data_files
from akn.languages.shape import Example, Language

__all__ = ["Head", "Language", "codes", "examples", "heads", "load"]

_FOLDER = os.path.dirname(__file__)


class Head(Struct, frozen=True):
    """What can be known of a language without loading the whole of it: for detection and for the rules."""

    code: str
    also: tuple[str, ...]
    script: str
    official: bool
    stop_words: tuple[str, ...]


@cache
def codes() -> tuple[str, ...]:
    """The codes of all languages that there is a file for, in alphabetical order."""
    return tuple(_files())


@cache
def _files() -> dict[str, str]:
    return data_files("languages", _FOLDER)


@cache
def heads() -> tuple[Head, ...]:
    """The heads of all languages, in the order of their codes."""
    tables = ((code, _table(code)) for code in codes())
    return tuple(
        Head(
            code,
            tuple(table.get("also", ())),
            table.get("script", ""),
            table.get("official", False),
            tuple(table.get("stop_words", ())),
        )
        for code, table in tables
    )


@cache
def load(code: str) -> Language:
    """The language of a code: ISO 639-2/T ("fra"), ISO 639-1 ("fr") or 639-2/B ("fre"); the same object every time.

    Raises UsageError for an unknown code, DataError if the file does not fit its shape.

    >>> load("en") is load("eng")
    True
    """
    wanted = code.strip().lower().partition("-")[0]
    for head in heads():
        if wanted == head.code or wanted in head.also:
            return _read(head.code)
    known = ", ".join(f"{h.code} ({'/'.join(h.also)})" for h in heads())
    raise UsageError(f"no language {code!r}; known are {known}")


def examples(code: str) -> tuple[Example, ...]:
    """The worked examples of a language file, which a test runs.  Raises DataError if they do not fit their shape."""
    rows = _table(code).get("examples", [])
    return tuple(checked(Example, row, f"{code}.toml", f"examples[{i}]") for i, row in enumerate(rows))


@cache
def _read(code: str) -> Language:
    table = {key: value for key, value in _table(code).items() if key != "examples"}
    language = checked(Language, table, f"{code}.toml")
    _check_content(language, f"{code}.toml")
    return language


@cache
def _table(code: str) -> dict[str, Any]:
    return read_toml(_files()[code])


def _check_content(language: Language, source: str) -> None:
    """What types cannot say: the code is the file's name, there are twelve months, lines are of known kinds."""
    from akn.languages.lines import KINDS

    if language.code != source.removesuffix(".toml"):
        raise DataError(f"{source}: code is {language.code!r}, the file name says otherwise")
    if len(language.dates.months) != 12:
        raise DataError(f"{source}: dates.months has {len(language.dates.months)} entries, not 12")
    for kind in language.lines:
        if kind not in KINDS:
            raise DataError(f"{source}: lines.{kind} is not a kind of line; known are {', '.join(KINDS)}")
    for name, value in (("script", language.script), ("direction", language.direction)):
        allowed = {"script": ("Latin", "Cyrillic", "Arabic", "Han"), "direction": ("ltr", "rtl")}[name]
        if value not in allowed:
            raise DataError(f"{source}: {name} must be one of {', '.join(allowed)}, not {value!r}")
