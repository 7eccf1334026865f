"""A province that there is not, as the files of an installation: its reference folder, its plan, its workbook."""

import json
import shutil
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from tests.support.paths import ROOT

CODE, PLAN = "990000", "qingyuan"
CITIES = """code,kind,name,short,name_en,parent,aliases,population_2020
990000,province,青原省,青原,Qingyuan,,,
990100,city,云泽市,云泽,Yunze,990000,云市,3000000
990200,city,松滩市,松滩,Songtan,990000,,2000000
990300,city,金岬市,金岬,Jinjia,990000,,1000000
990281,county,沙渡市,沙渡,Shadu,990200,沙渡县,
QY-SZ,system,省直,省直,Units of Qingyuan,990000,省直单位,
"""
DISTRICTS = """code,name,city
990102,湖东区,990100
990202,滩头区,990200
990281,沙渡市,990200
990302,岬角区,990300
"""
DEFINITION = """id = "qingyuan"
title = { zh = "青原省技能提升工程", en = "Qingyuan skills programme" }
short = { zh = "青原技能工程", en = "Qingyuan programme" }
issuer = "青原省人民政府"
source = "《青原省技能提升工程实施方案》"
start = 2019-01-01
deadline = 2020-12-31
schedule = "months"
province = "990000"
reporters = ["990100", "990200", "990300", "QY-SZ"]
titles = ["技能提升工程"]

[thresholds]
on_schedule = 0
slightly_behind = -10

[[metrics]]
id = "training_bases"
name = { zh = "技能培训基地", en = "Training bases" }
short = { zh = "培训基地", en = "Bases" }
kind = "stock"
unit = "个"
headline = true
every = "month"
clause = "第三条"
source = "《青原省技能提升工程实施方案》"
scope = { zh = "期末已挂牌的培训基地", en = "Training bases opened by the end of the period" }
baseline = 0
baseline_source = "启动时为0"
aliases = ["技能培训基地", "培训基地"]
[[metrics.targets]]
value = 40
[[metrics.targets]]
city = "990100"
value = 15
[[metrics.targets]]
city = "990200"
value = 15
[[metrics.targets]]
city = "990300"
value = 8

[[metrics]]
id = "training_sessions"
name = { zh = "技能培训人次", en = "Training sessions" }
short = { zh = "培训人次", en = "Sessions" }
kind = "flow"
unit = "人次"
roster = true
headline = true
every = "month"
clause = "第三条"
source = "《青原省技能提升工程实施方案》"
scope = { zh = "培训人次", en = "Training sessions, counted person-times" }
aliases = ["技能培训人次", "培训人次"]
[[metrics.targets]]
value = 100_000
"""
ROWS = (
    ("云泽市", 12, 12000),
    ("松滩市", 8, 8000),
    ("沙渡市", 1, 700),
    ("金岬市", 5, 5000),
    ("省直", 2, 300),
    ("合计", 28, 26000),
)


def outlines() -> dict:
    """Return the map: three squares in a row."""
    squares = {"990100": 101.0, "990200": 102.0, "990300": 103.0}
    features = []
    for code, west in squares.items():
        ring = [[west, 30.0], [west, 31.0], [west + 1, 31.0], [west + 1, 30.0], [west, 30.0]]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        known = {"adcode": int(code), "label": [west + 0.5, 30.5]}
        features.append({"type": "Feature", "properties": known, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def write_folder(reference: Path) -> Path:
    """Write the reference folder of the province below `reference`."""
    folder = reference / CODE
    folder.mkdir(parents=True)
    (folder / "cities.csv").write_text(CITIES, "utf-8")
    (folder / "districts.csv").write_text(DISTRICTS, "utf-8")
    (folder / "map.geojson").write_text(json.dumps(outlines(), indent=1), "utf-8")
    return folder


def install(place: Path) -> Path:
    """Copy the program to `place` and add the province to it, by files alone."""
    leave_out = shutil.ignore_patterns(".git", ".venv", ".*_cache", "var", "tests", "docs", "__pycache__")
    shutil.copytree(ROOT, place, ignore=leave_out)
    write_folder(place / "data" / "reference")
    (place / "metrics" / "definitions" / "qingyuan.toml").write_text(DEFINITION, "utf-8")
    return place


def write_workbook(path: Path, title: str, rows: Sequence[tuple[str, int, int]] = ROWS) -> Path:
    """Write a progress sheet of the province: one row a place, its county-level city apart, a total of all."""
    book = Workbook()
    sheet = book.active
    sheet.append([title])
    sheet.append(["市（地）", "培训基地（个）", "培训人次（人次）"])
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path
