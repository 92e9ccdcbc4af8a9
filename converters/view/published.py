"""What a site was made of, kept beside it, so that a further run reads only what is new or changed."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from akn import __version__
from akn.data import outside_fingerprint
from akn.diagnostics import Code, Diagnostic
from akn.document import Document
from akn.errors import AknError
from akn.patterns import lazy_pattern
from akn.snapshot import from_json, to_json
from converters.addresses import read_input
from converters.batch.plan import Found
from converters.batch.task import sha256_of
from converters.claims import is_address
from converters.files import fingerprint, read_bytes, remove_emptied, write_atomically
from converters.options import CorrectionsFile, Options
from converters.reading import Status
from converters.sources import read_corrections
from converters.view.site import Site, SiteInput, see, single, volume_of, works_stem

FOLDER = ".akn-published"
"""The folder of the site that holds what was read, and the list of the files that are the site."""

_FILES = "files.json"
_SNAPSHOT = lazy_pattern(r"[0-9a-f]{16,}(?:-\d+)?\.[a-z]+(?:\.remarks)?\.json")
_VOLUME = ".volume.json"
"""What the file ends with that says which works of a volume are kept."""
_REMARKS = msgspec.json.Decoder(tuple[Diagnostic, ...])
_WORK_NAMES = msgspec.json.Decoder(list[str])


def remembered(found: Found, options: Options, folder: str) -> SiteInput:
    """What an input says: as it was read before if its bytes, its corrections, the options, data and plug-ins from
    outside and the version are the same, else read now and kept.  Never raises.
    """
    try:
        data = read_input(found.source) if found.data is None else found.data
        outside = found.data is not None or is_address(found.source)
        corrections = CorrectionsFile() if outside else read_corrections(found.source, beside=True)
        catalogue = fingerprint(read_bytes(os.fspath(options.catalogue))) if options.catalogue else ""
    except (AknError, OSError):
        return see(found, options, source="none")
    given = [__version__, sha256_of(data, corrections), options.from_, options.language, options.body, catalogue]
    if from_outside := outside_fingerprint():
        given.append(from_outside)
    key = fingerprint(" ".join(given).encode())
    held = os.path.join(folder, FOLDER)
    one = _kept_volume(found, key, held) or _kept(found, key, held)
    if one is None:
        one = replace(see(found, options, source="none", apart=True), key=key)
        if one.works:
            works = tuple(replace(work, key=f"{key}-{n}") for n, work in enumerate(one.works, 1))
            one = replace(one, works=works)
            for work in works:
                _keep(work, held)
            _put(os.path.join(held, f"{key}{_VOLUME}"), msgspec.json.encode([os.path.basename(w.stem) for w in works]))
        elif one.status.there:
            _keep(one, held)
    return one


def _kept_volume(found: Found, key: str, held: str) -> SiteInput | None:
    """A volume as it was read before: each of its works; None if it was not, or not all of them are there."""
    path = os.path.join(held, f"{key}{_VOLUME}")
    if not os.path.isfile(path):
        return None
    try:
        names = _WORK_NAMES.decode(read_bytes(path))
    except (AknError, msgspec.MsgspecError, ValueError):
        return None
    works = []
    for n, name in enumerate(names, 1):
        work = _kept(found, f"{key}-{n}", held)
        if work is None:
            return None
        works.append(replace(work, stem=works_stem(found, name)))
    return replace(volume_of(found, works), key=key)


def _kept(found: Found, key: str, held: str) -> SiteInput | None:
    """What an input said as it was read before; None if it was not."""
    for status in filter(lambda status: status.there, Status):
        path = os.path.join(held, _snapshot(key, status))
        if os.path.isfile(path):
            try:
                document = from_json(read_bytes(path))
                remarks = _REMARKS.decode(read_bytes(_remarks(path)))
            except (AknError, msgspec.MsgspecError, ValueError):  # not ours, or half of it
                continue
            if isinstance(document, Document):
                told = tuple(replace(d, position=replace(d.position, source=found.source)) for d in remarks)
                return SiteInput(found.source, found.stem, document, told, status, key=key)
    return None


def _keep(one: SiteInput, held: str) -> None:
    """Keep what an input says."""
    path = os.path.join(held, _snapshot(one.key, one.status))
    _put(path, to_json(one.document))
    _put(_remarks(path), msgspec.json.encode(one.diagnostics))


def _put(path: str, data: bytes) -> None:
    """Keep bytes in a file; where there is no room they are not kept, and the input is read again another time."""
    with suppress(AknError):
        write_atomically(path, data)


def _names(one: SiteInput) -> Iterator[str]:
    """The names of all that is kept of an input."""
    if one.works:
        yield f"{one.key}{_VOLUME}"
    for work in one.works or (one,):
        snapshot = _snapshot(work.key, work.status)
        yield from (snapshot, _remarks(snapshot))


def _snapshot(key: str, status: Status) -> str:
    """The name of what was read of an input, with what became of it."""
    return f"{key}.{status.value}.json"


def _remarks(snapshot: str) -> str:
    """Where the remarks on an input stand, by where it stands itself."""
    return f"{snapshot.removesuffix('.json')}.remarks.json"


def is_below(path: str, folder: str) -> bool:
    """True for the folder itself and for all that lies in it, by whatever links the two are named.

    >>> is_below("site/old/a.html", "site"), is_below("sites", "site")
    (True, False)
    """
    path, folder = os.path.realpath(path), os.path.realpath(folder)
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


class Written(Struct, frozen=True):
    """What became of a site: its files with the bytes that each has, those that were put in their place now, those
    that stay as somebody changed them, and those that are gone with their inputs.
    """

    files: Mapping[str, int]
    new: tuple[str, ...]
    kept: tuple[str, ...]
    gone: tuple[str, ...]


def put_site(
    outputs: Iterable[tuple[str, bytes]],
    folder: str,
    read: Sequence[SiteInput],
    put: Callable[[str, bytes], bool],
    leaving: Callable[[Sequence[str]], object] = len,
) -> Written:
    """Write the files of a site that became different, and take away those of texts that went.

    `put` writes one, by name and bytes; False if what stands there stays.  `read` is all that was read for the site.
    `leaving` gets the names of the files that go, before any goes.
    """
    written: dict[str, str] = {}
    sizes: dict[str, int] = {}
    new: list[str] = []
    kept: list[str] = []
    for name, data in outputs:
        written[name], sizes[name] = fingerprint(data), len(data)
        path = os.path.join(folder, name)
        if os.path.isfile(path) and os.path.getsize(path) == len(data) and read_bytes(path) == data:
            continue
        (new if put(name, data) else kept).append(name)
    return Written(sizes, tuple(new), tuple(kept), sweep(folder, written, read, leaving))


def sweep(
    folder: str,
    written: Mapping[str, str],
    read: Sequence[SiteInput],
    leaving: Callable[[Sequence[str]], object] = len,
) -> tuple[str, ...]:
    """Take away the files that an earlier run made for this site and this one did not; their names, which `leaving`
    gets before any goes.

    Only what stands in the site's own list is looked at: a file goes if its bytes are those that were written, and if
    it lies in the site, not behind a link that leads out of it.  Where an input could not be read nothing goes, for its
    pages are wanted still.  What was read of texts that went is removed as well.
    """
    before = _listed(folder)
    if not all(one.status.there for one in read):
        _list(folder, {**before, **written})
        return ()
    left = {name: made for name, made in before.items() if name not in written and _lies(name, folder)}
    gone = _unchanged(left, folder)
    if gone:
        leaving(gone)
    for name in gone:
        os.unlink(os.path.join(folder, name))
        if os.path.dirname(name):
            remove_emptied(os.path.dirname(os.path.join(folder, name)))
    stays = {name: made for name, made in left.items() if name not in gone}  # changed by hand
    used = {name for one in read for name in _names(one)}
    held = os.path.join(folder, FOLDER)
    for name in os.listdir(held) if os.path.isdir(held) else ():
        if name not in used and _SNAPSHOT.fullmatch(name):
            os.unlink(os.path.join(folder, FOLDER, name))
    _list(folder, {**stays, **written})
    return gone


def _lies(name: str, folder: str) -> bool:
    """True for a file of a site that is there, in the site itself."""
    path = os.path.join(folder, name)
    return os.path.isfile(path) and is_below(path, folder)


def _unchanged(files: Mapping[str, str], folder: str) -> tuple[str, ...]:
    """Of the files of a site, by name with their fingerprints, those that nobody changed."""
    return tuple(name for name, made in files.items() if fingerprint(read_bytes(os.path.join(folder, name))) == made)


def pages_to_go(folder: str, read: Sequence[SiteInput], aside: Sequence[SiteInput] = ()) -> list[str]:
    """The pages of texts that a site has and that a run on these inputs will take away (see `sweep`); `aside` are
    inputs that have no page, as another of their name has.

    >>> pages_to_go("no-site", [])
    []
    """
    if not all(one.status.there for one in (*read, *aside)):
        return []
    names = set(Site(single(read)).names)
    volumes = tuple(
        works_stem(Found(one.source, one.stem), "").replace(os.sep, "/")
        for one in read
        if any(d.code is Code.VOLUME_AS_ONE for d in one.diagnostics)  # each work has a page once it is read by itself
    )
    if not names:
        return []  # there will be no site
    listed = _listed(folder)
    there = (name.removesuffix(".xml") + ".html" for name in listed if name.endswith(".xml"))  # each has its XML beside
    pages = (name for name in there if name in listed and name not in names and not name.startswith(volumes))
    return sorted(_unchanged({name: listed[name] for name in pages if _lies(name, folder)}, folder))


def file_of_site(folder: str, name: str) -> bytes | None:
    """The bytes of a file of a site, if the site's own list has it and nobody changed it since; None otherwise.

    >>> file_of_site("no-site", "index.html") is None
    True
    """
    made = _listed(folder).get(name, "")
    if not made or not _lies(name, folder):
        return None
    data = read_bytes(os.path.join(folder, name))
    return data if fingerprint(data) == made else None


def _listed(folder: str) -> dict[str, str]:
    """The files of the site as the last run wrote them, by name with their fingerprints."""
    path = os.path.join(folder, FOLDER, _FILES)
    try:
        found = json.loads(read_bytes(path)) if os.path.isfile(path) else {}
    except ValueError:
        return {}
    return {str(name): str(made) for name, made in found.items()} if isinstance(found, dict) else {}


def _list(folder: str, files: Mapping[str, str]) -> None:
    data = json.dumps(dict(sorted(files.items())), indent=0, ensure_ascii=False).encode()
    path = os.path.join(folder, FOLDER, _FILES)
    if not os.path.isfile(path) or read_bytes(path) != data:
        write_atomically(path, data)
