"""Kinds of citations that need no more than their own words: each module is one, found by listing the folder.

A module offers `find`, a recogniser, and is asked before all others, so that what it knows by its words is not taken
for a symbol that nobody knows.  A module whose name begins with `_` is none.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from akn.inline.context import Recogniser


@cache
def recognisers() -> tuple[Recogniser, ...]:
    """The `find` of each module, in alphabetical order of their names.

    >>> "akn.inline.kinds.volumes" in [find.__module__ for find in recognisers()]
    True
    """
    found = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    return tuple(import_module(f"{__name__}.{name}").find for name in found)
