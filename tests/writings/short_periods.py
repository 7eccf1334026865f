"""Weeks, ten-day periods, half and statistical months as offices write them, and the choice among all periods."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from tests.writings.reported import (
    Reported,
    draw_cut_off,
    draw_half,
    draw_month,
    draw_plan_to_date,
    draw_quarter,
    draw_running,
    draw_to_a_day,
    draw_year,
    draw_year_cut_off,
)
from tests.writings.spans import month_end


def draw_ten_days(random: Random, year: int) -> Reported:
    month, part = random.randint(1, 12), random.randint(0, 2)
    end = month_end(year, month)
    first, last = [(1, 10), (11, 20), (21, end.day)][part]
    word = f"{month}月{'上中下'[part]}旬"
    days = date(year, month, first), end.replace(day=last)
    if random.random() < 0.5:
        return Reported("ten-day-behind", "ten-day", *days, f"{year}年", after=word, form="ten-day!")
    return Reported("ten-day", "ten-day", *days, f"{year}年{word}", form="ten-day")


def draw_week(random: Random, year: int) -> Reported:
    first = date(year, 1, 7) + timedelta(days=7 * random.randint(0, 50))
    first -= timedelta(days=first.weekday())
    last = first + timedelta(days=6)
    number = last.isocalendar().week
    dash = random.choice("-—至")
    short = f"{first.month}.{first.day}{random.choice('-—')}{last.month}.{last.day}"
    long = random.choice(
        [
            f"{first.month}月{first.day}日{dash}{last.month}月{last.day}日",
            f"{first.month}月{first.day}日{dash}{last.day}日"
            if first.month == last.month
            else f"{first.month}月{first.day}日{dash}{last.month}月{last.day}日",
        ]
    )
    text = random.choice([short, long])
    style = random.random()
    if style < 0.35:
        return Reported("week-behind", "week", first, last, f"{year}年", after=text, form="week")
    if style < 0.6:
        return Reported("week-numbered", "week", first, last, f"{year}年第{number}周", after=text, form="week")
    if style < 0.8:
        return Reported("week-in-a-line", "week", first, last, f"{year}年", line=f"（{text}）", form="week!")
    if first.month == last.month and style < 0.9:
        title = f"{year}年{first.month}月"
        return Reported("week-of-a-month", "week", first, last, title, line=f"（{text}）", form="week!", plain=False)
    return Reported("week", "week", first, last, f"{year}年{long}", form="week")


def draw_half_month(random: Random, year: int) -> Reported:
    month, early = random.randint(1, 12), random.random() < 0.5
    end = month_end(year, month)
    days = (date(year, month, 1), end.replace(day=15)) if early else (date(year, month, 16), end)
    word = f"{month}月{'上' if early else '下'}半月"
    if random.random() < 0.3:
        return Reported("half-month-behind", "half-month", *days, f"{year}年", after=word)
    return Reported("half-month", "half-month", *days, f"{year}年{word}")


def draw_statistical(random: Random, year: int) -> Reported:
    month = random.randint(2, 12)
    days = date(year, month - 1, 21), date(year, month, 20)
    text = random.choice([f"{year}年{month - 1}月21日—{month}月20日", f"{year}年{month - 1}月21日至{month}月20日"])
    return Reported("statistical-month", "statistical", *days, text)


DRAWINGS: tuple[tuple[int, Callable[[Random, int], Reported]], ...] = (
    (8, draw_month), (5, draw_running), (3, draw_quarter), (2, draw_half), (2, draw_year), (6, draw_cut_off),
    (3, draw_year_cut_off), (2, draw_to_a_day), (2, draw_ten_days), (3, draw_week), (1, draw_half_month),
    (1, draw_statistical), (1, draw_plan_to_date),
)  # fmt: skip


def draw_reported(random: Random) -> Reported:
    """Draw the period of one table."""
    draw = random.choices([one for _, one in DRAWINGS], [weight for weight, _ in DRAWINGS])[0]
    return draw(random, random.choice([2018, 2019, 2019, 2020]))
