#!/usr/bin/env python3
"""Writes texts, and the words and character runs that scikit-learn finds in them, for `Custos.Bench peers words`.

    words.py DATA_FOLDER SEED       prints a JSON line [text, words, runs of 3 to 5 characters] per text

The texts are those of the public data sets, random ones of several alphabets, and one per 16 code points of Unicode.
"""
import csv
import json
import pathlib
import random
import sys

from sklearn.feature_extraction.text import TfidfVectorizer

ALPHABETS = ("ΣσςaA'.\u0301\u00ad İıſß\u0345ʰ1_-", "ab C_1\u00e9\u4e2d\uac00\U0001d400\U0001f600 \u2028\u0085\x1c\n\u0300")


def is_character(code):
    return not 0xD800 <= code < 0xE000


def random_text(source):
    length, kind = source.randrange(90), source.randrange(5)
    if kind < 2:
        return "".join(source.choice(ALPHABETS[kind]) for _ in range(length))
    if kind == 2:
        ranges = ((0, 0x80), (0, 0x250), (0xAC00, 0xD7A4), (0xF900, 0x10000))
        return "".join(chr(source.randrange(*source.choice(ranges))) for _ in range(length))
    largest = 0x3000 if kind == 3 else 0x110000
    return "".join(chr(code) for code in (source.randrange(largest) for _ in range(length)) if is_character(code))


def texts(folder, seed):
    with open(folder / "tweets.csv", encoding="utf-8", newline="") as file:
        yield from (row["text"] for row in csv.DictReader(file))
    for name in ("moderation.jsonl", "injection-smoke.jsonl"):
        with open(folder / name, encoding="utf-8") as file:
            yield from (json.loads(line)["text"] for line in file)
    source = random.Random(seed)
    yield from (random_text(source) for _ in range(20_000))
    for start in range(0, 0x110000, 16):
        yield " ".join(f"x{chr(code)}yΣ{chr(code)}" for code in range(start, start + 16) if is_character(code))


words = TfidfVectorizer(strip_accents="unicode").build_analyzer()
runs = TfidfVectorizer(strip_accents="unicode", analyzer="char_wb", ngram_range=(3, 5)).build_analyzer()
for text in texts(pathlib.Path(sys.argv[1]), int(sys.argv[2])):
    print(json.dumps([text, words(text), runs(text)]))
