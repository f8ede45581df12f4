"""What the files of the folder tell that is known already, and what becomes of each entry in them
(design §20)."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.judging import Judged, judge
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.remembered import known_before
from sheets_sync.bank.reread import Reread, read_otherwise
from sheets_sync.bank.spans import Spans
from sheets_sync.billing.fingerprints import fingerprints_in
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.sources.places import bank_place
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.bank.bank_matching import own_accounts, own_identifiers, payers_of
from sheets_sync.use_cases.bank.bank_memory import Returning, as_standing, rows_gone
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.use_cases.statements.bank_spans import (
    Retold,
    reading_rules,
    remembered_spans,
    retold,
)
from sheets_sync.use_cases.statements.bank_standing import StandingRows

ToldBy: TypeAlias = tuple[str, Sequence[BankStatement]]
"""The form of a file, and its statements."""


class MetAgain(NamedTuple):
    """What files tell that was known: what was read otherwise before, the statements of earlier
    runs, and rows that come back."""

    reread: Reread
    spans: Spans
    returning: Returning


def met_again(
    office: Office,
    reckoned: Reckoning,
    rows: StandingRows,
    told: Sequence[ToldBy],
) -> MetAgain:
    """What files (form and statements, ``told``) tell again: what was read otherwise before, the
    statements of earlier runs, and rows that come back."""
    gone = rows_gone(office.store.memories, rows)
    stood = [*rows.standing(), *map(as_standing, gone.values())]
    known, rules = remembered_spans(office.store.memories), reading_rules(office.config)
    reread = read_otherwise(known, told, stood, rules)
    spans, taken = known_before(reread.left, told), _in_payments(reckoned)
    others, same = Spans(spans.all()), spans.rows()
    returning = Returning(gone, rows.is_any, told, taken, others, same, reread)
    return MetAgain(reread, spans, returning)


def known_payers(
    office: Office, reckoned: Reckoning, rows: StandingRows, returning: Returning
) -> Matcher:
    """Who pays, as far as Clients' Details, choices and those of rows that come back tell."""
    own = own_identifiers(office.config, _accounts(office))
    learnt = [*rows.learnt(), *returning.teach()]
    return payers_of(reckoned, learnt, own, rows.settled())


def _accounts(office: Office) -> list[str]:
    """Our own accounts, of the config and of all statements."""
    return [*own_accounts(office.config), *office.statements.accounts()]


def judged_now(
    office: Office,
    reckoned: Reckoning,
    rows: StandingRows,
    told: Sequence[ToldBy],
    met: MetAgain,
    matcher: Matcher,
) -> tuple[list[Judged], Retold]:
    """What becomes of each entry of the files, and what they tell of rows that stand. Remembers the
    statements for the end of the run."""
    accounts, taken, spans = _accounts(office), met.returning.taken, met.spans
    standing, returning = rows.standing(met.reread.marks), met.returning.again()
    judged = judge(told, matcher, accounts, standing, taken, spans, returning)
    office.statements.spans, office.statements.forgotten = spans, met.reread.marks
    again = retold(spans, (made for _, made in told), rows, judged, accounts)
    as_before = met.returning.as_before
    clients = reckoned.book.clients
    marked = (as_before(at, again.marked(each), clients) for at, each in enumerate(judged))
    return [*marked], again


def _in_payments(reckoned: Reckoning) -> frozenset[str]:
    """The fingerprints in References of Payments: entries that staff moved there."""
    payments = reckoned.book.payments
    source = bank_place(reckoned.places)
    typed = payments[payments["source"].to_numpy() != (source.index if source else NONE)]
    return fingerprints_in("\n".join(map(str, typed["reference"].tolist())))
