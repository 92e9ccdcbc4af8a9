"""The series that documents fall into, and every paragraph of each over the years.

>>> from akn.document import Document, Metadata, Operative
>>> from akn.text import Kind, Text, mark
>>> def document(year, text):
...     title = f"Harbour budget for {year}"
...     meta = Metadata(language="eng", actor="unga", number_iri=f"{year - 1946}-4", date=f"{year}-12-09")
...     preface = (Text(title, (mark(0, len(title), Kind.DOC_TITLE),)),)
...     return Document(meta, preface=preface, body=(Operative("1.", (Text(text),)),))
>>> found = series([document(2045, "Notes 12 lamps;"), document(2044, "Notes 10 lamps;")])
>>> [(one.documents, [(row.text, row.states) for row in one.rows]) for one in found]
[((1, 0), [('Notes 12 lamps;', ('new', 'changed'))])]
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from akn.compare.succession import series_of
from akn.compare.traced import Traced, trace
from akn.document import Document


class TracedSeries(Struct, frozen=True):
    """Documents of one subject, by their indices among those that were given, oldest first, and their paragraphs.

    `rows` are the paragraphs, points, headings and table rows of the latest document in their order, then those that
    only earlier ones have; each says what became of it in every document (`akn.compare.traced.Traced`).
    """

    documents: tuple[int, ...]
    rows: tuple[Traced, ...]


def series(documents: Sequence[Document]) -> tuple[TracedSeries, ...]:
    """The series of two documents or more among some documents, in the order of their first.

    Documents of one body and language belong together that have one title but for years and other numbers, or of which
    one recalls the other and is like it (`akn.compare.succession.series_of`).
    """
    found = []
    for those in series_of(documents):
        if len(those) > 1:
            found.append(TracedSeries(tuple(those), trace([documents[i] for i in those])))
    return tuple(found)
