"""List every citation of a resolution with the address that it leads to."""

from pathlib import Path

from akn import links, parse_blocks
from converters.formats import text

source = Path(__file__).parent / "tidal-libraries.en.txt"
document = parse_blocks(text.read(source.read_bytes()).value).value
for row in links(document):
    print(f"{row.eid}: {row.text} -> {row.target or '(no address)'}")
