"""A site to publish: calm pages without the workshop, which know who cites them, with downloads, a search, a map.

`Publication` is a `Site` whose pages have no remarks and no source.  All of it is files: nothing needs a server.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from html import escape
from itertools import pairwise
from urllib.parse import quote

from msgspec import Struct

from akn.citing import Occurrence, occurrences, work_in
from akn.compare.comparison import compare
from akn.diagnostics import Diagnostic
from akn.languages import codes, load, usual
from akn.locations import as_said, numbers_said
from akn.walk import units
from akn.xml.uri import UNKNOWN_DATE
from converters.compare.comparisons import Series, called
from converters.compare.pages import comparison_page, series_page
from converters.formats import suffix_of
from converters.options import Options
from converters.view import POLICY, render, words
from converters.view.charts import Bars, bars
from converters.view.page import Published, heading_of, language_of, name_of, symbol_of, text_of, write_page
from converters.view.places import spoken
from converters.view.searching import Sought, files_for, search_files, words_of
from converters.view.site import INDEX, Site, SiteInput, natural, organ_name, plain, way
from converters.view.wording import own_name
from converters.writing import write

DOWNLOADS = ("xml", "docx", "text")
"""What a page has beside it."""
_NAMES = {"xml": "AKN XML", "docx": "Word", "text": "TXT"}
SEARCH = "search.html"
VOLUME = "volume.html"
_FOUND_HERE = POLICY.replace(b"script-src 'unsafe-inline'", b"script-src 'unsafe-inline' 'self' file:")


def clitics_of(language: str) -> tuple[str, ...]:
    """What a language writes together with the next word, the longest first; as the index has words.

    >>> clitics_of("eng")
    ()
    """
    if language not in codes():
        return ()
    found = {word for clitic in load(language).numbers.clitics for word in words_of(clitic)}
    return tuple(sorted(found, key=lambda clitic: (-len(clitic), clitic)))


class Citing(Struct, frozen=True):
    """A paragraph that cites: where it is on the site, what it is called."""

    href: str
    name: str


class Publication(Site):
    """The files of a published site; `outputs` gives them with their names.

    `base_url` is the address that the site will have, for canonical addresses and the map of the site.  `volume`
    chooses the texts of one printable volume by their symbols (`A/RES/79/*`), none if it is empty.
    """

    def __init__(
        self, read: Sequence[SiteInput], base_url: str = "", left: Sequence[Diagnostic] = (), *, volume: str = ""
    ) -> None:
        super().__init__(read, "relative", left)
        self._volume = volume
        self._base = f"{base_url.rstrip('/')}/" if base_url else ""
        self._years: dict[int, str] = {}  # the page of the years of a document
        self._compared: dict[int, tuple[int, str]] = {}  # the document of the year before, and the page of both
        self._series: list[tuple[str, list[int]]] = []
        self._find_series()

    def _find_series(self) -> None:
        for found in self.series:
            last = self._all[found[-1]].document
            language = last.metadata.language
            name = self._name(f"years/{plain(last)}.{language}", "")
            self._series.append((name, found))
            self._years |= dict.fromkeys(found, name)
            for old, new in pairwise(found):
                stem = f"compared/{plain(self._all[old].document)}--{plain(self._all[new].document)}.{language}"
                self._compared[new] = (old, self._name(stem, ""))

    def outputs(self) -> Iterator[tuple[str, bytes]]:
        """All files of the site with their names; the index last of the pages, then the map."""
        pages: list[str] = []
        for name, page in self.pages():
            pages.append(name)
            yield name, page
        for i in range(len(self._all)):
            for form in DOWNLOADS:
                yield self._download(i, form), write(self._all[i].document, Options(to=form))
        if chosen := self._chosen():
            yield VOLUME, self._bound(chosen)
        yield SEARCH, self._search()
        yield from search_files([self._sought(i) for i in self._single])
        if self._base:
            yield "sitemap.xml", self._map(pages)

    @property
    def known_files(self) -> int:
        """How many files there will be."""
        more = len(self._series) + len(self._compared) + len(DOWNLOADS) * len(self._all)
        search = 1 + files_for(len(self._single))  # its page, and the index
        return len(self.files) + more + self.has_volume + bool(self._base) + search

    def pages(self) -> Iterator[tuple[str, bytes]]:
        """The pages of the documents, of languages, of years and of comparisons, and the index."""
        index = ("", b"")
        for one in super().pages():  # the index comes last
            if index[0]:
                yield index
            index = one
        for name, found in self._series:
            pages = {self._all[i].source: way(name, self.names[i]) for i in found}
            series = Series.of([(self._all[i].source, self._all[i].document) for i in found])
            siblings = self._siblings(name, series.language)
            yield (
                name,
                series_page([series], page_of=pages.__getitem__, up=way(name, f"{INDEX}.html"), siblings=siblings),
            )
        for new, (old, name) in self._compared.items():
            before, after = self._all[old], self._all[new]
            titles = called(before.document, before.source), called(after.document, after.source)
            language = after.document.metadata.language
            compared = compare(before.document, after.document)
            siblings = self._siblings(name, language)
            yield name, comparison_page(compared, *titles, language, up=way(name, f"{INDEX}.html"), siblings=siblings)
        yield index

    def _download(self, i: int, form: str) -> str:
        return self.names[i].removesuffix(".html") + suffix_of(form)

    def _page(self, i: int) -> bytes:
        one, name = self._all[i], self.names[i]
        metadata = one.document.metadata
        group = self._group[i]
        beside = self._beside.get(group[0], "")
        said = words(metadata.language)
        also = [(way(name, self._years[i]), said["years"])] if i in self._years else []
        if i in self._compared:
            old, page = self._compared[i]
            before = self._all[old]
            also.append((way(name, page), said["compared_with"].format(other=called(before.document, before.source))))
        cited = {
            eid: tuple(Citing(way(name, page) + (f"#{quote(at)}" if at else ""), told) for page, at, told in sorted(by))
            for eid, by in self._cited[i].items()
        }
        downloads = tuple((way(name, self._download(i, form)), _NAMES[form]) for form in DOWNLOADS)
        chart = self._chart(i, said)
        address = self._base + quote(name) if self._base else ""
        return write_page(
            one.document,
            links="relative",
            siblings=self._siblings(name, metadata.language),
            versions=self._versions(group, name, i) if len(group) > 1 else (),
            up=way(name, f"{INDEX}.html"),
            beside=way(name, beside) if beside else "",
            published=Published(address, downloads, cited, tuple(also), way(name, SEARCH), chart),
            before=self._texts_before(i),
        )

    @cached_property
    def _citations(self) -> Mapping[int, tuple[Occurrence, ...]]:
        """What each document cites, and where."""
        return {i: occurrences(one.document) if one.cited is None else one.cited for i, one in enumerate(self._all)}

    @cached_property
    def _cited(self) -> Mapping[int, Mapping[str, set[tuple[str, str, str]]]]:
        """Who cites each document, by the place in it that is cited ("" for the whole): page, place there, name."""
        found: dict[int, dict[str, set[tuple[str, str, str]]]] = defaultdict(lambda: defaultdict(set))
        for i in self._single:
            document = self._all[i].document
            language = document.metadata.language
            said = words(language)
            symbol = symbol_of(document) or name_of(document)
            for link in (one.link for one in self._citations[i]):
                for target in link.target.split():
                    work = work_in(target)
                    there = self._by_identity.get(work.identity, {}) if work else {}
                    j = there.get(language, next(iter(there.values()), None))
                    if j is None or j == i or j in self._group[i]:
                        continue
                    at = link.paragraph or link.eid
                    fragment = target.partition("#")[2]
                    place = fragment if fragment in self._ids(j) else ""
                    told = f"{symbol}{said['comma']}{spoken(at, said)}" if at else symbol
                    found[j][place].add((self.names[i], at if at in self._ids(i) else "", told))
        return found

    def _chart(self, i: int, said: Mapping[str, str]) -> Bars | None:
        """The citations around a document by year: what it cites, who cites it; None where there are few."""
        dated = (one.link for one in self._citations[i] if one.link.date not in ("", UNKNOWN_DATE))
        # a place in a text ("paragraph 3 of resolution 98/7") is cited with it, and counted once
        cites = Counter(link.date[:4] for link in dated if link.cited and link.kind != "passage")
        by = {page for found in self._cited[i].values() for page, _, _ in found}
        dates = {self.names[k]: self._all[k].document.metadata.date[:4] for k in self._single}
        cited = Counter(dates[page] for page in by if dates.get(page))
        if sum(cites.values()) + sum(cited.values()) < 3:
            return None
        return bars(said["chart_citations"], {said["chart_cites"]: cites, said["cited_by"]: cited}, said)

    def _sought(self, i: int) -> Sought:
        document = self._all[i].document
        said = words(document.metadata.language)
        ids = self._ids(i)
        all_units = units(document)
        numbers = numbers_said(all_units)
        printed = [(n, unit) for n, unit in enumerate(all_units) if unit.text.content.strip()]
        found = [
            (
                unit.eid if unit.eid in ids else "",
                spoken(as_said(unit.eid, numbers), said, ids) if unit.eid else "",
                unit.text.content,
            )
            for _, unit in printed
        ]
        at = {n: i for i, (n, _) in enumerate(printed)}
        # of a number that stays open the table has all its readings
        cites = [(one.link.cited, at[one.unit]) for one in self._citations[i] if one.link.target and one.link.cited]
        code, _ = language_of(document.metadata.language)
        clitics = clitics_of(document.metadata.language)
        return Sought(quote(self.names[i]), symbol_of(document), heading_of(document), code, found, clitics, cites)

    @property
    def counts(self) -> dict[str, int]:
        """How many pages of each kind there are: of texts, of languages side by side, of years, of comparisons."""
        made = {"texts": self.names, "beside": self._beside, "years": self._series, "compared": self._compared}
        return {kind: len(pages) for kind, pages in made.items()}

    @property
    def has_volume(self) -> bool:
        """True if there are texts of the volume that was asked for."""
        return bool(self._chosen())

    def _chosen(self) -> list[int]:
        """The documents of the volume, in the order of their symbols and languages; none where none is asked for."""
        if not self._volume:
            return []
        found = [i for i in self._single if fnmatchcase(symbol_of(self._all[i].document), self._volume)]
        return sorted(
            found, key=lambda i: (natural(symbol_of(self._all[i].document)), self._all[i].document.metadata.language)
        )

    def _bound(self, chosen: Sequence[int]) -> bytes:
        """The volume: a list of contents, then text after text, each on a page of its own when it is printed."""
        from markupsafe import Markup

        texts = []
        for n, i in enumerate(chosen, 1):
            document = self._all[i].document
            tag, way_of = language_of(document.metadata.language)
            html = text_of(document, f"d{n}-", self._siblings(VOLUME, document.metadata.language))
            # the notes of each text are called by its name too, as all stand on one page
            html = html.replace(f'aria-labelledby="d{n}-view-notes"', f'aria-labelledby="d{n} d{n}-view-notes"')
            texts.append((f"d{n}", symbol_of(document), name_of(document), tag, way_of or "ltr", Markup(html)))
        spoken_here = {self._all[i].document.metadata.language for i in chosen}
        said = words(spoken_here.pop() if len(spoken_here) == 1 else usual())
        title = f"{said['volume']}: {self._volume}"
        return render("volume.html", title=title, words=said, texts=texts, up=f"{INDEX}.html")

    def _search(self) -> bytes:
        from markupsafe import Markup

        spoken_here = sorted({self._all[i].document.metadata.language for i in self._single})
        language = spoken_here[0] if len(spoken_here) == 1 else usual()
        code, direction = language_of(language)
        return render(
            "search.html",
            title=words(language)["search_all"],
            language=code or "en",
            direction=direction or "ltr",
            words=words(language),
            policy=Markup(_FOUND_HERE.decode()),
            up=f"{INDEX}.html",
            clitics=json.dumps({language_of(one)[0]: c for one in spoken_here if (c := clitics_of(one))}),
            languages=[(language_of(one)[0] or one, own_name(one)) for one in spoken_here],
        )

    def _index_more(self, said: Mapping[str, str]) -> Mapping[str, object]:
        """What the index of a published site has besides: a search, and a picture of what is there."""
        by_body: dict[str, Counter[str]] = defaultdict(Counter)
        for group in self._works:
            document = self._all[group[0]].document
            if document.metadata.date:
                by_body[organ_name(document.metadata.actor, self._language) or document.metadata.actor or "–"][
                    document.metadata.date[:4]
                ] += 1
        years = {year for counts in by_body.values() for year in counts}
        return {
            "search": SEARCH,
            "volume": VOLUME if self._chosen() else "",
            "chart": bars(said["chart_years"], by_body, said) if len(years) > 1 else None,
            "published": True,
        }

    def _map(self, pages: Sequence[str]) -> bytes:
        """The map of the site (sitemaps.org)."""
        lines = [f"<url><loc>{escape(self._base + quote(name))}</loc></url>" for name in sorted(pages)]
        head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        return (head + "\n".join(lines) + "\n</urlset>\n").encode()
