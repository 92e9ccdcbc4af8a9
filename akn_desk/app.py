"""The application: its routes, one function each.

Functions that are not asynchronous run in threads of their own, so a long reading holds up nobody else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from urllib.parse import quote

import msgspec
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from akn.diagnostics import Code, Diagnostic
from akn.errors import AknError, DataError, UsageError
from akn_desk import absent, archives, pages, tables
from akn_desk.corrections import Choice, fault_of
from akn_desk.doors import Application, Doors, policy
from akn_desk.folder import Folder, Paper, plain_name
from akn_desk.indexing import Index
from akn_desk.publishing import Publishing
from akn_desk.reading import converted
from akn_desk.said import language_asked, said
from akn_desk.ticks import new_remarks
from akn_desk.years import Years
from converters.batch.bounded import Readers
from converters.batch.pool import Death
from converters.calendars import FILTERS
from converters.formats import suffix_of
from converters.view.page import language_of, remarks, symbol_of
from converters.view.remarking import remark
from converters.view.site import INDEX, SiteInput, plain

_TYPES = {
    "xml": "application/akn+xml",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text": "text/plain; charset=utf-8",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ics": "text/calendar; charset=utf-8",
}
_SITE_TYPES = {"html": "text/html; charset=utf-8", "js": "text/javascript; charset=utf-8"}
"""What a browser shows of a site; all else is a download."""
_MOST_FILES, _LARGEST = 2_000, 256 << 20  # files of one drop; bytes of a file, as of a member of an archive
_MOST_PLACES = 20_000  # of one remark that are ticked off together
_MB = {"too_large": _LARGEST >> 20, "too_much": archives.MOST >> 20}
_MOST_TOLD = 5  # new remarks that are named after a correction
_CHOICE = msgspec.json.Decoder(Choice)


def _why(why: str, words: Mapping[str, str]) -> str:
    """Why a file was not taken: a word of the desk in the language of the browser, or what a reader said of the file.

    What was said may hold the name of the file, which is nobody's template.
    """
    return words[why].format(n=_MB.get(why, 0)) if why in words else why


class Seen(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tick beside a remark: of which document (or work), which remark, further ones (its places), whether it goes
    off.
    """

    key: str
    remark: str
    off: bool = False
    more: tuple[str, ...] = ()


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a person says of a finding: of which work, of which finding; empty takes it back."""

    key: str
    remark: str
    said: str


class Desk:
    """A folder, what reads it, and what answers questions about it."""

    def __init__(self, folder: Folder, urgent: Readers, index: Index, years: Years, sites: Publishing) -> None:
        self.folder = folder
        self._urgent = urgent
        self.index = index
        self.series = years
        self.sites = sites

    def routes(self) -> list[Route]:
        """What is where."""
        return [
            Route("/", self.list),
            Route("/progress", self.progress),
            Route("/drop", self.drop, methods=["POST"]),
            Route("/open", self.open, methods=["POST"]),
            Route("/part", self.part, methods=["POST"]),
            Route("/gaps", self.gaps),
            Route("/seen", self.seen, methods=["POST"]),
            Route("/say", self.say, methods=["POST"]),
            Route("/d/{key}", self.document),
            Route("/d/{key}/page/{number:int}", self.picture),
            Route("/d/{key}/as/{form}", self.download),
            Route("/d/{key}/correct", self.correct, methods=["POST"]),
            Route("/d/{key}/says", self.says),
            Route("/d/{key}/undo", self.undo, methods=["POST"]),
            Route("/d/{key}/stand", self.stand, methods=["POST"]),
            Route("/d/{key}/remove", self.remove, methods=["POST"]),
            Route("/w/{key}", self.languages),
            Route("/w/{key}/as/{form}", self.findings),
            Route("/y/{key}", self.years),
            Route("/cited", self.cited_anywhere),
            Route("/cited/{key}", self.cited),
            Route("/compare", self.compare),
            Route("/mandates", self.mandates),
            Route("/follow", self.follow),
            Route("/calendar", self.calendar),
            Route("/search", self.search),
            Route("/publish", self.publish),
            Route("/publish", self.publish_it, methods=["POST"]),
            Route("/publish/state", self.published),
            Route("/site/{name:path}", self.site_file),
            Route("/-/{name}", _asset),
            Route("/favicon.ico", _nothing),
        ]

    def _paper(self, key: str) -> Paper:
        paper = self.folder.paper(key)
        if paper is None:
            raise HTTPException(404, "not_in_folder")
        return paper

    def _read(self, key: str) -> Paper:
        """A document that was read; one that is being read is waited for."""
        paper = self._paper(key)
        if paper.read is None:
            self.folder.whole(key)
            paper = self._paper(key)
        return paper

    # pages

    def list(self, request: Request) -> Response:
        """All documents."""
        if self.folder.look():
            self.index.wake()
        return _page(pages.list_page(self.folder, self.index, _asked(request)))

    def document(self, request: Request) -> Response:
        """One document."""
        return _page(
            pages.document_page(
                self.folder, self.series, self.index, self._paper(request.path_params["key"]), _asked(request)
            )
        )

    def languages(self, request: Request) -> Response:
        """A work in all languages."""
        return _page(pages.languages_page(self.folder, self._read(request.path_params["key"]), _asked(request)))

    def findings(self, request: Request) -> Response:
        """The findings of languages as a workbook, beside the texts of a language (`with`), or in the Word file of
        one (`of`), also the smaller ones (`all`).
        """
        paper, form = self._read(request.path_params["key"]), request.path_params["form"]
        if form not in ("xlsx", "docx"):
            raise HTTPException(404, "no_such")
        asked = request.query_params
        made, name = pages.findings_file(
            self.folder,
            paper,
            form,
            asked.get("of", "")[:8],
            _asked(request),
            everything=bool(asked.get("all")),
            beside=asked.get("with", "")[:8],
        )
        return _file(made, f"{name}.{form}", _TYPES[form])

    def years(self, request: Request) -> Response:
        """A resolution over the years."""
        return _page(
            pages.years_page(self.folder, self.series, self._read(request.path_params["key"]), _asked(request))
        )

    def compare(self, request: Request) -> Response:
        """Two documents or more, the earliest first: a page, or two in Word with tracked changes (`to=docx`)."""
        keys = list(dict.fromkeys(request.query_params.getlist("d")))
        if not 2 <= len(keys) <= pages.MOST_COMPARED:
            raise HTTPException(400, "choose_two")
        claims = self.folder.claims()
        papers = sorted(map(self._read, keys), key=lambda p: (p.document.metadata.date or "9", claims.is_aside(p)))
        if request.query_params.get("to") == "docx":
            names = "-".join(plain(paper.document) for paper in papers)
            return _file(
                pages.compared_word(self.folder, papers, _asked(request)), f"{names[:150]}.docx", _TYPES["docx"]
            )
        return _page(pages.compared_page(self.folder, self.series, papers, _asked(request)))

    def _named(self, request: Request) -> Sequence[Paper]:
        """The documents that an address names (`d`)."""
        return [self._read(key) for key in request.query_params.getlist("d")]

    def _wish(self, request: Request) -> tables.Wish:
        """What a table is wanted of: the documents that an address names (`d`), in a language (`lang`)."""
        return tables.Wish(tuple(self._named(request)), request.query_params.get("lang", "")[:8], _asked(request))

    def mandates(self, request: Request) -> Response:
        """The mandates of documents, of all if none is named: a page, or what its filters leave as a workbook
        (`to=xlsx`).
        """
        wish = self._wish(request)
        if request.query_params.get("to") != "xlsx":
            return _page(tables.mandates_page(self.folder, wish))
        from converters.mandates import Filters

        filters = Filters(*(request.query_params.get(name, "")[:300] for name in Filters.__struct_fields__))
        return _file(tables.mandates_book(self.folder, wish, filters), "mandates.xlsx", _TYPES["xlsx"])

    def follow(self, request: Request) -> Response:
        """What became of the mandates of documents, or of all: a page, or a workbook."""
        wish = self._wish(request)
        if request.query_params.get("to") == "xlsx":
            became = request.query_params.getlist("became")[:9]
            who, subject = request.query_params.get("who", "")[:100], request.query_params.get("subject", "")[:1000]
            answered = bool(request.query_params.get("answered"))
            made = tables.follow_book(self.folder, self.series, wish, became, who, subject, answered=answered)
            return _file(made, "follow.xlsx", _TYPES["xlsx"])
        return _page(tables.follow_page(self.folder, self.series, wish))

    def calendar(self, request: Request) -> Response:
        """What is due in documents, or in all: a page, a file for calendars, or a workbook.  What is overdue is so
        as of a day (`as_of`), today where none is named.
        """
        wish = self._wish(request)
        as_of, form = request.query_params.get("as_of", str(date.today()))[:10], request.query_params.get("to", "")
        if form in ("ics", "xlsx"):
            wishes = {name: request.query_params.get(name, "")[:1000] for name in ("words", *FILTERS)}
            made = tables.calendar_file(self.folder, self.series, wish, as_of, form, wishes)
            return _file(made, f"calendar.{form}", _TYPES[form])
        return _page(tables.calendar_page(self.folder, self.series, wish, as_of))

    def search(self, request: Request) -> Response:
        """Words in all texts."""
        query = request.query_params.get("q", "")
        symbol = pages.meant(self.folder, query)
        found, cites = self.index.find(query), len(pages.places_of(self.index.cited_by(symbol)))
        return _page(pages.search_page(self.folder, query, found, cites, self.index.state(), _asked(request)))

    def cited(self, request: Request) -> Response:
        """Who cites a document."""
        return self._cited(symbol_of(self._read(request.path_params["key"]).document), request)

    def cited_anywhere(self, request: Request) -> Response:
        """Who cites a document that need not be here, by its symbol (`of`)."""
        return self._cited(request.query_params.get("of", "").strip()[:200], request)

    def _cited(self, symbol: str, request: Request) -> Response:
        found = self.index.cited_by(symbol)
        return _page(pages.cited_page(self.folder, symbol, found, self.index.state(), _asked(request)))

    def picture(self, request: Request) -> Response:
        """The picture of a page of a PDF file."""
        made = self.folder.picture(request.path_params["key"], request.path_params["number"])
        if not made:
            raise HTTPException(404, "no_such")
        return Response(made, media_type="image/png")

    def download(self, request: Request) -> Response:
        """A document in another format."""
        paper, form = self._paper(request.path_params["key"]), request.path_params["form"]
        if form not in pages.FORMATS:
            raise HTTPException(404, "no_such")
        made = self._urgent.ask(_converters[form], paper.path).result()
        if isinstance(made, Death):
            return _page(pages.message_page(paper.name, [made.reason], _asked(request)), 500)
        if not made.output:
            return _page(pages.message_page(paper.name, [str(d) for d in made.diagnostics], _asked(request)), 422)
        read = self._read(paper.key).document
        stem = f"{plain(read)}.{language_of(read.metadata.language)[0] or 'und'}"
        if not symbol_of(read):
            stem = paper.name.rpartition(".")[0] or paper.name
        if f"{stem}{suffix_of(form)}" == paper.name:  # one careless drag would replace what was given
            stem = f"{stem}-akn"
        return _file(made.output, f"{stem}{suffix_of(form)}", _TYPES[form])

    def gaps(self, request: Request) -> Response:
        """What is absent between the documents that are here: a page, or a workbook (`to=xlsx`; `to=cited` of what they
        cite); of those that are named (`d`) what they cite.
        """
        held, wish = self.index.holdings(), self._wish(request)
        if request.query_params.get("to") == "cited":
            made = absent.cited_book(self.folder, wish, self.index.cited_not_here())
            return _file(made, "cited-not-here.xlsx", _TYPES["xlsx"])
        if request.query_params.get("to") == "xlsx":
            return _file(absent.gaps_book(held, _asked(request)), "absent.xlsx", _TYPES["xlsx"])
        cited = self.index.cited_not_here()
        return _page(absent.gaps_page(self.folder, held, cited, self.index.state(), wish))

    def publish(self, request: Request) -> Response:
        """The site of the folder: what it is to be called, and what became of the last one."""
        return _page(pages.publish_page(self.folder, self.sites, _asked(request)))

    def published(self, request: Request) -> Response:
        """Whether a site is being made, and how far it is."""
        made, known = self.sites.progress
        told = said(_asked(request))["site_so_far"].format(n=made, m=known) if known else ""
        return JSONResponse({"busy": self.sites.busy, "made": made, "known": known, "told": told})

    # changes

    async def publish_it(self, request: Request) -> Response:
        """A site of the folder."""
        async with request.form(max_files=0, max_fields=_MOST_FILES) as form:
            name, base_url, volume = (str(form.get(key, ""))[:300].strip() for key in ("name", "base_url", "volume"))
            leave, offered = (frozenset(map(str, form.getlist(key))) for key in ("leave", "offered"))
        await run_in_threadpool(self.folder.look)
        await run_in_threadpool(self.sites.start, name, base_url, volume, leave, offered)
        return JSONResponse({})

    def site_file(self, request: Request) -> Response:
        """A file of the site that was made, to look at before it is put anywhere."""
        name = request.path_params["name"] or f"{INDEX}.html"
        data = self.sites.file(name)
        if data is None:
            raise HTTPException(404, "no_such")
        kind = _SITE_TYPES.get(name.rpartition(".")[2], "")
        if not kind:
            return _file(data, name.rpartition("/")[2], "application/octet-stream")
        return Response(data, media_type=kind)

    async def drop(self, request: Request) -> Response:
        """Files into the folder."""
        taken: list[dict[str, str]] = []
        words = said(_asked(request))
        before = frozenset(paper.path for paper in self.folder.papers())
        async with request.form(max_files=_MOST_FILES, max_fields=16) as form:
            for _, item in form.multi_items():
                if isinstance(item, UploadFile) and item.filename:
                    data = await item.read(_LARGEST + 1)
                    found = [(item.filename, "too_large")]
                    if len(data) <= _LARGEST:
                        found = await run_in_threadpool(self.folder.take, item.filename, data)
                    taken += [{"name": name, "why": _why(why, words)} for name, why in found]
                    if len(found) == 1 and not found[0][1] and found[0][0] != plain_name(item.filename):
                        taken[-1]["note"] = words["kept_as_new"].format(name=item.filename, new=found[0][0])
                    elif len(found) == 1 and not found[0][1] and self.folder.at(found[0][0]) in before:
                        taken[-1]["note"] = words["here_already"].format(name=found[0][0])
        return await self._taken(request, taken)

    async def open(self, request: Request) -> Response:
        """The files of an archive of the folder into the folder."""
        return await self._beside(request, self.folder.open)

    async def part(self, request: Request) -> Response:
        """The works of a volume of the folder into the folder."""
        return await self._beside(request, self.folder.part)

    async def _beside(self, request: Request, take: Callable[[str], Sequence[tuple[str, str]]]) -> Response:
        """What a file of the folder holds, put beside it."""
        words = said(_asked(request))
        found = await run_in_threadpool(take, request.query_params.get("d", ""))
        taken = [{"name": name, "why": _why(why, words)} for name, why in found]
        return await self._taken(request, taken)

    async def _taken(self, request: Request, taken: Sequence[Mapping[str, str]]) -> Response:
        """What became of files that came in."""
        words = said(_asked(request))
        if await run_in_threadpool(self.folder.look):
            self.index.wake()
        if "application/json" in request.headers.get("accept", ""):
            return JSONResponse({"taken": taken})
        if refused := [f"{one['name']}: {one['why']}" for one in taken if one["why"]]:
            return _page(pages.message_page(words["not_all_taken"], refused, _asked(request)))
        return RedirectResponse("/", 303)

    async def correct(self, request: Request) -> Response:
        """A person's choice about lines, words or facts of a document."""
        choice = _CHOICE.decode(await request.body())
        paper = self._paper(request.path_params["key"])
        return await run_in_threadpool(self._corrected, paper, choice, _asked(request))

    async def undo(self, request: Request) -> Response:
        """The last choice taken back."""
        paper = self._paper(request.path_params["key"])
        return await run_in_threadpool(self._undone, paper)

    async def stand(self, request: Request) -> Response:
        """A document chosen of those that say they hold one work."""
        await run_in_threadpool(self.folder.let_stand, self._paper(request.path_params["key"]))
        self.index.wake()
        return JSONResponse({})

    async def remove(self, request: Request) -> Response:
        """A document taken out of the folder."""
        paper = self._paper(request.path_params["key"])
        name = await run_in_threadpool(self.folder.remove, paper)
        self.index.wake()
        return JSONResponse({"told": said(_asked(request))["removed"].format(name=paper.name, place=name)})

    def _corrected(self, paper: Paper, choice: Choice, asked: str) -> Response:
        """Apply a choice and read that one document again; one that cannot be done, changes nothing, or leaves a
        document that can no longer be read, is taken back, and why comes back.
        """
        if fault := fault_of(choice):
            wrong = (choice.value if choice.fact else choice.to).strip()
            return JSONResponse({"refused": [said(asked)[fault].format(words=pages.isolated(wrong))]})
        old = self.folder.known(paper.key)
        before = old.diagnostics if old else ()
        self.folder.corrected.apply(paper.path, choice)
        read = self.folder.whole(paper.key)
        there = bool(read and read.status.there)
        new = list(new_remarks(before, read.diagnostics)) if read else []
        refused = list(dict.fromkeys(_refusal(d, choice, said(asked)) for d in new if d.code in _REFUSED))
        refused = refused or _without_effect(old, read, new, said(asked)["nothing_changed"], choice)
        if refused:
            self.folder.take_back(paper.key, old)
            return JSONResponse({"refused": refused})
        self.index.wake()
        noticed = list(dict.fromkeys(remark(d, asked).message for d in _of_text(new)))
        return JSONResponse({"there": there, "noticed": noticed[:_MOST_TOLD]})

    def says(self, request: Request) -> Response:
        """The words of a line of a document, named as a correction names it (`line`); none of one that is not there."""
        read = self.folder.whole(request.path_params["key"])
        says = read.shown.says if read else {}
        return JSONResponse({"words": says.get(request.query_params.get("line", ""), "")})

    def _undone(self, paper: Paper) -> Response:
        """Take the last choice back and read that one document again; the lines that it was about come back."""
        settled = self.folder.corrected.settled(paper.path)
        self.folder.corrected.undo(paper.path)
        self.folder.whole(paper.key)
        self.index.wake()
        now = self.folder.corrected.settled(paper.path)
        return JSONResponse({"lines": [name for name, choice in settled.items() if now.get(name) != choice]})

    async def seen(self, request: Request) -> Response:
        """A remark or a finding ticked off."""
        tick = msgspec.json.decode(await request.body(), type=Seen)
        marks = (one[:200] for one in (tick.remark, *tick.more[:_MOST_PLACES]))
        await run_in_threadpool(self.folder.tick, tick.key[:200], *marks, off=tick.off)
        cause = partial(pages.tick_cause, self.folder, self.index, tick.key, tick.remark, off=tick.off)
        word = "not_ticked_too" if tick.off else "ticked_too"
        return JSONResponse({"told": said(_asked(request))[word] if await run_in_threadpool(cause) else ""})

    async def say(self, request: Request) -> Response:
        """What a person says of a finding."""
        told = msgspec.json.decode(await request.body(), type=Said)
        await run_in_threadpool(self.folder.say, told.key[:200], told.remark[:200], told.said[:1000].strip())
        return JSONResponse({})

    def progress(self, request: Request) -> Response:
        """How far the reading is."""
        done, total = self.folder.progress()
        state = self.index.state()
        told = pages.told_of_index(state, _asked(request))
        return JSONResponse(
            {"done": done, "total": total, "index": state.ready, "counted": state.done, "files": state.files}
            | {"fault": state.fault, "told": told, "reading": self.folder.reading()}
        )


