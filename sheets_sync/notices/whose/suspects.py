"""Which former client a client may be under a new name, and what of it a person is asked (design
§17). Pure.

A letter that may ask one who is gone for their money once more waits for a word. Where none is to
go, for the money came in before anybody answered, the question itself stands in Notices as long as
an invoice hangs on it: held as its receipt would be, and never sent.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from sheets_sync.billing.currency import to_major
from sheets_sync.billing.names import fold
from sheets_sync.deferred import dataclass
from sheets_sync.notices.invoices.ask_cells import standing_errands
from sheets_sync.notices.invoices.debts import claim_of, debts, owed_with
from sheets_sync.notices.invoices.open_invoices import asked_in, received
from sheets_sync.notices.ledger.episodes import Level, Standing
from sheets_sync.notices.ledger.errands import NO_EPISODE, Errand
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.ledger.verdicts import Verdict
from sheets_sync.notices.whose.telling_apart import told_apart_in, whose_errand


@dataclass(frozen=True)
class NameQuestion:
    """Whether a client is the new name of the one called ``former``, whose ``invoice`` hangs on it,
    paid or not; the ``episode`` is the one that asked for it last."""

    former: str
    invoice: Invoice
    episode: int


def suspected(ledger: Ledger, standings: Sequence[Standing]) -> dict[str, str]:
    """By client (folded name) the name of the one that they may have been, or taken in, and whom
    their letters may ask once more. Where one bears the rows of who is gone, it is that one alone;
    else, where one mailbox is several clients', and a new name came with it, that; where several of
    them vanished, it is one whose rows they bear, one that came with the new name, then who had a
    letter last. The ``standings`` are told apart (``told_apart_in``), as below."""
    formers = formers_by_address(ledger, standings)
    all_debts = debts(ledger, standings)
    maybe = {
        each.client: [
            *(who for to in each.to for who in formers[to.casefold()] if who not in each.met),
            *owed_with(each, all_debts, ledger),
        ]
        for each in standings
    }
    names = ledger.names
    return {who: names.get(gone, gone) for who, gone in _one_each(standings, maybe).items()}


def questions(ledger: Ledger, standings: Sequence[Standing]) -> dict[str, NameQuestion]:
    """By client (folded name) whose new name theirs may be where an invoice hangs on it: it is
    asked for still, or was not paid when its client left, and money came in since."""
    all_debts, asked, names = debts(ledger, standings), asked_in(ledger.notices), ledger.names
    found: dict[tuple[str, str], NameQuestion] = {}
    maybe: defaultdict[str, list[str]] = defaultdict(list)
    for each in standings:
        for gone in each.came_after:
            invoice = claim_of(each, gone, all_debts)
            episode = asked.get(invoice.number, NO_EPISODE) if invoice else NO_EPISODE
            if invoice is not None and _hangs(invoice, episode, each, gone, ledger):
                found[each.client, gone] = NameQuestion(names.get(gone, gone), invoice, episode)
    for who, gone in sorted(found, key=lambda pair: -found[pair].invoice.number):
        maybe[who].append(gone)
    return {who: found[who, gone] for who, gone in _one_each(standings, maybe).items()}


def _hangs(invoice: Invoice, episode: int, standing: Standing, gone: str, ledger: Ledger) -> bool:
    """Whether it makes a difference to the invoice of the one who is ``gone`` if the client is
    them."""
    open_ = ledger.episodes.get(gone)
    if open_ is not None and open_.id == episode:
        return True
    settled = standing.came_after[gone]
    if settled is None or invoice.number <= settled:
        return False
    before = invoice.paid_before
    came_in = before is not None and received(standing.paid, before) > 0
    return came_in or episode == NO_EPISODE


def _one_each(standings: Sequence[Standing], maybe: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """By client the former one, of all that each may be; see ``suspected``. Who bears the rows of
    one, as nobody does with a surer sign, is nobody else, and nobody else is that one."""
    by_name = {each.client: each for each in standings}
    bearing = [(_sign(each, gone), each.client, gone) for each in standings for gone in each.bears]
    surest, theirs = _surest(bearing), defaultdict[str, set[str]](set)
    for sign, who, gone in bearing:
        if sign == surest[gone]:
            theirs[who].add(gone)
    found = [
        (_sign(by_name[who], gone), who, gone)
        for who, those in maybe.items()
        for gone in those
        if gone in (theirs[who] or those)
    ]
    surest, first = _surest([*bearing, *found]), dict[str, tuple[int, str]]()
    for sign, who, gone in found:
        if sign == surest[gone] and sign < first.get(who, (_NO_SIGN, ""))[0]:
            first[who] = sign, gone
    return {who: gone for who, (_, gone) in first.items()}


def _surest(found: Iterable[tuple[int, str, str]]) -> dict[str, int]:
    """By who is gone the surest sign (see ``_sign``) that anybody bears."""
    best: dict[str, int] = {}
    for sign, _, gone in found:
        best[gone] = min(sign, best.get(gone, sign))
    return best


_NO_SIGN: Final = 4


def _sign(standing: Standing, gone: str) -> int:
    """What tells that a client may be the one who is gone, from 0, the surest on: rows of theirs
    with what stood beside their name, for rows of two may be the same; either of these; no more
    than an address or rows of before."""
    beside = gone in standing.heir_of
    return (0 if beside else 1) if gone in standing.bears else 2 if beside else 3


def formers_by_address(
    ledger: Ledger, standings: Sequence[Standing]
) -> defaultdict[str, list[str]]:
    """By address, casefolded, those who are gone and had a letter there in an episode that is open,
    or at another one of its addresses, this one being put off; who had one last comes first."""
    present = {each.client for each in standings}
    absent = {each.id: owner for owner, each in ledger.episodes.items() if owner not in present}
    found: defaultdict[str, list[str]] = defaultdict(list)
    live = (each for each in ledger.notices if each.live and each.addresses(Verdict.ACCEPTED))
    for each in (*live, *reversed(ledger.gone)) if absent else ():
        if each.episode in absent:
            for address in each.to:
                found[address.casefold()].append(absent[each.episode])
    return found


@dataclass(frozen=True)
class Gone:
    """A client who is not in Clients any more, by ``name``, and the label of the ``invoice`` that
    they were asked to pay; ``heir`` is the name of the one who may be them, "" where nothing tells
    who they are now: merged into one of another address, or deleted. ``waits``: a person
    asked for that of them, and it has not gone; an invoice by hand is known by its sum."""

    name: str
    invoice: str
    heir: str
    waits: Kind | None = None


def unaccounted(
    ledger: Ledger, standings: Sequence[Standing], left: Mapping[str, datetime]
) -> list[Gone]:
    """Those whose invoice is open, or hangs on who they are now, none of whom a letter that waits
    asks; and those for whom waits what a person asked for. ``left``: when each who is gone did."""
    standings = told_apart_in(ledger, standings)
    here = {each.client: each.name for each in standings}
    names = ledger.names
    found = {
        names.get(who, who): Gone(names.get(who, who), invoice.label, "")
        for (who, _), invoice in ledger.invoices.items()
        if who in ledger.episodes and who not in here
        if ledger.was_seen(invoice.number)
    }
    low = [each for each in standings if each.active and each.level != Level.OK]
    asked = suspected(ledger, low)  # of nobody else does a letter wait
    for former in asked.values():
        found.pop(former, None)
    for who, each in questions(ledger, standings).items():
        if who not in asked:
            found[each.former] = Gone(each.former, each.invoice.label, here[who])
    formers = [*asked.values(), *(each.former for each in questions(ledger, standings).values())]
    waiting = _errands_wait(ledger, here, {fold(each) for each in formers}, left)
    return [*found.values(), *waiting]


def _errands_wait(
    ledger: Ledger,
    here: Container[str],
    formers: Container[str],
    left: Mapping[str, datetime],
) -> Iterator[Gone]:
    """Those who are not ``here`` and for whom an errand waits: asked for before they had ``left``,
    or the credit note of one of the ``formers``, whose new name a client's may be. Of others
    whoever withdraws an invoice is told."""
    for errand in standing_errands(ledger):
        whose = whose_errand(errand, ledger)
        done = (errand.kind, errand.id) in ledger.done_errands
        if done or any(each in here for each in whose):
            continue
        promised = errand.client in left and errand.moment < left[errand.client]
        if promised or any(each in formers for each in whose):
            name = ledger.names.get(errand.client, errand.client)
            yield Gone(name, _called(errand, ledger), "", errand.kind)


def _called(errand: Errand, ledger: Ledger) -> str:
    """What people know it by: the invoice that was withdrawn, or what is asked for."""
    if errand.invoice is not None:
        return ledger.issued[errand.invoice].label
    return f"{to_major(errand.amount, errand.currency)} {errand.currency}"
