"""Pages that know each other: versions of one work in several languages, citations from page to page, an index.

Two steps: `see` reads one input, where many are read in a process of its own; `Site` then knows all of them and gives
their pages one by one.
"""

from __future__ import annotations

import os
import posixpath
import re
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import groupby
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from msgspec import Struct
from msgspec.structs import replace

from akn.bodies import named_in, organ
from akn.checking import Checked
from akn.citing import Occurrence, occurrences
from akn.compare.concord import Concordance, concord, work_of
from akn.compare.succession import series_of
from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Document, Metadata, Operative, Preambular
from akn.errors import NotText
from akn.languages import codes, load, usual
from akn.patterns import lazy_pattern
from akn.punctuation import ENDS
from akn.remarks import in_lines
from akn.text import Kind, Mark, Text
from akn.walk import Place, units, walk
from akn.xml import uri
from akn.xml.eids import identify
from converters.batch.plan import Found
from converters.batch.task import WORKS, Works, fault, identity_of, names_of, take_held, work_held
from converters.compare.concordances import mark_of, places_of
from converters.conversion import Look, Status, look, looks, worst
from converters.files import stem_of
from converters.links import Identity, Links, Siblings, nowhere
from converters.options import Options
from converters.sources import corrections_file, read_corrections
from converters.view import render, words
from converters.view.body import summary
from converters.view.inline import Inliner
from converters.view.page import Version, heading_of, language_of, name_of, remarks, symbol_of, title_of, write_page
from converters.view.places import spoken
from converters.view.remarking import remark
from converters.view.source import NO_SOURCE, Source, shown
from converters.view.wording import as_set, own_name
from converters.view.years import EarlierText, earlier_texts

if TYPE_CHECKING:
    from markupsafe import Markup

    from akn.compare.findings import Finding
    from akn.compare.values import Span
    from akn.walk import Unit

INDEX = "index"
VERSIONS = "versions"


class SiteInput(Struct, frozen=True):
    """One input as it was read: its name, the place of its page (without suffix), and what was made of it.

    `key` tells the reading from others of a site that keeps what it read.  `citations` are those of the document with
    what a register says of them, where one was asked (`Options.register`), `before` the texts that it knows this one
    to follow.  `works` are those of a volume, each with a page of its own; the volume itself has none.  `cited` is what
    it cites and where (`akn.citing.occurrences`), where that was asked while it was known: found anew it costs as much
    as recognising all its texts.
    """

    source: str
    stem: str
    document: Document = Document()
    diagnostics: tuple[Diagnostic, ...] = ()
    status: Status = Status.FAILED
    shown: Source = NO_SOURCE
    is_text: bool = True
    key: str = ""
    citations: tuple[Checked, ...] = ()
    works: tuple[SiteInput, ...] = ()
    before: tuple[EarlierText, ...] = ()
    cited: tuple[Occurrence, ...] | None = None

    @property
    def work(self) -> str:
        """The work and its language, by which the same is found twice (`converters.batch.task.work_held`)."""
        return work_held(self.document.metadata)

    @property
    def identity(self) -> tuple[str, ...]:
        """The same without its date (`converters.batch.task.identity_of`); of a volume that of all its works."""
        if self.works:
            return tuple(one.work or one.stem for one in self.works)
        return identity_of(self.document.metadata)


class NoticedIn(Struct, frozen=True):
    """What is to be looked at in a version of a work: the list of its remarks (`href`), how many warn and how many only
    note something, and the first words of those that weigh most (not more than two), each with whether they are in the
    language of the index.
    """

    version: Version
    href: str
    warnings: int
    notes: int
    first: tuple[tuple[str, bool], ...]


def _lead(message: str) -> str:
    """The first words of a remark, without a clause that they would cut, but for words that it quotes.

    >>> _lead("the dates of 2 documents are not known: the addresses of the links to them say that it is not known")
    'the dates of 2 documents are not known'
    >>> _lead(f"a paragraph without a number stands among numbered ones: “{'The light burns at night ' * 4}”")
    'a paragraph without a number stands among numbered ones: “The light burns at night The…'
    """
    return _CUT.sub("", summary(message))


