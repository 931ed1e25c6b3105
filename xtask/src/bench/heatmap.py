"""The chart that `tests/bench/release.rs` measures, by matplotlib: the same cells with the same two lines in each, as SVG
with letters as letters and as PNG with about as many pixels."""

import csv
import sys
import time
from pathlib import Path

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

matplotlib.rcParams["svg.fonttype"] = "none"
directory = Path(sys.argv[1])
with open(directory / "heatmap.csv", encoding="utf-8") as file:
    rows = list(csv.DictReader(file))
teams = list(dict.fromkeys(row["team"] for row in rows))
questions = list(dict.fromkeys(row["question"] for row in rows))
means = [[float(row["mean"]) for row in rows[start : start + len(questions)]] for start in range(0, len(rows), len(questions))]
answers = [row["answers"] for row in rows]


def draw():
    figure, axes = plt.subplots(figsize=(12, 0.38 * len(teams)))
    axes.pcolormesh(means, cmap="cividis", vmin=0, vmax=100, edgecolors="white", linewidth=1)
    axes.invert_yaxis()
    axes.set_xticks([place + 0.5 for place in range(len(questions))], questions, rotation=45)
    axes.set_yticks([place + 0.5 for place in range(len(teams))], teams)
    axes.set_title("Which teams are clearly above or below the organisation?", loc="left")
    for place, (row, band) in enumerate(zip(rows, answers)):
        across, down = place % len(questions) + 0.5, place // len(questions)
        light = float(row["mean"]) < 50
        axes.text(across, down + 0.4, row["mean"], ha="center", va="center", fontsize=9, color="white" if light else "black")
        axes.text(across, down + 0.75, band, ha="center", va="center", fontsize=6, color="white" if light else "black")
    figure.savefig(directory / "heatmap.svg")
    figure.savefig(directory / "heatmap.png", dpi=150)
    plt.close(figure)


shortest = float("inf")
for _ in range(2):
    begin = time.perf_counter()
    draw()
    shortest = min(shortest, time.perf_counter() - begin)
size = sum((directory / f"heatmap.{ending}").stat().st_size for ending in ["svg", "png"])
print(f"the same by matplotlib {matplotlib.__version__}\t{shortest:.3f}\t{size} bytes")
