"""A Reading as bytes and back, between processes that do not trust each other.

JSON with exact numbers as text, on one line; behind it the rows of rosters as they are. Unpacking follows the declared
types and builds nothing else: what a hostile file makes of the child that reads it, it can send back no more than a
Reading.
"""

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from intake.reading import Reading


def pack_reading(reading: Reading) -> bytes:
    """Return a reading as bytes."""
    blobs: list[bytes] = []
    line = json.dumps(_pack(reading, blobs), ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    return b"".join((line, b"\n", *blobs))


def unpack_reading(content: bytes) -> Reading:
    """Return the reading that was packed; raise ``ValueError`` for anything else."""
    try:
        line, end, rest = content.partition(b"\n")
        if not end:
            raise ValueError("cut off")
        blobs = memoryview(rest)
        return _unpack(Reading, json.loads(line), blobs)
    except (TypeError, KeyError, ArithmeticError, RecursionError, UnicodeDecodeError) as error:
        raise ValueError(f"no reading: {error}") from error


def _pack(value: Any, blobs: list[bytes]) -> Any:
    if isinstance(value, bytes):
        start = sum(map(len, blobs))
        blobs.append(value)
        return [start, start + len(value)]
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value):
        return [_pack(getattr(value, field.name), blobs) for field in fields(value)]
    if isinstance(value, dict):
        return {str(key): _pack(item, blobs) for key, item in value.items()}
    return [_pack(item, blobs) for item in value]


def _unpack(kind: Any, value: Any, blobs: memoryview) -> Any:
    if isinstance(kind, UnionType):
        arms = [arm for arm in get_args(kind) if arm is not NoneType]
        return None if value is None else _unpack(arms[0], value, blobs)
    origin = get_origin(kind) or kind
    if origin is tuple:
        item = get_args(kind)[0]
        return tuple(_unpack(item, one, blobs) for one in _checked(list, value))
    if origin is dict:
        arguments = get_args(kind)
        items = _checked(dict, value).items()
        return {key: _unpack(arguments[1], one, blobs) if arguments else one for key, one in items}
    if isinstance(origin, type) and is_dataclass(origin):
        types = _field_types(origin)
        if len(_checked(list, value)) != len(types):
            raise ValueError(f"{origin.__name__} has {len(types)} fields")
        return origin(*(_unpack(one, part, blobs) for one, part in zip(types, value, strict=True)))
    if origin is bytes:
        start, stop = (_checked(int, part) for part in _checked(list, value))
        if not 0 <= start <= stop <= len(blobs):
            raise ValueError("no such bytes")
        return bytes(blobs[start:stop])
    return _unpack_plain(origin, value)


def _unpack_plain(kind: Any, value: Any) -> Any:
    if kind is Decimal:
        number = Decimal(_checked(str, value))
        if not number.is_finite() or abs(number.adjusted()) > 400:
            raise ValueError("no number of ours")
        return number
    if kind in (date, datetime):
        return kind.fromisoformat(_checked(str, value))
    if issubclass(kind, Enum):
        return kind(value)
    return _checked(kind, value)


def _checked(kind: type, value: Any) -> Any:
    if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
        raise ValueError(f"{kind.__name__} expected")
    return value


@cache
def _field_types(kind: type) -> tuple[Any, ...]:
    hints = get_type_hints(kind)
    return tuple(hints[field.name] for field in fields(kind))
