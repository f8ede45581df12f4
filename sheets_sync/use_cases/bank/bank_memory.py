"""What became of rows of Bank, remembered beside the tab: where it is deleted, or a row of it, it
comes back as it was, and nothing is asked or counted twice (design §20)."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Final, TypeGuard

from sheets_sync.bank.entries import BankStatement, Party
from sheets_sync.bank.identities import StandingEntry
from sheets_sync.bank.judging import Judged
from sheets_sync.bank.met_before import Lot, TakenBefore
from sheets_sync.bank.names_alike import in_latin, stands_loosely_in
from sheets_sync.bank.payers import Identifiers, identifiers_of
from sheets_sync.bank.paying import Whose
from sheets_sync.bank.reread import Reread
from sheets_sync.bank.spans import Spans
from sheets_sync.billing.bank_rows import RememberedRow
from sheets_sync.billing.fingerprints import LEARNT, read_entry_code
from sheets_sync.billing.names import fold
from sheets_sync.billing.tables import Client
from sheets_sync.deferred import dataclass
from sheets_sync.reading.bank_tab.bank_cells import is_dash
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.use_cases.statements.bank_standing import StandingRows

_KEY: Final = "bank.rows"
_OPEN: Final = (Lot.MATCHED, Lot.OFFERED)

RememberedRows = Mapping[str, RememberedRow]
"""By the fingerprints of their entries."""


def remembered_rows(memory: Memory) -> RememberedRows:
    """What earlier runs left; nothing where that makes no sense."""
    try:
        rows = [_row_of(*each) for each in json.loads(memory.recall(_KEY) or "[]")]
    except (ValueError, TypeError, AttributeError):
        return {}
    return {row.code.fingerprint: row for row in rows}


@dataclass(frozen=True)
class MovedChoice:
    """What stands in Client beside an entry, in a sheet ``row``, ``now``, and what ``was`` there at
    the end of the last run; or ``in_matched``. ``payer``: what that one is called."""

    row: int
    fingerprint: str
    was: str
    now: str
    in_matched: bool = False
    payer: str = ""


def moved_choices(memory: Memory, rows: StandingRows) -> list[MovedChoice]:
    """The rows whose Client changed, where all choices that went from some rows, two at least,
    stand beside others, and no other does: the column was sorted by itself, most likely. Two that
    were exchanged are a slip put right, where nothing looks sorted, or the payers' names say so."""
    known = remembered_rows(memory)
    changed = [
        MovedChoice(row, mark, was, now, payer=payer)
        for row, mark, payer, now in rows.choices()
        if fold(was := known[mark].client if mark in known else "") != fold(now)
    ]
    went, came = (Counter(fold(each) for each in told if each) for told in _both(changed))
    moved = went == came and went.total() > 1
    swapped = len(changed) == 2 and went.total() == 2
    put_right = (
        swapped and _all_stand(known, rows) and (_in_no_order(rows) or _payers_say_so(changed))
    )
    return [] if not moved or put_right else changed


def _payers_say_so(changed: Sequence[MovedChoice]) -> bool:
    """Whether a payer bears the name of the client that stands there now, and none that of the one
    who stood there: who sorts a column puts them where they may."""
    bears = [(_bears(each.payer, each.was), _bears(each.payer, each.now)) for each in changed]
    return any(now for _, now in bears) and not any(was and not now for was, now in bears)


def _bears(payer: str, client: str) -> bool:
    if not client or is_dash(client):
        return False
    return stands_loosely_in(in_latin(client), in_latin(payer), inflected=True)


def _all_stand(known: RememberedRows, rows: StandingRows) -> bool:
    """Whether the rows that are known stand as they stood: who sorts all columns but Client leaves
    other ones."""
    marks = [mark for _, mark, *_ in rows.choices() if mark in known]
    return marks == [mark for mark in known if mark in {*marks}]


