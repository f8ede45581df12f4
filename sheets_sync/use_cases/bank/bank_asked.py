"""A choice in Bank says that both came, the bank's payment and an equal one of Payments, only of
what people could see beside it: whom and which day State named by then is remembered (design §20).
"""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sheets_sync.billing.bank_rows import BankState, TypedRow
from sheets_sync.billing.fingerprints import EntryCode
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.use_cases.statements.bank_questions import RowBesideTyped
from sheets_sync.use_cases.statements.bank_standing import StandingRows

_KEY: Final = "bank.asked"
_NAMING: Final = (BankState.DUPLICATE, BankState.WAITING, BankState.UNTOLD)
_COUNTING: Final = (BankState.CHOSEN, BankState.TYPED_SINCE)

_Typed = tuple[str, int]
"""Whose a typed row is (folded), and its day."""

_UNNAMED: Final[_Typed] = ("", 0)
"""Stands in the first place where State names nothing: else that is what it names."""

SpokenOf = Mapping[str, Sequence[_Typed]]
"""By the fingerprint of a row of Bank the typed rows that its choice speaks of, or would."""


def asked_before(memory: Memory) -> SpokenOf | None:
    """What rows named at the end of the last run, and what choices spoke of by then; None where
    nobody knows."""
    try:
        known = json.loads(memory.recall(_KEY) or "[]")
        return {mark: [(str(a), int(b)) for a, b in each] for mark, each in known.items()}
    except (ValueError, TypeError, AttributeError):  # of earlier versions, too
        return None


def remember_asked(memory: Memory, rows: StandingRows) -> None:
    """Keep that for the next run; of rows that stand no more what was known."""
    before, standing = _as_called(asked_before(memory), rows), rows.days()
    gone = {mark: each for mark, each in (before or {}).items() if mark not in standing}
    now = ((row.code.fingerprint, _asked(row, before)) for row in rows.beside_typed())
    text = json.dumps(gone | {mark: each for mark, each in now if each}, sort_keys=True)
    if text != memory.recall(_KEY):
        memory.remember(_KEY, text)


def typed_since(rows: StandingRows, asked: SpokenOf | None) -> Iterator[tuple[int, EntryCode]]:
    """The codes, by sheet row, of rows of which it is new, or not so any more, that an equal row of
    Payments stands there of which the choice does not speak; ``asked`` as before."""
    beside, known = [*rows.beside_typed()], _as_called(asked, rows)
    chosen = [row for row in beside if row.state == BankState.CHOSEN]
    aside = Counter(fact for row in beside if (fact := _said_to_be(row, known)))
    doubts = {} if known is None else _nearest(chosen, known, aside)
    for row in beside:
        since = doubts.get(row.at)
        if row.state == BankState.TYPED_SINCE:  # until the choice is made anew
            since = _day_of(row)
        said = _said_to_be(row, known)
        typed_as = (
            said[1] if said else row.code.typed_as if row.state == BankState.NOBODYS else None
        )
        if (since, typed_as) != (row.code.typed_since, row.code.typed_as):
            yield row.at, replace(row.code, typed_since=since, typed_as=typed_as)


def _as_called(asked: SpokenOf | None, rows: StandingRows) -> SpokenOf | None:
    """The same; what is known of a name that no client has any more is so of who has the row: they
    are called otherwise."""
    if asked is None:
        return None
    names, own = (
        rows.names(),
        {r.code.fingerprint: r.facts[0][0] for r in rows.beside_typed() if r.facts},
    )
    return {
        mark: [(name if name in names else own.get(mark, name), day) for name, day in each]
        for mark, each in asked.items()
    }


def _said_to_be(row: RowBesideTyped, known: SpokenOf | None) -> _Typed | None:
    """What people typed as which staff put aside a row that nobody is matched to, since the last
    run: what its State named by then, where that is one client's, and nobody else's row of its day
    is equal."""
    new = row.state == BankState.NOBODYS and not row.is_matched and row.code.typed_as is None
    said = known.get(row.code.fingerprint, ()) if new and known is not None else ()
    first = next(iter(said), _UNNAMED)
    whose = {name for name, _ in said} | {name for name, day in row.facts if day == first[1]}
    return None if first == _UNNAMED or len(whose) > 1 else first


def _nearest(
    chosen: Sequence[RowBesideTyped], asked: SpokenOf, aside: Counter[_Typed]
) -> dict[int, int]:
    """By sheet row the day of a typed row that is news to its choice: each beside the nearest, but
    for what others were just put ``aside`` as."""
    ways = sorted(
        (abs(typed.day - row.day), row.at, typed.place, typed.day)
        for row in chosen
        for typed in _news(row, (*asked.get(row.code.fingerprint, ()), *aside.elements()))
        if not typed.taken
    )
    found: dict[int, int] = {}
    used: set[tuple[int, int]] = set()
    for _, at, place, day in ways:
        if at not in found and place not in used:
            found[at] = day
            used.add(place)
    return found


def _news(row: RowBesideTyped, known: Sequence[_Typed]) -> Iterator[TypedRow]:
    """What is typed beside a row and not among what is ``known``, one for one, from the top."""
    left = Counter(known)
    for typed, fact in zip(row.typed, row.facts, strict=True):
        if left[fact] > 0:
            left[fact] -= 1
        else:
            yield typed


def _asked(row: RowBesideTyped, before: SpokenOf | None) -> list[_Typed]:
    """What a choice beside the row speaks of, or would: while it waits, all that its State names,
    or named before, and all of the client whom it names first (people look at one, and mean them
    all); of a choice what it spoke of, as long as that stands there and the choice is the same."""
    known = [] if before is None else [*before.get(row.code.fingerprint, [])]
    if row.state != BankState.NOBODYS and _UNNAMED in known:
        known.remove(_UNNAMED)
    named = _named(row)
    if row.state in _COUNTING:
        still = Counter(row.facts) & Counter(row.facts if before is None else known)
        return [named or _UNNAMED, *(still - Counter([named or _UNNAMED])).elements()]
    if row.state in _NAMING and named:
        each = zip(row.typed, row.facts, strict=True)
        now = Counter(fact for t, fact in each if fact[0] == named[0] or t.place in row.named)
        asked = now | (Counter(row.facts) & Counter(known))
        return [named, *(asked - Counter([named])).elements()]
    if row.state == BankState.UNTOLD:
        return []
    return [*known] if row.state not in _NAMING or not known else [_UNNAMED, *known]


def _named(row: RowBesideTyped) -> _Typed | None:
    """Whom and which day State names beside the row."""
    facts = zip(row.typed, row.facts, strict=True)
    first = next(iter(row.named), None)
    return next((fact for typed, fact in facts if typed.place == first), None)


def _day_of(row: RowBesideTyped) -> int | None:
    named = _named(row)
    return named[1] if named else row.code.typed_since
