"""Languages as data: one TOML file each, found by listing this folder, loaded and checked on first use.

Code holds no word of any language.  `load` gives a `Language` (see `akn.languages.shape`); the modules beside this
one read it: `match` (formulas and lines), `labels`, `ordinals`, `dates`, `detect`.
"""

from __future__ import annotations

from functools import cache

from akn.data import checked, freeze, read_frozen, read_toml
from akn.errors import DataError, UsageError
from akn.languages.heads import codes, freeze_heads, heads, path_of
from akn.languages.shape import Example, Language

__all__ = ["Language", "codes", "examples", "load"]


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
    rows = read_toml(path_of(code)).get("examples", [])
    return tuple(checked(Example, row, f"{code}.toml", f"examples[{i}]") for i, row in enumerate(rows))


@cache
def _read(code: str) -> Language:
    return read_frozen(path_of(code), Language) or _from_toml(code)


def _from_toml(code: str) -> Language:
    table = read_toml(path_of(code))
    table.pop("examples", None)
    language = checked(Language, table, f"{code}.toml")
    _check_content(language, f"{code}.toml")
    return language


def freeze_all(folder: str = "") -> list[str]:
    """Write the frozen form of every language, beside the files or into another folder; the files written."""
    from akn.languages.match import templates_of
    from akn.languages.phrases import phrases_of

    written = []
    for code in codes():
        language = _from_toml(code)
        worked = {"templates": templates_of(language), "phrases": phrases_of(language)}
        written.append(freeze(path_of(code), language, folder, worked))
    return [*written, freeze_heads(folder)]


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
