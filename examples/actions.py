"""Mine the mandates of a resolution: who is asked to do what, paragraph by paragraph."""

from pathlib import Path

from akn.read import read_xml
from akn.text import Kind, Text
from akn.units import outline
from converters import convert

source = Path(__file__).parent / "tidal-libraries.en.txt"
document = read_xml(convert(source).output).value
for unit in outline(document):
    text = unit.text
    for action in text.of(Kind.ACTION) if isinstance(text, Text) else ():
        key = action.get("refersTo").removeprefix("#action_")
        print(f"{unit.eid}: {key}: {text.content[action.end :].strip(' :')[:60]}")
