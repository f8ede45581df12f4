"""Rows of Bank that counted, were deleted by themselves, and that no statement tells any more: what
they take off an account is told until a person says that it is right (design §20)."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from sheets_sync.billing.bank_rows import BankState, RememberedRow
from sheets_sync.billing.findings import Finding
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import NO_DAY
from sheets_sync.columns.codes import NONE
from sheets_sync.reading.bank_tab.bank_cells import is_dash
from sheets_sync.reading.bank_tab.bank_parts import typed_in_parts
from sheets_sync.reading.bank_tab.bank_twins import NEAR, TypedPlace, equal_to_rows, payments_in
from sheets_sync.reading.roles.payments import latest_openings
from sheets_sync.reading.sources.places import bank_place
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.bank.bank_asked import asked_before
from sheets_sync.use_cases.bank.bank_heirs import came_for
from sheets_sync.use_cases.bank.bank_memory import RememberedRows, remembered_rows, rows_gone
from sheets_sync.use_cases.letters.sightings import came_as_they_went
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.use_cases.shared.page_tokens import all_now_called
from sheets_sync.use_cases.statements.bank_gone_told import (
    GoneKnown,
    Lost,
    ToldAsOne,
    as_one,
    by_client,
    finding_of,
    gone_known,
    not_said_to_be_right,
)
from sheets_sync.use_cases.statements.bank_standing import StandingRows


def gone_for_good(
    office: Office, reckoned: Reckoning, rows: StandingRows, gone: Sequence[RememberedRow]
) -> list[Finding]:
    """A finding for each client of rows that are ``gone`` whose money nothing else says is in their
    account, or is none of theirs. ``rows``: the tab as it was read; ``reckoned`` with all that this
    run adds to it. What went under an older program is let go."""
    memory = office.store.memories
    away, known = rows_gone(memory, rows), gone_known(memory)
    let_go = frozenset(away) if known is None else known.let_go & away.keys()
    gone = [row for row in gone if row.code.fingerprint not in let_go]
    lost, said = _lost(office, reckoned, rows, gone, known or GoneKnown()) if gone else ([], [])
    told = by_client(lost)
    office.statements.gone = GoneKnown(let_go, tuple({*said, *map(as_one, told)}))
    source, clients = bank_place(reckoned.places), reckoned.book.clients
    at = source.index if source else 0
    return [finding_of(each, clients[each[0][1]].name, at) for each in told]


def _lost(
    office: Office,
    reckoned: Reckoning,
    rows: StandingRows,
    gone: Sequence[RememberedRow],
    known: GoneKnown,
) -> tuple[list[Lost], list[ToldAsOne]]:
    """Those that are to be told, and what people said of others that were told as one."""
    lost = [*_theirs(office, reckoned, gone)]
    if not lost:
        return [], []
    lost = [*_told_in_no_other_form(lost, reckoned, rows)]
    uncoded = frozenset(row for each in rows.without_code().values() for row in each)
    lost, said = not_said_to_be_right(lost, known.told, _dashes(reckoned, uncoded))
    return [*_not_typed(lost, reckoned, uncoded, _spoken_of(office, lost))], said


def _theirs(office: Office, reckoned: Reckoning, gone: Sequence[RememberedRow]) -> Iterator[Lost]:
    """Those that counted for a client who is there, by whatever name, behind their opening. A
    credit and what took it back are nothing together."""
    known, book = remembered_rows(office.store.memories), reckoned.book
    codes = {fold(each.name): code for code, each in enumerate(book.clients)}
    opened = latest_openings(book.payments, len(book.clients))
    counted = [row for row in _alone(gone) if _counted(row, known)]
    known_as = {name: _Heir(code) for name, code in codes.items()}
    away = {name for row in counted if (name := _name(row)) not in codes}
    known_as |= _heirs(office, reckoned, codes, away) if away else {}
    for row in counted:
        heir = known_as.get(_name(row))
        if heir is not None and heir.since <= row.day + NEAR and row.day > opened[heir.code]:
            yield row, heir.code


def _name(row: RememberedRow) -> str:
    """Whose a row was, folded."""
    return fold(row.client or row.matched)


class _Heir(NamedTuple):
    """A client's code, and the day of their first row: one who is new has none of about the days
    of what is gone."""

    code: int
    since: int = 0


def _age(heir: _Heir) -> tuple[int, int]:
    return heir.since, heir.code


def _heirs(
    office: Office, reckoned: Reckoning, codes: Mapping[str, int], away: Collection[str]
) -> dict[str, _Heir]:
    """Who those that are in Clients no more are now: by a person's word, by whose address or
    details they came with, else who came as they went, and of several the one of the oldest
    rows."""
    by_word = all_now_called(away, codes, office.desk.ledger())
    came_with = came_as_they_went(office, reckoned.book, away)
    theirs = {name: next(iter(those)) for name, those in came_with.items() if len(those) == 1}
    heirs = {name: _Heir(codes[who]) for name, who in (theirs | by_word).items()}
    came = came_for(office.store.memories, reckoned, away - heirs.keys())
    if any(came.values()):
        first = _first_days(reckoned)
        for name, those in came.items():
            if those:
                heirs[name] = min((_Heir(codes[who], first[codes[who]]) for who in those), key=_age)
    return heirs


def _first_days(reckoned: Reckoning) -> list[int]:
    """By client the day of the first row of Payments, Bank or Log that is theirs."""
    book = reckoned.book
    first = np.full(len(book.clients), np.iinfo(np.int32).max)
    for rows in (book.payments, book.log):
        whose, days = rows["client"].to_numpy(), rows["day"].to_numpy()
        sound = (whose != NONE) & (days != NO_DAY)
        np.minimum.at(first, whose[sound], days[sound])
    return first.tolist()


def _alone(gone: Sequence[RememberedRow]) -> Iterator[RememberedRow]:
    """Those of which what they take back, or what took them back, is not gone, too."""
    marks = {row.code.fingerprint for row in gone}
    undone = {row.code.beside for row in gone} & marks
    for row in gone:
        if row.code.beside not in marks and row.code.fingerprint not in undone:
            yield row


def _counted(row: RememberedRow, known: RememberedRows) -> bool:
    """Whether a row that is somebody's was their payment: one that the bank told otherwise before,
    or no more, waits until staff choose."""
    before = known.get(row.code.instead)
    otherwise = bool(row.code.instead) and not (before and is_dash(before.client))
    return bool(row.client) or not (otherwise or row.code.untold)


def _told_in_no_other_form(
    lost: Sequence[Lost], reckoned: Reckoning, rows: StandingRows
) -> Iterator[Lost]:
    """Without those of which a row of another form of file has day, amount and client."""
    stand = (row for row in rows.remembered().values() if row)
    left = Counter((r.code.form, r.day, r.amount, fold(r.client or r.matched)) for r in stand)
    forms = {form for form, *_ in left}
    for row, code in lost:
        facts = row.day, row.amount, fold(reckoned.book.clients[code].name)
        others = ((form, *facts) for form in forms - {row.code.form})
        there = next((each for each in others if left[each] > 0), None)
        if there is None:
            yield row, code
        else:
            left[there] -= 1


def _dashes(reckoned: Reckoning, uncoded: frozenset[int]) -> Counter[tuple[int, int]]:
    """Day and amount of what people typed a dash beside, below the bank's own rows (``uncoded``:
    the sheet rows that bear no code)."""
    bank = reckoned.book.bank
    assert bank is not None  # noqa: S101 - the caller has its rows
    facts = zip(bank.rows.tolist(), bank.states.tolist(), bank.day, bank.amount, strict=True)
    return Counter(
        (int(day), int(amount))
        for row, state, day, amount in facts
        if state == BankState.NOBODYS and row in uncoded
    )


def _spoken_of(office: Office, lost: Sequence[Lost]) -> Counter[tuple[int, int, int]]:
    """Client, day and amount of typed rows that came beside one of the lost by staff's word."""
    asked = asked_before(office.store.memories) or {}
    chosen = ((row, code) for row, code in lost if row.client and row.code.typed_since is None)
    return Counter(
        (code, day, row.amount)
        for row, code in chosen
        for name, day in asked.get(row.code.fingerprint, ())
        if name
    )


