"""ID numbers in texts: every text that enters store, page, log, export or message passes `hide_numbers`.

A number of 18 digits (or 17 and X) is told by province, day of birth and check digit, whatever digits it is written
in and whatever stands between them; one of 15 by province and day of birth. Amounts, days and codes stay.
"""

import logging
import re
from collections.abc import Mapping
from typing import Any

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: First two digits of the administrative division; 81 to 83 are residents of the SARs and Taiwan.
PROVINCES = frozenset(
    (11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83)
)  # fmt: skip
SHORT, LONG = 15, 18
#: 2.30602811E+14 has no more signs.
_FEWEST = 14
#: Nobody trained or named in a list was born later.
_LATEST = 2012
_X = "XxＸｘ×ΧχХхⅩⅹ✕✖"
#: What people, programs and line breaks put between the digits of one number.
_BLANKS = r"\s\u00ad\u034f\u061c\u115f\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\-\u2010-\u2015\u2212\ufe58\ufe63\uff0d"
_BETWEEN = rf"[{_BLANKS}_.,'’·•・．，、/\\|]"
_GAP = rf"(?:{_BETWEEN}{{0,3}}|[{_BLANKS}]{{4,60}})"
_RUN = re.compile(rf"\d(?:{_GAP}\d){{13,}}(?:{_GAP}[\d{_X}])?")
_BLANK = re.compile(rf"[{_BLANKS}]*")
_POWER = re.compile(r"(\d)\.(\d{8,17})([Ee]\+?1[4-7])(?!\d)")
#: What rows and files are known by, digits and letters at random: no text of a person.
_CODE = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])([0-9a-f]{64}|[0-9a-f]{32})(?![0-9A-Za-z])")


def hide_numbers(text: str) -> str:
    """Return a text with every ID number in it shown by its first two signs and its last: 23***************3."""
    if len(text) < _FEWEST or not _may_hold(text):
        return text
    if len(text) >= 32 and _CODE.search(text):
        parts = _CODE.split(text)
        return "".join(part if at % 2 else hide_numbers(part) for at, part in enumerate(parts))
    hidden = _POWER.sub(_hide_power, text) if "E" in text or "e" in text else text
    return _RUN.sub(_hide_run, hidden)


def holds_number(text: str) -> bool:
    """Tell whether an ID number stands in a text."""
    return hide_numbers(text) != text


def hide_in(value: Any) -> Any:
    """Return texts, and lists and mappings of them, with the ID numbers in them hidden; all else as it is."""
    if isinstance(value, str):
        return hide_numbers(value)
    if isinstance(value, Mapping):
        return {key: hide_in(item) for key, item in value.items()}
    if isinstance(value, list | tuple) and type(value) in (list, tuple):
        return type(value)(hide_in(item) for item in value)
    return value


def mask(number: str) -> str:
    """Return what is shown of an ID number, or of what stands in its place: two signs and the last.

    Whoever knows the mask alone has millions of numbers to choose from.
    """
    if len(number) < 12:
        return number[:2] + "*" * max(len(number) - 2, 0)
    return number[:2] + "*" * (len(number) - 3) + number[-1]


def guard_log() -> None:
    """Let no ID number into the log of this process, whoever writes there."""
    made = logging.getLogRecordFactory()
    if getattr(made, "hides", False):
        return

    def make(*given: Any, **more: Any) -> logging.LogRecord:
        record = made(*given, **more)
        record.msg = _told(record.msg)
        if isinstance(record.args, Mapping):
            record.args = {name: _told(one) for name, one in record.args.items()}
        elif record.args:
            record.args = tuple(map(_told, record.args))
        if holds_number(record.getMessage()):
            record.msg, record.args = hide_numbers(record.getMessage()), ()
        if record.exc_info and record.exc_info[0] is not None:
            # A formatter prints this text where there is one.
            record.exc_text = hide_numbers(logging.Formatter().formatException(record.exc_info))
        return record

    make.hides = True  # type: ignore[attr-defined]
    logging.setLogRecordFactory(make)


def _told(value: object) -> object:
    if value is None or isinstance(value, int | float):
        return value
    text = str(value)
    hidden = hide_numbers(text)
    return hidden if hidden != text or isinstance(value, str) else value


def _may_hold(text: str) -> bool:
    return sum(map(str.isdecimal, text)) >= 9 if len(text) < 80 else True


def _hide_power(found: re.Match[str]) -> str:
    """2.30602198501018E+17 tells the day of birth as well as the number does."""
    digits, power = found[1] + found[2], int(found[3][-2:])
    length = power + 1
    if length not in (SHORT, LONG):
        return found[0]
    known = "".join(str(int(one)) for one in digits)[:length]
    if not _is_born(known.ljust(length, "0"), known):
        return found[0]
    return f"{known[0]}.{known[1]}{'*' * (len(digits) - 2)}{found[3]}"