def noticed_in(
    version: Version, found: Sequence[Diagnostic], language: str = "", told: Collection[str] = ()
) -> NoticedIn | None:
    """What an index in a language says of the remarks of a version; None if there is none.  Of codes that are `told` of
    another version already it has no words.
    """
    if not found:
        return None
    notes = [d for d in found if d.severity == "info"]
    weighed = [d for d in found if d.severity != "info"] or notes
    said = (remark(d, language or usual()) for d in weighed if d.code.code not in told)
    first = tuple(dict.fromkeys((_lead(one.message), one.own) for one in said))[:_FIRST]
    return NoticedIn(version, f"{version.href}#view-doubts", len(found) - len(notes), len(notes), first)


# in the remarks of 22 of 1,165 published Word files and of 33 of their PDF files (63 remarks)
_CUT = lazy_pattern(r"\s?[:;：；؛][^:;：；؛“”«»„「」]*…$")
_FIRST = 2  # remarks that an index quotes: a row stays as high as its title


class IndexedWork(Struct, frozen=True):
    """A work in the index: its versions, and what the filters ask for; `noticed` are the remarks of its versions,
    `files` are named where nothing else distinguishes it from others, `tag` says that it is a draft, `rivals` that
    others say they are the same text; `differences` counts those between its languages, `apart` names the first;
    `looked_at` remarks and `compared_at` differences were ticked off; `waits` is told where languages are not compared
    yet, or have no difference; `begins` are the first words of what has no title but its number; another file says now
    what is `aside`.
    """

    symbol: str
    title: str
    code: str
    direction: str
    date: str
    body: str
    versions: tuple[Version, ...]
    noticed: tuple[NoticedIn, ...]
    beside: str = ""
    same_as: str = ""
    session: str = ""
    states: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    tag: str = ""
    rivals: str = ""
    differences: int = 0
    apart: str = ""
    looked_at: int = 0
    compared_at: int = 0
    waits: str = ""
    begins: str = ""
    aside: bool = False

    @property
    def again(self) -> bool:
        """Whether the text is listed before: in another file with the same words, or with others that count."""
        return bool(self.same_as) or self.aside

    @property
    def is_english(self) -> bool:
        """True if a remark is told in English where the index is in another language."""
        return any(not own for one in self.noticed for _, own in one.first)

    @property
    def remarks(self) -> int:
        """How many remarks there are."""
        return sum(one.warnings + one.notes for one in self.noticed)


def see(
    found: Found, options: Options, *, source: str = "text", apart: bool = False, citing: bool = False
) -> SiteInput:
    """Read one input; never raises: what befalls it is a diagnostic of it, with `status` FAILED.

    `source` tells what is shown of it: pictures (of PDF), pages (of PDF, their pictures left out), text or none.  With
    `apart` the works of a volume are read each by itself, with `citing` what a document cites comes along.
    """
    if found.refused:
        return SiteInput(found.source, found.stem, diagnostics=(found.refused,))
    try:
        data = take_held(found)
        if not corrections_file(options.corrections).path:
            options = replace(options, corrections=read_corrections(found.source, beside=True))
        held = looks(data, found.source, options) if apart else [look(data, found.source, options)]
        names = names_of((seen.number, seen.document) for seen in held)
        stems = [works_stem(found, name) for name in names] if len(held) > 1 else [found.stem]
        made = [_one(seen, found, stem, data, options, source) for seen, stem in zip(held, stems, strict=True)]
        if citing:
            made = [
                replace(one, cited=occurrences(one.document, outline=seen.outline))
                for one, seen in zip(made, held, strict=True)
            ]
    except Exception as error:
        told = (fault(error, found.source),)
        return SiteInput(found.source, found.stem, diagnostics=told, is_text=not isinstance(error, NotText))
    return made[0] if len(made) == 1 else volume_of(found, made)


def works_stem(found: Found, name: str) -> str:
    """The place of the page of a work of a volume, without suffix: that of its output (`converters.batch.task`)."""
    suffix = found.source[len(stem_of(found.source)) :]
    return f"{found.stem}{suffix}{WORKS}/{name}"


