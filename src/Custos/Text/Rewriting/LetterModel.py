#!/usr/bin/env python3
"""Writes LetterModel.bin: how surprising is a letter after the two before it, in eight languages that write with Latin letters.

    apt-get install bible-kjv wamerican wfrench wngerman witalian wspanish wportuguese wdutch wswedish
    bible -f gen1:1-rev22:21 > kjv.txt
    python3 src/Custos/Text/Rewriting/LetterModel.py kjv.txt

Only frequencies are taken, of running English text in the public domain and of Debian's lists of words; accents are
left out. Layout: u8[27 * 27 * 27], -log2 P(third | first, second) in sixteenths of a bit, where 0 is whatever is no
letter and 1-26 are a-z.
"""
import collections
import math
import pathlib
import sys
import unicodedata

LISTS = {"american-english": 0.15, "french": 0.08, "ngerman": 0.08, "italian": 0.06, "spanish": 0.08, "portuguese": 0.06,
         "dutch": 0.05, "swedish": 0.04}
RUNNING = 0.4


def letters(text):
    bare = unicodedata.normalize("NFKD", text.lower().replace("ß", "ss"))
    return "".join(c if "a" <= c <= "z" else "" if unicodedata.combining(c) else " " for c in bare)


def trigrams(words):
    found = collections.Counter()
    for word in words:
        padded = "  " + word + " "
        found.update(zip(padded, padded[1:], padded[2:]))
    return found


counts = collections.Counter()
for source, weight in [(pathlib.Path(sys.argv[1]), RUNNING), *((pathlib.Path("/usr/share/dict") / name, weight) for name, weight in LISTS.items())]:
    found = trigrams(letters(source.read_text(encoding="utf-8", errors="replace")).split())
    total = sum(found.values())
    for key, n in found.items():
        counts[key] += weight * n / total

symbols = " abcdefghijklmnopqrstuvwxyz"
pairs, ones, before, first = (collections.Counter() for _ in range(4))
for (a, b, c), n in counts.items():
    pairs[b, c] += n
    ones[c] += n
    before[a, b] += n
    first[b] += n
table = bytearray()
for a in symbols:
    for b in symbols:
        for c in symbols:
            p = 0.01 / 27 + 0.04 * ones[c] + 0.15 * pairs[b, c] / first[b] + 0.8 * (counts[a, b, c] / before[a, b] if before[a, b] else ones[c])
            table.append(min(255, round(-16 * math.log2(p))))
path = pathlib.Path(__file__).with_suffix(".bin")
path.write_bytes(table)
print(f"{path.name}: {len(table)} bytes, {len(counts)} trigrams seen")
