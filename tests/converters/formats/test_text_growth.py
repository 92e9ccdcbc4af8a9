"""Work grows with the text and not faster, whatever the text is made of."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from converters.formats import text as text_format


def _calls(n: int) -> str:
    texts = " ".join(f"w^({i})" for i in range(n * 100))
    return texts + "\n\n" + "\n\n".join(f"^({i}) x" for i in range(n * 100))


def _same_calls(n: int) -> str:
    return "w^(1) " * (n * 100) + "\n\n" + "^(1) x\n\n" * (n * 100)


def _feet(n: int) -> str:
    page = " ".join(f"w{i}" for i in range(30)) + "\n\n" + "\n".join(f"{i} x" for i in range(30))
    return "\f".join([page] * (n * 4))


def _wrapped(n: int) -> str:
    return "     The quick brown fox jumps over the lazy dog and\nthen goes on.\n\n" * (n * 200)


_KINDS: dict[str, Callable[[int], str]] = {
    "one line": lambda n: "word " * (n * 2000),
    "one line without spaces": lambda n: "大会" * (n * 3000),
    "many calls and notes": _calls,
    "many notes of one marker": _same_calls,
    "many feet": _feet,
    "wrapped paragraphs": _wrapped,
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
}


def _seconds(data: bytes) -> float:
    best = 9.0
    for _ in range(3):
        begun = time.process_time()
        text_format.read(data)
        best = min(best, time.process_time() - begun)
    return best


@pytest.mark.parametrize("kind", _KINDS)
def test_work_grows_with_the_text_and_not_faster(kind: str) -> None:
    make = _KINDS[kind]
    small, large = _seconds(make(2).encode()), _seconds(make(8).encode())
    # four times the text; sixteen times the time would be quadratic, eight leaves room for a busy machine
    assert large < 8 * small + 0.05
