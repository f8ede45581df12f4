"""Letters of a client, to put into an outbox."""

from dataclasses import replace

from sheets_sync.notices.ledger.episodes import Episode, Level
from sheets_sync.notices.ledger.issued import Invoice
from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.ledger.notice import Digest, Letter, Notice, State
from sheets_sync.notices.ledger.verdicts import Outcome, Verdict
from sheets_sync.notices.plan.planning import Plan
from tests.state.rows import DAY, HOLDER, NOW

__all__ = ["DAY", "HOLDER", "NOW"]

FULL = Notice(
    id=1, client="ромашка", name="Ромашка", episode=1, kind=Kind.REMINDER, ordinal=2, level=Level.EMPTY,
    currency="RUB", balance=-5, asked=800_000, to=("boss@x.example", "б@x.example"), cc=("m@x.example",),
    created=NOW, moment=NOW, number=7, state=State.RETRY, reason="boss@x.example: 451 later", needs_word=True,
    approved=True, ticked=True, via="smtp", attempts=3, began=NOW, due=NOW,
    outcomes=(Outcome("boss@x.example", Verdict.DEFERRED, "451 «позже»"),),
)  # fmt: skip


def episode(client="ромашка", id_=1, level=Level.EMPTY):
    return Episode(id_, client, NOW, level, NOW, 500_000, dormant=True, asked=7, asked_since=NOW)


def notice(id_=1, **more):
    values = {"kind": Kind.LOW, "ordinal": 0, "number": id_, "state": State.PLANNED, "outcomes": ()}
    return replace(FULL, id=id_, **{**values, **more})


def letter(about=1, data=b"From: a\r\n\r\n\xd1\x8f\x00"):
    return Letter(f"{about:06d}-ромашка.eml", f"<{about}@nord.example>", data)


def invoice(number=1, client="ромашка", currency="RUB"):
    return Invoice(number, client, currency, 800_000, DAY, paid_before=-300)


def digest(id_=1, to="boss@x.example", occasion=NOW, **more):
    values = {"created": NOW, "moment": NOW, "state": State.RENDERED, "cc": ()}
    return Digest(id=id_, to=(to,), occasion=occasion, **{**values, **more})


def planned(outbox, *notices, episodes=None):
    """Notices put into an outbox, with the episode that caused them."""
    outbox.commit(Plan(episodes=episodes or (episode(),), notices=notices), NOW)