def _in_no_order(rows: StandingRows) -> bool:
    """Whether Client is in no order, blank ones last, as it is where it was sorted by itself."""
    said = [fold(now) for *_, now in rows.choices()]
    blank = [not each for each in said]
    names = [each for each in said if each and not is_dash(each)]
    return blank != sorted(blank) or names not in (sorted(names), sorted(names, reverse=True))


def _both(changed: Sequence[MovedChoice]) -> Iterator[list[str]]:
    yield [each.was for each in changed]
    yield [each.now for each in changed]


def matched_by_hand(memory: Memory, rows: StandingRows) -> list[MovedChoice]:
    """The rows whose Matched is another client than a run left there, where no run makes it so: it
    was decided at once, by no learning, and the client is there still."""
    known, names = remembered_rows(memory), rows.names()
    pairs = ((known.get(mark), now) for mark, now in rows.remembered().items())
    return [
        MovedChoice(at, now.code.fingerprint, was.matched, now.matched, in_matched=True)
        for was, now in pairs
        if _is_matched(was) and _is_matched(now) and not now.client
        if fold(was.matched) != fold(now.matched)
        if fold(was.matched) in names and (at := rows.row_of(now.code.fingerprint, now.amount))
    ]


def _is_matched(row: RememberedRow | None) -> TypeGuard[RememberedRow]:
    """Whether a row was matched, and its code says nothing else of it."""
    matched = row is not None and row.matched
    return row is not None and bool(matched) and not (row.code.beside or is_dash(row.matched))


def _as_matched(row: RememberedRow | None, was: RememberedRow | None) -> RememberedRow | None:
    """A row that staff chose a client for, with what a run left in Matched: what people typed over
    that is told anew where the choice goes."""
    if row is None or not row.client or not _is_matched(was) or row.code != was.code:
        return row
    return replace(row, matched=was.matched)


def remember_rows(memory: Memory, rows: StandingRows, forgotten: frozenset[str]) -> None:
    """Keep what became of the rows that stand. Of those that stand no more what was known stays,
    but for what was never so (``forgotten``)."""
    before, moved = remembered_rows(memory), moved_choices(memory, rows)
    kept = {mark: row for mark, row in before.items() if mark not in forgotten}
    standing = {mark: _as_matched(row, before.get(mark)) for mark, row in rows.remembered().items()}
    # As the rows stand; while choices are told that moved, as they stood before that.
    now = {**kept, **standing} if moved else {**standing, **kept, **standing}
    # What is told is told until it is put right, or said anew.
    for each in (*moved, *matched_by_hand(memory, rows)):
        now[each.fingerprint] = before.get(each.fingerprint)
    told = [row for row in now.values() if row]
    if told != [*before.values()]:
        memory.remember(_KEY, json.dumps([_told(row) for row in told]))


def _told(row: RememberedRow) -> list[str | int]:
    facts = (row.day, row.amount, row.currency, row.matched, row.client)
    return [str(row.code), *facts, row.account, row.tax_number]


def _row_of(code: str, day: int, amount: int, *told: str) -> RememberedRow:
    known = read_entry_code(code)
    if known is None:
        raise ValueError(code)
    return RememberedRow(known, int(day), int(amount), *map(str, told))


def rows_gone(memory: Memory, rows: StandingRows) -> RememberedRows:
    """What is remembered of rows that stood, and stand no more."""
    standing = {each.fingerprint for each in rows.standing()}
    return {mark: row for mark, row in remembered_rows(memory).items() if mark not in standing}


def as_standing(row: RememberedRow) -> StandingEntry:
    """A row that is gone, as far as it is remembered."""
    code = row.code
    facts = row.day, row.amount, row.currency, row.account
    return StandingEntry(code.fingerprint, code.form, *facts, order=code.order)


