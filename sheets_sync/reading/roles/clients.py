"""Clients: a sound row of the tab becomes a client; namesakes are nobody (design §3, §4)."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Final, TypeVar, cast, get_args

import numpy as np

from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS
from sheets_sync.billing.findings import Code, Finding, Variant
from sheets_sync.billing.names import alike, fold, shape
from sheets_sync.billing.nearest import nearest
from sheets_sync.billing.tables import Client, ClientState
from sheets_sync.columns.cell import Cell
from sheets_sync.columns.codes import NONE
from sheets_sync.deferred import dataclass
from sheets_sync.reading.beside.said_elsewhere import currencies
from sheets_sync.reading.beside.states_beside import not_active
from sheets_sync.reading.cells import Rows, name_in, read_aloud
from sheets_sync.reading.meaning.cell_column import CellColumn, Mask, rows_where
from sheets_sync.reading.meaning.contracts import contract_in
from sheets_sync.reading.meaning.currencies import currency_code
from sheets_sync.reading.meaning.error_cells import error_in
from sheets_sync.reading.meaning.numbers import own_currency, read_number
from sheets_sync.reading.meaning.rules import Rules
from sheets_sync.reading.meaning.vocabulary import language_codes, meanings
from sheets_sync.reading.roles.counts_of_clients import clients_alone
from sheets_sync.reading.roles.issues import Issues

Meaning = TypeVar("Meaning")

HOLDS_LETTERS: Final = ("email", "state", "threshold", "credit_limit", "topup", "currency")
_STATES: Final[tuple[ClientState, ...]] = get_args(ClientState)
_ADDRESS: Final = re.compile(r"[A-Za-z0-9_.!#$%&'*+/=?^`{|}~-]+@(?:\w(?:[\w-]*\w)?\.)+\w[\w-]*\w")


@dataclass(frozen=True)
class Clients:
    """The sound clients, their codes by folded name, and the names that several rows bear.

    ``alike`` has, by a name as it is looked for, whoever alone is called so, or what is wrong.
    """

    clients: tuple[Client, ...]
    codes: Mapping[str, int]
    namesakes: frozenset[str]
    findings: tuple[Finding, ...]
    alike: Mapping[str, object]

    def read(self, cell: Cell) -> object:
        """The code of the client that a cell names, or what is wrong with it."""
        key = fold(name_in(cell))
        if key in self.namesakes:
            return Code.DUPLICATE_CLIENT
        if (code := self.codes.get(key)) is not None:
            return code
        return self.alike.get(alike(key), Code.UNKNOWN_CLIENT)

    @property
    def names(self) -> frozenset[str]:
        """The folded names of all of them."""
        return frozenset(self.codes)

    def nearest(self, cell: Cell) -> str:
        """The known name most like one that is not known, or ""."""
        if self.read(cell) is not Code.UNKNOWN_CLIENT or error_in(cell):
            return ""
        return nearest(name_in(cell), (client.name for client in self.clients))


def decode_clients(rows: Rows, rules: Rules) -> Clients:
    """The clients of the tab. A bad optional cell disables its own use only."""
    rows, totals = clients_alone(rows)
    rows, foreign = rows.said_elsewhere("currency", partial(_foreign, house=rules.currency))
    rows, gone = rows.said_elsewhere("state", not_active, each=True)
    beside = {"currency": foreign, "state": gone}
    issues = Issues(rows)
    issues.missing(["client"])
    issues.errors(["client"], hold=True)
    issues.errors(["details", "contract", "note"])
    column = rows.columns["client"]
    keys = [fold(name_in(cell)) for cell in column.cells]
    counts = Counter(
        keys[code] for code, held in zip(column.codes, issues.held, strict=True) if not held
    )
    namesakes = frozenset(key for key, count in counts.items() if count > 1)
    for index, key in enumerate(keys):
        if key in namesakes:
            issues.add(Code.DUPLICATE_CLIENT, "client", column.codes == index, hold=True)
    rows = _without_names(rows, issues)
    clients = tuple(
        _Row(rows, position, issues, rules, _said(beside, position)).client()
        for position in range(len(rows))
        if not issues.held[position]
    )
    names = [name_in(column.cells[code]) if code >= 0 else "" for code in column.codes]
    codes = {fold(client.name): code for code, client in enumerate(clients)}
    found = (*totals, *issues.findings(client=names), *_lookalikes(clients))
    return Clients(clients, codes, namesakes, found, _by_likeness(codes, namesakes))


def _said(beside: Mapping[str, Mask], position: int) -> Collection[str]:
    """The columns of ours whose cells of a row stand in one that is not read."""
    return {key for key, where in beside.items() if where[position]}


def _without_names(rows: Rows, issues: Issues) -> Rows:
    """The rows without a Manager that has names alone in all of a source, which is said once."""
    column = rows.columns["manager"]
    named = rows_where(column, _is_name)
    addressed = np.unique(rows.source[~column.blank & ~named])
    names = named & ~np.isin(rows.source, addressed)
    _, first = np.unique(rows.source[names], return_index=True)
    once = np.zeros(len(rows), bool)
    once[np.flatnonzero(names)[first]] = True
    issues.add(Code.BAD_EMAIL, "manager", once, variant=Variant.NAME)
    blank = replace(column, codes=np.where(names, NONE, column.codes))
    return replace(rows, columns={**rows.columns, "manager": blank}) if names.any() else rows


def _is_name(cell: Cell) -> bool:
    """Whether a cell of Manager is a text that has no address in it: "Anna"."""
    return isinstance(cell, str) and "@" not in cell and error_in(cell) is None


def _foreign(column: CellColumn, house: str) -> Mask:
    """The rows in which a column names another currency than the house's."""
    codes = [currency_code(cell, house) if isinstance(cell, str) else None for cell in column.cells]
    other: Mask = column.look_up([code != house for code in codes], blank=False, dtype="bool")
    return other & currencies(column)


