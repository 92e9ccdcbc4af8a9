"""Languages as data: one TOML file each, found by listing this folder, loaded and checked on first use.

Code holds no word of any language.  `load` gives a `Language` (see `akn.languages.shape`); the modules beside this
one read it: `match` (formulas and lines), `labels` (and ordinals), `dates`, `phrases` (actions).
`detect_language` says which language a text is in.

>>> detect_language("The Assembly requests the Secretary-General to report to it on the matter.").code
'eng'
"""

from __future__ import annotations

import os
import re
from collections import Counter
from functools import cache, lru_cache
from typing import Any

from msgspec import Struct

from akn.data import checked, data_files, did_you_mean, read_toml, read_toml_head
from akn.errors import DataError, UsageError
from akn.languages.shape import KINDS, Example, Language, forms
from akn.patterns import lazy_pattern
from akn.vocabulary import words

__all__ = [
    "Detection",
    "Head",
    "Language",
    "action_keys",
    "codes",
    "detect_language",
    "examples",
    "heads",
    "load",
    "usual",
    "words_of",
    "working",
]

_FOLDER = os.path.dirname(__file__)


class Head(Struct, frozen=True):
    """What can be known of a language without loading the whole of it: for detection and for the rules."""

    code: str
    also: tuple[str, ...]
    script: str
    official: bool
    working: bool
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
    tables = ((code, read_toml_head(path)) for code, path in _files().items())
    return tuple(
        Head(
            code,
            tuple(table.get("also", ())),
            table.get("script", ""),
            table.get("official", False),
            table.get("working", False),
            tuple(table.get("stop_words", ())),
        )
        for code, table in tables
    )


@cache
def working() -> tuple[str, ...]:
    """The codes of the languages that are preferred where there are several, the first before the others.

    >>> working()
    ('eng', 'fra')
    """
    return tuple(head.code for head in heads() if head.working)


def usual() -> str:
    """The code of the language that stands for one that is not known, or that there is no file for.

    >>> usual()
    'eng'
    """
    return (*working(), *codes())[0]


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


def words_of(language: Language, name: str) -> tuple[str, ...]:
    """The words of a language for a thing: those of its own file (`[words]`), else of `akn/vocabulary/words.toml`.

    >>> words_of(load("en"), "volume"), words_of(load("en"), "harbour")
    (('vol.', 'vols.', 'volume'), ())
    """
    return forms(language.words.get(name) or words().get(name, {}).get(language.code, ""))


def examples(code: str) -> tuple[Example, ...]:
    """The worked examples of a language file, which a test runs.  Raises DataError if they do not fit their shape."""
    rows = _table(code).get("examples", [])
    return tuple(checked(Example, row, f"{code}.toml", f"examples[{i}]") for i, row in enumerate(rows))


@cache
def _read(code: str) -> Language:
    table = {key: value for key, value in _table(code).items() if key != "examples"}
    language = checked(Language, table, f"{code}.toml")
    _check_content(language, f"{code}.toml")
    if os.path.dirname(_files()[code]) != _FOLDER:
        _check_keys(language, f"{code}.toml")
    return language


def _table(code: str) -> dict[str, Any]:
    return read_toml(_files()[code])


def _check_content(language: Language, source: str) -> None:
    """What types cannot say: the code is the file's name, there are twelve months, lines are of known kinds."""
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


def _check_keys(language: Language, source: str) -> None:
    """A file from outside uses the keys of actions that our own files list: one of its own would be an action that no
    other language has, and that nothing knows the force of."""
    from akn.languages.tables import is_composed

    actions, known = language.actions, action_keys()
    tables = {"preamble": actions.preamble, "operative": actions.operative, "reported": actions.reported}
    keys = {key: f"actions.{name}.{key}" for name, table in tables.items() for key in table}
    keys |= {k: f"actions.{n}.{p}" for n, t in (("late", actions.late), ("split", actions.split)) for p, k in t.items()}
    for key, place in keys.items():
        if key not in known and not is_composed(key, known, actions):
            meant = did_you_mean(key, known)
            raise DataError(f"{source}: {place}: no language has an action {key!r}{meant} (docs/actions.md lists them)")


@cache
def action_keys() -> frozenset[str]:
    """The keys of actions that our own files list; a feeling may be composed with one (`akn.languages.tables`)."""
    found: set[str] = set()
    for path in data_files("languages", _FOLDER, outside=False).values():
        actions = read_toml(path)["actions"]
        found |= {*actions["preamble"], *actions["operative"]}
        found.update(*(actions.get(name, {}).values() for name in ("late", "split")))
    return frozenset(found)


