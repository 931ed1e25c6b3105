"""What `tests/bench/statistics.rs` measures, by numpy, pandas and polars; the same answers, the same lines."""

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import polars as pl

ITEMS = 14
FAVOURABLE = 4
directory = Path(sys.argv[1])


def measure(what, work):
    shortest, start = float("inf"), time.perf_counter()
    while time.perf_counter() - start < 1.0:
        begin = time.perf_counter()
        figure = work()
        shortest = min(shortest, time.perf_counter() - begin)
    print(f"{what}\t{shortest:e}\t{figure!r}", flush=True)


def alpha_of(covariance):
    k = len(covariance)
    return k / (k - 1) * (1 - np.trace(covariance) / covariance.sum())


def item_analysis(answers):
    covariance = np.cov(answers, rowvar=False)
    variances = covariance.diagonal()
    answers.mean(axis=0), np.sqrt(variances)
    total = covariance.sum()
    with_all = covariance.sum(axis=0)
    rest = total - 2 * with_all + variances
    (with_all - variances) / np.sqrt(variances * rest)
    k = ITEMS - 1
    k / (k - 1) * (1 - (variances.sum() - variances) / rest)
    return float(alpha_of(covariance))


complete = np.fromfile(directory / "complete.u8", dtype=np.uint8).reshape(-1, ITEMS)
for size in (10_000, 100_000, 1_000_000):
    part = complete[:size]
    measure(f"alpha {size}\tnumpy", lambda: item_analysis(part))
    floats = part.astype(np.float64)
    measure(f"alpha {size}\tnumpy, floats ready", lambda: item_analysis(floats))

with_gaps = np.fromfile(directory / "with_gaps.u8", dtype=np.uint8).reshape(-1, ITEMS)
groups = np.fromfile(directory / "groups.u32", dtype=np.uint32)
names = [f"q{item}" for item in range(ITEMS)]
floats = np.where(with_gaps == 255, np.nan, with_gaps)

table = pd.DataFrame(floats, columns=names)
table["group"] = groups


def heatmap_pandas():
    grouped = table.groupby("group")[names]
    means = grouped.mean()
    (table[names].ge(FAVOURABLE).groupby(table["group"]).sum() / grouped.count())
    return float(means.to_numpy().sum())


measure("heatmap recount\tpandas", heatmap_pandas)

answers = {name: pl.Series(with_gaps[:, item]).replace(255, None) for item, name in enumerate(names)}
frame = pl.DataFrame({"group": groups, **answers})


def heatmap_polars():
    means = [pl.col(name).mean().alias(f"{name}-mean") for name in names]
    shares = [(pl.col(name) >= FAVOURABLE).mean().alias(f"{name}-share") for name in names]
    cells = frame.group_by("group").agg(means + shares)
    return float(cells.select(pl.sum_horizontal([f"{name}-mean" for name in names]).sum()).item())


measure("heatmap recount\tpolars", heatmap_polars)
