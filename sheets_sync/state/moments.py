"""Moments as stored: ISO 8601 in UTC, so that they sort as text."""

from datetime import UTC, datetime

from sheets_sync.spreadsheet.memories import Memory


def utc(moment: datetime) -> str:
    """An aware moment as text; raises ``ValueError`` for one without a time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"a moment without a time zone: {moment}")
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    """A stored moment, aware, in UTC."""
    return datetime.fromisoformat(text)


def recalled(memory: Memory, key: str) -> datetime | None:
    """The moment that a memory keeps; None where it keeps none, or something else."""
    try:
        return moment(memory.recall(key) or "").astimezone(UTC)
    except ValueError:
        return None