# ---- the language of a text, by script and then by stop words


# runs of letters of each script; digits, punctuation and Latin symbols in other scripts say little
_SCRIPTS = {
    "Arabic": "[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff]+",
    "Han": "[\u3400-\u9fff]+",
    "Cyrillic": "[\u0400-\u052f]+",
    "Latin": "[A-Za-z\u00c0-\u024f]+",
}
# the first bytes of their letters in UTF-16: they show at once which scripts can occur at all
_FIRST_BYTES = {
    "Arabic": b"\x06\x07\xfb\xfc\xfd\xfe",
    "Han": bytes(range(0x34, 0xA0)),
    "Cyrillic": b"\x04\x05",
    "Latin": b"\x00\x01\x02",
}
# a Chinese character says about as much as three letters do elsewhere
_WEIGHT = {"Han": 3.0}
_SAMPLE = 2000
_word = lazy_pattern(r"[\w/]+")  # with the strokes of symbols (A/80/604), whose letters are no words


class Detection(Struct, frozen=True):
    """The likeliest language (empty if there is nothing to judge by), its share of the evidence, and the second."""

    code: str
    share: float
    second: str


def detect_language(text: str) -> Detection:
    """The language that most of the text is in, judged by a sample of it."""
    return _detect(_sample(text))


@lru_cache(4)  # who asks whether a source holds several works, and who divides it, ask for the same
def _detect(sample: str) -> Detection:
    """The language of a sample."""
    first = sample.encode("utf-16-be", "surrogatepass")[::2]
    # which scripts have letters in it, and a few others perhaps; one alone needs no weighing
    there = [name for name, those in _FIRST_BYTES.items() if len(first.translate(None, those)) < len(first)]
    if len(there) == 1:
        weights = {there[0]: 1.0 if _letters(there[0]).search(sample) else 0.0}
    else:
        weights = {n: sum(map(len, _letters(n).findall(sample))) * _WEIGHT.get(n, 1.0) for n in there}
    total = sum(weights.values())
    if not total:
        return Detection("", 0.0, "")
    scores: dict[str, float] = {}
    for script, weight in weights.items():
        if weight:
            for code, share in _shares(script, sample).items():
                scores[code] = weight / total * share
    ranked = sorted(sorted(scores), key=scores.__getitem__, reverse=True)  # of two with one share the first
    if not ranked:
        return Detection("", 0.0, "")
    return Detection(ranked[0], round(scores[ranked[0]], 3), ranked[1] if len(ranked) > 1 else "")


@cache
def _letters(script: str) -> re.Pattern[str]:
    return re.compile(_SCRIPTS[script])


def is_surely_in(code: str, text: str) -> bool:
    """True if nearly all letters of a short text are of a script that only this language has: no other one is likelier.

    It costs less than `detect_language`, which cannot find more than two fifths of another one then.
    """
    script = next((head.script for head in heads() if head.code == code), "")
    if len(text) > 4 * _SAMPLE or [head.script for head in heads()].count(script) != 1:
        return False
    letters = sum(map(len, _letters(script).findall(text)))
    others = max(_WEIGHT.get(name, 1.0) for name in _SCRIPTS if name != script) * (len(text) - letters)
    return letters * _WEIGHT.get(script, 1.0) * 3 > others * 2


def _sample(text: str) -> str:
    """Three slices from the body of a long text: covers carry lines in English, ends carry notes."""
    if len(text) <= 4 * _SAMPLE:
        return text
    starts = (len(text) // 10, len(text) * 4 // 10, len(text) * 7 // 10)
    return "\n".join(text[s : s + _SAMPLE] for s in starts)


def _shares(script: str, sample: str) -> dict[str, float]:
    """How the languages of one script share its letters, by their stop words; not at all if none occurs."""
    candidates = _stop_words().get(script, {})
    if len(candidates) < 2:
        return dict.fromkeys(candidates, 1.0)
    counts = Counter(_word.findall(sample.lower()))
    hits = {code: sum(map(counts.__getitem__, stop & counts.keys())) for code, stop in candidates.items()}
    total = sum(hits.values())
    return {code: n / total for code, n in hits.items()} if total else {}


@cache
def _stop_words() -> dict[str, dict[str, frozenset[str]]]:
    table: dict[str, dict[str, frozenset[str]]] = {}
    for head in heads():
        table.setdefault(head.script, {})[head.code] = frozenset(head.stop_words)
    return table
