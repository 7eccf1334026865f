"""ID numbers in texts: every text that enters store, page, log, export or message passes `hide_numbers`.

A number of 18 digits (or 17 and X) is told by province, day of birth and check digit, whatever digits it is written
in and whatever stands between them; one of 15 by province and day of birth. Amounts, days and codes stay.
"""

import itertools
import logging
import re
from collections.abc import Mapping
from typing import Any

from wording.id_signs import BLANKS, DIGIT, GAP, SIGNS, X_SIGNS, visible

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
#: First two digits of the administrative division; 81 to 83 are residents of the SARs and Taiwan.
PROVINCES = frozenset(
    [*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83]
)
SHORT, LONG = 15, 18
#: 2.30602811E+14 has no more signs.
_FEWEST = 14
#: Nobody trained or named in a list was born later.
_LATEST = 2012
_CODE = re.compile(r"(?<![0-9A-Za-z])(?=[0-9]*[a-f])([0-9a-f]{64}|[0-9a-f]{32})(?![0-9A-Za-z])")
_POWER = re.compile(r"(\d)\.(\d{8,17})([Ee]\+?1[4-7])(?!\d)")
_RUN = re.compile(rf"{DIGIT}(?:{GAP}{DIGIT}){{13,}}(?:{GAP}(?:{DIGIT}|[{X_SIGNS}]))?")
_AREA = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])\d{4}"
_DAY = r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
#: What is looked at closer: area and day of birth of either length.
_BORN = re.compile(rf"{_AREA}(?:(?:19|20)\d\d{_DAY}|\d\d{_DAY}\d)\d\d")
_BLANK = re.compile(rf"[{BLANKS}]*")
_DIGITS = re.compile(DIGIT)
#: Where 15 digits are parted by people: area, day of birth and number, and within the first two.
_SEAMS, _SEAMS_WITHIN = {6, 12}, {2, 4, 6, 8, 10, 12}
_POINTS = (".", "%", "．")
#: 1.230602811212814 张三 is counted off; without a word behind it, or with a unit, it is a figure.
_COUNTED_OFF = re.compile(r"(?:^|[\n；;])\s*[1-9]\d?\.$")
_WORD_BEHIND = re.compile(r"[\s,，、；;。：:（(]*(?![\d.%％‰元万亿人个家次项\s]|pp|[Ee][+-]?\d)\S|\s*\n\s*\d+\.\d{15}")


def hide_numbers(text: str) -> str:
    """Return a text with every ID number in it shown by its first two signs and its last: 23***************3."""
    if len(text) < _FEWEST or not _may_hold(text):
        return text
    if len(text) >= 32 and _CODE.search(text):
        parts = _CODE.split(text)
        return "".join(_hide_in_code(part) if at % 2 else hide_numbers(part) for at, part in enumerate(parts))
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
    return len(text) >= 80 or len(_DIGITS.findall(text)) >= 9


def _hide_in_code(code: str) -> str:
    """Hide in what rows and files are known by, digits and letters at random, only what no chance writes there."""
    for at in range(len(code) - LONG + 1):
        number = code[at : at + LONG]
        if number.isdecimal() and _is_born(number, number) and _is_checked(number):
            return code[:at] + mask(number) + _hide_in_code(code[at + LONG :])
    return code


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


class _Run:
    """Digits with little between them: `signs` in plain form, `places` in the text, `gaps` seen before each."""

    def __init__(self, found: re.Match[str]) -> None:
        self.text = text = found[0]
        told = [(at, sign) for at, one in enumerate(text) for sign in SIGNS.get(one, "")]
        self.places = [at for at, _ in told]
        self.signs = "".join(sign for _, sign in told)
        ends = [*itertools.pairwise(self.places)]
        self.gaps = [" ", *("" if end - at < 2 else visible(text[at + 1 : end]) for at, end in ends), " "]
        self.unseen = {place for place, (at, end) in enumerate(ends, 1) if end - at > 1 and not self.gaps[place]}
        # 230602811212814○ is a number and a ring: a group of digits is written in one form.
        forms = [(text[at].isascii(), text[at].isdecimal()) for at in self.places]
        self.turns = {place for place in range(1, len(forms)) if forms[place] != forms[place - 1]}
        self.before = found.string[max(found.start() - 8, 0) : found.start()]
        self.behind = found.string[found.end() : found.end() + 24]

    def __len__(self) -> int:
        return len(self.signs)

    def ahead(self, at: int) -> str:
        """Return the text before a sign."""
        return self.before + self.text[: self.places[at]]

    def is_whole(self, at: int, last: int) -> bool:
        """Tell whether a group of digits begins and ends there."""
        begins = bool(self.gaps[at]) or at in self.turns
        return begins and (bool(self.gaps[last]) or last in self.turns or self.signs[last] == "X")

    def hides(self, at: int, last: int) -> bool:
        """Tell whether something that nobody sees stands between digits: no list of figures is written so."""
        return not self.unseen.isdisjoint(range(at + 1, last))

    def seams(self, at: int, last: int) -> list[int]:
        """Return after how many digits something is seen between them."""
        return [place - at for place in range(at + 1, last) if self.gaps[place]]

    def unbroken(self, at: int) -> int:
        """Return how many digits stand there with nothing between them."""
        end = at + 1
        while not self.gaps[end]:
            end += 1
        return end - at