def _by_likeness(codes: Mapping[str, int], namesakes: Iterable[str]) -> Mapping[str, object]:
    """What a name that nobody bears letter by letter means: of several that are alike nobody."""
    found: dict[str, object] = {alike(key): Code.DUPLICATE_CLIENT for key in namesakes}
    for key, code in codes.items():
        found[alike(key)] = Code.UNKNOWN_CLIENT if alike(key) in found else code
    return found


def _lookalikes(clients: Sequence[Client]) -> Iterator[Finding]:
    """At each client whose name no eye can tell from another's: they stay two."""
    groups: dict[str, list[Client]] = defaultdict(list)
    for client in clients:
        groups[shape(client.name)].append(client)
    for group in groups.values():
        for number, client in enumerate(group if len(group) > 1 else ()):
            other = group[1 if number == 0 else 0]
            yield Finding(
                Code.NEAR_NAME, "clients", client.source, client.row, "client",
                text=client.name, client=client.name, near=other.name, variant=Variant.TWIN,
            )  # fmt: skip


def mail_addresses(text: str) -> tuple[str, ...] | None:
    """The addresses of a cell, separated by ; or , or a new line; None where one is bad."""
    parts = [part.strip() for part in re.split(r"[;,\r\n]", text)]
    parts = [part for part in parts if part]
    if not parts or not all(map(_ADDRESS.fullmatch, parts)) or not "".join(parts).isprintable():
        return None
    return tuple(dict.fromkeys(parts))