def _not_typed(
    lost: Sequence[Lost],
    reckoned: Reckoning,
    uncoded: frozenset[int],
    spoken: Counter[tuple[int, int, int]],
) -> Iterator[Lost]:
    """Without those that stand in Payments, or below the bank's rows, be it in parts: of that
    client and amount, near that day, beside nothing else of the bank's, and not ``spoken`` of as
    other money."""
    book, source = reckoned.book, bank_place(reckoned.places)
    bank, index = book.bank, source.index if source else -1
    assert bank is not None  # noqa: S101 - the caller has its rows
    no: set[TypedPlace] = {*bank.twins.values()}
    no |= {each.place for typed in bank.typed.values() for each in typed if each.taken}
    for client, amount, day, place in payments_in(book.payments):
        if place[0] == index and place[1] not in uncoded:
            no.add(place)
        elif place not in no and spoken[client, day, amount] > 0:
            spoken[client, day, amount] -= 1
            no.add(place)
    wanted = {at: (code, row.amount, row.day) for at, (row, code) in enumerate(lost)}
    typed = equal_to_rows(book.payments, wanted, no)
    left = [each for at, each in enumerate(lost) if at not in typed]
    facts = ((code, row.amount, row.day) for row, code in left)
    in_parts = {*typed_in_parts(book.payments, no.union(typed.values()), facts)}
    yield from (each for at, each in enumerate(left) if at not in in_parts)
