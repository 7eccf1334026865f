"""A word that a table does not need, in title, head, line or note: what it spoils may be read as nothing."""

import re
from random import Random

from tests.writings.columns import STOCKS, words
from tests.writings.layouts.joined import lower
from tests.writings.tables import Table, reference


def mix_in(random: Random, table: Table) -> None:
    """Put a strange word into a table; its numbers then say nothing, or what they said or a question."""
    where = random.choice(["title", "head", "line", "note"])
    stocks = any(metric in STOCKS for metric in table.metrics)
    kinds = words()["foreign_to_stocks" if stocks else "foreign"][where]
    kind = random.choice([*kinds])
    word = random.choice(kinds[kind])
    spoilt = kind != "either"
    if kind == "targets" and _tells_of_progress(table):
        spoilt = False
    if where == "title":
        _into_title(random, table, word)
        if kind == "replaces" and _heads_name_metric(table):
            spoilt = False
    elif where == "head":
        spoilt = False
        _into_head(random, table, word, spoils=kind != "either")
    elif where == "line":
        _insert(table, table.title_row + 1, word)
    else:
        table.grid.append([word])
    table.ordinary = False
    table.foreign = f"{where}: {word}"
    if spoilt:
        # What was asked for stays what it was.
        table.says, table.may, table.targets, table.may_targets = {}, {}, {}, table.targets


def _tells_of_progress(table: Table) -> bool:
    """Whether a title speaks of progress or a head of targets: 目标 then says what the progress is towards."""
    title = table.grid[table.title_row][0]
    heads = [table.grid[row][column] for row, column in table.heads]
    return bool(re.search("完成|进展|情况|进度|推进", title)) or any(re.search("目标|任务", head) for head in heads)


def _heads_name_metric(table: Table) -> bool:
    return any(
        name in cell
        for row in table.grid[table.title_row + 1 :]
        for cell in row
        for metric in table.metrics
        for name in words()["metrics"][metric]["heads"]
    )


def _into_title(random: Random, table: Table, word: str) -> None:
    title = table.grid[table.title_row][0]
    if word.startswith("（"):
        table.grid[table.title_row][0] = title + word
        return
    for subject in sorted(words()["subjects"], key=len, reverse=True):
        if subject in title:
            at = title.index(subject) + random.choice([0, len(subject)])
            table.grid[table.title_row][0] = title[:at] + word + title[at:]
            return
    table.grid[table.title_row][0] = title + word


def _into_head(random: Random, table: Table, word: str, *, spoils: bool) -> None:
    """Put the word before or behind one head; figures under it say nothing any more."""
    row, column = random.choice(table.heads)
    cell = table.grid[row][column]
    if word.startswith("（"):
        text = cell + word
    else:
        name = next((n for m in table.metrics for n in words()["metrics"][m]["heads"] if n in cell), "")
        text = cell.replace(name, word + name, 1) if name else word + cell
    table.grid[row][column] = text
    if not spoils:
        return
    turned = "turned" in table.kinds
    for says in (table.says, table.may, table.targets):
        for place in [one for one in says if _under(one, row, column, turned=turned)]:
            del says[place]


def _under(place: str, row: int, column: int, *, turned: bool) -> bool:
    if turned:
        return place in {reference(row, at) for at in range(40)}
    return place in {reference(at, column) for at in range(60)}


def _insert(table: Table, at: int, text: str) -> None:
    """Insert a line below the title, and move what the cells below say by a row."""
    table.grid.insert(at, [text])
    table.says = {lower(place, 1): said for place, said in table.says.items()}
    table.targets = {lower(place, 1): said for place, said in table.targets.items()}
    table.may = {lower(place, 1): said for place, said in table.may.items()}
    table.heads = tuple((row + 1, column) for row, column in table.heads)
