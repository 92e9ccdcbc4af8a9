"""The pages of the desk: those of `akn view` with tools beside them, and a few of its own."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from akn.bodies import all_bodies
from akn.bodies.symbols import parse_symbol
from akn.checking import remarks_of
from akn.compare.comparison import compare
from akn.compare.concord import concord
from akn.diagnostics import Diagnostic
from akn.document import Document
from akn.errors import UsageError
from akn.languages import codes, usual
from akn.structure.corrections import LEVELS
from akn.walk import units
from akn_desk.corrections import SUFFIX
from akn_desk.folder import Claims, Difference, Folder, Paper, is_form, key_of
from akn_desk.indexing import Index, State
from akn_desk.publishing import Publishing, doubtful
from akn_desk.said import said
from akn_desk.ticks import keys_at, place_keys, remark_key, seen_places, unseen
from akn_desk.years import Years
from converters.compare.comparisons import Series, called
from converters.compare.concordances import FindingNote
from converters.compare.pages import comparison_page, series_page
from converters.compare.several import in_reading_order, several_page
from converters.compare.worklists import count_hidden
from converters.files import read_bytes
from converters.formats import CORE, format_by_suffix
from converters.links import Identity, Siblings
from converters.reading import Status
from converters.view import POLICY, environment, script_text, with_tools
from converters.view import SCRIPTS as HOUSE_SCRIPTS
from converters.view.body import summary
from converters.view.page import Version, heading_of, language_of, remarks, roles_in, symbol_of, title_of, write_page
from converters.view.places import spoken
from converters.view.site import (
    IndexedWork,
    NoticedIn,
    SiteInput,
    begins_with,
    index_page,
    natural,
    noticed_in,
    organ_name,
    plain,
    session_of,
    side_by_side_page,
)
from converters.view.source import Source
from converters.view.wording import as_set, own_name

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

    from akn_library.citations import Reference
    from akn_library.find import Passage

FORMATS = {"xml": "AKN XML", "docx": "Word", "text": "", "json": "JSON"}
"""What a document can be had as, with the name of the format; empty for plain text, for which languages have a word."""
T = TypeVar("T")
MOST_COMPARED = 8
"""Texts that a page has columns for."""
_NEEDS_UNDER = ("point", "note")
_SHAPES_OF = {
    "cell": ("head", "cell", "earlier", "later", "furniture", "continues"),
    "note": ("note", "furniture", "continues"),
}
"""What a cell and a note can be, before what makes lines of the text of them."""
_NO_LINE = ("head", "cell", "earlier", "later", "table", "note")
"""What such a line cannot be."""
_Ticked = Mapping[str, Sequence[str]]
"""The marks that were ticked off, by the key of a document or a work (`Folder.ticked`)."""


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


def render(template: str, asked: str, **values: Any) -> bytes:
    """A template of the desk in the language that is asked for, or a page of it without the policy, for which there is
    a header.
    """
    code, direction = language_of(asked)
    usual = {"language": code, "direction": direction, "description": "", "words": said(asked), "running_head": ""}
    return _environment().get_template(template).render(**usual | values).encode().replace(POLICY + b"\n", b"", 1)


HEAD = (
    b'<link rel="stylesheet" href="/-/desk.css">\n'
    b'<script src="/-/menus.js" defer></script>\n<script src="/-/desk.js" defer></script>\n'
)
"""What the desk adds to the head of a page."""


def with_desk(page: bytes, tools: str, asked: str, **values: Any) -> bytes:
    """A page with the tools of a template before its end."""
    told = {name: said(asked)[name] for name in _TOLD}
    return with_tools(page, HEAD, render(tools, asked, words_json=as_json(told), **values))


_TOLD = (
    "correct", "no_answer", "read_so_far", "files_read", "choose_one", "seen_one", "reading_again", "saved", "undone",
    "left_of", "no_table", "nothing_open", "skip_list", "show_all", "no_note", "not_here", "from_start",
    "link_here", "not_saved", "saved_noticed",
    "all_right", "workbook_n", "calendar_file_n", "skip_tools", "nothing_changed", "answer_symbol", "answer_words",
    "save",
    "called_by", "under", "no_such_line", "say_one", "still_counting",
    "remove_sure", "as_printed", "as_printed_to", "cannot_find", "correct_all", "colon",
)  # fmt: skip
"""The words that the script says."""


def isolated(text: str) -> str:
    """A name within a sentence that may run the other way, apart from it (isolates of Unicode)."""
    return f"\u2068{text}\u2069"


class Tick(Struct, frozen=True):
    """A remark of a page: the number that it has there, what it and each of its places are known by, which of these
    somebody has seen, and the words that each speaks of.
    """

    number: int
    key: str
    places: tuple[str, ...]
    seen: tuple[bool, ...]
    words: tuple[str, ...]


def _tick(number: int, d: Diagnostic, done: frozenset[str]) -> Tick:
    words = tuple(dict(one.details).get("text", "") for one in d.each())
    return Tick(number, remark_key(d), tuple(place_keys(d)), tuple(seen_places(d, done)), words)


def as_json(value: object) -> Markup:
    """A value for an element `script` that holds data."""
    from markupsafe import Markup

    text = msgspec.json.encode(value).decode()
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def document_page(folder: Folder, known: Years, index: Index, paper: Paper, asked: str) -> bytes:
    """The page of a document, with the tools that correct it."""
    read_now = folder.whole(paper.key)
    if read_now is None or not read_now.status.there:
        return message_page(paper.name, told_of(read_now) if read_now else [], asked)
    document = read_now.document
    citations = index.citations(document, read_now.cited)
    noticed = (*read_now.diagnostics, *remarks_of(citations, read_now.diagnostics))
    versions = folder.versions(paper)
    code = document.metadata.language
    page = write_page(
        document,
        links="relative",
        siblings=_siblings(folder, code),
        diagnostics=noticed,
        citations=citations,
        source=_with_pictures(read_now.shown, paper.key),
        versions=_versions(versions, paper) if len(versions) > 1 else (),
        up="/",
        hints=_hints(asked) if read_now.shown.keys else {},
        beside=f"/w/{paper.key}" if len(versions) > 1 else "",
        reader=asked,
    )
    order = {"error": 0, "warning": 1, "info": 2}
    listed = sorted(remarks(noticed), key=lambda d: order.get(d.severity, 3))
    done = folder.seen(paper.key)
    ticks = [_tick(n, d, done) for n, d in enumerate(listed, 1)]
    return with_desk(
        page,
        "tools.html",
        asked,
        key=paper.key,
        name=paper.name,
        roles=[(role, name, said(asked)[f"why_{role}"]) for role, name in roles_in(said(asked))],
        needs_under=_NEEDS_UNDER,
        levels=LEVELS,
        offered_json=as_json({"shapes": _SHAPES_OF, "no_line": _NO_LINE}),
        can_correct=bool(read_now.shown.keys),
        is_markup=format_by_suffix(paper.name) in CORE,
        can_undo=folder.corrected.can_undo(paper.path),
        ticks_json=as_json(ticks),
        settled_json=as_json(folder.corrected.settled(paper.path)),
        formats=FORMATS,
        symbol=symbol_of(document),
        own_language=code,
        facts=_facts(document),
        languages=[(known, own_name(known)) for known in codes()],
        bodies=[(known.name, organ_name(known.organ.actor, asked)) for known in all_bodies()],
        works=folder.volumes().get(paper.key, ("", 0))[1],
        years=len(_series(folder, known, paper, whole=False)) > 1,
        differences=len(differences_left(folder, versions, folder.ticked())),
        apart=(apart := _apart_here(folder, versions, paper, asked)),
        apart_left=sum(not seen for _, _, seen in apart),
        waits=len(versions) > 1 and not folder.is_compared(versions),
        next_document=_next_open(folder, index, paper),
        **_standing(folder, paper, asked),
        corrections=isolated(paper.name + SUFFIX),
        is_corrected=os.path.exists(paper.path + SUFFIX),
    )


def _standing(folder: Folder, paper: Paper, asked: str) -> dict[str, Any]:
    """What the tools say of a document that is a draft, or that others say they are: values of their template."""
    claims, words = folder.claims(), said(asked)
    rivals = claims.rivals.get(paper.path, ())
    return {
        "tag": _tag([paper], claims, asked),
        "rivals": rivals,
        "rivals_told": _told_of_rivals(rivals, asked) if rivals else "",
        "counts_now": words["counts_now"].format(name=isolated(rivals[0].name)) if rivals else "",
        "rival_own": words["rival_own"].format(facts=isolated(words["facts"]), symbol=isolated(words["symbol"])),
    }


@cache
def _hints(asked: str) -> Mapping[str, str]:
    """What a person can do at the desk about what is noticed, by the codes of which the program says it for a terminal;
    buttons are called as the page calls them, in a page that is not in English after what they are in English.
    """
    said_so = tomllib.loads((files(__package__) / "hints.toml").read_text(encoding="utf-8"))
    english, own = said(usual()), said(asked)
    buttons = {name: isolated(own[name]) for name in ("facts", "save", "correct")}
    if asked != usual():  # the hint stays whole in its language
        buttons = {name: f"{english[name]} ({called})" for name, called in buttons.items()}
    return {code: hint.format(**buttons) for code, hint in said_so.items()}


def _facts(document: Document) -> dict[str, str]:
    """What holds of the whole document and can be put right, by the keys of a file of corrections."""
    metadata = document.metadata
    title = heading_of(document) if title_of(document) else ""
    told = {"symbol": symbol_of(document), "title": title, "date": metadata.date, "language": metadata.language}
    return told | {"body": ""}


def told_of(read: SiteInput) -> list[str]:
    """What there is to say of a file that is no page, without its name, which stands before it."""
    told = []
    for d in read.diagnostics:
        hint = _hints(usual()).get(d.code.code, d.page_hint)
        told.append(f"{d.message}{f' ({hint})' if hint else ''} [{d.code.code}]")
    return told


def _with_pictures(source: Source, key: str) -> Source:
    """The source with the addresses of the pictures of its pages, which are made when somebody looks at them."""
    return replace(source, sheets=tuple(replace(s, picture=f"/d/{key}/page/{s.number}") for s in source.sheets))


def _siblings(folder: Folder, language: str) -> Siblings:
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


def list_page(folder: Folder, index: Index, asked: str) -> bytes:
    """The documents of the folder, with a place to drop more."""
    done, total = folder.progress()  # first: what is read meanwhile has the page made anew
    counted = index.state().done  # first, too: what is counted meanwhile is asked for
    papers = folder.papers()
    claims = folder.claims()
    groups = folder.works()
    ticked = folder.ticked() if groups else {}
    works = [_work(folder, index, group, claims, ticked, asked) for group in groups]
    failed = [(p.name, told_of(p.read)) for p in papers if p.read and not p.there]
    left = [
        f"{d.position.source.rpartition('/')[2]}: {d.message} ({_hints(asked).get(d.code.code, d.page_hint)})"
        for d in folder.left_out()
    ]
    more = {"files": sum(p.there for p in papers), "differences": any(len(group) > 1 for group in groups)}
    page = index_page(
        works,
        [p.document.metadata.language for p in papers if p.there],
        failed=failed,
        left=left,
        language=asked,
        more=more,
    )
    return with_desk(
        page,
        "tools_index.html",
        asked,
        done=done,
        total=total,
        counted=counted,
        fault=told_of_index(state, asked) if (state := index.state()).fault else "",
        folder=isolated(folder.root),
        most_compared=MOST_COMPARED,
        archives=_archives(folder),
        volumes=[(key, name, count) for key, (name, count) in folder.volumes().items()],
    )


def _noticed(group: Sequence[Paper], found: Sequence[Sequence[Diagnostic]], asked: str) -> Iterator[NoticedIn]:
    """What the list says of the remarks of the versions of a work: what several have is said in words once."""
    told: set[str] = set()
    for paper, some in zip(group, found, strict=True):
        if one := noticed_in(_version(paper), some, asked, told):
            yield one
        told |= {d.code.code for d in some}


def _archives(folder: Folder) -> list[tuple[str, str]]:
    return [(key, os.path.relpath(path, folder.root)) for key, path in folder.archives().items()]


def _work(
    folder: Folder, index: Index, group: Sequence[Paper], claims: Claims, ticked: _Ticked, asked: str
) -> IndexedWork:
    told = _in_language(group, asked)
    document = told.document
    metadata = document.metadata
    code, direction = language_of(metadata.language)
    found = [_unseen(index, p, ticked) for p in group]
    apart = differences_left(folder, group, ticked)
    looked_at = sum(len(_unseen(index, p, {})) for p in group) - sum(map(len, found))
    compared = folder.is_compared(group)
    ticked_apart = len(folder.differences(group)) - len(apart)
    if len(group) > 1 and not compared:  # while they are compared (again) the ticks that there are
        ticked_apart = len(ticked.get(_work_key(group[0]), ()))
    seen = looked_at + ticked_apart
    state = "open" if apart or any(found) else "seen" if seen else "clean"
    return IndexedWork(
        symbol_of(document),
        heading_of(document),
        code,
        direction,
        metadata.date,
        organ_name(metadata.actor, asked),
        tuple(_version(p) for p in group),
        tuple(_noticed(group, found, asked)),
        f"/w/{told.key}" if len(group) > 1 else "",
        claims.doubles.get(group[0].path, ""),
        session_of(document),
        _states(group, state, claims, asked),
        _files(group, claims),
        _tag(group, claims, asked),
        "; ".join(_told_of_rivals(claims.rivals[p.path], asked) for p in group if p.path in claims.rivals),
        len(apart),
        told_apart(apart[0], asked) if apart else "",
        looked_at,
        ticked_apart,
        _waits(group, compared=compared, found=bool(seen or apart), asked=asked),
        begins_with(document),
        all(not claims.stands(p) and not claims.is_draft(p) for p in group),
    )


def _waits(group: Sequence[Paper], *, compared: bool, found: bool, asked: str) -> str:
    """What the list says of the languages of a work of which it has no difference to count."""
    if len(group) < 2 or (compared and found):
        return ""
    return said(asked)["none_found" if compared else "compared_later"]


def _tag(group: Sequence[Paper], claims: Claims, asked: str) -> str:
    """What the list says of a work beside its title: that it is a draft, or has a cover and no text."""
    kinds = ["no_text" if is_form(p) else f"status_{kind}" if (kind := claims.word_of(p)) else "" for p in group]
    return next((said(asked)[kind] for kind in kinds if kind), "")


def told_apart(one: Difference, asked: str) -> str:
    """Where and in what kind of thing languages differ, in words."""
    told = said(asked)
    return f"{spoken(one.eid, told)}{told['colon']}{told[f'finding_{one.kind}']}"


def _files(group: Sequence[Paper], claims: Claims) -> tuple[str, ...]:
    """The names of the files of a work, where its symbol does not distinguish it from all others."""
    alone = all(p.path not in claims.doubles and p.path not in claims.rivals for p in group)
    return () if symbol_of(group[0].document) and alone else tuple(p.name for p in group)


def _told_of_rivals(rivals: Sequence[Paper], asked: str) -> str:
    """That several files say they are one text, and have other words."""
    words = said(asked)
    names = words["comma"].join(isolated(paper.name) for paper in rivals)
    return words["rival_files"].format(n=len(rivals), symbol=isolated(symbol_of(rivals[0].document)), files=names)


def _in_language(group: Sequence[Paper], asked: str) -> Paper:
    """The version of a work in a language, in the usual one where there is none, else the first."""
    by_language = {p.document.metadata.language: p for p in reversed(group)}
    return by_language.get(asked) or by_language.get(usual()) or group[0]


def _unseen(index: Index, paper: Paper, ticked: _Ticked) -> list[Diagnostic]:
    """The remarks of a document that are not ticked off."""
    found = paper.read.diagnostics if paper.read else ()
    return unseen((*found, *index.contradicted(paper.path, paper.document)), ticked.get(paper.key, ()))


def _next_open(folder: Folder, index: Index, paper: Paper) -> str:
    """The key of the document after one, in the order of the list, of which a remark is not ticked off; after the last
    one come the first ones.
    """
    ordered = sorted(folder.papers(), key=lambda p: (not (named := symbol_of(p.document)), natural(named), p.path))
    at = next((n for n, one in enumerate(ordered) if one.key == paper.key), 0)
    ticked = folder.ticked()
    following = (one for one in (*ordered[at + 1 :], *ordered[:at]) if one.there)
    return next((one.key for one in following if _unseen(index, one, ticked)), "")


def tick_cause(folder: Folder, index: Index, key: str, mark: str, *, off: bool) -> int:
    """Tick the remarks off whose cause is a difference between languages (`mark`, of the work that is kept under
    `key`), or open them again; how many there are.
    """
    group = next((g for g in folder.works() if len(g) > 1 and _work_key(g[0]) == key), [])
    of_mark = [one for one in folder.differences(group) if one.mark == mark] if group else []
    count = 0
    for difference in of_mark:
        for paper in group:
            found = paper.read.diagnostics if paper.read else ()
            noticed = (*found, *index.contradicted(paper.path, paper.document))
            place = difference.places.get(paper.document.metadata.language)
            if place and (marks := list(keys_at(noticed, *place))):
                folder.tick(paper.key, *marks, off=off)
                count += len(marks)
    return count


def differences_left(folder: Folder, group: Sequence[Paper], ticked: _Ticked) -> list[Difference]:
    """The differences between the languages of a work that are not ticked off."""
    done = frozenset(ticked.get(_work_key(group[0]), ()))
    return [one for one in folder.differences(group) if one.mark not in done]


def _apart_here(folder: Folder, versions: Sequence[Paper], paper: Paper, asked: str) -> list[tuple[str, str, bool]]:
    """What a document says otherwise than its other languages: where, in words, and whether it was seen."""
    seen = folder.seen(_work_key(paper))
    language = paper.document.metadata.language
    return [
        (
            eid,
            f"{told_apart(one, asked)} {isolated(as_set(printed, language))}".strip(),
            one.mark in seen,
        )
        for one in folder.differences(versions)
        if language in one.places
        for eid, printed in [one.places[language]]
    ]


def _work_key(paper: Paper) -> str:
    """What the findings of a work that were seen are kept under."""
    return f"w-{'-'.join(symbol_of(paper.document).split('/'))}"


def _states(group: Sequence[Paper], state: str, claims: Claims, asked: str) -> tuple[str, ...]:
    """What the list says of a work at a glance: what it is, if not a resolution by itself, and the state of its
    remarks.
    """
    states = {
        "double": group[0].path in claims.doubles,
        "rival": any(claims.is_rival(p) for p in group),
        "draft": any(claims.word_of(p) == "draft" for p in group),
        "undated": any(claims.word_of(p) == "undated" for p in group),
        "earlier": any(claims.kind_of(p) == "earlier" for p in group),
        "foreign": any(p.read and p.read.status is Status.FOREIGN for p in group),
        state: True,
    }
    return tuple(said(asked)[f"status_{name}"] for name, holds in states.items() if holds)


def languages_page(folder: Folder, paper: Paper, asked: str) -> bytes:
    """The versions of a work side by side.  Raises UsageError where there is only one."""
    papers = folder.versions(paper)
    if len(papers) < 2:
        raise UsageError(said(asked)["one_language"].format(name=paper.name))
    versions = {p.document.metadata.language: _version(p) for p in papers}
    found = [concord([p.document for p in papers])]
    siblings = partial(_siblings, folder)
    page = side_by_side_page(found, versions, links="relative", siblings=siblings, up="/", language=asked)
    key = _work_key(paper)
    weighty = [finding for finding in found[0].findings if finding.severity != "low"]
    counts = {code: sum(code in finding.languages for finding in weighty) for code in found[0].languages}
    counts[found[0].languages[0]] = len(weighty)  # the first column gets them all
    made: dict[str, Any] = {"paper": paper.key, "findings": len(found[0].differences), "hidden": count_hidden(found)}
    slight = [finding for finding in found[0].differences if finding.severity == "low"]
    less = {code: sum(code in finding.languages for finding in slight) for code in found[0].languages}
    less[found[0].languages[0]] = len(slight)
    made["files"] = [
        (code, own_name(code), p.name, counts[code], less[code])
        for code, p in sorted(
            ((p.document.metadata.language, p) for p in papers), key=lambda one: found[0].languages.index(one[0])
        )
    ]
    made["asked_language"] = asked
    made |= {"said_json": as_json(folder.said(key)), "seen_json": as_json(sorted(folder.seen(key)))}
    return with_desk(page, "tools_beside.html", asked, key=key, **made)


def findings_file(
    folder: Folder, paper: Paper, form: str, language: str, asked: str, *, everything: bool = False, beside: str = ""
) -> tuple[bytes, str]:
    """What the languages of a work say differently, as a workbook, or as comments in the Word file of one of them, of
    the first one with those of all; with what was ticked and said, and with those of little weight only if `everything`
    is wanted; a workbook has the texts of a language `beside` them,
    comments what is missing.  And the name of the file, without its suffix.

    Raises UsageError where there is one language only, or none that is named so.
    """
    papers = folder.versions(paper)
    if len(papers) < 2:
        raise UsageError(said(asked)["one_language"].format(name=paper.name))
    found = [concord([p.document for p in papers])]
    key = _work_key(paper)
    seen, told = folder.seen(key), folder.said(key)
    into = asked if form == "xlsx" else language
    noted = {mark: FindingNote(mark in seen, _verdict(told.get(mark, ""), into)) for mark in (*seen, *told)}
    if form == "xlsx":
        from converters.compare.worklists import as_worklist

        return as_worklist(
            found, noted=noted, language=asked, beside=beside, keys=False
        ), f"{plain(paper.document)}-{said(asked)['file_findings']}"
    from converters.compare.commented import as_commented

    chosen = next((p for p in papers if p.document.metadata.language == language), None)
    is_first = language == found[0].languages[0]
    original = read_bytes(chosen.path) if chosen and format_by_suffix(chosen.path) == "docx" else b""
    weighty = [f for f in found[0].findings if f.severity != "low"]  # of the others a comment would count them
    shown = found[0] if everything else replace(found[0], findings=tuple(weighty), variants=())
    made = as_commented(
        [shown],
        language,
        original=original,
        noted=noted,
        everything=everything,
        every_language=is_first,
        language=language,  # the comments are for who writes in this file
        beside=beside,
    )
    stem = os.path.splitext(chosen.name if chosen else plain(paper.document))[0]
    return made, f"{stem} {said(asked)['file_comments']}"


def _series(folder: Folder, years: Years, paper: Paper, *, whole: bool = True) -> list[Paper]:
    """The documents of the same resolution over the years, oldest first, drafts last."""
    claims = folder.claims()
    of_own_words = [p for p in folder.papers() if claims.kind_of(p) in ("draft", "rival") and not claims.stands(p)]
    return years.of(paper, [*folder.standing(), *of_own_words], claims.is_aside, whole=whole)


def years_page(folder: Folder, years: Years, paper: Paper, asked: str) -> bytes:
    """The years of a resolution.  Raises UsageError where there is only one."""
    papers = _series(folder, years, paper)
    if len(papers) < 2:
        raise UsageError(said(asked)["one_year"].format(name=paper.name))
    claims = folder.claims()
    aside = {p.key for p in papers if claims.is_aside(p)}
    drafts = frozenset(i for i, p in enumerate(papers) if claims.is_draft(p))
    rivals = frozenset(i for i, p in enumerate(papers) if claims.is_aside(p) and not claims.is_draft(p))
    series = Series.of([(p.path, p.document) for p in papers])
    rows = tuple(in_reading_order(series.rows, [p.document for p in papers]))
    page = series_page(
        [replace(series, documents=tuple(_apart_named(papers, aside)), drafts=drafts, rivals=rivals, rows=rows)],
        page_of=page_of(folder),
        up="/",
        siblings=_siblings(folder, series.language),
    )
    return with_desk(page, "tools_plain.html", asked)


_VERDICTS = ("verdict_wrong", "verdict_justified", "verdict_none")


def _verdict(told: str, language: str) -> str:
    """What a person said of a difference; one of the verdicts that are offered in the words of a language."""
    found = (name for code in codes() for name in _VERDICTS if said(code)[name] == told)
    return next((said(language)[name] for name in found), told)


def _apart_named(papers: Sequence[Paper], aside: Container[str]) -> list[str]:
    """What documents are called: by their symbols, of those that would have one name those `aside` by their files, else
    all.

    `aside` are the keys of drafts and of what stands for no text.
    """
    symbols = [called(p.document, p.path) for p in papers]
    names = [p.name if p.key in aside and symbols.count(s) > 1 else s for p, s in zip(papers, symbols, strict=True)]
    return [p.name if names.count(name) > 1 else name for p, name in zip(papers, names, strict=True)]


def compared_page(folder: Folder, years: Years, papers: Sequence[Paper], asked: str) -> bytes:
    """Documents of a folder compared, the oldest first: two, or more in columns; those of a series in the folder with
    the way to what became of their mandates.

    Raises UsageError for different languages.
    """
    _check_languages(papers, asked)
    language = papers[-1].document.metadata.language
    siblings = _siblings(folder, language)
    names = _names_of_compared(folder, papers)
    documents = [p.document for p in papers]
    first, last = (f"/d/{papers[k].key}" for k in (0, -1))
    aside, standing = folder.claims().is_aside, folder.standing()
    follows = any(len(years.of(p, standing, aside, whole=False)) > 1 for p in papers)
    ways = {"keys": named(papers), "follows": follows}
    if len(papers) > 2:
        addresses = [f"/d/{p.key}" for p in papers]
        page = several_page(documents, names, addresses=addresses, up="/", siblings=siblings)
        return with_desk(page, "tools_compare.html", asked, **ways, several=True)
    title = heading_of(documents[-1])
    found = compare(*documents)
    page = comparison_page(
        found, names[0], names[1], language, title=title, addresses=(first, last), up="/", siblings=siblings
    )
    return with_desk(page, "tools_compare.html", asked, **ways, several=False)


def _names_of_compared(folder: Folder, papers: Sequence[Paper]) -> list[str]:
    """What documents are called that are compared, of what is not adopted with the word for it."""
    claims, language = folder.claims(), papers[-1].document.metadata.language
    called_so = _apart_named(papers, {p.key for p in papers if claims.is_aside(p)})
    tags = [said(language)[f"status_{kind}"] if (kind := claims.word_of(p)) else "" for p in papers]
    return [f"{name} ({tag})" if tag else name for name, tag in zip(called_so, tags, strict=True)]


def compared_word(folder: Folder, papers: Sequence[Paper], asked: str) -> bytes:
    """A Word file of documents, the oldest one first: of two with what changed as tracked changes, of more in columns.

    Raises UsageError for different languages.
    """
    _check_languages(papers, asked)
    if len(papers) > 2:
        from converters.compare.columns import as_columns

        return as_columns([p.document for p in papers], _names_of_compared(folder, papers))
    from converters.compare.redline import as_redline

    return as_redline(*(p.document for p in papers))


def _check_languages(papers: Sequence[Paper], asked: str) -> None:
    """Raise UsageError where documents are in different languages."""
    if len({p.document.metadata.language for p in papers} - {"und"}) > 1:
        raise UsageError(said(asked)["languages_differ"])


def named(papers: Sequence[Paper]) -> str:
    """Documents as an address names them."""
    return "&".join(f"d={paper.key}" for paper in papers)


def page_of(folder: Folder) -> Callable[[str], str]:
    """Leads from the path of a document to its page."""
    pages = {p.path: f"/d/{p.key}" for p in folder.papers()}
    return lambda path: pages.get(path, "")


class Found(Struct, frozen=True):
    """A passage that was found, or that cites: where it leads, what it is called, its text in pieces (`hit` or not),
    the name of its language where the texts that were found are in several, and of a note how its paragraph begins.
    """

    href: str
    symbol: str
    place: str
    title: str
    code: str
    direction: str
    pieces: tuple[tuple[bool, str], ...]
    language: str = ""
    around: str = ""


class Called(Struct, frozen=True):
    """A work whose symbol somebody typed: its page (that of its languages if there are several), symbol and title, and
    its languages, that of who reads first.
    """

    href: str
    symbol: str
    title: str
    versions: tuple[Version, ...]


def meant(folder: Folder, query: str) -> str:
    """The symbol of the one work that somebody's words name; the words where they name none, or several."""
    found = {symbol_of(group[0].document) for group in _named(folder, query)}
    return found.pop() if len(found) == 1 else query.strip()


