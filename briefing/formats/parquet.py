"""The data of a brief's charts as Parquet: exact decimals, real days, what they mean beside them."""

import io
from typing import Any

import pyarrow as pa
from pyarrow import parquet as pq

from briefing.brief import Brief
from briefing.charts.chart import CellValue, Chart, TableColumn
from briefing.formats.chart_files import read_choice, render_charts
from briefing.formats.delimited import collect_sources
from briefing.formats.printed_tables import label_column
from wording.sentences import say

# One type for all figures, so that the files of two months fit together.
_FIGURE = pa.decimal128(28, 10)


def render(brief: Brief, options: object = None) -> bytes:
    """Return the table of the chosen chart (`ChartChoice`), or a ZIP of all with their sources."""
    meaning = {"as_of": brief.as_of.isoformat(), "brief": brief.title}
    sources = (f"{say('office.sources', brief.lang)}.parquet", _write_sources(brief))
    return render_charts(brief, read_choice(options), "parquet", lambda chart: write_chart(chart, meaning), sources)


def write_chart(chart: Chart, meaning: dict[str, str] | None = None) -> bytes:
    """Return the table of one chart; title, words and demo stand in the file's own metadata."""
    columns = chart.table.columns
    names = _distinct([label_column(column) for column in columns])
    arrays: list[Any] = [
        _array([row[place] for row in chart.table.rows], column) for place, column in enumerate(columns)
    ]
    if chart.demo:
        names.append(say("print.nature", chart.lang))
        arrays.append(pa.array([say("office.demo", chart.lang)] * len(chart.table.rows), pa.string()))
    known = {
        **(meaning or {}),
        "title": chart.title,
        "description": chart.alternative,
        "notes": "\n".join(chart.notes),
        "demo": str(chart.demo).lower(),
    }
    return _write(pa.table(arrays, names=names), known)


def _array(cells: list[CellValue], column: TableColumn) -> Any:
    if column.kind == "day":
        return pa.array(cells, pa.date32())
    if column.kind == "text":
        return pa.array(cells, pa.string())
    return pa.array(cells, _FIGURE)


def _write_sources(brief: Brief) -> bytes:
    found = collect_sources(brief)
    names = ["about", "day", "file", "sheet", "cell", "raw"]
    labels = [say("chart.day" if name == "day" else f"ui.origin-{name}", brief.lang) for name in names]
    kinds = [pa.date32() if name == "day" else pa.string() for name in names]
    arrays = [pa.array([getattr(one, name) for one in found], kind) for name, kind in zip(names, kinds, strict=True)]
    return _write(pa.table(arrays, names=_distinct(labels)), {"title": say("office.sources", brief.lang)})


def _write(table: Any, known: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    pq.write_table(table.replace_schema_metadata(known), buffer, compression="zstd")
    return buffer.getvalue()


def _distinct(names: list[str]) -> list[str]:
    """Readers of Parquet want every column once."""
    found: list[str] = []
    for name in names:
        count = 1 + sum(one == name or one.startswith(f"{name} (") for one in found)
        found.append(name if count == 1 else f"{name} ({count})")
    return found
