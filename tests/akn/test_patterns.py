"""Patterns that are made when they are first asked."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest
from msgspec import to_builtins

import akn
import converters
from akn.clauses.lookup import any_of
from akn.clauses.names import names
from akn.clauses.shape import words
from akn.languages import load
from akn.languages.view import shown
from akn.patterns import _Late, hinted_pattern, lazy_pattern, whole_words


def _of_modules() -> Iterator[tuple[str, _Late]]:
    for package in (akn, converters):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if found.name.endswith("__main__"):
                continue
            for name, value in vars(importlib.import_module(found.name)).items():
                yield from ((f"{found.name}.{name}", late) for late in _held(value))


def _held(value: object) -> Iterator[_Late]:
    """The patterns in a value: it may be one, or a table of them."""
    if isinstance(value, _Late):
        yield value
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _held(one)
    elif isinstance(value, dict):
        yield from _held(tuple(value.values()))


def test_every_pattern_of_a_module_can_be_made() -> None:
    made = [(name, late.groups) for name, late in _of_modules()]
    assert sum(name == "converters.formats.printed.labels._BESIDE" for name, _ in made) > 30


def test_it_is_made_by_the_first_question_and_then_answers_as_a_pattern_does() -> None:
    late, made = lazy_pattern(r"(?P<number>\d+)\s*(bis)?", re.IGNORECASE), re.compile(r"(?P<number>\d+)\s*(bis)?", re.I)
    assert not set(vars(late)) & {"match", "sub"}
    for text in ("12 BIS", "bis 3", ""):
        assert bool(late.match(text)) == bool(made.match(text))
        assert late.findall(text) == made.findall(text)
        assert late.sub("x", text) == made.sub("x", text)
        assert [m.span() for m in late.finditer(text)] == [m.span() for m in made.finditer(text)]
    assert late.groupindex == made.groupindex
    assert (late.pattern, late.flags, late.groups) == (made.pattern, made.flags, made.groups)


def test_it_has_all_that_a_pattern_has() -> None:
    late, made = lazy_pattern("a|b", re.IGNORECASE), re.compile("a|b", re.IGNORECASE)
    for name in (name for name in dir(made) if not name.startswith("_")):
        assert type(getattr(late, name)) is type(getattr(made, name)), name


def test_what_it_is_made_of_can_be_asked_without_making_it() -> None:
    late = lazy_pattern("(?:a|b)")
    assert late.pattern == "(?:a|b)"
    assert "match" not in vars(late)
    assert lazy_pattern(f"{late.pattern}+").fullmatch("abba")


def test_what_gives_a_source_is_asked_once_and_late() -> None:
    asked: list[str] = []

    def source() -> str:
        asked.append("asked")
        return "a|b"

    late = hinted_pattern(source, lambda: ["a", "b"])
    assert late.search("c") is None
    assert late.sub("x", "c") == "c"
    assert asked == []
    for find in (late.search, late.match, late.fullmatch):
        assert find("a")
        assert find("c") is None
    assert asked == ["asked"]


def test_hints_rule_texts_out_and_change_nothing_else() -> None:
    source = r"(?<!\w)(?:not|never again)(?!\w)"
    made, late = re.compile(source), hinted_pattern(source, ["not", "never again"])
    for text in ("not", "knotted", "never", "never again, not", ""):
        assert [m.span() for m in late.finditer(text)] == [m.span() for m in made.finditer(text)]
        assert bool(late.search(text, 1)) == bool(made.search(text, 1))
        assert bool(late.match(text)) == bool(made.match(text))
        assert late.sub("x", text) == made.sub("x", text)
    assert hinted_pattern("(", ["("]).pattern == "("
    assert hinted_pattern("(", ["("]).search("no bracket") is None
    with pytest.raises(re.error, match="unterminated"):
        hinted_pattern("(", ["("]).search("a bracket (")


@pytest.mark.parametrize("code", ["eng", "fra", "spa", "rus", "ara", "zho", "deu"])
def test_each_form_of_the_words_of_clauses_has_a_hint(code: str) -> None:
    language = load(code)
    said, tables = names(language).said, to_builtins(words(code))
    rows = [row for key, row in tables.items() if isinstance(row, (list, tuple)) and key not in ("asks", "leads")]
    assert rows
    for row in rows:
        pattern = said.any_of(row)
        bare = re.compile(pattern.pattern)
        for form in shown(language, (piece for piece in row if isinstance(piece, str))):
            for text in (form, f"x {form.replace('+', 'a')} x", f"({form})", form[1:]):
                assert [m.span() for m in pattern.finditer(text)] == [m.span() for m in bare.finditer(text)]


@pytest.mark.parametrize("beside", ["", "-"])
@pytest.mark.parametrize("signs", [[], [","]])
@pytest.mark.parametrize("rest", ["", " of lamps" * 12])
def test_whole_words_stand_between_any_offsets_where_their_pattern_finds_them(
    beside: str, signs: list[str], rest: str
) -> None:
    words = any_of(load("fra"), ["well", "well being", "d'", "and", *signs], beside)
    bare = re.compile(words.pattern)
    begun = "well-being, a well being and wells d'eau, andiron, well_ and, d'"
    text = begun + rest
    for start in range(len(begun) + 1):
        for end in range(start, len(begun) + 1):
            spans = [[m.span() for m in one.finditer(text, start, end)] for one in (words, bare)]
            assert spans[0] == spans[1]
            for name in ("search", "match", "fullmatch"):
                found, expected = (getattr(one, name)(text, start, end) for one in (words, bare))
                assert (found and found.span()) == (expected and expected.span())


def test_a_whole_word_may_hold_a_line_break() -> None:
    forms = ["so\nto", "no"]
    words = whole_words(lambda: "|".join(forms), lambda: forms)
    assert [[m[0] for m in words.finditer(text)] for text in ("says no", "so\nto say")] == [["no"], ["so\nto"]]


def test_bytes_are_bytes() -> None:
    assert lazy_pattern(rb"<\w+").findall(b"<p><b>") == [b"<p", b"<b"]


def test_what_is_no_pattern_is_told_when_it_is_used() -> None:
    late = lazy_pattern("(")
    with pytest.raises(re.error, match="unterminated"):
        late.search("text")


def test_it_has_nothing_that_a_pattern_has_not() -> None:
    with pytest.raises(AttributeError, match="surprise"):
        lazy_pattern("a").surprise  # type: ignore[attr-defined]  # noqa: B018
