"""The open invoice of an episode: what it still asks for, and when a fresh one replaces it
(design §17). Pure; amounts are minor units."""

from sheets_sync.deferred import dataclass
from sheets_sync.notices.errands import NO_EPISODE
from sheets_sync.notices.issued import Invoice


@dataclass(frozen=True)
class OpenInvoice:
    """An unpaid invoice: ``left`` of it to pay, and the ``episode`` that asks for it.

    A recovered account ends its episode, and so closes its invoice: the next one makes its own.
    """

    invoice: Invoice
    left: int
    episode: int

    def concerns(self, episode: int) -> bool:
        """Whether a letter of ``episode`` asks for it, or replaces it: one that a person asked for
        is every episode's."""
        return self.episode in (episode, NO_EPISODE)

    def serves(self, fresh: int) -> bool:
        """Whether it is asked again where a fresh one would ask for ``fresh``: while the two are
        within 25 % of what is left. One that a person asked for may ask for any more."""
        if self.episode == NO_EPISODE and fresh <= self.left:
            return True
        return 4 * abs(fresh - self.left) <= self.left


def received(paid: int, paid_before: int) -> int:
    """What came in towards an invoice, at least 0.

    ``paid`` is what the account was paid by now, refunds taken off, ``paid_before`` the same when
    the invoice was made: so a payment counts once it is entered, whatever day its row bears.
    """
    return max(0, paid - paid_before)
