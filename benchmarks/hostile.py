"""Texts and files made to be hard, each in any size: whoever reads them must work in proportion to their size."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

from benchmarks.timing import best

Made = Callable[[int], bytes]


def _calls(n: int) -> str:
    texts = " ".join(f"w^({i})" for i in range(n * 100))
    return texts + "\n\n" + "\n\n".join(f"^({i}) x" for i in range(n * 100))


def _feet(n: int) -> str:
    page = " ".join(f"w{i}" for i in range(30)) + "\n\n" + "\n".join(f"{i} x" for i in range(30))
    return "\f".join([page] * (n * 4))


_TEXTS: dict[str, Callable[[int], str]] = {
    "one line": lambda n: "word " * (n * 2000),
    "one line without spaces": lambda n: "大会" * (n * 3000),
    "many calls and notes": _calls,
    "many notes of one marker": lambda n: "w^(1) " * (n * 100) + "\n\n" + "^(1) x\n\n" * (n * 100),
    "many feet": _feet,
    "wrapped paragraphs": lambda n: (
        "     The quick brown fox jumps over the lazy dog and\nthen goes on.\n\n" * (n * 200)
    ),
    "looks never closed": lambda n: "*a " * (n * 2000),
    "looks closed": lambda n: "**a** " * (n * 800),
    "calls never closed": lambda n: "^(" * (n * 3000),
    "superscripts": lambda n: "¹" * (n * 3000) + "\n\n____________\n\n¹ x",
    "rows": lambda n: "a\tb\n" * (n * 500),
    "cells": lambda n: "a\t" * (n * 1500),
    "rules": lambda n: "________\n" * (n * 500),
    "a rule": lambda n: "_" * (n * 9000),
    "digits": lambda n: "1" * (n * 9000) + "\n\n1 x",
    "list items": lambda n: "(a) x\n" * (n * 500),
    "pages": lambda n: "A/RES/9/9\n\nx\n\n1/1\f" * (n * 100),
    "hyphens": lambda n: "w-\n" * (n * 800),
    "brackets": lambda n: "(x\n" * (n * 800),
    "escapes": lambda n: "\\*" * (n * 2000),
    "wide gaps": lambda n: "a      b      c\n" * (n * 500),
    "numbers of notes alone": lambda n: "x 1\n____________\n" + "1\nx.\n2\n\n" * (n * 500),
    "lines that end in numbers": lambda n: "The quick brown fox jumps over,1\nand goes\n" * (n * 300),
    "headers alone": lambda n: (
        "A/RES/9/9\nThe title of it\n\n" + "x\n1/9\f\nThe title of it\n\nA/RES/9/9\n\n" * (n * 100)
    ),
    "controls of direction": lambda n: "\u202b)\u202a((((\u202cx \u202a 1\u202c\u202c\n" * (n * 300),
    "a line of controls": lambda n: "\u202bx" + ")\u202a(" * (n * 2500),
}
TEXTS: dict[str, Made] = {name: lambda n, make=make: make(n).encode() for name, make in _TEXTS.items()}  # type: ignore[misc]
"""Plain texts for the reader; the size is about n times 10 kB."""

PHRASES = (
    "resolutions 98/12, ",
    "resolution 98/12 of 1 December 2043, ",
    "98/12 ",
    "12 (2015) ",
    "(",
    "A/",
    "A/67/66-E/2012/49 and Add.1, ",
    "paragraphs 1, 2, 3 and ",
    "1, ",
    "of the of its of the ",
    "section II, paragraph 4, of ",
    "General Assembly ",
    "de la de la résolution ",
    "Ibid. the same resolution ",
    "www.",
    "http://a.",
    "vol. 1, No. ",
    "Article 4 of ",
    "第1、2、3和",
    "第98/12号、",
    "القرار 62/61 و ",
    "٤ و ٥ و ",
    "I I I ",
    "د-",
)
"""Pieces that a text can repeat without end, each the beginning of a citation."""

_SMALL = """A/RES/99/7

Resolution adopted by the General Assembly on 9 December 2044

99/7. International Year of Tidal Libraries

The General Assembly,

Recalling its resolution 97/3,

