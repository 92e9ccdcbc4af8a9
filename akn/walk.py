"""The nodes of a model with their paths (see `akn.eids`), whatever kind of node they are."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from akn.document import Metadata, Raw, Term
from akn.text import Text

Path = tuple[str | int, ...]


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
    elif isinstance(node, Struct) and not isinstance(node, (Text, Metadata, Term, Raw)):
        for name in node.__struct_fields__:
            value = getattr(node, name)
            if not isinstance(value, (str, int)):
                yield from walk(value, (*path, name))
