"""`akn.slices`: which characters of the source a unit is made of, and what is left."""

from __future__ import annotations

from textwrap import fill

from hypothesis import given, settings
from hypothesis import strategies as st

from akn.slices import rebuilt, slices_of
from akn.source_map import aligned, bare_of
from akn.walk import units
from converters.conversion import characters_of, look
from converters.options import Options
from tests.converters.command import RESOLUTION

WORDS = st.lists(st.sampled_from(["tide", "lamp", "(a)", "1.", "of", "潮", "مد", "*"]), min_size=1, max_size=12)


def _sliced(data: bytes, name: str = "a.txt"):  # type: ignore[no-untyped-def]
    read = look(data, name, Options(validate=False))
    seen = units(read.document)
    wanted = [unit.kind != "line" for unit in seen]
    source = characters_of(data, name, read.format)
    paragraphs = read.format == "docx"
    made = slices_of(read.blocks, read.document, seen, wanted, source=source, counts_paragraphs=paragraphs)
    return seen, wanted, source, made


def _holds(data: bytes, name: str = "a.txt") -> None:
    """The slices of each unit are its text, and all slices with the rest the source, white space aside."""
    seen, wanted, source, made = _sliced(data, name)
    taken = []
    for unit, want, texts, numbers in zip(seen, wanted, made.texts, made.numbers, strict=True):
        if want:
            content = unit.text.content
            assert bare_of("".join(content[s.at[0] : s.at[1]] for s in texts)) == bare_of(content)
            if source:
                assert bare_of("".join(source[s.start : s.end] for s in texts)) == bare_of(content)
        taken += [(s.start, s.end) for s in (*texts, *numbers)]
    if source:
        taken += [(left.place.start, left.place.end) for left in made.rest]
        assert rebuilt(taken, source) == bare_of(source)


def test_slices_of_a_text_with_wraps_feet_and_notes_are_the_text() -> None:
    text = RESOLUTION.replace("keep the light burning;", "keep the light\n   burning¹ every\r\nnight;")
    _holds(f"{text}\n\n____________\n¹ See the log\n  of the tower.\n".encode())


def test_cells_of_one_row_that_say_the_same_have_each_their_own_slice() -> None:
    table = "\n\n2. Approves the costs:\n\nItem\t2045\t2046\nBinding\t350\t350\nTotal\t1\t1\n"
    _holds((RESOLUTION + table).encode())


def test_a_row_whose_first_cell_is_empty_has_its_own_slices() -> None:
    rows = "Section\tAmount\n\n\tTitle I. Lamps of the coast\t\n\n1\tOil for lamps\t350\n\n\tSubtotal\t350\n"
    _holds((RESOLUTION + "\n\n2. Approves the costs:\n\n" + rows).encode())


def test_a_number_is_a_slice_of_its_own() -> None:
    seen, _, source, made = _sliced(RESOLUTION.encode())
    at = next(i for i, unit in enumerate(seen) if unit.num == "1.")
    assert [source[s.start : s.end] for s in made.numbers[at]] == ["1."]
    assert source[made.texts[at][0].start :].startswith("Calls upon all keepers")


PRINTED = ("the", "tide", "lamps,", "of", "keepers;", "resolution", "98/12", "book¹", "“x”", "*a*", "潮", "مد")
SENTENCE = st.lists(st.sampled_from(PRINTED), min_size=2)
LEADS = st.sampled_from(("", "1. ", "(a) ", "Recalling ", "2. Requests ", "– "))
PARAGRAPHS = st.lists(st.tuples(LEADS, SENTENCE), max_size=6)


@settings(max_examples=max(12, settings().max_examples))
@given(PARAGRAPHS, st.integers(20, 70), st.sampled_from(("\n", "\r\n")))
def test_passages_of_any_text_rebuild_it(paragraphs: list[tuple[str, list[str]]], width: int, end: str) -> None:
    told = [fill(lead + " ".join(words), width, break_long_words=False) for lead, words in paragraphs]
    text = "\n\n".join([RESOLUTION, *told, "____________", "¹ See the log of the tower."])
    _holds(text.replace("\n", end).encode())


@given(WORDS, WORDS, WORDS)
def test_what_is_aligned_agrees_and_is_in_order(before: list[str], words: list[str], after: list[str]) -> None:
    wanted, held = "".join(words), "".join([*before, *words[:3], *after, *words[3:]])
    at = (0, 0)
    for i, j, size in aligned(wanted, held):
        assert wanted[i : i + size] == held[j : j + size]
        assert i >= at[0]
        assert j >= at[1]
        assert size > 0
        at = (i + size, j + size)
