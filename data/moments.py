"""Moments: kept in UTC without a zone (the store's TIMESTAMP), handed out as aware UTC."""

from datetime import UTC, date, datetime, time, timedelta, timezone

BEIJING = timezone(timedelta(hours=8))


def stored_moment(moment: datetime) -> datetime:
    """Return the moment as the store keeps it; one without a zone is Beijing time."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=BEIJING)
    return aware.astimezone(UTC).replace(tzinfo=None)


def known_moment(known_at: datetime | date | None) -> datetime | None:
    """Return a known-at in the store's form; a mere day means until its end in Beijing."""
    if known_at is None:
        return None
    if not isinstance(known_at, datetime):
        known_at = datetime.combine(known_at, time.max, BEIJING)
    return stored_moment(known_at)


def looking_day(known_at: datetime | date | None) -> date:
    """Return the day of looking, on the wall in Beijing: that of the known-at, else today.

    Whether a report is awaited or late depends on it.
    """
    known = known_moment(known_at)
    return datetime.now(BEIJING).date() if known is None else beijing_day(known)


def aware_moment(stored: datetime) -> datetime:
    """Return a stored moment as an aware one."""
    return stored.replace(tzinfo=UTC)


def beijing_day(stored: datetime) -> date:
    """Return the day that the calendar on the reporter's wall shows at a stored moment."""
    return aware_moment(stored).astimezone(BEIJING).date()
