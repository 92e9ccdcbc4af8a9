"""What was worked out of an input is remembered: for tests that ask what is done with it, again and again."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any
from unittest import mock

import akn.parse
import akn.validate

_KEPT: dict[tuple[str, str, bytes], Any] = {}
_LARGEST = 1 << 20  # bytes of what is asked: what is large is made once
_PURE = ((akn.parse, "parse_blocks"), (akn.validate, "validate_written"))


@contextmanager
def remembered() -> Iterator[None]:
    """While it lasts, blocks are parsed and XML is validated once, however often that is asked with the same values."""
    with ExitStack() as stack:
        for module, name in _PURE:
            stack.enter_context(mock.patch.object(module, name, _remembering(name, getattr(module, name))))
        yield


def _remembering(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    def asked(*values: Any, **named: Any) -> Any:
        key = name, os.environ.get("AKN_DATA", ""), pickle.dumps((values, sorted(named.items())))
        if len(key[2]) > _LARGEST:
            return function(*values, **named)
        if key not in _KEPT:
            _KEPT[key] = function(*values, **named)
        return _KEPT[key]

    return asked
