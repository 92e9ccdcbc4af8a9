"""The pages of all files of a folder, as `akn view` writes them: complete, valid, and without a dead link.

The laws, each on every page:

* `ids`: every eId of the XML is an id of the page;
* `once`: no id stands twice;
* `links`: every link into the page or to another page of the run leads to a page and a place that are there;
* `valid`: html-validate (npm) has nothing to say; left out where it is not installed.
"""

from __future__ import annotations

import json
import posixpath
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from lxml import etree

from akn.emit import emit_xml
from converters.batch.plan import Plan
from converters.options import Options
from converters.view.site import Site, SiteInput, see

_RULES = '{"extends": ["html-validate:standard"], "root": true}'


def prove(folder: Path, jobs: int, every: int) -> int:
    """Write the pages of a folder to a temporary one, check them, print the numbers; 1 if one is broken."""
    options = Options(to="html", validate=False)
    found = list(Plan([str(folder)], "", options).find())[::every]
    with ProcessPoolExecutor(jobs) as pool:
        seen = list(pool.map(partial(see, options=options), found, chunksize=4))
    site = Site(seen, "relative")
    pages = {name: page.decode() for name, page in site.pages()}
    broken = Counter({"ids": 0, "once": 0, "links": 0})
    for one, name in zip((s for s in seen if s.status.there), site.names, strict=True):
        for eid in missing(one, pages[name]):
            broken["ids"] += 1
            print(f"BROKEN   ids  {name}: {eid}")
    for name, page in pages.items():
        for twice in (i for i, n in Counter(_ids(page)).items() if n > 1):
            broken["once"] += 1
            print(f"BROKEN   once  {name}: {twice}")
    for name, href in dead(pages):
        broken["links"] += 1
        print(f"BROKEN   links  {name}: {href}")
    with tempfile.TemporaryDirectory() as target:
        for name, page in pages.items():
            path = Path(target, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(page, encoding="utf-8")
        remarks = invalid(Path(target))
    if remarks is not None:
        broken["valid"] = len(remarks)
        print(*(f"BROKEN   valid  {remark}" for remark in remarks), sep="\n", end="\n" if remarks else "")
    print(f"\n{len(found)} files, {len(pages)} pages")
    for law, number in broken.items():
        print(f"{law:24} broken {number:4}")
    return 1 if any(broken.values()) else 0


def missing(seen: SiteInput, page: str) -> set[str]:
    """The eIds of the XML of a document that its page does not have."""
    root = etree.fromstring(emit_xml(seen.document), etree.XMLParser(huge_tree=True))
    return set(map(str, root.xpath("//@eId"))) - set(_ids(page))


def dead(pages: Mapping[str, str]) -> list[tuple[str, str]]:
    """The links of pages to each other and into themselves that lead nowhere: the page, the address."""
    ids = {name: set(_ids(page)) for name, page in pages.items()}
    found = []
    for name, page in pages.items():
        for href in sorted({unescape(h) for h in re.findall(r'<[^<>]* href="([^"]*)"', page)}):
            path, _, fragment = href.partition("#")
            if re.match(r"[a-z]+:", path):
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
            if target not in pages or (fragment and unquote(fragment) not in ids[target]):
                found.append((name, href))
    return found


def invalid(folder: Path) -> list[str] | None:
    """What html-validate says of the pages of a folder; None if it is not installed here (`npm install`)."""
    node = shutil.which("npx")
    if node is None or not Path("node_modules/html-validate").is_dir():
        print("html-validate is not installed: npm install --no-save html-validate", file=sys.stderr)
        return None
    rules = folder / "rules.json"
    rules.write_text(_RULES)
    pages = sorted(map(str, folder.rglob("*.html")))
    remarks = []
    for start in range(0, len(pages), 200):
        line = [node, "html-validate", "--config", str(rules), "--formatter", "json", *pages[start : start + 200]]
        done = subprocess.run(line, capture_output=True, check=False)
        for file in json.loads(done.stdout):
            name = Path(file["filePath"]).relative_to(folder)
            remarks += [f"{name}:{m['line']}: {m['ruleId']}: {m['message']}" for m in file["messages"]]
    return remarks


def _ids(page: str) -> list[str]:
    return [unescape(i) for i in re.findall(r'<[^>]* id="([^"]*)"', page)]
