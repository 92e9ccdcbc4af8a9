"""What shall be made, and for whom: reports, briefings, reviews, and the organs that they go to."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from msgspec import Struct

from akn.clauses.addressees import Names, names
from akn.clauses.parts import Named, kinds
from akn.clauses.shape import words
from akn.clauses.times import Clock, When, actor_of, clock
from akn.languages.shape import Language
from akn.languages.view import keyed

# characters, at most: before what is asked, and before the name of an organ, of what leads to it; between a session and
# the organ whose it is ("at the eighty-first session of the General Assembly"); beside the joint between two organs
_BEFORE, _LEAD, _OF, _ARTICLE = 12, 32, 24, 8
# what a verb of the same form does, with nothing to be handed in: "to review", "to study"
_ACTS = frozenset({"review", "study"})
# between a verb and what it makes: characters; before a product: words, characters where words are not spaced
_OBJECT, _WORDS, _NOUN = 160, 4, 12


class Made(Struct, frozen=True):
    """A word for something that is made: where a view says it, its kind, and whether it is what is asked for."""

    start: int
    end: int
    kind: str
    asked: bool


class Products:
    """What the words of one language say of products; made once (`products`)."""

    def __init__(self, language: Language) -> None:
        vocabulary = words(language.code)
        self._names: Names = names(language)
        self._clock: Clock = clock(language)
        self._kinds = keyed(language, vocabulary.products)
        self._product = self._names.said.any_of(self._kinds, beside="-")
        self._capitals = vocabulary.capitals
        self._spaced = language.spaced
        self._inputs = self._clock.pattern(vocabulary.inputs)
        said = self._names.said
        self._makes, self._verbs = said.any_of(vocabulary.makes), said.any_of(vocabulary.product_verbs)
        self._governs = re.compile(f"(?:{said.any_of(vocabulary.governs).pattern})")
        self._governed = re.compile(f"{self._governs.pattern} ?$")
        self._indefinite = said.any_of(vocabulary.indefinite)
        self._asks_for_things = bool(vocabulary.makes)
        towards = self._names.said.any_of(vocabulary.towards).pattern
        self._to_speaker = said.any_of(vocabulary.to_speaker)
        self._towards = re.compile(f"(?:{towards}) ?$" if vocabulary.towards else "")

    def made(self, content: str, at: int, is_name: Callable[[int], bool], *, due: bool = False) -> tuple[Made, ...]:
        """The products that the words of a view from an offset on name.  Asked for is what a verb of making has as its
        object, or what is itself said by a verb ("to report"); other verbs ("to review") where something is `due`.

        `is_name` says whether what begins there is printed as a name is ("the Review Conference").
        """
        found = list(self._product.finditer(content, at))
        if found and self._capitals:
            found = [m for m in found if not is_name(m.start())]
        if not found:
            return ()
        # titles name what is there already: an item of the agenda, a report
        given = [m.span() for pattern in (self._inputs, self._names.said.titles) for m in pattern.finditer(content)]
        return tuple(
            Made(m.start(), m.end(), self._kinds[m[0]], self._is_asked(content, at, m, due=due))
            for m in found
            if not any(a < m.end() and m.start() < b for a, b in given)
        )

    def named(self, content: str) -> list[tuple[int, int, str]]:
        """The products that the words of a view name in any way: from where to where, and the kind."""
        return [(m.start(), m.end(), self._kinds[m[0]]) for m in self._product.finditer(content)]

    def _is_asked(self, content: str, at: int, product: re.Match[str], *, due: bool) -> bool:
        """Whether a product is what shall be made, and no word for something else in the clause."""
        if not self._asks_for_things or self._verbs.fullmatch(product[0]):
            return True
        before = content[at : product.start()]
        verb = not before.strip() or any(
            m.end() == product.start() for m in self._names.said.asks.finditer(content, at)
        )
        if verb and (due or self._kinds[product[0]] not in _ACTS):
            return True
        stop = max(before.rfind(sign) for sign in ";:.。；：؛")
        makes = list(self._makes.finditer(before, stop + 1))
        if not makes or len(before) - makes[-1].end() > _OBJECT:
            return False
        # the words right before it: a preposition among them has it ("in its annual reports")
        rest = before[makes[-1].end() :]
        near = rest[-_NOUN:] if not self._spaced else " ".join(rest.split()[-_WORDS:])
        near = near[near.rfind(",") + 1 :]
        new = [m for m in self._indefinite.finditer(near) if not self._governed.search(near[: m.start()])]
        near = near[new[-1].end() :] if new else near
        if new and not self._spaced:  # what describes the product ends in a preposition too: "一份全面的报告"
            return not (self._governs.match(near) or self._governs.match(content, product.end()))
        return not self._governs.search(near)

    def recipients(self, content: str, at: int, due: When | None) -> tuple[Named, ...]:
        """For whom it is made: the organs that the words from an offset on name as the ones to whom it goes ("to the
        Council and the Assembly"), else the one at whose session it is due.
        """
        organs = [n for n in self._names.find(content, at, len(content)) if kinds().get(n.key) == "UN organs"]
        found: list[Named] = []
        for organ in organs:
            if found and not self._joined(content[found[-1].end : organ.start]):
                break
            if found or self._towards.search(content[max(at - _BEFORE, organ.start - _LEAD, 0) : organ.start]):
                found.append(organ)
        if not found and due is not None and due.kind == "session":
            near = (
                n for n in organs if 0 <= n.start - due.end <= _OF and actor_of(n.key) == due.value.rpartition(".")[0]
            )
            found += list(near)[:1]
        return tuple(found)

    def to_speaker(self, content: str, at: int) -> tuple[int, int] | None:
        """Where words from an offset on say that it is made for the one who speaks, with no other organ before them
        that a pronoun may stand for.
        """
        found = self._to_speaker.search(content, max(at - _BEFORE, 0))
        others = (n for n in self._names.find(content, at, found.start() if found else at))
        if found is None or any(kinds().get(n.key) == "UN organs" for n in others):
            return None
        return found.span()

    def _joined(self, gap: str) -> bool:
        """Whether the words between two organs only join them; the sessions of the first one may stand there."""
        for _, pattern in self._clock.sessions.of(gap):
            if (m := pattern.search(gap)) and len(gap[: m.start()].strip()) <= _ARTICLE:
                gap = gap[m.end() :]
        # the letter stands for the organ, in one word with which a joint may be written
        joint = next((m for m in self._names.said.joints.finditer(f"{gap}x") if m[0].strip(" ,،、")), None)
        return joint is not None and len(gap) - (joint.end() - joint.start()) <= _ARTICLE


@cache
def products(language: Language) -> Products:
    """What a language says of products."""
    return Products(language)
