"""The words of the desk, one file a language beside those of its pages (`converters.view.words`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from akn.errors import UsageError
from akn.languages import load, usual
from converters.view import words

_MOST = 400  # characters of a list of languages that are looked at


@cache
def said(language: str) -> Mapping[str, str]:
    """The words of the desk and of its pages in a language (ISO 639-2/T); English ones where there are none.

    >>> said("fra")["save"], said("xxx")["save"]
    ('Enregistrer', 'Save')
    """
    base = {} if language == usual() else dict(said(usual()))
    known = [path for path in (files(__package__) / "words").iterdir() if path.name == f"{language}.toml"]
    own = tomllib.loads(known[0].read_text(encoding="utf-8")) if known else {}
    return {**base, **words(language), **own}


def language_asked(header: str) -> str:
    """The language that a browser asks for first among those that there are words in (`Accept-Language`).

    >>> language_asked("es-MX,es;q=0.9,en;q=0.8"), language_asked("tlh, fr;q=0.1"), language_asked("")
    ('spa', 'fra', 'eng')
    """
    asked: list[tuple[float, int, str]] = []
    for n, part in enumerate(header[:_MOST].split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            share = float(quality or 1)
            code = load(tag.partition("-")[0].strip().lower()).code
        except (ValueError, UsageError):
            continue
        if share > 0 and said(code) is not said(usual()):
            asked.append((-share, n, code))
    return min(asked)[2] if asked else usual()