def _is_born(digits: str, known: str) -> bool:
    """Tell whether province and, as far as they are known, year, month and day can be those of a person."""
    at = 6 if len(digits) == LONG else 4
    year = digits[6:10] if len(digits) == LONG else f"19{digits[6:8]}"
    if int(digits[:2]) not in PROVINCES or not 1900 <= int(year) < 2100:
        return False
    return len(known) < at + 8 or _is_day(year, digits[at + 4 : at + 6], digits[at + 6 : at + 8])


def _is_day(year: str, month: str, day: str) -> bool:
    number = int(month)
    if not (1 <= number <= 12 and 1 <= int(day) <= _DAYS[number - 1]):
        return False
    leap = int(year) % 4 == 0 and (int(year) % 100 != 0 or int(year) % 400 == 0)
    return leap or (month, day) != ("02", "29")


def _is_checked(signs: str) -> bool:
    return _CHECKS[sum(int(one) * weight for one, weight in zip(signs[:17], _WEIGHTS, strict=True)) % 11] == signs[17]


def _hide_run(found: re.Match[str]) -> str:
    text = found[0]
    places = [at for at, sign in enumerate(text) if sign.isdecimal() or sign in _X]
    signs = "".join(str(int(text[at])) if text[at].isdecimal() else "X" for at in places)
    ahead = found.string[max(found.start() - 2, 0) : found.start()]
    hits = _find_long(signs, places, text, ahead)
    hits += _find_short(signs, places, text, hits, ahead)
    hidden, end = [], 0
    for first, last in sorted(hits):
        hidden += [text[end : places[first]], mask(signs[first:last])]
        end = places[last - 1] + 1
    return "".join((*hidden, text[end:]))


def _find_long(signs: str, places: list[int], text: str, ahead: str) -> list[tuple[int, int]]:
    """Find numbers of 18: by their check digit anywhere; unbroken, with one digit wrong, missing or too many."""
    hits, at = [], 0
    while at + 17 <= len(signs):
        if "X" not in signs[at : at + 17] and _is_born((signs[at : at + LONG]).ljust(LONG, "0"), signs[at : at + 14]):
            if at + LONG <= len(signs) and _is_checked(signs[at : at + LONG]):
                hits.append((at, at + LONG))
                at += LONG
                continue
            if _is_grouped(signs, places, text, at):
                hits.append((at, at + LONG))
                at += LONG
                continue
            length = _unbroken(places, at)
            begins = at == 0 or places[at - 1] + 1 < places[at]
            if length in (17, 18, 19) and begins and not (text[: places[at]] if at else ahead).endswith("."):
                hits.append((at, at + length))
                at += length
                continue
        at += 1
    return hits


def _is_grouped(signs: str, places: list[int], text: str, at: int) -> bool:
    """Tell whether 230602 19811212 8143 stands there, its check digit wrong; a district, a day and an amount are later."""
    last = at + LONG
    if last > len(signs) or int(signs[at + 6 : at + 10]) >= _LATEST:
        return False
    groups = [_unbroken(places, at), _unbroken(places, at + 6), _unbroken(places, at + 14)]
    begins = at == 0 or places[at - 1] + 1 < places[at]
    between = text[places[at + 5] + 1 : places[at + 6]] + text[places[at + 13] + 1 : places[at + 14]]
    return begins and groups == [6, 8, 4] and bool(_BLANK.fullmatch(between))


def _find_short(
    signs: str, places: list[int], text: str, taken: list[tuple[int, int]], ahead: str
) -> list[tuple[int, int]]:
    """Find numbers of 15: whole groups of digits with nothing but blanks and hyphens between them, no fractions."""
    starts = [at for at in range(len(places)) if at == 0 or places[at - 1] + 1 < places[at]]
    hits, free = [], 0
    for at in starts:
        last = at + SHORT
        if at < free or last > len(signs) or any(first < last and at < end for first, end in taken):
            continue
        if last < len(signs) and places[last] == places[last - 1] + 1 and signs[last] != "X":
            continue
        number = signs[at:last]
        if "X" in number or not _is_born(number, number):
            continue
        before = text[: places[at]] if at else ahead
        if re.search(r"\d\.$", before):
            continue
        between = "".join(sign for sign in text[places[at] : places[last - 1] + 1] if not sign.isdecimal())
        if _BLANK.fullmatch(between):
            hits.append((at, last))
            free = last
    return hits


def _unbroken(places: list[int], at: int) -> int:
    end = at + 1
    while end < len(places) and places[end] == places[end - 1] + 1:
        end += 1
    return end - at