def _named(folder: Folder, query: str) -> list[list[Paper]]:
    """The works whose symbol somebody typed, or whose number: of those that have a year, with or without it."""
    wanted, typed = parse_symbol(query.strip()), _spelled(query)
    if not wanted and not any(map(str.isdecimal, typed)):
        return []
    claims, found = folder.claims(), []
    for group in folder.works():
        document = group[0].document
        names = map(_spelled, (symbol_of(document), document.metadata.number))  # "78/206", "S/RES/2718 (2023)"
        is_meant = (wanted and parse_symbol(symbol_of(document)) == wanted) or any(
            typed in (name, name.partition("(")[0]) for name in names
        )
        if is_meant and claims.stands(group[0]):
            found.append(group)
    return found


def _spelled(symbol: str) -> str:
    """A symbol without its spaces and capitals.

    >>> _spelled("s/RES/2718 (2023) ")
    's/res/2718(2023)'
    """
    return "".join(symbol.split()).casefold()


def _called(folder: Folder, query: str, asked: str) -> list[Called]:
    """The works whose symbol somebody typed, as they are shown."""
    found = []
    for group in _named(folder, query):
        ordered = _for_reader(group, lambda p: p.document.metadata.language, asked)
        told = ordered[0]
        href = f"/w/{told.key}" if len(group) > 1 else f"/d/{told.key}"
        versions = tuple(map(_version, ordered))
        found.append(Called(href, symbol_of(told.document), heading_of(told.document), versions))
    return found


