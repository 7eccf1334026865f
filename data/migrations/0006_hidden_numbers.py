"""ID numbers that stood in texts of the store in clear, and masks that showed eight of their signs, are hidden.

What is hidden is what `wording.personal` says; of earlier masks (2306**********8143) the first two signs and the last
stay.
"""

import re

from duckdb import DuckDBPyConnection

from data.tidying import REWRITE, SUM, ask
from wording.personal import hide_numbers

TEXTS = {
    "submission": ("file", "actor", "document"),
    "submission_event": ("actor", "reason"),
    "observation": ("sheet", "cell", "raw"),
    "breakdown": ("part", "sheet", "cell", "raw"),
    "target": ("clause", "source", "sheet", "cell", "raw"),
    "finding": ("sheet", "cell", "facts"),
    "roster_term": ("term",),
    "roster_rejected": (
        *("sheet", "id_number", "name", "institution", "occupation", "skill_level"),
        *("people", "programme", "first_day", "last_day", "subsidy"),
    ),
    "register_entry": ("name", "plain_name", "host", "batch", "sheet"),
    "hint": ("actor", "head", "file"),
}
_DOUBTFUL = r"\*{4}|(?:\p{Nd}[^\p{Nd}*]{0,3}){10}"
#: As the earlier version wrote them: four digits, all but eight signs as stars, four signs.
_SHOWN = re.compile(r"(?<![\d*])([\d?]{4})(\*{6,12})([\dXx?]{4})(?![\d*])")


def apply(cursor: DuckDBPyConnection) -> None:
    """Rewrite the texts; the sums that name them and the file itself are made anew afterwards."""
    cursor.execute(
        "UPDATE roster_row SET id_number = left(id_number, 2)"
        " || repeat('*', CAST(greatest(length(id_number) - 3, 0) AS INTEGER)) || right(id_number, 1)"
        " WHERE length(id_number) > 11 AND contains(id_number, '*')"
    )
    for table, columns in TEXTS.items():
        for column in columns:
            rows = cursor.execute(
                f"SELECT DISTINCT {column} FROM {table} WHERE regexp_matches({column}, ?)", [_DOUBTFUL]
            ).fetchall()
            changed = [(old, new) for (old,) in rows if (new := _hide(old)) != old]
            if changed:
                cursor.execute(
                    f"UPDATE {table} SET {column} = m.new FROM"
                    " (SELECT unnest(CAST(? AS VARCHAR[])) AS old, unnest(CAST(? AS VARCHAR[])) AS new) m"
                    f" WHERE {table}.{column} = m.old",
                    [list(part) for part in zip(*changed, strict=True)],
                )
    if cursor.execute("SELECT 1 FROM submission LIMIT 1").fetchone():
        ask(cursor, SUM)
        ask(cursor, REWRITE)


def _hide(text: str) -> str:
    return hide_numbers(_SHOWN.sub(_hide_more, text))


def _hide_more(found: re.Match[str]) -> str:
    before, stars, after = found.groups()
    return before[:2] + "*" * (len(stars) + 5) + after[-1]
