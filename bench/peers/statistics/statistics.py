"""Writes the data for both sides into a folder, and times scipy and scikit-learn on it.

  statistics.py data FOLDER ROWS     writes the columns
  statistics.py time FOLDER          one line per task: name, seconds, result

Where the whole task would take a peer hours, a stated part is timed and scaled, and the name says so.
"""
import os
import sys
import time

import numpy as np


def data(folder, rows):
    draw = np.random.default_rng(1)
    labels = (draw.random(rows) < 0.3).astype(np.int8)
    scores = np.round(draw.normal(size=rows) + labels, 4)
    labels.tofile(os.path.join(folder, "labels.i8"))
    scores.tofile(os.path.join(folder, "scores.f64"))
    draw.lognormal(size=100_000).tofile(os.path.join(folder, "values.f64"))
    players, games = 200, rows // 10
    strength = draw.normal(scale=0.5, size=players)
    first = draw.integers(players, size=games)
    second = (first + 1 + draw.integers(players - 1, size=games)) % players
    won = (draw.random(games) < 1 / (1 + np.exp(strength[second] - strength[first]))).astype(np.int32)
    np.column_stack([first, second, won]).astype(np.int32).tofile(os.path.join(folder, "games.i32"))


def timed(name, work, scale=1):
    start = time.perf_counter()
    result = work()
    print(f"{name} {(time.perf_counter() - start) * scale:.4f} {result!r}", flush=True)


def bradley_terry(folder):
    from scipy import sparse
    from sklearn.linear_model import LogisticRegression

    first, second, won = np.fromfile(os.path.join(folder, "games.i32"), np.int32).reshape(-1, 3).T
    rows = np.arange(len(first))
    design = sparse.csr_matrix(
        (np.concatenate([np.ones(len(rows)), -np.ones(len(rows))]), (np.concatenate([rows, rows]), np.concatenate([first, second]))))
    model = LogisticRegression(penalty="none", fit_intercept=False, tol=1e-8, max_iter=1000).fit(design, won)
    return float(model.coef_[0][0] - model.coef_[0][1])


def peers(folder):
    from scipy import stats
    from sklearn.isotonic import IsotonicRegression
    from sklearn.metrics import roc_auc_score

    labels = np.fromfile(os.path.join(folder, "labels.i8"), np.int8)
    scores = np.fromfile(os.path.join(folder, "scores.f64"))
    values = np.fromfile(os.path.join(folder, "values.f64"))
    timed("auroc", lambda: float(roc_auc_score(labels, scores)))
    x, y = scores[labels == 1], scores[labels == 0]
    timed("mann-whitney", lambda: float(stats.mannwhitneyu(x, y, use_continuity=False, method="asymptotic").statistic))
    target = labels.astype(float)
    timed("isotonic", lambda: float(IsotonicRegression(out_of_bounds="clip").fit(scores, target).predict([0.5])[0]))
    # 100 of 10,000 resamples, percentile only: the jackknife of scipy's BCa alone touches 100,000 squared values.
    timed("bootstrap", lambda: float(stats.bootstrap((values,), np.mean, n_resamples=100, batch=10, method="percentile", random_state=1, vectorized=True).standard_error), scale=100)
    # One of 1,000 fits.
    timed("bradley-terry", lambda: bradley_terry(folder), scale=1000)


if sys.argv[1] == "data":
    data(sys.argv[2], int(sys.argv[3]))
else:
    peers(sys.argv[2])
