"""Views of the notices: the Notices tab, Summary's columns, ``sync status`` (design §3, §9)."""

from collections import Counter
from collections.abc import Iterable

from sheets_sync.notices.ledger.notice import Notice, Reason, State


def listed(notices: Iterable[Notice]) -> list[Notice]:
    """What the Notices tab lists, by No: all that were ever held or sent, settling ones not."""
    numbered = [notice for notice in notices if notice.number is not None]
    return sorted(numbered, key=lambda notice: notice.number or 0)


def last_notices(notices: Iterable[Notice]) -> dict[str, Notice]:
    """The latest listed notice of each client (folded name) that was not cancelled."""
    return {notice.client: notice for notice in listed(notices) if notice.state != State.CANCELLED}


def counts(notices: Iterable[Notice]) -> dict[str, int]:
    """How many notices there are by state; those that only settle count as "settling"."""
    states = (
        "settling" if each.reason == Reason.SETTLE and each.live else each.state.value
        for each in notices
    )
    return dict(Counter(states))


def with_figures(notice: Notice, planned: Notice | None) -> Notice:
    """The notice as planned, where it has a line in the tab and keeps its place there."""
    stays = (
        planned is not None
        and notice.number is not None
        and (planned.number, planned.state) == (notice.number, notice.state)
    )
    return planned if planned is not None and stays else notice
