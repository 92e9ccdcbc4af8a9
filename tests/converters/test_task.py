"""One task becomes one outcome, whatever happens; the conversion itself is replaced by a stand-in here."""

from __future__ import annotations

import json
import os
import pickle
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from akn.diagnostics import Code, Diagnostic, Position
from akn.errors import InvalidXml
from converters.batch import task as tasks
from converters.batch.pool import run_on
from converters.batch.task import Done, Outcome, Task, died, run_task
from converters.conversion import Converted, ConvertedWorks, Status
from converters.files import fingerprint
from converters.options import Options


@pytest.fixture(autouse=True)
def conversions(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A conversion that turns text to upper case and knows how to fail; it notes what it was asked for."""
    asked: list[str] = []

    def stand_in(data: bytes, name: str, options: Options, *, output_name: str) -> ConvertedWorks:
        asked.append(name)
        if data == b"refused":
            raise InvalidXml("it is refused")
        if data == b"fault":
            raise KeyError("a fault\nof ours")
        if data == b"deep":
            raise RecursionError
        if data == b"huge":
            raise MemoryError
        if data == b"empty":
            empty = (Code.EMPTY_INPUT.at(Position(source=name)),)
            return ConvertedWorks([("", Converted(b"", "xml", None, empty, Status.FAILED))])
        status = Status.INVALID if data == b"invalid" else Status.CONVERTED
        return ConvertedWorks([("", Converted(data.upper(), "xml", None, (), status))])

    monkeypatch.setattr(tasks, "convert_works", stand_in)
    return asked


def _file(folder: Path, content: bytes, name: str = "a.txt") -> str:
    (folder / name).write_bytes(content)
    return str(folder / name)


def test_an_output_is_written_and_the_outcome_tells_its_fingerprint(tmp_path: Path) -> None:
    target = tmp_path / "out/a.xml"
    outcome = run_task(Task(_file(tmp_path, b"text"), str(target)), Options())
    assert target.read_bytes() == b"TEXT"
    assert (outcome.status, outcome.content) == (Status.CONVERTED, b"")
    assert (outcome.sha256, outcome.output_sha256) == (fingerprint(b"text"), fingerprint(b"TEXT"))
    assert outcome.milliseconds > 0


def test_without_a_place_the_output_comes_back(tmp_path: Path) -> None:
    assert run_task(Task(_file(tmp_path, b"text")), Options()).content == b"TEXT"


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (b"refused", "B101", "it is refused"),
        (b"fault", "B102", "KeyError: 'a fault\\nof ours'"),
        (b"deep", "B102", "nested too deeply"),
        (b"huge", "B101", "more memory than there is"),
        (b"empty", "R103", "holds no text"),
    ],
)
def test_what_goes_wrong_is_a_diagnostic_and_leaves_no_file(
    tmp_path: Path, content: bytes, code: str, words: str
) -> None:
    outcome = run_task(Task(_file(tmp_path, content), str(tmp_path / "a.xml")), Options())
    assert outcome.status is Status.FAILED
    assert [d.code.code for d in outcome.diagnostics] == [code]
    assert words in outcome.diagnostics[0].message
    assert outcome.sha256 == fingerprint(content)
    assert not (tmp_path / "a.xml").exists()


def test_an_invalid_output_is_written_and_told(tmp_path: Path) -> None:
    outcome = run_task(Task(_file(tmp_path, b"invalid"), str(tmp_path / "a.xml")), Options())
    assert (outcome.status, outcome.ok) == (Status.INVALID, False)
    assert (tmp_path / "a.xml").read_bytes() == b"INVALID"


def test_a_missing_input_and_an_impossible_output_are_diagnostics(tmp_path: Path) -> None:
    missing = run_task(Task(str(tmp_path / "none.txt")), Options())
    assert [d.code.code for d in missing.diagnostics] == ["B101"]
    source = _file(tmp_path, b"text")
    nowhere = run_task(Task(source, f"{source}/a.xml"), Options())
    assert [d.code.code for d in nowhere.diagnostics] == ["B106"]
    assert (nowhere.status, nowhere.output_sha256) == (Status.FAILED, "")


def test_what_is_done_and_unchanged_is_not_converted_again(tmp_path: Path, conversions: list[str]) -> None:
    source, target = _file(tmp_path, b"text"), tmp_path / "a.xml"
    first = run_task(Task(source, str(target)), Options())
    again = Task(source, str(target), done=Done(first.sha256, first.output_sha256), written=None)
    assert run_task(again, Options()).status is Status.UNCHANGED
    assert len(conversions) == 1
    target.write_bytes(b"TEXT, touched")
    assert run_task(again, Options()).status is Status.CONVERTED
    target.unlink()
    assert run_task(again, Options()).status is Status.CONVERTED
    _file(tmp_path, b"other text")
    assert run_task(again, Options()).status is Status.CONVERTED
    assert target.read_bytes() == b"OTHER TEXT"
    assert len(conversions) == 4


def test_tasks_and_outcomes_travel_between_processes(tmp_path: Path) -> None:
    task = Task("a.zip!/a.txt", "out/a.xml", b"refused")
    outcome = run_task(pickle.loads(pickle.dumps(task)), Options())
    assert pickle.loads(pickle.dumps(outcome)) == outcome
    assert json.loads(json.dumps(outcome.as_dict()))["diagnostics"][0]["code"] == "B101"


def _refused(code: Code, source: str) -> Diagnostic:
    return code.at(Position(source=source), **{"output": "a.xml"} if code is Code.OUTPUT_TAKEN else {"reason": "why"})


@pytest.mark.parametrize("sent", [False, True], ids=["here", "elsewhere"])
def test_what_is_not_converted_is_told_with_the_fingerprint_of_its_input(tmp_path: Path, sent: bool) -> None:
    source = _file(tmp_path, b"text")
    batch = [
        Task(source, "a.xml", refused=_refused(Code.OUTPUT_TAKEN, source)),
        Task("a.zip!/a.txt", "a.xml", b"text", refused=_refused(Code.OUTPUT_TAKEN, "a.zip!/a.txt")),
        Task(str(tmp_path), refused=_refused(Code.NO_FILE_FOUND, str(tmp_path))),
    ]
    outcomes = run_on(_Recording(), batch, Options()) if sent else (run_task(task, Options()) for task in batch)
    assert [(o.status, o.sha256) for o in outcomes] == [
        (Status.FAILED, fingerprint(b"text")),
        (Status.FAILED, fingerprint(b"text")),
        (Status.FAILED, ""),
    ]


def test_an_input_whose_process_died_is_told_with_its_fingerprint(tmp_path: Path) -> None:
    source = _file(tmp_path, b"text")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    tasks_ = [Task(source), Task("-", data=b"text"), Task(str(pipe)), Task(str(tmp_path / "gone.txt"))]
    assert [died(task, "why").sha256 for task in tasks_] == [fingerprint(b"text")] * 2 + ["", ""]


def test_an_address_that_could_not_be_read_is_not_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(tasks, "read_input", lambda source: asked.append(source) or b"text")
    where = Position(source="s3://a.txt")
    refused = Task("s3://a.txt", refused=Code.INPUT_REFUSED.at(where, reason="cannot be listed", remedy="look there"))
    assert run_task(refused, Options()).sha256 == ""
    assert not asked
    assert died(Task("s3://a.txt"), "why").sha256 == fingerprint(b"text")


def test_any_executor_can_run_a_batch_and_outputs_are_written_here(tmp_path: Path) -> None:
    out = tmp_path / "out"
    batch = [Task(_file(tmp_path, b"%dx" % n, f"{n}.txt"), str(out / f"{n}.xml")) for n in range(20)]
    with ThreadPoolExecutor(3) as executor:
        outcomes = list(run_on(executor, batch, Options(), window=5))
    assert sorted(o.source for o in outcomes) == sorted(t.source for t in batch)
    assert {o.status for o in outcomes} == {Status.CONVERTED}
    assert {o.output for o in outcomes} == {t.output for t in batch}
    assert {p.name: p.read_bytes() for p in out.glob("[!.]*")} == {f"{n}.xml": b"%dX" % n for n in range(20)}


class _Recording(Executor):
    """Runs at once, keeps what it was sent, and loses what it is told to lose."""

    def __init__(self, lose: str = "", breaks_after: int = 100) -> None:
        self.sent: list[Task] = []
        self.sizes: list[int] = []
        self._lose = lose
        self._left = breaks_after

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        parcel: list[Task] = args[0]
        if not self._left:
            raise BrokenExecutor("all workers are gone")
        self._left -= 1
        self.sent += parcel
        self.sizes.append(len(parcel))
        future: Future[Any] = Future()
        if self._lose and any(task.source.endswith(self._lose) for task in parcel):
            future.set_exception(RuntimeError("worker lost"))
        else:
            future.set_result(fn(*args, **kwargs))
        return future


def test_workers_elsewhere_get_bytes_and_give_bytes_so_that_no_disk_is_shared(tmp_path: Path) -> None:
    executor = _Recording()
    local = Task(_file(tmp_path, b"text"), str(tmp_path / "a.xml"))
    remote = Task("memory://in/b.txt", "memory://out/b.xml")
    outcomes = list(run_on(executor, [local, remote], Options()))
    assert [(t.data, t.output, t.sent) for t in executor.sent] == [
        (b"text", local.output, True),
        (None, remote.output, False),
    ]
    assert (tmp_path / "a.xml").read_bytes() == b"TEXT"
    assert {o.source: (o.output, o.content) for o in outcomes} == {
        local.source: (local.output, b""),
        remote.source: (remote.output, b""),
    }


def test_a_task_that_an_engine_lost_is_an_outcome(tmp_path: Path) -> None:
    batch = [Task(_file(tmp_path, b"x", f"{n}.txt")) for n in range(3)]
    outcomes = list(run_on(_Recording(lose="1.txt"), batch, Options()))
    assert {o.source[-5:]: o.status for o in outcomes} == {
        "0.txt": Status.CONVERTED,
        "1.txt": Status.DIED,
        "2.txt": Status.CONVERTED,
    }
    assert ["worker lost" in d.message for o in outcomes for d in o.diagnostics] == [True]


def test_parcels_grow_and_one_that_is_lost_goes_out_again_one_by_one(tmp_path: Path) -> None:
    batch = [Task(_file(tmp_path, b"x", f"{n}.txt")) for n in range(40)]
    executor = _Recording(lose="/25.txt")
    outcomes = list(run_on(executor, batch, Options(), window=2, together=6))
    assert sorted(o.source for o in outcomes) == sorted(t.source for t in batch)
    assert [o.source for o in outcomes if o.status is Status.DIED] == [batch[25].source]
    assert executor.sizes[:2] == [1, 1]
    assert max(executor.sizes) == 6
    large = [Task(f"{n}.txt", data=bytes(5 << 20)) for n in range(6)]
    executor = _Recording()
    assert len(list(run_on(executor, large, Options(), window=1, together=6))) == 6
    assert set(executor.sizes) == {1}


def test_if_the_engine_breaks_down_every_input_that_is_left_is_named(tmp_path: Path) -> None:
    batch = [Task(_file(tmp_path, b"x", f"{n}.txt")) for n in range(4)]
    outcomes = list(run_on(_Recording(breaks_after=2), batch, Options()))
    assert [o.status for o in outcomes].count(Status.DIED) == 2
    assert len(outcomes) == 4


def test_an_engine_is_not_asked_for_what_is_done(tmp_path: Path) -> None:
    source, target = _file(tmp_path, b"text"), str(tmp_path / "a.xml")
    first = run_task(Task(source, target), Options())
    executor = _Recording()
    (again,) = run_on(executor, [Task(source, target, done=Done(first.sha256, first.output_sha256))], Options())
    assert again.status is Status.UNCHANGED
    assert not executor.sent


def test_inputs_and_outputs_by_address_need_no_disk_at_all() -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe({"/task/a.txt": b"text"})
    outcome = run_task(Task("memory://task/a.txt", "memory://task/new/a.xml"), Options())
    assert outcome.status is Status.CONVERTED
    assert memory.cat("/task/new/a.xml") == b"TEXT"
    missing = run_task(Task("memory://task/none.txt", "memory://task/none.xml"), Options())
    assert [d.code.code for d in missing.diagnostics] == ["B101"]
    assert not memory.exists("/task/none.xml")


def test_an_address_that_no_package_opens_is_a_diagnostic() -> None:
    pytest.importorskip("fsspec")
    outcome = run_task(Task("nosuch://a.txt"), Options())
    assert isinstance(outcome, Outcome)
    assert [d.code.code for d in outcome.diagnostics] == ["B101"]


def test_no_more_is_sent_while_too_many_bytes_are_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converters.batch.pool._UNDER_WAY", 5)
    monkeypatch.setattr("converters.batch.pool._PARCEL", 1)
    at_once: list[int] = []

    class Slow(_Recording):
        def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
            future: Future[Any] = Future()
            self._waiting = [*getattr(self, "_waiting", []), future]
            at_once.append(len(self._waiting))
            if len(self._waiting) == 2:
                for one in self._waiting:
                    one.set_result([Outcome("x", "", Status.CONVERTED)])
                self._waiting = []
            return future

    batch = [Task(f"{n}.txt", data=b"abc") for n in range(6)]
    assert len(list(run_on(Slow(), batch, Options(), window=6, together=6))) == 6
    assert at_once == [1, 2] * 3
