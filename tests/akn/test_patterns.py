"""Patterns are what `re` makes of them, kept or not; what is kept is never trusted blindly."""

from __future__ import annotations

import fnmatch
import importlib
import marshal
import re
from pathlib import Path

import pytest

from akn import patterns
from akn.kept import cache_folder, keep

SOURCES: list[tuple[str | bytes, int]] = [
    (r"(?P<day>\d{1,2}) (?P<month>\w+)(?: (\d{4}))?", 0),
    (r"\bparagraph\b", re.IGNORECASE),
    (r"[\u4e00-\u9fff]+|[^\W\d_]", 0),
    (r"a.c", re.DOTALL),
    (rb"<\?xml[^>]*\?>", 0),
    (r"(?<!\d)(?:x|y)(?=z)|(?P<whole>.)(?P=whole)", re.MULTILINE),
]
TEXT = "On 9 December 2044 the first Paragraph of 决议 x axxz a\nc yz aa"


@pytest.fixture(autouse=True)
def fresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder of its own, and a process that has compiled nothing."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    _start(monkeypatch)


def _start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_wanted", False)
    monkeypatch.setattr(patterns, "_kept", None)
    monkeypatch.setattr(patterns, "_new", [])
    monkeypatch.setattr(patterns, "_made", {})


def _compile_all() -> list[re.Pattern[str] | re.Pattern[bytes]]:
    return [patterns.regex(source, flags) for source, flags in SOURCES]


def _use_and_keep(monkeypatch: pytest.MonkeyPatch) -> list[re.Pattern[str] | re.Pattern[bytes]]:
    """What a program gets that keeps its patterns."""
    _start(monkeypatch)
    patterns.use_kept()
    made = _compile_all()
    patterns.keep_new()
    return made


def test_kept_patterns_are_those_that_re_makes(monkeypatch: pytest.MonkeyPatch) -> None:
    _use_and_keep(monkeypatch)
    with monkeypatch.context() as forbidden:
        forbidden.setattr(re, "compile", lambda *_: pytest.fail("compiled again"))
        again = _use_and_keep(monkeypatch)
    for made, (source, flags) in zip(again, SOURCES, strict=True):
        expected = re.compile(source, flags)
        assert made == expected
        assert (made.flags, made.groups, made.groupindex) == (expected.flags, expected.groups, expected.groupindex)
        text = TEXT if isinstance(source, str) else TEXT.encode()
        found = [(m.span(), m.groupdict(), m.lastgroup) for m in made.finditer(text)]  # type: ignore[arg-type]
        assert found == [(m.span(), m.groupdict(), m.lastgroup) for m in expected.finditer(text)]  # type: ignore[arg-type]


def test_a_pattern_is_made_once() -> None:
    assert patterns.regex("a+") is patterns.regex("a+")
    assert patterns.regex("a+") is not patterns.regex("a+", re.IGNORECASE)


def test_nothing_is_read_or_kept_unless_a_program_asks_for_it() -> None:
    _compile_all()
    patterns.keep_new()
    assert not Path(cache_folder()).exists()


def test_what_another_run_has_kept_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    patterns.use_kept()
    patterns.regex("first")
    patterns.keep_new()
    _start(monkeypatch)
    patterns.use_kept()
    patterns.regex("second")
    patterns.keep_new()
    assert {source for source, _ in patterns._read()} == {"first", "second"}


@pytest.mark.parametrize(
    "kept",
    [
        b"no marshal",
        marshal.dumps(["not", "a", "table"]),
        marshal.dumps({("a+", 0): (32, b"\x01\0\0\0\xff\xff\xff\xff", 0, {}, (None,))}),  # no code of the engine
        marshal.dumps({("a+", 0): ("32", b"", 0, {}, (None,))}),
    ],
)
def test_what_is_kept_wrongly_costs_only_time(monkeypatch: pytest.MonkeyPatch, kept: bytes) -> None:
    keep(patterns._file(), kept)
    patterns.use_kept()
    assert patterns.regex("a+").findall("aab") == ["aa"]


