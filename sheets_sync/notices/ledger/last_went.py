"""Where each client's last letter went, and whether another goes elsewhere (design §8). Pure."""

from collections.abc import Iterable

from sheets_sync.deferred import dataclass
from sheets_sync.notices.ledger.notice import GONE, Notice, State
from sheets_sync.notices.ledger.verdicts import Blame, Verdict


@dataclass(frozen=True)
class LastWent:
    """The addresses (casefolded) that ``had`` a client's last letter, or may have, and those that
    did not by their own fault, or their mailbox's (``failed``)."""

    had: frozenset[str]
    failed: frozenset[str]

    def is_elsewhere(self, to: Iterable[str]) -> bool:
        """Whether ``to`` has another address. One in place of another that failed is the cure; so
        is to leave that out."""
        now = _folded(to)
        return not self.had <= now or len(now - self.had - self.failed) > len(self.failed - now)


def last_went(gone: Iterable[Notice], notices: Iterable[Notice]) -> dict[str, LastWent]:
    """By client; of those whom the last of all ``notices`` reached nowhere, by the fault of an
    address or its mailbox, nothing. ``gone`` are those that went, or may have."""
    unheard = (each for each in notices if _unheard(each))
    in_order = sorted((*gone, *unheard), key=lambda each: (each.offered, each.id))
    last = {each.client: each for each in in_order}
    return {who: _went(each) for who, each in last.items() if each.to and each.state in GONE}


def _went(notice: Notice) -> LastWent:
    failed = _folded(
        each.address
        for each in notice.outcomes
        if each.verdict in (Verdict.REFUSED, Verdict.BOUNCED)
        and each.blame in (Blame.ADDRESS, Blame.MAILBOX)
    )
    to = _folded(notice.to)
    return LastWent(to - failed, to & failed)


def _unheard(notice: Notice) -> bool:
    """Whether nobody had it, by the fault of an address or its mailbox."""
    failed = notice.addresses(Verdict.REFUSED, Verdict.BOUNCED)
    blamed = notice.blame in (Blame.ADDRESS, Blame.MAILBOX)
    nobody = notice.state in (State.REFUSED, State.CANCELLED) and not notice.addresses(
        Verdict.ACCEPTED, Verdict.UNCERTAIN, Verdict.DEFERRED
    )
    return bool(failed) and blamed and nobody


def _folded(addresses: Iterable[str]) -> frozenset[str]:
    return frozenset(address.casefold() for address in addresses)
