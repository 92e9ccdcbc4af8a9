"""Document → Akoma Ntoso 3.0 XML, following the AKN4UN profile (sections 1 and 2); the mirror of `akn.read`.

Every document gives valid XML, also one that no parser would make: what AKN has no place for takes the nearest place
that keeps its words and their order.  Nothing is corrected.  The XML is built from strings; the same document gives
the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from akn.document import (
    Annex,
    BodyNode,
    Cell,
    Content,
    Division,
    Document,
    Formula,
    Metadata,
    Operative,
    Part,
    Point,
    PointList,
    Preambular,
    Raw,
    Table,
)
from akn.text import Kind, Text
from akn.xml.eids import Path
from akn.xml.emit_markup import RunningText, encoded, escape, kept, quoted
from akn.xml.emit_meta import MetaWriter, component_of
from akn.xml.names import AKN, DIVISIONS, ENACTING, PREAMBULAR, STATEMENTS
from akn.xml.nest import groups, is_cross_heading, looks_like_bullets, needs_paragraph
from akn.xml.uri import WorkUri, work_of


def emit_xml(document: Document) -> bytes:
    """The document as Akoma Ntoso XML in UTF-8, with a declaration and a line feed at the end.

    >>> from akn.document import Document, Operative
    >>> xml = emit_xml(Document(body=(Operative("1.", (Text("Decides to go on."),)),))).decode()
    >>> xml[xml.index("<mainBody") : xml.index("</mainBody>")].split("\\n")[1].strip()
    '<paragraph eId="para_1"><num>1.</num>'
    """
    return encoded("".join(_Emitter(document).document()) + "\n")


class _Emitter(RunningText):
    """Writes one document.  `nl` is a line feed and the indentation of the element that is being written.

    An empty `nl` means: all in one line, for what stands inside of running text.
    """

    def __init__(self, document: Document) -> None:
        super().__init__(document)
        self._meta = MetaWriter(self._document, self._out)

    def document(self) -> list[str]:
        """The pieces of the file."""
        document, out = self._document, self._out
        out.append(f'<?xml version="1.0" encoding="UTF-8"?>\n<akomaNtoso xmlns="{AKN}">')
        kind = document.metadata.kind
        if document.parts:
            element, name = "documentCollection", "publication" + kind[:1].upper() + kind[1:]
        else:
            element, name = _element_of(kind), kind
        self._open_document(element, name, "\n ")
        self._meta.of_document("\n  ")
        self._lines("\n  ", "coverPage", ("cover",), document.cover)
        work = work_of(document.metadata, collection=bool(document.parts))
        self._whole("\n  ", (), document, document.metadata, work)
        out.append(f"\n </{element}>")
        if document.parts:
            self._components("\n ")
        out.append("\n</akomaNtoso>")
        return out

    def _open_document(self, element: str, name: str, nl: str) -> None:
        self._out.append(f'{nl}<{element} name="{quoted(name)}" contains="originalVersion">')

    def _whole(self, nl: str, path: Path, whole: Document | Part | Annex, metadata: Metadata, work: WorkUri) -> None:
        """What stands in a document element after `meta`: of the document itself, a part of an issue, an annex."""
        out = self._out
        self._lines(nl, "preface", (*path, "preface"), whole.preface)
        self._preamble(nl, (*path, "preamble"), whole.preamble)
        if isinstance(whole, Document) and whole.parts:
            self._collection_body(nl)
        elif path == ("parts", 0) and self._document.body:
            # no parser gives a document a body beside its parts; if it has one, its words come first
            out.append(f"{nl}<mainBody{self._id((*path, 'body'))}>")
            self._nodes(nl + " ", ("body",), self._document.body, in_division=False)
            self._nodes(nl + " ", (*path, "body"), whole.body, in_division=False)
            out.append(f"{nl}</mainBody>")
        else:
            self._main_body(nl, (*path, "body"), whole.body)
        if not isinstance(whole, Annex):
            self._lines(nl, "conclusions", (*path, "conclusions"), whole.conclusions)
        if whole.annexes:  # one attachment an annex, appendices inside of the annex they belong to (profile 1.5)
            out.append(f"{nl}<attachments>")
            for i, annex in enumerate(whole.annexes):
                at = (*path, "annexes", i)
                component = work.at(component_of(work, i + 1))
                out.append(f"{nl} <attachment{self._id(at)}>")
                self._open_document("doc", annex.name, nl + "  ")
                self._meta.of_annex(nl + "   ", metadata, component, annex, self._eids[at])
                self._whole(nl + "   ", at, annex, metadata, component)
                out.append(f"{nl}  </doc>{nl} </attachment>")
            out.append(f"{nl}</attachments>")

    # the parts of a document

    def _lines(self, nl: str, element: str, path: Path, lines: Sequence[Text]) -> None:
        """Cover page, preface and conclusions: a `p` a line."""
        if lines:
            out = self._out
            out.append(f"{nl}<{element}{self._id(path)}>")
            for i, line in enumerate(lines):
                out.append(f"{nl} <p>{self._text(line, (*path, i))}</p>")
            out.append(f"{nl}</{element}>")

    def _preamble(self, nl: str, path: Path, nodes: Sequence[Formula | Preambular]) -> None:
        """The preamble; it has no eId, because `preamble` is the id of a concept (R-078)."""
        if not nodes:
            return
        out = self._out
        out.append(f"{nl}<preamble>")
        for i, node in enumerate(nodes):
            at = (*path, i)
            if isinstance(node, Formula):
                text = self._text(node.text, (*at, "text"))
                out.append(f'{nl} <formula{self._id(at)} name="{ENACTING}"><p>{text}</p></formula>')
            else:
                name, refers = _action_of(node)
                about = f' refersTo="{quoted(refers)}"' if refers else ""
                out.append(f'{nl} <container{self._id(at)} name="{quoted(name)}"{about}>')
                self._flow(nl + "  ", (*at, "content"), node.content)
                out.append(f"{nl} </container>")
        out.append(f"{nl}</preamble>")

    def _main_body(self, nl: str, path: Path, nodes: Sequence[BodyNode]) -> None:
        out = self._out
        out.append(f"{nl}<mainBody{self._id(path)}>")
        if nodes:
            self._nodes(nl + " ", path, nodes, in_division=False)
        else:
            out.append(f"{nl} <paragraph{self._id((*path, 0))}><content><p/></content></paragraph>")
        out.append(f"{nl}</mainBody>")

    def _collection_body(self, nl: str) -> None:
        """The list of the resolutions of a multi-part issue (profile 1.5)."""
        out, document = self._out, self._document
        out.append(f"{nl}<collectionBody{self._id(('body',))}>")
        for i, part in enumerate(document.parts):
            at: Path = ("parts", i)
            number = part.metadata.number or f"{document.metadata.number} {part.letter}".strip()
            out.append(
                f"{nl} <component{self._id((*at, 'component'))}><documentRef{self._id((*at, 'ref'))} "
                f'href="#{self._eids[at]}" showAs="{quoted(number)}"/></component>'
            )
        out.append(f"{nl}</collectionBody>")

    def _components(self, nl: str) -> None:
        out = self._out
        out.append(f"{nl}<components{self._id(('components',))}>")
        for i, part in enumerate(self._document.parts):
            at: Path = ("parts", i)
            element = _element_of(part.metadata.kind)
            out.append(f"{nl} <component{self._id(at)}>")
            self._open_document(element, part.metadata.kind, nl + "  ")
            self._meta.of_part(nl + "   ", part, self._eids[at])
            self._whole(nl + "   ", at, part, part.metadata, work_of(part.metadata))
            out.append(f"{nl}  </{element}>{nl} </component>")
        out.append(f"{nl}</components>")

    # the body

    def _nodes(self, nl: str, path: Path, nodes: Sequence[BodyNode], *, in_division: bool) -> None:
        for i, node in enumerate(nodes):
            at = (*path, i)
            if isinstance(node, Operative):
                self._unit(nl, "paragraph", at, node.num, node.content)
            elif isinstance(node, Division):
                self._division(nl, at, node)
            elif isinstance(node, Preambular):
                self._preambular(nl, at, node, in_division=in_division)
            elif needs_paragraph(node, in_division=in_division):
                self._out.append(f"{nl}<paragraph{self._id(at)}><content>{kept(node)}</content></paragraph>")
            else:
                self._out.append(nl + kept(node))

    def _division(self, nl: str, at: Path, node: Division) -> None:
        out = self._out
        kind = node.kind if node.kind in DIVISIONS else "division"
        name = f' name="{quoted(node.name or kind)}"' if kind == "hcontainer" else ""
        num = f"<num>{escape(node.num)}</num>" if node.num else ""
        heading = f"<heading>{self._text(node.heading, (*at, 'heading'))}</heading>" if node.heading else ""
        out.append(f"{nl}<{kind}{self._id(at)}{name}>{num}{heading}")
        if node.children:
            self._nodes(nl + " ", (*at, "children"), node.children, in_division=True)
            out.append(nl)
        out.append(f"</{kind}>")

    def _preambular(self, nl: str, at: Path, node: Preambular, *, in_division: bool) -> None:
        """Preambular text in the body: a crossHeading where the XSD takes one (profile section 4, row 24)."""
        out = self._out
        _, action = _action_of(node)
        about = f' refersTo="{quoted(f"#preamble {action}".strip())}"'
        path = (*at, "content")
        if is_cross_heading(node, in_division=in_division):
            content = node.content[0]
            text = self._text(content, (*path, 0)) if isinstance(content, Text) else ""
            out.append(f"{nl}<crossHeading{self._id(at)}{about}>{text}</crossHeading>")
            return
        out.append(f'{nl}<hcontainer{self._id(at)} name="{PREAMBULAR}"{about}>{nl} <content>')
        self._flow(nl + "  ", path, node.content)
        out.append(f"{nl} </content>{nl}</hcontainer>")

    def _unit(self, nl: str, element: str, at: Path, num: str, content: Sequence[Content]) -> None:
        """A paragraph or a point: its number, and its content as `akn.xml.nest` groups it."""
        out = self._out
        path = (*at, "content")
        label = f"<num>{escape(num)}</num>" if num else ""
        out.append(f"{nl}<{element}{self._id(at)}>{label}")
        inner = nl + " "
        if len(content) == 1 and isinstance(content[0], Text):
            # nine paragraphs in ten
            out.append(f"{inner}<content><p>{self._text(content[0], (*path, 0))}</p></content>{nl}</{element}>")
            return
        for k, group in enumerate(groups(content)):
            if group.tail is not None and isinstance(group.tail[1], PointList):
                self._list(inner, path, group.blocks, group.tail[0], group.tail[1])
                continue
            if group.tail is None and k == 0:
                self._holder(inner, "content", "", path, group.blocks)
            elif group.blocks and k:
                alinea = self._id((*path, group.blocks[0][0], "alinea"))
                out.append(f"{inner}<alinea{alinea}>")
                self._holder(inner + " ", "content", "", path, group.blocks)
                out.append(f"{inner}</alinea>")
            elif group.blocks:
                self._holder(inner, "intro", self._id((*at, "intro")), path, group.blocks)
            if group.tail is not None and isinstance(group.tail[1], Raw):
                out.append(inner + kept(group.tail[1]))
        out.append(f"{nl}</{element}>")

    def _list(self, nl: str, path: Path, blocks: Sequence[tuple[int, Content]], i: int, points: PointList) -> None:
        out, at = self._out, (*path, i)
        out.append(f"{nl}<list{self._id(at)}>")
        inner = nl + " "
        if blocks:
            self._holder(inner, "intro", self._id((*at, "intro")), path, blocks)
        element = "indent" if points.bullets else "point"
        for n, point in enumerate(points.points):
            self._unit(inner, element, (*at, "points", n), point.num, point.content)
        if points.wrap_up:
            self._holder(
                inner, "wrapUp", self._id((*at, "wrap_up")), (*at, "wrap_up"), tuple(enumerate(points.wrap_up))
            )
        out.append(f"{nl}</list>")

    # blocks

    def _holder(self, nl: str, element: str, id_: str, path: Path, blocks: Sequence[tuple[int, Content]]) -> None:
        """An element that holds blocks; a single text stays on its line."""
        out = self._out
        if len(blocks) == 1 and isinstance(blocks[0][1], Text):
            i, text = blocks[0][0], blocks[0][1]
            out.append(f"{nl}<{element}{id_}><p>{self._text(text, (*path, i))}</p></{element}>")
            return
        out.append(f"{nl}<{element}{id_}>")
        self._blocks(nl + " ", path, blocks)
        out.append(f"{nl}</{element}>")

    def _blocks(self, nl: str, path: Path, blocks: Sequence[tuple[int, Content]]) -> None:
        """Texts, tables and kept elements; at least one `p`, so that nothing is without content (R-013)."""
        out = self._out
        before = len(out)
        for i, block in blocks:
            if isinstance(block, Text):
                out.append(f"{nl}<p>{self._text(block, (*path, i))}</p>")
            elif isinstance(block, Table):
                self._table(nl, (*path, i), block)
            elif isinstance(block, Raw):
                out.append(nl + kept(block))
            else:
                for n, text in enumerate(block.wrap_up):
                    out.append(f"{nl}<p>{self._text(text, (*path, i, 'wrap_up', n))}</p>")
        if len(out) == before:
            out.append(f"{nl}<p/>")

    def _flow(self, nl: str, path: Path, content: Sequence[Content]) -> None:
        """The content of a container, in which lists are blockLists (R-021)."""
        waiting: list[tuple[int, Content]] = []
        written = False
        for i, item in enumerate(content):
            if not isinstance(item, PointList) or not item.points:
                waiting.append((i, item))
                continue
            intro = waiting.pop() if waiting and isinstance(waiting[-1][1], Text) else None
            if waiting:
                self._blocks(nl, path, waiting)
                waiting = []
            self._block_list(nl, path, i, intro[1] if intro and isinstance(intro[1], Text) else None, item)
            written = True
        if waiting or not written:
            self._blocks(nl, path, waiting)

    def _block_list(self, nl: str, path: Path, i: int, intro: Text | None, points: PointList) -> None:
        out, at = self._out, (*path, i)
        inner = nl + " "
        kind = ""
        if points.bullets != looks_like_bullets(points):
            kind = ' class="bullets"' if points.bullets else ' class="points"'
        out.append(f"{nl}<blockList{self._id(at)}{kind}>")
        if intro is not None:
            text = self._text(intro, (*path, i - 1))
            out.append(f"{inner}<listIntroduction{self._id((*at, 'intro'))}>{text}</listIntroduction>")
        for n, point in enumerate(points.points):
            self._item(inner, (*at, "points", n), point)
        if points.wrap_up:
            # XSD: one listWrapUp, inline only
            lines = [self._text(text, (*at, "wrap_up", n)) for n, text in enumerate(points.wrap_up)]
            out.append(f"{inner}<listWrapUp{self._id((*at, 'wrap_up'))}>{'<eol/>'.join(lines)}</listWrapUp>")
        out.append(f"{nl}</blockList>")

    def _item(self, nl: str, at: Path, point: Point) -> None:
        out = self._out
        label = f"<num>{escape(point.num)}</num>" if point.num else ""
        out.append(f"{nl}<item{self._id(at)}>{label}")
        self._flow(nl + " ", (*at, "content"), point.content)
        out.append(f"{nl}</item>")

    def _table(self, nl: str, path: Path, table: Table) -> None:
        out = self._out
        rows = [(r, row) for r, row in enumerate(table.rows) if row]
        if not rows:
            # XSD: no table without a cell; its title is all there is
            out.append(f"{nl}<p>{self._text(table.caption, (*path, 'caption'))}</p>")
            return
        inner = nl and nl + " "
        out.append(f"{nl}<table{self._id(path)}>")
        if table.caption:
            out.append(f"{inner}<caption>{self._text(table.caption, (*path, 'caption'))}</caption>")
        for r, row in rows:
            out.append(f"{inner}<tr>")
            for c, cell in enumerate(row):
                self._cell((*path, "rows", r, c), cell)
            out.append("</tr>")
        out.append(f"{nl}</table>")

    def _cell(self, path: Path, cell: Cell) -> None:
        element = "th" if cell.header else "td"
        rows = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
        columns = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
        self._out.append(f"<{element}{rows}{columns}>")
        self._blocks("", path, tuple(enumerate(cell.content)))
        self._out.append(f"</{element}>")


def _element_of(kind: str) -> str:
    return "statement" if kind in STATEMENTS else "doc"


def _action_of(node: Preambular) -> tuple[str, str]:
    """The words of the first action of a preambular paragraph and what it refers to (profile 2.1, R-101)."""
    first = node.content[0] if node.content else None
    if isinstance(first, Text):
        for m in first.marks:
            if m.kind is Kind.ACTION:
                words = " ".join(first.content[m.start : m.end].split())
                if words:
                    return words, m.get("refersTo")
    return PREAMBULAR, ""
