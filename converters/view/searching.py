"""A search of a site without a server: an index in many small scripts, of which a page loads those that a query needs.

A word is a run of letters and digits without accents and capitals (NFKD, no marks, small letters); scripts that set no
spaces between words run as pairs of characters.  Words that begin alike stand in one file (`shard_of`), so the
beginning of a word finds all its forms.  The files are scripts that call a function and hold nothing but data: so a
site works from a disk as well, where pages may not fetch.

    docs.js     documents: [address, symbol, title, language, number of its first unit]
    wN.js       {word: [differences of the numbers of the units that hold it]}
    uN.js       the units of document N: [eId, place, text]
    cN.js       {symbol, without spaces: [differences of the numbers of the units that cite it]}
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from akn.patterns import lazy_pattern

SHARDS = 256
"""Files of words: of 2,000 resolutions in one language 40 kB each."""
CITED = 32
"""Files of symbols: fewer, as texts have some tens of citations and thousands of words."""
FOLDER = "search"
_LEAST = 3  # letters of a word: shorter ones are no words of Arabic
_RUN = lazy_pattern(r"[^\W_]+")
# scripts without spaces between words: Han, kana
_PAIRED = lazy_pattern("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")


class Sought(Struct, frozen=True):
    """A document of the index: its address on the site, what it is called, its language; its units are eId, place and
    text.  `clitics` are what its language writes together with the next word (articles, "and"), the longest first;
    `cites` the symbols that it cites, each with the index of the unit that does.
    """

    href: str
    symbol: str
    title: str
    language: str
    units: Sequence[tuple[str, str, str]]
    clitics: Sequence[str] = ()
    cites: Sequence[tuple[str, int]] = ()


def words_of(text: str) -> Iterator[str]:
    """The words of a text as the index has them.

    >>> list(words_of("Göre the  Lamp's 2044")), list(words_of("强调指出 A"))
    (['gore', 'the', 'lamp', 's', '2044'], ['强调', '调指', '指出', 'a'])
    """
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.category(c).startswith("M"))
    for run in _RUN.findall(bare.lower()):
        at = 0
        for han in _PAIRED.finditer(run):
            if run[at : han.start()]:
                yield run[at : han.start()]
            yield from (han[0][i : i + 2] for i in range(max(1, len(han[0]) - 1)))
            at = han.end()
        if run[at:]:
            yield run[at:]


def bare(word: str, clitics: Iterable[str]) -> str:
    """A word without the longest of the clitics that it begins with, if enough is left.

    >>> bare("للمكتبات", ("لل", "ل")), bare("ولد", ("و",))
    ('مكتبات', 'ولد')
    """
    start = next((c for c in clitics if word.startswith(c) and len(word) - len(c) >= _LEAST), "")
    return word[len(start) :]


def shard_of(word: str) -> int:
    """The number of the file that a word stands in: it follows from the first two characters."""
    return (ord(word[0]) * 31 + (ord(word[1]) if len(word) > 1 else 0)) % SHARDS


def symbol_key(symbol: str) -> str:
    """A symbol as the index has it: in capitals, without spaces.

    >>> symbol_key("S/RES/1325 (2000)")
    'S/RES/1325(2000)'
    """
    return "".join(unicodedata.normalize("NFKC", symbol).upper().split())


def cited_shard_of(key: str) -> int:
    """The number of the file that a symbol stands in: it follows from its characters."""
    return sum(map(ord, key)) % CITED


def files_for(documents: int) -> int:
    """How many files the index of some documents has: words and symbols have theirs, whatever there is of them.

    >>> files_for(2) == len(list(search_files([Sought("a", "A/1", "", "eng", []), Sought("b", "A/2", "", "eng", [])])))
    True
    """
    return documents + 1 + SHARDS + CITED


def search_files(documents: Sequence[Sought]) -> Iterator[tuple[str, bytes]]:
    """The files of the index with their names below `FOLDER`."""
    shards: list[dict[str, list[int]]] = [defaultdict(list) for _ in range(SHARDS)]
    cited: list[dict[str, set[int]]] = [defaultdict(set) for _ in range(CITED)]
    heads, number = [], 0
    for n, one in enumerate(documents):
        heads.append([one.href, one.symbol, one.title, one.language, number])
        for symbol, unit in one.cites:
            cited[cited_shard_of(key := symbol_key(symbol))][key].add(number + unit)
        yield f"{FOLDER}/u{n}.js", _call("units", n, [list(unit) for unit in one.units])
        for _, _, text in one.units:
            found = {form for word in words_of(text) for form in (word, bare(word, one.clitics))}
            for word in sorted(found):
                if not "\ud800" <= word[0] <= "\udfff":
                    shards[shard_of(word)][word].append(number)
            number += 1
    yield f"{FOLDER}/docs.js", _call("docs", 0, heads)
    for n, shard in enumerate(shards):
        yield f"{FOLDER}/w{n}.js", _call("words", n, {word: _steps(found) for word, found in sorted(shard.items())})
    for n, by in enumerate(cited):
        yield f"{FOLDER}/c{n}.js", _call("cited", n, {key: _steps(sorted(found)) for key, found in sorted(by.items())})


def _steps(numbers: Iterable[int]) -> list[int]:
    """Rising numbers as differences, which are shorter."""
    steps, last = [], 0
    for number in numbers:
        steps.append(number - last)
        last = number
    return steps


def _call(kind: str, number: int, value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # a script may not hold these two as they are (ECMAScript before 2019)
    text = re.sub("[\u2028\u2029]", lambda m: f"\\u{ord(m[0]):x}", text)
    return f"aknSearch({json.dumps(kind)},{number},{text});\n".encode("utf-8", "replace")
