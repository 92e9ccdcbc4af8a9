"""Who is asked: the names that follow the verb of a clause, up to what they are asked.

The words between the verb and what is asked ("to report …") are a list of names.  A part of the list counts if a name
that is known stands at its head: with nothing before it but articles and adjectives.  What begins with a preposition
("in consultation with Member States") is said of how, not of who, and ends the list.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache

from akn.clauses.parts import Asked, Named, Owners, Part, among, kinds, shared
from akn.clauses.shape import Words, entities, quoted, words
from akn.data import did_you_mean
from akn.errors import DataError
from akn.inline.lexicon import NameList, contracted, tokens, trie
from akn.languages.shape import Language, forms
from akn.languages.view import plain, views
from akn.patterns import lazy_pattern
from akn.vocabulary import entities as marked

# characters, at most: of a list of those who are asked; between two names that are one ("organizations of the United
# Nations"); of a joint and its blanks; between a clause and its name; before a name in a script without spaces
_LONGEST, _NEAR, _LONGEST_JOINT, _SHORT, _ADJECTIVES = 600, 60, 40, 8, 16
_STOP = lazy_pattern(r"[:;.؛。；：](?:(?<=[؛。；：])|\s|$)")  # begins with one set of signs: faster


def _inside(m: re.Match[str], others: Iterable[re.Match[str]]) -> bool:
    return any(o.start() <= m.start() and m.end() <= o.end() for o in others)


def _in_name(m: re.Match[str], named: Iterable[Named]) -> bool:
    """Whether a match stands in a name, not at its start; of names in order no more are looked for than needed."""
    for n in named:
        if n.start >= m.start():
            break
        if m.start() < m.end() <= n.end:
            return True
    return False


class Names:
    """The names of one language, and the patterns of its words; made once (`names`)."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self.words: Words = words(language.code)
        code = language.code
        contractions = marked().contractions.get(code, {})
        table: dict[str, str] = {}
        listed = [(e.eid, e.names.get(code, "")) for e in marked().entities]
        listed += [(e.key, e.names.get(code, "")) for e in entities().entities]
        listed += self.words.names.items()
        if unknown := self.words.names.keys() - kinds():
            meant = did_you_mean(min(unknown), kinds())
            raise DataError(f"clauses/{code}.toml: names.{min(unknown)} is no key of akn/clauses/entities.toml{meant}")
        for key, written in listed:
            for name in views(language, contracted(forms(written), contractions)):
                table.setdefault(name, key)
        self.general = {g: self.any_of(f for f, key in table.items() if key == g) for g in entities().general}
        glued = sorted({plain(language, p) for p in language.citations.prefixes}, key=lambda p: (len(p), p))
        before = rf"(?<!\w)(?:{'|'.join(map(re.escape, glued))})??" if glued else r"(?<![\w-])"
        if not language.spaced:
            before = ""
        after = r"(?!\w)" if language.spaced else ""
        self._listed = NameList(table, f"{before}(", f"){after}")
        joints = self.any_of((*self.words.joints, *self.words.examples, *self.words.insertions)).pattern
        glued_joints = [rf"(?<!\w){re.escape(plain(language, j))}(?=\w)" for j in self.words.glued_joints]
        self.joints = re.compile("|".join([joints, *glued_joints]))
        self.joint_end = re.compile(f"(?:{self.any_of(self.words.joints).pattern}) *$")
        self.before = self.any_of(self.words.before)
        self.between = self.any_of(self.words.between)
        self.wide = re.compile(f"(?:{self.between.pattern})+")
        self.beside = self.any_of(self.words.beside)
        self.breaks = self.any_of(self.words.breaks, beside="-")
        self.examples = self.any_of(self.words.examples)
        self.doers = self.any_of(self.words.doers)
        self.own = self.any_of(self.words.own)
        self.before_verb = re.compile(f"(?:{self.any_of(self.words.before_verb).pattern}) *$")
        self.relatives = self.any_of(self.words.relatives)
        self.which = self.any_of(self.words.which)
        gap = f"(?:{self.between.pattern})*" if language.spaced else f"[^ ,、]{{,{_SHORT}}}"
        self.described = re.compile(f"(?:{self.any_of(self.words.relative_ends).pattern}){gap}$")
        self.others = self.any_of(self.words.others)
        self.pronouns = self.any_of(self.words.pronouns)
        self.latter = self.any_of(self.words.latter)
        self.asides = self.any_of(self.words.asides)
        self.titles = quoted(language)
        organizations = self.any_of(form for form, key in table.items() if key == entities().bodies)
        vague = self.any_of((*self.words.vague, *self.words.before))
        self.owners = Owners(organizations, vague, self.others, self.words.verb_pronouns)
        self.asks = self._asks()
        # a slot is no word: letters of it that other scripts share stay as they are
        leads = [
            r"\w+".join(re.escape(plain(language, p)) for p in w.strip().split("{verb}")) for w in self.words.leads
        ]
        leads.sort(key=lambda lead: -len(lead))
        clause_leads = self.any_of(self.words.clause_leads)
        self.clause_leads = re.compile(f"(?:{clause_leads.pattern}) ?$")
        self.leads = re.compile(rf"(?:[ ,،]*(?:{'|'.join(leads)}){after}[ ,،]*)+" if leads else "(?!)")

    def any_of(self, pieces: Iterable[str], beside: str = "") -> re.Pattern[str]:
        """A pattern of whole words, the longest first, made so that each letter is looked at once; none of the signs
        `beside` stands next to them.
        """
        shown = [plain(self.language, p).strip() for p in pieces]
        if not shown:
            return re.compile("(?!)")
        edges = (rf"(?<![\w{beside}])", rf"(?![\w{beside}])") if self.language.spaced else ("", "")
        signs = [re.escape(p) for p in shown if not re.search(r"\w", p)]
        wording = [tokens(p) for p in shown if re.search(r"\w", p)]
        return re.compile("|".join([*signs, *([f"{edges[0]}{trie(wording)}{edges[1]}"] if wording else [])]))

    def _bounded(self, source: str) -> str:
        """A piece as a whole word, where the language has words and the piece ends in letters."""
        if not self.language.spaced:
            return source
        first = r"(?<!\w)" if re.match(r"\w", source) else ""
        last = r"(?!\w)" if re.search(r"\w$", source) else ""
        return first + source + last

    def _asks(self) -> re.Pattern[str]:
        """A pattern of what begins the words that are asked; it ends before them."""
        w = self.words

        def shown(piece: str) -> str:
            return re.escape(plain(self.language, piece).strip())

        not_these = "|".join(map(shown, w.no_verbs))
        clitics = "|".join(map(shown, sorted(w.clitics, key=lambda p: -len(p))))
        verb = (rf"(?!(?:{not_these})(?!\w))" if not_these else "") + (rf"(?:(?:{clitics}) ?)*" if clitics else "")
        verb += rf"\w+?(?:{'|'.join(map(shown, w.verb_endings))})(?!\w)"
        ways = []
        for template in w.asks:
            before, slot, _ = template.partition("{verb}")
            lead = self._bounded(shown(before)) if before.strip() else ""
            space = " ?" if before and not before.endswith(" ") else " "
            ways.append(f"{lead}{space if lead else ''}(?={verb})" if slot else lead)
        return re.compile("|".join(ways)) if ways else re.compile("(?!)")

    def find(self, content: str, start: int, end: int) -> Iterator[Named]:
        """The names between two offsets of a view, in order."""
        for m in self._listed.pattern.finditer(content, start, end):
            yield Named(m.start(1), m.end(1), self._listed.value(m[1]), m.start())

    def first(self, content: str) -> Named | None:
        """The first name in a view, as the list of those who are asked reads it."""
        named = list(itertools.islice(self.find(content, 0, len(content)), 3))
        if not named:
            return None
        key, end = self._head(content, named)
        return Named(named[0].start, max(end, named[0].end), key, named[0].outer)

    def said_before(self, content: str, key: str) -> Named | None:
        """The last name in a view that a general one stands for: of "the Office" that of the High Commissioner."""
        if key not in self.general:
            return None
        word = self.general[key]
        found = [
            n for n in self.find(content, 0, len(content)) if n.key != key and word.search(content[n.start : n.end])
        ]
        return found[-1] if found else None

    def asked(self, content: str, is_name: Callable[[int, int], bool]) -> Asked:
        """Who is asked by a view of the words after a verb.

        `is_name` says whether a stretch of the view is printed as a name is: with a capital letter.
        """
        stop = _STOP.search(content)
        limit = min(stop.start() if stop else len(content), _LONGEST)
        titles = [m.span() for m in self.titles.finditer(content, 0, limit)]

        def names_to(end: int) -> Iterator[Named]:
            return (n for n in self.find(content, 0, end) if not any(a <= n.start < b for a, b in titles))

        begin = self._begin(content, limit, names_to(limit))
        asides = [m.span() for m in self.asides.finditer(content, 0, limit)]
        joints = list(self.joints.finditer(content, 0, limit))
        masks = asides + [m.span() for m in joints]  # "ainsi que" begins no words of asking
        # "that the Council act to keep the peace": what is asked follows the names at once
        at_once = self.clause_leads.search(content, 0, begin)
        asks = (
            m
            for m in (() if at_once else self.asks.finditer(content, begin, limit))
            if content[begin : m.start()].strip(" ,،")
            and not any(a <= m.start() < m.end() <= b + 1 for a, b in masks)
            and not _in_name(m, names_to(limit))  # "Independence to Peoples"
        )
        ask = next(asks, None)
        end = ask.start() if ask else limit
        named = list(names_to(end))
        with_others = next((m for m in self.beside.finditer(content, begin, end) if not _inside(m, joints)), None)
        if with_others and any(begin <= n.start < with_others.start() for n in named):
            end = with_others.start()
        bounded = ask is not None
        if not (bounded or at_once) and limit < _LONGEST and self.words.asks:
            # what is asked stands after another verb ("calls upon States, and encourages banks, to ...") or in points
            rest = content[:limit].rstrip()[-_LONGEST_JOINT:]
            bounded = content[limit : limit + 1] == ":" or bool(self.joint_end.search(rest))
        shown = is_name if self.words.capitals else None
        masks = [*asides, *titles, *((n.start, n.end) for n in named)]
        joints = [m for m in joints if m.end() <= end and not any(a < m.end() and m.start() < b for a, b in masks)]
        parts = tuple(self._parts(content, self._items(content, begin, end, joints), named, shown, bounded=bounded))
        parts = shared(parts)
        comma = content.find(",", begin, end)
        doer = None if parts else self._doer(content, begin, comma if comma > 0 else end)
        if doer:  # "calls for further efforts by all States"
            parts = tuple(
                self._parts(content, self._items(content, doer.end(), end, joints), named, shown, bounded=False)
            )
        if doer or not parts:  # what is asked stands before those who do it; nobody is asked
            return Asked(parts, 0, ask.end() if ask else 0)
        return Asked(parts, ask.end() if ask else parts[-1].end)

    def _doer(self, content: str, start: int, end: int) -> re.Match[str] | None:
        """What stands before those who do what is asked for; not before those who did something already."""
        for m in self.doers.finditer(content, start, end):
            if " " in m[0] or not content[: m.start()].rstrip().endswith(self.words.participles):
                return m
        return None

    def _parts(
        self,
        content: str,
        items: Iterable[tuple[int, int, bool]],
        named: list[Named],
        is_name: Callable[[int, int], bool] | None,
        *,
        bounded: bool,
    ) -> Iterator[Part]:
        before = -1
        last_key, system = "", False
        spaced, listed = self.language.spaced, entities()
        for start, stop, example in items:
            here = [n for n in named if start <= n.start and n.end <= stop]
            pronoun = None if self.others.match(content, start) else self.pronouns.match(content, start)
            if pronoun and not here and (bounded or not spaced or pronoun.end() == stop):
                yield Part(start, pronoun.end(), "", pronoun=True)
                if not bounded and pronoun.end() < stop:
                    return
                continue
            if bounded and not here and before < 0 and self._names_further(content, start, stop):
                continue
            if not self._stands_alone(content, start, here[0].outer if here else stop, named=bool(here)):
                return
            if here:
                key, following = self._head(content, here)
                if key == listed.organization and self._names_more(content, following, stop, bounded=bounded):
                    if not bounded:
                        return
                    key = ""
                if len(here) > 1 and here[0].key in listed.systems and not spaced:
                    system = True  # it describes the names that follow as well: "and other organizations"
                elif system and key == listed.bodies and (other := self.others.match(content, start)):
                    key = key if self.between.sub("", content[other.end() : here[0].start]) else listed.whole
                if example and last_key:
                    key = among(key, last_key)
                last_key = key
                last = stop if bounded else following
                begin = start if before < 0 or self.words.heads_first else before
                yield self.owners.part(content, begin, here, following, last, key)
                before = -1
                if not bounded and self.owners.vague.sub("", content[following:stop]).strip():
                    return
            elif bounded and is_name and is_name(start, stop):
                yield Part(start if before < 0 else before, stop, "")
                before = -1
            elif bounded or (not self.language.spaced and stop - start <= _ADJECTIVES):
                before = start if before < 0 else before
            else:
                return

    def _head(self, content: str, named: list[Named]) -> tuple[str, int]:
        """Whose name the first of several in one part of a list is, and where it ends: organizations of the United
        Nations are its system; where what describes stands first, the last of names that stand together counts.
        """
        first, listed = named[0], entities()
        if len(named) < 2:
            return first.key, first.end
        second, keys = named[1], [n.key for n in named[:2]]
        systems = [key for key in keys if key in listed.systems]
        gap = content[first.end : second.outer]
        if self.language.spaced:
            system = len(gap) <= _NEAR
            describes = system and first.key == listed.organization and not self.breaks.search(gap)
        else:
            acts = not gap and second.key in self.words.verbal and first.key not in listed.systems
            owns = second.key in listed.owned.get(first.key, ()) and len(gap) <= _ADJECTIVES
            system = describes = (
                not self.breaks.search(gap) if owns else not acts and not self.between.sub("", gap).strip()
            )
        if system and systems and listed.bodies in keys:
            key = listed.whole if systems[0] == listed.organization else systems[0]
            return key, first.end if self.language.spaced else second.end
        if describes and not self.words.heads_first:
            return (second.key, second.end) if self.language.spaced else self._head(content, named[1:])
        return first.key, first.end

    def _stands_alone(self, content: str, start: int, end: int, *, named: bool) -> bool:
        """Whether nothing stands before a name that makes it part of something else."""
        wording = self.titles.sub("", content[start:end])
        rest = self.before.sub(" ", wording).split() if self.words.before else []
        endings = self.words.before_endings
        if self._describes(wording) or (self.relatives.match(wording) and self.described.search(wording)):
            return named  # "соседние с Чадом государства", "有能力的国家"
        if self.breaks.search(wording) or (not self.language.spaced and len(wording) > _ADJECTIVES):
            return False
        return not named or not self.words.before or all(word.endswith(endings) for word in rest)

    def _names_more(self, content: str, start: int, end: int, *, bounded: bool) -> bool:
        """Whether an unknown noun follows a name that describes it: "United Nations libraries"."""
        if self.words.heads_first or not (bounded or not self.language.spaced):
            return False
        rest = content[start:end].lstrip(" ,(")
        return bool(rest) and not self.breaks.match(rest)

    def _names_further(self, content: str, start: int, end: int) -> bool:
        """Whether a part of a list says more of the one before: "стороны, вовлеченные в конфликт, и всех"."""
        return bool(self.which.match(content, start, end)) or self._describes(content[start:end])

    def _describes(self, wording: str) -> bool:
        """Whether an adjective with a preposition after it begins the words: "вовлеченные в конфликт"."""
        rest = self.before.sub(" ", wording).split(None, 2)
        endings = self.words.before_endings
        return bool(endings and len(rest) > 1 and rest[0].endswith(endings) and self.breaks.fullmatch(rest[1]))

    def _described(self, content: str, named: Iterable[Named]) -> int:
        """Where the first name begins that a clause before it describes, 0 if the words begin with no such clause."""
        wide = self.wide.match(content)
        if self.relatives.match(content, wide.end() if wide else 0):
            for n in named:
                if "," in content[: n.start]:
                    break
                if self.described.search(content[: n.start]) and not content.startswith(
                    self.words.relative_ends, n.end
                ):
                    return n.start
        return 0

    def _begin(self, content: str, limit: int, named: Iterable[Named]) -> int:
        """Where the list begins: after what leads to it, what is inserted before it, and a clause that describes."""
        lead = self.leads.match(content, 0, limit)
        begin = lead.end() if lead else 0
        if begin and content[:begin].rstrip().endswith(",") and self.breaks.match(content, begin):
            return self._after_insertion(content, begin, named)  # "que, dans le cadre de leurs efforts, les États"
        if begin and not self.words.heads_first and self.breaks.match(content, begin):
            organs = (n for n in named if n.start > begin and kinds().get(n.key) != "UN organs")
            first = next(organs, None)
            if first and self.beside.search(content, begin, first.start):
                first = next((n for n in organs if n.key not in entities().systems), first)
            if first and "," not in content[begin : first.start]:
                return first.start  # "чтобы в рамках подготовки государства …"
        return begin or self._described(content, named)

    def _after_insertion(self, content: str, begin: int, named: Iterable[Named]) -> int:
        """Where the first name stands alone after a comma, else `begin`."""
        for n in named:
            comma = content.rfind(",", begin, n.start)
            if comma > 0 and self._stands_alone(content, comma + 1, n.outer, named=True):
                return comma + 1
        return begin

    def _items(
        self, content: str, start: int, end: int, joints: Iterable[re.Match[str]]
    ) -> Iterator[tuple[int, int, bool]]:
        """The parts of a list, without what stands between them, and whether they are examples of those before."""
        inside = [m for m in joints if start <= m.start() and m.end() <= end]
        example = False
        for stop, after, shows in (
            *((m.start(), m.end(), self.examples.fullmatch(m[0])) for m in inside),
            (end, end, None),
        ):
            wording = content[start:stop]
            if wording.strip(" ,"):
                yield stop - len(wording.lstrip(" ,")), start + len(wording.rstrip(" ,")), example
                example = False
            start, example = after, example or bool(shows)


@cache
def names(language: Language) -> Names:
    """The names of a language."""
    return Names(language)
