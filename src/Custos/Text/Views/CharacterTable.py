#!/usr/bin/env python3
"""Writes CharacterTable.bin: what normalisation makes of each Unicode code point.

    apt-get install unicode-data python3-confusable-homoglyphs
    python3 src/Custos/Text/Views/CharacterTable.py

Sources: Unicode's UnicodeData, DerivedNormalizationProps (NFKC_Casefold), Scripts and PropList, as Debian's unicode-data
carries them, and Unicode's confusables (UTS 39) as python3-confusable-homoglyphs does. They are
Copyright (c) 1991-2022 Unicode, Inc., used under the Unicode licence (docs/stages/text.md has its notice); the table is
a modified form of them.

Layout, little-endian: "CVEW", u32 version of Unicode (15 for 15.0), u32 pages P of entries, u32 pages Q of skeletons,
u32 pages R of combining classes, u32 compositions C, u32 UTF-16 units in the pool;
u16[8704] page of each run of 128 code points, for entries, skeletons and classes in turn;
u32[P * 128] entries, u8[Q * 128] skeletons, u8[R * 128] classes, (u32 first, u32 second, u32 composed)[C] in order of
first and second, u16[] pool.
Entry: bits 0-2 script (the order of SCRIPTS), 3 part of a word, 4 joins what stands before it, 5 mark of no script,
6 mark of a script, 7 mapped to something else; bits 8-12 UTF-16 units of what it is mapped to (0: removed), bits 13-31
where they start in the pool. A skeleton is the ASCII letter that the code point is confused with, or 0.
"""
import json
import pathlib
import struct
import unicodedata

UNICODE = pathlib.Path("/usr/share/unicode")
CONFUSABLES = pathlib.Path("/usr/lib/python3/dist-packages/confusable_homoglyphs/confusables.json")
SCRIPTS = ["none", "Latin", "Cyrillic", "Greek", "other alphabet", "East Asian", "other"]
EAST_ASIAN = {"Han", "Hiragana", "Katakana", "Hangul", "Bopomofo", "Yi"}
ALPHABETS = {"Armenian", "Cherokee", "Coptic", "Georgian", "Lisu", "Deseret", "Osage", "Glagolitic", "Gothic", "Runic",
             "Old_Italic", "Lycian", "Lydian", "Carian", "Warang_Citi", "Elbasan", "Vithkuqi", "Tifinagh", "Vai", "Hebrew"}


def properties(name, wanted=None):
    """(first, last, fields) of each row of a file of Unicode's properties."""
    for line in (UNICODE / name).read_text(encoding="utf-8").splitlines():
        fields = [field.strip() for field in line.split("#")[0].split(";")]
        if len(fields) > 1 and (wanted is None or fields[1] == wanted):
            first, _, last = fields[0].partition("..")
            yield int(first, 16), int(last or first, 16), fields


category, ccc, decomposition, names, start = {}, {}, {}, {}, None
for line in (UNICODE / "UnicodeData.txt").read_text().splitlines():
    fields = line.split(";")
    code = int(fields[0], 16)
    if fields[1].endswith("First>"):
        start = code
        continue
    for c in range(start if fields[1].endswith("Last>") else code, code + 1):
        category[c] = fields[2]
        names[c] = fields[1]
    if int(fields[3]):
        ccc[code] = int(fields[3])
    if fields[5] and not fields[5].startswith("<"):
        decomposition[code] = [int(part, 16) for part in fields[5].split()]

script, inherited = {}, set()
for first, last, fields in properties("Scripts.txt"):
    kind = (1 if fields[1] == "Latin" else 2 if fields[1] == "Cyrillic" else 3 if fields[1] == "Greek" else
            0 if fields[1] in ("Common", "Inherited") else 5 if fields[1] in EAST_ASIAN else 4 if fields[1] in ALPHABETS else 6)
    for code in range(first, last + 1):
        script[code] = kind
        if fields[1] == "Inherited":
            inherited.add(code)

folded = {}
for first, last, fields in properties("DerivedNormalizationProps.txt", "NFKC_CF"):
    for code in range(first, last + 1):
        folded[code] = [int(part, 16) for part in fields[2].split()] if len(fields) > 2 and fields[2] else []
for code in [*range(0x20), *range(0x7F, 0xA0), 0xFFFC]:  # controls and the object placeholder show nothing either
    if code not in (9, 10, 13):
        folded[code] = []
for code, kind in category.items():  # marks that enclose: a letter in a ring is the letter
    if kind == "Me":
        folded[code] = []
folded[0x85] = folded[0x2028] = folded[0x2029] = folded[0x0B] = folded[0x0C] = [0x0A]
folded[0x1680] = [0x20]

excluded = {code for first, last, _ in properties("DerivedNormalizationProps.txt", "Full_Composition_Exclusion")
            for code in range(first, last + 1)}
