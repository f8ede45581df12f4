"""What Prometheus is told of a fleet: all of it, whichever machine is asked (design §21)."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from prometheus_client import CollectorRegistry, start_http_server
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.fleet.database import open_database, told
from sheets_sync.fleet.standing import BookHealth, FleetStanding, standing_of
from sheets_sync.fleet.status_lines import SAID
from sheets_sync.fleet.tallies import tallies

_P: Final = "sheets_sync_fleet"
_SHARES: Final = (0.5, 0.9, 0.99, 1.0)


@contextmanager
def served(fleet: FleetConfig, place: str | None) -> Iterator[None]:
    """Within, ``place`` (HOST:PORT) answers with the text; nothing where it is None.

    Raises ``UsageError`` where it is no place, or taken.
    """
    if place is None:
        yield
        return
    host, _, port = place.rpartition(":")
    registry = CollectorRegistry()
    registry.register(FleetMeters(fleet))
    try:
        server, thread = start_http_server(int(port), host or "127.0.0.1", registry)
    except (ValueError, OSError, OverflowError) as error:
        raise UsageError(
            f"Metrics cannot be served at {place}: {error}.", "Name a free HOST:PORT."
        ) from error
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class FleetMeters(Collector):
    """Reads the database each time it is asked."""

    def __init__(self, fleet: FleetConfig) -> None:
        self._fleet = fleet

    def describe(self) -> list[Metric]:
        """Nothing is asked of the database before somebody wants to know."""
        return []

    def collect(self) -> Iterator[Metric]:
        """All of it; where the database is away, that alone."""
        takeover = self._fleet.fleet.takeover
        up = GaugeMetricFamily(f"{_P}_database_up", "Whether the database answers.")
        try:
            with open_database(self._fleet) as database, told():
                standing, counted = standing_of(database, takeover), tallies(database)
        except SheetsSyncError:
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from _of_workbooks(standing)
        yield from _of_letters(standing)
        yield _of_quota(standing)
        yield from _counted(counted)


def _of_workbooks(fleet: FleetStanding) -> Iterator[Metric]:
    books = GaugeMetricFamily(f"{_P}_workbooks", "Workbooks by how they fare.", labels=["state"])
    for health in BookHealth:
        books.add_metric([SAID[health]], fleet.count(health))
    yield books
    began = GaugeMetricFamily(
        f"{_P}_lateness_seconds",
        "How late the last runs began, by share of them.",
        labels=["share"],
    )
    for share in _SHARES:
        began.add_metric([f"{share:g}"], fleet.began_late(share).total_seconds())
    yield began
    periods = max((each.in_periods for each in fleet.books), default=0.0)
    yield GaugeMetricFamily(
        f"{_P}_latest_periods", "How late the latest workbook is now, in its periods.", periods
    )
    machines = GaugeMetricFamily(
        f"{_P}_machine_silent_seconds", "Since when a machine said nothing.", labels=["machine"]
    )
    for each in fleet.machines:
        machines.add_metric([each.name], each.silent.total_seconds())
    yield machines


def _of_letters(fleet: FleetStanding) -> Iterator[Metric]:
    letters = GaugeMetricFamily(f"{_P}_letters", "Letters by state.", labels=["state"])
    for state, count in fleet.letters().items():
        letters.add_metric([state], count)
    yield letters
    since = fleet.oldest_uncertain()
    age = (fleet.now - since).total_seconds() if since else 0.0
    yield GaugeMetricFamily(
        f"{_P}_oldest_uncertain_letter_seconds", "Age of the oldest uncertain letter; 0: none.", age
    )


def _of_quota(fleet: FleetStanding) -> Metric:
    free = GaugeMetricFamily(
        f"{_P}_quota_free", "Requests free now.", labels=["project", "account", "kind"]
    )
    for each in fleet.buckets:
        free.add_metric([each.account.project, each.account.email, each.kind], each.free)
    return free


def _counted(counted: Mapping[tuple[str, str], int]) -> Iterator[Metric]:
    runs = CounterMetricFamily(f"{_P}_runs", "Runs by result.", labels=["result"])
    calls = CounterMetricFamily(
        f"{_P}_calls", "Requests to Google by account.", labels=["account", "kind"]
    )
    fences = CounterMetricFamily(f"{_P}_fence_losses", "Runs that another worker took over.")
    for (what, whose), count in counted.items():
        if what == "runs":
            runs.add_metric([whose], count)
        if what.startswith("calls."):
            calls.add_metric([whose, what.removeprefix("calls.")], count)
    fences.add_metric([], counted.get(("fences.lost", ""), 0))
    yield from (runs, calls, fences)
