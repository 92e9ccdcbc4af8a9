"""The works of a volume in one document: a collection whose components they are (profile 1.5)."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from akn.document import Document, Metadata, Note, Part
from akn.text import Kind, Mark, Text
from akn.vocabulary.collect import collect_terms
from akn.walk import Place, with_texts


def collected(documents: Sequence[Document]) -> Document:
    """One document with a part for each of some, in their order; their notes and local references are told apart.

    A document that is itself an issue of several parts gives its parts.  Language and organ are
    those of the first work; the whole has no number and no date of its own.

    >>> from akn.document import Operative
    >>> works = [Document(Metadata(kind="resolution", number=n), body=(Operative("1."),)) for n in ("900", "901")]
    >>> [part.metadata.number for part in collected(works).parts]
    ['900', '901']
    """
    parts: list[Part] = []
    notes: list[Note] = []
    for i, document in enumerate(documents):
        own = _told_apart(document, f"{i + 1}:", len(parts) + 1)
        notes += own.notes
        parts += own.parts or (_part(own),)
    first = next((d.metadata for d in documents if d.metadata.kind != "document"), documents[0].metadata)
    whole = Metadata(
        kind=first.kind,
        language=first.language,
        official=first.official,
        actor=first.actor,
        markup=max(d.metadata.markup for d in documents),
    )
    parts = [_of_organ(part, first.actor) for part in parts]
    numbered = tuple(replace(part, letter=str(i)) for i, part in enumerate(parts, 1))
    made = Document(whole, parts=numbered, notes=tuple(notes))
    return replace(made, terms=collect_terms(made))


def _of_organ(part: Part, actor: str) -> Part:
    """A part; of what stands between works whoever issues the whole is the author."""
    if part.metadata.kind != "document":
        return part
    return replace(part, metadata=replace(part.metadata, actor=actor))


def _part(document: Document) -> Part:
    return Part(
        "",
        document.metadata,
        (*document.cover, *document.preface),
        document.preamble,
        document.body,
        document.conclusions,
        document.annexes,
    )


def _told_apart(document: Document, prefix: str, number: int) -> Document:
    """A document whose notes have other keys, and whose references to places of its own lead into its component."""

    def apart(mark: Mark) -> Mark:
        if mark.kind is Kind.NOTE and mark.get("key"):
            return mark.with_attributes(key=prefix + mark.get("key"))
        held = {
            name: f"#cmp_{number}__{value[1:]}"
            for name in ("href", "from", "upTo")
            if (value := mark.get(name)).startswith("#") and not document.parts
        }
        return mark.with_attributes(**held) if held else mark

    def told(text: Text, place: Place) -> Text:
        return replace(text, marks=tuple(map(apart, text.marks)))

    changed = with_texts(document, told)
    return replace(changed, notes=tuple(replace(note, key=prefix + note.key) for note in changed.notes))
