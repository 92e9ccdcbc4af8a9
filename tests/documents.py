"""Documents that tests ask things of."""

from __future__ import annotations

from typing import Any

from akn.document import Document
from converters import Options, convert
from tests.thorough import is_full


def document_of(source: str | bytes, **options: Any) -> Document:
    """What a text says; in `.ci/run` its XML is made and validated, too, though nobody looks at it.

    >>> document_of("The General Assembly,\\n\\n1. Decides to meet again.\\n").metadata.language
    'eng'
    """
    data = source.encode() if isinstance(source, str) else source
    asked = Options(**options, stop_after="" if is_full() else "document")
    return convert(data, options=asked).require_document()