def _for_reader(those: Iterable[T], language: Callable[[T], str], asked: str) -> list[T]:
    """Things in the order in which a reader of a language wants them: their own, the usual one, the others."""
    return sorted(those, key=lambda one: (language(one) != asked, language(one) != usual()))


def search_page(folder: Folder, query: str, passages: Sequence[Passage], cites: int, state: State, asked: str) -> bytes:
    """What was found for words; `cites` counts the places that cite what they are the symbol of, of which those in the
    language of who reads come first.
    """
    called = _called(folder, query, asked)
    if called:
        passages = _for_reader(passages, lambda one: one.language, asked)
    return render(
        "found.html",
        asked,
        title=said(asked)["search_all"],
        heading=said(asked)["search_all"],
        query=query,
        cites=cites,
        meant=called[0].symbol if len({one.symbol for one in called}) == 1 else query,
        called=called,
        told=told_of_index(state, asked),
        fault=state.fault,
        nothing="" if passages or cites or not query.strip() or not state.ready else said(asked)["search_none"],
        found=_named_apart(
            [
                _found(
                    folder, p.file, p.eid, p.symbol, _place(p.eid, p.place, asked), p.title, p.language, p.text, p.hits
                )
                for p in passages
            ],
            [p.language for p in passages],
        ),
    )


