"""Opening phrases counted: with which words the paragraphs of many documents begin, and for which action they stand.

The counts are what a language file gets its phrases from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct, field

from akn.diagnostics import Code, Diagnostic
from akn.document import Document, Operative, Preambular
from akn.text import Kind, Text
from akn.walk import walk


class OpeningPhrase(Struct, frozen=True):
    """A phrase that opens paragraphs: the language and the place where it stands, and the action that it marks.

    A phrase that no language file knows has neither place nor action.
    """

    language: str
    where: str  # preamble, operative
    phrase: str
    action: str


class OpeningCounts(Struct):
    """How often each opening occurs, and in how many documents."""

    paragraphs: Counter[OpeningPhrase] = field(default_factory=Counter)
    documents: Counter[OpeningPhrase] = field(default_factory=Counter)

    def add(self, document: Document, diagnostics: Iterable[Diagnostic] = ()) -> None:
        """Count the openings of one more document, and those that parsing it reported as unknown."""
        found = Counter(_openings(document))
        language = document.metadata.language
        for d in diagnostics:
            if d.code is Code.UNKNOWN_OPENING:
                found[OpeningPhrase(language, "", dict(d.details)["phrase"], "")] += 1
        self.paragraphs += found
        self.documents.update(found.keys())


def as_tsv(lexicon: OpeningCounts, *, unknown_only: bool = False) -> str:
    """The table with tabs between the columns: language, where, phrase, action, documents, paragraphs.

    It goes by language, then the most frequent first, then by phrase.

    >>> from akn.text import Mark
    >>> lexicon = OpeningCounts()
    >>> text = Text("Decides to wait;", (Mark(0, 7, Kind.ACTION, (("refersTo", "#action_decides"),)),))
    >>> lexicon.add(Document(body=(Operative("1.", (text,)),)))
    >>> as_tsv(lexicon).splitlines()[1].split("\\t")
    ['und', 'operative', 'Decides', 'decides', '1', '1']
    """
    lines = ["language\twhere\tphrase\taction\tdocuments\tparagraphs"]
    several = lexicon.paragraphs
    for o in sorted(several, key=lambda o: (o.language, -several[o], o.phrase, o.where, o.action)):
        if not (unknown_only and o.action):
            lines.append(
                "\t".join((o.language, o.where, o.phrase, o.action, f"{lexicon.documents[o]}", f"{several[o]}"))
            )
    return "\n".join(lines) + "\n"


def _openings(document: Document) -> Iterable[OpeningPhrase]:
    for _, node in walk(document):
        if isinstance(node, (Preambular, Operative)) and node.content and isinstance(node.content[0], Text):
            text = node.content[0]
            for found in text.of(Kind.ACTION)[:1]:
                where = "preamble" if isinstance(node, Preambular) else "operative"
                phrase = " ".join(text.content[found.start : found.end].split())
                action = found.get("refersTo").removeprefix("#").removeprefix("action_")
                yield OpeningPhrase(document.metadata.language, where, phrase, action)