def volume_of(found: Found, works: Sequence[SiteInput]) -> SiteInput:
    """A volume as one input: its works, and what is to be said of all of them."""
    noticed = in_lines(d for one in works for d in one.diagnostics)
    return SiteInput(
        found.source, found.stem, Document(), noticed, worst(one.status for one in works), works=tuple(works)
    )


def single(read: Iterable[SiteInput]) -> list[SiteInput]:
    """What has a page of its own, in the order of the names of the inputs: of a volume each of its works."""
    return [work for one in sorted(read, key=lambda one: one.source) for work in one.works or (one,)]


def parted(read: Iterable[SiteInput]) -> dict[str, Diagnostic]:
    """The volumes that were taken apart, each with the diagnostic that it is left out.

    Beside each lies a folder (`converters.batch.task.WORKS`) with each of its works, which are inputs too: by the
    identity of the work or by the name that it is written under.  Whatever else lies there changes nothing.
    """
    held: dict[str, set[Hashable]] = {}  # by folder, what its files are called and what they hold
    works: dict[str, list[set[Hashable]]] = {}
    for one in read:
        if one.status.there:
            names = {os.path.basename(stem_of(one.source)), *_known_as(one.document.metadata)}
            held.setdefault(os.path.dirname(one.source), set()).update(names)
            works.setdefault(one.source, []).extend(_works_of(one))
    return {
        source: Code.VOLUME_APART.at(Position(source=source), folder=os.path.basename(source + WORKS))
        for source, found in works.items()
        if len(found) > 1 and all(not held.get(source + WORKS, set()).isdisjoint(names) for names in found)
    }


def without_parted(chosen: Iterable[tuple[SiteInput, Diagnostic | None]]) -> list[tuple[SiteInput, Diagnostic | None]]:
    """Inputs as `converters.batch.rivals.sole` gives them, each with why it is left out (None for one that is taken):
    the volumes that were taken apart (`parted`) are left out as well.
    """
    found = list(chosen)
    apart = parted(one for one, _ in found)
    return [(one, left_out or apart.get(one.source)) for one, left_out in found]


def _works_of(one: SiteInput) -> Iterator[set[Hashable]]:
    """By what each work is known of an input that was read as a volume, as one of its works, or as a collection."""
    if one.document.parts and not one.works:
        # what stands between works is a part without a number
        parts = [part for part in one.document.parts if part.metadata.number_iri or part.metadata.kind != "document"]
        symbols = (next(iter(part.metadata.symbols), part.metadata.number) for part in parts)
        for name, part in zip(names_of((symbol, None) for symbol in symbols), parts, strict=True):
            yield {name, *_known_as(part.metadata)}
        return
    for work in one.works or (one,):
        yield {os.path.basename(work.stem), *_known_as(work.document.metadata)}


def _known_as(metadata: Metadata) -> tuple[Hashable, ...]:
    identity = identity_of(metadata)
    return (identity,) if identity else ()


def _one(seen: Look, found: Found, stem: str, data: bytes, options: Options, source: str) -> SiteInput:
    """A document that was read, with what is shown of its source."""
    beside = shown(seen, data, found.source, options, source)
    return SiteInput(
        found.source,
        stem,
        seen.document,
        seen.diagnostics,
        seen.status,
        beside,
        citations=seen.citations,
        before=earlier_texts(options.register, seen.document),
    )