def cited_page(folder: Folder, symbol: str, references: Sequence[Reference], state: State, asked: str) -> bytes:
    """The paragraphs that cite a document, those in the language of who reads first."""
    words = said(asked)
    places = places_of(_for_reader(references, lambda one: one.language, asked))
    return render(
        "found.html",
        asked,
        title=said(asked)["who_cites"].format(symbol=isolated(symbol)),
        heading=said(asked)["who_cites"].format(symbol=isolated(symbol)),
        query="",
        cites=0,
        meant="",
        called=[],
        told=told_of_index(state, asked),
        fault=state.fault,
        nothing="" if references or not state.ready else words["cites_none"].format(gaps=words["gaps"]),
        found=_named_apart(list(_citing(folder, places, asked)), [those[0].language for those in places]),
    )


def _named_apart(found: Sequence[Found], languages: Sequence[str]) -> list[Found]:
    """What was found, with the names of its languages if there are several."""
    several = len(set(languages)) > 1
    return [
        replace(one, language=own_name(code) if several else "") for one, code in zip(found, languages, strict=True)
    ]


def places_of(references: Iterable[Reference]) -> list[list[Reference]]:
    """Citations by the places where they stand: a paragraph, or a note of it, cites once what it names in pieces."""
    found: dict[tuple[str, str, str], list[Reference]] = {}
    for one in references:
        found.setdefault((one.file, one.paragraph, one.place), []).append(one)
    return list(found.values())


