"""The world outside of `akn`: files, formats, processes, terminals.

`convert` goes the whole way from one input to one output; `convert_many` does so for any number of inputs, in
processes of its own or in any executor; `BoundedConverter` does so for servers.  `read_file` and `write_file` are the
two halves, with the document between.
`Options` say how.
Names come on first use; importing this package loads nothing.

>>> from converters import convert
>>> done = convert("The General Assembly,\\n\\n1. Decides to remain seized of the matter.\\n".encode())
>>> done.output.startswith(b"<?xml")
True
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from converters.batch import convert_many
    from converters.batch.bounded import BoundedConverter
    from converters.batch.task import Outcome
    from converters.conversion import Converted, Status, convert, read_file, write_file
    from converters.options import Options

_HOME = {
    "BoundedConverter": "converters.batch.bounded",
    "Converted": "converters.conversion",
    "Options": "converters.options",
    "Outcome": "converters.batch.task",
    "Status": "converters.conversion",
    "convert": "converters.conversion",
    "convert_many": "converters.batch",
    "read_file": "converters.conversion",
    "write_file": "converters.conversion",
}

__all__ = [
    "BoundedConverter",
    "Converted",
    "Options",
    "Outcome",
    "Status",
    "convert",
    "convert_many",
    "read_file",
    "write_file",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(importlib.import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """The public names, loaded or not, for whoever looks around (PEP 562)."""
    return sorted({*globals(), *__all__})
