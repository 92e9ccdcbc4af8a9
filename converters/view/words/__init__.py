"""The words of pages, one file a language: what stands on buttons, in headings of lists and in legends."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

DEFAULT = "eng"


@cache
def words(language: str) -> Mapping[str, str]:
    """The words of a language (ISO 639-2/T); English ones where the language has no file or lacks one.

    >>> words("eng")["skip"]
    'Skip to the text'
    """
    base = {} if language == DEFAULT else dict(words(DEFAULT))
    path = files(__package__) / f"{language}.toml"
    own = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {**base, **own}