def _citing(folder: Folder, places: Iterable[Sequence[Reference]], asked: str) -> Iterator[Found]:
    """The places that cite, each with its words, what cites marked in them; a note with the beginning of its
    paragraph.
    """
    texts: dict[str, Mapping[str, str]] = {}
    for those in places:
        r = those[0]
        if r.file not in texts:
            paper = folder.paper(key_of(r.file))
            texts[r.file] = {u.eid: u.text.content for u in units(paper.document) if u.eid} if paper else {}
        # a note is not in its paragraph: what cites stands in the unit that the eId of the citation begins with
        held = [(eid, texts[r.file].get(eid, "")) for eid in (r.paragraph, r.eid, r.eid.rpartition("__")[0])]
        unit, text = next(((eid, text) for eid, text in held if r.text in text), ("", ""))
        hits = list(_hits(text, [one.text for one in those]))
        place, around = _place(r.paragraph, r.place, asked), ""
        if unit and not unit.startswith(r.paragraph):
            place = f"{place}{said(asked)['comma']}{_place(unit, '', asked)}"
            around = summary(texts[r.file].get(r.paragraph, ""))
        found = _found(folder, r.file, r.paragraph, r.symbol, place, "", r.language, text if hits else r.text, hits)
        yield replace(found, around=around)


