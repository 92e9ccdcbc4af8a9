"""The exceptions of the library: raised only where it cannot go on.

Odd input never raises; it becomes a `akn.diagnostics.Diagnostic` in a result.

    AknError
    ├── UnreadableInput      the bytes are not of the format they are given as, or are unsafe to open
    │   └── NotText          ... and are no text at all
    ├── InvalidXml           the XML cannot be parsed, or carries a DTD or entities
    │   └── DtdFound         ... because it carries a DTD
    ├── MissingDependency    an optional package is needed; the message names the extra
    ├── DataError            a language, body or rule file does not fit its shape
    ├── PlugInError          an entry point of another package cannot be loaded, or raises
    └── UsageError           the caller asked for something that does not exist
"""

from __future__ import annotations


class AknError(Exception):
    """Base of every exception that this library raises on purpose; its text is one line for a person.

    `remedy` is what that person can do about it.
    """

    remedy = "see whether the program that made it opens it, and get it again if not"

    def __init__(self, *reasons: object, remedy: str = "") -> None:
        super().__init__(*reasons)
        if remedy:
            self.remedy = remedy


class UnreadableInput(AknError):
    """The input cannot be read as the format it is given as, or would be unsafe to open."""


class NotText(UnreadableInput):
    """The input is neither text nor a file of a known format."""


class InvalidXml(AknError):
    """The XML is not well formed, or uses a DTD, an entity or an inclusion, which are never followed.

    `line` and `column` count from 1; 0 means unknown.  `data` is what was parsed, where that is known.
    """

    def __init__(self, message: str, line: int = 0, column: int = 0, data: bytes | None = None) -> None:
        super().__init__(f"{message} (line {line})" if line else message)
        self.message = message
        self.line = line
        self.column = column
        self.data = data


class DtdFound(InvalidXml):
    """The XML has a DTD, which is never followed."""


class MissingDependency(AknError):
    """An optional package is not installed; the message says which extra brings it."""


class DataError(AknError):
    """A data file of the library (language, body, rules) does not have the shape that the code expects."""


class PlugInError(AknError):
    """What another package offers by an entry point cannot be loaded, or raises; the message names it."""


class UsageError(AknError):
    """The caller named a format, a language or an option that the library does not know."""
