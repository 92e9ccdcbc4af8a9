"""The benchmarks measure what they say: their documents are whole resolutions, their numbers are kept and compared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import history, instructions, memory, pdf_reading
from benchmarks.resolutions import as_docx, as_text
from benchmarks.subjects import BENCHMARKS, run
from benchmarks.timing import best, best_commands
from converters import Status, convert
from converters.batch.task import count_units
from tests.documents import document_of


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("make", [as_text, as_docx], ids=["text", "Word"])
def test_a_document_of_the_benchmarks_is_a_valid_resolution_with_all_that_was_asked_for(language, make) -> None:  # type: ignore[no-untyped-def]
    done = convert(make(language, 60, 8))
    assert done.status is Status.CONVERTED, [str(d) for d in done.diagnostics if d.severity == "error"]
    assert done.document is not None
    counts = dict(count_units(done.document))
    assert counts["preambular"] == 20
    assert counts["operative"] == 40
    assert counts["notes"] == counts["note_calls"] == 8
    assert counts["annexes"] == 1
    assert counts["references"] > 20


def test_a_larger_document_is_the_same_in_more_paragraphs() -> None:
    small, large = as_text("en", 50, 10), as_text("en", 400, 80)
    assert 7 < len(large) / len(small) < 9


def test_no_paragraph_of_documents_with_words_of_their_own_is_like_another() -> None:
    made = [as_text("en", 60, 8, own).decode().split("\n\n") for own in ("qav", "qem")]
    running = [text for text in made[0] + made[1] if len(text) > 80 and text[-1] in ",;."]
    assert len(running) > 100
    assert len(set(running)) == len(running)
    assert convert("\n\n".join(made[0]).encode()).status is Status.CONVERTED


def test_the_documents_that_memory_is_measured_on_are_all_different() -> None:
    made = [memory.document(n) for n in range(24)]
    words = [set(text.decode().split()) for text in made]
    assert all(len(one - two) > 20 for i, one in enumerate(words) for k, two in enumerate(words) if i != k)
    done = [convert(text) for text in made[:4]]
    assert all(d.document is not None and d.document.body for d in done)


def test_the_pdf_file_of_the_benchmarks_holds_the_resolution() -> None:
    done = convert(pdf_reading.as_pdf(), name="x.pdf")
    assert done.status is Status.CONVERTED
    assert done.document is not None
    assert dict(count_units(done.document))["operative"] == 60
    assert pdf_reading.characters(pdf_reading.as_pdf()) > 15_620
    plain = document_of("\n\n".join(pdf_reading.paragraphs()))
    assert plain is not None
    assert plain.body == done.document.body


def test_the_best_of_some_rounds_is_counted_in_processor_time() -> None:
    times = best({"little": lambda: sum(range(1_000)), "much": lambda: sum(range(100_000))}, rounds=3)
    assert 0 < times["little"] < times["much"] < 1
    assert best_commands({"python": ("-c", "pass")}, rounds=1)["python"] > 0


def test_numbers_are_kept_compared_and_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history, "HISTORY", tmp_path / "history")
    monkeypatch.setattr(history, "PAGE", tmp_path / "performance.md")
    (tmp_path / "history").mkdir()
    for version, value in (("0.0.9", 30.0), ("0.0.10", 20.0)):
        entry = {"version": version, "results": {"conversions": {"text to AKN / floor (en)": value}}}
        (tmp_path / f"history/{version}.json").write_text(json.dumps(entry))
    results = {"conversions": {"text to AKN / floor (en)": 10.0, "new": 1.0}}
    assert history.changes(results) == ["text to AKN / floor (en): 20.00 -> 10.00 (-50 %)"]
    history.write_page(history.keep(results))
    assert "| text to AKN / floor (en) | 10.00 | at most 8.5, goal 6 |" in (tmp_path / "performance.md").read_text()


def test_benchmarks_are_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in BENCHMARKS:
        monkeypatch.setitem(BENCHMARKS, name, dict)
    assert [name for name, _ in run(["growth", "commands"])] == ["commands", "growth"]
    assert [name for name, _ in run([])] == list(BENCHMARKS)


@pytest.mark.parametrize("subject", instructions.SUBJECTS)
def test_what_instructions_are_counted_of_runs(subject: str) -> None:
    """Counting takes minutes; that each subject can be run is tried here."""
    instructions.rounds(subject, 1)
