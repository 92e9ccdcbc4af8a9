"""Languages as data: one TOML file each, found by listing this folder, loaded and checked on first use.

Code holds no word of any language.  `load` gives a `Language` (see `akn.languages.shape`); the modules beside this
one read it: `match` (formulas and lines), `labels`, `ordinals`, `dates`, `detect`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from akn.errors import DataError, UsageError
from akn.languages.check import checked
from akn.languages.shape import Language

_FOLDER = Path(__file__).parent


@cache
def codes() -> tuple[str, ...]:
    """The codes (ISO 639-2/T) of all languages that there is a file for, in alphabetical order.

    >>> "eng" in codes()
    True
    """
    return tuple(sorted(path.stem for path in _FOLDER.glob("*.toml")))


@cache
def load(code: str) -> Language:
    """The language of a code: ISO 639-2/T ("fra"), ISO 639-1 ("fr") or 639-2/B ("fre"); the same object every time.

    Raises UsageError for an unknown code, DataError if the file does not fit its shape.

    >>> load("en") is load("eng")
    True
    """
    wanted = code.strip().lower().partition("-")[0]
    if wanted in codes():
        return _read(wanted)
    for candidate in codes():
        language = _read(candidate)
        if wanted in language.also:
            return language
    known = ", ".join(f"{c} ({'/'.join(_read(c).also)})" for c in codes())
    raise UsageError(f"no language {code!r}; known are {known}")


@cache
def _read(code: str) -> Language:
    path = _FOLDER / f"{code}.toml"
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DataError(f"{path.name}: {error}") from error
    language = checked(Language, table, path.name)
    _check_content(language, path.name)
    return language


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
