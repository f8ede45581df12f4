"""Errands: what a person asks the desk for, whatever the account calls for (design §17)."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.letter_kinds import Kind

if TYPE_CHECKING:
    from sheets_sync.notices.ledger.issued import Invoice

NO_EPISODE: Final = 0
"""The episode of notices that none causes. The state has a row for it, which is over."""


@dataclass(frozen=True)
class Errand:
    """An invoice that a person asks for (``amount``, minor units of ``currency``), or the
    ``invoice`` that they withdraw, since ``moment``. Its id is the ordinal of its notice, so that
    it is done once only. ``client`` is the folded name. ``typed``: in Ask of Clients, not by a
    command: it settles, and stands only as long as the cell says so."""

    id: int
    kind: Kind
    client: str
    currency: str
    amount: int
    moment: datetime
    invoice: int | None = None
    typed: bool = False


@dataclass(frozen=True)
class AskCell:
    """What the last run saw in Ask of a client (folded name).

    ``amount``: minor units, 0 where what stands there is no amount, None where it is blank.
    ``errand`` is what it asks for. Where it is not ``armed``, nobody saw it blank before, and it
    asks for nothing; ``twin`` is then the client whose amount a new row bears, "" where there is
    none.
    """

    client: str
    amount: int | None
    armed: bool = True
    errand: int | None = None
    twin: str = ""

    @property
    def doubted(self) -> bool:
        """Whether it stood in a row that may be another's: its client's own is not known then."""
        return self.twin == self.client

    @property
    def borrowed(self) -> bool:
        """Whether, besides, the amount is that of another's filled cell: none of their own."""
        return self.doubted and not self.armed

    def in_doubt(self) -> "AskCell":
        """As it is, but doubted; one that asks for nothing needs no doubt."""
        return replace(self, twin=self.client) if self.armed else self


@dataclass(frozen=True)
class Asks:
    """What stands in Ask, by client; ``column`` names where it stood, "" where nothing is known
    of it."""

    column: str = ""
    cells: Mapping[str, AskCell] = field(default_factory=dict)


UNSEEN: Final = Asks()


def next_errand(errands: Mapping[int, Errand], done: Iterable[tuple[str, Kind, int]]) -> int:
    """The number of the next errand; a state that was lost knows former ones by what is
    ``done``."""
    known = (number for _, kind, number in done if not kind.tells_a_month)
    return max((*errands, *known), default=0) + 1


def withdrawn(errands: Mapping[int, Errand], issued: "Mapping[int, Invoice]") -> frozenset[int]:
    """The numbers of the invoices that nobody need pay any more: those that a person withdrew, be
    their credit notes made already or not."""
    asked = (each.invoice for each in errands.values())
    noted = (each.credits for each in issued.values())
    return frozenset(each for each in (*asked, *noted) if each is not None)