def test_a_file_that_was_cut_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    _use_and_keep(monkeypatch)
    (file,) = Path(cache_folder()).iterdir()
    file.write_bytes(file.read_bytes()[:-10])
    assert patterns._read() == {}


def test_a_python_with_another_engine_compiles_as_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    def none_here() -> object:
        raise ImportError("no _sre")

    _use_and_keep(monkeypatch)
    monkeypatch.setattr(patterns, "_engine", none_here)
    assert [p.pattern for p in _use_and_keep(monkeypatch)] == [source for source, _ in SOURCES]


def test_an_error_in_a_pattern_is_told_as_re_tells_it() -> None:
    patterns.use_kept()
    with pytest.raises(re.error):
        patterns.regex("(")
    patterns.keep_new()


def test_the_file_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_MOST", 3)
    patterns.use_kept()
    for letters in ("ab", "cd", "efghi"):
        for letter in letters:
            patterns.regex(letter)
        patterns.keep_new()
        assert len(patterns._read()) <= 3
    assert patterns._read()


# the patterns of other packages


@pytest.fixture
def everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process in which all packages get kept patterns; `re` compiles as ever behind the test."""
    compiler = importlib.import_module("re._compiler")
    monkeypatch.setattr(compiler, "compile", compiler.compile)
    patterns.use_kept(everywhere=True)
    re.purge()


def _as_another_package(code: str, **names: object) -> dict[str, object]:
    room = {"__name__": "another", "re": re, **names}
    exec(compile(code, "another.py", "exec"), room)
    return room


@pytest.mark.usefixtures("everywhere")
def test_what_another_package_compiles_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    code = "made = re.compile(r'(?P<a>x+)y', re.IGNORECASE); found = re.sub('[aeiou]+', '-', 'adoption')"
    first = _as_another_package(code)
    patterns.keep_new()
    assert {source for source, _ in patterns._read()} == {r"(?P<a>x+)y", "[aeiou]+"}
    _start(monkeypatch)
    patterns.use_kept(everywhere=True)
    re.purge()
    compiled: list[object] = []
    compile_of_re = patterns._compile_of_re
    monkeypatch.setattr(patterns, "_compile_of_re", lambda *args: compiled.append(args[0]) or compile_of_re(*args))
    again = _as_another_package(code)
    assert not {r"(?P<a>x+)y", "[aeiou]+"} & set(compiled)
    assert again["made"] == first["made"]
    assert again["found"] == first["found"] == "-d-pt-n"


@pytest.mark.usefixtures("everywhere")
def test_what_is_made_of_an_input_is_not_kept() -> None:
    re.compile("the words of an input")
    _as_another_package("re.compile('words of this library')", __name__="akn.inline")
    fnmatch.fnmatchcase("a.txt", "a pattern of the command line *.txt")
    patterns.regex("a pattern of the library")
    patterns.keep_new()
    kept = {source for source, _ in patterns._read()}
    assert "a pattern of the library" in kept
    assert "words of this library" not in kept
    assert not any("command line" in str(source) or "words of an input" in str(source) for source in kept)


@pytest.mark.usefixtures("everywhere")
def test_re_does_all_it_can_do_while_patterns_are_kept(capsys: pytest.CaptureFixture[str]) -> None:
    tokens, rest = re.Scanner([(r"\d+", lambda _, word: int(word)), (r"\s+", None)]).scan("67 195 x")  # type: ignore[attr-defined]
    assert (tokens, rest) == ([67, 195], "x")
    re.compile("a|b", re.DEBUG)
    assert "LITERAL 97" in capsys.readouterr().out
    with pytest.raises(re.error):
        re.compile("(")
    with pytest.raises(TypeError):
        re.compile(7)  # type: ignore[call-overload]


def test_a_python_without_the_insides_of_re_has_no_hook(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_compiler_of_re", lambda: None)
    patterns.use_kept(everywhere=True)
    assert re.compile("any").match("anything")
