"""Write the frozen form of the language files anew: `python -m akn.languages`."""

from __future__ import annotations

from akn.languages.frozen import FOLDER, freeze

for path in freeze():
    print(path.relative_to(FOLDER))
