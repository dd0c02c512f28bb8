#!/usr/bin/env python3
"""Writes FoldTable.bin: what folding makes of each Unicode code point, and what kind of character it is.

    python3 src/Custos/Text/FoldTable.py

The table is Python's own Unicode data (14.0 under Python 3.11, the one that scikit-learn 1.2.1 ran on), so the
definition of a word agrees with scikit-learn's and does not move with the machine's ICU.

Layout, little-endian: "CFLD", u32 major version of Unicode, u32 pages P, u32 bytes in the pool,
u16[8704] page of each run of 128 code points, u32[P * 128] entries, pool (UTF-8).
Entry: bit 0 word character, 1 white space, 2 cased, 3 case-ignorable, 4 folded to something else;
bits 5-10 bytes of what it is folded to, bits 11-31 where that starts in the pool.
Hangul syllables (U+AC00-U+D7A3) have bit 4 clear: their decomposition is arithmetic.
"""
import pathlib
import re
import struct
import unicodedata

WORD = re.compile(r"\w")
SIGMA = "\N{GREEK CAPITAL LETTER SIGMA}"
FINAL = "\N{GREEK SMALL LETTER FINAL SIGMA}"


def fold(character: str) -> str:
    """Lower case, then compatibility decomposition, then no character of a combining class."""
    decomposed = unicodedata.normalize("NFKD", character.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def flags(character: str) -> int:
    # str.lower() shows the two properties that unicodedata does not: what stands before a capital sigma decides its form.
    cased = (character + SIGMA).lower().endswith(FINAL)
    ignorable = not cased and ("a" + character + SIGMA).lower().endswith(FINAL)
    return bool(WORD.match(character)) | character.isspace() << 1 | cased << 2 | ignorable << 3


pool, places, entries = bytearray(), {}, []
for code in range(0x110000):
    character = chr(code)
    if 0xD800 <= code < 0xE000:
        entries.append(0)
        continue
    entry, folded = flags(character), fold(character)
    if folded != character and not 0xAC00 <= code <= 0xD7A3:
        utf8 = folded.encode()
        if utf8 not in places:
            places[utf8] = len(pool)
            pool += utf8
        entry |= 1 << 4 | len(utf8) << 5 | places[utf8] << 11
    entries.append(entry)

pages, index = {}, []
for start in range(0, 0x110000, 128):
    page = struct.pack("<128I", *entries[start:start + 128])
    index.append(pages.setdefault(page, len(pages)))

version = int(unicodedata.unidata_version.split(".")[0])
path = pathlib.Path(__file__).with_suffix(".bin")
path.write_bytes(
    b"CFLD" + struct.pack("<3I", version, len(pages), len(pool)) + struct.pack("<8704H", *index) + b"".join(pages) + bytes(pool))
print(f"{path.name}: Unicode {unicodedata.unidata_version}, {len(pages)} pages, {path.stat().st_size} bytes")
