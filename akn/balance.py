"""The sum of characters: what the blocks of a source hold is in the document, in order, or it is said.

Checked on every conversion, so that no pass can drop or move words unseen.  White space and marks of writing
direction do not count, since passes join lines and take labels out of what stands around them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from akn.blocks import AnyBlock, Block, Blocks, NoteBlock
from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Division, Document, Operative, Point, Raw
from akn.structure.evidence import DIRECTION
from akn.text import Kind, Text
from akn.walk import IN_ORDER, walk
from akn.xml.nest import words_in

_SHOWN = 12  # words, at most, that a diagnostic shows


def unbalanced(blocks: Blocks, document: Document, where: Position) -> Iterator[Diagnostic]:
    """An error with the words that the document lost, made up or moved; nothing if it says what the blocks say.

    >>> from akn.document import Operative
    >>> document = Document(body=(Operative("1.", (Text("Decides to meet;"),)),))
    >>> [d.message for d in unbalanced((Block(Text("1. Decides not to meet;")),), document, Position())]
    ['the words of the source are not those of the document: lost “not”']
    """
    notes = [b for b in blocks if isinstance(b, NoteBlock)]
    answered = frozenset(note.key for note in notes)
    source = list(_seen([b for b in blocks if not isinstance(b, NoteBlock)], answered))
    kept = Counter(_squeezed(_said(note.content)) for note in document.notes)
    kept.subtract(_squeezed(_seen(note.blocks, answered)) for note in notes)
    kept.pop("", None)  # notes without words
    ours = list(_said(*(getattr(document, name) for name in IN_ORDER if name != "notes")))
    before, after = _squeezed(source), _squeezed(ours)
    if before != after and _unanswered(blocks, answered) and sorted(before) == sorted(after):
        before = after  # such a call inside the number of a paragraph is printed after that number
    if before != after or any(kept.values()):
        source += [words for words, count in kept.items() if count < 0]
        ours += [words for words, count in kept.items() if count > 0]
        yield Code.WORDS_NOT_KEPT.at(where, what=_difference(source, ours))


def _unanswered(blocks: Blocks, answered: frozenset[str]) -> bool:
    """True if a block calls a note that there is none of."""
    return any(call.get("key") not in answered for b in blocks if isinstance(b, Block) for call in b.text.of(Kind.NOTE))


def _squeezed(strings: Iterable[str]) -> str:
    """All characters that are seen."""
    return "".join(_undirected("".join(strings)).split())


def _undirected(text: str) -> str:
    for mark in DIRECTION:  # many times faster than `translate` in a text with letters beyond Latin 1
        text = text.replace(mark, "")
    return text


def _seen(blocks: Iterable[AnyBlock], answered: frozenset[str]) -> Iterator[str]:
    """What blocks hold, in order; a call without a note is printed, so it is text."""
    for block in blocks:
        if isinstance(block, Block):
            yield block.label
            text = block.text
            at = 0
            for call in text.of(Kind.NOTE):
                if call.get("key") not in answered:
                    yield text.content[at : call.start]
                    yield call.get("marker")
                    at = call.start
            yield text.content[at:]
        elif isinstance(block, NoteBlock):
            yield from _seen(block.blocks, answered)
        else:
            for row in block.rows:
                for cell in row:
                    yield from _seen(cell.blocks, answered)


def _said(*nodes: object) -> Iterator[str]:
    """What nodes of a document hold, in the order of the page."""
    for node in nodes:
        for _, inside in walk(node):
            if isinstance(inside, Text):
                yield inside.content
            elif isinstance(inside, (Operative, Division, Point)):
                yield inside.num
            elif isinstance(inside, Raw):
                yield words_in(inside.xml)


def _difference(source: Sequence[str], ours: Sequence[str]) -> str:
    """The words that are on one side only; if there are none, the first that stand elsewhere."""
    theirs, own = _words(source), _words(ours)
    before, after = Counter(theirs), Counter(own)
    found = [
        f"{name} {_quoted(words.elements())}"
        for name, words in (("lost", before - after), ("new", after - before))
        if words
    ]
    if not found:
        at = next((i for i, (a, b) in enumerate(zip(theirs, own, strict=False)) if a != b), 0)
        found = [f"moved {_quoted(theirs[at:])}"]
    return "; ".join(found)


def _words(strings: Iterable[str]) -> list[str]:
    return [word for string in strings for word in _undirected(string).split()]


def _quoted(words: Iterable[str]) -> str:
    shown = list(words)
    return f"“{' '.join(shown[:_SHOWN])}{' …' if len(shown) > _SHOWN else ''}”"
