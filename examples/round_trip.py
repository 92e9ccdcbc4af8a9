"""Take a resolution to XML, to Word and back: the document stays the same value."""

from pathlib import Path

from akn import emit_xml, layout_blocks, parse_blocks, read_xml
from converters.formats import docx, text

source = Path(__file__).parent / "tidal-libraries.ar.txt"
document = parse_blocks(text.read(source.read_bytes()).value).value
assert read_xml(emit_xml(document)).value == document
word = docx.write(layout_blocks(document))
assert parse_blocks(docx.read(word).value).value == document
print(f"{document.metadata.symbols[0]}: the same document from XML and from {len(word):,} bytes of Word")