class Site:
    """The pages of several inputs; `pages` gives them with their names, the index last.

    `left` says of files why they are not among the inputs, as the index does; `same` are warnings of inputs that hold
    the same work in the same language.
    """

    def __init__(self, seen: Sequence[SiteInput], links: str = "docs", left: Sequence[Diagnostic] = ()) -> None:
        self._all = [one for one in seen if one.status.there]
        self._failed = [one for one in seen if not one.status.there]
        self._links = links
        self._left = left
        works = Works()
        for one in self._all:
            works.add(one.source, one.work)
        self.same = works.diagnostics()
        # another work of the same volume is not there twice with it
        told = [(d.position.source, dict(d.details)) for d in self.same]
        self._first = {(source, said["work"]): said["first"] for source, said in told}
        self._taken = {INDEX}
        self._known: dict[int, frozenset[str]] = {}  # the eIds of documents that others point into
        self.names = [self._name(one.stem, one.source) for one in self._all]
        self._works = self._grouped()
        self._group = {i: group for group in self._works for i in group}
        self._beside = {
            group[0]: self._name(f"{VERSIONS}/{plain(self._all[group[0]].document)}", "")
            for group in self._works
            if len(group) > 1
        }

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """The pages of the inputs, those with versions side by side, and the index."""
        for i in range(len(self._all)):
            yield self.names[i], self._page(i)
        for first, name in self._beside.items():
            yield name, self._side_by_side(self._group[first], name)
        yield f"{INDEX}.html", self._index()

    @property
    def made_of(self) -> dict[str, str]:
        """The inputs that pages are made of, by the names of the pages."""
        return {name: one.source for name, one in zip(self.names, self._all, strict=True)}

    @property
    def files(self) -> list[str]:
        """The names of all pages."""
        return [*self.names, *self._beside.values(), f"{INDEX}.html"]

    # names and groups

    def _name(self, stem: str, source: str) -> str:
        """A name of a page that no other page has, whatever the file system makes of capitals."""
        stem = stem.replace(os.sep, "/") or "page"
        choices = [stem, stem + os.path.splitext(source)[1]]
        n = 2
        while choices[0].casefold() in self._taken:
            choices.pop(0)
            if not choices:
                choices.append(f"{stem}-{n}")
                n += 1
        self._taken.add(choices[0].casefold())
        return f"{choices[0]}.html"

    def _grouped(self) -> list[list[int]]:
        """The works, each the indexes of its versions in the order of their languages; a second one in a language is
        a work by itself, and so is what has no number."""
        groups: dict[tuple[str, ...], dict[str, int]] = {}
        for i, one in enumerate(self._all):
            work = work_of(one.document)
            key = work if all(work) else (*work, str(i))
            if one.document.metadata.language in groups.setdefault(key, {}):
                key = (*work, str(i))
            groups.setdefault(key, {})[one.document.metadata.language] = i
        return [[group[code] for code in sorted(group)] for group in groups.values()]

    @cached_property
    def _by_identity(self) -> Mapping[Identity, Mapping[str, int]]:
        found: dict[Identity, dict[str, int]] = {}
        for i, one in enumerate(self._all):
            metadata = one.document.metadata
            identity = uri.work_of(metadata, collection=bool(one.document.parts)).identity
            found.setdefault(identity, {}).setdefault(metadata.language, i)
        return found

    def _ids(self, i: int) -> frozenset[str]:
        if i not in self._known:
            self._known[i] = frozenset(identify(self._all[i].document).eids.values())
        return self._known[i]

    # pages

    def _page(self, i: int) -> bytes:
        one, name = self._all[i], self.names[i]
        group = self._group[i]
        beside = self._beside.get(group[0], "")
        return write_page(
            one.document,
            links=self._links,
            siblings=self._siblings(name, one.document.metadata.language),
            diagnostics=one.diagnostics,
            citations=one.citations,
            source=one.shown,
            versions=self._versions(group, name, i) if len(group) > 1 else (),
            up=way(name, f"{INDEX}.html"),
            beside=way(name, beside) if beside else "",
            before=self._texts_before(i),
        )

    @cached_property
    def _single(self) -> list[int]:
        """The inputs but for those that are there twice."""
        return [i for i in range(len(self._all)) if not self._same_as(i)]

    def _same_as(self, i: int) -> str:
        """The first input that holds the work of another one in its language; empty of that first one."""
        return self._first.get((self._all[i].source, self._all[i].work), "")

    @cached_property
    def series(self) -> list[list[int]]:
        """The series of two texts or more, by language, each oldest first; of texts that are there twice the first."""
        found: list[list[int]] = []
        for language in sorted({self._all[i].document.metadata.language for i in self._single}):
            here = [i for i in self._single if self._all[i].document.metadata.language == language]
            groups = series_of([self._all[i].document for i in here])
            found += [[here[k] for k in group] for group in groups if len(group) > 1]
        return found

    def _texts_before(self, i: int) -> Sequence[EarlierText]:
        """The texts that one follows, oldest first: those of the site, else those that a library has."""
        those = next((group for group in self.series if i in group), [])
        earlier = those[: those.index(i)] if those else []
        if not earlier:
            return self._all[i].before
        return [
            EarlierText(
                symbol_of(self._all[k].document) or name_of(self._all[k].document),
                way(self.names[i], self.names[k]),
                units(self._all[k].document),
            )
            for k in earlier
        ]

    def _siblings(self, name: str, language: str) -> Callable[[Identity, str], str]:
        """Leads from a page to that of another work: in the same language if there is one."""

        def lead(identity: Identity, fragment: str) -> str:
            known = self._by_identity.get(identity, {})
            i = known.get(language, next(iter(known.values()), None))
            if i is None:
                return ""
            there = way(name, self.names[i])
            return f"{there}#{quote(fragment)}" if fragment and fragment in self._ids(i) else there

        return lead

    def _versions(self, group: Sequence[int], name: str, current: int = -1) -> tuple[Version, ...]:
        return tuple(self._version(i, name, current=i == current) for i in group)

    def _version(self, i: int, name: str, *, current: bool = False) -> Version:
        language = self._all[i].document.metadata.language
        code, direction = language_of(language)
        return Version(code or language, own_name(language), way(name, self.names[i]), current, direction)

    def _side_by_side(self, group: Sequence[int], name: str) -> bytes:
        documents = [self._all[i].document for i in group]
        versions = {d.metadata.language: self._version(i, name) for i, d in zip(group, documents, strict=True)}
        siblings = partial(self._siblings, name)
        return side_by_side_page(
            [concord(documents)], versions, links=self._links, siblings=siblings, up=way(name, f"{INDEX}.html")
        )

    def _index(self) -> bytes:
        entries = [self._entry(group, self._same_as(group[0])) for group in self._works]
        said = words(self._language)
        return index_page(
            entries,
            [one.document.metadata.language for one in self._all],
            failed=[
                (one.source, [f"{d.position}: {d.message} ({d.page_hint}) [{d.code.code}]" for d in one.diagnostics])
                for one in self._failed
            ],
            left=[f"{os.path.basename(d.position.source)}: {d.message} ({d.page_hint})" for d in self._left],
            more=self._index_more(said),
        )

    @cached_property
    def _language(self) -> str:
        """The language of the index: that of all texts, if they have one."""
        languages = {one.document.metadata.language for one in self._all}
        return languages.pop() if len(languages) == 1 else usual()

    def _index_more(self, said: Mapping[str, str]) -> Mapping[str, object]:
        """What the index of another kind of site has besides: values of its template."""
        return {}

    def _entry(self, group: Sequence[int], same_as: str) -> IndexedWork:
        """A work in the index, told in English where it is there in English, else in its first language."""
        told = next((i for i in group if self._all[i].document.metadata.language == usual()), group[0])
        document = self._all[told].document
        metadata = document.metadata
        code, direction = language_of(metadata.language)
        symbol = symbol_of(document)
        name = f"{INDEX}.html"
        versions = self._versions(group, name)
        noticed = [
            noticed_in(version, remarks(self._all[i].diagnostics)) for i, version in zip(group, versions, strict=True)
        ]
        return IndexedWork(
            symbol,
            heading_of(document),
            code,
            direction,
            metadata.date,
            organ_name(metadata.actor, self._language),
            versions,
            tuple(one for one in noticed if one),
            way(name, self._beside[group[0]]) if group[0] in self._beside else "",
            os.path.basename(same_as),
            session_of(document),
            tag=words(self._language)[f"status_{'draft' if metadata.is_proposed else 'undated'}"]
            if metadata.is_draft
            else "",
            begins=begins_with(document),
        )