def _hide_run(found: re.Match[str]) -> str:
    if not _BORN.search("".join([SIGNS[sign] for sign in found[0] if sign in SIGNS])):
        return found[0]
    run = _Run(found)
    hits = _find_long(run)
    hits += _find_short(run, hits)
    hidden, end = [], 0
    for first, last in sorted(hits):
        hidden += [run.text[end : run.places[first]], mask(run.signs[first:last])]
        end = run.places[last - 1] + 1
    return "".join((*hidden, run.text[end:]))


def _find_long(run: _Run) -> list[tuple[int, int]]:
    """Find numbers of 18: by their check digit anywhere; unbroken, with one digit wrong, missing or too many."""
    hits, at, signs = [], 0, run.signs
    while at + 17 <= len(signs):
        length = _length_at(run, at)
        if length:
            hits.append((at, at + length))
        at += length or 1
    return hits


def _length_at(run: _Run, at: int) -> int:
    number = run.signs[at : at + LONG]
    if "X" in number[:17] or not _is_born(number.ljust(LONG, "0"), number[:14]):
        return 0
    if len(number) == LONG and ((_is_checked(number) and _is_together(run, at, at + LONG)) or _is_grouped(run, at)):
        return LONG
    length = run.unbroken(at)
    return length if length in (17, 18, 19) and run.gaps[at] and not run.ahead(at).endswith(".") else 0


def _is_together(run: _Run, at: int, last: int) -> bool:
    """Tell whether digits can be those of one number: ends of figures, one after the other, are not."""
    seams = run.seams(at, last)
    if not seams or len(seams) == last - at - 1 or run.hides(at, last):
        return True
    if _are_decimals(run, at, seams) or _are_listed(run, at, last, seams):
        return False
    return run.is_whole(at, last) or len(seams) >= 14


def _are_listed(run: _Run, at: int, last: int, seams: list[int]) -> bool:
    """Tell whether the same sign parts digits, oddly, from those around them: 524 | 648 | 368."""
    gaps = {run.gaps[at + seam] for seam in seams}
    parted = {6, 14} <= {*seams} and not any(seam % 2 for seam in seams)
    return len(gaps) == 1 and not parted and not gaps.isdisjoint((run.gaps[at], run.gaps[last]))


def _are_decimals(run: _Run, at: int, seams: list[int]) -> bool:
    """Tell whether digits are those of 4.8; 12; 0.5: one other sign between them, and never a point after a point."""
    gaps = [run.gaps[at + seam] for seam in seams]
    others = {gap for gap in gaps if gap not in _POINTS}
    return (
        3 < len(gaps) > sum(gap not in _POINTS for gap in gaps)
        and len(others) == 1
        and not any(one in _POINTS and other in _POINTS for one, other in itertools.pairwise(gaps))
    )


def _is_grouped(run: _Run, at: int) -> bool:
    """Tell whether 230602 19811212 8143 stands there, its check digit wrong.

    A district, a day and an amount are of later years.
    """
    if int(run.signs[at + 6 : at + 10]) >= _LATEST:
        return False
    groups = [run.unbroken(at), run.unbroken(at + 6), run.unbroken(at + 14)]
    between = run.gaps[at + 6] + run.gaps[at + 14]
    return bool(run.gaps[at]) and groups == [6, 8, 4] and bool(_BLANK.fullmatch(between))


def _find_short(run: _Run, taken: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Find numbers of 15: whole groups of digits, parted as people part a number, and no fractions."""
    hits, free = [], 0
    for at in range(len(run) - SHORT + 1):
        last = at + SHORT
        if at < free or not run.is_whole(at, last) or any(first < last and at < end for first, end in taken):
            continue
        number = run.signs[at:last]
        if "X" in number or not _is_born(number, number) or _is_fraction(run, at, last):
            continue
        seams = run.seams(at, last)
        if not seams or _is_parted(run, at, last, seams):
            hits.append((at, last))
            free = last
    return hits


def _is_fraction(run: _Run, at: int, last: int) -> bool:
    ahead = run.ahead(at)
    if not re.search(r"\d\.$", ahead):
        return False
    behind = run.text[run.places[last - 1] + 1 :] + run.behind
    return not (_COUNTED_OFF.search(ahead) and _WORD_BEHIND.match(behind))


def _is_parted(run: _Run, at: int, last: int, seams: list[int]) -> bool:
    """Tell whether 15 digits with something between them are one number; most lists of figures have no such form."""
    if run.hides(at, last):
        return True
    if _are_decimals(run, at, seams):
        return False
    if _SEAMS <= {*seams} <= _SEAMS_WITHIN:
        return True
    gaps = {run.gaps[at + seam] for seam in seams}
    alone = {run.gaps[at], run.gaps[last]}.isdisjoint(gaps) or len(run) == SHORT
    if len(seams) == SHORT - 1:
        return alone or len(gaps) > 1
    if len(seams) == 1:
        return alone and bool(_BLANK.fullmatch("".join(gaps)))
    # No figure of a list begins with 0, unless it is what stands behind a point or a comma.
    led = any(run.signs[at + seam] == "0" and run.unbroken(at + seam) > 1 for seam in seams)
    return led and len(gaps) == 1 and not gaps & {".", ",", "，", "．", ":"}
