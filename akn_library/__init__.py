"""Thousands of resolutions in one file: added, searched, cited, checked, followed.

`Library` opens the file, which is SQLite (`docs/library.md` draws its tables).  Names come on first use; importing this
package loads nothing.

>>> from akn_library import Library
>>> with Library(":memory:") as library:
...     library.status().files
0
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from akn_library.adding import Added
    from akn_library.citations import Reference
    from akn_library.find import Passage
    from akn_library.held import Held
    from akn_library.history import Stage
    from akn_library.library import Library, Status

_HOME = {
    "Added": "akn_library.adding",
    "Held": "akn_library.held",
    "Library": "akn_library.library",
    "Passage": "akn_library.find",
    "Reference": "akn_library.citations",
    "Stage": "akn_library.history",
    "Status": "akn_library.library",
}

__all__ = ["Added", "Held", "Library", "Passage", "Reference", "Stage", "Status"]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value
