"""Patterns that are made when they are first asked, and the pattern of many words.

A run needs half of the patterns that the modules it loads hold, and making a pattern takes longer than most documents
keep it busy: so those of modules are made late, as `django.utils.regex_helper` makes its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any, AnyStr, cast

_OFFERED = tuple(name for name in dir(re.Pattern) if not name.startswith("_"))


class _Late:
    """A pattern that is compiled by the first question; from then on each question goes straight to it."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _OFFERED:
            raise AttributeError(name)
        made = re.compile(self._source, self._flags)
        vars(self).update({offered: getattr(made, offered) for offered in _OFFERED})
        return getattr(made, name)


def lazy_pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    r"""What `re.compile` gives, made when it is first used; an error in `source` is raised then.

    For constants of modules.  It has all methods and attributes of a pattern, but is no instance of `re.Pattern`.

    >>> number = lazy_pattern(r"[0-9]+")
    >>> number.findall("resolutions 67/195 and 68/198")
    ['67', '195', '68', '198']
    """
    return cast("re.Pattern[AnyStr]", _Late(source, flags))


def one_of(words: Iterable[str], sign: Callable[[str], str] = re.escape) -> str:
    """The source of a pattern of any of some words, the longest that fits; of one that never matches if there are none.

    It branches so that each letter is looked at once.  `sign` gives the source of a character.

    >>> one_of(["para", "paragraph", "part"]), one_of(["a"]), one_of([])
    ('(?:par(?:a(?:graph)?|t))', '(?:a)', '(?!)')
    """
    root: _Node = {}
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        node = root
        for character in word:
            node = node.setdefault(sign(character), {})
        node[""] = {}
    return f"(?:{_branches(root)})" if root else "(?!)"


_Node = dict[str, "_Node"]
"""What may follow the beginnings of words: the source of a character, and what may follow that; "" is an end."""


def _branches(node: _Node) -> str:
    ways = []
    for source, rest in node.items():
        while source and len(rest) == 1 and "" not in rest:  # a stretch without a fork
            ((following, rest),) = rest.items()
            source += following
        if source:
            ways.append(source + (_branches(rest) if set(rest) != {""} else ""))
    joined = ways[0] if len(ways) == 1 and "" not in node else f"(?:{'|'.join(ways)})"
    return joined + ("?" if "" in node else "")
