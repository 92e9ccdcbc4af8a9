"""The sum of characters of a conversion: what a document says against what the blocks of its source say.

White space and marks of writing direction do not count, since passes join lines and take labels out of what stands
around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock, paragraphs
from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Document
from akn.text import Kind
from akn.words import difference, spaceless, squeezed, words_of


def unbalanced(blocks: Blocks, document: Document, where: Position) -> Iterator[Diagnostic]:
    """An error with the words that the document lost, made up or moved; nothing if it says what the blocks say.

    >>> from akn.document import Operative
    >>> from akn.text import Text
    >>> document = Document(body=(Operative("1.", (Text("Decides to meet;"),)),))
    >>> [d.message for d in unbalanced((Block(Text("1. Decides not to meet;")),), document, Position())]
    ['words were lost, added or moved in the conversion: lost “not”']
    """
    notes = [b for b in blocks if isinstance(b, NoteBlock)]
    answered = frozenset(note.key for note in notes)
    source = list(_seen([b for b in blocks if not isinstance(b, NoteBlock)], answered))
    beside = [list(_seen(note.blocks, answered)) for note in notes]
    ours = words_of(replace(document, notes=()))
    kept_beside = [words_of(note.content) for note in document.notes]
    if spaceless(source) == spaceless(ours) and sorted(map(spaceless, beside)) == sorted(map(spaceless, kept_beside)):
        return
    kept = Counter(map(squeezed, kept_beside))
    kept.subtract(map(squeezed, beside))
    kept.pop("", None)  # notes without words
    before, after = squeezed(source), squeezed(ours)
    if before != after and _unanswered(blocks, answered) and sorted(before) == sorted(after):
        before = after  # such a call inside the number of a paragraph is printed after that number
    if before != after or any(kept.values()):
        source += [words for words, count in kept.items() if count < 0]
        ours += [words for words, count in kept.items() if count > 0]
        yield Code.WORDS_NOT_KEPT.at(where, what=difference(source, ours))


def _unanswered(blocks: Blocks, answered: frozenset[str]) -> bool:
    """True if a block calls a note that there is none of."""
    return any(call.get("key") not in answered for b in blocks if isinstance(b, Block) for call in b.text.of(Kind.NOTE))


def _seen(blocks: Iterable[AnyBlock], answered: frozenset[str]) -> Iterator[str]:
    """What blocks hold, in order; a call without a note is printed, so it is text."""
    for block in paragraphs(blocks):
        yield block.label
        text = block.text
        at = 0
        for m in text.marks:
            if m.kind is Kind.NOTE and m.get("key") not in answered:
                yield text.content[at : m.start]
                yield m.get("marker")
                at = m.start
        yield text.content[at:]
