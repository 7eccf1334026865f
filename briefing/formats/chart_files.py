"""One file a chart: the chosen one alone, or all of a brief as a ZIP in their order."""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from briefing.brief import Brief
from briefing.charts.chart import Chart
from briefing.formats.chart_picture import SIZES, Size

_EPOCH = (1980, 1, 1, 0, 0, 0)
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


@dataclass(frozen=True, slots=True)
class ChartChoice:
    """Which chart of a brief (by its `name`; all without one), and for pictures their size."""

    chart: str | None = None
    size: Size = SIZES["a4"]


def read_choice(options: object) -> ChartChoice:
    """Return the options of a format that gives one file a chart; ``None`` is all charts on A4."""
    return options if isinstance(options, ChartChoice) else ChartChoice()


def render_charts(
    brief: Brief, choice: ChartChoice, suffix: str, render: Callable[[Chart], bytes], *more: tuple[str, bytes]
) -> bytes:
    """Return the file of the chosen chart, or the ZIP of all with `more` files; the same bytes every time.

    Raises
    ------
    KeyError
        When the brief has no chart of that name.
    """
    if choice.chart is not None:
        return render({chart.name: chart for chart in brief.charts}[choice.chart])
    files = [
        (f"{number:02}_{_FORBIDDEN.sub('_', chart.name)}.{suffix}", render(chart))
        for number, chart in enumerate(brief.charts, 1)
    ]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in [*files, *more]:
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system, info.external_attr = 3, 0o600 << 16
            info.compress_type = zipfile.ZIP_STORED if suffix in ("png", "parquet") else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()