def index_page(
    works: Sequence[IndexedWork],
    languages: Sequence[str],
    *,
    failed: Sequence[tuple[str, Sequence[str]]] = (),
    left: Sequence[str] = (),
    more: Mapping[str, object] = MappingProxyType({}),
    language: str = "",
) -> bytes:
    """The page that lists works, in the order of their symbols; in the language of all texts if they have one, or in
    `language`.

    `failed` are the names of what could not be read, with what was said of each; `left` tells what was left out; `more`
    are further values of the template: `search` the address of a search, `chart` a picture, `published` that remarks
    and what was not read are nobody's business, `differences` that those of languages are counted, `files` how many
    files the works are in.
    """
    language = language or (languages[0] if len(set(languages)) == 1 else usual())
    code, direction = language_of(language)
    works = sorted(works, key=lambda work: (not work.symbol, natural(work.symbol)))
    return render(
        "index.html",
        title=words(language)["index"],
        language=code or "en",
        direction=direction or "ltr",
        description="",
        words=words(language),
        entries=works,
        bodies=sorted({work.body for work in works if work.body}),
        sessions=sorted({work.session for work in works if work.session}, key=natural, reverse=True),
        statuses=sorted(Counter(state for work in works for state in work.states).items()),
        years=sorted({work.date[:4] for work in works if work.date}, reverse=True),
        languages=sorted({(version.code, version.name) for work in works for version in work.versions}),
        failed=failed,
        left=left,
        **{"search": "", "volume": "", "chart": None, "published": False, "differences": False, "files": 0}
        | dict(more),
    )