_converters = {form: partial(converted, to=form) for form in pages.FORMATS}


_REFUSED = frozenset(
    {
        Code.CORRECTION_UNMATCHED,
        Code.CORRECTION_AMBIGUOUS,
        Code.CORRECTION_IMPOSSIBLE,
        Code.CORRECTION_EMPTY,
        Code.DATA_REFUSED,
    }
)
"""What says that a correction was not applied."""
_ON_CORRECTIONS = _REFUSED | {Code.CORRECTION_REPEATED, Code.CORRECTIONS_IDLE}


def _refusal(d: Diagnostic, choice: Choice, words: Mapping[str, str]) -> str:
    """Why a correction was not applied: the page named the line, so its words are nobody's mistake."""
    if d.code in (Code.CORRECTION_UNMATCHED, Code.CORRECTION_AMBIGUOUS) and choice.lines:
        if choice.under and dict(d.details).get("words") == choice.under:
            return words["cannot_part"].format(words=choice.under, source=words["source"])
        return words["cannot_find"]
    if d.code is Code.CORRECTION_IMPOSSIBLE:
        if choice.label:
            return words["cannot_part"].format(words=choice.label, source=words["source"])
        if choice.role == "note":
            return words["cannot_note"].format(sign=choice.under) if choice.under else words["why_note"]
        if choice.role == "continues":
            return words["cannot_join"]
        if any(choice.levels):
            return words["cannot_level"]
        return words["cannot_stand"].format(role=words.get(f"role_{choice.role}", choice.role))
    return f"{d.message} ({d.page_hint})"


