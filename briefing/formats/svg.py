"""The charts of a brief as SVG, without a browser."""

from briefing.brief import Brief
from briefing.formats.chart_files import read_choice, render_charts
from briefing.formats.chart_picture import draw_picture


def render(brief: Brief, options: object = None) -> bytes:
    """Return the chosen chart (`ChartChoice`), or all as a ZIP, on a white ground."""
    choice = read_choice(options)
    day = brief.issued or brief.as_of
    return render_charts(brief, choice, "svg", lambda chart: draw_picture(chart, "svg", choice.size, day))
