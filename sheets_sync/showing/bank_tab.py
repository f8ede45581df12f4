"""The tab Bank: append-only, a row for each credit of the bank's statements (design §20).

Rows are known by their codes, wherever staff moved or sorted them. Of a row that stands only what
is matched, how, and its state are written; Client is the staff's.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import Final

from sheets_sync.bank.judging import Judged
from sheets_sync.bank.met_before import Lot
from sheets_sync.bank.paying import How, Whose
from sheets_sync.billing.bank_rows import MOST_NAMED, BankRows, BankState, RememberedRow
from sheets_sync.billing.days import to_date
from sheets_sync.billing.fingerprints import ALIKE, ELSEWHERE, LEARNT, EntryCode, UntoldBy, check_of
from sheets_sync.columns.whole import filled
from sheets_sync.deferred import dataclass
from sheets_sync.reading.sources.places import Places
from sheets_sync.showing import encode
from sheets_sync.showing.own_places import OwnPlaces, own_places
from sheets_sync.showing.own_tabs import BANK
from sheets_sync.spreadsheet.cell_value import Value
from sheets_sync.spreadsheet.diff import Wanted, as_edited
from sheets_sync.spreadsheet.protocol import ColumnEdit, Snapshot, Tab
from sheets_sync.words.speaking import Words

_DECIDED: Final = (Lot.MATCHED, Lot.RETURNED)
_DECIDING: Final = ("day", "amount", "matched", "client", "code")
_TOLD: Final = ("day", "payer", "purpose", "amount", "currency", "account", "tax_number")
"""What stands in a row as the bank told it."""


@dataclass(frozen=True)
class BankPlan:
    """What a run makes of the tab: ``new`` entries, in their order; whose rows that stand (by sheet
    row) are now, ``anew``; what Matched is to say beside those that take back another's credit,
    ``following``; the ``codes`` of rows that lost theirs; rows that come ``back`` as they were
    remembered, no statement telling of them any more; rows of which How is to be said again,
    ``resaid``; those that were read otherwise before, as files tell them now, ``told_anew``; and
    those that were deleted by themselves, ``gone``, that counted and no statement tells."""

    new: Sequence[Judged] = ()
    anew: Mapping[int, Whose] = field(default_factory=dict)
    following: Mapping[int, str] = field(default_factory=dict)
    codes: Mapping[int, EntryCode] = field(default_factory=dict)
    back: Sequence[RememberedRow] = ()
    resaid: Mapping[int, Judged] = field(default_factory=dict)
    told_anew: Mapping[int, Judged] = field(default_factory=dict)
    gone: Sequence[RememberedRow] = ()


def blank_tab(name: str, words: Words) -> Tab:
    """The tab as it is made, without a row: where nothing may be made."""
    marks = {mark: at for at, mark in enumerate(BANK.marks)}
    columns = [[header] for header in BANK.headers(words)]
    return Tab(name, columns, 1, marks, BANK.role, BANK.header_row)


def bank_cells(tab: Tab, plan: BankPlan, words: Words) -> list[Wanted]:
    """The headers, the new rows below all that is there, and whose rows are that stand."""
    places = own_places(tab, BANK)
    return [
        *_headers(tab, places, words),
        *_new(tab, plan, places, words),
        *_anew(tab, plan, places, words),
    ]


def speaks_otherwise(tab: Tab, words: Words) -> bool:
    """Whether the tab was written in another language: its column How is not called so in this."""
    places = own_places(tab, BANK)
    header = tab.at(places.header, places.columns[BANK.at("how")])
    return header not in (None, words.say(f"{BANK.role}.how"))  # blank: deleted, or just made


def moves_money(tab: Tab, edits: Iterable[ColumnEdit]) -> bool:
    """Whether cells of the tab change by which balances go."""
    places = own_places(tab, BANK)
    read = {places.columns[BANK.at(key)] for key in _DECIDING}
    return any(edit.column in read and edit.rows[-1] > places.header for edit in edits)


def with_bank_cells(snapshot: Snapshot, tab: Tab, edits: Sequence[ColumnEdit]) -> Snapshot:
    """The snapshot as it is to be once these cells of the tab are written."""
    columns = as_edited(tab.columns, edits)
    marks = dict(zip(BANK.marks, own_places(tab, BANK).columns, strict=True))
    after = replace(
        tab,
        columns=columns,
        height=len(columns[0]),
        marks={**tab.marks, **marks},
        header=tab.header or BANK.header_row,
    )
    return replace(snapshot, tabs={**snapshot.tabs, tab.ref: after})


def state_cells(
    tab: Tab, rows: BankRows, plan: BankPlan, places_of: Places, words: Words
) -> list[Wanted]:
    """What each row amounts to, in its State; whose those that wait may be says the plan."""
    at = own_places(tab, BANK).columns[BANK.at("state")]
    numbers, states, foreign = rows.rows.tolist(), rows.states.tolist(), {*_foreign(tab, plan)}
    texts = {
        number: _state_said(rows, number, state, foreign, places_of, words)
        for number, state in zip(numbers, states, strict=True)
    }
    return list(_single_cells(tab.ref, at, texts))


def _foreign(tab: Tab, plan: BankPlan) -> Iterator[int]:
    """The sheet rows that may be theirs alone who pay in another currency."""
    foot = max(_last_filled(tab), own_places(tab, BANK).header) + len(plan.back)
    new = ((row, each.whose) for row, each in enumerate(plan.new, foot + 1))
    for row, whose in (*plan.anew.items(), *new):
        if whose.foreign and not (whose.client or whose.candidates):
            yield row


def _state_said(
    rows: BankRows, row: int, state: int, foreign: Collection[int], places: Places, words: Words
) -> str:
    file = rows.untold.get(row, "") if state == BankState.UNTOLD else ""
    named = [places.payment(*each) for each in rows.named(row, state)]
    place = " / ".join([*named[:MOST_NAMED], *(["…"] if len(named) > MOST_NAMED else [])])
    said = BankState(state).name.lower()
    if place and state == BankState.WAITING:
        said = "waiting_beside"
    elif place and file:
        said = "untold_beside"
    elif state == BankState.CORRECTED and row in rows.put_aside:
        said = "corrected_typed"
    elif state == BankState.RETURNED and len(named) > 1:
        said = "returned_parts"
    elif state == BankState.DUPLICATE and len(named) > 1:
        said = "duplicate_parts"
    elif state == BankState.WAITING and row in foreign:
        said = "waiting_foreign"
    return words.say(f"bank.state.{said}", place=place or file, file=file)


def _single_cells(ref: str, column: int, cells: Mapping[int, Value]) -> Iterator[Wanted]:
    """Cells of a column by sheet row, as runs of rows."""
    begun: list[Value] = []
    first = last = 0
    for row in sorted(cells):
        if begun and row != last + 1:
            yield Wanted(ref, column, first, begun, to_foot=False)
            begun = []
        first = first if begun else row
        begun.append(cells[row])
        last = row
    if begun:
        yield Wanted(ref, column, first, begun, to_foot=False)


def _headers(tab: Tab, places: OwnPlaces, words: Words) -> Iterator[Wanted]:
    for name, at in zip(BANK.headers(words), places.columns, strict=True):
        yield Wanted(tab.ref, at, places.header, [name], to_foot=False)


def _new(tab: Tab, plan: BankPlan, places: OwnPlaces, words: Words) -> Iterator[Wanted]:
    foot = max(_last_filled(tab), places.header)
    rows = [*(_row_back(each, words) for each in plan.back), *(_row(e, words) for e in plan.new)]
    if not rows:
        return
    for column, at in zip(BANK.columns, places.columns, strict=True):
        if column.key != "state":  # that comes later; Client is theirs, as they filled it before
            yield Wanted(tab.ref, at, foot + 1, [row[column.key] for row in rows], to_foot=False)


def _last_filled(tab: Tab) -> int:
    """The last sheet row with anything in it, staff's own columns among them: what stands there
    belongs to that row."""
    row = tab.height
    while row and not any(filled(column[row - 1 : row], 0) for column in tab.columns):
        row -= 1
    return row


def _row(judged: Judged, words: Words) -> Mapping[str, Value]:
    """A new row, by column."""
    entry, party = judged.entry, judged.entry.party
    return {
        "day": to_date(entry.day),
        "payer": encode.text(party.name),
        "purpose": encode.text(entry.purpose),
        "amount": encode.major(entry.signed, judged.currency),
        "currency": judged.currency,
        "matched": encode.text(judged.whose.client if judged.lot in _DECIDED else ""),
        "how": encode.text(_how_of(judged, words)),
        "client": encode.text(judged.chosen),
        "account": encode.text(party.account),
        "tax_number": encode.text(party.tax_number),
        "code": str(entry_code(judged)),
    }


def _row_back(row: RememberedRow, words: Words) -> Mapping[str, Value]:
    """A row as it was remembered, by column."""
    return {
        "day": to_date(row.day),
        "payer": None,
        "purpose": None,
        "amount": encode.major(row.amount, row.currency),
        "currency": row.currency,
        "matched": encode.text(row.matched),
        "how": encode.text(words.say("bank.remembered")),
        "client": encode.text(row.client),
        "account": encode.text(row.account),
        "tax_number": encode.text(row.tax_number),
        "code": str(row.code),
    }


def entry_code(judged: Judged) -> EntryCode:
    """What the row of an entry is known by."""
    entry = judged.entry
    check = check_of(entry.day, entry.signed, judged.currency)
    beside = judged.undone or (LEARNT if judged.whose.learnt else "")
    if judged.lot is Lot.ELSEWHERE:
        beside = ELSEWHERE
    elif judged.lot is Lot.ALIKE:
        beside = ALIKE
    untold = UntoldBy(judged.untold.file, bool(judged.chosen)) if judged.untold else None
    form = judged.form.split(" ")[0]
    mark, order, instead = judged.fingerprint, judged.order, judged.instead
    typed = judged.typed_since, judged.typed_as
    return EntryCode(mark, form, check, beside, order, instead, untold, *typed)


def _anew(tab: Tab, plan: BankPlan, places: OwnPlaces, words: Words) -> Iterator[Wanted]:
    matched = {row: encode.text(whose.client) for row, whose in plan.anew.items()}
    matched |= {row: encode.text(name) for row, name in plan.following.items()}
    how = {row: encode.text(_how_of(judged, words)) for row, judged in plan.resaid.items()}
    how |= {row: encode.text(how_said(whose, words)) for row, whose in plan.anew.items()}
    yield from _single_cells(tab.ref, places.columns[BANK.at("matched")], matched)
    yield from _single_cells(tab.ref, places.columns[BANK.at("how")], how)
    told = {row: _row(judged, words) for row, judged in plan.told_anew.items()}
    for key in _TOLD:
        cells = {row: cells[key] for row, cells in told.items() if cells[key] is not None}
        yield from _single_cells(tab.ref, places.columns[BANK.at(key)], cells)
    codes = {row: str(code) for row, code in plan.codes.items()}
    yield from _single_cells(tab.ref, places.columns[BANK.at("code")], codes)


def _how_of(judged: Judged, words: Words) -> str:
    back = [words.say("bank.taken_back")] if judged.entry.takes_back else []
    if judged.lot in (Lot.ELSEWHERE, Lot.ALIKE):
        back.append(words.say(f"bank.{judged.lot}"))
    if not (judged.lot is Lot.RETURNED and judged.whose.how is None):  # as that which it undoes
        back.append(how_said(judged.whose, words))
    return " · ".join(back)


def how_said(whose: Whose, words: Words) -> str:
    """By what a credit is a client's, or whose it may be, the likeliest first."""
    if whose.client:
        return said_by(whose, whose.how, words) if whose.how else words.say("bank.as_before")
    said = []
    if whose.candidates:
        key = "bank.contested" if whose.contested else "bank.perhaps"
        said.append(words.say(key, clients=" / ".join(whose.candidates)))
    if whose.foreign:
        said.append(words.say("bank.foreign", clients=" / ".join(whose.foreign)))
    return " · ".join(said) or words.say("bank.nobody")


def said_by(whose: Whose, how: How, words: Words) -> str:
    """By what a credit was found to be a client's."""
    labels = ", ".join(claim.label for claim in whose.claims)
    return words.say(f"bank.paying.{how}", labels=labels)
