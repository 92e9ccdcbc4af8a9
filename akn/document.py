"""What it means: a resolution, a decision or a statement as a value.

All classes are frozen; two documents that say the same are equal.  The model holds no identifiers: eIds follow from
the structure (`akn.xml.eids`).  A reference to a unit of the same document is a REF mark with `href="#eId"`.
"""

from __future__ import annotations

from akn.text import EMPTY, Node, Text


class Term(Node, frozen=True, gc=False):
    """An entry of `references`: what a `refersTo` points to (profile R-096 to R-099).

    `kind` is the element (`TLCOrganization`, `TLCConcept`, ...), `eid` the local id without `#`, `href` the ontology
    IRI, `label` what `showAs` says.
    """

    kind: str
    eid: str
    href: str
    label: str


class Raw(Node, frozen=True, gc=False):
    """An element that the model has no word for, kept as it stands: its XML, with its namespaces declared."""

    xml: str


class Cell(Node, frozen=True, gc=False):
    """One cell of a table."""

    content: tuple[Text | Table, ...] = ()
    header: bool = False
    rowspan: int = 1
    colspan: int = 1


class Table(Node, frozen=True, gc=False):
    """A table: rows of cells, and the title printed above it."""

    rows: tuple[tuple[Cell, ...], ...]
    caption: Text = EMPTY


class Point(Node, frozen=True, gc=False):
    """One point of a list: its label as printed ("(a)", "i)", "–"; empty if it has none) and what it says.

    `heading` is the line above it that heads this point and those after it in the list (`subheading`).
    """

    num: str
    content: tuple[Content, ...] = ()
    heading: Text = EMPTY


class PointList(Node, frozen=True, gc=False):
    """The points of a list, and the text that ends the sentence after them (`wrapUp`).

    The text that leads to the list is not here: it is the content that precedes the list in its parent.
    `bullets` means that the points are unnumbered dashes or bullets (`indent` instead of `point`).
    """

    points: tuple[Point, ...]
    wrap_up: tuple[Text, ...] = ()
    bullets: bool = False


Content = Text | Table | PointList | Raw


class Formula(Node, frozen=True, gc=False):
    """An enacting formula: "The General Assembly,"."""

    text: Text


class Preambular(Node, frozen=True, gc=False):
    """A preambular paragraph; also one that stands inside a section of the body.

    Its action is the first ACTION mark of its first text.
    """

    content: tuple[Content, ...]


class Operative(Node, frozen=True, gc=False):
    """An operative paragraph, or any paragraph of an annex: its number as printed, and what it says.

    `content` is read in order: texts before a PointList lead to it, a text after one is a new sentence (`alinea`).
    """

    num: str
    content: tuple[Content, ...] = ()


class Division(Node, frozen=True, gc=False):
    """A part of the body with a number or heading of its own.

    `kind` is the element: section, part, title, chapter, division, article, rule or hcontainer (which has a `name`).
    `num` is the label as printed ("I", "Section II", "Article 3"), empty if there is none.
    """

    kind: str
    num: str = ""
    heading: Text = EMPTY
    children: tuple[BodyNode, ...] = ()
    name: str = ""


BodyNode = Operative | Division | Preambular | Raw


class Annex(Node, frozen=True, gc=False):
    """An annex or appendix: the lines of its head (label, title; DOC_TYPE and DOC_TITLE marks) and its body."""

    preface: tuple[Text, ...] = ()
    preamble: tuple[Formula | Preambular, ...] = ()
    body: tuple[BodyNode, ...] = ()
    annexes: tuple[Annex, ...] = ()
    name: str = "annex"


class Note(Node, frozen=True, gc=False):
    """A footnote: `key` is what NOTE anchors name ("1", "2", ... in order of first call), `marker` the printed call."""

    key: str
    marker: str
    content: tuple[Text | Table | Raw, ...] = ()


_PROPOSED = frozenset({"resolutionDraft", "decisionDraft", "amendment"})
_ADOPTABLE = frozenset({"resolution", "decision"})
_ADOPTED = frozenset({"adoption", "voting", "adoptionYear"})


class Metadata(Node, frozen=True):
    """What identifies the document.  Dates are YYYY-MM-DD, empty if unknown.

    `kind` is `statement/@name` (R-003); `document` if nothing in the source says that it is a resolution, a decision
    or a statement.  `number` is the number as printed ("67/195"), `number_iri` the last IRI segment ("67-195"),
    `symbols` all printed or worked-out symbols in full ("A/RES/67/195").  `date` is the date of the work,
    `date_name` says of what: adoption, voting, adoptionYear (1 January stands for the year), unknown.
    """

    kind: str = "resolution"
    language: str = "und"  # ISO 639-2/T
    actor: str = "un"  # unga, unsc, unecosoc, unga-hrc, unga-c1 ...
    number: str = ""
    number_iri: str = ""
    symbols: tuple[str, ...] = ()
    date: str = ""
    date_name: str = "unknown"
    published: str = ""
    markup: str = ""
    session: str = ""  # "67", "S-32", "ES-11"
    meeting: str = ""  # "61"
    original_language: str = ""  # ISO 639-2/T, where the masthead names one
    official: bool = True  # false: in a language that is not official, so a translation without authority

    @property
    def is_draft(self) -> bool:
        """True of what is proposed: a draft or an amendment by its symbol, or a resolution or decision that does not
        say when it was adopted.

        Of 292 published texts, each fourth of the corpus, all say it.

        >>> Metadata("resolutionDraft").is_draft, Metadata("resolution", date_name="adoption").is_draft
        (True, False)
        """
        return self.is_proposed or (self.kind in _ADOPTABLE and self.date_name not in _ADOPTED)

    @property
    def is_proposed(self) -> bool:
        """True of what says itself that it is proposed: a draft or an amendment by its symbol.

        >>> Metadata("resolutionDraft").is_proposed, Metadata("resolution").is_proposed
        (True, False)
        """
        return self.kind in _PROPOSED


class Part(Node, frozen=True):
    """One resolution of a multi-part issue (75/101 A-B)."""

    letter: str
    metadata: Metadata
    preface: tuple[Text, ...] = ()
    preamble: tuple[Formula | Preambular, ...] = ()
    body: tuple[BodyNode, ...] = ()
    conclusions: tuple[Text, ...] = ()
    annexes: tuple[Annex, ...] = ()


class Document(Node, frozen=True):
    """A resolution, decision, draft or statement, or a multi-part issue of several.

    `cover` and `preface` hold one Text a line, with doc* marks; `preamble` starts with its Formula.  With `parts`, the
    preamble, the body and the annexes stand in the parts.  `notes` are those of the whole document, parts and annexes
    included, in order of first call.  `terms` are all entries of `references`; `meta` keeps metadata elements of
    others' files (classification, workflow, analysis) that the model has no word for.
    """

    metadata: Metadata = Metadata()
    cover: tuple[Text, ...] = ()
    preface: tuple[Text, ...] = ()
    preamble: tuple[Formula | Preambular, ...] = ()
    body: tuple[BodyNode, ...] = ()
    conclusions: tuple[Text, ...] = ()
    annexes: tuple[Annex, ...] = ()
    parts: tuple[Part, ...] = ()
    notes: tuple[Note, ...] = ()
    terms: tuple[Term, ...] = ()
    meta: tuple[Raw, ...] = ()
