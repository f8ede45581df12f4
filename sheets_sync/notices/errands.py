"""Errands: what a person asks the desk for, whatever the account calls for (design §17)."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sheets_sync.deferred import dataclass
from sheets_sync.notices.episodes import Kind

if TYPE_CHECKING:
    from sheets_sync.notices.issued import Invoice

NO_EPISODE: Final = 0
"""The episode of notices that none causes. The state has a row for it, which is over."""


@dataclass(frozen=True)
class Errand:
    """An invoice that a person asks for (``amount``, minor units of ``currency``), or the
    ``invoice`` that they withdraw, since ``moment``. Its id is the ordinal of its notice, so that
    it is done once only. ``client`` is the folded name."""

    id: int
    kind: Kind
    client: str
    currency: str
    amount: int
    moment: datetime
    invoice: int | None = None


def withdrawn(errands: Mapping[int, Errand], issued: "Mapping[int, Invoice]") -> frozenset[int]:
    """The numbers of the invoices that nobody need pay any more: those that a person withdrew, be
    their credit notes made already or not."""
    asked = (each.invoice for each in errands.values())
    noted = (each.credits for each in issued.values())
    return frozenset(each for each in (*asked, *noted) if each is not None)
