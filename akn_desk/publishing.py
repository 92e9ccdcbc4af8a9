"""A site of the folder: asked for on a page, made in a process of its own by what `akn publish` uses.

It goes beside the folder, not into it: what a site has for download would be read as documents there.  Nobody's folder
becomes one: only an empty one, a new one, or one that holds a site already.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress

from msgspec import Struct
from msgspec.structs import replace

from akn.diagnostics import Code
from akn.errors import AknError, UsageError
from akn_desk.folder import Folder, is_form, plain_name
from converters.batch.bounded import Readers
from converters.batch.plan import Found
from converters.batch.pool import Death
from converters.batch.rivals import sole
from converters.files import ChangedByHand, Ledger, check_folder, read_bytes, stem_of, write_atomically, write_listed
from converters.options import Options
from converters.status import Status
from converters.view.publish import Publication
from converters.view.published import FOLDER, file_of_site, is_below, pages_to_go, put_site
from converters.view.site import INDEX, SiteInput, see, single, without_parted

SECONDS = 3_600.0
"""That a site may take to be made: one of 2,000 pages took 300 (docs/publishing.md)."""


class SiteOrder(Struct, frozen=True):
    """What is to be published: the documents, the folder of the site, its address, the symbols of a volume; `aside` are
    documents that have no page: volumes that lie there in parts, and those at the paths `leave`, as somebody wants it.
    How far the site is goes into the file `progress`, if there is one: how many files there will be, then a byte each.
    """

    read: tuple[SiteInput, ...]
    site: str
    base_url: str = ""
    volume: str = ""
    aside: tuple[SiteInput, ...] = ()
    leave: frozenset[str] = frozenset()
    progress: str = ""


class Doubtful(Struct, frozen=True):
    """A document that somebody may not want on a site: its key, what it is called, the words of the desk that say why,
    whether it is left out unless somebody wants it.
    """

    key: str
    name: str
    why: str
    out: bool


class SiteMade(Struct, frozen=True):
    """What became of an order: how many pages of each kind there are (`Publication.counts`), files and their bytes,
    files that are new, that went, that stay as somebody changed them; if there is a volume; or why there is no site.
    """

    pages: Mapping[str, int] = {}
    files: int = 0
    size: int = 0
    new: int = 0
    gone: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    volume: bool = False
    fault: str = ""


def make_site(order: SiteOrder) -> SiteMade:
    """Write a site.  Never raises: what befalls it is said in what comes back."""
    ledger = Ledger()

    def put(name: str, data: bytes) -> bool:
        path = os.path.join(order.site, name)
        try:
            write_listed(path, data, ledger.written(path))
        except ChangedByHand:
            return False
        return True

    try:
        check_folder(order.site)
        read = [_apart(one) for one in order.read]
        site = Publication(single(read), order.base_url, volume=order.volume)
        if not site.names:
            return SiteMade(fault="site_empty")
        outputs = _told(site.outputs(), site.known_files, order.progress)
        written = put_site(outputs, order.site, (*read, *order.aside), put)
    except (AknError, OSError) as error:
        return SiteMade(fault=str(error))
    return SiteMade(
        site.counts,
        files=len(written.files),
        size=sum(written.files.values()),
        new=len(written.new),
        gone=written.gone,
        kept=written.kept,
        volume=site.has_volume,
    )


def _told(outputs: Iterator[tuple[str, bytes]], known: int, path: str) -> Iterator[tuple[str, bytes]]:
    """The files of a site; how many were made is told in the file at a path."""
    if not path:
        yield from outputs
        return
    with open(path, "wb", buffering=0) as file:
        file.write(b"%d\n" % known)
        for one in outputs:
            yield one
            file.write(b".")


def _apart(one: SiteInput) -> SiteInput:
    """A volume by its works, for the desk shows it as one; anything else as it is."""
    if not any(d.code is Code.VOLUME_AS_ONE for d in one.diagnostics):
        return one
    return see(Found(one.source, one.stem), Options(to="html", validate=False), source="none", apart=True)


class Publishing:
    """The site of a folder that is being made, or was made last; `orders` are the processes that make it."""

    def __init__(self, folder: Folder, orders: Readers) -> None:
        self._folder, self._orders = folder, orders
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._told_in = ""  # the folder of the file that says how far a site is
        self._offered: Collection[str] = ()  # the keys of what somebody could have left out of the last order
        self.order: SiteOrder | None = None
        self.made: SiteMade | None = None

    @property
    def busy(self) -> bool:
        """True while a site is being made."""
        return self.order is not None and self.made is None

    @property
    def progress(self) -> tuple[int, int]:
        """How many files of the site that is being made are there, of how many; 0 of 0 while that is not known."""
        with suppress(AknError, OSError, ValueError):  # of no order, of one that has not begun, of a file that is gone
            known, _, made = read_bytes(self.order.progress if self.order else "").partition(b"\n")
            return len(made), int(known)
        return 0, 0

    @property
    def name(self) -> str:
        """What the folder of the site is called: as it was last, or after the folder that is published."""
        return os.path.basename(self.order.site) if self.order else f"{os.path.basename(self._folder.root)}-site"

    @property
    def place(self) -> str:
        """The folder that sites go into."""
        return os.path.dirname(self._folder.root)

    @property
    def index(self) -> str:
        """Where the first page of the site is, once there is one."""
        return os.path.join(self.order.site, f"{INDEX}.html") if self.order and self.made else ""

    def going(self) -> list[str]:
        """The pages that the next run takes out of the site, as their texts are in the folder no more."""
        site = self.order.site if self.order else os.path.join(self.place, self.name)
        return pages_to_go(site, **_chosen(self._folder, self.leave, waiting=True))

    @property
    def leave(self) -> frozenset[str]:
        """The paths of the documents that are left out: as it was last; of those that nobody was asked about then, what
        has no place on a site.
        """
        out = {one.key for one in doubtful(self._folder) if one.out}.difference(self._offered)
        last = self.order.leave if self.order else frozenset()
        return last | {paper.path for paper in self._folder.papers() if paper.key in out}

    def start(
        self,
        name: str,
        base_url: str = "",
        volume: str = "",
        leave: Collection[str] = (),
        offered: Collection[str] = (),
    ) -> None:
        """Have a site made without the documents with the keys `leave`, and no others of those `offered`.

        Raises UsageError, with a word of the desk, where it may not be, or not now.
        """
        site = os.path.join(self.place, plain_name(name.strip() or self.name))
        if base_url and not base_url.startswith(("https://", "http://")):
            raise UsageError("site_address")
        if is_below(self._folder.root, site) or not _is_free(site):
            raise UsageError("site_taken")
        with self._lock:
            if self.busy:
                raise UsageError("site_busy")
            paths = frozenset(paper.path for paper in self._folder.papers() if paper.key in leave)
            self._offered = offered
            self._told_in = self._told_in or tempfile.mkdtemp()
            progress = os.path.join(self._told_in, "progress")
            write_atomically(progress, b"")
            self.order, self.made = SiteOrder((), site, base_url, volume, leave=paths, progress=progress), None
        threading.Thread(target=self._run, name="site", daemon=True).start()

    def end(self) -> None:
        """Wait for no reading any more."""
        self._ended.set()
        if self._told_in:
            shutil.rmtree(self._told_in, ignore_errors=True)

    def file(self, name: str) -> bytes | None:
        """A file of the site that was made, as it was written; None if there is none of this name."""
        return file_of_site(self.order.site, name) if self.order and self.made else None

    def _run(self) -> None:
        while self._folder.is_busy():  # what is being read belongs to the site
            if self._ended.wait(0.2):
                return
        assert self.order
        leave = self.leave
        self.order = replace(self.order, leave=leave, **_chosen(self._folder, leave))
        made = self._orders.ask(make_site, self.order).result()
        self.made = SiteMade(fault=made.reason) if isinstance(made, Death) else made


def _is_free(site: str) -> bool:
    """True for a folder that is a site, or empty, or not there."""
    if not os.path.lexists(site):
        return True
    return os.path.isdir(site) and (not os.listdir(site) or os.path.isdir(os.path.join(site, FOLDER)))


def doubtful(folder: Folder) -> list[Doubtful]:
    """The documents of a folder that somebody may not want on a site: what another one stands for, drafts, and what has
    a cover at most; those first that are left out unless somebody wants them.
    """
    claims = folder.claims()
    # without a number only the name of a file says that another one has the same
    read = [one for one in _inputs(folder) if one.source not in claims.doubles]
    names = Counter(stem_of(one.source) for one in read)
    again = {one.source for one, double in sole(read, lambda source: names[stem_of(source)]) if double}
    found = []
    for paper in folder.papers():
        if not paper.there:
            continue
        twice = paper.path in claims.doubles or (paper.path in again and paper.path not in claims.rivals)
        reasons = {
            "status_double": twice,
            f"status_{claims.word_of(paper)}": bool(claims.kind_of(paper)),
            "no_text": is_form(paper),
        }
        why = next((word for word, holds in reasons.items() if holds), "")
        if why:
            found.append(Doubtful(paper.key, paper.name, why, twice or not claims.stands(paper) or is_form(paper)))
    return sorted(found, key=lambda one: not one.out)


def _inputs(folder: Folder, unread: SiteInput | None = None) -> list[SiteInput]:
    """What there is of the documents of a folder; of one that is still to be read `unread`, if that is given."""
    return [
        replace(one, source=paper.path, stem=stem_of(os.path.relpath(paper.path, folder.root)))
        for paper in folder.papers()
        if (one := paper.read or unread)
    ]


def _chosen(folder: Folder, leave: Collection[str] = (), *, waiting: bool = False) -> dict[str, tuple[SiteInput, ...]]:
    """What there is to publish: all but those at the paths `leave` and the volumes that lie there in parts; those that
    are still to be read only with `waiting`, as empty ones.
    """
    read = _inputs(folder, SiteInput("", "", status=Status.CONVERTED) if waiting else None)
    taken = without_parted((one, None) for one in read if one.source not in leave)
    return {
        "read": tuple(sorted((one for one, aside in taken if not aside), key=lambda one: one.source)),
        "aside": (*(one for one, aside in taken if aside), *(one for one in read if one.source in leave)),
    }
