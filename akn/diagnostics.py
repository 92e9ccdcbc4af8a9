"""What the library has to say about an input: stable codes, positions, and the result that carries them.

A code is never reused and never changes its meaning.  The first letter names the family:

    R  reading a file            S  structure          N  notes
    L  language                  M  metadata           C  citations
    V  validation                B  batches
    X  reading Akoma Ntoso
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from enum import Enum, StrEnum
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from akn.data import Shape, checked, read_toml
from akn.patterns import lazy_pattern

T = TypeVar("T")


class Severity(StrEnum):
    """How much a diagnostic matters: an error means the output must not be relied on."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class _Meaning(Shape, frozen=True):
    """A table of `codes.toml`."""

    severity: Severity
    message: str
    hint: str = ""
    page: str = ""
    several: str = ""
    reason: str = ""
    brief: str = ""
    notice: bool = False
    about: str = ""
    example: dict[str, str] = field(default_factory=dict)


@cache
def _meanings() -> dict[str, _Meaning]:
    return checked(dict[str, _Meaning], read_toml(os.path.join(os.path.dirname(__file__), "codes.toml")), "codes.toml")


class _Detail(str):
    """A detail that fills a message; it knows the word for one and for many."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        one, either, many = spec.partition("|")
        return f"{self} {one if self == '1' else many}" if either else super().__format__(spec)


class Code(Enum):
    """Every kind of diagnostic by its stable code; `codes.toml` beside this file says what each means.

    The message is a template; `Code.at` fills it from keyword arguments.
    """

    # R: reading a file; R2 Word, R3 PDF and pictures
    ENCODING_GUESSED = "R101"
    FURNITURE_DROPPED = "R102"
    EMPTY_INPUT = "R103"
    CONTROL_CHARACTERS = "R104"
    UNDECODABLE_BYTES = "R110"
    NOTE_WITHOUT_CALL = "R111"
    CALL_WITHOUT_NOTE = "R112"
    WRAPS_UNDONE = "R113"
    LOOKS_READ = "R114"
    ESCAPES_READ = "R115"
    DIRECTION_READ = "R116"
    NESTED_TOO_DEEP = "R117"
    LAYOUT_LOST = "R118"
    REVISIONS_SETTLED = "R201"
    REVISION_FOUND = "R202"
    COMMENTS_LEFT_OUT = "R203"
    HIDDEN_TEXT_LEFT_OUT = "R204"
    NOTE_MISSING = "R205"
    PART_DAMAGED = "R206"
    RELATIONSHIP_BROKEN = "R207"
    PART_NAME_UNSAFE = "R208"
    CONTENT_LEFT_OUT = "R209"
    PROPERTY_DISAGREES = "R210"
    SYMBOLS_UNKNOWN = "R211"
    NUMBER_WITHOUT_TEXT = "R212"
    FIELD_WITHOUT_RESULT = "R213"
    EMBEDDED_UNREAD = "R220"
    EMBEDDED_TWICE = "R221"
    PDF_MENDED = "R301"
    PAGES_UNREADABLE = "R302"
    PAGES_TOO_MANY = "R303"
    LETTERS_UNKNOWN = "R304"
    PAGES_ARE_PICTURES = "R305"
    PAGES_RECOGNISED = "R311"
    WORDS_UNSURE = "R312"
    PICTURES_LEFT_OUT = "R313"
    TEXT_NOT_SHOWN = "R314"
    RECOGNITION_MISSING = "R315"
    READER_DIED = "R316"
    PAGES_ILLEGIBLE = "R317"
    LINES_REPEATED = "R318"
    LETTERS_EXCHANGED = "R319"
    TABLE_AS_LINES = "R320"
    RADICALS_READ = "R321"
    COLUMNS_READ = "R330"
    VOLUME_AS_ONE = "R331"
    VOLUME_SPLIT = "R332"
    VOLUME_WITH_REST = "R333"
    WORDS_MENDED = "R334"
    NUMBER_SETTLED = "R335"
    NUMBER_DOUBTFUL = "R336"
    WORDS_PUT_RIGHT = "R337"
    NOTES_TYPED = "R338"
    STORED_WORDS_LEFT = "R339"
    STORED_WORDS_KEPT = "R340"
    CALL_LEVEL = "R341"

    # S: structure; S3 what looks wrong in the document that came out
    NOT_A_RESOLUTION = "S201"
    NO_OPERATIVE = "S202"
    NUMBER_GAP = "S203"
    PARAGRAPH_JOINED = "S204"
    UNKNOWN_OPENING = "S205"
    ACTION_CORRECTED = "S206"
    FORMULA_WITHOUT_ORGAN = "S208"
    NUMBER_MISPRINTED = "S209"
    FIRST_NUMBER = "S210"
    NUMBER_OUT_OF_ORDER = "S211"
    POINT_GAP = "S212"
    NO_FORMULA = "S213"
    BRACKET_OPEN = "S214"
    WORDS_NOT_KEPT = "S215"
    BREAKS_UNPLACED = "S216"
    LINE_LEFT_OUT = "S220"
    CORRECTION_UNMATCHED = "S221"
    CORRECTION_AMBIGUOUS = "S222"
    CORRECTION_IMPOSSIBLE = "S223"
    CORRECTIONS_APPLIED = "S224"
    CORRECTION_EMPTY = "S225"
    CORRECTION_REPEATED = "S226"
    CORRECTIONS_IDLE = "S227"
    WORDS_SETTLED = "S228"
    LINK_MENDED = "S231"
    LINK_UNUSABLE = "S232"

    STRUCTURE_DOUBTFUL = "S300"
    PARAGRAPH_UNFINISHED = "S301"
    HEADING_DOUBTFUL = "S302"
    ANNEX_WITHOUT_LABEL = "S303"
    NUMBER_TWICE = "S304"
    COVER_BRACKET_UNREAD = "S305"
    PARAGRAPH_BEGINS_WITH_CITATION = "S306"
    TITLE_DOUBTFUL = "S307"
    PARAGRAPH_WITHOUT_TEXT = "S308"
    TABLE_LOST = "S309"
    ACTION_LIGHT = "S310"
    ACTION_LATER = "S311"
    LINE_BETWEEN_HEADINGS = "S312"
    SECTION_NUMBER_IN_TEXT = "S313"
    DECLARATION = "S314"
    LIST_BEGINS_LATE = "S315"
    TEXT_AFTER_POINTS = "S316"
    TABLE_RAGGED = "S317"
    SENTENCE_CUT = "S318"
    FORMULA_TWICE = "S319"
    ANNEX_WITHOUT_TEXT = "S320"
    PARAGRAPH_WITHOUT_NUMBER = "S321"
    HEADING_IN_TABLE = "S322"
    HEADING_NUMBER_GAP = "S323"
    HEADING_IN_LIST = "S324"
    PARAGRAPH_TWICE = "S325"
    LEADING_LINE_AGAIN = "S326"
    SESSION_OTHER_THAN_SYMBOL = "S327"
    HEADING_LEVELS = "S328"
    NOTE_AS_PARAGRAPH = "S329"
    NOTE_OF_MANY = "S330"
    TITLE_MISSING = "S331"

    # L: language
    LANGUAGE_DISAGREES = "L101"
    LANGUAGE_UNKNOWN = "L102"

    # M: metadata; M1 identity and dates, M2 catalogues
    SYMBOL_WORKED_OUT = "M101"
    SYMBOL_OF_ANOTHER = "M102"
    IDENTITY_AMBIGUOUS = "M103"
    SESSION_DISAGREES = "M104"
    ADOPTION_DATES_DISAGREE = "M105"
    ADOPTION_OUTSIDE_SESSION = "M106"
    ADOPTION_FROM_CATALOGUE = "M107"
    ADOPTION_YEAR_ONLY = "M108"
    ADOPTION_UNKNOWN = "M109"
    ISSUED_BEFORE_ADOPTION = "M110"
    ORGAN_DISAGREES = "M111"
    NO_NUMBER = "M112"
    IMPOSSIBLE_DATE = "M113"
    SYMBOL_OF_NO_SERIES = "M114"
    ADOPTION_CONTRADICTED = "M115"
    CATALOGUE_LINE = "M201"
    CATALOGUE_CONFLICT = "M202"
    CATALOGUE_SKIPPED = "M203"

    # N: notes
    NOTE_NOT_CALLED = "N301"

    # B: batches, and the way of one input through them
    INPUT_REFUSED = "B101"
    INTERNAL_ERROR = "B102"
    WORKER_DIED = "B103"
    OUTPUT_TAKEN = "B104"
    OUTPUT_IS_INPUT = "B105"
    OUTPUT_NOT_WRITTEN = "B106"
    MEMBER_REFUSED = "B107"
    OTHER_FILES = "B108"
    NO_FILE_FOUND = "B109"
    OUTPUT_CHANGED = "B110"
    CORRECTIONS_STRAY = "B111"
    DATA_REFUSED = "B112"
    OUTPUT_UNLISTED = "B113"
    SAME_WORK = "B114"
    OPTION_IDLE = "B115"
    PLUG_IN_FAILED = "B116"
    OUTPUT_IS_ANOTHER = "B117"
    NO_FILE = "B118"
    SAME_DOCUMENT = "B119"
    RAISED_NOT_SHOWN = "B120"
    DOCUMENT_LEFT_OUT = "B121"
    VOLUME_APART = "B122"
    OUTPUT_WITHDRAWN = "B123"
    OBLIGATIONS_LEFT_OUT = "B130"

    # C: citations
    NUMBER_AMBIGUOUS = "C101"
    DATE_CONTRADICTS = "C102"
    PASSAGE_DANGLING = "C103"
    SYMBOL_UNKNOWN = "C104"
    ORGAN_WITHOUT_ADDRESS = "C105"
    DATES_DISAGREE = "C106"
    NOTHING_BEFORE = "C107"
    YEAR_UNKNOWN = "C108"
    LINK_DISAGREES = "C109"
    TARGET_LATER = "C110"
    WITHOUT_ADDRESS = "C111"
    CITATION_UNREAD = "C112"
    DATE_MISPRINTED = "C113"
    CITATION_CONTRADICTED = "C114"
    SYMBOL_OF_OTHERS = "C115"
    REFERENCE_OPEN = "C116"
    DATE_UNFIT = "C117"
    YEAR_UNFIT = "C118"

    # V: validation; V1 what the file is, V2 the schema, V3 the rules of the profile, V4 the validation itself
    NOT_XML = "V101"
    NOT_WELL_FORMED = "V102"
    XML_REFUSED = "V103"
    OTHER_AKN = "V104"
    OTHER_PROFILE = "V105"
    OTHER_XML = "V106"
    NOT_UTF8 = "V107"
    MARKUP_OLDER = "V108"
    XSD_ELEMENT = "V201"
    XSD_INCOMPLETE = "V202"
    XSD_ATTRIBUTE_MISSING = "V203"
    XSD_ATTRIBUTE_UNKNOWN = "V204"
    XSD_VALUE = "V205"
    XSD_DUPLICATE_ID = "V206"
    XSD_TEXT = "V207"
    XSD_OTHER = "V208"
    PROFILE_MUST = "V301"
    PROFILE_SHOULD = "V302"
    DATE_UNKNOWN = "V303"
    PROFILE_SOURCE = "V304"
    VALIDATORS_DISAGREE = "V401"
    MORE_FINDINGS = "V402"

    # X: reading Akoma Ntoso; X2 what upgrading a published file changed
    NAMESPACE_OLDER = "X101"
    DOCUMENT_FOREIGN = "X102"
    ELEMENT_KEPT = "X103"
    ELEMENT_READ_AS = "X104"
    TEXT_MISPLACED = "X105"
    ATTRIBUTES_LEFT_OUT = "X106"
    METADATA_LEFT_OUT = "X107"
    IRI_MENDED = "X108"
    IRI_UNKNOWN = "X109"
    NOTE_UNKNOWN = "X110"
    WORDLESS_MARK = "X111"
    NUMBER_MARKUP = "X112"
    REFERENCE_DANGLING = "X113"
    METADATA_MOVED = "X114"
    BREAKS_LEFT_OUT = "X115"
    WORDS_UNREAD = "X116"
    WORDS_MOVED = "X117"
    LINKS_UPGRADED = "X201"
    ADDRESSES_LEFT_OUT = "X202"
    SPANS_UPGRADED = "X203"
    IMAGES_LEFT_OUT = "X204"
    CALLS_FREED = "X205"
    CALLS_MOVED = "X206"
    NOTES_TIDIED = "X207"
    MARKERS_RENUMBERED = "X208"
    NUMBERS_UPGRADED = "X209"
    LISTS_UPGRADED = "X210"
    HEADINGS_UPGRADED = "X211"
    IDS_UPGRADED = "X212"
    LANGUAGE_CORRECTED = "X213"
    DATE_CORRECTED = "X214"
    DATE_IMPOSSIBLE = "X215"
    WORDS_CHANGED = "X216"
    MARKUP_UPGRADED = "X217"
    END_TAG_MENDED = "X218"
    NUMBERS_JOINED = "X219"
    ATTRIBUTES_LOST = "X220"

    @cached_property
    def code(self) -> str:
        """The stable code: a letter for the family, and three digits."""
        return str(self.value)

    @cached_property
    def severity(self) -> Severity:
        """How much it matters."""
        return _meanings()[self.code].severity

    @property
    def message(self) -> str:
        """The template of what it says."""
        return _meanings()[self.code].message

    @property
    def several(self) -> str:
        """The template of what is said once about several places; may be empty."""
        return _meanings()[self.code].several

    @property
    def reason(self) -> str:
        """Why a citation has no full address, of codes that say so; else empty."""
        return _meanings()[self.code].reason

    @property
    def brief(self) -> str:
        """The reason in a word or two, for a line of several citations."""
        return _meanings()[self.code].brief

    @property
    def notice(self) -> bool:
        """True if it tells what was done and asks nobody to look at anything."""
        return _meanings()[self.code].notice

    @property
    def hint(self) -> str:
        """The template of what a person can do about it."""
        return _meanings()[self.code].hint

    @property
    def page_hint(self) -> str:
        """The same for a page, whose reader has no command line."""
        return _meanings()[self.code].page or self.hint

    def described(self) -> tuple[str, str]:
        """What it says and what a person can do, for readers of a list of codes; what is filled in stands in brackets.

        Where all of it is filled in, it is described instead, with an example.

        >>> Code.PAGES_TOO_MANY.described()[0]
        'the file has ⟨count⟩ pages, and only the first ⟨read⟩ were read'
        >>> Code.XSD_TEXT.described()[0]
        'text stands where only elements may stand; for example: text directly in content'
        """
        meaning = _meanings()[self.code]
        shown = tuple(meaning.example.items())
        if not shown:
            return readable(self.message), readable(self.hint)
        hint = f"for example: {_filled(self.hint, shown)}" if "{" in self.hint else self.hint
        return f"{meaning.about}; for example: {_filled(self.message, shown)}", hint

    def at(self, where: Position | None = None, **found: object) -> Diagnostic:
        """A diagnostic of this kind at a position; `found` fills the message.

        >>> Code.ENCODING_GUESSED.at(Position(source="a.txt"), encoding="cp1256").message
        'the file is not in UTF-8, the usual encoding of text; it was read as cp1256'
        """
        return Diagnostic(self, where or Position(), tuple((k, str(v)) for k, v in found.items()))


def readable(template: str) -> str:
    """A template of a message or a hint for readers: what is filled in in angle brackets, with the word for many.

    >>> readable("{count:line|lines} left out: {kinds}")
    '⟨count⟩ lines left out: ⟨kinds⟩'
    """
    plural = re.sub(r"\{(\w+):[^{}|]*\|([^{}]*)\}", r"{\1} \2", template)
    return re.sub(r"\{(\w+)\}", r"⟨\1⟩", plural)


def printable(text: str) -> str:
    """A text in one line that a terminal shows as it is: what would steer the terminal, or its direction, is named.

    >>> printable("a\\nb\\x1b[31m")
    'a\\\\nb\\\\x1b[31m'
    """
    return _STEERING.sub(lambda m: repr(m[0])[1:-1], text)


_STEERING = lazy_pattern("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Position(Struct, frozen=True):
    """Where something was seen.  Lines, columns, paragraphs and pages count from 1; 0 means unknown.

    `box` (left, bottom, right, top in points from the lower left corner of the page) is that of a line of a PDF file.
    `paragraph` counts those of a Word file.  `eid` names the unit of the document, `path` (an XPath) an element of XML.
    `called` is the eId that says what people call the unit, where `eid` does not: a wrong one, or that of a paragraph
    without a number.
    """

    source: str = ""
    line: int = 0
    column: int = 0
    page: int = 0
    eid: str = ""
    path: str = ""
    box: tuple[float, ...] = ()
    paragraph: int = 0
    called: str = ""

    def __str__(self) -> str:
        """`file:line:column`, as far as it is known."""
        parts = [self.source or "-"]
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        return ":".join(parts)


def _filled(template: str, details: tuple[tuple[str, str], ...]) -> str:
    return template.format(**{name: _Detail(value) for name, value in details})


class Diagnostic(Struct, frozen=True):
    """One thing worth telling: a code, a position, and the words that fill the message.

    `rule` is the number of the profile rule that is broken ("R-063"), empty for all that is no rule of the profile.
    A detail named `original` keeps the words of another program that the message puts in plainer words.
    `others` are further places of a document of which the same is said (`akn.remarks.in_lines`): the message then
    speaks of all of them, the position is the first.
    """

    code: Code
    position: Position = Position()
    details: tuple[tuple[str, str], ...] = ()
    rule: str = ""
    others: tuple[Diagnostic, ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of the code."""
        return self.code.severity

    @property
    def message(self) -> str:
        """The message, filled; of several places what their code says of several, else that of the first."""
        return self.worded(self.code.message, self.code.several)

    def worded(self, message: str, several: str = "") -> str:
        """The same with other templates, as those of another language.

        >>> Code.NUMBER_GAP.at(found="3.", previous="1.").worded("{previous} → {found}")
        '1. → 3.'
        """
        if not self.others:
            return _filled(message, self.details)
        return _filled(several, self._several()) if several else self._and_others()

    @property
    def hint(self) -> str:
        """What a person can do about it, filled; of several places what is to be done about each kind of finding, and
        where that is not the same at all places, at the first few of them."""
        return self._advice(self.code.hint, ", which `--format json` lists")

    @property
    def page_hint(self) -> str:
        """The same for a page, whose reader has no command line."""
        return self._advice(self.code.page_hint)

    def _advice(self, template: str, all_of_them: str = "") -> str:
        """A hint, filled; where what is said of several places is of several kinds, with the words of each.

        `all_of_them` says where those are that it has no room for.
        """
        if not self.others or self.code.several:
            return _filled(template, self.details)
        words: dict[str, dict[str, None]] = {}
        for found in self._kinds()[:_KINDS]:
            for name, _ in found[0].details:
                words.setdefault(name, {})[_each_its_own(found, name, all_of_them)] = None
        return _filled(template, tuple((name, "; ".join(values)) for name, values in words.items()))

    def each(self) -> tuple[Diagnostic, ...]:
        """What is said of each place by itself, in the order of the document."""
        return (replace(self, others=()), *self.others) if self.others else (self,)

    def _and_others(self) -> str:
        """The first message of each kind, and how many there are like it."""
        kinds = self._kinds()
        if len(kinds) == 1:
            return f"{_filled(self.code.message, self.details)}; and {len(self.others)} more"
        few = [f"{found[0].message}{_counted(found)}" for found in kinds]
        left = sum(map(len, kinds[_KINDS:]))
        return "; ".join([*few[:_KINDS], *([f"and {left} of other kinds"] if left else [])])

    def _kinds(self) -> list[list[Diagnostic]]:
        """The places by what is said of them: messages and hints that are alike but for numbers and quoted words."""
        kinds: dict[tuple[str, str], list[Diagnostic]] = {}
        for one in self.each():
            key = (_QUOTED.sub("", one.message), _QUOTED.sub("", one.hint))
            kinds.setdefault(key, []).append(one)
        return list(kinds.values())

    def _several(self) -> tuple[tuple[str, str], ...]:
        """What fills a message about several places: `count`, and each detail with the first few of its values."""
        each = self.each()
        names = dict.fromkeys(name for d in each for name, _ in d.details)
        values = {name: list(dict.fromkeys(v for d in each for n, v in d.details if n == name)) for name in names}
        few = {name: self._first_few(name, found) for name, found in values.items()}
        return tuple((few | {"count": str(len(each))}).items())

    def _first_few(self, name: str, values: list[str]) -> str:
        """The first values of a detail, in the quotation marks that it has in a message about one place."""
        shown = [f"“{v}”" if f"“{{{name}}}”" in self.code.message else v for v in values[:_FEW]]
        return ", ".join(shown) + (", …" if len(values) > _FEW else "")

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready object: code, severity, message, hint, file, line, column.

        If known, also rule, page, box, paragraph, eId, xpath and original; of several places also `count`, and under
        `places` each with its own message.
        """
        where = self.position
        found: dict[str, Any] = {
            "code": self.code.code,
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
            "file": where.source,
            "line": where.line,
            "column": where.column,
        }
        extras = {"rule": self.rule, **_place(where), "original": dict(self.details).get("original", "")}
        found |= {name: value for name, value in extras.items() if value}
        if self.others:
            each = self.each()
            found["count"] = len(each)
            found["places"] = [d._as_place(self.hint) for d in each]
        return found

    def as_row(self) -> dict[str, str | int]:
        """A row of a table, the same columns for all: rule and code, severity, message, hint, the place, and `count`.

        Numbers are 0 and words empty where nothing is known; `count` says of how many places the message speaks, and
        the place is the first.

        >>> row = Code.NUMBER_GAP.at(Position("a.txt", 7), found="3.", previous="1.").as_row()
        >>> row["code"], row["file"], row["line"], row["count"]
        ('S203', 'a.txt', 7, 1)
        """
        where = self.position
        return {
            "code": self.code.code,
            "rule": self.rule,
            "severity": self.severity.value,
            "message": self.message,
            "hint": self.hint,
            "file": where.source,
            "line": where.line,
            "column": where.column,
            "page": where.page,
            "paragraph": where.paragraph,
            "eId": where.eid,
            "xpath": where.path,
            "count": 1 + len(self.others),
        }

    def _as_place(self, hint: str) -> dict[str, Any]:
        """What is said of one of several places: with its hint, where that is another one than that of all of them."""
        own = {"hint": self.hint if self.hint != hint else "", "line": self.position.line, **_place(self.position)}
        return {"message": self.message, **{name: value for name, value in own.items() if value}}

    def __str__(self) -> str:
        """One line as compilers print it: `file:line:column: severity code: message (hint)`."""
        return self.line()

    def line(self, places: str = "") -> str:
        """The same, with names of places in square brackets after the message."""
        hint = f" ({self.hint})" if self.hint else ""
        rule = f" {self.rule}" if self.rule else ""
        where = f" [{places}]" if places else ""
        return printable(f"{self.position}: {self.severity} {self.code.code}{rule}: {self.message}{where}{hint}")


def _counted(found: Sequence[Diagnostic]) -> str:
    """Where the first finding of a kind is, and how many more of it there are, in brackets."""
    line, left = found[0].position.line, len(found) - 1
    said = ", ".join(filter(None, (f"line {line}" if line else "", f"and {left} more" if left else "")))
    return f" ({said})" if said else ""


def _each_its_own(found: Sequence[Diagnostic], name: str, all_of_them: str) -> str:
    """The value of a detail of several findings of one kind: once if it is the same, else by lines, the first few."""
    lines: dict[str, list[int]] = {}
    for one in found:
        lines.setdefault(dict(one.details).get(name, ""), []).append(one.position.line)
    values = list(lines.items())
    if len(values) == 1:
        return values[0][0]
    few = [f"line {at[0]}: {value}" if at[0] else value for value, at in values[:_FEW]]
    left = sum(len(at) for _, at in values[_FEW:])
    return "; ".join(few) + (f"; and {left} more{all_of_them}" if left else "")


_FEW = 3  # values that a line shows
_KINDS = 8  # kinds of findings that a line names: one rule had seven in a file at most (200 published files)
_QUOTED = lazy_pattern(
    r"“[^“”]*”|\"[^\"]*\"|[0-9]+|/akn/\S+|#\w+|\b[^\W_]*_\w*"
)  # what differs among findings of one kind


def _place(where: Position) -> dict[str, Any]:
    """What is known of a place beside file, line and column, by the names of JSON."""
    box = list(where.box)
    return {"page": where.page, "box": box, "paragraph": where.paragraph, "eId": where.eid, "xpath": where.path}


class Result(Struct, Generic[T], frozen=True):
    """A value and all that was noticed on the way to it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """True if no diagnostic is an error."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    def plus(self, more: Iterable[Diagnostic]) -> Result[T]:
        """The same value with more diagnostics after."""
        return Result(self.value, self.diagnostics + tuple(more))
