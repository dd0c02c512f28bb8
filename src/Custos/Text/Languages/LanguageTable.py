#!/usr/bin/env python3
"""Writes LanguageTable.bin: how surprising is each run of three letters in each language, by script.

    apt-get download python3-langdetect && dpkg-deb -x python3-langdetect_*.deb langdetect
    python3 src/Custos/Text/Languages/LanguageTable.py langdetect/usr/lib/python3/dist-packages/langdetect/profiles

Only relative frequencies of runs of three letters are taken, of the profiles that langdetect 1.0.9 carries (Copyright
2014-2015 Michal Danilak, after Nakatani Shuyo's language-detection; Apache License 2.0); they were counted in abstracts
of Wikipedia. A blank stands for the edge of a word. What a profile does not list is as rare as FLOOR in every language,
since the profiles are cut off at different places.

Layout, little-endian: "CLNG"; u16 number of scripts; for each script: u8 languages, the code of each in two bytes; u16
letters, for each u16 small form, u16 capital form, u8 number from 1 (0 is the edge of a word); u32 runs, for each u32
(first << 16 | second << 8 | third) and u8 per language: how many sixteenths of a bit it saves against an unlisted run,
log2((P + FLOOR) / FLOOR).
"""
import collections
import json
import math
import pathlib
import struct
import sys
import unicodedata

SCRIPTS = {
    "LATIN": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi",
    "CYRILLIC": "bg mk ru uk",
    "ARABIC": "ar fa ur",
    "DEVANAGARI": "hi mr ne",
}
FLOOR = 2e-5
LEAST = 5e-5
# As the profiles have it: the yeh of Persian and the comma letters of Romanian were folded before they were counted.
SAME = {"\u064a": "\u06cc", "\u015f": "\u0219", "\u0163": "\u021b"}
FOLDED = str.maketrans({other: kept for kept, other in SAME.items()})


def belongs(letter, script):
    return unicodedata.category(letter)[0] in "LM" and unicodedata.name(letter, "").startswith(script) and ord(letter) < 0x10000


def trigrams(profile, script):
    counts = collections.Counter()
    for run, n in json.loads(profile.read_text(encoding="utf-8"))["freq"].items():
        small = run.lower().translate(FOLDED)
        if len(small) == 3 and all(c == " " or belongs(c, script) for c in small):
            counts[small] += n
    total = sum(counts.values())
    return {run: n / total for run, n in counts.items()}


folder = pathlib.Path(sys.argv[1])
out = bytearray(b"CLNG") + struct.pack("<H", len(SCRIPTS))
for script, names in SCRIPTS.items():
    languages = names.split()
    shares = [trigrams(folder / language, script) for language in languages]
    runs = sorted({run for share in shares for run, p in share.items() if p >= LEAST})
    symbols = sorted({c for run in runs for c in run} - {" "})
    assert len(symbols) < 256, script
    number = {c: i + 1 for i, c in enumerate(symbols)} | {" ": 0}
    out += struct.pack("<B", len(languages)) + "".join(languages).encode()
    forms = [(c, c) for c in symbols] + [(other, kept) for kept, other in SAME.items() if kept in symbols]
    out += struct.pack("<H", len(forms))
    for form, kept in forms:
        capital = form.upper() if len(form.upper()) == 1 else form
        out += struct.pack("<HHB", ord(form), ord(capital), number[kept])
    out += struct.pack("<I", len(runs))
    for run in runs:
        out += struct.pack("<I", number[run[0]] << 16 | number[run[1]] << 8 | number[run[2]])
        out += bytes(min(255, round(16 * math.log2((share.get(run, 0) + FLOOR) / FLOOR))) for share in shares)
    print(f"{script}: {len(languages)} languages, {len(symbols)} letters, {len(runs)} runs")
path = pathlib.Path(__file__).with_suffix(".bin")
path.write_bytes(out)
print(f"{path.name}: {len(out)} bytes")
