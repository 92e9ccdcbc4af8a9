"""The nodes of a model with their paths (see `akn.eids`), whatever kind of node they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from akn.document import Metadata, Raw, Term
from akn.text import Text

Path = tuple[str | int, ...]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    """The fields of a node that may hold nodes."""
    return tuple(f.name for f in fields(kind))


def walk(node: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """All nodes below a node, itself first, in the order of the fields, with their paths.

    >>> from akn.document import Operative
    >>> [path for path, node in walk(Operative("1.", (Text("Decides;"),))) if isinstance(node, Text)]
    [('content', 0)]
    """
    yield path, node
    if isinstance(node, tuple):
        for i, item in enumerate(node):
            if not isinstance(item, str):
                yield from walk(item, (*path, i))
    elif is_dataclass(node) and not isinstance(node, (Text, Metadata, Term, Raw)):
        kind: Any = type(node)
        for name in _names(kind):
            value = getattr(node, name)
            if not isinstance(value, (str, int)):
                yield from walk(value, (*path, name))
