"""What statement files would do in the next run, were they in its folder (§20). Reads only."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from sheets_sync.bank.entries import BankStatement
from sheets_sync.bank.judging import Judged
from sheets_sync.bank.refusing import BankFileError
from sheets_sync.bank.taking import Reading, StatementFile, take_several
from sheets_sync.billing.bank_rows import BankState
from sheets_sync.deferred import dataclass
from sheets_sync.reading.roles.issues import names_by_row
from sheets_sync.use_cases.bank.bank_intake import TakenIn, with_bank_tab, with_files
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.use_cases.statements.bank_spans import reading_of


@dataclass(frozen=True)
class RowTold:
    """A row of Bank: ``amount`` signed, in minor units, of ``client``, "" where it is nobody's."""

    day: int
    amount: int
    currency: str
    client: str


@dataclass(frozen=True)
class Checked:
    """What files would do: those that are taken, each statement with its entries judged, and why
    others are refused. ``states``: by fingerprint what the row of a new entry would amount to;
    ``no_more``: by file the rows of Bank that it tells no more."""

    taken: Sequence[tuple[StatementFile, Sequence[tuple[BankStatement, Sequence[Judged]]]]]
    refused: Sequence[BankFileError]
    states: Mapping[str, BankState]
    no_more: Mapping[str, Sequence[RowTold]]


def check_statements(office: Office, paths: Sequence[Path]) -> Checked:
    """What each file would do, in their order: what an earlier one has is known in a later one,
    and so is what stands in Bank. Raises as a run does, where the workbook cannot be read."""
    files, refused = _taken(reading_of(office.config, office.store.memories, office.today), paths)
    if not files:
        return Checked([], refused, {}, {})
    taken = office.on_resting_workbook(lambda: _with_files(office, files))
    judged = iter(taken.judged)
    return Checked(
        [(each, _by_statement(each, judged)) for each in files],
        refused,
        dict(_states(taken)),
        _told_no_more(taken),
    )


def _told_no_more(taken: TakenIn) -> dict[str, list[RowTold]]:
    """The rows that were told until now."""
    found: dict[str, list[RowTold]] = {}
    rows, codes = taken.reckoning.book.bank, taken.plan.codes if taken.plan else {}
    if rows is None:
        return found
    places = {row: at for at, row in enumerate(rows.rows.tolist())}
    clients = names_by_row(rows.client, [each.name for each in taken.reckoning.book.clients])
    for row, code in codes.items():
        if code.untold:
            at = places[row]
            facts = int(rows.day[at]), int(rows.amount[at]), rows.currency[at]
            found.setdefault(code.untold.file, []).append(RowTold(*facts, clients[at]))
    return found


def _with_files(office: Office, files: Sequence[StatementFile]) -> TakenIn:
    reckoned = office.reckon(with_bank_tab(office, office.read()))
    return with_files(office, reckoned, files)


def _states(taken: TakenIn) -> Iterator[tuple[str, BankState]]:
    """Of the new rows, which stand last."""
    new, rows = taken.plan.new if taken.plan else (), taken.reckoning.book.bank
    if new and rows is not None:
        states = rows.states[-len(new) :].tolist()
        for each, state in zip(new, states, strict=True):
            yield each.fingerprint, BankState(state)


def _taken(
    reading: Reading, paths: Iterable[Path]
) -> tuple[list[StatementFile], list[BankFileError]]:
    made = take_several([*paths], reading)
    refused = [each for each in made if isinstance(each, BankFileError)]
    return [each for each in made if isinstance(each, StatementFile)], refused


def _by_statement(
    file: StatementFile, judged: Iterator[Judged]
) -> list[tuple[BankStatement, list[Judged]]]:
    return [(each, [next(judged) for _ in each.entries]) for each in file.statements]
