"""Templates that share what their slots find match as one pattern of all of them would."""

from __future__ import annotations

import itertools
import re

import pytest
from msgspec import to_builtins

from akn.clauses.lookup import Templates
from akn.clauses.names import names
from akn.clauses.shape import words
from akn.clauses.times import Clock, clock
from akn.inline.lexicon import _ends, _tree, sign_of
from akn.languages import load
from akn.languages.labels import spelled
from akn.languages.shape import Language
from akn.languages.view import plain
from akn.patterns import one_of
from tests.thorough import some_of

CODES = ("eng", "fra", "spa", "rus", "ara", "zho", "deu")
SOME = some_of(CODES, 3, 1)  # French, Arabic and German
PRINTED = {
    "date": {"eng": "9 December 2044", "fra": "9 décembre 2044", "spa": "9 de diciembre de 2044"},
    "ordinal": {"eng": "eighty-first", "fra": "quatre-vingt-unième", "spa": "octogésimo primer"},
}


def _clauses(language: Language) -> list[str]:
    """Words of templates one after another, with what may fill their slots."""
    times = to_builtins(words(language.code).times)
    rows = [times.get(key, ()) for key in ("periods", "expires", "dates", "not_due", "start_dates")]
    number = next((word for word, n in spelled(language.numbers.cardinals, 99) if n == 21), "21")
    filled = {
        "number": number,
        "unit": list(words(language.code).times.units["M"])[-1],
        "month": language.dates.months[4].split(" | ")[0],
        "year": "2045",
        "word": "x",
        "date": PRINTED["date"].get(language.code, "9 2044"),
        "day": PRINTED["date"].get(language.code, "9 2044")[:-5],
        "ordinal": PRINTED["ordinal"].get(language.code, "1"),
    }
    said = []
    for template in (template for row in rows for template in row):
        shown = re.sub(r"\{(\w+)\}", lambda m: filled[m[1]], template)
        while (found := re.sub(r"\{([^{}|]*)[^{}]*\}", r"\1", shown)) != shown:
            shown = found
        said.append(plain(language, shown.replace("~", " ")))
    apart = " " if language.spaced else ""
    return [f"{one}{apart}{two}" for one, two in zip(said, [*said[1:], said[0]], strict=True)]


def _all(read: Clock, templates: Templates) -> re.Pattern[str]:
    """One pattern of all templates, with all numbers and dates in it."""
    exact = {"number": f"[0-9]{{1,3}}|{one_of(read._numbers, sign_of)}", "date": read._end_of_slot("date")}
    sources = [way.pattern.pattern for way in templates._ways]
    for slot, source in exact.items():
        sources = [made.replace(read._slot(slot), source) for made in sources]
    ways = [re.sub(r"_(\d+)>", rf"_{at}x\1>", source) for at, source in enumerate(sources)]
    return re.compile("|".join(ways) or "(?!)")


@pytest.mark.parametrize("code", SOME)
def test_they_find_what_one_pattern_of_all_finds(code: str) -> None:
    language = load(code)
    read, found = clock(language), 0
    for templates in (read.periods, read.expiries, read.dates, read.not_due, read.start_dates):
        bare = _all(read, templates)
        for content in _clauses(language):
            known = [m.span() for m in bare.finditer(content)]
            assert [m.span() for m in templates.finditer(content)] == known
            assert (m := templates.search(content)) is None or m.span() == known[0]
            found += len(known)
    assert found > 9


@pytest.mark.parametrize("code", SOME)
def test_names_stand_where_one_pattern_of_all_finds_them(code: str) -> None:
    listed = names(load(code))._listed
    for name in list(listed._table)[::7]:
        printed = name.replace("+", "ab")
        for content in (printed, f"{printed}x", f"{printed} {printed}", printed[:-1]):
            head = re.match(r"\w+", content) if listed._worded else listed._heads.match(content)
            head = None if listed._worded and head and head[0] not in listed._worded else head
            forms = listed._beginning_so(head[0]) if head else []
            for end in {len(printed), len(content)}:
                whole = re.compile(one_of(forms, sign_of) + listed._edge).match(content, 0, end)
                found = listed._form_at(content[:end], 0, head[0], end) if head else None
                assert (found[0] if found else None) == (whole.end() if whole else None)


@pytest.mark.parametrize("form", ["a+ b+", "a+b+c", "+a", "l’a+", "l'a+ d’b", "a++", "a+ (b)+", "ab", "l’ab"])
def test_a_form_ends_with_a_name_where_the_pattern_of_it_matches_that(form: str) -> None:
    whole, tree, found = re.compile(sign_of(form)), _tree([form]), 0
    for endings in itertools.product(("", "a", "_b", "word", "words", " ", "(c"), repeat=form.count("+")):
        for sign in "'’":
            name = "".join(map("".join, itertools.zip_longest(form.split("+"), endings, fillvalue=""))).replace(
                "’", sign
            )
            for printed in (name, f"{name} ", name[1:]):
                ends = dict(_ends(tree, printed, 0))
                assert (len(printed) in ends) == (whole.fullmatch(printed) is not None)
                found += len(printed) in ends
    assert found


def test_words_that_are_no_number_make_no_period() -> None:
    read = clock(load("eng"))
    assert [read.period(m) for m in read.periods.finditer("within twenty-one months, within some more months")] == [
        "P21M"
    ]
    assert [m[0] for m in read.periods.finditer("in the past two years after all")] == ["two years after"]
