"""What a site was made of, kept beside it, so that a further run reads only what is new or changed."""

from __future__ import annotations

import os

from akn import __version__
from akn.document import Document
from akn.errors import AknError
from akn.snapshot import from_json, to_json
from converters.batch.plan import Found
from converters.batch.task import read_input, sha256_of
from converters.claims import is_address
from converters.files import fingerprint, read_bytes, write_atomically
from converters.options import CorrectionsFile, Options
from converters.reading import Status
from converters.sources import read_corrections
from converters.view.site import SiteInput, see

FOLDER = ".akn-published"
"""The folder of the site that holds what was read."""


def remembered(found: Found, options: Options, folder: str) -> SiteInput:
    """What an input says: as it was read before if its bytes, its corrections, the options and the version are the
    same, else read now and kept.  Never raises.
    """
    try:
        data = read_input(found.source) if found.data is None else found.data
        outside = found.data is not None or is_address(found.source)
        corrections = CorrectionsFile() if outside else read_corrections(found.source, beside=True)
        catalogue = fingerprint(read_bytes(os.fspath(options.catalogue))) if options.catalogue else ""
    except (AknError, OSError):
        return see(found, options, source="none")
    given = (__version__, sha256_of(data, corrections), options.from_, options.language, options.body, catalogue)
    path = os.path.join(folder, FOLDER, f"{fingerprint(' '.join(given).encode())}.json")
    if os.path.isfile(path):
        try:
            document = from_json(read_bytes(path))
        except AknError:  # not ours, or half of it
            document = None
        if isinstance(document, Document):
            status = Status.FOREIGN if document.metadata.kind == "document" else Status.CONVERTED
            return SiteInput(found.source, found.stem, document, (), status)
    one = see(found, options, source="none")
    if one.status.there:
        write_atomically(path, to_json(one.document))
    return one
