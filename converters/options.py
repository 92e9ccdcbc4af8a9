"""How to convert: every option stands here once, for `converters.convert`, for runs of many and for the command line.

A field of `Options` says what an option is called, what it may be and what it is if nobody asks; its `Argument` is what
`akn convert --help` says of it.  So a new option is a field here, and what it does where it does it: the `read` or the
`write` of a format that has a keyword of its name is given it (`taken_by`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple, get_type_hints

from msgspec import Struct

from akn.errors import UsageError

if TYPE_CHECKING:
    from akn.register import Register

PYTHON_DOCX = "python-docx"
"""The name for `Options(to=...)` that gives a document of python-docx."""


class CorrectionsFile(NamedTuple):
    """What a person settled about an input: the name of the file that says so, and its text; empty if there is none."""

    path: str = ""
    text: str = ""


class Argument(NamedTuple):
    """What the command line calls an option, and says of it."""

    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()  # what the option may be besides its default
    flag: str = ""  # where it is not that of the field
    formats: tuple[str, ...] = ()  # what comes out and shows it, where not all that comes out does


class Options(Struct, frozen=True, kw_only=True):
    """How to convert; each field with what it does if it is not given.

    - `from_` and `to` name formats (`xml`, `text`, `docx`, ...).  An empty `from_` means that the suffix of the name
      and the first bytes decide.
    - `language` (a code, see `akn languages`) and `body` (a name, see `akn bodies`) are found in the text.
    - `catalogue` is the path of a file that tells the adoption dates of symbols.
    - `revisions` tells what becomes of tracked changes.
    - `ocr` tells when the words of pages are recognised in their pictures: where a page has no text (auto), always,
      never, or to compare them with the text (check).  It needs the extra `ocr`.
    - `corrections` is the path of what a person settled about the one input, or what `read_corrections` made of it.
    - `markup_date` (YYYY-MM-DD) goes into the metadata, because the library never asks the clock.
    - `links` tells where citations lead in HTML, Word and Markdown: to the document site of the organisation (docs), to
      the AKN address (akn) or nowhere (none).
    - `page_breaks` marks in XML where the pages and lines of a PDF file or a scan end (`eop`, `eol`).
    - `stop_after` gives the blocks or the document as JSON instead.
    - `validate`: the XML that comes out is validated; what is wrong with it is a diagnostic.
    - `source_map` fills the field of that name of what comes back.
    - `register` (`akn.register`) is what knows of the texts that are cited, besides the shipped dates: what it
      contradicts is a remark, and on the page.  `Library(path).register()` is one.

    Raises UsageError for a value that no input could ever satisfy.

    >>> Options(to="docx", language="fr").links
    'docs'
    >>> Options(links="nowhere")
    Traceback (most recent call last):
    akn.errors.UsageError: links must be one of docs, akn, none, not 'nowhere'
    """

    to: Annotated[
        str, Argument("the format that comes out: xml (default), docx, html, json, markdown ...", "FORMAT")
    ] = "xml"
    from_: Annotated[str, Argument("the format of the inputs", "FORMAT")] = ""
    language: Annotated[str, Argument("the language of the text, for example ar", "CODE")] = ""
    body: Annotated[str, Argument("the body that adopted it (see akn bodies)", "NAME")] = ""
    catalogue: Annotated[str | os.PathLike[str], Argument("symbols and their adoption dates", "FILE")] = ""
    revisions: Annotated[str, Argument("what to do with tracked changes", choices=("accept", "reject", "report"))] = ""
    ocr: Annotated[
        str,
        Argument(
            "recognise words in pictures of pages: where there is no text (auto), always, never, to compare (check)",
            choices=("auto", "always", "never", "check"),
        ),
    ] = "auto"
    corrections: Annotated[
        str | os.PathLike[str] | CorrectionsFile,
        Argument("what you settled about one input (else INPUT.akn.toml)", "FILE"),
    ] = ""
    markup_date: Annotated[str, Argument("the date of the markup, YYYY-MM-DD", "DATE")] = ""
    links: Annotated[str, Argument("where citations lead in html, docx, markdown", choices=("docs", "akn", "none"))] = (
        "docs"
    )
    page_breaks: Annotated[bool, Argument("mark in the XML where printed pages and lines end", formats=("xml",))] = (
        False
    )
    stop_after: Annotated[str, Argument("print that as JSON instead", choices=("blocks", "document"))] = ""
    validate: Annotated[bool, Argument("do not validate the XML that comes out", flag="--no-validate")] = True
    source_map: bool = False
    register: Register | None = None

    def __post_init__(self) -> None:
        """Raise UsageError for a value that no input could ever satisfy."""
        for name, allowed in _allowed().items():
            if (value := getattr(self, name)) not in allowed:
                raise UsageError(f"{name} must be one of {', '.join(filter(None, allowed))}, not {value!r}")
        if self.markup_date:
            from akn.xml.uri import is_day

            if not is_day(self.markup_date):
                raise UsageError(f"the markup date must be a day as YYYY-MM-DD, not {self.markup_date!r}")


@cache
def arguments() -> dict[str, Argument]:
    """The arguments of the command line by the names of the fields that they set, in the order of the fields."""
    hints = get_type_hints(Options, localns={"Register": Any}, include_extras=True)
    return {
        name: made
        for name, hint in hints.items()
        for made in getattr(hint, "__metadata__", ())
        if isinstance(made, Argument)
    }


def flag_of(name: str) -> str:
    """What the command line calls an option.

    >>> flag_of("from_"), flag_of("validate")
    ('--from', '--no-validate')
    """
    return arguments()[name].flag or f"--{name.rstrip('_').replace('_', '-')}"


@cache
def _keywords(function: Callable[..., Any]) -> frozenset[str]:
    return frozenset(signature(function).parameters).intersection(Options.__struct_fields__)


def taken_by(function: Callable[..., Any], options: Options) -> dict[str, Any]:
    """The options that a function takes as keywords of their names, those that are not as if nobody asks.

    >>> from converters.formats.docx import read
    >>> taken_by(read, Options(revisions="report", ocr="always", links="none"))
    {'revisions': 'report'}
    """
    asked = {name: getattr(options, name) for name in Options.__struct_fields__ if name in _keywords(function)}
    return {name: value for name, value in asked.items() if value != getattr(DEFAULT, name)}


def idle(options: Options, write: Callable[..., Any] | None) -> list[str]:
    """The options that are asked for and change nothing in what comes out, which the `write` of a format may make.

    >>> idle(Options(page_breaks=True, to="json"), None), idle(Options(page_breaks=True), None)
    (['page_breaks'], [])
    """
    to = options.stop_after or options.to
    return [
        name
        for name, argument in arguments().items()
        if argument.formats and to not in argument.formats and getattr(options, name) != getattr(DEFAULT, name)
        if write is None or name not in _keywords(write)
    ]


@cache
def _allowed() -> dict[str, tuple[str, ...]]:
    """What each option that is a choice may be: what its argument lists, and its default."""
    defaults = dict(zip(Options.__struct_fields__, Options.__struct_defaults__, strict=True))  # all have one
    choices = {name: argument.choices for name, argument in arguments().items() if argument.choices}
    return {name: tuple(dict.fromkeys((*several, defaults[name]))) for name, several in choices.items()}


DEFAULT = Options()
"""What is done where nothing else is asked for."""