def _hits(text: str, words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where words stand in a text, one after the other."""
    at = 0
    for one in words:
        start = text.find(one, at)
        if start >= 0 and one:
            at = start + len(one)
            yield start, at


def told_of_index(state: State, asked: str) -> str:
    """What is to be said of an index that is not ready; empty of one that is."""
    if state.ready:
        return ""
    words = said(asked)
    if state.fault:
        return words["library_fault"].format(why=isolated(state.fault))
    counted = words["index_files"].format(n=state.files, total=max(state.files, state.total))
    return words["library_state"].format(state=counted if state.total else words["index_waiting"])


def _place(eid: str, place: str, asked: str) -> str:
    """Where something stands, in the language of the page; as the library says it where that has no words for it."""
    told = spoken(eid, said(asked)) if eid else place
    return place if told == eid else told


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
    code, direction = language_of(language)
    pieces: list[tuple[bool, str]] = []
    at = 0
    for start, end in hits:
        pieces += [(False, text[at:start]), (True, text[start:end])]
        at = end
    pieces.append((False, text[at:]))
    return Found(f"/d/{key_of(file)}#{quote(eid)}", symbol, place, title, code, direction, tuple(pieces))


def publish_page(folder: Folder, sites: Publishing, asked: str) -> bytes:
    """What the site of the folder is to be called, and what was made."""
    papers = folder.papers()
    order, words = sites.order, said(asked)
    paths = {paper.key: paper.path for paper in papers}
    unsure, leave = doubtful(folder), sites.leave
    reasons = {paths.get(one.key, ""): words[one.why] for one in unsure}
    return render(
        "publish.html",
        asked,
        title=words["publish"],
        heading=words["publish"],
        name=sites.name,
        place=sites.place,
        base_url=order.base_url if order else "",
        volume=order.volume if order else "",
        texts=sum(p.there for p in papers),
        works=len(folder.works()),
        unseen=_open_works(folder),
        doubtful=[(one, words[one.why], paths.get(one.key, "") in leave) for one in unsure],
        busy=sites.busy,
        made=sites.made,
        site=order.site if order else "",
        index=sites.index,
        aside=[(os.path.basename(one.source), reasons.get(one.source, "")) for one in order.aside] if order else [],
        failed=[os.path.basename(one.source) for one in order.read if not one.status.there] if order else [],
        archives=[name for _, name in _archives(folder)],
        going=[] if sites.busy else sites.going(),
        words_json=as_json({"no_answer": words["no_answer"]}),
        **_made(sites, words),
    )


def _made(sites: Publishing, words: Mapping[str, str]) -> dict[str, Any]:
    """What is to be said of the site that was made last; empty values where none was."""
    made = sites.made
    if made is None:
        return {"fault": "", "size": "", "gone": []}
    gone = [name for name in made.gone if name.endswith(".html")]
    return {"fault": words.get(made.fault, made.fault), "size": f"{made.size / 1e6:.1f} MB", "gone": gone}


def _open_works(folder: Folder) -> int:
    """In how many works there are remarks, or differences between their languages, that nobody has looked at."""
    ticked, out = folder.ticked(), {one.key for one in doubtful(folder) if one.out}

    def is_open(paper: Paper) -> bool:
        return paper.read is not None and bool(unseen(paper.read.diagnostics, ticked.get(paper.key, ())))

    return sum(
        any(map(is_open, group)) or bool(differences_left(folder, group, ticked))
        for group in folder.works()
        if any(p.key not in out for p in group)
    )


def message_page(heading: str, lines: Sequence[str], asked: str) -> bytes:
    """A page that says what went wrong, with a way back."""
    return render("message.html", asked, title=heading, heading=heading, lines=lines)
