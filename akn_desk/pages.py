"""The pages of the desk: those of `akn view` with tools beside them, and a few of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from akn.bodies import organ
from akn.compare.comparison import compare
from akn.compare.concord import concord
from akn.errors import UsageError
from akn_desk.corrections import SUFFIX
from akn_desk.folder import Folder, Paper, count_unseen, remark_key
from akn_desk.years import Years
from converters.compare.comparisons import Series, called
from converters.compare.pages import comparison_page, series_page
from converters.links import Identity
from converters.view import DEFAULT, POLICY, environment, script_text, with_tools, words
from converters.view import SCRIPTS as HOUSE_SCRIPTS
from converters.view.page import ROLES, Version, language_of, name_of, remarks, symbol_of, write_page
from converters.view.site import IndexedWork, index_page, own_name, session_of, side_by_side_page
from converters.view.source import Source

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from akn_library.citations import Reference
    from akn_library.find import Passage

FORMATS = {"xml": "AKN XML", "docx": "Word", "text": "Text", "json": "JSON"}
"""What a document can be had as."""
_NEEDS_UNDER = ("point", "note")


def scripts() -> list[str]:
    """The scripts that stand in the pages of the house, for the policy."""
    return [script_text(*names) for names in HOUSE_SCRIPTS]


@cache
def read(name: str) -> str:
    """A file of the folder `house` of the desk."""
    return (files(__package__) / "house" / name).read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """The templates of the desk, which extend those of all pages."""
    from jinja2 import ChoiceLoader, FunctionLoader

    house = environment()
    return house.overlay(loader=ChoiceLoader([FunctionLoader(_template), house.loader or FunctionLoader(_template)]))


def _template(name: str) -> str | None:
    return read(name) if (files(__package__) / "house" / name).is_file() else None


def render(template: str, **values: Any) -> bytes:
    """A template of the desk, or a page of it without the policy, for which there is a header."""
    usual = {"language": "en", "direction": "ltr", "description": "", "words": words(DEFAULT), "running_head": ""}
    return _environment().get_template(template).render(**usual | values).encode().replace(POLICY + b"\n", b"", 1)


def _with(page: bytes, tools: str, **values: Any) -> bytes:
    head = b'<link rel="stylesheet" href="/-/desk.css">\n<script src="/-/desk.js" defer></script>\n'
    return with_tools(page, head, render(tools, **values))


class Tick(Struct, frozen=True):
    """A remark of a page: the number that it has there, what it is known by, whether somebody has seen it."""

    number: int
    key: str
    seen: bool


def _json(value: object) -> Markup:
    """A value for an element `script` that holds data."""
    from markupsafe import Markup

    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def document_page(folder: Folder, known: Years, paper: Paper) -> bytes:
    """The page of a document, with the tools that correct it."""
    read_now = folder.whole(paper.key)
    if read_now is None or not read_now.status.there:
        told = [str(d) for d in read_now.diagnostics] if read_now else []
        return message_page(paper.name, told)
    document = read_now.document
    versions = folder.versions(paper)
    code = document.metadata.language
    page = write_page(
        document,
        links="relative",
        siblings=_siblings(folder, code),
        diagnostics=read_now.diagnostics,
        citations=read_now.citations,
        source=_with_pictures(read_now.shown, paper.key),
        versions=_versions(versions, paper) if len(versions) > 1 else (),
        up="/",
        beside=f"/w/{paper.key}" if len(versions) > 1 else "",
    )
    order = {"error": 0, "warning": 1, "info": 2}
    listed = sorted(remarks(read_now.diagnostics), key=lambda d: order.get(d.severity, 3))
    done = folder.seen(paper.key)
    ticks = [Tick(n, key := remark_key(d), key in done) for n, d in enumerate(listed, 1)]
    return _with(
        page,
        "tools.html",
        words=words(code),
        key=paper.key,
        name=paper.name,
        roles=ROLES,
        needs_under=_NEEDS_UNDER,
        can_correct=bool(read_now.shown.keys),
        can_undo=folder.corrected.can_undo(paper.path),
        ticks_json=_json(ticks),
        formats=FORMATS,
        symbol=symbol_of(document),
        years=len(_series(folder, known, paper, whole=False)) > 1,
        corrections=paper.name + SUFFIX,
    )


def _with_pictures(source: Source, key: str) -> Source:
    """The source with the addresses of the pictures of its pages, which are made when somebody looks at them."""
    return replace(source, sheets=tuple(replace(s, picture=f"/d/{key}/page/{s.number}") for s in source.sheets))


def _siblings(folder: Folder, language: str) -> Any:
    """Leads from a page to that of another work of the folder: in the same language if there is one."""
    works = folder.by_identity()

    def lead(identity: Identity, fragment: str) -> str:
        there = works.get(identity, {})
        paper = there.get(language) or next(iter(there.values()), None)
        if paper is None:
            return ""
        return f"/d/{paper.key}#{quote(fragment)}" if fragment else f"/d/{paper.key}"

    return lead


def _versions(versions: Sequence[Paper], current: Paper) -> tuple[Version, ...]:
    return tuple(_version(paper, current=paper.key == current.key) for paper in versions)


def _version(paper: Paper, *, current: bool = False) -> Version:
    language = paper.document.metadata.language
    code, direction = language_of(language)
    return Version(code or language, own_name(language), f"/d/{paper.key}", current, direction)


def list_page(folder: Folder) -> bytes:
    """The documents of the folder, with a place to drop more."""
    papers = folder.papers()
    doubles = folder.doubles()
    works = [_work(folder, group, doubles) for group in folder.works()]
    failed = [(p.name, [str(d) for d in p.read.diagnostics]) for p in papers if p.read and not p.there]
    left = [f"{d.position.source.rpartition('/')[2]}: {d.message} ({d.hint})" for d in folder.left_out()]
    page = index_page(works, [p.document.metadata.language for p in papers if p.there], failed=failed, left=left)
    done, total = folder.progress()
    return _with(page, "tools_index.html", words=words(DEFAULT), done=done, total=total, folder=folder.root)


def _work(folder: Folder, group: Sequence[Paper], doubles: Mapping[str, str]) -> IndexedWork:
    told = next((p for p in group if p.document.metadata.language == DEFAULT), group[0])
    document = told.document
    metadata = document.metadata
    code, direction = language_of(metadata.language)
    known = organ(metadata.actor)
    return IndexedWork(
        symbol_of(document),
        name_of(document),
        code,
        direction,
        metadata.date,
        known.label if known else "",
        tuple(_version(p) for p in group),
        sum(count_unseen(p, folder.seen(p.key)) for p in group),
        f"/w/{told.key}" if len(group) > 1 else "",
        doubles.get(group[0].path, ""),
        session_of(document),
    )


def languages_page(folder: Folder, paper: Paper) -> bytes:
    """The versions of a work side by side.  Raises UsageError where there is only one."""
    papers = folder.versions(paper)
    if len(papers) < 2:
        raise UsageError(f"{paper.name} is here in one language only")
    versions = {p.document.metadata.language: _version(p) for p in papers}
    page = side_by_side_page([concord([p.document for p in papers])], versions, links="docs", up="/")
    key = f"w-{'-'.join(str(part) for part in symbol_of(paper.document).split('/'))}"
    seen = sorted(folder.seen(key))
    return _with(page, "tools_beside.html", words=words(DEFAULT), key=key, seen_json=_json(seen))


def _series(folder: Folder, years: Years, paper: Paper, *, whole: bool = True) -> list[Paper]:
    """The documents of the same resolution over the years, oldest first."""
    doubles = folder.doubles()
    there = [p for p in folder.papers() if p.there and (p.path not in doubles or p.key == paper.key)]
    return years.of(paper, there, whole=whole)


def years_page(folder: Folder, years: Years, paper: Paper) -> bytes:
    """The years of a resolution.  Raises UsageError where there is only one."""
    papers = _series(folder, years, paper)
    if len(papers) < 2:
        raise UsageError(f"no other year of {paper.name} is here")
    pages = {p.path: f"/d/{p.key}" for p in papers}
    page = series_page([Series.of([(p.path, p.document) for p in papers])], page_of=lambda f: pages.get(f, ""), up="/")
    return _with(page, "tools_plain.html")


def compared_page(old: Paper, new: Paper) -> bytes:
    """Two documents compared.  Raises UsageError for two in different languages."""
    languages = {old.document.metadata.language, new.document.metadata.language}
    if len(languages - {"und"}) > 1:
        raise UsageError("only documents of one language are compared")
    found = compare(old.document, new.document)
    names = called(old.document, old.path), called(new.document, new.path)
    if names[0] == names[1]:
        names = old.name, new.name
    page = comparison_page(found, *names, new.document.metadata.language, up="/")
    return _with(page, "tools_plain.html")


def mandates_page(papers: Sequence[Paper]) -> bytes:
    """The mandates of documents as a table with filters."""
    from akn.clauses import mandates
    from converters.mandates import as_page

    keys = "&".join(f"d={p.key}" for p in papers)
    page = as_page([row for p in papers for row in mandates(p.document)])
    return _with(page, "tools_mandates.html", keys=keys)


class Found(Struct, frozen=True):
    """A passage that was found, or that cites: where it leads, what it is called, its text in pieces (`hit` or not)."""

    href: str
    symbol: str
    place: str
    title: str
    code: str
    direction: str
    pieces: tuple[tuple[bool, str], ...]


def search_page(folder: Folder, query: str, passages: Sequence[Passage], told: str) -> bytes:
    """What was found for words."""
    return render(
        "found.html",
        title="Search",
        heading="Search",
        query=query,
        told=told,
        found=[_found(folder, p.file, p.eid, p.symbol, p.place, p.title, p.language, p.text, p.hits) for p in passages],
    )


def cited_page(folder: Folder, symbol: str, references: Sequence[Reference], told: str) -> bytes:
    """The paragraphs that cite a document."""
    return render(
        "found.html",
        title=f"Who cites {symbol}",
        heading=f"Who cites {symbol}",
        query="",
        told=told,
        found=[_found(folder, r.file, r.paragraph, r.symbol, r.place, "", r.language, r.text, ()) for r in references],
    )


def _found(
    folder: Folder,
    file: str,
    eid: str,
    symbol: str,
    place: str,
    title: str,
    language: str,
    text: str,
    hits: Sequence[tuple[int, int]],
) -> Found:
    from akn_desk.folder import key_of

    code, direction = language_of(language)
    pieces: list[tuple[bool, str]] = []
    at = 0
    for start, end in hits:
        pieces += [(False, text[at:start]), (True, text[start:end])]
        at = end
    pieces.append((False, text[at:]))
    return Found(f"/d/{key_of(file)}#{quote(eid)}", symbol, place, title, code, direction, tuple(pieces))


def message_page(heading: str, lines: Sequence[str]) -> bytes:
    """A page that says what went wrong, with a way back."""
    return render("message.html", title=heading, heading=heading, lines=lines)
