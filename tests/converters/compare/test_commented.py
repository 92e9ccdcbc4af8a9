"""Comments are put into the Word file that was given, and those that it has stay."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from akn.layout import layout_blocks
from converters.compare.commented import as_commented
from converters.formats.docx.writing import write_word
from tests.converters.compare.test_concordances import works

_WORDS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_MINE = (
    f'<w:comments {_WORDS}><w:comment w:id="{{}}" w:author="M"><w:p><w:r><w:t>MINE</w:t></w:r></w:p></w:comment>'
    "</w:comments>"
)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _with_comment(target: str, number: str, part: str = "word/comments.xml") -> bytes:
    """The French text as somebody commented it."""
    (one,) = works()
    parts = _parts(write_word(layout_blocks(one.documents[1]), notes=True))
    parts[part] = _MINE.format(number).encode()
    link = f'<Relationship Id="mine" Type="{_OFFICE}" Target="{target}"/></Relationships>' if target else ""
    links = "word/_rels/document.xml.rels"
    parts[links] = parts[links].replace(b"</Relationships>", link.encode()) if link else parts[links]
    kind = f'<Override PartName="/{part}" ContentType="{_KIND}"/></Types>'.encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(b"</Types>", kind)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize("target", ["comments.xml", "/word/comments.xml", "./comments.xml", "Comments.xml"])
@pytest.mark.parametrize("number", ["0", "7", "abc", "", "4294967295"])
def test_comments_that_a_file_has_stay(target: str, number: str) -> None:
    parts = _parts(as_commented(works(), "fra", original=_with_comment(target, number), everything=True))
    comments = parts["word/comments.xml"].decode()
    assert "MINE" in comments
    numbers = re.findall(r'<w:comment [^>]*?w:id="([^"]*)"', comments)
    assert len(numbers) == len(set(numbers)) > 1
    assert all(len(name) == 8 for name in re.findall(r'paraId="([^"]*)"', comments))
    assert parts["[Content_Types].xml"].decode().lower().count("/word/comments.xml") == 1
    assert parts["word/_rels/document.xml.rels"].decode().count(_OFFICE) == 1


def test_a_part_that_is_nobodys_is_not_overwritten() -> None:
    parts = _parts(as_commented(works(), "fra", original=_with_comment("", "3"), everything=True))
    assert "MINE" in parts["word/comments.xml"].decode()
    assert "MINE" not in parts["word/comments2.xml"].decode()
