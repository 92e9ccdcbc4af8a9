"""Documents that stand whole inside a Word file (`altChunk`, ECMA-376 17.17.2), read as what they are.

Word takes their text in when it opens the file and saves it; programs that put documents together leave them so.
"""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError

from akn.blocks import Blocks
from akn.diagnostics import Code, Result
from akn.errors import AknError, UnreadableInput
from converters.formats import load, sniff

_FORMATS = frozenset({"docx", "html", "text", "markdown"})
_MHTML = (".mht", ".mhtml", ".eml")


def read_embedded(data: bytes, part: str, source: str, *, nested: bool = False) -> Result[Blocks]:
    """The blocks of the document in a part; `nested` says that its Word file stands in another one itself.

    Raises UnreadableInput with the reason why it is not read.
    """
    if part.lower().endswith(_MHTML):
        data, part = _page(data), "page.html"
    format_ = sniff(data, part)
    if data.startswith(b"{\\rtf") or format_ not in _FORMATS:
        raise UnreadableInput("its format is not read here")
    if nested and format_ == "docx":
        raise UnreadableInput("it stands in a file that stands in this one")
    try:
        read = load(format_).read
        found: Result[Blocks] = read(data, source, nested=True) if format_ == "docx" else read(data, source)
    except AknError as error:
        raise UnreadableInput(str(error).removeprefix(f"{source}: ")) from error
    return Result(found.value, tuple(d for d in found.diagnostics if d.code is not Code.EMPTY_INPUT))


def _page(data: bytes) -> bytes:
    """The page of HTML in a web archive (RFC 2557)."""
    try:
        parts = list(message_from_bytes(data).walk())
    except (MessageError, ValueError, LookupError) as error:
        raise UnreadableInput(f"it is no web archive: {error}") from error
    for part in parts:
        content = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(content, bytes):
            return content
    raise UnreadableInput("its web archive holds no page")
