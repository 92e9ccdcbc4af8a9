"""The unit of a batch: a task (one input and where its output goes) becomes an outcome (what happened).

Inputs and outputs are paths, or addresses of whatever fsspec opens (s3, gs, http, ftp, memory, ...).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Annex, Document, Metadata, Operative, Preambular
from akn.errors import AknError, UnreadableInput
from akn.extensions import plug_in_fault
from akn.patterns import lazy_pattern
from akn.remarks import in_lines
from akn.text import Kind, Text
from akn.walk import walk
from akn.xml.uri import work_of
from converters.addresses import read_input, write_address
from converters.batch.spool import drop
from converters.claims import is_address
from converters.conversion import Converted, ConvertedWorks, Look, Status, as_diagnostic, convert_works, worst
from converters.files import LEDGER, ChangedByHand, fingerprint, withdraw, withdraw_file, write_listed
from converters.options import CorrectionsFile, Options
from converters.reading import REST
from converters.sources import read_corrections


class Done(Struct, frozen=True):
    """What an earlier run made of an input: the fingerprints of input and output, and `Outcome.work`.

    `superseded` tells that it has no output, because another input of its name was taken.  Of a volume `works` has the
    outputs of its works, each with its fingerprint.
    """

    sha256: str = ""
    output_sha256: str = ""
    work: str = ""
    superseded: bool = False
    works: tuple[tuple[str, str], ...] = ()


class Task(Struct, frozen=True):
    """One input of a batch.

    `source` is a path, an address (`s3://...`) or a member of an archive (`a.zip!/b.txt`), `output` a path or an
    address, empty if the output is to come back in the outcome.  `data` carries the bytes of what only the planner
    can read (an archive, standard input), `unpacked` is the path of a file with them if they are many.  `done` says
    what an earlier run did.
    `refused` means that the planner found a reason not to convert.  `sent` means that the task is run away from the
    place of its output, which comes back in the outcome.  `written` are the fingerprints of what earlier runs wrote to
    that place: anything else there stays, unless `written` is None.  `corrections` are those of the input, None if they
    are to be looked for beside it.

    `rivals` counts the tasks that share its place (`converters.batch.rivals`): its output comes back in the outcome,
    and may go to the place `other` instead, for which `other_written` is what `written` is for the first.
    """

    source: str
    output: str = ""
    data: bytes | None = None
    done: Done = Done()
    refused: Diagnostic | None = None
    sent: bool = False
    written: frozenset[str] | None = frozenset()
    corrections: CorrectionsFile | None = None
    rivals: int = 1
    unpacked: str = ""
    other: str = ""
    other_written: frozenset[str] | None = frozenset()


class MadeWork(Struct, frozen=True):
    """One work of a volume: its number as printed, its output, and what became of it; `content` as in `Outcome`."""

    number: str
    output: str
    status: Status
    output_sha256: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    work: str = ""
    content: bytes = b""

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready object."""
        return {
            "number": self.number,
            "output": self.output,
            "output_sha256": self.output_sha256,
            "status": self.status.value,
            "counts": dict(self.counts),
            "work": self.work,
        }


