"""What was worked out of an input is remembered: for tests that ask what is done with it, again and again."""

from __future__ import annotations

import importlib
import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import akn
from converters.options import CorrectionsFile, Options
from tests.thorough import is_full

_KEPT: dict[tuple[tuple[str, str], str, bytes], Any] = {}
_LARGEST = 1 << 20  # bytes of what is asked: what is large is made once
_READ = {"akn.parse": ("parse_blocks",), "akn.validate": ("validate_written",)}
_QUICK = {
    "akn.compare.concord": ("concord",),
    "akn.compare.evidence": ("mandates",),
    "akn.compare.members": ("mandates",),
    "akn_desk.folder": ("concord",),
    "akn_desk.pages": ("concord",),
    "akn_library.adding": ("looks",),
    "akn_library.entry": ("mandates", "occurrences"),
    "converters.chunks": ("looks", "mandates", "occurrences"),
    "converters.conversion": ("looks",),
    "converters.mandates": ("looks", "mandates"),
    "converters.view.publish": ("occurrences",),
    "converters.view.site": ("concord", "looks", "occurrences"),
}
"""Functions whose answer follows from what they are given, by the modules that ask them under these names; those of
`_QUICK` are remembered in `make test` alone."""


@contextmanager
def remembered() -> Iterator[None]:
    """While it lasts, these work out once what they are asked, however often that is with the same values."""
    for name in akn.__all__:
        getattr(akn, name)  # which `akn` keeps once it is asked, as it is then
    with ExitStack() as stack:
        pure = _READ if is_full() else _READ | _QUICK
        asking = {module: importlib.import_module(module) for module in pure}
        for module, name in ((module, name) for module, names in pure.items() for name in names):
            answers = _remembering(name, getattr(asking[module], name))
            stack.enter_context(mock.patch.object(asking[module], name, answers))
        yield


def _remembering(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def asked(*values: Any, **named: Any) -> Any:
        if any(isinstance(value, Options) and _asks_elsewhere(value) for value in values):
            return function(*values, **named)
        given = sorted((key, value) for key, value in named.items() if key != "outline")  # which is of the document
        key = (function.__module__, name), os.environ.get("AKN_DATA", ""), pickle.dumps((values, given))
        if len(key[2]) > _LARGEST:
            return function(*values, **named)
        if key not in _KEPT:
            _KEPT[key] = function(*values, **named)
        kept = _KEPT[key]
        return list(kept) if isinstance(kept, list) else kept  # who changes it changes that of nobody else

    return asked


def _asks_elsewhere(options: Options) -> bool:
    """True if these name files, whose words may change, or a library."""
    settled = options.corrections
    return bool(options.register or options.catalogue or (settled and not isinstance(settled, CorrectionsFile)))
