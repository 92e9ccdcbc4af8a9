"""Mine the mandates of a resolution: who is asked to do what, paragraph by paragraph."""

from pathlib import Path

from akn import units
from akn.read import read_xml
from akn.text import Kind
from converters import convert

source = Path(__file__).parent / "tidal-libraries.en.txt"
document = read_xml(convert(source).output).value
for unit in units(document):
    for action in unit.text.of(Kind.ACTION):
        key = action.get("refersTo").removeprefix("#action_")
        print(f"{unit.eid}: {key}: {unit.text.content[action.end :].strip(' :')[:60]}")
