"""The file of corrections beside a document: a person's choices go into it and come out again, comments stay.

Each choice is applied to the file as it is at that moment, so that two windows lose nothing of each other.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec
from msgspec import Struct

from akn.bodies.symbols import parse_symbol
from akn.errors import AknError, UnreadableInput, UsageError
from akn.patterns import lazy_pattern
from akn.structure.corrections import ROLES, LineCorrection, corrections_in
from akn.xml.uri import is_day
from converters.files import read_bytes, write_atomically

SUFFIX = ".akn.toml"
MOST = 2_000
"""Lines that one choice may name: more than the longest document has headings."""
_TABLE = lazy_pattern(r"[ \t]*\[\[[ \t]*(?:line|reference)[ \t]*\]\][ \t]*(?:#.*)?$")
Name = Mapping[str, str | int]
"""What names a line: its first words (`starts`), its `number`, or both; what stands before it, which one it is."""
_NAMES: Mapping[str, type] = {"starts": str, "number": int, "after": str, "nth": int, "of": int}
_SETTLED = ("symbol", "date", "language", "body")


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """What a person chose: what some lines are (`lines` as a page names them: `starts = "…"` and what else names them;
    `levels` of headings, one a line, 0 where none is said), or what one says (`words`), where words lead (`text`, `to`;
    `starts` are the first words of the one paragraph that is meant), or a fact of the whole document (`fact` and
    `value`).

    Lines without a role, a label, words and with `action` are as they were read: their corrections go.
    """

    lines: tuple[str, ...] = ()
    role: str = ""
    levels: tuple[int, ...] = ()
    under: str = ""
    label: str = ""
    action: bool = True
    words: str = ""
    text: str = ""
    to: str = ""
    starts: str = ""
    fact: str = ""
    value: str = ""

    @property
    def says_something(self) -> bool:
        """True if it puts something into the file; False if it only takes out what was said before."""
        line = self.role or self.label or self.under or self.words or not self.action
        return bool(line or self.text or (self.fact and self.value))


def fault_of(choice: Choice) -> str:
    """What is wrong with what a person wrote, as the key of the words for it; empty where nothing is.

    >>> fault_of(Choice(fact="date", value="yesterday")), fault_of(Choice(fact="symbol", value="bla"))
    ('no_day', 'no_symbol')
    >>> fault_of(Choice(text="its resolution", to="bla")), fault_of(Choice(fact="date", value="2044-12-09"))
    ('no_symbol', '')
    """
    value = choice.value if choice.fact else choice.to
    if choice.fact == "date":
        return "no_day" if value and not is_day(value) else ""
    led = choice.fact == "symbol" or (choice.text and not value.startswith(("/akn/", "#")))
    return "no_symbol" if led and value and parse_symbol(value) is None else ""


class Moved(UsageError):
    """What was to be undone is no longer the last change of the file."""


def applied(text: str, choice: Choice, name: str) -> str:
    """A file of corrections with a choice in it.  Raises DataError for a choice that makes no correction.

    >>> print(applied("", Choice(lines=('starts = "Working"',), role="heading"), "x.toml"), end="")
    [[line]]
    starts = "Working"
    role = "heading"
    """
    ends = "\r\n" if "\r\n" in text else "\n"
    head, *tables = _parts(text.replace("\r\n", "\n"))
    if choice.fact:
        if choice.fact not in _SETTLED:
            raise UsageError(f"{choice.fact!r} is none of {', '.join(_SETTLED)}")
        rest = [line for line in head.split("\n") if line.partition("=")[0].strip() != choice.fact]
        said = [f"{choice.fact} = {_quoted(choice.value)}"] if choice.value else []
        head = "\n".join([*said, *rest]).strip("\n")
    named = list(_names(choice.lines))
    kept = [_comments(table) if _speaks_of(table, named, choice) else table for table in tables]
    made = list(_tables(choice, named))
    parts = [part.strip("\n") for part in (head, *kept, *made)]
    whole = "\n\n".join(part for part in parts if part)
    whole = f"{whole}\n" if whole else ""
    corrections_in(whole, name)
    return whole.replace("\n", ends)


def _parts(text: str) -> Iterator[str]:
    """What stands before all tables, then each table with the comments right above it."""
    part: list[str] = []
    for line in text.split("\n"):
        if _TABLE.match(line):
            at = len(part)
            while at and _is_comment(part[at - 1]):
                at -= 1
            yield "\n".join(part[:at])
            part = part[at:]
        part.append(line)
    yield "\n".join(part)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("#")


def _comments(table: str) -> str:
    """What stays of a table that goes: the lines that a person wrote for people."""
    return "\n".join(filter(_is_comment, table.split("\n")))


def _names(lines: Iterable[str]) -> Iterator[Name]:
    """The lines that a page names, as values; nothing but a name goes into the file."""
    for line in list(lines)[:MOST]:
        try:
            said = tomllib.loads(line)
        except (ValueError, RecursionError):
            said = {}
        if not said or any(type(value) is not _NAMES.get(name) for name, value in said.items()):
            raise UsageError("a line is named by its first words or by its number")
        yield said


def _tables(choice: Choice, named: Sequence[Name]) -> Iterator[str]:
    if choice.role and choice.role not in ROLES:
        raise UsageError(f"{choice.role!r} is none of {', '.join(ROLES)}")
    more = [
        *([f"role = {_quoted(choice.role)}"] if choice.role else []),
        *([f"under = {_quoted(choice.under)}"] if choice.under else []),
        *([f"label = {_quoted(choice.label)}"] if choice.label else []),
        *(["action = false"] if not choice.action else []),
        *([f"words = {_quoted(choice.words)}"] if choice.words else []),
    ]
    if more:
        levels = choice.levels or (0,) * len(named)
        if len(levels) != len(named):
            raise UsageError("each line has a level, or none has")
        for one, level in zip(named, levels, strict=True):
            deep = [f"level = {level}"] if level else []
            yield "\n".join(["[[line]]", *(f"{name} = {_quoted(value)}" for name, value in one.items()), *more, *deep])
    if choice.text:
        where = f"\nstarts = {_quoted(choice.starts)}" if choice.starts else ""
        yield f"[[reference]]\ntext = {_quoted(choice.text)}\nto = {_quoted(choice.to)}{where}"


def _speaks_of(table: str, named: list[Name], choice: Choice) -> bool:
    """True for a table of the file about one of these lines, or about the words of a choice: of one about all places
    those of a single one too.
    """
    try:
        ((kind, (said,)),) = tomllib.loads(table).items()
    except (ValueError, RecursionError):
        return False
    if kind == "reference":
        if not choice.text or said.get("text") != choice.text:
            return False
        return not choice.starts or said.get("starts", "") == choice.starts
    return _name_in(said) in named


def _name_in(said: Mapping[str, Any]) -> Name:
    """What names the line in a table of the file."""
    return {name: said[name] for name in _NAMES if name in said}


def _quoted(value: str | int) -> str:
    """A value of TOML: its basic strings are those of JSON."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


