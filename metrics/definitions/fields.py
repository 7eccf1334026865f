"""The values of one table of a definition file, taken one by one; what is wrong is noted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from metrics.plan import Text

Path = tuple[str | int, ...]
#: Years in which a plan's days may lie.
YEARS = range(1990, 2101)
LONGEST_PLACE = 80
PLACEHOLDERS = frozenset(
    [
        "待定",
        "待补",
        "待查",
        "未知",
        "不详",
        "无",
        "暂无",
        "略",
        "todo",
        "tbd",
        "tbc",
        "fixme",
        "xxx",
        "none",
        "null",
        "nil",
        "unknown",
        "n/a",
        "na",
    ]
)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and the path of keys at which it stands; `text`: the item of a list that is meant."""

    path: Path
    message: str
    text: str | None = None


class Fields:
    """One TOML table; a wrong or missing value is noted and stands in as ``None``."""

    def __init__(self, content: Mapping[str, Any], path: Path, problems: list[Problem]) -> None:
        self.content = content
        self.path = path
        self.problems = problems

    def note(self, key: str, message: str, text: str | None = None) -> None:
        self.problems.append(Problem((*self.path, key) if key else self.path, message, text))

    def only(self, keys: Iterable[str]) -> None:
        for key in self.content:
            if key not in keys:
                self.note(key, f"unknown key {key!r}; known: {', '.join(keys)}")

    def _get(self, key: str, kinds: tuple[type, ...], what: str, required: bool) -> Any:
        if key not in self.content:
            if required:
                self.note(key, f"{key!r} is missing; it must be {what}")
            return None
        value = self.content[key]
        right = isinstance(value, kinds) and not (isinstance(value, bool) and bool not in kinds)
        if not right or isinstance(value, datetime):
            self.note(key, f"{key!r} must be {what}, not {value!r}")
            return None
        return value

    def text(self, key: str, *, required: bool = True) -> str:
        value = self._get(key, (str,), "a text", required)
        if required and value is not None and not value.strip():
            self.note(key, f"{key!r} must not be empty")
        return value or ""

    def place(self, key: str, *, required: bool = True) -> str:
        """Take where in a document something stands; words that only hold the place open are no place."""
        value = self.text(key, required=required)
        if value and (value.strip().lower() in PLACEHOLDERS or not any(map(str.isalnum, value))):
            self.note(key, f"{key!r} must say where the figure stands, not {value!r}")
        elif key in self.content and not required and isinstance(self.content[key], str) and not value.strip():
            self.note(key, f"{key!r} must not be empty; leave it out instead")
        elif len(value) > LONGEST_PLACE:
            self.note(key, f"{key!r} is longer than {LONGEST_PLACE} characters: it must name a place, not quote it")
        return value

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        allowed = tuple(allowed)
        if key not in self.content and default is not None:
            return default
        value = self.text(key)
        if value and value not in allowed:
            self.note(key, f"{key!r} must be one of {', '.join(allowed)}, not {value!r}")
            return ""
        return value

    def flag(self, key: str, default: bool) -> bool:
        value = self._get(key, (bool,), "true or false", False)
        return default if value is None else value

    def day(self, key: str, default: date | None = None, *, required: bool = True) -> date | None:
        value = self._get(key, (date,), "a day like 2020-12-31", required and default is None)
        if value is not None and value.year not in YEARS:
            self.note(key, f"{key!r} lies in {value.year}: a mistyped year?")
            return default
        return default if value is None else value

    def number(self, key: str, *, required: bool = True) -> Decimal | None:
        value = self._get(key, (int, Decimal), "a number", required)
        if value is not None and not (Decimal(value).is_finite() and -12 < Decimal(value).adjusted() < 12):
            self.note(key, f"{key!r} must be a number that can be counted, not {value}")
            return None
        return None if value is None else Decimal(value)

    def whole(self, key: str, least: int, most: int) -> int | None:
        value = self.number(key, required=False)
        if value is None:
            return None
        if value != int(value) or not least <= value <= most:
            self.note(key, f"{key!r} must be a whole number from {least} to {most}, not {value}")
        return int(value)

    def texts(self, key: str, *, required: bool = True) -> tuple[str, ...]:
        value = self._get(key, (list,), "a list of texts", required) or []
        if not all(isinstance(item, str) and item.strip() for item in value):
            self.note(key, f"{key!r} must be a list of texts")
            return ()
        for item in {item for item in value if value.count(item) > 1}:
            self.note(key, f"{key!r} lists {item!r} twice", item)
        return tuple(value)

    def both(self, key: str) -> Text:
        value = self._get(key, (dict,), "{ zh = …, en = … }", True)
        if value is None:
            return Text("", "")
        table = Fields(value, (*self.path, key), self.problems)
        table.only(("zh", "en"))
        return Text(table.text("zh"), table.text("en"))

    def table(self, key: str) -> "Fields | None":
        value = self._get(key, (dict,), "a table { … }", False)
        return None if value is None else Fields(value, (*self.path, key), self.problems)

    def tables(self, key: str, *, required: bool = True) -> "list[Fields]":
        value = self._get(key, (list,), f"tables [[{key}]]", required) or []
        if required and key in self.content and not value:
            self.note(key, f"{key!r} must not be empty")
        found = []
        for place, item in enumerate(value):
            path = (*self.path, key, place)
            if isinstance(item, dict):
                found.append(Fields(item, path, self.problems))
            else:
                self.problems.append(Problem(path, f"{key!r} must be tables [[{key}]]"))
        return found
