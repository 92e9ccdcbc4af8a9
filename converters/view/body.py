"""The text of a document as HTML: the main part of a page, without what surrounds it.

The elements follow the structure of AKN, every eId is an id, and what is no part of the text carries `data-view`.  The
lines are those of `akn.layout`, in the same order with the same looks, so that a reader of HTML gets them back.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from msgspec import Struct

from akn.blocks import Style
from akn.document import (
    Annex,
    BodyNode,
    Cell,
    Content,
    Division,
    Document,
    Formula,
    Operative,
    Part,
    PointList,
    Preambular,
    Raw,
    Table,
)
from akn.layout import cover_style, masthead_end, runs_in
from akn.patterns import lazy_pattern
from akn.text import EMPTY, Mark, Text
from akn.xml.elements import Path
from akn.xml.nest import ids_in, is_cross_heading, words_in
from converters.view.inline import Inliner, addressee_of, attribute, call_id, note_id, role_of

_ID = lazy_pattern(r' id="([^"]*)"')
_SUMMARY, _SHORT_CELL = 90, 60  # characters of a line of the contents, of a cell of a head


class ContentsEntry(Struct, frozen=True):
    """One line of the contents: where it leads, its number, its first words, how deep it stands."""

    eid: str
    num: str
    text: str
    level: int
    heading: bool = False


class Beside(Struct, frozen=True):
    """What is shown at units: HTML by eId for the end of their first line, and attributes of their elements; `texts`
    are attributes of texts by their paths."""

    ends: Mapping[str, str] = {}
    marks: Mapping[str, str] = {}
    texts: Mapping[Path, str] = {}


class BodyWriter:
    """Writes one document; `html` is what it has written, `contents` the headings and paragraphs on the way."""

    def __init__(
        self,
        document: Document,
        eids: Mapping[Path, str],
        inliner: Inliner,
        words: Mapping[str, str],
        beside: Beside,
        title: str,
        language: str = "",
    ) -> None:
        """Write it; `language` is that of `words`, where it is not that of the document."""
        self._document = document
        self._spoken = attribute("lang", language)
        self._title = title
        self._eids = eids
        self._inline = inliner
        self._words = words
        self._beside = beside
        self._out: list[str] = []
        self._kept: set[str] = set()  # eIds of kept elements that stand on the page
        self.contents: list[ContentsEntry] = []
        self._document_text()
        self.html = "".join(self._out)

    def left(self) -> list[str]:
        """The eIds of elements that no element of the page stands for (a body without text, a list of components)."""
        shown = set(_ID.findall(self.html))
        return [eid for eid in dict.fromkeys(self._eids.values()) if eid not in shown and escape(eid) not in shown]

    # the parts of a document

    def _document_text(self) -> None:
        d = self._document
        self._cover(d.cover)
        if d.preface:
            self._head(("preface",), d.preface, 1)
        else:
            self._out.append(f"<h1 data-view>{self._inline.characters(self._title)}</h1>\n")
        self._main((), d, 2)
        for i, part in enumerate(d.parts):
            self._inner(("parts", i), part, 2)
        self._closing(("conclusions",), d.conclusions)
        for i, annex in enumerate(d.annexes):
            self._inner(("annexes", i), annex, 2)
        self._notes()

    def _cover(self, cover: tuple[Text, ...]) -> None:
        if not cover:
            return
        end = masthead_end(cover)
        self._open("div", self._id(("cover",)), "akn-cover")
        if end:
            self._open("header", "", "akn-coverPage")
        for i, text in enumerate(cover):
            self._line(text, ("cover", i), kind=role_of(text), style=cover_style(text))
            if i == end - 1:
                self._close("header")
        self._close("div")

    def _head(self, path: Path, lines: tuple[Text, ...], level: int, *, new_page: bool = False) -> None:
        """The head of a document, a part or an annex: one heading."""
        self._open("div", self._id(path), "akn-preface")
        self._heading([(text, (*path, i), "", "") for i, text in enumerate(lines)], level, Style.TITLE, new_page)
        self._close("div")

    def _main(self, path: Path, whole: Document | Part | Annex, level: int) -> None:
        if whole.preamble:
            self._open("section", "", "akn-preamble")
            first = next((i for i, node in enumerate(whole.preamble) if isinstance(node, Preambular)), None)
            if first is not None:
                eid = self._id((*path, "preamble", first))
                self.contents.append(ContentsEntry(eid, "", self._words["preamble"], min(level - 1, 4), heading=True))
            for i, node in enumerate(whole.preamble):
                at = (*path, "preamble", i)
                if isinstance(node, Formula):
                    self._line(node.text, (*at, "text"), id_=self._id(at), kind="formula", style=Style.PARAGRAPH)
                else:
                    self._unit("div", "container", at, "", node.content, flow=True)
            self._close("section")
        if whole.body:
            if whole.preamble and not isinstance(whole.body[0], Division):
                # what follows the preamble would stand under it
                eid = self._id((*path, "body", 0))
                self.contents.append(ContentsEntry(eid, "", self._words["operative"], min(level - 1, 4), heading=True))
            self._open("section", self._id((*path, "body")), "akn-mainBody")
            self._nodes((*path, "body"), whole.body, level, in_division=False)
            self._close("section")

    def _inner(self, at: Path, whole: Part | Annex, level: int) -> None:
        """A part of an issue or an annex, with the annexes that it has itself."""
        eid, annex = self._id(at), isinstance(whole, Annex)
        self._open("section", eid, "akn-attachment" if annex else "akn-component")
        if whole.preface:
            self._enter(eid, "", whole.preface, level - 1)
            self._head((*at, "preface"), whole.preface, level, new_page=annex)
        self._main(at, whole, min(level + 1, 6))
        if isinstance(whole, Part):
            self._closing((*at, "conclusions"), whole.conclusions)
        for i, inner in enumerate(whole.annexes):
            self._inner((*at, "annexes", i), inner, min(level + 1, 6))
        self._close("section")

    def _closing(self, path: Path, lines: tuple[Text, ...]) -> None:
        if lines:
            self._open("div", self._id(path), "akn-conclusions")
            for i, text in enumerate(lines):
                self._line(text, (*path, i), style=Style.MEETING)
            self._close("div")

    # the body

    def _nodes(self, path: Path, nodes: Sequence[BodyNode], level: int, *, in_division: bool) -> None:
        for i, node in enumerate(nodes):
            at = (*path, i)
            if isinstance(node, Operative):
                self._unit("div", "paragraph", at, node.num, node.content)
            elif isinstance(node, Preambular):
                cross = is_cross_heading(node, in_division=in_division)
                kind = "crossHeading" if cross else "hcontainer"
                self._unit("div", kind, at, "", node.content, flow=True)
            elif isinstance(node, Division):
                self._division(at, node, level)
            else:
                self._raw(node, self._id(at))

    def _division(self, at: Path, node: Division, level: int) -> None:
        eid = self._id(at)
        self._open("section", eid, f"akn-{node.kind}")
        lines: list[tuple[Text, Path, str, str]] = []
        at_heading: Path = (*at, "heading")
        if node.heading and runs_in(node.num):
            lines = [(node.heading, at_heading, node.num, eid)]
        else:
            lines += [(Text(node.num), (*at, "num"), "", eid)] if node.num else []
            lines += [(node.heading, at_heading, "", "")] if node.heading else []
        if lines:
            self._enter(eid, node.num, (node.heading,), level - 1)
            self._heading(lines, level, Style.HEADING)
        self._nodes((*at, "children"), node.children, min(level + 1, 6), in_division=True)
        self._close("section")

    def _unit(
        self,
        tag: str,
        kind: str,
        at: Path,
        num: str,
        content: Sequence[Content],
        *,
        flow: bool = False,
        above: Text = EMPTY,
    ) -> None:
        """A paragraph or a point with its number: lines, tables and lists in order, first what stands above a point."""
        eid = self._id(at)
        self._open(tag, eid, f"akn-{kind}", self._beside.marks.get(eid, ""))
        if kind == "paragraph":
            self._list_in_contents(eid, num, content)
        if above:
            self._line(above, (*at, "heading"), kind="subheading", style=Style.PARAGRAPH)
        typed = num
        ids = self._holders(at, content, flow=flow)
        for i, c in enumerate(content):
            place = (*at, "content", i)
            if typed and not isinstance(c, Text):
                self._line(Text(""), place, num=typed, link=eid)
                typed = ""
            if isinstance(c, Text):
                addressee = addressee_of(c) if kind == "paragraph" and i == 0 else None
                self._line(
                    c, place, id_=ids.get(i, ""), num=typed, link=eid if i == 0 else "", style=Style.PARAGRAPH,
                    addressee=addressee,
                )  # fmt: skip
            elif isinstance(c, Table):
                self._table(place, c, ids.get(i, ""))
            elif isinstance(c, PointList):
                self._list(place, c, kind, flow=flow)
            else:
                self._raw(c, ids.get(i, ""))
            typed = ""
        if not content:
            self._line(Text(""), (*at, "content"), num=num, link=eid)
        self._close(tag)

    def _list_in_contents(self, eid: str, num: str, content: Sequence[Content]) -> None:
        """List a paragraph; of one that is nothing but a table or a list without a number nothing can be said."""
        first = next((c for c in content if isinstance(c, Text)), EMPTY)
        told = summary(first.content)
        if num or told:
            self.contents.append(ContentsEntry(eid, num, told, 0))

    def _holders(self, at: Path, content: Sequence[Content], *, flow: bool) -> dict[int, str]:
        """The eIds of elements that stand around several contents (intro, alinea), by the content that shows them."""
        found: dict[int, str] = {}
        run = 0  # where the texts begin that lead to the next list
        for i, c in enumerate(content):
            place = (*at, "content", i)
            if (*place, "alinea") in self._eids:
                found[i] = self._id((*place, "alinea"))
            if (*place, "intro") in self._eids:
                found[i - 1 if flow else run] = self._id((*place, "intro"))
            if isinstance(c, PointList):
                run = i + 1
        if (*at, "intro") in self._eids:
            found[0] = self._id((*at, "intro"))
        return found

    def _list(self, at: Path, points: PointList, kind: str, *, flow: bool) -> None:
        if points.points:
            element = "item" if flow else "indent" if points.bullets else "point"
            self._open("ol", self._id(at), "akn-list", ' role="list"')
            for k, point in enumerate(points.points):
                self._unit("li", element, (*at, "points", k), point.num, point.content, flow=flow, above=point.heading)
            self._close("ol")
        for k, text in enumerate(points.wrap_up):
            id_ = self._id((*at, "wrap_up")) if k == 0 else ""
            self._line(text, (*at, "wrap_up", k), id_=id_, kind="wrapUp", style=Style.PARAGRAPH)

    # tables, notes, and what the model has no word for

    def _table(self, at: Path, table: Table, holder: str = "") -> None:
        # a table that is wider than its place is moved by the keyboard as well
        self._out.append(f'<div class="scroll" tabindex="0"{attribute("id", holder)}>')
        self._open("table", self._id(at), "akn-table")
        if table.caption:
            inside = self._inline.html(table.caption, (*at, "caption"))
            self._out.append(f'<caption data-style="heading" data-indent="0">{inside}</caption>\n')
        guessed = _has_head(table)
        for r, row in enumerate(table.rows):
            self._out.append("<tr>")
            for c, cell in enumerate(row):
                self._cell((*at, "rows", r, c), cell, scope="col" if r == 0 else "row", guessed=guessed and r == 0)
            self._out.append("</tr>\n")
        self._out.append("</table></div>\n")

    def _cell(self, at: Path, cell: Cell, *, scope: str, guessed: bool) -> None:
        empty = not any(c.content.strip() if isinstance(c, Text) else True for c in cell.content)
        head = (cell.header or guessed) and not empty  # a head that says nothing is none for who hears it
        spans = attribute("rowspan", str(cell.rowspan) if cell.rowspan != 1 else "")
        spans += attribute("colspan", str(cell.colspan) if cell.colspan != 1 else "")
        spans += attribute("scope", scope if head else "")
        element, meant = ("th" if is_head else "td" for is_head in (head, cell.header))
        spans += attribute("data-seen", meant if meant != element else "")
        alone = self._beside.texts.get((*at, 0), "") if len(cell.content) == 1 else ""
        self._out.append(f"<{element}{spans}{alone}>")
        if len(cell.content) == 1 and isinstance(cell.content[0], Text):
            self._out.append(self._inline.html(cell.content[0], (*at, 0)))
        else:
            for i, c in enumerate(cell.content):
                if isinstance(c, Text):
                    self._line(c, (*at, i))
                else:
                    self._table((*at, i), c)
        self._out.append(f"</{element}>")

    def _notes(self) -> None:
        notes = self._document.notes
        if not notes:
            return
        self._out.append(
            '<section class="akn-notes" role="doc-endnotes" aria-labelledby="view-notes">\n'
            f'<h2 id="view-notes" data-view{self._spoken}>{escape(self._words["notes"])}</h2>\n'
        )
        for i, note in enumerate(notes):
            eid = note_id(i, self._eids)
            back = f' href="#{call_id(eid)}"' if note.key in self._inline.called else ""
            data = f'data-key="{escape(note.key)}" data-marker="{escape(note.marker)}"'
            self._out.append(
                f'<div id="{escape(eid)}" class="akn-authorialNote" {data}>'
                f'<a class="akn-marker"{back}>{escape(note.marker)}</a><div>\n'
            )
            for k, c in enumerate(note.content):
                at = ("notes", i, "content", k)
                if isinstance(c, Text):
                    self._line(c, at, style=Style.NOTE)
                elif isinstance(c, Table):
                    self._table(at, c)
                else:
                    self._raw(c)
            self._out.append("</div></div>\n")
        self._out.append("</section>\n")

    def _raw(self, raw: Raw, id_: str = "") -> None:
        """What the model has no word for: the words that it holds, and its eIds."""
        ids = [eid for eid in dict.fromkeys(ids_in(raw)) if eid not in self._kept]
        self._kept.update(ids)
        anchors = "".join(f'<span id="{escape(eid)}"></span>' for eid in ids)
        words = self._inline.characters(words_in(raw.xml))
        self._out.append(f'<p{attribute("id", id_)} class="akn-foreign" data-style="paragraph">{anchors}{words}</p>\n')

    # lines

    def _line(
        self,
        text: Text,
        path: Path,
        *,
        id_: str = "",
        kind: str = "",
        num: str = "",
        link: str = "",
        style: Style = Style.NONE,
        addressee: Mark | None = None,
    ) -> None:
        """One paragraph; `num` is its number and `link` the eId of the unit that it opens."""
        name = attribute("id", id_) + (f' class="akn-{kind}"' if kind else "")
        name += f' data-style="{style.value}"' if style.value else ""
        name += self._beside.texts.get(path, "")
        inside = self._inline.html(text, path, addressee=addressee)
        self._out.append(f"<p{name}>{self._number(num, link)}{inside}{self._end(num, link)}</p>\n")

    def _number(self, num: str, link: str) -> str:
        if not num:
            return ""
        shown = self._inline.characters(num)
        return f'<a class="akn-num" href="#{escape(link)}">{shown}</a> '

    def _end(self, num: str, link: str) -> str:
        """What stands at the end of the first line of a unit and is no part of the text."""
        if not link:
            return ""
        beside = self._beside.ends.get(link, "")
        if num:
            return beside
        label = escape(self._words["permalink"])
        return f'{beside}<a class="view-link" data-view href="#{escape(link)}" aria-label="{label}"{self._spoken}>¶</a>'

    def _heading(
        self, lines: Sequence[tuple[Text, Path, str, str]], level: int, style: Style, new_page: bool = False
    ) -> None:
        """One heading of one or several lines (text, path, number that runs in, eId that it links to)."""
        data = attribute("data-style", style.value)
        page = ' data-new-page="page"' if new_page else ""
        made = [
            (self._beside.texts.get(path, ""), f"{self._number(num, link)}{self._inline.html(text, path)}")
            for text, path, num, link in lines
        ]
        tag = f"h{level}"
        if len(made) == 1:
            self._out.append(f"<{tag}{data}{page}{made[0][0]}>{made[0][1]}</{tag}>\n")
        else:
            spans = " ".join(f"<span data-line{data}{beside}>{inside}</span>" for beside, inside in made)
            self._out.append(f'<{tag} class="akn-lines"{page}>{spans}</{tag}>\n')

    # elements

    def _open(self, tag: str, id_: str, class_: str, more: str = "") -> None:
        self._out.append(f'<{tag}{attribute("id", id_)} class="{class_}"{more}>\n')

    def _close(self, tag: str) -> None:
        self._out.append(f"</{tag}>\n")

    def _id(self, path: Path) -> str:
        return self._eids.get(path, "")

    def _enter(self, eid: str, num: str, lines: Sequence[Text], level: int) -> None:
        self.contents.append(ContentsEntry(eid, num, summary(" ".join(t.content for t in lines)), level, heading=True))


def _has_head(table: Table) -> bool:
    """Whether the first row of a table without marked headers reads as one: short cells, none but the first empty."""
    rows = table.rows
    if len(rows) < 2 or len(rows[0]) < 2 or any(cell.header for row in rows for cell in row):
        return False
    words = [" ".join(c.content if isinstance(c, Text) else "" for c in cell.content) for cell in rows[0]]
    return all(words[1:]) and all(len(w) <= _SHORT_CELL for w in words)


def summary(content: str) -> str:
    """The first words of a text, as a line of the contents shows them."""
    words = " ".join(content[: 4 * _SUMMARY].split())
    return words if len(words) <= _SUMMARY else words[: _SUMMARY - 1].rsplit(" ", 1)[0].rstrip(",;:،，") + "…"