def _without_effect(
    old: SiteInput | None, read: SiteInput | None, new: Sequence[Diagnostic], unchanged: str, choice: Choice
) -> list[str]:
    """Why a choice does not stand that was applied: it changes nothing, or the document cannot be read with it."""
    if old is None or read is None:
        return []
    same = old.document == read.document
    if not choice.text:  # a symbol that a link has already changes nothing, though nothing is remarked on it any more
        same = same and _of_text(old.diagnostics) == _of_text(read.diagnostics)
    if same and choice.says_something and read.status.there:
        return [unchanged]
    if not read.status.there and (old.status.there or (same and choice.says_something)):
        return [d.message for d in (new or old.diagnostics)]
    return []


def _of_text(found: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The remarks on a text itself, without those on its corrections."""
    return [d for d in remarks(found) if d.code not in _ON_CORRECTIONS]


def _asked(request: Request) -> str:
    """The language that the browser asks for."""
    return language_asked(request.headers.get("accept-language", ""))


def _page(body: bytes, status: int = 200) -> Response:
    return Response(body, status, media_type="text/html; charset=utf-8")


def _file(body: bytes, name: str, kind: str) -> Response:
    return Response(
        body, headers={"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}, media_type=kind
    )


def _asset(request: Request) -> Response:
    """The style and the script of the tools."""
    script = "text/javascript; charset=utf-8"
    kinds = {"desk.css": "text/css; charset=utf-8"}
    names = ("menus", "desk", "document", "lines", "remarks", "findings", "tables", "chosen", "waiting")
    kinds |= dict.fromkeys((f"{name}.js" for name in names), script)
    name = request.path_params["name"]
    if name not in kinds:
        raise HTTPException(404, "no_such")
    return Response(pages.read(name), media_type=kinds[name])


def _nothing(request: Request) -> Response:
    """No picture for the tab: browsers ask for one unasked."""
    return Response(status_code=204)


def _failed(request: Request, error: Exception) -> Response:
    """An error as a page, or as JSON for the script."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    words = said(_asked(request))
    told = str(getattr(error, "detail", "") or error)
    lines = [words["no_such"] if status == 404 and told not in words else words.get(told, told)]
    remedy = getattr(error, "remedy", "")
    if remedy and not isinstance(error, (DataError, UsageError)):  # of a wrong call the message is all there is to say
        lines.append(str(remedy))
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"error": " – ".join(lines)}, status)
    return _page(pages.message_page(words["not_done"], lines, _asked(request)), status)


def _broken(request: Request, error: Exception) -> Response:
    """A fault of ours: told without what the program was doing."""
    asked = _asked(request)
    return _page(pages.message_page(said(asked)["not_done"], [type(error).__name__], asked), 500)


def application(desk: Desk, *, token: str, port: int) -> Application:
    """The desk behind its doors."""
    inside = Starlette(
        routes=desk.routes(),
        exception_handlers={
            AknError: _failed,
            HTTPException: _failed,
            msgspec.MsgspecError: _failed,
            Exception: _broken,
        },
    )
    return Doors(inside, token=token, port=port, policy=policy(pages.scripts()))
