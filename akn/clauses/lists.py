"""The list of those who are asked, read part by part: which of its parts are names, whose, and where the list ends."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from akn.clauses.lookup import without
from akn.clauses.parts import Named, Owners, Part, among, within
from akn.clauses.patterns import Patterns
from akn.clauses.shape import entities, states
from akn.punctuation import CLAUSE_COMMAS, has_comma

SPARE = f" {CLAUSE_COMMAS}"  # what stands around the parts of a list
_COMMAS = frozenset(CLAUSE_COMMAS)
# characters, at most: between two names that are one ("organizations of the United Nations"); before a name in a script
# without spaces
_NEAR, _ADJECTIVES = 60, 16
_NAME = 40  # characters, at most, of a name with a verb in it in a script without spaces
_BARE = 2  # words of a name with an article and without an adjective
_OF = 3  # letters, at most, of a preposition between a name and what it has ("de", "des", "del")
# words, at most, of what a name has where the last of it ends the list ("Governments of origin, transit and")
_OWNED = 3

# who the first of those asked can be that is not known: one of `actors`, anybody
ACTOR, ANYBODY = 1, 2

IsName = Callable[[int, int], bool]
"""Whether a stretch of a view is printed as a name is: with a capital letter."""


def no_name(start: int, end: int) -> bool:
    """What tells a name where capital letters do not."""
    return False


class Item(Struct, frozen=True, gc=False):
    """A part of a list without what stands between parts, and whether it is an example of those before."""

    start: int
    stop: int
    example: bool


class _Reading(Struct):
    """How far a list is read: where words began that wait for their name (-1 if none do) and where they end, the key
    of the last name, whether it described a system whose organizations follow, whether more is said of it, where the
    first part began (-1 before it), whether words say more of the last item (`inside`), what is printed as a name is,
    where the last item began and ended, whether the first one is somebody, the words that waited and are a name of
    their own, and whether something is inserted after the last one.
    """

    before: int = -1
    stop: int = -1
    last: str = ""
    system: bool = False
    described: bool = False
    begun: int = -1
    inside: bool = False
    printed: IsName = no_name
    start: int = 0
    end: int = 0
    someone: int = 0
    alone: Part | None = None
    inserted: bool = False
    ended: bool = False

    def release(self) -> None:
        """Let the words that wait for their name be one of their own: "foundations | and other donors"."""
        if 0 <= self.before < self.stop:
            self.alone = Part(self.before, self.stop, "")
        self.before = -1

    def begin(self, start: int) -> int:
        """Where the part that starts here begins, with the words that waited for it."""
        found, self.before = (start if self.before < 0 else self.before), -1
        return found


class Lists:
    """Reads lists in one language; made once, with its patterns."""

    def __init__(self, said: Patterns) -> None:
        self.said = said
        self._nouns = (*said.words.nouns, *said.words.actors)
        self.owners = Owners(said.organizations, said.vague, said.others, said.words.verb_pronouns)

    def parts(
        self,
        content: str,
        items: Iterable[Item],
        named: Sequence[Named],
        is_name: IsName,
        *,
        bounded: bool,
        someone: int = 0,
        printed: IsName = no_name,
    ) -> list[Part]:
        """Those who are asked, of the items of a list in which these names stand.

        `bounded` says that the list ends with its last item, because what is asked begins there: then words that are no
        known name are part of one.  Else the first words that are none end it.  `someone` says that the first item
        names somebody, known or not, and `printed` what begins with a capital letter, also where other words do.
        """
        reading = _Reading(someone=someone, printed=printed)
        found: list[Part] = []
        for item in self._after_insertions(content, items, reading, found):
            here = within(named, item.start, item.stop)
            if bounded and found and self._continues(content, found[-1], item, here, is_name):
                found[-1] = replace(found[-1], end=item.stop)
                continue
            part, goes_on = self._read(content, item, here, reading, is_name, bounded=bounded)
            reading.ended = bool(here) and self._ends(content, self.head(content, here)[1], item)
            self._keep(part, item, found, reading, bounded=bounded)
            reading.inserted = not goes_on and bounded and bool(found)
            if not goes_on and not reading.inserted:
                break
        else:
            named_on = bounded and found and not reading.inserted
            if named_on and self.said.words.capitals and self._noun(content, reading.stop):
                self._end(content, found, named, reading)
        return found

    def _keep(self, part: Part | None, item: Item, found: list[Part], reading: _Reading, *, bounded: bool) -> None:
        """Add what an item was read as to those found, after words before it that are a name of their own."""
        if reading.alone and bounded and found:
            found.append(reading.alone)
        reading.alone, reading.start, reading.end = None, item.start, item.stop
        if part:
            reading.begun = found[0].start if found else part.start
            found.append(part)
            reading.described = False

    def _after_insertions(
        self, content: str, items: Iterable[Item], reading: _Reading, found: Sequence[Part]
    ) -> Iterator[Item]:
        """The items, after an insertion from the one on with which the list of those `found` goes on."""
        for item in items:
            if reading.inserted and not self._resumes(content, item, reading, found):
                reading.end = item.stop
                continue
            yield item

    def _resumes(self, content: str, item: Item, reading: _Reading, found: Sequence[Part]) -> bool:
        """Whether a list goes on after an insertion: in the dative, where the verb has it, after a comma ("a la Fuerza,
        con los recursos disponibles, | a los Estados"), else after a joint that says when ("all States, in line with
        their priorities, and, where applicable, | other stakeholders to": 34 rows of one resolution).
        """
        gap = content[reading.end : item.start]
        if self.said.datives.match(content, found[0].start):
            return bool(self.said.datives.match(content, item.start)) and has_comma(gap)
        joint = without(self.said.insertions, gap)
        return joint != gap and joint.lstrip()[:1] in _COMMAS and bool(joint.strip(SPARE))

    def _end(self, content: str, found: list[Part], named: Sequence[Named], reading: _Reading) -> None:
        """Add the words at the end of a list: one who is asked ("treaty bodies | and mechanisms"), or more of the last
        one ("banks in the public | and private sectors").
        """
        reading.release()
        ends = max((n.end for n in named if n.end <= found[-1].end), default=found[-1].end)
        if reading.alone and self.said.breaks.search(content, ends, found[-1].end):
            found[-1] = replace(found[-1], end=reading.alone.end)
        elif reading.alone:
            found.append(reading.alone)

    def _continues(self, content: str, part: Part, item: Item, here: Sequence[Named], is_name: IsName) -> bool:
        """Whether an item ends the name before it: "for Children | and Armed Conflict", "in Turin, | Italy",
        "Governments of origin, | transit | and destination countries", "States that have not signed | or ratified it".
        """
        if self._owned_alike(content, part, item) or self._owned_by(content, part, item, here, is_name):
            return True
        if not (here and here[0].start == item.start) and self._further_adjective(content, part, item):
            return True
        if here and not part.key and self._in_clause(content, part, item):
            return True
        if not here and self._says_more_of(content, part, item):
            return True
        return self._ends_title(content, part, item, here, is_name)

    def _ends_title(self, content: str, part: Part, item: Item, here: Sequence[Named], is_name: IsName) -> bool:
        """Whether an item is the rest of a name that capital letters show: "in Turin, | Italy"."""
        after = content[part.start : part.end]
        known = here and here[0].key in states() and not content[item.start : here[0].start].strip()
        unknown = not here and is_name(item.start, item.stop) and not self.said.articles.match(content, item.start)
        if not (known and here[0].end == item.stop and has_comma(content[part.end : item.start])) and not unknown:
            return False
        at = max((m.end() for m in self.said.apart.finditer(after)), default=0)
        ends = part.start + at
        return at > 0 and is_name(ends, part.end) and not self.said.articles.match(content[ends : part.end].lstrip())

    def _says_more_of(self, content: str, part: Part, item: Item) -> bool:
        """Whether an item without a name is an adjective of the one before it, or stands in its relative clause, or
        names a thing, which nobody asks: "parties to conventions | and protocols".
        """
        said, span = self.said, (item.start, item.stop)
        thing = said.thing_in(content, *span) and not said.breaks.match(content, item.start)
        if thing or self._adjective(content, part, item) or self._in_relative(content, part, item):
            return True
        if self._owned_thing(content, part, item):
            return True
        if item.example:
            return False
        own = content[item.start : item.stop]  # "الأشخاص ذوي المهق | وأسرهم"
        owned = said.words.glued_joints and own.endswith(said.words.verb_pronouns) and " " not in own
        if owned and not has_comma(content[part.end : item.start]):
            return True
        return self._ends_unknown(content, part, item) or self._in_clause(content, part, item)

    def _further_adjective(self, content: str, part: Part, item: Item) -> bool:
        """Whether an item after a joint that is written in one with it is an adjective with its article, as what the
        name before it ends with: "المؤسسات الثنائية | والمتعددة الأطراف".
        """
        said = self.said
        if not said.words.glued_articles or item.example or has_comma(content[part.end : item.start]):
            return False
        own, last = content[item.start : item.stop].split(), content[: part.end].rsplit(None, 1)[-1]
        articles = said.words.glued_articles
        both = all(w.startswith(articles) and w.endswith(said.words.adjective_endings) for w in (own[0], last))
        return both and said.openings.match(own[0]) is not None and not said.actor(own[0])

    def _ends_unknown(self, content: str, part: Part, item: Item) -> bool:
        """Whether an item ends the name before it, which is not known, without a comma: "сеть по вопросам
        дискриминации | и защиты меньшинств", "le Réseau sur la race | et la protection", "شبكة الأمم المتحدة المعنية
        بالتمييز | وحماية الأقليات".
        """
        said, own = self.said, content[item.start : item.stop]
        if part.key or has_comma(content[part.end : item.start]) or said.actor(own):
            return False
        if said.words.glued_joints:
            return not said.openings.match(own)
        return said.breaks.search(content, part.start, part.end) is not None

    def _owned_thing(self, content: str, part: Part, item: Item) -> bool:
        """Whether an item names a thing that the name before it has, as it has what it is of: "la Oficina de Tecnología
        de la Información | y las Comunicaciones", "reparto de la carga | y la responsabilidad" (9 Spanish rows).
        """
        said, gap = self.said, content[part.end : item.start]
        if not said.words.heads_first or item.example or has_comma(gap) or said.joints.sub("", gap).strip():
            return False
        span = (item.start, item.stop)
        if said.actor(content, *span) or any(p.match(content, *span) for p in (said.others, said.datives)):
            return False
        return said.owns.search(content, part.start, part.end) is not None

    def _in_clause(self, content: str, part: Part, item: Item) -> bool:
        """Whether an item begins or continues a clause that says more of the name right before it: "страны,
        предоставляющие войска | и полицию".
        """
        if said_more := self.said.clauses.match(content, part.end):
            return said_more.end() > item.start
        inside = self.said.clauses.search(content, part.start, part.end)
        return inside is not None and not has_comma(content[part.end : item.start])

    def _in_relative(self, content: str, part: Part, item: Item) -> bool:
        """Whether an item says more in the relative clause of the name before it: "países que aportan contingentes | y
        fuerzas de policía".
        """
        said = self.said
        if not said.words.heads_first or item.example or not said.which.search(content, part.start, part.end):
            return False
        opens = any(p.match(content, item.start) for p in (said.openings_of_names, said.datives, said.pronouns))
        return not opens and not has_comma(content[part.end : item.start])

    def _adjective(self, content: str, part: Part, item: Item) -> bool:
        """Whether an item is a further adjective of the name before it: "asociados bilaterales | y multilaterales"."""
        if not self.said.words.heads_first or item.example or self.said.datives.match(content, item.start):
            return False
        clause = self.said.which.search(content, item.start, item.stop)  # "y subregionales | que estén en condiciones"
        own = content[item.start : clause.start() if clause else item.stop].split()
        of = not self.said.words.glued_joints  # "y comunitarios | del país"
        own = own[: next((n for n, word in enumerate(own) if of and len(word) <= _OF), len(own))]
        before = content[part.start : part.end].split()
        if not 1 <= len(own) < _OWNED or len(before) < 2 or self.said.vague.match(content, item.start):
            return False
        if before[-1] in own:
            return False
        return any(_alike(word, before[-1]) for word in own) or self._bare(content, part, item, own)

    def _bare(self, content: str, part: Part, item: Item, own: Sequence[str]) -> bool:
        """Whether an item without an article is an adjective of the name before it, which has one: "aux dirigeants
        politiques | et religieux", "los dirigentes políticos | y religiosos"; after a comma where it ends as that does.
        """
        said = self.said
        if said.words.glued_joints or len(own) > 1 or not said.openings_of_names.match(content, part.start):
            return False
        gap = content[part.end : item.start]
        apart = has_comma(gap)
        described = not said.joints.sub("", gap).strip(SPARE) and len(content[part.start : part.end].split()) > _BARE
        return described and (not apart or own[0][-2:] == content[: part.end][-2:])

    def _owned_alike(self, content: str, part: Part, item: Item) -> bool:
        """Whether an item begins with the preposition of what a name has: "pays fournisseurs de contingents | ou de
        personnel de police", "représentants des organismes | et de l’Organisation" (12 French rows).
        """
        said, first = self.said, content[item.start : item.stop].split(None, 1)[0]
        if not said.words.heads_first or said.words.glued_joints or item.example or len(first) > _OF:
            return False
        if has_comma(content[part.end : item.start]):
            return False
        within = content[part.start : part.end].split()[1:]
        if self.said.datives.match(content, item.start) and not self.said.datives.match(content, part.start):
            return first in within  # "violences faites aux femmes | et aux enfants"
        if any(
            p.match(content, item.start) for p in (said.openings_of_names, said.datives, said.pronouns, said.others)
        ):
            return False
        return any(len(w) <= _OF and w[:2] == first[:2] for w in within)

    def _owned_by(self, content: str, part: Part, item: Item, here: Sequence[Named], is_name: IsName) -> bool:
        """Whether an item is a further one of those that a name has, or says more of it in the same clause."""
        if self.said.articles.match(content, item.start) or item.example or not self.said.words.capitals:
            return False
        first = content[item.start : item.stop].split()[0]
        if is_name(item.start, item.start + len(first)) or self.said.breaks.match(content, item.start):
            return False
        after = content[part.start : part.end]
        if not here and self.said.which.search(after):
            return True
        of = max((m.end() for m in self.said.apart.finditer(after)), default=0)
        owned = " ".join(self.said.joints.sub(" ", after[of:]).split()) if of else ""
        if not owned or is_name(part.start + of, part.end):
            return False
        if here and here[0].start == item.start:
            return here[0].key in entities().owned_together and bool(self.said.owned.fullmatch(owned))
        return len(owned.split()) <= _OWNED and not self.said.articles.match(owned)

    def _read(
        self,
        content: str,
        item: Item,
        here: Sequence[Named],
        reading: _Reading,
        is_name: IsName,
        *,
        bounded: bool,
    ) -> tuple[Part | None, bool]:
        """What an item says of those who are asked, and whether the list continues after it."""
        start, stop = item.start, item.stop
        stands = self._stands(content, item, here)
        near = here if stands or self.said.language.spaced else self._before_break(content, item, here)
        pronoun = None if near else self._pronoun(content, item, bounded=bounded)
        if pronoun:
            return Part(start, pronoun, "", pronoun=True), bounded or pronoun == stop
        clause = not here or (not self.said.words.before_endings and self.said.which.match(content, start))
        if bounded and clause and self._says_more(content, item, reading):
            return None, True
        if ends := self._someone(content, item, near, reading, bounded=bounded):
            return Part(self._with_adjectives(content, start, reading), ends, ""), bounded
        if not stands:
            # "including those of the system, | banks"
            return None, bounded and item.example and not self.said.breaks.match(content, start)
        if here:
            return self._named(content, item, here, reading, is_name, bounded=bounded)
        return self._unknown(content, item, reading, is_name, bounded=bounded)

    def _before_break(self, content: str, item: Item, here: Sequence[Named]) -> Sequence[Named]:
        """The names of an item before the verb of what is asked, where words are not spaced: "该司 | 继续合作"."""
        broken = next(self._breaks(content, item.start, item.stop), None)
        return [n for n in here if broken is None or n.start < broken.start()]

    def _breaks(self, content: str, start: int, stop: int) -> Iterator[re.Match[str]]:
        """What breaks a list between two offsets of a script without spaces, and is no part of a noun ("参与方")."""
        for m in self.said.breaks.finditer(content, start, stop):
            if m.start() == start or not any(self.said.asides.match(content, at) for at in (m.start() - 1, m.start())):
                yield m

    def is_somebody(self, content: str, start: int, stop: int) -> bool:
        """Whether words of a script without spaces end as the name of somebody does, and begin with no verb."""
        return self._ends_in(self._nouns, content, start, stop) and self.said.breaks.match(content, start) is None

    def _ends_in(self, nouns: tuple[str, ...], content: str, start: int, stop: int) -> bool:
        """Whether words of a script without spaces end in one of some nouns, which is no end of another word."""
        return content.endswith(nouns, start, stop) and not content.endswith(self.said.words.no_nouns, start, stop)

    def _stands(self, content: str, item: Item, here: Sequence[Named]) -> bool:
        """Whether an item, or the first name in it, is part of nothing else; an event that a clause describes is no one
        who is asked: "按照关于…的国际会议上所作承诺".
        """
        if not here:
            return self.stands_alone(content, item.start, item.stop, named=False)
        described = here[0].key in entities().events and self.said.relatives.match(content, item.start)
        return self.stands_alone(content, item.start, here[0].outer, named=not described)

    def _with_adjectives(self, content: str, start: int, reading: _Reading) -> int:
        """Where somebody who is not known begins, with adjectives before: "international | and regional mechanisms"."""
        waits = reading.end and 0 <= reading.before < reading.stop
        return reading.begin(start) if waits and self.lacks_noun(content[reading.before : reading.stop]) else start

    def _someone(self, content: str, item: Item, here: Sequence[Named], reading: _Reading, *, bounded: bool) -> int:
        """Where somebody ends who is asked without being known, 0 if nobody does: "les États, | les fédérations
        sportives | et les donateurs"; where words are not spaced what is asked follows at once.
        """
        if not self.said.language.spaced:
            ends = self._before_verb(content, item, reading)
            apart = not here or (not reading.end and (ends < here[0].start or self._only_describes(here, ends)))
            return ends if apart else 0
        unknown = bounded and not self.said.bare_openings.fullmatch(content, item.start, item.stop)
        if not unknown or (here and self._is_known(content, item, here[0])):
            return 0
        if reading.end and self.said.those.match(content, item.start):
            return 0  # "en particular los de la región", "a los que prestaremos apoyo"
        return item.stop if self._names_unknown(content, item, reading) else 0

    def _is_known(self, content: str, item: Item, first: Named) -> bool:
        """Whether an item is its first name, or says of an example what that has: "en particular a los que participan
        en | el Pacto Mundial"; else the name says more of who is not known: "les bibliothèques de | l’Organisation".
        """
        if item.example and self.said.which.search(content, item.start, first.outer):
            return True
        return self.stands_alone(content, item.start, first.outer, named=True)

    def _names_unknown(self, content: str, item: Item, reading: _Reading) -> bool:
        """Whether an item is somebody who is not known, though a name can stand in it."""
        said, first = self.said, not reading.end
        if first and reading.someone == ANYBODY and self._opens(content, item, reading):
            return True
        if (reading.someone or not first) and not said.words.heads_first and said.actor(content, item.start, item.stop):
            # "the Division for Inclusion of the Department", "encourages the centres to", not "those deploying forces"
            others = said.new if first else said.first_openings
            if not others.match(content, item.start):
                return True
        return not (first and reading.someone == ANYBODY) and self._beside(content, item, reading)

    def _only_describes(self, here: Sequence[Named], end: int) -> bool:
        """Whether of the names up to an offset there is only one that describes what it has: "联合国各图书馆"."""
        names = [n for n in here if n.start < end]
        return len(names) == 1 and names[0].key == entities().organization and names[0].end < end

    def _before_verb(self, content: str, item: Item, reading: _Reading) -> int:
        """Where words end between a joint after a name and the verb of what is asked: "各国和 | 科学界 | 在"."""
        joint = content[reading.end : item.start]
        if reading.someone == ANYBODY and not reading.end:
            return self._noun_before_verb(content, item)
        if reading.begun < 0 or reading.before >= 0 or has_comma(joint) or not self.said.openings.search(joint):
            return 0
        for m in self._breaks(content, item.start, item.stop):
            if m.start() == item.start:
                return self._name_with_verb(content, item.start)
            return m.start() if m.start() <= item.start + _ADJECTIVES else 0
        # "学术界及 | 学校,举办"
        ends = item.stop <= item.start + _ADJECTIVES and content[item.stop : item.stop + 1] == ","
        return item.stop if ends and self.said.breaks.match(content, item.stop + 1) else 0

    def _name_with_verb(self, content: str, start: int) -> int:
        """Where a name ends that begins with a verb, before another one: "当局和 | 防止性暴力部队 | 尽快"; or 0."""
        for m in self.said.breaks.finditer(content, start + 1, start + _NAME):
            named = self._ends_in(self.said.words.nouns, content, start, m.start())
            if named and not has_comma(content[start : m.start()]):
                return m.start()
        return 0

    def _noun_before_verb(self, content: str, item: Item) -> int:
        """Where a first name ends that is not known in a script without spaces ("邀请 | 灯塔司 | 在"), or 0."""
        verb = None if self.said.language.spaced else self.said.breaks.search(content, item.start, item.stop)
        if verb is None or not item.start < verb.start() <= item.start + _ADJECTIVES:
            return 0
        if not content[item.start].isalnum():
            return 0  # a title
        return verb.start() if self._ends_in(self.said.words.nouns, content, 0, verb.start()) else 0

    def _opens(self, content: str, item: Item, reading: _Reading) -> bool:
        """Whether the first item names somebody that is not known."""
        said, span = self.said, (item.start, item.stop)
        if said.opens_deed(content, item.start):
            return False
        broken = said.breaks.search(content, *span)
        head = broken.start() if broken else item.stop  # "the Prevention Branch | of the Office"
        if said.words.heads_first:
            head = item.start + len(" ".join(content[item.start : item.stop].split(" ", 2)[:2]))
        if reading.printed(item.start, head) and not (said.words.heads_first and broken):
            return not said.which.search(content, *span)
        noun = not said.words.plurals or self._noun(
            content, item.stop
        )  # no adjective: "all national | and local bodies"
        opens = noun and bool(said.first_openings.match(content, item.start))
        if said.words.heads_first and said.actor(content, *span):
            opens = True  # "la coordonnatrice"
        return opens and (bool(said.words.asks_of) or not said.which.search(content, *span))

    def _beside(self, content: str, item: Item, reading: _Reading) -> bool:
        """Whether a further item names somebody that is not known, and says no more of the one before it."""
        said, joint = self.said, content[reading.end : item.start]
        last = (reading.start, reading.end)
        apart = has_comma(joint)
        reading.inside = self._inside(content, reading, apart=apart)
        pattern = said.openings_of_names if reading.printed(item.start, item.stop) else said.openings
        opens = pattern.match(content, item.start) or (apart and self._is_actor(content, item))
        if reading.begun < 0 or not opens:
            return False
        dative = said.datives.match(content, item.start) and said.datives.match(content, reading.begun)
        if reading.inside and not (dative and not said.which.search(content, *last)):
            return False
        if not apart and (item.example or (said.words.glued_joints and not self._another(content, item, reading))):
            return False
        if said.datives.match(content, item.start) and not said.datives.match(content, reading.begun):
            return False  # "prie le Comité, à sa session, de"
        return not said.which.search(content, *last)

    def _is_actor(self, content: str, item: Item) -> bool:
        """Whether an item begins with the noun of somebody where nouns have articles of their own ("، وشبكة الأمم")."""
        return bool(self.said.words.glued_joints and self.said.actor(content[item.start : item.stop]))

    def _inside(self, content: str, reading: _Reading, *, apart: bool) -> bool:
        """Whether what follows the last item says more of it: in a relative clause up to the next name that is known
        ("الدول التي لم تصدق، والتصدي له"), or after a preposition where no comma stands between.
        """
        said = self.said
        since = reading.begun if reading.inside else reading.start
        if said.words.heads_first and since >= 0 and said.which.search(content, since, reading.end):
            return True
        return not apart and (reading.inside or bool(said.breaks.search(content, reading.start, reading.end)))

    def _another(self, content: str, item: Item, reading: _Reading) -> bool:
        """Whether an item after a joint that is written in one with it is another one: of one word each ("الرجال |
        والفتيان"), or after a whole name a noun that has an article, and no adjective of what stands before it:
        "الحكومة الاتحادية | والولايات الاتحادية", not "المنظمات الدولية | والإقليمية ذات الصلة" (18 lists).
        """
        last, own = content[reading.start : reading.end], content[item.start : item.stop]
        if " " not in last + own:
            return True
        opens = self.said.openings.match(own) and not self.said.opens_deed(own)
        return reading.ended and bool(opens) and not any(_alike(own.split()[0], word) for word in last.split())

    def _says_more(self, content: str, item: Item, reading: _Reading) -> bool:
        """Whether an item without a name says more of the one before."""
        if reading.before < 0 and self._names_further(content, item.start, item.stop):
            reading.described = True
            return True
        # "which counter discrimination | and hate speech": what follows a comma is no part of that clause
        joined = not self.said.articles.match(content, item.start) and not has_comma(content[reading.end : item.start])
        return reading.described and joined

    def _unknown(
        self, content: str, item: Item, reading: _Reading, is_name: IsName, *, bounded: bool
    ) -> tuple[Part | None, bool]:
        """The part that an item without a known name is, which may wait for a name, and whether the list continues."""
        start, stop = item.start, item.stop
        if bounded and is_name(start, stop):
            return Part(reading.begin(start), stop, ""), True
        if reading.begun < 0 and (self.said.opens_deed(content, start) or self.said.thing_in(content, start, stop)):
            return None, False  # "تشجع الجهود المبذولة …", "encourages all plans, policies and programmes"
        waits = bounded or (not self.said.language.spaced and stop - start <= _ADJECTIVES)
        if waits:
            begins = item.example and self.said.first_openings.match(content, start)  # "in particular those that can"
            reading.before, reading.stop = reading.begin(start), -1 if begins else stop
        return None, waits

    def _pronoun(self, content: str, item: Item, *, bounded: bool) -> int:
        """Where a pronoun ends that begins an item, 0 if none does; in a list without a known end it is all of it."""
        found = None if self.said.others.match(content, item.start) else self.said.pronouns.match(content, item.start)
        if found and found.end() < item.stop and self._is_whose(content, found, item):
            return 0
        if found and (bounded or not self.said.language.spaced or found.end() == item.stop):
            return found.end()
        return 0

    def _is_whose(self, content: str, pronoun: re.Match[str], item: Item) -> bool:
        """Whether a pronoun says of a noun which one it is, or whose: "tous les autres | mécanismes", "其 | 参与方"."""
        said = self.said
        if said.others.search(content, *pronoun.span()):
            return True
        if said.words.before_endings:  # "сети и ее | участникам"
            return said.actor(content, pronoun.end(), item.stop) is not None
        return not said.language.spaced and said.asides.match(content, pronoun.end(), item.stop) is not None

    def _named(
        self, content: str, item: Item, here: Sequence[Named], reading: _Reading, is_name: IsName, *, bounded: bool
    ) -> tuple[Part | None, bool]:
        """The part that an item with names is, and whether the list continues."""
        key, following = self._without_governed(content, item, here)
        noun = None if bounded else self._with_noun(content, following, item, here)
        if noun:
            key, following = (key if noun.key in entities().state_organs else noun.key), noun.end
        elif self._begins_another(content, key, following, item, here, is_name, bounded=bounded):
            if not bounded:
                return None, False
            key = ""
        key = self._of_system(content, item, here, key, reading)
        if item.example and reading.last:
            key = among(key, reading.last)
        reading.last, reading.inside = key, False
        if not bounded:
            following = self._name_end(content, following, item, key, here)
        last = item.stop if bounded else following
        if self._opens_another(content, item, reading):
            reading.release()
        begin = reading.begin(item.start)
        if self.said.words.heads_first:
            begin = item.start
        ends = not bounded and self.owners.vague.sub("", content[following : item.stop]).strip()
        return self.owners.part(content, begin, here, following, last, key), not ends

    def _without_governed(self, content: str, item: Item, here: Sequence[Named]) -> tuple[str, int]:
        """Whose the name of an item is, and where it ends, but for a first one that an adjective governs by a
        preposition: "соседние с Чадом | государства"; of a noun that is not known the key is empty ("действующие в Мали
        силы").
        """
        governed = self._describes(content[item.start : here[0].outer], alone=True)
        key, end = self.head(content, here[1:] if governed and len(here) > 1 else here)
        return "" if governed and len(here) < 2 else key, end

    def _begins_another(
        self, content: str, key: str, end: int, item: Item, here: Sequence[Named], is_name: IsName, *, bounded: bool
    ) -> bool:
        """Whether a known name begins or describes another one: "United Nations libraries", "Libya Response Plan"."""
        if key == entities().organization:
            return self._names_more(content, end, item.stop, bounded=bounded)
        return key in states() and self._names_longer(content, end, item.stop, here, is_name)

    def _with_noun(self, content: str, end: int, item: Item, here: Sequence[Named]) -> Named | None:
        """The noun that a known name describes where words are not spaced, right before a verb or a joint, by its key
        if it has one: "土耳其 | 部队", "缅甸 | 问题独立机制", "专家机制 | 的三名成员" (30 rows).
        """
        if self.said.language.spaced:
            return None
        verb = self.said.breaks.search(content, end, item.stop)
        at = verb.start() if verb else item.stop
        if not end < at <= end + _ADJECTIVES or not self._ends_in(self._nouns, content, 0, at):
            return None
        inside = [n for n in here if end <= n.start < at]
        must = any(p.match(content, end) for p in self.said.musts.values())  # "会员国 | 应索马里当局请求"
        if must or (inside and inside[-1].end != at):
            return None
        return Named(end, at, inside[-1].key if inside else "", end)

    def _ends(self, content: str, end: int, item: Item) -> bool:
        """Whether an item ends with the name that ends at an offset, or with adjectives of it."""
        while m := self.said.further.match(content, end, item.stop):
            end = m.end()
        return not self.owners.vague.sub("", content[end : item.stop]).strip()

    def _opens_another(self, content: str, item: Item, reading: _Reading) -> bool:
        """Whether an item begins with an article, or as another one after a noun: the words before are a name."""
        other = self.said.others.match(content, item.start)
        begins = other or self.said.articles.match(content, item.start)
        return bool(begins) and (not other or self._noun(content, reading.stop))

    def _name_end(self, content: str, end: int, item: Item, key: str, here: Sequence[Named]) -> int:
        """Where a name ends in a list without a known end: with its system, or with the adjectives after it."""
        end = self._further(content, end, item, key)
        of_system = key in entities().systems and len(here) > 1 and key == here[1].key and self.said.language.spaced
        return max(end, here[1].end) if of_system else end  # "the entities of the United Nations development system"

    def _further(self, content: str, end: int, item: Item, key: str) -> int:
        """Where a common name ends that has adjectives after it: "جميع المنظمات | الإنسانية الأخرى"."""
        if key in _common():
            while m := self.said.further.match(content, end, item.stop):
                end = m.end()
        return end

    def _noun(self, content: str, end: int) -> bool:
        """Whether words that end here end in a noun: "foundations | and other donors", not "national | and other"."""
        words = self.said.words
        if not words.plurals and words.before_endings and not words.heads_first:
            return end > 0 and not content[:end].endswith(words.before_endings)  # "федерации", no adjective
        return content[: max(end, 0)].endswith(words.plurals)

    def lacks_noun(self, wording: str) -> bool:
        """Whether an item is adjectives of the noun of the next one: "national | and local authorities"."""
        words = self.said.words
        if words.heads_first or not self.said.language.spaced:
            return False
        own = self.said.before.sub(" ", wording).split()
        return bool(own) and (
            all(w.endswith(words.before_endings) for w in own)
            if words.before_endings
            else not own[-1].endswith(words.plurals)
        )

    def _of_system(self, content: str, item: Item, here: Sequence[Named], key: str, reading: _Reading) -> str:
        """The key of a name where the one before described a system: "联合国…和其他组织"."""
        listed = entities()
        if len(here) > 1 and here[0].key in listed.systems and not self.said.language.spaced:
            reading.system = True  # it describes the names that follow as well: "and other organizations"
        elif reading.system and key == listed.bodies and (other := self.said.others.match(content, item.start)):
            described = self.said.between.sub("", content[other.end() : here[0].start])
            return key if described else listed.whole
        return key

    def goes_on(self, name: str, after: str, words: str) -> bool:
        """Whether words that are joined to a name say more of it, and name nobody else; `after` is what follows in the
        name what is known: a preposition ("on the promotion | and protection"), after which the words begin as the
        ones before ("sur la promotion | et la protection").
        """
        said, first = self.said, words.split()[0]
        if said.breaks.match(words):
            return any(m[0] == first for m in said.breaks.finditer(name))  # "partes en … | y en el Convenio"
        if said.words.glued_articles:
            return " " in name
        if said.others.match(words) or said.own.match(words):
            return False
        broken = [m.end() for m in said.breaks.finditer(after)]
        if said.words.heads_first:
            return self._opens_none(words) or (bool(broken) and self._begins_as(words, after[broken[-1] :].lstrip()))
        if said.words.plurals:
            return said.thing_in(words) or (bool(broken) and not said.articles.match(words))
        return bool(broken) or first[-2:] == name[-2:]

    def _opens_none(self, words: str) -> bool:
        """Whether no article or preposition with which a name can open stands before some words."""
        return not self.said.datives.match(words) and not self.said.openings_of_names.match(words)

    def _begins_as(self, words: str, before: str) -> bool:
        """Whether words begin as those `before` them do, and name none who can act: "sur | la promotion | et | la
        protection".
        """
        said = self.said
        if before.split()[:1] == words.split()[:1]:
            return True
        thing = said.openings.match(words) and not said.actor(words)
        return bool(thing and said.openings.match(before))

    def merged(self, content: str, parts: Sequence[Part], before: Sequence[Part]) -> tuple[Part, ...]:
        """The parts of a list, where neighbours that one system has are one: "United Nations organs and entities"; they
        are those whose key is not what it was `before` that was known.
        """
        found: list[Part] = []
        taken = False  # whether a part of the last one has its key by its neighbour
        for part, was in zip(parts, before, strict=True):
            last = found[-1] if found else None
            by_neighbour = part.key != was.key
            if last and last.key == part.key and (taken or by_neighbour) and self._only_joined(content, last, part):
                found[-1] = replace(last, end=part.end)
                taken = taken or by_neighbour
            else:
                found.append(part)
                taken = by_neighbour
        return tuple(found)

    def with_nouns(self, content: str, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The parts of a list, where one without a noun has the words of the one beside it that has it:
        "intergovernmental | and non-governmental organizations", "organisations intergouvernementales et | non
        gouvernementales".
        """
        if not any(content.find(name, p.start, p.end) >= 0 for name in self.said.nounless for p in parts):
            return parts
        found = list(parts)
        for at, (one, other) in reversed(list(enumerate(itertools.pairwise(parts)))):
            if not self._only_joined(content, one, other):
                continue
            if self.said.words.heads_first and content[other.start : other.end].startswith(self.said.nounless):
                found[at + 1] = replace(other, start=one.start)
            elif not self.said.words.heads_first and content[one.start : one.end].endswith(self.said.nounless):
                found[at] = replace(one, end=found[at + 1].end)  # which has that of the one after it
        return tuple(found)

    def _only_joined(self, content: str, one: Part, other: Part) -> bool:
        """Whether nothing but a joint stands between two parts."""
        gap = content[one.end : other.start].strip(SPARE)
        joined = not gap or bool(self.said.joints.fullmatch(gap))
        return joined and not self.said.examples.search(gap) and not self.said.articles.match(content, other.start)

    def head(self, content: str, named: Sequence[Named]) -> tuple[str, int]:
        """Whose name the first of several in one part of a list is, and where it ends: organizations of the United
        Nations are its system; where what describes stands first, the last of names that stand together counts.
        """
        first = named[0]
        if len(named) < 2:
            return first.key, first.end
        spaced = self.said.language.spaced
        near, describes = self._joined(content, first, named[1])
        if near and (state := state_of(first.key, named[1].key)) and not has_comma(content[first.end : named[1].start]):
            return state, named[1].end
        if near and (whole := _whole(first.key, named[1].key)):
            return whole, first.end if spaced else named[1].end
        if not spaced and len(named) > 2 and (rest := self._described(content, named)):
            return self.head(content, rest)
        if (describes or self._of_state(content, first, named[1])) and not self.said.words.heads_first:
            return (named[1].key, named[1].end) if spaced else self.head(content, named[1:])
        return first.key, first.end

    def _described(self, content: str, named: Sequence[Named]) -> Sequence[Named]:
        """The last names of several, from the one on that those before it describe: "秘书长缅甸问题特使" (2 rows)."""
        ends = self.said.words.relative_ends
        for at in range(len(named) - 1, 1, -1):
            gap = content[named[0].end : named[at].outer]
            if len(gap) <= _ADJECTIVES and gap.endswith(ends) and not self.said.breaks.search(gap):
                return named[at:]
        return ()

    def _joined(self, content: str, first: Named, second: Named) -> tuple[bool, bool]:
        """Whether two names can be one, and whether the first then describes the second."""
        gap = content[first.end : second.outer]
        if self.said.language.spaced:
            near = len(gap) <= _NEAR
            return near, near and first.key == entities().organization and not self.said.breaks.search(gap)
        if second.key in entities().owned.get(first.key, ()) and len(gap) <= _ADJECTIVES:
            near = not self.said.breaks.search(gap)
        else:
            acts = not gap and second.key in self.said.words.verbal and first.key not in entities().systems
            near = not acts and not self.said.between.sub("", gap).strip()
            if gap.endswith(self.said.words.relative_ends) and len(gap) <= _ADJECTIVES:
                near = near or not self.said.breaks.search(gap)  # "委员会议程上每个领土的管理国"
        return near, near

    def _of_state(self, content: str, first: Named, second: Named) -> bool:
        """Whether a State is named by the adjective of the sides after it, which are none: "суданские | стороны"."""
        gap = content[first.end : second.outer]
        return first.key in states() and second.key in entities().sides and len(gap.split()) < 2 and not has_comma(gap)

    def stands_alone(self, content: str, start: int, end: int, *, named: bool) -> bool:
        """Whether nothing stands before a name that makes it part of something else."""
        if not content[start:end].strip():
            return True
        wording = self.said.titles.sub("", content[start:end])
        if self._describes(wording) or (self.said.relatives.match(wording) and self.said.described.search(wording)):
            return named  # "соседние с Чадом государства", "有能力的国家"
        spaced = self.said.language.spaced
        broken = self.said.breaks.search(wording) if spaced else next(self._breaks(wording, 0, len(wording)), None)
        if broken or (not spaced and len(wording) > _ADJECTIVES):
            return False
        if not named or not self.said.words.before:
            return True
        endings = self.said.words.before_endings
        return all(word.endswith(endings) for word in self.said.before.sub(" ", wording).split())

    def _names_more(self, content: str, start: int, end: int, *, bounded: bool) -> bool:
        """Whether an unknown noun follows a name that describes it: "United Nations libraries"."""
        if self.said.words.heads_first or not (bounded or not self.said.language.spaced):
            return False
        rest = content[start:end].lstrip(f"{SPARE}(")
        return bool(rest) and not self.said.breaks.match(rest)

    def _names_longer(self, content: str, end: int, stop: int, here: Sequence[Named], is_name: IsName) -> bool:
        """Whether the name of a State is the beginning of another name: "Libya Sanctions Committee"."""
        first = content[end:stop].split(" ", 2)[1:2] if content[end : end + 1] == " " else []
        known = any(n.start == end + 1 for n in here)
        return bool(first) and not known and is_name(end + 1, end + 1 + len(first[0]))

    def _names_further(self, content: str, start: int, end: int) -> bool:
        """Whether a part of a list says more of the one before: "стороны, вовлеченные в конфликт, и всех"."""
        return bool(self.said.which.match(content, start, end)) or self._describes(content[start:end])

    def _describes(self, wording: str, *, alone: bool = False) -> bool:
        """Whether an adjective with a preposition after it begins the words: "вовлеченные в конфликт"; nothing but
        these if they are to stand `alone`.
        """
        if not (endings := self.said.words.before_endings):
            return False
        rest = self.said.before.sub(" ", wording).split(None, 2)
        if not 1 < len(rest) < (3 if alone else 4) or self.said.which.match(wording):
            return False
        return rest[0].endswith(endings) and self.said.breaks.fullmatch(rest[1]) is not None

    def items(self, content: str, start: int, end: int, joints: Iterable[re.Match[str]]) -> Iterator[Item]:
        """The parts of a list between these joints; joints outside of it do not count."""
        inside = [m for m in joints if start <= m.start() and m.end() <= end]
        example = False
        for stop, after, shows in (
            *((m.start(), m.end(), self.said.examples.fullmatch(m[0])) for m in inside),
            (end, end, None),
        ):
            wording = content[start:stop]
            if wording.strip(SPARE):
                yield Item(stop - len(wording.lstrip(SPARE)), start + len(wording.rstrip(SPARE)), example)
                example = False
            start, example = after, example or bool(shows)


@cache
def _common() -> frozenset[str]:
    """The keys of kinds of those who can be asked, which are no names of their own."""
    return frozenset(entity.key for entity in entities().entities)


def _alike(one: str, other: str) -> bool:
    """Whether two words end as adjectives of one name do: in three letters, or in two where they begin alike as well,
    with an article ("الدولية", "الإقليمية").
    """
    return one[-3:] == other[-3:] or (one[-2:] == other[-2:] and one[:2] == other[:2])


def state_of(first: str, second: str) -> str:
    """The key of a State of which an organ that acts for it is named before or after it; empty for other names."""
    organs = entities().state_organs
    for organ, state in ((first, second), (second, first)):
        if organ in organs and state in states():
            return state
    return ""


def _whole(first: str, second: str) -> str:
    """The key of organizations with the system that has them, whichever is named first; empty for other names."""
    listed = entities()
    systems = [key for key in (first, second) if key in listed.systems]
    if not systems or listed.bodies not in (first, second):
        return ""
    return listed.whole if systems[0] == listed.organization else systems[0]
