"""What all parts of a reading share: the file, what was noticed, the notes."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Note
from akn.xml.names import AKN

if TYPE_CHECKING:
    from lxml.etree import _Element

_PREFIX = f"{{{AKN}}}"


def name_of(element: _Element) -> str:
    """The local name of an AKN element; the full `{namespace}name` of any other.

    Comments and processing instructions are gone since parsing.
    """
    return _local(element.tag)


@lru_cache(maxsize=1024)
def _local(tag: str) -> str:
    return tag.removeprefix(_PREFIX)


class Context:
    """The state of one reading."""

    def __init__(self, root: _Element, source: str) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []
        self.left_out: Counter[str] = Counter()
        self.eids: dict[
            int, tuple[object, str]
        ] = {}  # by id() of a node of the model: the node and its eId in the file
        # elements are held here so that lxml gives the same object for the same element all through the reading
        # notes stand at their call, or in files of others among the metadata
        self.note_elements = list(root.iter(f"{_PREFIX}authorialNote", f"{_PREFIX}note"))
        self.note_by_eid = {eid: e for e in self.note_elements if (eid := e.get("eId"))}
        self.note_keys: dict[int, str] = {}
        self.notes: list[Note] = []

    def position(self, element: _Element) -> Position:
        """Where an element stands."""
        return Position(
            source=self.source, line=cast("int | None", element.sourceline) or 0, eid=element.get("eId") or ""
        )

    def say(self, code: Code, at: _Element, /, **found: object) -> None:
        """Note a diagnostic at an element."""
        self.diagnostics.append(code.at(self.position(at), **found))

    def read_as(self, element: _Element, what: str) -> None:
        """Note that an element of others is read as something else."""
        parent = element.getparent()
        within = name_of(parent) if parent is not None else "the file"
        self.say(Code.ELEMENT_READ_AS, element, element=name_of(element), parent=within, what=what)

    def came_from(self, node: object, element: _Element) -> None:
        """Remember which eId a node had in the file, for local references."""
        eid = element.get("eId")
        if eid:
            self.eids[id(node)] = (node, eid)

    def count_attributes(self, element: _Element, *known: str) -> None:
        """Count the attributes of a structural element that go nowhere."""
        items: Any = element.items()
        for name, _ in items:
            if name not in _IDENTIFIERS and name not in known:
                self.left_out[name.rpartition("}")[2]] += 1

    def finish(self, root: _Element) -> None:
        """Say once what was counted."""
        if self.left_out:
            names = ", ".join(sorted(self.left_out))
            self.diagnostics.append(
                Code.ATTRIBUTES_LEFT_OUT.at(self.position(root), count=self.left_out.total(), names=names)
            )


_IDENTIFIERS = frozenset({"eId", "wId", "GUID", "{http://www.w3.org/XML/1998/namespace}space"})
