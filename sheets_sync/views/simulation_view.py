"""``sync simulate`` in the terminal, lines of 80 cells, and its JSON object (design §18)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from sheets_sync.billing.currency import to_major
from sheets_sync.billing.draft_lines import DraftLine
from sheets_sync.billing.fixed_point import SCALE
from sheets_sync.notices.ledger.notice import Notice
from sheets_sync.notices.ledger.outbox_ledger import Ledger
from sheets_sync.notices.wording import kind_text
from sheets_sync.showing import encode
from sheets_sync.use_cases.report import client_document, findings
from sheets_sync.use_cases.shared.document import Document
from sheets_sync.use_cases.simulation import Side
from sheets_sync.views import simulated, simulated_reach, simulated_warnings
from sheets_sync.views.argument import table, wrapped
from sheets_sync.views.simulated import Simulated
from sheets_sync.words.speaking import ENGLISH

SCHEMA = 1


def lines(told: Simulated) -> Iterator[str]:
    """The difference in a sentence, then all that it is made of."""
    for sentence in simulated.sentences(told):
        yield from wrapped(sentence)
    yield ""
    yield from _table(told, simulated.SIDE_HEADS, simulated.side_rows(told), 0, 1)
    yield from ("", *_prices(told))
    for sentence in simulated_warnings.useless(told):
        yield from wrapped(sentence)
    if wrong := simulated_warnings.to_mend(told):
        yield from ("", told.say("found"))
        for sentence in wrong:
            yield from wrapped(sentence)
    yield from _reach(told)
    yield from ("", told.say("balances"))
    yield from _table(told, simulated.BALANCE_HEADS, simulated.balance_rows(told), 0, 1)
    yield from _letters(told)


def _prices(told: Simulated) -> Iterator[str]:
    """The drafted prices; their day is told once where it is one for all."""
    rows = [simulated.row_cells(told, each) for each in told.simulation.lines]
    if (day := simulated.one_day(told)) is None:
        yield from wrapped(told.say("rows"))
        yield from _table(told, simulated.ROW_HEADS, rows, 0, 3)
        return
    yield from wrapped(told.say("rows_from", day=told.words.day(day)))
    at = simulated.ROW_HEADS.index("from")
    heads = [*simulated.ROW_HEADS[:at], *simulated.ROW_HEADS[at + 1 :]]
    yield from _table(told, heads, [[*row[:at], *row[at + 1 :]] for row in rows], 0, 2)


def _reach(told: Simulated) -> Iterator[str]:
    if said := simulated_reach.reach_said(told):
        yield ""
        for sentence in said:
            yield from wrapped(sentence)
    if rows := simulated_reach.reach_rows(told):
        yield from _table(told, simulated_reach.REACH_HEADS, rows, 0, 2)


def _letters(told: Simulated) -> Iterator[str]:
    if rows := simulated.letter_rows(told):
        yield from ("", *wrapped(told.say("letters")))
        yield from _table(told, simulated.LETTER_HEADS, rows, 2, 3)
    else:
        yield from ("", *wrapped(simulated.no_letters_said(told)))
    yield from ("", told.say("next_run"))
    for sentence in simulated.next_run(told):
        yield from wrapped(sentence)


def _table(
    told: Simulated, heads: Sequence[str], rows: Sequence[Sequence[str]], flexible: int, right: int
) -> Iterator[str]:
    """Aligned columns; those from ``right`` on stand right."""
    header = [told.say(key) for key in heads]
    return table(header, rows, flexible=flexible, right=range(right, len(heads)))


def as_json(told: Simulated, backend: str) -> Document:
    """All of it for a program: amounts in major units as texts, days as ISO."""
    made, currency = told.simulation, told.currency
    balances = zip(made.days, *(side.days.balances(made.days) for side in told.sides), strict=True)
    reckoned = replace(made.drafted.reckoning, findings=tuple(made.findings))
    return {
        "schema": SCHEMA,
        "client": made.now.client.name,
        "backend": backend,
        "as_of": ENGLISH.day(made.last),
        "from": ENGLISH.day(made.first),
        "now": _side(told, made.now),
        "drafted": _side(told, made.drafted),
        "days": [
            {
                "day": ENGLISH.day(day),
                "now": to_major(now, currency),
                "drafted": to_major(drafted, currency),
            }
            for day, now, drafted in balances
        ],
        "prices": [_price(told, each) for each in made.lines],
        "reach": _reach_document(told),
        "findings": findings(reckoned, told.words),
    }


def _side(told: Simulated, side: Side) -> Document:
    """A client as ``report --json`` has them, what they were charged since the drafts begin, and
    the letters."""
    return {
        **client_document(side.client, side.account, side.effort),
        "charged_since": to_major(told.simulation.charged(side), told.currency),
        "letters": [_letter(told, each, side.replayed) for each in side.letters],
        "next_run": None
        if side.next_run is None
        else [_letter(told, each, side.known) for each in side.next_run],
    }


def _letter(told: Simulated, notice: Notice, ledger: Ledger) -> Document:
    """``kind`` as `now --json` has it, ``called`` as people read it."""
    return {
        "day": notice.moment.date().isoformat(),
        "kind": str(notice.kind),
        "called": kind_text(notice, told.words, ledger),
        "ordinal": notice.ordinal,
        "balance": to_major(notice.balance, notice.currency),
        "amount": to_major(notice.asked, notice.currency),
        "state": str(notice.state),
        "reason": notice.reason,
    }


def _reach_document(told: Simulated) -> Document | None:
    """What would reach the margin that was asked for; None where none was."""
    reach = told.simulation.reach
    if reach is None:
        return None
    return {
        "margin": simulated_reach.goal_said(told, reach.goal),
        "reached": reach.reached,
        "changes": [
            {
                "place": told.simulation.tried.place(each.position),
                "term": each.term,
                "drafted": encode.fixed(each.before),
                "would_be": encode.fixed(each.after),
            }
            for each in reach.changes
        ],
    }


def _price(told: Simulated, line: DraftLine) -> Document:
    """One drafted price and what it would make of the rows that go by it."""
    cells = simulated.row_cells(told, line)
    return {
        "place": told.simulation.tried.place(line.position),
        "service": cells[0],
        "rows": line.rows,
        "quantity": encode.ratio(simulated.in_unit(told, line), 4),
        "minutes": encode.ratio(Fraction(line.minutes, SCALE), 4),
        "now": to_major(line.now, told.currency),
        "drafted": to_major(line.drafted, told.currency),
        "overruled_by": [
            told.simulation.tried.place(each) for each in told.simulation.overruled[line.position]
        ],
    }
