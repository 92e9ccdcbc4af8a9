"""What the library has to say about an input: stable codes, positions, and the result that carries them.

A code is never reused and never changes its meaning.  The first letter names the family:

    R  reading a file            S  structure          N  notes
    L  language                  M  metadata           C  citations
    V  validation                B  batches
    X  reading Akoma Ntoso
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar

from msgspec import Struct

T = TypeVar("T")


class Severity(StrEnum):
    """How much a diagnostic matters: an error means the output must not be relied on."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


class _Detail(str):
    """A detail that fills a message; it knows the word for one and for many."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        one, either, many = spec.partition("|")
        return f"{self} {one if self == '1' else many}" if either else super().__format__(spec)


class Code(Enum):
    """Every kind of diagnostic: its stable code, its severity, its message and what to do about it.

    The message is a template; `Code.at` fills it from keyword arguments.  `{count:line|lines}` stands for a number with
    the word for one or for any other number: "1 line", "2 lines".
    """

    code: str
    severity: Severity
    message: str
    hint: str

    def __init__(self, code: str, severity: Severity, message: str, hint: str = "") -> None:
        self.code = code
        self.severity = severity
        self.message = message
        self.hint = hint

    # fmt: off
    # R: reading a file
    ENCODING_GUESSED = ("R101", INFO, "the bytes are not UTF-8; read as {encoding}",
        "convert the file to UTF-8 if letters look wrong")
    FURNITURE_DROPPED = ("R102", INFO, "{count:line|lines} of page furniture left out ({kinds})",
        "running headers, page numbers and job numbers are not part of the text")
    EMPTY_INPUT = ("R103", ERROR, "the file holds no text", "check that the right file was given")
    CONTROL_CHARACTERS = ("R104", WARNING, "{count:control character|control characters} that XML cannot hold left out",
        "the file may be damaged or not be text")
    UNDECODABLE_BYTES = ("R110", WARNING, "{count:byte sequence is|byte sequences are} not {encoding}, shown as U+FFFD",
        "the file is damaged, or in another encoding; convert it to UTF-8")
    NOTE_WITHOUT_CALL = ("R111", WARNING,
        "{count:note is called nowhere and stays|notes are called nowhere and stay} text ({markers})",
        "put their calls, such as ^({marker}), where they belong")
    CALL_WITHOUT_NOTE = ("R112", WARNING,
        "{count:note call has no note and stays|note calls have no note and stay} text ({markers})",
        "add the notes, or take the calls out")
    WRAPS_UNDONE = ("R113", INFO,
        "{count:hard line wrap|hard line wraps} undone, {hyphens:hyphen that divided a word|hyphens that divided "
        "words} left out{words}")
    LOOKS_READ = ("R114", INFO, "{count:look was|looks were} read from stars around words, as in Markdown",
        "write \\* for a star that is one")
    ESCAPES_READ = ("R115", INFO,
        "{count:backslash before a sign was|backslashes before signs were} taken for an escape and left out",
        "write \\\\ for a backslash that is one")
    DIRECTION_READ = ("R116", INFO,
        "{count:control|controls} of direction on the lines of a dump left out, numbers put in reading order",
        "compare numbers and brackets with the page if they matter")
    NESTED_TOO_DEEP = ("R117", WARNING, "what nests more than {depth} deep is read as plain paragraphs",
        "no word is lost; check how the file was made")
    LAYOUT_LOST = ("R118", WARNING,
        "a dump of pages that has lost their layout: where paragraphs end is a guess, and notes may be paragraphs",
        "convert the PDF file itself, or what pdftotext -layout makes of it")

    # S: structure
    NOT_A_RESOLUTION = ("S201", WARNING,
        "nothing says that this is a resolution, a decision or a statement; kept as a plain document",
        "the paragraphs and notes are all there; if it is one, name its body: --body ga (akn bodies lists them)")
    NO_OPERATIVE = ("S202", WARNING, "no operative paragraph was found after the enacting formula",
        "check whether the file is complete")
    NUMBER_GAP = ("S203", WARNING, "paragraph {found} follows paragraph {previous}",
        "check the source: a paragraph may be missing or its number misread")
    PARAGRAPH_JOINED = ("S204", INFO, "goes on with the paragraph before it, which a page or a note had cut in two")
    UNKNOWN_OPENING = ("S205", INFO,
        "the opening words “{phrase}” are no action that the lexicon knows; kept as they are set",
        "collect such words with `akn lexicon`")
    ACTION_CORRECTED = ("S206", WARNING, "“{printed}” is read as “{meant}”; the text stays as printed",
        "scanners confuse such letters; correct the source if you can")
    FORMULA_WITHOUT_ORGAN = ("S208", WARNING, "the enacting formula names no organ that there is a body file for",
        "the document is kept as a generic resolution; see docs/adding-a-body.md")
    NUMBER_MISPRINTED = ("S209", INFO, "“{found}” is taken for the number of the paragraph, which is due here",
        "check the source: the number is not printed as those around it are")
    FIRST_NUMBER = ("S210", WARNING, "the first numbered paragraph is {found}",
        "check the source: paragraphs before it may be missing, or their numbers")
    NUMBER_OUT_OF_ORDER = ("S211", WARNING, "paragraph {found} stands after paragraph {previous}",
        "check the source: the number may be misread or printed twice")
    POINT_GAP = ("S212", WARNING, "point {found} follows point {previous}",
        "check the source: a point may be missing or its label misread")
    NO_FORMULA = ("S213", WARNING,
        "no enacting formula was found; the paragraphs before the first number are taken for the preamble",
        "check the source: the line that names the organ may be missing or misread")
    BRACKET_OPEN = ("S214", WARNING, "the bracket that begins here is not closed before the title",
        "check the source: the end of the line may be missing or misread")

    WORDS_NOT_KEPT = ("S215", ERROR, "the words of the source are not those of the document: {what}",
        "report this as a defect of the library, with the input")
    BREAKS_UNPLACED = ("S216", INFO,
        "{count:end of a page|ends of pages} not marked: the words there stand otherwise in the document")
    LINE_LEFT_OUT = ("S220", INFO, "left out as page furniture, as the corrections say: {words}")
    CORRECTION_UNMATCHED = ("S221", WARNING, "a correction speaks of words that are not there: {words}",
        "correct the words, or take the correction out")
    CORRECTION_AMBIGUOUS = ("S222", WARNING, "a correction speaks of more than one line and was not applied: {words}",
        "give more words, or the number of the line")
    CORRECTION_EMPTY = ("S225", WARNING, "a correction asks for nothing: {words}",
        "give the line a role, or say action = false")
    CORRECTION_REPEATED = ("S226", WARNING, "two corrections speak of one line, and the last one counts: {words}",
        "take one of them out")
    CORRECTIONS_APPLIED = ("S224", INFO, "{applied} of {count:correction|corrections} applied")
    CORRECTION_IMPOSSIBLE = ("S223", WARNING, "a line cannot be {role} where it stands, and was read as usual: {words}",
        "title and cover come first, then formula, preamble, operative part, closing lines, annexes")

    # L: language
    LANGUAGE_DISAGREES = ("L101", WARNING, "{given} was given, but most of the text looks like {found}",
        "leave the language out, or check that the right file was given")
    LANGUAGE_UNKNOWN = ("L102", WARNING, "the language cannot be told from the text; read as {used}",
        "give the language")

    # M: metadata; M1 identity and dates, M2 catalogues
    SYMBOL_WORKED_OUT = ("M101", INFO, "no symbol is printed; it is {symbol}, by {evidence}",
        "compare with the official record if in doubt")
    SYMBOL_OF_ANOTHER = ("M102", WARNING,
        "the symbol {printed} is printed, but it does not go with {evidence}; taken as {symbol}",
        "the text stays as printed, the identifiers use {symbol}; one of the two is a slip of the source")
    IDENTITY_AMBIGUOUS = ("M103", WARNING,
        "the number {number} can be {first} or {second}, and neither session nor date decides; taken as {first}",
        "add the session or the date of adoption to the source, or a catalogue")
    SESSION_DISAGREES = ("M104", WARNING, "the session is {printed} on the cover and {found} by the symbol {symbol}",
        "the identifiers use the symbol; check the source")
    ADOPTION_DATES_DISAGREE = ("M105", WARNING,
        "the date of adoption is {cover} on the cover and {closing} in the closing lines; {used} is used",
        "check the source, or give a catalogue")
    ADOPTION_OUTSIDE_SESSION = ("M106", WARNING, "{date} is not a day on which {symbol} can have been adopted",
        "the printed date is used; check the source")
    ADOPTION_FROM_CATALOGUE = ("M107", INFO, "no date of adoption is printed; the catalogue says {date}")
    ADOPTION_YEAR_ONLY = ("M108", WARNING, "no date of adoption is printed; only the year {year} follows from {symbol}",
        "give a catalogue that holds the date")
    ADOPTION_UNKNOWN = ("M109", WARNING, "no date of adoption is printed and none follows from what is",
        "add the line that says when the text was adopted")
    ISSUED_BEFORE_ADOPTION = ("M110", WARNING,
        "the date of issuance, {issued}, is before the date of adoption, {adopted}; it stays out of the metadata",
        "one of the two is misprinted or misread")
    ORGAN_DISAGREES = ("M111", WARNING, "the symbol {symbol} is one of {organ}, but the text speaks for {other}",
        "the identifiers use the symbol")
    NO_NUMBER = ("M112", WARNING, "neither a symbol nor a number is printed",
        "add the symbol to the source; the address of the document is not usable without it")
    IMPOSSIBLE_DATE = ("M113", WARNING, "“{printed}” is no day of the calendar",
        "it stays plain text; check the source")
    SYMBOL_OF_NO_SERIES = ("M114", WARNING, "the symbol {printed} is of no series that a body file knows",
        "add the series to a body file (docs/adding-a-body.md); the address of the document is not usable without it")
    CATALOGUE_LINE = ("M201", WARNING, "not a line of a catalogue: {reason}", "a line is: symbol, tab, date")
    CATALOGUE_CONFLICT = ("M202", WARNING,
        "the date of {symbol} is {kept} by one source and {other} by another; {kept} is kept",
        "check the sources")
    CATALOGUE_SKIPPED = ("M203", INFO, "not taken into the catalogue: {reason}")

    # N: notes
    NOTE_NOT_CALLED = ("N301", WARNING, "note {marker} is called nowhere; its text is kept at the end of the document",
        "put its call where it belongs")

    # B: batches, and the way of one input through them
    INPUT_REFUSED = ("B101", ERROR, "{reason}", "check that the right file was given")
    INTERNAL_ERROR = ("B102", ERROR, "internal error: {error}",
        "this is a fault of the program: please report it with the input; --debug shows where it happened")
    WORKER_DIED = ("B103", ERROR, "the process that was working on it ended ({reason})",
        "if memory was short, try fewer --jobs; convert the file alone to see more")
    OUTPUT_TAKEN = ("B104", ERROR, "not converted: {output} belongs to an earlier input of the same name",
        "rename one of them, or convert them into different folders")
    OUTPUT_IS_INPUT = ("B105", ERROR, "not converted: its output would replace the input itself",
        "choose another folder, or say --force")
    OUTPUT_CHANGED = ("B110", ERROR, "{reason}", "move it away, or say --force to replace it")
    OUTPUT_NOT_WRITTEN = ("B106", ERROR, "{reason}", "check the folder and the space left")
    MEMBER_REFUSED = ("B107", ERROR, "not read from the archive: {reason}",
        "unpack it by hand if you trust the archive")
    OTHER_FILES = ("B108", INFO, "{count:file of another kind|files of other kinds} left alone",
        "name them one by one, or say what they are with --from")
    NO_FILE_FOUND = ("B109", ERROR, "no file was found: {reason}",
        "check the path; a file of another suffix must be named itself")
    DATA_REFUSED = ("B112", ERROR, "{reason}", "put it right in the file that the message names")
    CORRECTIONS_STRAY = ("B111", WARNING, "corrections of an input that is not there",
        "call the file as its input, with .akn.toml after it, and put it beside it")
    OUTPUT_UNLISTED = ("B113", WARNING,
        "the output was written, but not entered into the list of outputs: {reason}",
        "without it a later run replaces the output even if it was changed by hand; make the file writable")
    SAME_WORK = ("B114", WARNING,
        "holds the same work in the same language as {first}: {work}",
        "keep one of them, as a rule the Word file")
    BREAKS_NOT_SHOWN = ("B115", WARNING, "page breaks are marked in XML only, not in {format}",
        "leave --page-breaks out")
    RAISED_NOT_SHOWN = ("B120", WARNING,
        "{count:raised or lowered passage stands|raised or lowered passages stand} on the line in {format}, which "
        "cannot show them ({shown})",
        "another format (docx, html) shows them as they are")

    # C: citations
    NUMBER_AMBIGUOUS = ("C101", WARNING, "{text} can be {readings}; no reference was made",
        "give a catalogue (--catalogue), or print the date with the number")
    DATE_CONTRADICTS = ("C102", WARNING,
        "{text} as {reading} does not go with the date that is printed with it, {date}",
        "check the number and the date; the organ may be one whose resolutions have no address")
    PASSAGE_DANGLING = ("C103", WARNING, "{text} points at {place}, which this document does not have",
        "check the number, or whether a paragraph or an annex is missing")
    SYMBOL_UNKNOWN = ("C104", INFO,
        "{text} looks like a symbol of a series that no body file knows; no reference was made",
        "add the series to a body file (docs/adding-a-body.md)")
    ORGAN_WITHOUT_ADDRESS = ("C105", INFO,
        "{text} is a text of an organ whose texts have no address; no reference was made")
    DATES_DISAGREE = ("C106", WARNING, "{text} is dated {date} here and {other} elsewhere in this document",
        "one of the two dates is a slip; the first is used where none is printed")
    NOTHING_BEFORE = ("C107", INFO, "{text} refers back to something that could not be told")
    YEAR_UNKNOWN = ("C108", INFO, "nothing tells the year of {text}; its address has 9999-12-31 in its place",
        "give a catalogue that has its date (--catalogue)")
    LINK_DISAGREES = ("C109", WARNING, "{text} is linked to {link}, which is another document; the words were followed",
        "check which of the two is meant")
    TARGET_LATER = ("C110", WARNING,
        "{text} as {reading} would be later than this document, which is of {date}; it is not linked",
        "check the number; the organ may be one whose resolutions have no address")

    # V: validation; V1 what the file is, V2 the schema, V3 the rules of the profile, V4 the validation itself
    NOT_XML = ("V101", ERROR, "not XML: {what}", "{remedy}")
    NOT_WELL_FORMED = ("V102", ERROR, "not well-formed XML: {problem}",
        "mend the file with an XML editor; nothing else could be checked")
    XML_REFUSED = ("V103", ERROR, "refused for safety: {problem}", "{remedy}")
    OTHER_AKN = ("V104", ERROR, "{what}, not the standard Akoma Ntoso 3.0", "{remedy}")
    OTHER_PROFILE = ("V105", ERROR, "{what}: the rules of AKN4UN were not applied", "{remedy}")
    OTHER_XML = ("V106", ERROR, "not Akoma Ntoso: {what}", "{remedy}")
    NOT_UTF8 = ("V107", ERROR, "the file is in {encoding}", "save it as UTF-8")
    XSD_ELEMENT = ("V201", ERROR, "{problem}", "{remedy}")
    XSD_INCOMPLETE = ("V202", ERROR, "{problem}", "{remedy}")
    XSD_ATTRIBUTE_MISSING = ("V203", ERROR, "{problem}", "{remedy}")
    XSD_ATTRIBUTE_UNKNOWN = ("V204", ERROR, "{problem}", "{remedy}")
    XSD_VALUE = ("V205", ERROR, "{problem}", "{remedy}")
    XSD_DUPLICATE_ID = ("V206", ERROR, "{problem}", "{remedy}")
    XSD_TEXT = ("V207", ERROR, "{problem}", "{remedy}")
    XSD_OTHER = ("V208", ERROR, "{problem}", "{remedy}")
    PROFILE_MUST = ("V301", ERROR, "{problem}", "{remedy}")
    PROFILE_SHOULD = ("V302", WARNING, "{problem}", "{remedy}")
    DATE_UNKNOWN = ("V303", INFO, "the date of the {level} is not known",
        "put the date in, if you have it; 9999-12-31 stands where the schema asks for a date")
    PROFILE_SOURCE = ("V304", WARNING, "{problem}",
        "the source prints it so, or does not print it; if you know better, {remedy}")
    VALIDATORS_DISAGREE = ("V401", WARNING, "lxml says {first}, xmlschema says {second}: {problem}",
        "one of the two validators is wrong; read the schema at this place")
    MORE_FINDINGS = ("V402", INFO, "{count:more finding|more findings} left out", "raise the limit to see them")

    # R2: reading Word
    REVISIONS_SETTLED = ("R201", WARNING, "tracked changes {how}: {kinds}",
        "settle them in Word, or choose with --revisions accept|reject|report")
    REVISION_FOUND = ("R202", INFO, "{kind} by {author}: {text}")
    COMMENTS_LEFT_OUT = ("R203", INFO, "comments left out: {count}", "comments are not part of the text")
    HIDDEN_TEXT_LEFT_OUT = ("R204", WARNING, "hidden text left out: {count:character|characters}",
        "Word does not print hidden text; unhide it if it belongs to the document")
    NOTE_MISSING = ("R205", WARNING, "the note called {marker} is not in the file",
        "the notes of the file may be damaged or lost")
    PART_DAMAGED = ("R206", ERROR, "the part {part} is damaged and was left out",
        "open the file in Word, let Word repair it, and try again")
    RELATIONSHIP_BROKEN = ("R207", WARNING, "a relationship of type {kind} leads nowhere ({target})")
    PART_NAME_UNSAFE = ("R208", WARNING, "the part name {part} leads out of the file; the part was left out")
    CONTENT_LEFT_OUT = ("R209", WARNING, "left out because they hold no text to read: {kinds}",
        "text inside a picture or chart is not read")
    PROPERTY_DISAGREES = ("R210", WARNING, "the file properties name {stored}, which is not the printed symbol",
        "the printed symbol counts; properties often stay behind from an older document")
    SYMBOLS_UNKNOWN = ("R211", WARNING, "characters of a symbol font that have no known Unicode character: {count}",
        "they are kept as private-use characters; check the printed document")
    NUMBER_WITHOUT_TEXT = ("R212", INFO, "the numbered paragraph {label} is empty and was left out")
    FIELD_WITHOUT_RESULT = ("R213", WARNING, "fields whose printed result is not in the file: {kinds}",
        "update the fields in Word and save the file again")

    PDF_MENDED = ("R301", ERROR, "the file is damaged or cut off; words may be missing, run together or out of order",
        "get the file again before you rely on what came out")
    PAGES_UNREADABLE = ("R302", WARNING, "{count:page is|pages are} damaged and could not be read ({pages})",
        "get the file again")
    PAGES_TOO_MANY = ("R303", WARNING, "the file has {count:page|pages}; the first {read} were read")
    LETTERS_UNKNOWN = ("R304", WARNING,
        "{count:character stands|characters stand} in fonts that do not tell which letters they are",
        "the page may show the right ones: --ocr always reads what it shows")
    PAGES_ARE_PICTURES = ("R305", WARNING, "{count:page is a picture|pages are pictures} without text ({pages})",
        "--ocr auto recognises their words, where the extra ocr is installed")
    PAGES_RECOGNISED = ("R311", INFO, "the words of {count:page|pages} were recognised in pictures, in {language}",
        "letters may be wrong; italics are not seen")
    WORDS_UNSURE = ("R312", WARNING, "{count:word was|words were} hard to recognise: {words}", "compare the page")
    PICTURES_LEFT_OUT = ("R313", INFO, "what seems to be part of a picture was left out: {words}",
        "an emblem, a bar code; compare the page if it is text")
    TEXT_NOT_SHOWN = ("R314", WARNING, "the file stores “{stored}” where the page shows “{shown}”",
        "what is stored was taken; --ocr always takes what is shown")
    READER_DIED = ("R316", ERROR, "the process that was reading the PDF file ended ({reason})",
        "the file is damaged, or made to do harm; --timeout gives it more time")
    PAGES_ILLEGIBLE = ("R317", ERROR,
        "{unsure} of {count:word|words} that were recognised are guesses; do not rely on them",
        "the file is damaged, badly scanned or in another language: get it again, or say --language")
    RECOGNITION_MISSING = ("R315", WARNING, "{reason}", "until then pages that are pictures have no text")

    # X: reading Akoma Ntoso
    NAMESPACE_OLDER = ("X101", WARNING,
        "the namespace {namespace} is not that of the final standard; read as Akoma Ntoso 3.0",
        "convert the file to the final namespace")
    DOCUMENT_FOREIGN = ("X102", WARNING,
        "{element} is no kind of document that resolutions use; read as a plain document",
        "resolutions, decisions and statements are `statement`, several in one issue a `documentCollection`")
    ELEMENT_KEPT = ("X103", INFO, "{element} has no place in the model and is kept as it stands",
        "its words are in the XML only, not in the other formats")
    ELEMENT_READ_AS = ("X104", WARNING, "{element} in {parent} is read as {what}")
    TEXT_MISPLACED = ("X105", WARNING, "text stands directly in {element}; read as a paragraph", "put it into a p")
    ATTRIBUTES_LEFT_OUT = ("X106", INFO,
        "{count:attribute|attributes} that the model has no word for left out ({names})",
        "they say how the text looks or repeat what the structure says")
    METADATA_LEFT_OUT = ("X107", WARNING, "{element} left out: {reason}")
    METADATA_MOVED = ("X114", INFO, "{element} of a part moved to the metadata of the whole document")
    IRI_MENDED = ("X108", INFO, "the IRI {found} is read as {read}")
    IRI_UNKNOWN = ("X109", WARNING, "{found} is not the IRI of a document of the United Nations",
        "the actor is taken from the author")
    NOTE_UNKNOWN = ("X110", WARNING,
        "a call refers to the note {href}, which is not in the file; its marker {marker} is kept as text",
        "give the note an eId and refer to it")
    WORDLESS_MARK = ("X111", INFO, "{element} without words left out", "it marks nothing")
    NUMBER_MARKUP = ("X112", INFO, "the markup inside of the number {number} left out")
    REFERENCE_DANGLING = ("X113", WARNING, "the reference {href} leads nowhere in the file", "no element has that eId")
    BREAKS_LEFT_OUT = ("X115", INFO, "{count:mark|marks} of the ends of printed pages and lines (eop, eol) left out",
        "--page-breaks writes those of the file that is converted")
    WORDS_UNREAD = ("X116", ERROR,
        "words of the file that stand where no schema allows words were not read: {words}",
        "put them into a paragraph")
    WORDS_MOVED = ("X117", WARNING, "the file has these words in another place than the document: {words}")

    # X2: what upgrading a published file changed
    LINKS_UPGRADED = ("X201", INFO,
        "{count:link to a document of the United Nations is a reference|links to documents of the United Nations are "
        "references} now")
    ADDRESSES_LEFT_OUT = ("X202", INFO, "{count:link|links} to nowhere left out")
    SPANS_UPGRADED = ("X203", INFO,
        "{count:span that says how words look or where they stand is|spans that say how words look or where they stand "
        "are} i, b or u now, or gone")
    IMAGES_LEFT_OUT = ("X204", INFO, "{count:image|images} left out", "emblems and bar codes are no text")
    CALLS_FREED = ("X205", INFO, "{count:call of a note|calls of notes} set free from the brackets around them")
    CALLS_MOVED = ("X206", INFO, "{count:call of a note|calls of notes} moved out of words")
    NOTES_TIDIED = ("X207", INFO, "{count:note no longer repeats its|notes no longer repeat their} marker")
    MARKERS_RENUMBERED = ("X208", WARNING, "the markers of the notes count from 1 now; they were {found}",
        "compare them with the printed document")
    NUMBERS_UPGRADED = ("X209", INFO, "{count:typed number is|typed numbers are} num now")
    LISTS_UPGRADED = ("X210", INFO, "{count:list|lists} made of paragraphs that stood side by side")
    HEADINGS_UPGRADED = ("X211", INFO,
        "{count:paragraph that was only a heading is a division|paragraphs that were only a heading are divisions} now")
    IDS_UPGRADED = ("X212", INFO, "{count} of {all} eIds changed to those of the printed numbers")
    LANGUAGE_CORRECTED = ("X213", WARNING, "the language is {found}, not {said} as FRBRlanguage said", "check the file")
    DATE_CORRECTED = ("X214", WARNING, "the date of {what} is {found}; the file said {said}", "check the file")
    DATE_IMPOSSIBLE = ("X215", WARNING,
        "the date of publication {published} is before that of adoption {adopted} and is left out",
        "correct one of the dates")
    WORDS_CHANGED = ("X216", ERROR, "the words of the file are not those that came out: {what}",
        "report this as a defect of the library")

    # fmt: on

    def at(self, where: Position | None = None, **found: object) -> Diagnostic:
        """A diagnostic of this kind at a position; `found` fills the message.

        >>> Code.ENCODING_GUESSED.at(Position(source="a.txt"), encoding="cp1256").message
        'the bytes are not UTF-8; read as cp1256'
        """
        return Diagnostic(self, where or Position(), tuple((k, str(v)) for k, v in found.items()))


def readable(template: str) -> str:
    """A template of a message or a hint for readers: what is filled in in angle brackets, with the word for many.

    >>> readable("{count:line|lines} of page furniture left out ({kinds})")
    '⟨count⟩ lines of page furniture left out (⟨kinds⟩)'
    """
    plural = re.sub(r"\{(\w+):[^{}|]*\|([^{}]*)\}", r"{\1} \2", template)
    return re.sub(r"\{(\w+)\}", r"⟨\1⟩", plural)


def printable(text: str) -> str:
    """A text in one line that a terminal shows as it is: what would steer the terminal, or its direction, is named.

    >>> printable("a\\nb\\x1b[31m")
    'a\\\\nb\\\\x1b[31m'
    """
    return _STEERING.sub(lambda m: repr(m[0])[1:-1], text)


_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


class Position(Struct, frozen=True):
    """Where something was seen.  Lines, columns and pages count from 1; 0 means unknown.

    `eid` and `path` (an XPath) are given for findings in XML.
    """

    source: str = ""
    line: int = 0
    column: int = 0
    page: int = 0
    eid: str = ""
    path: str = ""

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
    """

    code: Code
    position: Position = Position()
    details: tuple[tuple[str, str], ...] = ()
    rule: str = ""

    @property
    def severity(self) -> Severity:
        """The severity of the code."""
        return self.code.severity

    @property
    def message(self) -> str:
        """The message, filled."""
        return _filled(self.code.message, self.details)

    @property
    def hint(self) -> str:
        """What a person can do about it, filled; may be empty."""
        return _filled(self.code.hint, self.details)

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready object: code, severity, message, hint, file, line, column.

        If known, also rule, page, eId, xpath and original.
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
        original = dict(self.details).get("original", "")
        extras = (("rule", self.rule), ("page", where.page), ("eId", where.eid), ("xpath", where.path))
        for name, value in (*extras, ("original", original)):
            if value:
                found[name] = value
        return found

    def __str__(self) -> str:
        """One line as compilers print it: `file:line:column: severity code: message (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        rule = f" {self.rule}" if self.rule else ""
        return printable(f"{self.position}: {self.severity} {self.code.code}{rule}: {self.message}{hint}")


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
