"""The data of bench/peers/text.sh, and the peers' half of it.

text.py data FOLDER: writes pairs.jsonl (pairs of sentences) and logs.jsonl (lines of a service's log).
text.py time FOLDER: prints "task seconds result" a line.
"""

import json
import random
import sys
import time


def write(folder):
    choose = random.Random(7)
    words = ["".join(choose.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(choose.randint(2, 9))) for _ in range(3000)]
    with open(f"{folder}/pairs.jsonl", "w") as pairs:
        for _ in range(2000):
            first = [choose.choice(words) for _ in range(30)]
            second = [word if choose.random() < 0.7 else choose.choice(words) for word in first]
            pairs.write(json.dumps([" ".join(first), " ".join(second)]) + "\n")
    with open(f"{folder}/logs.jsonl", "w") as logs:
        for number in range(400_000):
            logs.write(json.dumps({
                "id": number,
                "category": choose.choice(["code", "chat", "math", "summary"]),
                "usage": {"output_tokens": choose.randint(1, 900)},
                "status": "error" if choose.random() < 0.02 else "ok",
                "latency_ms": choose.random() * 1000,
                "text": " ".join(choose.choice(words) for _ in range(40)),
            }) + "\n")


def tell(task, work):
    started = time.perf_counter()
    result = work()
    print(task, time.perf_counter() - started, result)


def measure(folder):
    import nltk
    import pandas
    from nltk.translate.bleu_score import corpus_bleu
    from nltk.translate.chrf_score import sentence_chrf

    pairs = [json.loads(line) for line in open(f"{folder}/pairs.jsonl")]
    tell("edit-distance", lambda: sum(nltk.edit_distance(first, second) for first, second in pairs[:100]))
    tell("bleu", lambda: corpus_bleu([[first.split()] for first, _ in pairs], [second.split() for _, second in pairs]))
    tell("chrf", lambda: sum(sentence_chrf(first, second, max_len=6, beta=2.0) for first, second in pairs[:500]))

    def logs():
        rows = pandas.read_json(f"{folder}/logs.jsonl", lines=True)
        tokens = rows["usage"].map(lambda usage: usage["output_tokens"])
        return tokens.groupby(rows["category"]).mean().sum()

    tell("logs", logs)


{"data": write, "time": measure}[sys.argv[1]](sys.argv[2])
