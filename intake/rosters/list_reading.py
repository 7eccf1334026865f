"""Rosters and registers beside the tables of a file: what they add to its reading."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from data.reference.places import find_city
from intake.findings.finding import Finding
from intake.reading import Reading
from intake.rosters.opening import Records
from intake.rosters.registers.listing import read_registers
from intake.sheets.sheet import Sheet
from intake.words.characters import compact, stem_of
from intake.words.vocabulary import Vocabulary
from metrics.plan import Plan

if TYPE_CHECKING:
    from intake.rosters.judging import Roster
    from intake.rosters.source import RosterSheet


#: So many rows of a roster tell of which province it is.
_SAMPLE = 1000


@dataclass(frozen=True, slots=True)
class RecordReading:
    """The rosters and the registers of one file, judged; false when there are none.

    `province` is the one among whose places those of the rosters were looked up; ``None`` without rosters.
    """

    file: str
    sha256: str
    roster: "Roster | None"
    registers: tuple[Sheet, ...]
    city: str | None
    findings: tuple[Finding, ...]
    province: str | None = None

    def __bool__(self) -> bool:
        return bool(self.roster or self.registers or self.findings)

    def state(self, reading: Reading, plan: Plan) -> Reading:
        """Return the reading for one plan with what the records say under it."""
        if not self:
            return reading
        found = tuple(one for one in reading.findings if one.slug not in ("nothing-read", "no-table"))
        reading = replace(reading, findings=(*self.findings, *found))
        if self.roster is not None:
            from intake.rosters.sums import find_outside_plan, sum_sessions

            said = sum_sessions(self.roster, plan, self.file, self.sha256)
            outside = find_outside_plan(self.roster, plan)
            counts = self.roster.counts
            told = Finding(
                "roster-recognised",
                self.roster.rows.sheets[0],
                None,
                {name: f"{count:,}" for name, count in counts.items()},
            )
            rows = f"{counts['rows']:,}"
            nothing = () if said else (Finding("nothing-read", None, None, {"count": rows}),)
            if plan.roster_metric is None:
                nothing = (Finding("list-not-counted", None, None, {"plan": plan.id, "rows": rows}), *nothing)
            reading = replace(
                reading,
                observations=(*reading.observations, *said),
                findings=(*reading.findings, told, *self.roster.findings, *outside, *nothing),
                roster=counts,
            )
        if self.registers:
            reading = read_registers(self.registers, self.file, self.city, plan).state(reading, plan)
        return reading

    def complete(self, reading: Reading) -> Reading:
        """Return the reading with the rows themselves, packed for the store."""
        if self.roster is not None:
            from intake.rosters.sums import pack_kept, pack_rejected

            return replace(reading, kept=pack_kept(self.roster.rows), rejected=pack_rejected(self.roster.rows))
        return reading


def read_records(
    records: Records, file: str, sha256: str, city: str | None, plans: Sequence[Plan], key: bytes | None
) -> RecordReading:
    """Judge the rosters and registers of a file; what depends on a plan is said by `RecordReading.state`."""
    if not (records.rosters or records.registers):
        return RecordReading(file, sha256, None, (), city, records.findings)
    roster = province = None
    if records.rosters:
        from intake.rosters.judging import judge_rosters

        vocabulary = _find_vocabulary(records, file, city, plans)
        province = vocabulary.plan.province
        cities = [_city_of(sheet, file, city, vocabulary) for sheet in records.rosters]
        sheets = [replace(one, findings=(*one.findings, *_find_other_city(one, vocabulary))) for one in records.rosters]
        roster = judge_rosters(
            sheets, lambda text: _place(text, vocabulary), cities, key or bytes.fromhex(sha256), province
        )
    return RecordReading(file, sha256, roster, records.registers, city, records.findings, province)


def _find_vocabulary(records: Records, file: str, city: str | None, plans: Sequence[Plan]) -> Vocabulary:
    """Return the words of the province that a file's rosters speak of, as far as the plans are of several."""
    found = [Vocabulary(one) for one in {plan.province: plan for plan in reversed(plans)}.values()][::-1]
    if len(found) == 1:
        return found[0]
    texts = [file, *(text for sheet in records.rosters for text in (sheet.name, *sheet.titles))]
    for sheet in records.rosters:
        if "city" in sheet.columns:
            texts += {str(text) for text in sheet.columns["city"].slice(0, _SAMPLE).to_pylist() if text}

    def known(vocabulary: Vocabulary) -> tuple[bool, int]:
        return city in vocabulary.cities, sum(bool(_place(text, vocabulary)) for text in texts)

    return max(found, key=known)


def _city_of(sheet: "RosterSheet", file: str, given: str | None, vocabulary: Vocabulary) -> str:
    """Return the only city that titles, the sheet's or the file's name name, else the one given, else the school's."""
    named = only_city((*sheet.titles, sheet.name, stem_of(file)), vocabulary) or given
    return named or _city_of_school(sheet, vocabulary)


def _find_other_city(sheet: "RosterSheet", vocabulary: Vocabulary) -> list[Finding]:
    """Tell the first row that names another city than the title does; it is counted where it says."""
    titled = next(((title, code) for title in sheet.titles if (code := only_city([title], vocabulary))), None)
    if titled is None or "city" not in sheet.heads.columns:
        return []
    texts = (text for text in sheet.columns["city"].unique().to_pylist() if text)
    other = {text for text in texts if _place(str(text), vocabulary) not in ("", titled[1])}
    for at, text in enumerate(sheet.columns["city"].to_pylist() if other else ()):
        if text in other:
            place = sheet.heads.reference("city", sheet.first_row + at)
            return [Finding("line-differs", sheet.name, place, {"raw": str(text), "line": titled[0]})]
    return []


def _city_of_school(sheet: "RosterSheet", vocabulary: Vocabulary) -> str:
    """Return the city that the name of the only school begins with, where a line above names it for all."""
    schools = sheet.columns.get("institution")
    if schools is None or "institution" in sheet.heads.columns:
        return ""
    names = [name for name in schools.unique().to_pylist() if name]
    found = {_whole(code) for code, city in vocabulary.cities.items() for name in names if name.startswith(city.name)}
    return found.pop() if len(found) == 1 else ""


def only_city(texts: Sequence[str], vocabulary: Vocabulary) -> str:
    """Return the city of the first text that names exactly one, itself or by its counties."""
    counties = [place for places in vocabulary.all_districts() for place in places if len(place.name) > 2]
    for text in texts:
        found = {_whole(code) for code in vocabulary.find_cities(text)}
        found = found or {place.city for place in counties if place.name in compact(text)}
        if len(found) == 1:
            return found.pop()
    return ""


def _place(text: str, vocabulary: Vocabulary) -> str:
    code = vocabulary.find_city(text)
    if code:
        return _whole(code)
    cities = {district.city for district in vocabulary.find_districts(text)} or {
        _whole(one) for one in vocabulary.find_cities(text)
    }
    return cities.pop() if len(cities) == 1 else ""


def _whole(code: str) -> str:
    """A county's people are its city's."""
    place = find_city(code)
    return place.parent if place is not None and place.kind == "county" else code
