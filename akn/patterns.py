"""Patterns that are made when they are first asked.

A run needs half of the patterns that the modules it loads hold, and making a pattern takes longer than most documents
keep it busy: so those of modules are made late, as `django.utils.regex_helper` makes its own.
"""

from __future__ import annotations

import re
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
