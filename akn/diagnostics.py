"""What the library has to say about an input: stable codes, positions, and the result that carries them.

A code is never reused and never changes its meaning.  The first letter names the family:

    R  reading a file            S  structure          N  notes
    L  language                  M  metadata           C  citations
    V  validation                B  batches
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a diagnostic matters: an error means the output must not be relied on."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Code(Enum):
    """Every kind of diagnostic: its stable code, its severity, its message and what to do about it.

    The message is a template; `Code.at` fills it from keyword arguments.
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

    # R: reading a file
    ENCODING_GUESSED = (
        "R101",
        Severity.INFO,
        "the bytes are not UTF-8; read as {encoding}",
        "convert the file to UTF-8 if letters look wrong",
    )
    FURNITURE_DROPPED = (
        "R102",
        Severity.INFO,
        "{count} lines of page furniture left out ({kinds})",
        "running headers, page numbers and job numbers are not part of the text",
    )
    EMPTY_INPUT = ("R103", Severity.ERROR, "the file holds no text", "check that the right file was given")
    CONTROL_CHARACTERS = (
        "R104",
        Severity.WARNING,
        "{count} control characters that XML cannot hold were left out",
        "the file may be damaged or not be text",
    )
    UNDECODABLE_BYTES = (
        "R110",
        Severity.WARNING,
        "{count} byte sequences are not {encoding} and stand as U+FFFD",
        "the file is damaged, or in another encoding; convert it to UTF-8",
    )
    NOTE_WITHOUT_CALL = (
        "R111",
        Severity.WARNING,
        "note {marker} is called nowhere and stays a paragraph",
        "put its call, such as ^({marker}), where it belongs",
    )
    CALL_WITHOUT_NOTE = (
        "R112",
        Severity.WARNING,
        "note call {marker} has no note and stays text",
        "add the note, or take the call out",
    )
    WRAPS_UNDONE = (
        "R113",
        Severity.INFO,
        "{count} hard line wraps undone, {hyphens} soft hyphens at line ends left out",
    )

    # B: batches, and the way of one input through them
    INPUT_REFUSED = ("B101", Severity.ERROR, "{reason}", "check that the right file was given")
    INTERNAL_ERROR = (
        "B102",
        Severity.ERROR,
        "internal error: {error}",
        "this is a fault of the program: please report it with the input; --debug shows where it happened",
    )
    WORKER_DIED = (
        "B103",
        Severity.ERROR,
        "the process that was working on it ended ({reason})",
        "if memory was short, try fewer --jobs; convert the file alone to see more",
    )
    OUTPUT_TAKEN = (
        "B104",
        Severity.ERROR,
        "not converted: {output} belongs to an earlier input of the same name",
        "rename one of them, or convert them into different folders",
    )
    OUTPUT_IS_INPUT = (
        "B105",
        Severity.ERROR,
        "not converted: its output would replace the input itself",
        "choose another folder, or say --force",
    )
    OUTPUT_NOT_WRITTEN = ("B106", Severity.ERROR, "{reason}", "check the folder and the space left")
    MEMBER_REFUSED = (
        "B107",
        Severity.ERROR,
        "not read from the archive: {reason}",
        "unpack it by hand if you trust the archive",
    )
    OTHER_FILES = (
        "B108",
        Severity.INFO,
        "{count} files of other kinds left alone",
        "name them one by one, or say what they are with --from",
    )

    def at(self, where: Position | None = None, **found: object) -> Diagnostic:
        """A diagnostic of this kind at a position; `found` fills the message.

        >>> Code.ENCODING_GUESSED.at(Position(source="a.txt"), encoding="cp1256").text
        'the bytes are not UTF-8; read as cp1256'
        """
        return Diagnostic(self, where or Position(), tuple((k, str(v)) for k, v in found.items()))


@dataclass(frozen=True, slots=True)
class Position:
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


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing worth telling: a code, a position, and the words that fill the message."""

    code: Code
    position: Position = field(default_factory=Position)
    details: tuple[tuple[str, str], ...] = ()

    @property
    def severity(self) -> Severity:
        """The severity of the code."""
        return self.code.severity

    @property
    def text(self) -> str:
        """The message, filled."""
        return self.code.message.format(**dict(self.details))

    @property
    def hint(self) -> str:
        """What a person can do about it, filled; may be empty."""
        return self.code.hint.format(**dict(self.details))

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready object: code, severity, message, hint, file, line, column and, if known, page, eId, xpath."""
        where = self.position
        found: dict[str, Any] = {
            "code": self.code.code,
            "severity": self.severity.value,
            "message": self.text,
            "hint": self.hint,
            "file": where.source,
            "line": where.line,
            "column": where.column,
        }
        for name, value in (("page", where.page), ("eId", where.eid), ("xpath", where.path)):
            if value:
                found[name] = value
        return found

    def __str__(self) -> str:
        """One line as compilers print it: `file:line:column: severity code: message (hint)`."""
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.position}: {self.severity} {self.code.code}: {self.text}{hint}"


@dataclass(frozen=True, slots=True)
class Result(Generic[T]):
    """A value and all that was noticed on the way to it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def ok(self) -> bool:
        """True if no diagnostic is an error."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    def plus(self, more: Iterable[Diagnostic]) -> Result[T]:
        """The same value with more diagnostics behind."""
        return Result(self.value, self.diagnostics + tuple(more))