class Outcome(Struct, frozen=True):
    """What happened to one input; `as_dict` is its line in the report.

    `sha256` and `output_sha256` are the fingerprints of the input (with its corrections) and of the output; the first
    is there whatever happened, unless the input cannot be read.  `counts` says what the document holds (preambular and
    operative paragraphs, notes, annexes, references).  `content` is the output itself if the task named no place for
    it, or was sent.  `cpu_milliseconds` is what the process that did it kept processors busy meanwhile.  `work` is the
    address of the work and its language, by which the same work is found twice, `identity` the same without its date,
    which is not in the report.  `works` are those of a volume: each has an output of its own in the folder `output`,
    and the volume the worst status of them.
    """

    source: str
    output: str
    status: Status
    sha256: str = ""
    output_sha256: str = ""
    counts: tuple[tuple[str, int], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    milliseconds: float = 0.0
    content: bytes = b""
    work: str = ""
    identity: tuple[str, ...] = ()
    cpu_milliseconds: float = 0.0
    works: tuple[MadeWork, ...] = ()

    @property
    def ok(self) -> bool:
        """True if the output is there and no error was found in it."""
        return self.status.good

    def as_dict(self) -> dict[str, Any]:
        """A JSON-ready object."""
        return {
            "input": self.source,
            "sha256": self.sha256,
            "output": self.output,
            "output_sha256": self.output_sha256,
            "status": self.status.value,
            "counts": dict(self.counts),
            "work": self.work,
            "diagnostics": [d.as_dict() for d in self.diagnostics],
            "milliseconds": round(self.milliseconds, 1),
            "cpu_milliseconds": round(self.cpu_milliseconds, 1),
            **({"works": [work.as_dict() for work in self.works]} if self.works else {}),
        }


def run_task(task: Task, options: Options) -> Outcome:
    """Convert one input and write its output; never raises but for an interrupt.

    An input that cannot be read, an output that cannot be written and a fault of our own are diagnostics of the
    outcome.  An input whose fingerprint is that of `task.done` is left as it is if its output is there, unchanged.
    """
    started, used = time.perf_counter(), _processors()
    outcome = _attempt(task, options)
    taken = (time.perf_counter() - started) * 1000
    return replace(outcome, milliseconds=taken, cpu_milliseconds=(_processors() - used) * 1000)


def _processors() -> float:
    """Seconds that this process has kept processors busy, with the processes that it started and that have ended."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _attempt(task: Task, options: Options) -> Outcome:
    failed = Outcome(task.source, task.output, Status.FAILED)
    if task.refused:
        return replace(failed, sha256=_unconverted(task), diagnostics=(task.refused,))
    try:
        data = read_held(task)
        corrections = read_corrections(task.source, beside=True) if task.corrections is None else task.corrections
        options = replace(options, corrections=corrections)
        failed = replace(failed, sha256=sha256_of(data, corrections))
        if is_done(task, failed.sha256):
            return unchanged(task)
        made = convert_works(data, task.source, options, output_name=task.output)
    except Exception as error:
        return replace(failed, diagnostics=(fault(error, task.source),))
    if len(made.works) > 1:
        return _of_volume(task, failed, made)
    ((_, done),) = made.works
    outcome = replace(failed, diagnostics=done.diagnostics, status=done.status)
    if not done.status.there:
        return outcome
    counts = count_units(done.document) if done.document else ()
    work = work_held(done.document.metadata) if done.document else ""
    outcome = replace(outcome, counts=counts, work=work, output_sha256=fingerprint(done.output))
    if task.rivals > 1 and done.document:
        outcome = replace(outcome, identity=identity_of(done.document.metadata))
    if not task.output or task.sent:
        return replace(outcome, content=done.output)
    return deliver(outcome, done.output, task.written)


WORKS = ".works"
"""What the folder of the works of a volume is called, after the name of the volume."""
_unsafe = lazy_pattern(r"[^\w.()-]+")


def _of_volume(task: Task, failed: Outcome, made: ConvertedWorks) -> Outcome:
    """The outcome of a volume, its works written into a folder that has the name of the file.

    What stands in none of them goes into a file beside them, so that no word is lost.
    """
    _, suffix = os.path.splitext(task.output)
    folder = _works_folder(task.source, task.output) if task.output else ""
    names = names_of((number, done.document) for number, done in made.works)
    works = [
        _made(number, os.path.join(folder, name + suffix), done)
        for name, (number, done) in zip(names, made.works, strict=True)
    ]
    status = worst(work.status for work in works)
    if made.rest:
        rest = made.rest.encode()
        works.append(MadeWork("", os.path.join(folder, REST), Status.CONVERTED, fingerprint(rest), content=rest))
    noticed = in_lines((*made.noticed, *(d for _, done in made.works for d in done.diagnostics)))
    identity = tuple(work.work or work.number for work in works) if task.rivals > 1 else ()
    outcome = replace(failed, status=status, output=folder, diagnostics=noticed, works=tuple(works), identity=identity)
    if not task.output or task.sent:
        return outcome
    outcome = deliver(outcome, b"", task.written)
    # one document before, and nobody else's place: gone with what it said
    before = task.written if task.rivals == 1 and outcome.ok else None
    return _without_stale(outcome, withdraw_file(task.output, before, task.source)) if before else outcome


def _made(number: str, output: str, done: Converted) -> MadeWork:
    """One work of a volume, as it was converted."""
    made = MadeWork(number, output, done.status, content=done.output)
    if done.document:
        made = replace(made, counts=count_units(done.document), work=work_held(done.document.metadata))
    return replace(made, output_sha256=fingerprint(done.output)) if done.status.there else made


def names_of(works: Iterable[tuple[str, Document | None]]) -> list[str]:
    """The names of the files of the works of a volume, without suffix, by their numbers and what they hold.

    That is the symbol, else the number; a second one of a name has a number besides.

    >>> names_of([("900 (2044)", None), ("901 (2044)", None), ("900 (2044)", None)])
    ['900(2044)', '901(2044)', '900(2044)-2']
    """
    often: Counter[str] = Counter()
    names: list[str] = []
    for number, document in works:
        symbols = document.metadata.symbols if document else ()
        name = _unsafe.sub("_", next(iter(symbols), number).replace(" ", "")).strip("._") or "work"
        often[name] += 1
        names.append(name + (f"-{often[name]}" if often[name] > 1 else ""))
    return names


def unchanged(task: Task) -> Outcome:
    """The outcome of a task that an earlier run did."""
    done = task.done
    output = os.path.dirname(done.works[0][0]) if done.works else task.output
    return Outcome(task.source, output, Status.UNCHANGED, done.sha256, done.output_sha256, work=done.work)


def sha256_of(data: bytes, corrections: CorrectionsFile | None) -> str:
    """The fingerprint of an input with its corrections."""
    sha256 = hashlib.sha256(data)
    sha256.update((corrections.text if corrections else "").encode())
    return sha256.hexdigest()


def deliver(outcome: Outcome, content: bytes, written: frozenset[str] | None) -> Outcome:
    """Write the output of an outcome to its place, those of a volume each to its own.

    If that fails, or may not be, the outcome says so; of a volume the other works are written all the same.
    """
    if outcome.works:
        outcome = _deliver_works(outcome, None if written is None else frozenset())
        kept = frozenset(os.path.basename(work.output) for work in outcome.works)
        suffix = os.path.splitext(outcome.works[0].output)[1]
        return _without_stale(outcome, stale_works(outcome.output, suffix, outcome.source, kept))
    noticed = _deliver(outcome.source, outcome.output, content, written)
    outcome = replace(outcome, content=b"", diagnostics=(*outcome.diagnostics, *noticed))
    if any(d.code is not Code.OUTPUT_UNLISTED for d in noticed):
        return replace(outcome, status=Status.FAILED, output_sha256="")
    works = _works_folder(outcome.source, outcome.output)
    return _without_stale(outcome, stale_works(works, os.path.splitext(outcome.output)[1], outcome.source))


def _works_folder(source: str, output: str) -> str:
    """The folder of the works of a volume, by the place that its output would have as one document."""
    return os.path.join(os.path.dirname(output), f"{os.path.basename(source)}{WORKS}")


def stale_works(folder: str, suffix: str, source: str, kept: Collection[str] = ()) -> list[str]:
    """Take away the works of a volume, of one format, that earlier runs made of it and nobody changed, but for some;
    their names.  Where no work is left the file of what stands in none of them goes too.
    """
    gone = withdraw(folder, suffix, source, kept)
    left = not kept and os.path.isdir(folder) and set(os.listdir(folder)) <= {REST, LEDGER}
    return gone + (withdraw(folder, REST, source) if left else [])


def _without_stale(outcome: Outcome, gone: Sequence[str]) -> Outcome:
    """An outcome that says which outputs of earlier runs went, because they are none of its input any more."""
    if not gone:
        return outcome
    told = Code.OUTPUT_WITHDRAWN.at(Position(source=outcome.source), count=len(gone), names=", ".join(gone))
    return replace(outcome, diagnostics=(*outcome.diagnostics, told))


def _deliver_works(outcome: Outcome, written: frozenset[str] | None) -> Outcome:
    works: list[MadeWork] = []
    status, diagnostics = outcome.status, list(outcome.diagnostics)
    for work in outcome.works:
        noticed = _deliver(outcome.source, work.output, work.content, written) if work.status.there else []
        diagnostics += noticed
        if any(d.code is not Code.OUTPUT_UNLISTED for d in noticed):
            status, work = Status.FAILED, replace(work, status=Status.FAILED, output_sha256="")
        works.append(replace(work, content=b""))
    folder = os.path.dirname(works[0].output)
    return replace(
        outcome, output=folder, status=status, diagnostics=tuple(diagnostics), content=b"", works=tuple(works)
    )


def _deliver(source: str, output: str, content: bytes, written: frozenset[str] | None) -> list[Diagnostic]:
    """Write bytes to a place; what is to be said of it, or why it could not be done."""
    where = Position(source=source)
    try:
        unlisted = write_output(output, content, written, source)
    except AknError as error:
        code = Code.OUTPUT_CHANGED if isinstance(error, ChangedByHand) else Code.OUTPUT_NOT_WRITTEN
        return [code.at(where, reason=error)]
    return [Code.OUTPUT_UNLISTED.at(where, reason=unlisted)] if unlisted else []


def died(task: Task, reason: str) -> Outcome:
    """The outcome of a task whose process ended in the middle of it."""
    diagnostic = Code.WORKER_DIED.at(Position(source=task.source), reason=reason)
    return Outcome(task.source, task.output, Status.DIED, _unconverted(task), diagnostics=(diagnostic,))


def _unconverted(task: Task) -> str:
    """The fingerprint of an input that is not converted, empty if it cannot be read.

    A file is read in pieces, for it may have been too large for a worker; a pipe would never end.
    """
    if task.data is not None:
        return fingerprint(task.data)
    try:
        if is_address(task.source) and not task.unpacked:
            unread = task.refused and task.refused.code is Code.INPUT_REFUSED  # nor will it be a second time
            return "" if unread else fingerprint(read_input(task.source))
        path = task.unpacked or task.source
        if not os.path.isfile(path):
            return ""
        with open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (AknError, OSError):
        return ""


def fault(error: Exception, source: str) -> Diagnostic:
    """An exception that ended the work on one input, one of our own faults too, as a diagnostic of that input."""
    if isinstance(error, MemoryError):
        error = UnreadableInput("needs more memory than there is")
    error = plug_in_fault(error)
    if isinstance(error, AknError):
        return as_diagnostic(error, source)
    warning = "nested too deeply" if isinstance(error, RecursionError) else f"{type(error).__name__}: {error}"
    return Code.INTERNAL_ERROR.at(Position(source=source), error=" ".join(warning.split()))


def is_done(task: Task, sha256: str) -> bool:
    """True if an input with this fingerprint was done by an earlier run and its output is there, byte for byte."""
    try:
        same = sha256 == task.done.sha256 and bool(task.output)
        if same and task.done.superseded:
            return task.rivals > 1
        outputs = task.done.works or ((task.output, task.done.output_sha256),)
        return same and all(fingerprint(read_input(output)) == wanted for output, wanted in outputs)
    except AknError:
        return False


class Held(Protocol):
    """An input as a plan gives it (`Found`, `Task`)."""

    @property
    def source(self) -> str: ...
    @property
    def data(self) -> bytes | None: ...
    @property
    def unpacked(self) -> str: ...


def read_held(found: Held) -> bytes:
    """The bytes of an input, wherever they are; raises UnreadableInput."""
    if found.data is not None:
        return found.data
    return read_input(found.unpacked or found.source)


def take_held(found: Held) -> bytes:
    """The bytes of an input that nobody reads again; raises UnreadableInput."""
    try:
        return read_held(found)
    finally:
        drop(found.unpacked)


def write_output(target: str, data: bytes, written: frozenset[str] | None, source: str) -> str:
    """Put what was made of an input to a path or an address, whole or not at all, but not on what we did not leave
    there; raises AknError.

    Gives the reason why it could not be entered into the list of outputs, empty if it was.
    """
    if is_address(target):
        write_address(target, data)
        return ""
    return write_listed(target, data, written, source)


def work_held(metadata: Metadata) -> str:
    """The IRI of the expression that a document is, empty if nothing printed identifies it."""
    if not metadata.number_iri or not metadata.date:
        return ""
    return str(work_of(metadata).expression(metadata.language or "und"))


def identity_of(metadata: Metadata) -> tuple[str, ...]:
    """What says which work in which language a document is, without a date; empty if nothing printed identifies it."""
    return (*work_of(metadata).identity, metadata.language) if metadata.number_iri else ()


def held_in(seen: Sequence[Look]) -> tuple[Status, str, tuple[str, ...]]:
    """What an input is (`converters.conversion.looks`) as a whole: its status, and which work it holds.

    That is the address of the work (`work_held`) and its identity (`identity_of`).  A volume has no address of one
    work; its identity is made of those of its works, so that a volume in two formats is known as one.
    """
    if len(seen) == 1:
        metadata = seen[0].document.metadata
        there = seen[0].status.there
        return seen[0].status, work_held(metadata) if there else "", identity_of(metadata)
    works = (work_held(one.document.metadata) or one.number for one in seen)
    return worst(one.status for one in seen), "", tuple(works)


class Works:
    """Which inputs hold the same work in the same language, whatever the order in which they are done."""

    def __init__(self) -> None:
        self._first: dict[bytes, str] = {}  # half a million works fit, by 16 bytes each
        self._same: dict[str, set[str]] = {}

    def add(self, source: str, work: str) -> None:
        """Take note of an input and of what it holds (`work_held`)."""
        if work:
            key = hashlib.blake2b(work.encode(), digest_size=16).digest()
            if (first := self._first.setdefault(key, source)) != source:
                self._same.setdefault(work, {first}).add(source)

    def diagnostics(self) -> list[Diagnostic]:
        """A warning for each but the first by name."""
        return [
            Code.SAME_WORK.at(Position(source=source), work=work, first=first)
            for work, sources in sorted(self._same.items())
            for first, *rest in [sorted(sources)]
            for source in rest
        ]


_UNITS: dict[type, str] = {Preambular: "preambular", Operative: "operative", Annex: "annexes"}
_MARKS = {Kind.ACTION: "actions", Kind.REF: "references", Kind.RREF: "references", Kind.NOTE: "note_calls"}
_NAMES = ("preambular", "operative", "annexes", "notes", "note_calls", "actions", "references", "characters")


def count_units(document: Document) -> tuple[tuple[str, int], ...]:
    """Names and numbers of the units and findings of a document, always the same names in the same order.

    >>> dict(count_units(Document(body=(Operative("1."),))))["operative"]
    1
    """
    counts: Counter[str] = Counter(notes=len(document.notes))
    for _, node in walk(document):
        if isinstance(node, Text):
            counts["characters"] += len(node.content)
            counts.update(_MARKS[m.kind] for m in node.marks if m.kind in _MARKS)
        elif type(node) in _UNITS:
            counts[_UNITS[type(node)]] += 1
    return tuple((name, counts[name]) for name in _NAMES)
