"""Payments of statements written into a CSV file that runs read as a source of Payments (design
§20): appended, each entry once, nothing that stands there is touched."""

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from sheets_sync.bank.judging import Lot
from sheets_sync.billing.currency import MINOR_DIGITS, to_major
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.files import file_bytes, replace_file
from sheets_sync.use_cases.bank_statements import Checked, check_statements
from sheets_sync.use_cases.office import Tell, open_office
from sheets_sync.words import language_of, languages
from sheets_sync.words.speaking import ENGLISH, Words

_COLUMNS: Final = ("date", "client", "amount", "kind", "reference")
_KINDS: Final = {Lot.MATCHED: "kind.payment", Lot.RETURNED: "kind.refund"}
"""What becomes a row of Payments; all else waits for a person, or is nobody's."""


@dataclass(frozen=True)
class TakenPayments:
    """What files did: ``written`` rows to the file ``path``."""

    checked: Checked
    path: Path
    written: int


def take_payments(
    config: Config, paths: Sequence[Path], moment: datetime, tell: Tell = lambda _: None
) -> TakenPayments:
    """Append the payments of statement files whose client is certain. Raises ``UsageError`` where
    the config names no file for them, or where that is not as it was written; else as a run."""
    path = config.bank.payments
    if path is None:
        raise UsageError(
            "The config names no file for payments of the bank.",
            'Set bank.payments = "bank.csv", and read it: tabs.payments = ["Payments", '
            '{ file = "bank.csv" }].',
        )
    words = config.workbook.words
    with open_office(config, "bank take", moment, tell) as (office, _):
        there = _begun(path, words)
        checked = check_statements(office, paths)
        rows = list(_rows(checked, words))
        if rows:
            _write(path, there + _as_csv(rows))
    return TakenPayments(checked, path, len(rows))


def not_all_taken(places: Sequence[str]) -> SheetsSyncError:
    """What is said where rows at ``places`` could not be read, and may be payments of the files."""
    return SheetsSyncError(
        f"Not all is taken: what could not be read may be the same payment: {', '.join(places)}.",
        "Mend these cells, or delete their rows, and take the files once more.",
    )


def _begun(path: Path, words: Words) -> str:
    """What stands in the file; where there is none, one of a header alone is made, since runs that
    are told of it look for it."""
    try:
        text = file_bytes(path).decode("utf-8-sig")
    except FileNotFoundError:
        text = _as_csv([[words.say(f"payments.{key}") for key in _COLUMNS]])
        _write(path, text)
        return text
    except (OSError, UnicodeDecodeError) as fault:
        said = getattr(fault, "strerror", None) or "it is not UTF-8 any more"
        raise UsageError(f"{path} cannot be read: {said}.", _ANEW) from None
    if not any(text.startswith(_header(code)) for code in languages()):
        raise UsageError(f"{path} does not begin with the header that we wrote.", _ANEW)
    return text if text.endswith("\n") else f"{text}\n"


_ANEW: Final = (
    "Move its rows into the tab Payments, references too, and delete the file: it is made anew."
)


def _header(code: str) -> str:
    return ",".join(str(language_of(code).texts[f"payments.{key}"]) for key in _COLUMNS)


def _rows(checked: Checked, words: Words) -> Iterator[list[str]]:
    """Rows of Payments in the order of their days, as people would type them."""
    mark = language_of(checked.locale).decimal if checked.locale in languages() else "."
    judged = [each for _, made in checked.taken for _, found in made for each in found]
    for each in sorted(judged, key=lambda each: each.entry.day):
        if each.lot in _KINDS:
            yield [
                ENGLISH.day(each.entry.day),
                each.whose.client,
                _typed(each.entry.amount, each.currency).replace(".", mark),
                words.say(_KINDS[each.lot]),
                each.fingerprint,
            ]


def _typed(minor: int, currency: str) -> str:
    """An amount that is read as itself wherever: three decimals might be thousands, "1.500"."""
    amount = to_major(minor, currency)
    return amount.rstrip("0").rstrip(".") if MINOR_DIGITS[currency] > 2 else amount


def _as_csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _write(path: Path, text: str) -> None:
    try:
        replace_file(path, text.encode())
    except OSError as fault:
        raise SheetsSyncError(
            f"{path} cannot be written: {fault.strerror}.", "Nothing was taken; try once more."
        ) from None