_NO_TITLE = (Kind.DOC_NUMBER, Kind.DOC_DATE)  # what a line of the preface says that is no title


def begins_with(document: Document) -> str:
    """The first words of a document whose title is its number alone, as those of the Security Council; empty for
    others.

    >>> from akn.document import Metadata
    >>> lamps = Preambular((Text("Noting with concern that the lamps in the north are going out,"),))
    >>> council, number = Metadata(number="2718 (2023)"), Mark(11, 22, Kind.DOC_NUMBER)
    >>> begins_with(Document(council, preface=(Text("Resolution 2718 (2023)", (number,)),), preamble=(lamps,)))
    'Noting with concern that the lamps in the north are going out'
    """
    titled = (text.of(Kind.DOC_TITLE) or not text.of(*_NO_TITLE) for text in document.preface)
    if any(titled) or not document.metadata.number:
        return ""
    reasons = (node.content for _, node in walk(document) if isinstance(node, (Preambular, Operative)))
    first = (said.content for content in reasons for said in content if isinstance(said, Text))
    return summary(next(first, "")).rstrip(ENDS)


def organ_name(actor: str, language: str) -> str:
    """What an organ is called in a language; by its label where that has no name for it, empty for no organ of ours.

    >>> organ_name("unga", "fra"), organ_name("unga", "eng"), organ_name("nobody", "fra")
    ('Assemblée générale', 'General Assembly', '')
    >>> organ_name("wha", "fra")
    'Assemblée mondiale de la Santé'
    """
    known = organ(actor)
    if known is None or language == usual() or language not in codes():
        return known.label if known else ""
    named = load(language).organs.get(actor) or named_in(language).get(actor, known.label)
    return words(language).get(f"organ_{actor}") or named.split(" | ")[0]  # no text of these languages is read by it


def session_of(document: Document) -> str:
    """The session that a document is of, as its number has it ("79" of 79/10); empty for what is numbered by years.

    >>> from akn.document import Metadata
    >>> session_of(Document(Metadata(number_iri="79-10"))), session_of(Document(Metadata(number_iri="2801")))
    ('79', '')
    """
    session, dash, _ = document.metadata.number_iri.partition("-")
    if not session.isdecimal():  # a document that is no resolution: "A-80-6"
        return document.metadata.session
    return session if dash and len(session) < 4 else ""


def natural(symbol: str) -> tuple[tuple[int, str], ...]:
    """The key that puts symbols in the order in which people count.

    >>> sorted(["A/RES/79/103", "A/RES/79/54", "A/RES/80/7"], key=natural)
    ['A/RES/79/54', 'A/RES/79/103', 'A/RES/80/7']
    """
    return tuple((int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]+)", symbol) if part)


def way(page: str, other: str) -> str:
    """The address of another page as a page has it."""
    return quote(posixpath.relpath(other, posixpath.dirname(page) or "."))


def plain(document: Document) -> str:
    """The name of a page about a work: its symbol, as the name of a file."""
    return re.sub(r"[^\w.-]+", "-", symbol_of(document)).strip("-.") or "work"


