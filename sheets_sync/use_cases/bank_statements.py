"""What statement files would do, looked at with the workbook's clients and the state's invoices
(design §20). Reads only."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.judging import InPayments, Judged, TypedPayment, judge
from sheets_sync.bank.matcher import Matcher, OwedInvoice, PayingClient
from sheets_sync.bank.refusing import BankFileError
from sheets_sync.bank.taking import StatementFile, take
from sheets_sync.billing.fingerprints import fingerprints_in
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import PAYMENT_KINDS
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.files import file_bytes
from sheets_sync.notices.register import Fate, Registered, register
from sheets_sync.notices.renames import with_invoices
from sheets_sync.reading.rules import Locale
from sheets_sync.reckoning import Reckoning, number_locale
from sheets_sync.use_cases import mailroom
from sheets_sync.use_cases.office import Office
from sheets_sync.use_cases.unread_payments import unread_rows

_PAYMENT: Final = PAYMENT_KINDS.index("payment")
_OPENING: Final = PAYMENT_KINDS.index("opening")


@dataclass(frozen=True)
class Checked:
    """What files would do: those that are taken, each statement with its entries judged, and why
    others are refused. ``locale`` is that by which runs read amounts typed as text."""

    taken: Sequence[tuple[StatementFile, Sequence[tuple[BankStatement, Sequence[Judged]]]]]
    refused: Sequence[BankFileError]
    locale: Locale = ""

    @property
    def unread(self) -> list[str]:
        """The places of rows of Payments to be mended before all is taken that could be."""
        judged = (each for _, made in self.taken for _, found in made for each in found)
        return list(dict.fromkeys(place for each in judged for place in each.unread))


def check_statements(office: Office, paths: Sequence[Path]) -> Checked:
    """What each file would do, in their order: what an earlier one has is known in a later one,
    and so is what stands in Payments. Raises as a run does, where the workbook cannot be read."""
    files, refused = _taken(office.config, paths)
    if not files:
        return Checked([], refused)
    reckoned = office.read_and_reckon()
    unread = unread_rows(office.config, reckoned)
    typed = InPayments(_typed(reckoned), _openings(reckoned), unread)
    judged = iter(
        judge(
            [(each.format, each.statements) for each in files],
            Matcher(_clients(reckoned), list(_owed(office, reckoned))),
            _own_accounts(office.config),
            typed,
            _taken_before(office.config) | {each.fingerprint for each in typed.rows},
        )
    )
    taken_files = [(each, _by_statement(each, judged)) for each in files]
    return Checked(taken_files, refused, number_locale(office.config, reckoned.snapshot))


def _taken(
    config: Config, paths: Sequence[Path]
) -> tuple[list[StatementFile], list[BankFileError]]:
    reading = config.bank.reading(config.billing.currency)
    files, refused = [], []
    for path in paths:
        try:
            files.append(take(path, reading))
        except BankFileError as fault:  # the others are looked at all the same
            refused.append(fault)
    return files, refused


def _taken_before(config: Config) -> frozenset[str]:
    """The entries in the file of taken payments, rows that a finding holds among them."""
    path = config.bank.payments
    if path is None or not path.exists():
        return frozenset()
    return fingerprints_in(file_bytes(path).decode("utf-8", "replace"))


def _by_statement(
    file: StatementFile, judged: Iterator[Judged]
) -> list[tuple[BankStatement, list[Judged]]]:
    return [(each, [next(judged) for _ in each.entries]) for each in file.statements]


def _clients(reckoned: Reckoning) -> list[PayingClient]:
    return [PayingClient(each.name, each.currency, each.details) for each in reckoned.book.clients]


def _owed(office: Office, reckoned: Reckoning) -> Iterator[OwedInvoice]:
    """The invoices that somebody may pay: all but withdrawn ones and credit notes."""
    ledger = with_invoices(office.outbox.ledger())
    if not ledger.issued:
        return
    for line in register(ledger, mailroom.books(office.config, reckoned).money):
        if line.fate not in {Fate.NOTE, Fate.CREDITED}:
            yield _owed_invoice(line)


def _owed_invoice(line: Registered) -> OwedInvoice:
    made = line.invoice
    return OwedInvoice(
        made.prefix, made.number, made.client, made.currency, line.amount, line.left, made.day
    )


def _own_accounts(config: Config) -> list[str]:
    """The agency's own bank accounts."""
    accounts = config.bank_accounts().values()
    return [number for each in accounts for number in (each.account, each.iban) if number]


def _typed(reckoned: Reckoning) -> list[TypedPayment]:
    """The payments that stand in Payments, typed or taken."""
    clients, rows = reckoned.book.clients, reckoned.book.payments
    rows = rows[rows["kind"] == _PAYMENT]
    columns = (rows[name].tolist() for name in ("client", "day", "amount", "reference"))
    return [
        TypedPayment(
            clients[client].name,
            clients[client].currency,
            day,
            amount,
            next(iter(fingerprints_in(reference)), ""),
        )
        for client, day, amount, reference in zip(*columns, strict=True)
    ]


def _openings(reckoned: Reckoning) -> dict[str, int]:
    """By client (folded) the day of their latest opening balance."""
    clients, rows = reckoned.book.clients, reckoned.book.payments
    rows = rows[rows["kind"] == _OPENING].sort_values("day")
    pairs = zip(rows["client"].tolist(), rows["day"].tolist(), strict=True)
    return {fold(clients[client].name): day for client, day in pairs}  # the latest one stays
