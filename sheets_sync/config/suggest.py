"""The question that ends a sentence about an unknown word."""

from collections.abc import Iterable
from zoneinfo import available_timezones


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``'; did you mean "threshold"?'`` where a known word is near, else ``""``."""
    # Few configs are mistyped, and what finds like words is slow to import.
    from sheets_sync.billing.nearest import nearest  # noqa: PLC0415

    near = nearest(word, known)
    return f'; did you mean "{near}"?' if near else ""


def zone_like(name: str) -> str:
    """``'; did you mean "Europe/Moscow"?'`` for a city or a name that is nearly a zone's, else
    ``': take a name like "Europe/Moscow" or "UTC"'``."""
    city = _city(name.strip().replace(" ", "_"))
    known = sorted(available_timezones())
    there = next((zone for zone in known if _city(zone) == city), None)
    near = f'; did you mean "{there}"?' if there else did_you_mean(name, known)
    return near or ': take a name like "Europe/Moscow" or "UTC"'


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].casefold()