class UnitCell(Struct, frozen=True):
    """A unit in its language: its number, where it stands on its own page, its text; `text` is None if it is not
    there.  `alone` tells that the language stands alone in this row."""

    version: Version
    num: str
    href: str
    text: Markup | None
    alone: bool


class LanguageSays(Struct, frozen=True):
    """What a language says of a finding: empty if nothing is printed there; `odd` where it differs from the others."""

    version: Version
    text: str
    odd: bool


class RowRemark(Struct, frozen=True):
    """What is to be said of a row: of what kind, what each language prints in the order of the columns, what the others
    print where that is not known by language, whether it weighs little, and by what it is known from run to run.
    """

    kind: str
    says: tuple[LanguageSays, ...]
    expected: str
    slight: bool
    mark: str

    @property
    def lines(self) -> tuple[tuple[tuple[Version, ...], str, bool], ...]:
        """What is said by whom, those that say the same together: the versions, their words, whether they stand alone.
        Where nobody else says anything, that is a line as well.
        """
        said = [one for one in self.says if one.text or one.odd]
        found: dict[tuple[bool, str], list[Version]] = {}
        for one in said:
            found.setdefault((one.odd, one.text), []).append(one.version)
        silent = not self.expected and all(one.odd for one in said)
        others = tuple(one.version for one in self.says if not one.odd) if silent else ()
        return (
            *((tuple(v), text, odd) for (odd, text), v in found.items()),
            *(((others, "", False),) if others else ()),
        )


class SideBySideRow(Struct, frozen=True):
    """Units that belong together, where they stand, what they are, and what is to be said of them."""

    id: str
    name: str
    kind: str
    depth: int
    cells: tuple[UnitCell, ...]
    remarks: tuple[RowRemark, ...]


def concordance_page(concordances: Sequence[Concordance]) -> bytes:
    """The page of works in several languages, whose versions have no pages; needs the extra `view`."""
    versions = {}
    for code in sorted({code for one in concordances for code in one.languages}):
        tag, direction = language_of(code)
        versions[code] = Version(tag or code, own_name(code), "", direction=direction)
    return side_by_side_page(concordances, versions)


def side_by_side_page(
    works: Sequence[Concordance],
    versions: Mapping[str, Version],
    *,
    links: str = "docs",
    siblings: Callable[[str], Siblings] = lambda _language: nowhere,
    up: str = "",
    language: str = "",
) -> bytes:
    """The page of works in all their languages, a column each, with what they say differently.

    `links` and, for texts in a language, `siblings` tell where citations lead (`converters.links.Links`).
    `versions` are by language, `language` is that of the reader (ISO 639-2/T): without one the page is in English where
    that is among the versions, else in the first of them.  `up` is the address of an index.
    """
    columns = _columns(works, versions)
    language = language or (usual() if usual() in columns else next(iter(columns)))
    code, direction = language_of(language)
    said = words(language)
    alone = len(works) == 1
    ways = {code: Links(links, version.code, siblings(code)) for code, version in columns.items()}
    told = [(_name(one), _rows(one, columns, ways, "" if alone else f"w{n}-", said)) for n, one in enumerate(works)]
    symbol, title = _called(works[0], language) if alone else (said["concord"], said["concord"])
    holes = [hole for one, (name, rows) in zip(works, told, strict=True) for hole in _holes(one, name, rows, columns)]
    weights = [finding.severity for one in works for finding in one.differences]
    return render(
        "beside.html",
        language=columns[language].code if language in columns else code or "en",
        direction=(columns[language].direction if language in columns else direction) or "ltr",
        words=said,
        title=title,
        symbol=symbol,
        versions=list(columns.values()),
        works=told,
        remarks=len(weights) - weights.count("low"),
        slight=weights.count("low"),
        holes=holes,
        up=up,
    )


class _Hole(Struct, frozen=True):
    """A row that lacks the text of some languages though no remark says so: of which work it is, these languages, and
    the text of the first one that has it."""

    work: str
    row: SideBySideRow
    without: tuple[Version, ...]
    there: UnitCell


