"""Pages that ours are measured against, served with the same options: nothing but a title, and pandas with Plotly."""

import csv
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.serving import serving

HEALTH = "/_stcore/health"
TITLE = "import streamlit as st\nst.title('龙江产改进度')\n"
# What an office would write first: the same figures, read and drawn anew for each reader.
PLAIN = """
from pathlib import Path
import pandas as pd
import plotly.express as px
import streamlit as st

st.title('龙江产改进度')
rows = pd.read_csv(Path(__file__).with_name('figures.csv'), parse_dates=['month'])
rows['total'] = rows.groupby(['metric', 'city'])['value'].cumsum()
latest = rows[rows['month'] == rows['month'].max()]
st.dataframe(latest.pivot(index='city', columns='metric', values='total'))
for metric, own in rows.groupby('metric'):
    st.plotly_chart(px.line(own.groupby('month', as_index=False)['total'].sum(), x='month', y='total', title=metric))
    st.plotly_chart(px.bar(latest[latest['metric'] == metric], x='city', y='total', title=metric))
st.plotly_chart(px.imshow(latest.pivot(index='city', columns='metric', values='total')))
"""
METRICS, CITIES, YEARS = 3, 16, (2018, 2019, 2020)


@contextmanager
def serving_title(home: Path) -> Iterator[tuple[str, int]]:
    """Serve the page with a title; yield its address and process."""
    with _serving_page(home / "title.py", TITLE) as served:
        yield served


@contextmanager
def serving_plain(home: Path) -> Iterator[tuple[str, int]]:
    """Serve the page with pandas and Plotly; yield its address and process."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "figures.csv").write_text(_figures(), "utf-8")
    with _serving_page(home / "plain.py", PLAIN) as served:
        yield served


@contextmanager
def _serving_page(script: Path, text: str) -> Iterator[tuple[str, int]]:
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(text, "utf-8")
    with serving(script.parent / script.stem, script=script, health=HEALTH) as served:
        yield served


def _figures() -> str:
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(("metric", "city", "month", "value"))
    for metric in range(METRICS):
        for city in range(CITIES):
            for year in YEARS:
                for month in range(1, 13):
                    value = (metric + 1) * (city + month) % 7
                    rows.writerow((f"指标{metric + 1}", f"市{city + 1}", f"{year}-{month:02}-01", value))
    return written.getvalue()
