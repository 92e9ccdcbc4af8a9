"""The questions that a program may ask of a library, and their answers as JSON of bounded size (`akn mcp`).

Each is a function of `Library`, as the command line has it: `akn library find`, `cited-by`, `history`, `mandates` and
`akn check`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec
from msgspec import Struct

from akn.errors import UsageError
from akn.languages import usual
from akn_library.citations import standing
from akn_library.library import Library
from akn_library.typed import parted

MOST_ROWS = 50
MOST_LETTERS = 24_000
"""What an answer holds at most: some 6,000 words, which a language model takes at once."""
_FEW = 10


class Question(Struct, frozen=True):
    """A question: what it asks for, the arguments that it takes (those of `needed` must be there), what answers it."""

    told: str
    arguments: tuple[str, ...]
    needed: tuple[str, ...]
    rows: Callable[[Library, Mapping[str, Any]], Iterable[Any]]


NUMBERS = frozenset({"limit", "skip"})
"""Arguments that are numbers; all others are texts."""


def answer(library: Library, name: str, arguments: Mapping[str, Any]) -> str:
    """The answer to a question of `QUESTIONS` as JSON: `rows`, without what is empty in them, and `more` if there are
    more than `limit` (10, at most 50) after the first `skip`, or than fit.

    Raises UsageError for a question that there is not, and for arguments that it does not take or lacks.
    """
    question = QUESTIONS.get(name)
    if question is None:
        raise UsageError(f"there is no {name}; there are {', '.join(QUESTIONS)}")
    given = {key: _value(key, value) for key, value in arguments.items() if value not in (None, "")}
    if unknown := [key for key in given if key not in (*question.arguments, *NUMBERS)]:
        raise UsageError(f"{name} takes {', '.join(question.arguments)}, not {', '.join(unknown)}")
    if lacking := [key for key in question.needed if key not in given]:
        raise UsageError(f"{name} needs {', '.join(lacking)}")
    limit = min(max(given.pop("limit", _FEW), 1), MOST_ROWS)
    skip = max(given.pop("skip", 0), 0)
    return _bounded(islice(iter(question.rows(library, given)), skip, None), limit)


def _value(key: str, value: object) -> Any:
    if key not in NUMBERS:
        return str(value)
    try:
        return int(str(value))
    except ValueError:
        raise UsageError(f"{key} is a number, not {value!r}") from None


def _bounded(rows: Iterator[Any], limit: int) -> str:
    """So many rows as fit; one that alone is too long has its text cut, and says so."""
    written: list[str] = []
    size, more = 0, False
    for row in rows:
        line = _json(row)
        if len(line) > MOST_LETTERS:
            line = _json({**_plain(row), "text": _plain(row).get("text", "")[: MOST_LETTERS // 4], "cut": True})
        if len(written) == limit or size + len(line) > MOST_LETTERS:
            more = True
            break
        written.append(line)
        size += len(line)
    return f'{{"rows":[{",".join(written)}],"more":{"true" if more else "false"}}}'


def _plain(row: Any) -> dict[str, Any]:
    values: dict[str, Any] = msgspec.to_builtins(row)
    return {name: value for name, value in values.items() if value not in (None, "", (), [], 0)}


def _json(row: Any) -> str:
    return msgspec.json.encode(_plain(row)).decode()


# ---- the questions

_ALL = -1  # SQLite: no limit
_FILTERS = ("language", "body", "since", "until", "part", "action", "addressee", "binding", "cites")


def _search(library: Library, asked: Mapping[str, Any]) -> Iterable[Any]:
    return library.find(asked["words"], **{k: v for k, v in asked.items() if k != "words"}, limit=_ALL)


def _read(library: Library, asked: Mapping[str, Any]) -> Iterator[Any]:
    wanted = asked.get("paragraph", "").strip()
    symbol, place = parted(library.connection, asked["symbol"])
    language = asked.get("language", "") or _language(library, symbol)
    rows = list(library.find(symbol=symbol, language=language, limit=_ALL))
    places = standing(place, ((row.eid, row.part) for row in rows)) if place else ()
    for row in rows:
        if place and row.eid not in places and not row.eid.startswith(tuple(f"{one}__" for one in places)):
            continue
        if not wanted or wanted == row.eid or row.number == wanted or row.number.startswith(f"{wanted} "):
            yield row


def _language(library: Library, symbol: str) -> str:
    """The usual language, if the text is held in it, else the first language that it is held in."""
    held = {row.language for row in library.find(symbol=symbol, limit=_ALL)}
    return usual() if usual() in held else min(held, default="")


def _cited_by(library: Library, asked: Mapping[str, Any]) -> Iterable[Any]:
    return library.cited_by(asked["symbol"], asked.get("paragraph", ""))


def _check(library: Library, asked: Mapping[str, Any]) -> Iterable[Any]:
    from akn.checking import check
    from akn.register import Shipped, Together
    from converters.conversion import read_file

    document = read_file(asked["text"].encode(), name="text").value
    return check(document, Together((library.register(), Shipped())))


def _history(library: Library, asked: Mapping[str, Any]) -> Iterable[Any]:
    return library.history(asked["symbol"], asked.get("paragraph", ""), asked.get("language", ""))


def _mandates(library: Library, asked: Mapping[str, Any]) -> Iterable[Any]:
    return library.mandates(**asked)


QUESTIONS = {
    "search": Question(
        'Ranked paragraphs that hold all words; "a phrase", wor* a beginning. until/since: YYYY[-MM[-DD]].',
        ("words", *_FILTERS),
        ("words",),
        _search,
    ),
    "read": Question(
        "A resolution, or a paragraph of it (12, 12 (b)), in reading order.",
        ("symbol", "paragraph", "language"),
        ("symbol",),
        _read,
    ),
    "cited_by": Question(
        "Paragraphs that cite a resolution, or a paragraph of it.", ("symbol", "paragraph"), ("symbol",), _cited_by
    ),
    "check_citations": Question(
        "Each citation of a text: confirmed, contradicted (printed, known), not in register, or unknown.",
        ("text",),
        ("text",),
        _check,
    ),
    "history": Question(
        "What a resolution follows and what follows it; with a paragraph how its words changed.",
        ("symbol", "paragraph", "language"),
        ("symbol",),
        _history,
    ),
    "mandates": Question(
        "Who is asked to do what by when. addressee: a key (secretaryGeneral).",
        ("symbol", *_FILTERS),
        (),
        _mandates,
    ),
}
"""The questions by their names."""