def _holes(work: Concordance, name: str, rows: Sequence[SideBySideRow], columns: Collection[str]) -> Iterator[_Hole]:
    for row in rows if len(work.languages) > 1 else ():
        cells = [cell for cell, code in zip(row.cells, columns, strict=True) if code in work.languages]
        without = tuple(cell.version for cell in cells if cell.text is None)
        if without and not row.remarks:
            yield _Hole(name, row, without, next(cell for cell in cells if cell.text is not None))


def _columns(works: Sequence[Concordance], versions: Mapping[str, Version]) -> dict[str, Version]:
    """The versions that some of the works have, in the order in which they first come."""
    return {code: versions[code] for one in works for code in one.languages}


def _called(work: Concordance, language: str) -> tuple[str, str]:
    """The symbol of a work, and its symbol with its title, in a language or in English where it is there in it."""
    by_language = {d.metadata.language: d for d in work.documents}
    told = by_language.get(language) or by_language.get(usual()) or work.documents[0]
    symbol = symbol_of(told)
    return symbol or work.work, f"{symbol} – {title_of(told)}".strip(" –") or work.work


def _name(work: Concordance) -> str:
    return next((symbol for d in work.documents if (symbol := symbol_of(d))), work.work)


def _rows(
    found: Concordance, columns: Mapping[str, Version], ways: Mapping[str, Links], prefix: str, said: Mapping[str, str]
) -> list[SideBySideRow]:
    keys = frozenset(row.key for row in found.rows)
    inliners = {
        code: Inliner(d, {}, ways[code], rtl=columns[code].direction == "rtl", rows=keys)
        for d in found.documents
        for code in [d.metadata.language]
    }
    findings = {key: list(group) for key, group in groupby(found.differences, key=lambda f: f.key)}
    rows = []
    for row in found.rows:
        told = findings.get(row.key, [])
        cells = tuple(_cell(code, row.units.get(code), v, inliners.get(code), told) for code, v in columns.items())
        first = next(iter(row.units.values()))
        remarks = tuple(
            RowRemark(
                said[f"finding_{finding.kind}"],
                says := _says(finding, columns),
                "" if any(one.text and not one.odd for one in says) else finding.expected,
                finding.severity == "low",
                mark_of(found.work, finding),
            )
            for finding in told
        )
        kind = "title" if first.place is Place.PREFACE else first.kind
        name = spoken(row.key.partition(".")[0], said, keys)
        rows.append(SideBySideRow(f"{prefix}{row.key}", name, kind, first.depth, cells, remarks))
    return rows


def _cell(code: str, unit: Unit | None, version: Version, inliner: Inliner | None, told: Sequence[Finding]) -> UnitCell:
    from markupsafe import Markup

    alone = any(code in finding.languages for finding in told)
    if unit is None or inliner is None:
        return UnitCell(version, "", "", None, alone)
    text = Markup(inliner.html(_marked(unit.text, [_printed(unit, finding, code) for finding in told]), ("beside",)))
    href = f"{version.href}#{unit.eid}" if unit.eid and version.href else version.href
    return UnitCell(version, unit.num, href, text, alone)


def _printed(unit: Unit, finding: Finding, code: str) -> tuple[tuple[Span, ...], str]:
    """Where a language prints what a finding is about, and the element that marks it: of those that differ `mark`, else
    `u`."""
    element = "mark" if finding.languages.get(code) else "u"
    return places_of(finding, code, unit), element


def _marked(text: Text, printed: Sequence[tuple[Sequence[Span], str]]) -> Text:
    """The text with the pieces marked in which a language differs from the others, and what these say there."""
    spans: dict[Span, str] = {}
    for places, element in sorted(printed, key=lambda one: one[1]):  # what differs counts, if both are said of a piece
        for place in places:
            spans.setdefault(place, element)
    return text.marked([Mark(*span, Kind.SPAN, (("shown", spans[span]),)) for span in sorted(spans)])


def _says(finding: Finding, columns: Mapping[str, Version]) -> tuple[LanguageSays, ...]:
    """What each column says of a finding, as far as that is known."""
    printed = finding.printed | finding.languages
    return tuple(
        LanguageSays(version, as_set(printed.get(code, ""), code), code in finding.languages)
        for code, version in columns.items()
    )
