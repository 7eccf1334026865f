"""The sets of columns that tables have: figures with targets and rates, checked and struck out, opening and closing."""

from dataclasses import replace
from datetime import date
from random import Random

from tests.writings.columns import (
    DEADLINE,
    PERIODIC,
    SESSIONS,
    STOCKS,
    Column,
    amount_of,
    bare,
    cumulative,
    named_month,
    of_plan,
    of_year,
    said,
    this_month,
    words,
)
from tests.writings.reported import Reported, ends_a_month
from tests.writings.spans import Span, during, month_end, standing, year_to_date


def _target(random: Random, metric: str, reported: Reported) -> Column:
    of_year = metric == SESSIONS and reported.pace != "plan" and random.random() < 0.7
    written = random.choice(words()["targets"]["year" if of_year else "plan"])
    due = date(reported.last.year, 12, 31) if of_year else DEADLINE
    return Column(metric, written.format(year=reported.last.year), None, "target", due=due)


def _rate(random: Random, metric: str, back: int = 1) -> Column:
    return Column(metric, random.choice(words()["rates"]), None, "rate", of=back)


def _against_target(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return target, figure and rate; a 完成数 against the year's target is the year's."""
    target = _target(random, metric, reported)
    if metric in STOCKS:
        actual = Column(metric, random.choice(["累计建成", "现有", "实有", "建成数"]), None, "statement",
                        standing(reported.last))  # fmt: skip
    elif target.words not in words()["targets"]["plan"]:
        mere = Column(metric, random.choice(["完成数", "完成", "实际完成", "已完成"]), None, "statement",
                      year_to_date(reported.last))  # fmt: skip
        actual = mere if random.random() < 0.5 else of_year(random, metric, reported)
    else:
        actual = of_plan(random, metric, reported)
    ranked = [Column(metric, random.choice(words()["ranks"]), None, "rank", of=1)] if random.random() < 0.3 else []
    return [target, actual, _rate(random, metric), *ranked]


def _running_totals(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return 截至上月底 · 本月 · 截至本月底 of one year."""
    before = month_end(reported.last.year, reported.last.month - 1)
    return [
        Column(metric, "截至上月底本年累计", None, "statement", year_to_date(before)),
        amount_of(random, metric, reported),
        Column(metric, "截至本月底本年累计", None, "statement", year_to_date(reported.last)),
    ]


def _checked(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return what was reported, struck out and passed: the last one counts."""
    span = during(reported.first, reported.last)
    if random.random() < 0.5:
        return [
            Column(metric, "本月上报", None, "state-sum", of=-2),
            Column(metric, "审核剔除", None, "state-part", of=-1),
            Column(metric, "审核通过", None, "statement", span),
        ]
    return [
        Column(metric, "上报人次", None, "state-more", of=-1),
        Column(metric, "核定人次", None, "statement", span),
    ]


def _approved(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return what was approved, revoked and stands."""
    return [
        Column(metric, random.choice(["累计批准", "累计认定"]), None, "state-sum", of=-2),
        Column(metric, random.choice(["已撤销", "撤销"]), None, "state-part", of=-1),
        Column(metric, random.choice(["现有", "实有"]), None, "statement", standing(reported.last)),
    ]


def _of_month_plan(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return what was planned for the month beside what was done: no target of ours."""
    during(reported.first, reported.last)
    return [
        Column(metric, random.choice(["本月计划", "月计划", "本月任务"]), None, "plan", of=-1),
        Column(
            metric, random.choice(["本月完成", "当月完成"]), None, "statement", during(reported.first, reported.last)
        ),
        Column(metric, random.choice(["完成率（%）", "计划完成率（%）"]), None, "rate", of=1, plain=False),
    ]


def _stages(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return who enrolled, began, finished, passed and was certified: sessions are those that finished."""
    span = during(reported.first, reported.last)
    if random.random() < 0.3:
        return [
            Column(metric, "报名人次", None, "state-more", of=-1),
            Column(metric, "合格人次", None, "statement", span),
        ]
    return [
        Column(metric, "本月开班", None, "state-more", of=-1),
        Column(metric, random.choice(["本月结业", "本月培训结业"]), None, "statement",
               span),
        Column(metric, random.choice(["本月取证", "本月鉴定合格"]), None, "part", of=1),
    ]  # fmt: skip


def _beside_last_year(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return the month of this and of last year by their names, and the growth: last year's is compared."""
    year, month = reported.last.year, reported.last.month
    return [
        Column(metric, f"{year}年{month}月", None, "statement", during(reported.first, reported.last)),
        Column(metric, f"{year - 1}年{month}月", None, "last-year", of=1),
        Column(metric, random.choice(words()["growths"]), None, "growth", of=2),
    ]


def _beside_last_month(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return last month beside this one: as good as read, or compared."""
    before = month_end(reported.last.year, reported.last.month - 1)
    return [
        Column(metric, random.choice(["上月", "上月数"]), None, "earlier", during(before.replace(day=1), before)),
        amount_of(random, metric, reported),
        Column(metric, random.choice(["环比（%）", "环比增长（%）"]), None, "growth", of=1),
    ]


def _with_a_forecast(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return the year so far with what is still to come."""
    word = random.choice(["下月计划", "下步计划", "尚差", "月均", "同比增减"])
    return [of_year(random, metric, reported), Column(metric, word, None, "other", of=1)]


def _opening_and_closing(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return what stood on 1 January, was added, was lost and stands."""
    before = date(reported.last.year - 1, 12, 31)
    return [
        Column(metric, "年初数", None, "earlier", standing(before)),
        Column(
            metric, random.choice(["本年新增", "本年增加"]), None, "statement", year_to_date(reported.last), plain=False
        ),
        Column(metric, "期末数", None, "statement", standing(reported.last)),
    ]


def _built_and_building(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return what is being built beside what is built: only the latter counts."""
    return [
        Column(metric, random.choice(["在建", "拟建", "申报数"]), None, "other", of=-1),
        Column(metric, random.choice(["已建成", "建成数"]), None, "statement", standing(reported.last)),
    ]


def _year_target_of_a_stock(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Return a stock's target of a year, which may be what stands then or what is added: nobody can tell."""
    head = random.choice(["{year}年目标任务", "{year}年任务", "年度目标"]).format(year=reported.last.year)
    return [
        Column(metric, head, None, "plan", of=-1, plain=False),
        Column(metric, random.choice(["现有", "累计建成"]), None, "statement", standing(reported.last)),
    ]


def _noise(random: Random, metric: str, columns: list[Column]) -> list[Column]:
    """Return the columns with shares, growth, last year's figures and parts behind the last statement."""
    last = columns[-1]
    if last.role != "statement" or last.bare:
        return columns
    choice, written = random.random(), words()
    if choice < 0.06:
        return [*columns, Column(metric, random.choice(written["shares"]), None, "share", of=1)]
    if choice < 0.12:
        return [*columns, Column(metric, random.choice(written["growths"]), None, "growth", of=1)]
    if choice < 0.2:
        return [
            *columns,
            Column(metric, random.choice(written["last_year"]), None, "last-year", of=1),
            Column(metric, random.choice(written["growths"]), None, "growth", of=2),
        ]
    if choice < 0.28 and "其中" not in last.words:
        part = random.choice(written["parts"][metric])
        return [*columns, Column(metric, f"其中：{part}", None, "part", of=1)]
    if choice < 0.34:
        return [*columns, Column(metric, random.choice(written["ranks"]), None, "rank", of=1)]
    return columns


def draw_columns(random: Random, metric: str, reported: Reported) -> list[Column]:
    """Draw the columns of one metric in a period."""
    drawn = _draw_stock(random, metric, reported) if metric in STOCKS else _draw_amounts(random, metric, reported)
    if reported.pace == "statistical":
        drawn = [replace(one, also=since_the_21st(one.span)) for one in drawn]
    return _noise(random, metric, drawn)


def since_the_21st(span: Span | None) -> tuple[Span, ...]:
    """Return the year to a 20th as it may begin: on 1 January, or where the months do."""
    if span is None or span.basis != "year_to_date":
        return ()
    end = span.end.replace(day=20)
    return Span("year_to_date", date(end.year - 1, 12, 21), end), year_to_date(end)


def _draw_stock(random: Random, metric: str, reported: Reported) -> list[Column]:
    sure = reported.pace in {"month", "quarter", "cut-off", "year-cut-off"}
    stands = said(random, metric, words()["standing"], standing(reported.last))
    stands = replace(stands, plain=sure or stands.words != "累计")
    if ends_a_month(reported) and random.random() < 0.15:
        stands = replace(stands, words=named_month(random, "standing", reported.last), before=None, plain=True)
    options: list[list[Column]] = [[stands], [stands], [bare(random, metric, reported)]]
    if reported.pace in words()["new"]:
        span = during(reported.first, reported.last)
        word = random.choice(words()["new"][reported.pace])
        options += [[Column(metric, word, word, "statement", span), stands]] * 2
        word = random.choice(words()["new"]["year"])
        options.append([Column(metric, word, word, "statement", year_to_date(reported.last)), stands])
    options += [_against_target(random, metric, reported), _approved(random, metric, reported)]
    options.append(_built_and_building(random, metric, reported))
    if random.random() < 0.3:
        options.append(_year_target_of_a_stock(random, metric, reported))
    if reported.pace in {"month", "quarter", "running", "half", "year"}:
        options.append(_opening_and_closing(random, metric, reported))
    return random.choice(options)


def _draw_amounts(random: Random, metric: str, reported: Reported) -> list[Column]:
    mere = cumulative(random, metric, reported)
    year, plan = of_year(random, metric, reported), of_plan(random, metric, reported)
    options: list[list[Column]] = [[mere], [bare(random, metric, reported)], [year, plan], [plan]]
    if reported.pace != "plan":
        options += [[year], _against_target(random, metric, reported)]
    if reported.pace in PERIODIC:
        amount = amount_of(random, metric, reported)
        options += [[amount], [amount, year], [amount, year], [amount, mere], [amount, year, plan]]
    if reported.pace in {"week", "ten-day"}:
        span = during(reported.last.replace(day=1), reported.last)
        options.append([amount, Column(metric, "本月累计", "本月累计", "statement", span, plain=False), year])
    if reported.pace in {"running", "cut-off"} and ends_a_month(reported):
        options.append([year, this_month(random, metric, reported)])
    if reported.pace not in {"plan", "year"}:
        options.append(_with_a_forecast(random, metric, reported))
    if reported.pace == "month":
        options += [draw(random, metric, reported) for draw in (_checked, _of_month_plan, _stages, _beside_last_year)]
        if reported.last.month > 1:
            options += [draw(random, metric, reported) for draw in (_running_totals, _beside_last_month)]
    return random.choice(options)
