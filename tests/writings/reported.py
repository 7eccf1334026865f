"""Periods as offices write them in titles and in the lines below, with the days that they mean."""

from dataclasses import dataclass, replace
from datetime import date
from random import Random

from tests.writings.spans import is_month_end, month_end

DIGITS = "〇一二三四五六七八九"
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")


@dataclass(frozen=True, slots=True)
class Reported:
    """The period of a table.

    Attributes
    ----------
    kind, pace
        The writing, and what one report covers (month, quarter, week, running, cut-off …).
    first, last
        Its days; `first` of a cut-off is 1 January and means nothing by itself.
    title, after, line, sheet
        What stands in the title, in brackets behind it, in a line below, as the sheet's name; "" is nothing.
    form
        Forms that fit besides the common ones (月报, 旬报 …).
    plain
        Nobody who keeps such tables would ask for the days.
    """

    kind: str
    pace: str
    first: date
    last: date
    title: str = ""
    after: str = ""
    line: str = ""
    form: str = ""
    sheet: str = ""
    plain: bool = True


def chinese(number: int) -> str:
    """Return a number up to 31 as it is spelt (二十一)."""
    tens, ones = divmod(number, 10)
    spelt = DIGITS[ones] if ones else ""
    return spelt if not tens else ("" if tens == 1 else DIGITS[tens]) + "十" + spelt


def spelt_year(year: int) -> str:
    return "".join(DIGITS[int(digit)] for digit in str(year))


def write_day(random: Random, day: date, *, year: bool = True) -> str:
    """Return a day in one of its writings."""
    before = f"{day.year}年" if year else ""
    if not year:
        return random.choice([f"{day.month}月{day.day}日", f"{day.month}月{day.day}日", f"{day.month}.{day.day}"])
    return random.choice(
        [
            f"{before}{day.month}月{day.day}日",
            f"{before}{day.month}月{day.day}日",
            f"{before}{day.month:02}月{day.day:02}日",
            f"{day.year}-{day.month:02}-{day.day:02}",
            f"{day.year}.{day.month}.{day.day}",
            f"{day.year}/{day.month}/{day.day}",
        ]
    )


def draw_month(random: Random, year: int) -> Reported:
    month = random.randint(1, 12)
    text = random.choice(
        [
            f"{year}年{month}月",
            f"{year}年{month}月",
            f"{year}年{month}月份",
            f"{year}年{month:02}月",
            f"{spelt_year(year)}年{chinese(month)}月",
            f"{year}年{month}月".translate(FULL_WIDTH),
            f"{year % 100}年{month}月",
            f"{year} 年 {month} 月",
            f"{year}.{month:02}",
            f"{year}-{month:02}",
            f"{year}{month:02}",
        ]
    )
    found = Reported("month", "month", date(year, month, 1), month_end(year, month), text, form="month")
    style = random.random()
    if style < 0.1:
        return replace(found, kind="month-in-a-line", title="", line=random.choice([f"（{text}）", text]))
    if style < 0.12:
        return replace(found, kind="month-as-the-sheet-name", title="", sheet=f"{year}年{month}月")
    if style < 0.16:
        return replace(found, kind="month-with-a-hand-in-day", after=f"{month % 12 + 1}月5日前报送")
    if style < 0.2:
        return replace(found, kind="month-with-an-issue-number", after=f"第{random.randint(1, 30)}期")
    if style < 0.24:
        text = f"{MONTHS[month - 1]} {year}"
        return replace(found, kind="month-in-english", title="", after=text, form="", plain=False)
    return found


def draw_running(random: Random, year: int) -> Reported:
    last = random.randint(2, 11)
    dash = random.choice("—-～至–")
    texts = [
        f"{year}年1{dash}{last}月",
        f"{year}年1{dash}{last}月",
        f"{year}年1{dash}{last}月份",
        f"{year}年1月{dash}{last}月",
        f"{year}年前{last}个月",
        f"{year}年前{chinese(last)}个月",
        f"{year}年一至{chinese(last)}月",
    ]
    if last in {3, 6, 9}:
        texts += [f"{year}年前{chinese(last // 3)}季度" if last > 3 else f"{year}年1至3月份"]
    text = random.choice(texts)
    kind = "first-months" if "个月" in text else "running"
    return Reported(kind, "running", date(year, 1, 1), month_end(year, last), text)