UNDO = ".akn-desk-undo.json"
"""The file of a folder that says what undoes the changes made at the desk: it outlives closing."""
_KEPT = 50  # changes of one document that can be undone: an afternoon's work


class Corrected:
    """The files of corrections of a folder, and what undoes each change that was made at the desk.

    `root` is the folder in which what undoes them is kept (`.akn-desk-undo.json`); without one it ends with the object.
    What a person wrote by hand is no change of the desk and is never taken back.
    """

    def __init__(self, root: str = "") -> None:
        self._lock = threading.Lock()
        self._root = root
        self._undo = _remembered(os.path.join(root, UNDO)) if root else {}

    def apply(self, document: str, choice: Choice) -> None:
        """Put a choice into the file beside a document; one that says nothing any more goes."""
        path = document + SUFFIX
        name = os.path.basename(path)
        with self._lock:
            before = _read(path)
            said = applied(_text(path), choice, name)
            after = said.encode() if said.strip() else None
            _write(path, after)
            changes = self._undo.setdefault(self._named(document), [])
            changes.append((None if before is None else before.decode(), _mark(after)))
            del changes[:-_KEPT]
            self._keep()

    def undo(self, document: str) -> None:
        """Take the last change back, to the byte; raises Moved if there is none, or the file was changed since."""
        path = document + SUFFIX
        with self._lock:
            changes = self._undo.get(self._named(document))
            if not changes:
                raise Moved("nothing was changed here that could be undone")
            before, after = changes[-1]
            if _mark(_read(path)) != after:
                raise Moved(f"{os.path.basename(path)} was changed by somebody else since; it stays as it is")
            changes.pop()
            _write(path, None if before is None else before.encode())
            self._keep()

    def _named(self, document: str) -> str:
        return os.path.relpath(document, self._root).replace(os.sep, "/") if self._root else document

    def _keep(self) -> None:
        if self._root:
            held = {name: changes for name, changes in sorted(self._undo.items()) if changes}
            write_atomically(os.path.join(self._root, UNDO), f"{json.dumps(held, ensure_ascii=False)}\n".encode())

    def settled(self, document: str) -> Mapping[str, Mapping[str, str | int]]:
        """What is said of lines in the file beside a document, by the names that a page gives them.

        Nothing if the file cannot be read: the page says so elsewhere.
        """
        try:
            said = corrections_in(_text(document + SUFFIX), os.path.basename(document)).line
        except (AknError, OSError):
            return {}
        return {
            _called(one): {
                "role": one.role,
                "level": one.level,
                "under": one.under,
                "label": one.label,
                "action": one.action,
                "words": one.words,
            }
            for one in said
        }

    def can_undo(self, document: str) -> bool:
        """True if the last change of a document at the desk is still as it was made, and can be taken back."""
        changes = self._undo.get(self._named(document), [])
        return bool(changes) and _mark(_read(document + SUFFIX)) == changes[-1][1]


def _remembered(path: str) -> dict[str, list[tuple[str | None, str]]]:
    """By document, of each change what the file said before it, and the mark of the file after it; nothing of a file
    that does not say."""
    try:
        found: Any = msgspec.json.decode(read_bytes(path), type=dict[str, list[tuple[str | None, str]]])
    except (AknError, OSError, ValueError, RecursionError):
        return {}
    return found  # type: ignore[no-any-return]


def _mark(content: bytes | None) -> str:
    """What tells one state of a file from others; empty for none."""
    return "" if content is None else hashlib.sha256(content).hexdigest()


def _called(one: LineCorrection) -> str:
    """How a page names the line of a correction (`converters.view.source`)."""
    said = ((name, getattr(one, name)) for name in _NAMES)
    return "\n".join(f"{name} = {_quoted(value)}" for name, value in said if value)


def _read(path: str) -> bytes | None:
    return read_bytes(path) if os.path.exists(path) else None


def _text(path: str) -> str:
    """What a file of corrections says; nothing where there is none.  Raises UnreadableInput for other bytes."""
    try:
        return (_read(path) or b"").decode("utf-8-sig")
    except UnicodeDecodeError as error:
        told = f"{os.path.basename(path)}: is not UTF-8 ({error.reason} at byte {error.start})"
        raise UnreadableInput(told) from error


def _write(path: str, data: bytes | None) -> None:
    if data is not None:
        write_atomically(path, data)
    elif os.path.exists(path):
        os.unlink(path)