1. Decides that the year took note.
"""


@cache
def _file() -> bytes:
    """An AKN file with one operative paragraph."""
    from converters import Options, convert

    return convert(_SMALL.encode(), options=Options(from_="text")).output


def _inside(make: Callable[[int], bytes], old: bytes = b"took note") -> Made:
    return lambda n: _file().replace(old, make(n), 1)


def _after(make: Callable[[int], bytes]) -> Made:
    def made(n: int) -> bytes:
        before, end, after = _file().rpartition(b"</paragraph>")
        return before + end + b"".join(make(i + 2) for i in range(n)) + after

    return made


LONG: dict[str, Made] = {
    "an attribute": _inside(lambda n: b'<span class="' + b"x" * n + b'">took</span>'),
    "a text": _inside(lambda n: b"x" * n),
    "an id": _inside(lambda n: b'eId="' + b"a_" * (n // 2) + b'"', b'eId="para_1"'),
    "a number": _inside(lambda n: b"<num>" + b"1." * (n // 2) + b"</num>", b"<num>1.</num>"),
    "an IRI": _inside(lambda n: b'<ref eId="para_1__ref_1" href="/akn/un/' + b"a/" * (n // 2) + b'">x</ref>'),
    "a date": _inside(lambda n: b'<date date="2051-12-05">' + b"1 " * (n // 2) + b"</date>"),
    "a symbol": _inside(lambda n: b"A/RES/" + b"1/" * (n // 2)),
    "a label": _inside(lambda n: b"(" * n),
    "a comment": _inside(lambda n: b"<!--" + b"x" * n + b"-->"),
    "brackets in a reference": _inside(lambda n: b'<ref eId="para_1__ref_1" href="#body">' + b"(" * n + b"1</ref>"),
}
"""AKN files for the validator in which one thing has n bytes."""

WIDE: dict[str, Made] = {
    "paragraphs": _after(lambda i: b'<paragraph eId="para_%d"><content><p>x</p></content></paragraph>' % i),
    "ids that repeat": _after(lambda i: b'<paragraph eId="para_1"><content><p>x</p></content></paragraph>'),
    "wrong attributes": _after(lambda i: b'<paragraph foo="1"><content><p bar="x">x</p></content></paragraph>'),
    "sections": _after(lambda i: b"<section><num>I</num><heading>x</heading></section>"),
    "lists": _after(lambda i: b"<paragraph><intro><p>x</p></intro><list/></paragraph>"),
    "notes": _after(
        lambda i: (
            b'<paragraph><content><p><authorialNote marker="7"><p>7 x</p></authorialNote></p></content></paragraph>'
        )
    ),
    "references": _after(
        lambda i: (
            b'<paragraph><content><p><ref href="#b">,x</ref><rref from="#body" upTo="#a">x</rref></p></content>'
            b"</paragraph>"
        )
    ),
}
"""AKN files for the validator in which one thing is there n times."""


def growth() -> dict[str, float]:
    """The time for eight times the size, as a multiple of eight times the time; the worst of each group."""
    from akn.validate import validate_xml
    from converters import Options, convert
    from converters.formats import text

    groups: dict[str, tuple[dict[str, Made], Callable[[bytes], object], int]] = {
        "reading texts": (TEXTS, text.read, 1),
        "converting citations without end": (
            {piece: lambda n, piece=piece: (piece * (n // len(piece))).encode() for piece in PHRASES},  # type: ignore[misc]
            lambda data: convert(data, options=Options(from_="text")),
            1500,
        ),
        "validating long things": (LONG, validate_xml, 50_000),
        "validating many things": (WIDE, validate_xml, 800),
    }
    numbers: dict[str, float] = {}
    for group, (kinds, run, size) in groups.items():
        ratios = {}
        for name, make in kinds.items():
            times = best({"1": partial(run, make(size)), "8": partial(run, make(8 * size))}, rounds=3)
            ratios[name] = times["8"] / times["1"] / 8
        worst = max(ratios, key=lambda name: ratios[name])
        numbers[f"{group}, {len(kinds)} kinds, the worst: {worst.strip()}"] = ratios[worst]
    return numbers