compositions = sorted((pair[0], pair[1], code) for code, pair in decomposition.items() if code not in excluded and len(pair) == 2)
joining = {second for _, second, _ in compositions} | set(ccc) | set(range(0x1161, 0x1176)) | set(range(0x11A8, 0x11C3))

# Letters that were drawn to look like a Latin one, which the confusables leave out.
drawn = {}
for code, name in names.items():
    for prefix in ("LATIN LETTER SMALL CAPITAL ", "NEGATIVE CIRCLED LATIN CAPITAL LETTER ", "NEGATIVE SQUARED LATIN CAPITAL LETTER ",
                   "REGIONAL INDICATOR SYMBOL LETTER ", "LATIN CROSS ", "LATIN SMALL LETTER SCRIPT "):
        if name.startswith(prefix) and len(name) == len(prefix) + 1:
            drawn[code] = name[-1].lower()
similar = {key: {entry["c"].strip("\u200e") for entry in entries} for key, entries in json.loads(CONFUSABLES.read_text()).items()}


def skeleton(code, deep=True):
    """The ASCII letter that a letter is confused with, itself, by its small capital or by its lower case."""
    if code in drawn:
        return drawn[code]
    if code < 0x80 or script.get(code) == 5 or category.get(code, "Cn")[0] not in "LMN" or category[code] in ("Nd", "Mn", "Me"):
        return None
    looks = similar.get(chr(code), set())
    for look in sorted(looks):
        if len(look) == 1 and look.isascii() and look.isalpha():
            return look.lower()
    for look in sorted(looks):
        if len(look) == 1 and ord(look) in drawn:
            return drawn[ord(look)]
    lower = folded.get(code, [])
    if deep and len(lower) == 1 and (found := skeleton(lower[0], False)):
        return found
    # A stroke, hook or tail does not hide a Latin letter: ø, ł, đ, ɓ.
    if script.get(code) == 1 and names[code].startswith("LATIN SMALL LETTER ") and " WITH " in names[code]:
        letter = names[code][len("LATIN SMALL LETTER "):].split(" WITH ")[0]
        return letter.lower() if len(letter) == 1 else None
    return None




def without_piled_marks(points):
    """Of the marks that any script may bear, only the first on a character, as in the folding of text."""
    if points and points[0] in ccc:
        return points
    kept, marks = [], 0
    for point in points:
        marks = marks + (point in inherited) if point in ccc else 0
        if point not in inherited or marks <= 1:
            kept.append(point)
    return kept


pool, places, entries, skeletons = [], {}, [], []
for code in range(0x110000):
    kind = category.get(code, "Cn")
    to = without_piled_marks(folded.get(code, [code]))
    entry = script.get(code, 0) | (kind[0] in "LNM") << 3
    if 0xD800 <= code < 0xE000:
        to, entry = [0xFFFD], 0
    entry |= bool(to and to[0] in joining) << 4
    if to and to[0] in ccc:
        entry |= 1 << 5 if to[0] in inherited else 1 << 6
    if to != [code]:
        utf16 = b"".join(chr(c).encode("utf-16-le") for c in to)
        if utf16 not in places:
            places[utf16] = len(pool)
            pool += struct.unpack(f"<{len(utf16) // 2}H", utf16)
        assert len(utf16) // 2 < 32
        entry |= 1 << 7 | len(utf16) // 2 << 8 | places[utf16] << 13
    entries.append(entry)
    skeletons.append(ord(skeleton(code) or "\0"))


def paged(values, form):
    """The pages of 128 that differ, and which of them each run takes."""
    pages, index = {}, []
    for first in range(0, 0x110000, 128):
        page = struct.pack(f"<128{form}", *values[first:first + 128])
        index.append(pages.setdefault(page, len(pages)))
    return b"".join(pages), len(pages), struct.pack("<8704H", *index)


entry_pages, p, entry_index = paged(entries, "I")
skeleton_pages, q, skeleton_index = paged(skeletons, "B")
class_pages, r, class_index = paged([ccc.get(code, 0) for code in range(0x110000)], "B")
path = pathlib.Path(__file__).with_suffix(".bin")
path.write_bytes(
    b"CVEW" + struct.pack("<6I", 15, p, q, r, len(compositions), len(pool)) + entry_index + skeleton_index + class_index
    + entry_pages + skeleton_pages + class_pages + b"".join(struct.pack("<3I", *row) for row in compositions)
    + struct.pack(f"<{len(pool)}H", *pool))
print(f"{path.name}: {p} + {q} + {r} pages, {len(compositions)} compositions, {len(pool)} units, "
      f"{sum(1 for s in skeletons if s)} skeletons, {path.stat().st_size} bytes")
