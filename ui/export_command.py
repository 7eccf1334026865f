"""The command `export`: the overview or cities as workbooks with native charts, the overview as picture or PDF."""

import base64
from collections.abc import Iterator

from data.access import Access
from data.cities import PROVINCE, find_city
from data.published import published_for
from data.queries.overview import Overview, fetch_overview
from metrics.catalogue import load_catalogue
from ui.asked import Asked
from ui.door import Refused
from wording.sentences import say

PICTURES = ("png", "pdf")


def export_files(access: Access, asked: Asked) -> Iterator[dict]:
    """Make the files asked for; each is given under the name that the pages give it."""
    form, city, lang = asked.text("format"), asked.city("city"), asked.lang
    plan = asked.plan() or load_catalogue().plan("98113")
    overview = fetch_overview(access, plan.id, asked.day("as_of"))
    if overview.as_of is None:
        raise Refused(say("manage.no-data", lang))
    cities = [code for code in plan.reporters if find_city(code)] if asked.given.get("all_cities") else [city or PROVINCE]
    if form in PICTURES and cities != [PROVINCE]:
        raise Refused(say("manage.picture-of-overview", lang))
    files = []
    for done, code in enumerate(cities):
        name = _name(overview, code, lang)
        yield {"step": name, "done": done, "total": len(cities)}
        content = _render(access, overview, code, str(form), lang)
        files.append({"name": f"{name}.{form}", "content": base64.b64encode(content).decode()})
    yield {"result": files}


def _name(overview: Overview, code: str, lang: str) -> str:
    day, place = overview.as_of.isoformat() if overview.as_of else "", find_city(code)
    return say("city.file", lang, city=place.in_language(lang), day=day) if place else say("overview.file", lang, day=day)


def _render(access: Access, overview: Overview, code: str, form: str, lang: str) -> bytes:
    demo = access.store.nature == "demo"
    if form in PICTURES:
        return _picture(overview, form, lang, demo)
    from briefing.formats.xlsx import render_workbook
    from briefing.span_charts import chart_metrics
    from briefing.time_charts import chart_cumulative
    from data.queries.city import fetch_city

    plan = overview.plan
    pairs = overview.headline or overview.supporting
    charts: list = []
    if code != PROVINCE:
        view = fetch_city(access, plan.id, code, overview.as_of)
        pairs = tuple((line.progress, line.series) for line in view.lines if line.metric.headline or not overview.headline)
        charts.append(chart_metrics([line.progress for line in view.lines], lang, demo))
    charts += [
        chart_cumulative(one, series, lang, published_for(plan.id, one.metric.id) if code == PROVINCE else (), demo)
        for one, series in pairs
    ]
    return render_workbook(charts, lang, demo)


def _picture(overview: Overview, form: str, lang: str, demo: bool) -> bytes:
    from briefing.formats.image import NoBrowser, PictureFailed, render_picture
    from briefing.overview_page import compose_page

    try:
        return render_picture(compose_page(overview, lang, demo), form)
    except NoBrowser:
        raise Refused(say("ui.no-browser", lang)) from None
    except PictureFailed:
        raise Refused(say("ui.picture-failed", lang)) from None
