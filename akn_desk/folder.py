"""The folder of a desk: which documents lie in it, what they say, what is known of them; read again when they change.

A document is named by a key that follows from its path, so that no address ever holds a path.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
import threading
import unicodedata
from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from functools import cache, partial
from typing import TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

import akn
from akn.compare.concord import concord, work_of
from akn.diagnostics import Code, Diagnostic, Position
from akn.document import Document
from akn.errors import AknError, UnreadableInput
from akn.patterns import lazy_pattern
from akn.xml import uri
from akn_desk.archives import is_archive, take_out
from akn_desk.corrections import SUFFIX, Corrected
from akn_desk.reading import parted, pictured, seen
from akn_library.standing import Claim, bare_text, numbered, ranked
from converters.batch.bounded import Readers
from converters.batch.plan import OFFICE
from converters.batch.pool import Death
from converters.batch.task import WORKS, identity_of
from converters.compare.concordances import mark_of
from converters.files import fingerprint, is_left_out, read_bytes, walk, write_atomically
from converters.formats import CORE, format_by_suffix
from converters.links import Identity
from converters.reading import Status
from converters.view.site import SiteInput
from converters.view.source import NO_SOURCE

NOTES = ".akn-desk.json"
"""The file of the folder that keeps which remarks and findings a person has seen."""
SAID = ".akn-desk-said.json"
"""The file of the folder that keeps what a person says of findings."""
COMPARED = ".akn-desk-compared.json"
"""The file of the folder that keeps what languages said differently, as comparing them again takes a while."""
REMOVED = ".akn-desk-removed"
"""The folder for what a person takes out of the folder: nobody's file is deleted."""
STANDS = "stands"
"""What the paths of documents that a person lets stand for a text are kept under, among what was seen."""
_SHOWN = 24  # documents whose sources are kept
_PICTURES = 64 << 20
"""Bytes of pictures of pages that are kept: a page of text has 40,000."""
_RESERVED = lazy_pattern(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_LONGEST, _SUFFIX = 200, 20
"""Bytes of a name and of its suffix: systems take 255, and " (2)" and ".akn.toml" come to it."""
_Notes = TypeVar("_Notes", dict[str, list[str]], dict[str, dict[str, str]])
Stamp = tuple[tuple[int, int], ...]
_Group = tuple[tuple[str, Stamp], ...]


class Difference(Struct, frozen=True):
    """What languages of a work say differently and is of weight: its mark, its kind, where it is by the languages that
    have it (an eId), and in each language that stands alone where that is (an eId, of what is missing that of what
    stands before it) and what it prints there.
    """

    mark: str
    kind: str
    eid: str
    places: Mapping[str, tuple[str, str]]


class Compared(Struct, frozen=True, forbid_unknown_fields=True):
    """What languages said differently when they were compared: by which version of the program, of which files."""

    version: str
    works: tuple[tuple[_Group, tuple[Difference, ...]], ...]


class Paper(Struct, frozen=True):
    """A document of the folder: its key, its path, what stood there when it was read, and what was read (without the
    source); None while it is being read.
    """

    key: str
    path: str
    stamp: Stamp
    read: SiteInput | None = None

    @property
    def document(self) -> Document:
        """What it says; an empty document while that is not known."""
        return self.read.document if self.read else Document()

    @property
    def there(self) -> bool:
        """True if it was read, and says something."""
        return self.read is not None and self.read.status.there

    @property
    def name(self) -> str:
        """What its file is called."""
        return os.path.basename(self.path)


class Claims(Struct, frozen=True):
    """The documents for which another one stands (`akn_library.standing`), by path: `doubles` have the same words, with
    the name of that one; `rivals` are documents of one work and language with other words, each with all of them, the
    one that stands first.
    """

    doubles: Mapping[str, str]
    rivals: Mapping[str, tuple[Paper, ...]]

    def stands(self, paper: Paper) -> bool:
        """False for a document for which another one stands."""
        return paper.path not in self.doubles and self.rivals.get(paper.path, (paper,))[0].path == paper.path

    def is_draft(self, paper: Paper) -> bool:
        """True for what says that it is proposed, or does not say that it was adopted."""
        return paper.document.metadata.is_draft

    def is_rival(self, paper: Paper) -> bool:
        """True for a document of which another one of the same work and language has other words, the one that stands
        too.
        """
        return paper.path in self.rivals

    def is_aside(self, paper: Paper) -> bool:
        """True for a draft, and for what has other words than the document that stands for the text."""
        return self.is_draft(paper) or self.rivals.get(paper.path, (paper,))[0].path != paper.path

    def kind_of(self, paper: Paper) -> str:
        """What a document is if it is not the text itself: earlier (a newer file of its name stands), draft (it says so
        itself), rival (another one with other words stands), or nothing of these.
        """
        first = self.rivals.get(paper.path, (paper,))[0]
        if first.path != paper.path and numbered(first.path)[0] == numbered(paper.path)[0]:
            return "earlier"
        if self.is_draft(paper):
            return "draft"
        return "rival" if first.path != paper.path else ""

    def word_of(self, paper: Paper) -> str:
        """The same as it is said: `undated` of what does not say when it was adopted, and not that it is a draft."""
        kind = self.kind_of(paper)
        return "undated" if kind == "draft" and not paper.document.metadata.is_proposed else kind


class Folder:
    """The documents of a folder, kept up to date by `look`; all methods may be called by several threads."""

    def __init__(self, root: str, readers: Readers, urgent: Readers) -> None:
        self.root = os.path.realpath(root)
        self.corrected = Corrected(self.root)
        self._readers, self._urgent = readers, urgent
        self._lock = threading.RLock()
        self._papers: dict[str, Paper] = {}
        self._waiting: dict[str, Future[SiteInput | Death]] = {}
        self._hurried: set[Future[SiteInput | Death]] = set()
        self._sources: OrderedDict[str, SiteInput] = OrderedDict()
        self._pictures: OrderedDict[tuple[str, Stamp, int], bytes] = OrderedDict()
        self._unread: tuple[str, ...] = ()
        self._archives: tuple[str, ...] = ()
        self._differences = _compared(os.path.join(self.root, COMPARED))
        self._letters: dict[str, tuple[Document, str]] = {}

    # what lies there

    def look(self) -> bool:
        """See which files there are, and have those read that are new or changed; what is gone is forgotten.

        True if something changed.
        """
        found, unread, archives = [], [], []
        for folder, names, _ in walk(self.root):
            for name in names:
                if is_left_out(name) or SUFFIX in name:
                    continue
                if format_by_suffix(name) not in ("", "html"):
                    found.append(os.path.join(folder, name))
                elif name.lower().endswith(OFFICE):
                    unread.append(os.path.join(folder, name))
                elif is_archive(name):
                    archives.append(os.path.join(folder, name))
        with self._lock:
            self._unread, self._archives = tuple(unread), tuple(archives)
            keys = {key_of(os.path.relpath(path, self.root)): path for path in found}
            gone = self._papers.keys() - keys.keys()
            for key in gone:
                del self._papers[key]
            changed = bool(gone)
            for key, path in keys.items():
                stamp = _stamp(path)
                known = self._papers.get(key)
                if known is None or known.stamp != stamp:
                    changed = True
                    self._papers[key] = Paper(key, path, stamp, known.read if known else None)
                    self._ask(self._papers[key], self._readers)
        return changed

    def _ask(self, paper: Paper, readers: Readers) -> Future[SiteInput | Death]:
        self._sources.pop(paper.key, None)
        future = readers.ask(seen, paper.path)
        self._waiting[paper.key] = future
        if readers is self._urgent:
            self._hurried.add(future)
            future.add_done_callback(self._hurried.discard)
        future.add_done_callback(partial(self._arrived, paper))
        return future

    def _arrived(self, paper: Paper, future: Future[SiteInput | Death]) -> None:
        if future.cancelled():
            return
        try:
            result = future.result()
        except Exception as error:  # of the machine that reads, not of the file
            result = Death(str(error))
        read = _dead(paper.path, result.reason) if isinstance(result, Death) else result
        with self._lock:
            if self._waiting.get(paper.key) is future:
                del self._waiting[paper.key]
            if (now := self._papers.get(paper.key)) is None or now.stamp != paper.stamp:
                return  # it changed while it was read; the newer reading counts
            self._papers[paper.key] = replace(now, read=replace(read, shown=NO_SOURCE))
            self._keep(paper.key, read)

    def _keep(self, key: str, read: SiteInput) -> None:
        self._sources[key] = read
        self._sources.move_to_end(key)
        while len(self._sources) > _SHOWN:
            self._sources.popitem(last=False)

    def papers(self) -> list[Paper]:
        """All documents, by path."""
        with self._lock:
            return sorted(self._papers.values(), key=lambda paper: paper.path)

    def paper(self, key: str) -> Paper | None:
        """The document with a key."""
        with self._lock:
            return self._papers.get(key)

    def progress(self) -> tuple[int, int]:
        """How many documents were read, and how many there are."""
        with self._lock:
            return len(self._papers) - len(self._waiting), len(self._papers)

    def reading(self) -> list[str]:
        """The names of the documents that are being read at this moment."""
        with self._lock:
            begun = [key for key, future in self._waiting.items() if future.running()]
            return [self._papers[key].name for key in begun if key in self._papers]

    def is_busy(self) -> bool:
        """True while documents are being read."""
        done, total = self.progress()
        return done < total

    def left_out(self) -> list[Diagnostic]:
        """Files of kinds that are not read, each with what to do about it."""
        return [Code.DOCUMENT_LEFT_OUT.at(Position(source=path)) for path in self._unread]

    def claims(self) -> Claims:
        """Which documents say that they hold the same work in the same language, and which of them stands for it."""
        groups: dict[tuple[str, ...], list[Paper]] = {}
        for paper in self.papers():
            if paper.there and (identity := identity_of(paper.document.metadata)):
                groups.setdefault(identity, []).append(paper)
        chosen = self.ticked().get(STANDS, ())
        doubles: dict[str, str] = {}
        rivals: dict[str, tuple[Paper, ...]] = {}
        for group in groups.values():
            if len(group) < 2:
                continue
            by_path = {paper.path: paper for paper in group}
            first, *others = (by_path[c.path] for c in ranked(self._claim(paper, chosen) for paper in group))
            of_other_words = [p for p in others if not is_form(p) and self._bare(p) != self._bare(first)]
            doubles |= {p.path: first.name for p in others if p not in of_other_words}
            if of_other_words:
                rivals |= dict.fromkeys((first.path, *(p.path for p in of_other_words)), (first, *of_other_words))
        return Claims(doubles, rivals)

    def _claim(self, paper: Paper, chosen: Iterable[str]) -> Claim:
        metadata = paper.document.metadata
        return Claim(
            paper.path,
            not metadata.is_draft,
            format_by_suffix(paper.path) in CORE,
            bool(metadata.meeting),
            is_form(paper),
            paper.stamp[0][0],
            self._relative(paper) in chosen,
        )

    def _relative(self, paper: Paper) -> str:
        """The path of a document in the folder, with slashes."""
        return os.path.relpath(paper.path, self.root).replace(os.sep, "/")

    def _bare(self, paper: Paper) -> str:
        """The letters of a document (`akn_library.standing.bare`), as a fingerprint that is kept while it does not
        change.
        """
        held = self._letters.get(paper.key)
        if held is None or held[0] is not paper.document:
            letters = hashlib.blake2b(bare_text(paper.document).encode(), digest_size=16).hexdigest()
            held = self._letters[paper.key] = (paper.document, letters)
        return held[1]

    def let_stand(self, paper: Paper) -> None:
        """Let a document stand for the work that others say they hold, too, until another one is chosen."""
        others = self.claims().rivals.get(paper.path, ())
        for other in others:
            if other.key != paper.key:
                self.tick(STANDS, self._relative(other), off=True)
        self.tick(STANDS, self._relative(paper), off=False)

    def standing(self) -> list[Paper]:
        """The documents that were read, of those that say they hold one work in one language the one that stands."""
        claims = self.claims()
        return [paper for paper in self.papers() if paper.there and claims.stands(paper)]

    def standing_paths(self) -> list[str]:
        """Where all documents lie that were read but for those for which another one stands."""
        return [paper.path for paper in self.standing()]

    # what a document says

    def whole(self, key: str) -> SiteInput | None:
        """All that was read of a document, its source too; waits until it is read, and reads it again if it changed.

        A reading that has not begun stands in the queue no longer: it is asked for anew where somebody waits, and
        those who waited for it before wait for the new one.
        """
        while True:
            with self._lock:
                paper = self._papers.get(key)
                if paper is None:
                    return None
                if paper.stamp != (stamp := _stamp(paper.path)):
                    paper = self._papers[key] = replace(paper, stamp=stamp)
                    future = self._ask(paper, self._urgent)
                elif key in self._sources:
                    self._sources.move_to_end(key)
                    return self._sources[key]
                else:
                    future = self._wanted_at_once(paper)
            try:
                result = future.result()
            except CancelledError:
                continue  # somebody asked for it anew
            return _dead(paper.path, result.reason) if isinstance(result, Death) else result

    def _wanted_at_once(self, paper: Paper) -> Future[SiteInput | Death]:
        """The reading of a document that somebody waits for: the one that there is, if it has begun or is urgent."""
        future = self._waiting.get(paper.key)
        if future is None or (future not in self._hurried and future.cancel()):
            future = self._ask(paper, self._urgent)
        return future

    def known(self, key: str) -> SiteInput | None:
        """What was read of a document, as `whole`, but without its source where that is no longer kept."""
        with self._lock:
            paper = self._papers.get(key)
            if paper is not None and paper.read is not None and paper.stamp == _stamp(paper.path):
                return self._sources.get(key, paper.read)
        return self.whole(key)

    def take_back(self, key: str, read: SiteInput | None) -> None:
        """Undo the last choice about a document; it says again what was `read` of it before, without being read anew,
        unless it was itself changed meanwhile.
        """
        with self._lock:
            paper = self._papers[key]
            self.corrected.undo(paper.path)
            stamp = _stamp(paper.path)
            if read is not None and stamp[0] == paper.stamp[0]:
                self._papers[key] = replace(paper, stamp=stamp, read=replace(read, shown=NO_SOURCE))
                self._sources.pop(key, None)
                if read.shown != NO_SOURCE:
                    self._keep(key, read)

    def picture(self, key: str, number: int) -> bytes:
        """The picture of a page of a document, made when it is first asked for; nothing where there is none."""
        paper = self.paper(key)
        if paper is None:
            return b""
        name = (key, _stamp(paper.path), number)
        with self._lock:
            if name in self._pictures:
                self._pictures.move_to_end(name)
                return self._pictures[name]
        made = self._urgent.ask(partial(pictured, number=number), paper.path).result()
        if isinstance(made, Death):
            return b""
        with self._lock:
            self._pictures[name] = made
            while sum(map(len, self._pictures.values())) > _PICTURES:
                self._pictures.popitem(last=False)
        return made

    def versions(self, paper: Paper) -> list[Paper]:
        """The documents of the same work, one a language, in the order of their languages; itself at least."""
        wanted = work_of(paper.document)
        if not all(wanted):
            return [paper]
        same = [p for p in self.standing() if work_of(p.document) == wanted]
        return _by_language([paper, *same])

    def works(self) -> list[list[Paper]]:
        """The works, each its versions as `versions` has them; a document for which another one stands is alone."""
        claims = self.claims()
        groups: dict[tuple[str, ...], list[Paper]] = {}
        for paper in self.papers():
            if paper.there:
                wanted = work_of(paper.document)
                alone = not claims.stands(paper) or not all(wanted)
                groups.setdefault((*wanted, paper.key) if alone else wanted, []).append(paper)
        return [_by_language(group) for group in groups.values()]

    def learn_findings(self) -> None:
        """Compare the languages of each work, where they changed, so that lists can count what they say differently."""
        known: dict[_Group, tuple[Difference, ...]] = {}
        for group in self.works():
            if len(group) > 1:
                name = _group_of(group)
                known[name] = self._differences[name] if name in self._differences else _differences(group)
        if known != self._differences:
            self._differences = known
            held = Compared(_program(), tuple(known.items()))
            with suppress(OSError):  # it can be worked out again
                write_atomically(os.path.join(self.root, COMPARED), msgspec.json.encode(held))

    def differences(self, group: Sequence[Paper]) -> tuple[Difference, ...]:
        """What the languages of a work say differently and is of weight, as far as that was learnt."""
        return self._differences.get(_group_of(group), ())

    def is_compared(self, group: Sequence[Paper]) -> bool:
        """True if what the languages of a work say differently was learnt."""
        return _group_of(group) in self._differences

    def by_identity(self) -> Mapping[Identity, Mapping[str, Paper]]:
        """The documents by the identity of their works, and by language."""
        found: dict[Identity, dict[str, Paper]] = {}
        for paper in self.standing():
            metadata = paper.document.metadata
            identity = uri.work_of(metadata, collection=bool(paper.document.parts)).identity
            found.setdefault(identity, {}).setdefault(metadata.language, paper)
        return found

    # what comes in

    def take(self, name: str, data: bytes) -> list[tuple[str, str]]:
        """Put a file that somebody dropped into the folder, of an archive the files in it: the names that they have
        there, and why one is not taken (a word of the desk, or a sentence).

        A name that is taken by other bytes gets a number; the same bytes are there already.
        """
        name = plain_name(name)
        if not is_archive(name):
            return [self._take(name, data)]
        with tempfile.TemporaryDirectory() as aside:
            path = os.path.join(aside, name)
            write_atomically(path, data)
            found = list(take_out(path, self._take))
        return [(name if told == path else told, why.replace(path, name)) for told, why in found]

    def open(self, key: str) -> list[tuple[str, str]]:
        """Put the files of an archive of the folder beside it; as `take`."""
        path = self.archives().get(key, "")
        return list(take_out(path, self._take)) if path else []

    def archives(self) -> Mapping[str, str]:
        """The archives that lie in the folder, by their keys."""
        return {key_of(os.path.relpath(path, self.root)): path for path in self._archives}

    def volumes(self) -> Mapping[str, tuple[str, int]]:
        """The files that hold several works and were not taken apart, by their keys: their names in the folder, and how
        many works there are.
        """
        found: dict[str, tuple[str, int]] = {}
        for paper in self.papers():
            several = [d for d in (paper.read.diagnostics if paper.read else ()) if d.code is Code.VOLUME_AS_ONE]
            if several and not os.path.isdir(paper.path + WORKS):
                found[paper.key] = os.path.relpath(paper.path, self.root), int(dict(several[0].details)["count"])
        return found

    def part(self, key: str) -> list[tuple[str, str]]:
        """Put the works of a volume beside it, a file each, and what stands in none of them; as `take`."""
        paper = self.paper(key)
        if paper is None or key not in self.volumes():
            return []
        made = self._urgent.ask(parted, paper.path).result()
        if isinstance(made, Death):
            return [(paper.name, made.reason)]
        failed = [str(d) for d in made.diagnostics if d.code in (Code.OUTPUT_CHANGED, Code.OUTPUT_NOT_WRITTEN)]
        return [(os.path.basename(work.output), "") for work in made.works] + [(paper.name, why) for why in failed]

    def _take(self, name: str, data: bytes) -> tuple[str, str]:
        name = plain_name(name)
        if format_by_suffix(name) in ("", "html"):
            return name, "not_read_here"
        try:
            return self._put(name, data), ""
        except AknError as error:
            return name, str(error)
        except OSError as error:
            return name, error.strerror or str(error)

    def at(self, name: str) -> str:
        """Where a file of this name lies that came in."""
        return os.path.join(self.root, name)

    def _put(self, name: str, data: bytes) -> str:
        with self._lock:
            target, n = os.path.join(self.root, name), 1
            stem, suffix = os.path.splitext(name)
            while os.path.lexists(target):
                if os.path.isfile(target) and fingerprint(read_bytes(target)) == fingerprint(data):
                    return os.path.basename(target)
                n += 1
                target = os.path.join(self.root, f"{stem} ({n}){suffix}")
            write_atomically(target, data)
        return os.path.basename(target)

    def remove(self, paper: Paper) -> str:
        """Put a document and its corrections aside, into a hidden folder of this one, where nothing is read; the name
        that it has there.
        """
        aside = os.path.join(self.root, REMOVED)
        os.makedirs(aside, exist_ok=True)
        with self._lock:
            stem, suffix = os.path.splitext(os.path.basename(paper.path))
            name, n = f"{stem}{suffix}", 1
            while any(os.path.lexists(os.path.join(aside, name + end)) for end in ("", SUFFIX)):
                n += 1
                name = f"{stem} ({n}){suffix}"
            for end in ("", SUFFIX):
                if os.path.lexists(paper.path + end):
                    os.replace(paper.path + end, os.path.join(aside, name + end))
        self.look()
        return os.path.join(REMOVED, name)

    # what a person has seen

    def seen(self, key: str) -> frozenset[str]:
        """The remarks of a document (or the findings of a work) that were ticked off."""
        return frozenset(self.ticked().get(key, ()))

    def tick(self, key: str, *remarks: str, off: bool) -> None:
        """Keep that remarks were seen, or are not any more."""
        with self._lock:
            notes = self.ticked()
            held = frozenset(notes.get(key, ()))
            notes[key] = sorted(held.difference(remarks) if off else held.union(remarks))
            self._write(NOTES, notes)

    def ticked(self) -> dict[str, list[str]]:
        """What was ticked off, by the keys of documents and works.

        Raises UnreadableInput for a file that does not say: written anew it would lose all.
        """
        return self._kept(NOTES, dict[str, list[str]])

    def say(self, key: str, remark: str, said: str) -> None:
        """Keep what a person says of a finding of a work, or nothing any more."""
        with self._lock:
            notes = self._kept(SAID, dict[str, dict[str, str]])
            held = notes.get(key, {}) | {remark: said}
            notes[key] = {mark: text for mark, text in sorted(held.items()) if text}
            self._write(SAID, notes)

    def said(self, key: str) -> Mapping[str, str]:
        """What was said of the findings of a work, by their marks.  Raises as `ticked`."""
        return self._kept(SAID, dict[str, dict[str, str]]).get(key, {})

    def _write(self, name: str, notes: Mapping[str, Collection[str]]) -> None:
        """Write what somebody noted, without what is empty."""
        text = json.dumps({k: v for k, v in sorted(notes.items()) if v}, indent=1, ensure_ascii=False)
        write_atomically(os.path.join(self.root, name), f"{text}\n".encode())

    def _kept(self, name: str, kind: type[_Notes]) -> _Notes:
        """What somebody noted in a file of the folder; nothing if there is none."""
        path = os.path.join(self.root, name)
        if not os.path.lexists(path):
            return kind()
        try:
            return msgspec.json.decode(read_bytes(path).decode("utf-8-sig"), type=kind)
        except (ValueError, RecursionError) as error:
            remedy = "mend it, or move it elsewhere: then nothing counts as seen"
            raise UnreadableInput(f"{path}: does not say what was seen ({error})", remedy=remedy) from error


def is_form(paper: Paper) -> bool:
    """True for a document that has a cover at most."""
    said = paper.document
    return not (said.preamble or said.body or said.annexes or said.parts)


@cache
def _program() -> str:
    """Which program compares: its version, and when the last of its files was changed."""
    files = (
        os.path.join(folder, name) for folder, _, names in os.walk(os.path.dirname(akn.__file__)) for name in names
    )
    newest = max((os.stat(one).st_mtime_ns for one in files if not one.endswith(".pyc")), default=0)
    return f"{akn.__version__} {newest}"


def _compared(path: str) -> Mapping[_Group, tuple[Difference, ...]]:
    """What the languages of works were learnt to say differently, by this version of the program; it counts while their
    files are as they were.  Nothing of a file that does not say.
    """
    try:
        found = msgspec.json.decode(read_bytes(path), type=Compared) if os.path.exists(path) else None
    except (AknError, OSError, ValueError, RecursionError):
        return {}
    return dict(found.works) if found is not None and found.version == _program() else {}


def _group_of(group: Sequence[Paper]) -> _Group:
    return tuple((paper.key, paper.stamp) for paper in group)


def _differences(group: Sequence[Paper]) -> tuple[Difference, ...]:
    found = concord([paper.document for paper in group])
    rows = {row.key: n for n, row in enumerate(found.rows)}

    def place(code: str, key: str) -> str:
        units = (found.rows[n].units.get(code) for n in range(rows[key], -1, -1))
        return next((unit.eid for unit in units if unit is not None and unit.eid), "")

    return tuple(
        Difference(
            mark_of(found.work, one),
            one.kind,
            one.key.partition(".")[0],
            {code: (place(code, one.key), printed) for code, printed in one.languages.items()},
        )
        for one in found.findings
        if one.severity != "low"
    )


def _by_language(papers: Iterable[Paper]) -> list[Paper]:
    """One document a language, the first of each, in the order of the languages."""
    found: dict[str, Paper] = {}
    for paper in papers:
        found.setdefault(paper.document.metadata.language, paper)
    return [found[code] for code in sorted(found)]


def key_of(path: str) -> str:
    """The key of a document by its path in the folder.

    >>> key_of("a.docx")
    'cbff9ef51f82cfb0'
    """
    return hashlib.blake2b(path.replace(os.sep, "/").encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def plain_name(name: str) -> str:
    """The name of a file that somebody sent, without folders and without what systems do not allow.

    >>> plain_name("../../etc/pass?wd.txt"), plain_name("C:\\\\x\\\\nul.docx"), plain_name("...")
    ('pass_wd.txt', '_nul.docx', 'file')
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/").rpartition("/")[2])
    name = re.sub(r'[\x00-\x1f\x7f<>:"/|?*\ud800-\udfff]', "_", name).strip(" .")
    if _RESERVED.match(name) or name.startswith("~$"):
        name = f"_{name}"
    stem, suffix = os.path.splitext(name)
    suffix = _cut(suffix, _SUFFIX)
    return f"{_cut(stem, _LONGEST - len(suffix.encode()))}{suffix}" or "file"


def _cut(text: str, most: int) -> str:
    """The beginning of a text, whole characters in so many bytes."""
    return text.encode()[:most].decode(errors="ignore").rstrip()


def _stamp(path: str) -> Stamp:
    """What tells that a document or its corrections changed."""
    found = []
    for name in (path, path + SUFFIX):
        try:
            stat = os.stat(name)
            found.append((stat.st_mtime_ns, stat.st_size))
        except OSError:
            found.append((0, -1))
    return tuple(found)


def _dead(path: str, reason: str) -> SiteInput:
    told = Code.READER_DIED.at(Position(source=path), reason=reason)
    return SiteInput(path, path, diagnostics=(told,), status=Status.DIED)