class Returning:
    """Rows that stood and stand no more (``gone``), and come back: those that statements of files
    (form and statements, ``told``) tell of again, be it read otherwise (``reread``); where the tab
    has none at all (``is_any``), all that counted. ``taken``: the fingerprints of entries that are
    payments elsewhere; ``spans``: statements that they do not tell again; ``same``: by the
    fingerprint of an entry that of its row, which another form made. ``left``: what counted, and
    comes back by nothing."""

    def __init__(
        self,
        gone: RememberedRows,
        is_any: bool,  # noqa: FBT001 - of the tab
        told: Sequence[tuple[str, Sequence[BankStatement]]],
        taken: frozenset[str],
        spans: Spans,
        same: Mapping[str, str],
        reread: Reread,
    ) -> None:
        self._gone, self._told, self._reread = gone, told, reread
        self.taken = taken
        self._spans, self._same = spans, same
        untold = self._without_statement()
        self.back, self.left = ([], untold) if is_any else (untold, [])

    @cached_property
    def _met(self) -> frozenset[str]:
        """The fingerprints of all that the files tell."""
        return frozenset(mark for _, mark in self._by_form) | self._reread.marks

    @cached_property
    def _by_form(self) -> frozenset[tuple[str, str]]:
        """The same with the form of each file that tells one."""
        if not self._gone:
            return frozenset()
        before = TakenBefore(frozenset(self._gone), self._spans)
        files = [(form, before.meet(made, form)) for form, made in self._told]
        return frozenset(
            (form, each.fingerprint) for form, met in files for found in met for each in found
        )

    def again(self) -> list[StandingEntry]:
        """Those rows that come back in this run, or are told again by a file of their form, as far
        as they are known."""
        codes = ((row, row.code.form, row.code.fingerprint) for row in self._gone.values())
        told = (row for row, *code in codes if tuple(code) in self._by_form)
        return [as_standing(row) for row in (*self.back, *told)]

    def teach(self) -> list[tuple[str, Identifiers]]:
        """What choices taught that were made for those rows: client and payer."""
        chosen = [row for row in self._gone.values() if row.client and not is_dash(row.client)]
        again = [row for row in chosen if row.code.fingerprint in self._met or row in self.back]
        parties = ((row.client, Party("", row.account, row.tax_number)) for row in again)
        return [(client, identifiers_of(party)) for client, party in parties]

    def as_before(self, place: int, judged: Judged, clients: Sequence[Client]) -> Judged:
        """A new entry, at its place among all, as its row was: what staff chose, or whose it was
        matched to. One that may be a row which was read otherwise waits."""
        mark = self._reread.former.get(place, judged.fingerprint)
        twin = self._gone.get(self._same.get(mark, ""))
        row = self._gone.get(mark) or twin
        if row is not None:
            code = row.code
            judged = replace(judged, typed_since=code.typed_since, typed_as=code.typed_as)
        if row and judged.entry.takes_back:
            return replace(judged, chosen=row.client)
        if judged.lot not in _OPEN:
            return judged
        doubtful = place in self._reread.doubtful and twin is None
        if doubtful and not (judged.instead or (row and row.client)):
            return replace(judged, lot=Lot.ALIKE)
        if row is None:
            return judged
        if row.client and not row.matched:  # it is none that its own choice decides
            may_be = () if is_dash(row.client) else (row.client,)
            return replace(
                judged, chosen=row.client, lot=Lot.OFFERED, whose=Whose("", None, (), may_be)
            )
        name = next((each.name for each in clients if fold(each.name) == fold(row.matched)), "")
        if name and not judged.whose.client:
            learnt = row.code.beside == LEARNT
            whose = replace(judged.whose, client=name, learnt=learnt)
            judged = replace(judged, lot=Lot.MATCHED, whose=whose)
        return replace(judged, chosen=row.client)

    def _without_statement(self) -> list[RememberedRow]:
        """Those that counted, and of which no statement tells any more."""
        counted = (row for row in self._gone.values() if not is_dash(row.client or row.matched))
        marks = self._met | self.taken
        return sorted(
            (row for row in counted if row.code.fingerprint not in marks),
            key=lambda row: (row.day, row.code.fingerprint),
        )
