#!/usr/bin/env python3
"""The work of `Custos.Bench peers train`, done by scikit-learn; and the table of both.

    train.py run DATA FOLDER REPEATS     prints one JSON document of times, writes the scores
    train.py table DATA FOLDER           reads FOLDER/custos-*.json and FOLDER/sklearn-*.json, prints the table

Work that takes milliseconds is timed by the processor time of the process, single texts by the clock on the wall.
"""
import csv
import json
import pathlib
import resource
import statistics
import sys
import time

import numpy as np
import sklearn
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

LABELS = ("hate", "offensive")
SOLVERS = {"none": {}, "balanced": {"class_weight": "balanced"},
           "liblinear_none": {"solver": "liblinear"}, "liblinear_balanced": {"solver": "liblinear", "class_weight": "balanced"}}


def read(data, folder):
    with open(data, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sides = (folder / "split.txt").read_text().split()
    assert len(sides) == len(rows), "the split does not fit the table"
    return [[row for row, side in zip(rows, sides) if side == wanted] for wanted in "01"]


def run(data, folder, repeats):
    train, held = read(data, folder)
    texts, held_texts = [row["text"] for row in train], [row["text"] for row in held]
    targets = [np.array([int(row[label]) for row in train]) for label in LABELS]
    results = {"rows": len(texts), "characters": sum(len(t.encode("utf-16-le")) // 2 for t in texts), "held_out": len(held)}
    for name, options in SOLVERS.items():
        features_times, fit_times, totals, bulk = [], [], [], []
        for _ in range(repeats):
            started = time.process_time()
            vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2, max_df=0.95, strip_accents="unicode")
            x = vectorizer.fit_transform(texts)
            between = time.process_time()
            models = [LogisticRegression(C=1, **options).fit(x, y) for y in targets]
            ended = time.process_time()
            features_times.append(between - started)
            fit_times.append(ended - between)
            totals.append(ended - started)
            started = time.process_time()
            held_x = vectorizer.transform(held_texts)
            scores = [model.predict_proba(held_x)[:, 1] for model in models]
            bulk.append((time.process_time() - started) / len(held_texts))
        singles = []
        for text in held_texts[:1000]:
            started = time.perf_counter()
            one = vectorizer.transform([text])
            for model in models:
                model.predict_proba(one)
            singles.append(time.perf_counter() - started)
        singles.sort()
        results |= {f"features_{name}": features_times, f"fit_{name}": fit_times, f"total_{name}": totals, f"bulk_{name}": bulk,
                    f"single_{name}": [singles[len(singles) // 2]], f"single_p99_{name}": [singles[len(singles) * 99 // 100]]}
        (folder / f"sklearn-scores-{name}.json").write_text(json.dumps(np.column_stack(scores).ravel().tolist()))
    results["peak_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(results))


def table(data, folder):
    ours, theirs = ([json.loads(path.read_text()) for path in sorted(folder.glob(f"{who}-[0-9]*.json"))] for who in ("custos", "sklearn"))
    assert all(run["characters"] == ours[0]["characters"] for run in ours + theirs), "the two sides read different texts"
    print(f"{ours[0]['rows']} training rows, {ours[0]['held_out']} held out; scikit-learn {sklearn.__version__}; "
          f"medians of {len(ours)} runs of {len(ours[0]['total_none'])}, taken in turns\n")
    print("| what | class weights | scikit-learn | Custos | ratio |")
    print("|---|---|---:|---:|---:|")

    def line(what, key, weights, unit, factor, theirs_name=None):
        mine = statistics.median(v for run in ours for v in run[f"{key}_{weights}"])
        peer = statistics.median(v for run in theirs for v in run[f"{key}_{theirs_name or weights}"])
        print(f"| {what} | {weights} | {peer * factor:.4g} {unit} | {mine * factor:.4g} {unit} | {peer / mine:.1f} × |")

    for weights in ("none", "balanced"):
        line("texts to both fitted labels", "total", weights, "ms", 1e3)
        line("… of which features", "features", weights, "ms", 1e3)
        line("… of which regression (scikit-learn: lbfgs)", "fit", weights, "ms", 1e3)
        line("texts to both fitted labels (scikit-learn: liblinear)", "total", weights, "ms", 1e3, f"liblinear_{weights}")
        line("bulk scoring, per text", "bulk", weights, "µs", 1e6)
        line("one text, p50", "single", weights, "µs", 1e6)
        line("one text, p99", "single_p99", weights, "µs", 1e6)
    cold = statistics.median(run["cold"] for run in ours)
    print(f"| texts to both fitted labels, first time in the process | none | | {cold * 1e3:.4g} ms | |")
    print(f"| peak memory after the first time | none | | {max(run['cold_peak_mib'] for run in ours):.0f} MiB | |")
    print(f"| peak memory of the process after all repeats | | {max(run['peak_mib'] for run in theirs):.0f} MiB | {max(run['peak_mib'] for run in ours):.0f} MiB | |")
    for weights in ("none", "balanced"):
        load = statistics.median(v for run in ours for v in run[f"load_{weights}"])
        print(f"| loading the model, first time in the process ({weights}) | | | {load * 1e3:.1f} ms | |" if weights == "none" else
              f"| loading the model, again ({weights}) | | | {load * 1e3:.1f} ms | |")

    _, held = read(data, folder)
    print("\n| label | class weights | AUROC scikit-learn | AUROC Custos | AUPRC scikit-learn | AUPRC Custos |")
    print("|---|---|---:|---:|---:|---:|")
    for weights in ("none", "balanced"):
        mine, peer = (np.array(json.loads((folder / f"{name}-{weights}.json").read_text())).reshape(-1, 2) for name in ("scores", "sklearn-scores"))
        for at, label in enumerate(LABELS):
            y = [int(row[label]) for row in held]
            print(f"| {label} | {weights} | " + " | ".join(
                f"{metric(y, scores[:, at]):.5f}" for metric in (roc_auc_score, average_precision_score) for scores in (peer, mine)) + " |")


command, data, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
if command == "run":
    run(data, folder, int(sys.argv[4]))
else:
    table(data, folder)
