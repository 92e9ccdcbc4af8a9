"""What several passes ask of one finished document, each thing worked out once and only when it is asked for.

Remarks, the table of citations, mandates and the rows of a library all need the eIds of a document and its units.  Who
runs several of them makes one `Outline` and gives it to each; the document does not change meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from akn.blocks import Blocks
from akn.document import Document
from akn.walk import Unit, units
from akn.xml.eids import Identifiers, identifiers_in
from akn.xml.lower import Lowered, lower

if TYPE_CHECKING:
    from akn.inline.context import CitationsRead
    from akn.locations import Location
    from akn.source_map import SourcePlace


class Outline(Struct, dict=True, eq=False):
    """A document with the blocks that it was made of, if it was (none of AKN); `cited` is what a parser found that it
    cites, where there is one.  Of a document that `is_written` too, all elements are made at once.

    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> outline = Outline(Document(body=(Operative("1.", (Text("Decides;"),)),)))
    >>> [(unit.eid, place.place) for unit, place in zip(outline.units, outline.locations)]
    [('para_1', 'operative paragraph 1')]
    """

    document: Document
    blocks: Blocks = ()
    cited: CitationsRead | None = None
    is_written: bool = False

    @cached_property
    def whole(self) -> Lowered:
        """All elements of the document, with their `meta`, as they are written (`akn.emit`)."""
        from akn.xml.emit_meta import MetaOf

        return lower(self.document, MetaOf(self.document))

    @cached_property
    def _lowered(self) -> Lowered:
        """The elements that have identifiers, among all others if these are made anyway."""
        return self.whole if self.is_written else lower(self.document, marks="named")

    @cached_property
    def identifiers(self) -> Identifiers:
        """The eIds and wIds of the document (`akn.xml.eids.identify`)."""
        return identifiers_in(self._lowered.root)

    @cached_property
    def units(self) -> Sequence[Unit]:
        """Its units in the order of the page, notes last (`akn.walk.units`)."""
        return units(self.document, self.identifiers)

    @cached_property
    def locations(self) -> Sequence[Location]:
        """Where each unit stands, as people say it (`akn.locations`)."""
        from akn.locations import locations

        return locations(self.units)

    @cached_property
    def sources(self) -> Mapping[str, tuple[SourcePlace, ...]]:
        """The places of the source that the text of each eId was read from (`akn.source_map`)."""
        from akn.source_map import source_map

        if not self.blocks:
            return {}
        return source_map(self.blocks, self.document, lowered=self._lowered, identifiers=self.identifiers)
