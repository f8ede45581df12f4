"""Rows of Payments that a finding holds: any of them may be a payment that the bank tells of, and
would count beside it once it is mended (design §20)."""

from collections.abc import Iterator

from sheets_sync.bank.unread_rows import UnreadRow
from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.billing.findings import Code, Finding
from sheets_sync.config import Config
from sheets_sync.reading.numbers import Number, read_number
from sheets_sync.reckoning import Reckoning, number_locale
from sheets_sync.showing.wording import describe


def unread_rows(config: Config, reckoned: Reckoning) -> list[UnreadRow]:
    """The rows of Payments with a finding that do not count, each once, named by the first cell
    to be mended."""
    payments = reckoned.book.payments
    counted = set(zip(payments["source"].tolist(), payments["row"].tolist(), strict=True))
    held: dict[tuple[int, int], Finding] = {}
    for finding in reckoned.book.findings:
        at = (finding.source, finding.row)
        if finding.role == "payments" and finding.code is not Code.TOTALS_ROW and at not in counted:
            held.setdefault(at, finding)
    return [_unread(config, reckoned, each) for each in held.values()]


def _unread(config: Config, reckoned: Reckoning, finding: Finding) -> UnreadRow:
    words = config.workbook.words
    place = describe(finding, reckoned.places, reckoned.book, words).place
    amounts = {} if finding.client else dict(_amounts(config, reckoned, finding))
    return UnreadRow(place, finding.client, finding.month, amounts)


def _amounts(config: Config, reckoned: Reckoning, finding: Finding) -> Iterator[tuple[str, int]]:
    """What the row's amount is in each currency of the clients, as far as it can be read."""
    source = reckoned.places.sources["payments"][finding.source]
    at = source.columns.get("amount")
    if at is None:
        return
    cell = reckoned.snapshot.tabs[source.ref].columns[at][finding.row - 1]
    locale = number_locale(config, reckoned.snapshot)
    for currency in {each.currency for each in reckoned.book.clients}:
        number = read_number(cell, locale, MINOR_DIGITS[currency])
        if isinstance(number, Number):
            yield currency, abs(number.value)