def draw_quarter(random: Random, year: int) -> Reported:
    quarter = random.randint(1, 4)
    text = random.choice(
        [
            f"{year}年第{chinese(quarter)}季度",
            f"{year}年{chinese(quarter)}季度",
            f"{year}年{quarter}季度",
            f"{year}年第{quarter}季度",
            f"{year}Q{quarter}",
        ]
    )
    first, last = date(year, 3 * quarter - 2, 1), month_end(year, 3 * quarter)
    return Reported("quarter", "quarter", first, last, text, form="quarter")


def draw_half(random: Random, year: int) -> Reported:
    first_half = random.random() < 0.6
    first, last = (date(year, 1, 1), month_end(year, 6)) if first_half else (date(year, 7, 1), month_end(year, 12))
    if first_half and random.random() < 0.5:
        return Reported("half-year-report", "half", first, last, f"{year}年", form="half!")
    return Reported("half", "half", first, last, f"{year}年{'上' if first_half else '下'}半年", form="half")


def draw_year(random: Random, year: int) -> Reported:
    text = random.choice([f"{year}年度", f"{year}年全年", f"{spelt_year(year)}年度"])
    return Reported("year", "year", date(year, 1, 1), date(year, 12, 31), text, form="year")


def draw_cut_off(random: Random, year: int) -> Reported:
    """Draw 截至 a day or a month's end, in the title, behind it or below it."""
    last = month_end(year, random.randint(1, 12))
    at_day = random.random() < 0.4
    if at_day:
        last = last.replace(day=random.randint(5, 27))
    first = date(year, 1, 1)
    day = write_day(random, last)
    bare = (
        []
        if at_day
        else [f"截至{year}年{last.month}月底", f"截止{year}年{last.month}月末", f"截至{year}年{last.month}月"]
    )
    named = [f"截至{day}", f"截止{day}", f"截至{day}24时" if "日" in day else f"截至{day}"]
    kind = "cut-off-day" if at_day else "cut-off"
    style = random.random()
    if style < 0.5:
        return Reported(kind, "cut-off", first, last, random.choice(bare + named))
    if style < 0.7:
        return Reported(kind + "-behind", "cut-off", first, last, after=random.choice(bare + named))
    line = random.choice(
        [
            f"截止日期：{day}",
            f"统计截止时间：{day}",
            f"数据截至{day}",
            f"（{random.choice(bare + named)}）",
            f"截止时间：{day}",
        ]
    )
    return Reported(kind + "-in-a-line", "cut-off", first, last, line=line)


def draw_year_cut_off(random: Random, year: int) -> Reported:
    """Draw a title of one year with the day of the data in a line or behind it."""
    last = month_end(year, random.randint(2, 12))
    if random.random() < 0.6:
        last = last.replace(day=random.randint(5, 27))
    with_year = random.random() < 0.4
    day = write_day(random, last, year=with_year)
    at_midnight = f"截至{day}24时" if day.endswith("日") else f"截至{day}"
    line = random.choice([f"截止日期：{day}", f"统计截止时间：{day}", f"更新至{day}", at_midnight, f"数据截至{day}"])
    found = Reported("year-and-cut-off-line", "year-cut-off", date(year, 1, 1), last, f"{year}年", line=line)
    if random.random() < 0.12:
        # A day alone: of the data, or of the paper.
        return replace(found, kind="year-and-a-day-behind", line="", after=day, plain=False)
    if random.random() < 0.3:
        return replace(
            found, kind="year-and-cut-off-behind", line="", after=random.choice([f"截至{day}", f"截止{day}"])
        )
    return found


def draw_to_a_day(random: Random, year: int) -> Reported:
    last = month_end(year, random.randint(2, 12)).replace(day=random.randint(5, 27))
    dash = random.choice("—-至～")
    text = random.choice(
        [
            f"{year}年1{dash}{last.month}月{last.day}日",
            f"{year}年1月1日{dash}{last.month}月{last.day}日",
            f"{year}年1月1日至{year}年{last.month}月{last.day}日",
        ]
    )
    return Reported("months-to-a-day", "running", date(year, 1, 1), last, text)


def draw_plan_to_date(random: Random, year: int) -> Reported:
    """Draw a title of all that was done since the plan began."""
    last = month_end(year, random.randint(1, 12))
    text = random.choice(["启动以来", "自2017年12月以来", "计划实施以来"])
    after = random.choice([f"截至{year}年{last.month}月底", f"截至{year}年{last.month}月{last.day}日"])
    return Reported("since-the-plan-began", "plan", date(2017, 11, 30), last, text, after)


def ends_a_month(reported: Reported) -> bool:
    return is_month_end(reported.last)
