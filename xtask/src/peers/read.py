"""Unpacks the set of all files and reads it back with pandas, csvw, openpyxl, pyreadstat and python-pptx."""

import sys
import zipfile
from pathlib import Path

import openpyxl
import pandas
import pptx
import pyreadstat
from csvw import CSVW

archive, files = Path(sys.argv[1]), Path(sys.argv[2])
zipfile.ZipFile(archive).extractall(files)

figures = pandas.read_csv(files / "footing-figures.csv")
assert figures[figures.obs_status == "suppressed"].value.isna().all(), "a hidden figure has a value"
means = figures[(figures.statistic == "mean") & (figures.obs_status == "shown")].value
same = pandas.read_json(files / "footing-figures.json", precise_float=True)
assert (same.value.dropna().to_numpy() == figures.value.dropna().to_numpy()).all(), "JSON and CSV differ"

spss, dictionary = pyreadstat.read_sav(files / "footing-figures.sav")
assert list(spss.columns) == list(figures.columns), "the SPSS file has other columns"
assert (spss.value.dropna().to_numpy() == figures.value.dropna().to_numpy()).all(), "the SPSS file has other figures"
texts = [column for column in figures.columns if figures[column].dtype == object and column not in ("made", "group", "wave_name")]
assert all((spss[column] == figures[column].fillna("")).all() for column in texts), "the SPSS file has other texts"
assert (spss.made.astype(str) == figures.made).all() and dictionary.file_encoding == "UTF-8"

assert CSVW(str(files / "footing-figures.csv-metadata.json"), validate=True).is_valid, "CSVW: not valid"

sheet = openpyxl.load_workbook(files / "footing-figures.xlsx", read_only=True)["Figures"]
rows = sheet.iter_rows(values_only=True)
column = next(rows).index("mean")
of_workbook = [row[column] for row in rows if row[column] is not None]
assert of_workbook == means.tolist(), "the workbook and the CSV file differ"

slides = pptx.Presentation(files / "footing-slides.pptx").slides
titles = [slide.shapes.title.text for slide in slides]
assert all(titles), "a slide has no title"
notes = sum(slide.has_notes_slide for slide in slides)
print(f"{len(figures)} rows, {len(means)} means, the same in every table and the SPSS file; CSVW valid; {len(titles)} slides, {notes} with notes")
