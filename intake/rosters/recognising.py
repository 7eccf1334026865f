"""Rosters (one row a person and training) and registers (one row a base or studio) are told from tables of figures."""

import re
from collections.abc import Collection, Sequence

from intake.rosters.class_lines import names_class
from intake.rosters.columns import HEAD_ROWS, OUTCOMES, role_of
from intake.rosters.registers.heads import names_entries, names_host
from intake.sheets.sheet import Sheet
from intake.words import lexicon as words
from intake.words.characters import compact
from metrics.register import Register

_ROSTER = frozenset(words.ROSTER_HEADS.split())
_REGISTER = frozenset(words.REGISTER_HEADS.split())
_NAMES = frozenset(["名称", "基地(工作室)名称"])
_PERSONS = frozenset(["姓名", "学员姓名", "身份证号", "身份证号码", "身份证", "公民身份号码", "证件号码"])
_TRAINING = frozenset({"institution", "occupation", "level", "group", "programme", "first_day", "last_day", "span"})
#: What is said of someone's training, and of no base or studio.
_TRAINED = frozenset({"group", "programme", "first_day", "last_day", "span", "subsidy"})


#: Titles of lists, of what speaks of trained people, and heads of figures.
_LIST = re.compile("名单|名录|名册|一览|台账|清单|目录|登记|备案|公示")
_PEOPLE = re.compile("学员|花名册|培训班|参训|实名制|人员名")
_FIGURES = re.compile(
    r"个数|数量|[个人]数|累计|完成|目标|任务|人次|合计|\([个家]\)|率$|现有|实有|期[初末]|年[初末]|(?:在|拟|已)建|建成(?!时间|日期|年)"
    r"|同比|新增|增[加减长]|占比|比重|%|^[本当][月期季年周]|排名|位次|名次|截[至止]|\d月[底末]?$|季度$"
)


_MOST_STRANGE = 4


def recognise_records(sheet: Sheet, rules: Collection[Register] = ()) -> str | None:
    """Return ``roster`` or ``register`` when a head row of the sheet names the columns of one.

    Parameters
    ----------
    rules
        How the plans tell their lists; without them no register is recognised.
    """
    rows: dict[int, list[str]] = {}
    for (row, _), cell in sorted(sheet.cells.items()):
        if row <= HEAD_ROWS and cell.text:
            rows.setdefault(row, []).append(compact(cell.text))
    titles, above = [compact(sheet.name)], set[str | None]()
    for texts in rows.values():
        heads = {text.split("(")[0] for text in texts}
        roles = {role_of(head) for head in heads} - {None, *OUTCOMES}
        trained = len(roles & _TRAINED)
        is_of_people = bool(trained) and bool({"id_number", "name"} & roles)
        if _lists_entries(heads, trained, titles, rules) or (
            not is_of_people and _is_titled(texts, heads, titles, rules)
        ):
            return "register"
        # A head of two rows may name people in the one and their numbers in the other.
        if {"id_number", "name"} <= roles | above and any(names_class(text) for text in titles):
            return "roster"
        if ("id_number" in roles and len(roles) >= 3) or ("name" in roles and len(roles & _TRAINING) >= 3):
            return "roster"
        if len(heads & _PERSONS) >= 1 and len(heads & _ROSTER) >= 3:
            return "roster"
        titles += texts
        above = roles
    return None


def _is_titled(texts: Sequence[str], heads: set[str], titles: Sequence[str], rules: Collection[Register]) -> bool:
    """Tell whether a row is the head of a list of bases or studios whose names stand under 单位名称 or 项目单位.

    The title says what is listed; a table of figures of such places has a column of figures.
    """
    spoken = [text for text in titles if any(name in text for rule in rules for name in rule.names)]
    if not spoken or any(_PEOPLE.search(text) for text in titles) or any(_FIGURES.search(text) for text in texts):
        return False
    hosts = {head for head in heads if names_host(head)}
    beside = len(heads & _REGISTER - hosts)
    strange = [head for head in heads - _REGISTER - hosts if role_of(head) is None]
    # A row of many heads of which a list knows none is that of a table with cities across.
    is_list = any(_LIST.search(text) for text in spoken) and len(strange) <= _MOST_STRANGE
    return bool(hosts) and len(heads) >= 2 and (is_list or beside >= 2)


def _lists_entries(heads: set[str], trained: int, titles: Sequence[str], rules: Collection[Register]) -> bool:
    """Tell whether a head row is that of a list of bases or studios; their masters may stand there with ID numbers.

    `trained` counts the columns that only a training has: a roster may name the base where people were trained.
    """
    entries = {head for head in heads if any(names_entries(head, rule) for rule in rules)}
    beside = len(heads & _REGISTER - entries)
    if beside <= trained and trained:
        return False
    is_named = any("名称" in head for head in entries)
    if is_named and any(_LIST.search(text) for text in titles) and not any(_FIGURES.search(head) for head in heads):
        return True
    return bool(rules) and bool((is_named and beside) or ((entries or heads & _NAMES) and beside >= 2))