class _Row:
    """One row of Clients on its way to a client."""

    def __init__(
        self, rows: Rows, position: int, issues: Issues, rules: Rules, beside: Collection[str]
    ) -> None:
        """``beside``: the columns of ours whose cells stand in one that is not read."""
        self.rows = rows
        self.position = position
        self.issues = issues
        self.rules = rules
        self.beside = beside
        self.held: list[str] = []

    def client(self) -> Client:
        """The client; findings of their cells go to the issues."""
        rules = self.rules
        money = self._currency() or rules.currency
        state = self._state()
        language = self._read(
            "language", lambda cell: language_codes().get(fold(read_aloud(cell))), Code.BAD_LANGUAGE
        )
        threshold = self._amount("threshold", money)
        credit_limit = self._amount("credit_limit", money)
        return Client(
            name=self._text("client"),
            source=int(self.rows.source[self.position]),
            row=int(self.rows.row[self.position]),
            currency=money,
            threshold=rules.thresholds.get(money, 0) if threshold is None else threshold,
            credit_limit=(
                rules.credit_limits.get(money, 0) if credit_limit is None else credit_limit
            ),
            topup=self._amount("topup", money),
            emails=self._read("email", _addresses_in, Code.BAD_EMAIL) or (),
            managers=self._managers(),
            language=language or "",
            state=state or "active",
            details=self._text("details", spaces=True),
            contract=contract_in(self._text("contract")),
            note=self._text("note", spaces=True),
            bad_currency="currency" in self.held,
            letters_held=tuple(self.held),
            ask=self._ask(money),
        )

    def _managers(self) -> tuple[str, ...]:
        if _is_name(self._cell("manager")):
            self._fault("manager", Code.BAD_EMAIL, Variant.NAME)
            return ()
        return self._read("manager", _addresses_in, Code.BAD_EMAIL) or ()

    def _state(self) -> ClientState | None:
        if "state" in self.beside:
            self._fault("state", Code.BAD_STATE, Variant.SAID_BESIDE)
            return None
        return self._read("state", _state_in, Code.BAD_STATE)

    def _currency(self) -> str | None:
        if "currency" in self.beside:
            self._fault("currency", Code.BAD_CURRENCY, Variant.SAID_BESIDE)
            return None
        usual = self.rules.currency
        return self._read(
            "currency", lambda cell: currency_code(read_aloud(cell), usual), Code.BAD_CURRENCY
        )

    def _ask(self, currency: str) -> int | None:
        """The amount to ask for, 0 where what is filled in is none; None for a blank cell."""
        if self._cell("ask") is None:
            return None
        amount = self._amount("ask", currency)
        if amount == 0:
            self._fault("ask", Code.BAD_NUMBER)
        return amount or 0

    def _cell(self, key: str) -> Cell:
        column = self.rows.columns[key]
        code = int(column.codes[self.position])
        return column.cells[code] if code >= 0 else None

    def _text(self, key: str, *, spaces: bool = False) -> str:
        cell = self._cell(key)
        if cell is None or error_in(cell):
            return ""
        return str(cell).strip() if spaces and isinstance(cell, str) else name_in(cell)

    def _read(self, key: str, read: Callable[[Cell], Meaning | None], code: Code) -> Meaning | None:
        """What ``read`` makes of a filled cell; a finding where it makes nothing of it."""
        cell = self._cell(key)
        if cell is None:
            return None
        error = error_in(cell)
        value = None if error else read(cell)
        if value is None:
            self._fault(key, error or code)
        return value

    def _amount(self, key: str, currency: str) -> int | None:
        """An amount in minor units, None for a blank or a bad cell."""
        cell = self._cell(key)
        if cell is None:
            return None
        rules = self.rules
        found = error_in(cell) or read_number(cell, rules.locale, MINOR_DIGITS[currency])
        fault = (
            found if isinstance(found, Code)
            else Code.BAD_CURRENCY if not own_currency(found.currency, currency, rules.currency)
            else Code.BAD_SIGN if found.value < 0
            else Code.TOO_LARGE if found.value > LIMIT
            else None
        )  # fmt: skip
        if fault is not None or isinstance(found, Code):
            self._fault(key, fault or Code.BAD_NUMBER)
            return None
        return found.value

    def _fault(self, key: str, code: Code, variant: Variant | None = None) -> None:
        where = np.zeros(len(self.rows), bool)
        where[self.position] = True
        self.issues.add(code, key, where, variant=variant)
        if key in HOLDS_LETTERS:
            self.held.append(key)


def _state_in(cell: Cell) -> ClientState | None:
    return cast("ClientState | None", meanings("state", _STATES).get(fold(read_aloud(cell))))


def _addresses_in(cell: Cell) -> tuple[str, ...] | None:
    return mail_addresses(cell) if isinstance(cell, str) else None
