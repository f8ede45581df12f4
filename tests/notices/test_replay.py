"""Letters replayed from the books are those that runs, one each evening, had sent."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from sheets_sync.billing.day_by_day import one_account
from sheets_sync.billing.days import to_date
from sheets_sync.billing.terms import Terms
from sheets_sync.notices.desk import NoticeDesk
from sheets_sync.notices.folder import FolderTransport
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.plan.replay import Replay
from sheets_sync.state.sqlite.opening import open_sqlite
from tests.notices.cases import TODAY, books, client

ZONE = ZoneInfo("Europe/Moscow")
DAYS = range(TODAY - 29, TODAY + 1)
POLICY = Policy(settle=timedelta(0), remind_every=3, remind_times=2, scale=0)
AMOUNTS = st.sampled_from([1_000, 40_000, 150_000, 600_000])
ON = st.sampled_from(DAYS)
KINDS = st.sampled_from(["payment", "payment", "opening", "refund", "bonus"])


class Plain:
    """A writer of letters without words: what they say is no matter here."""

    def write(self, facts, now):  # noqa: ARG002 - as the desk calls it
        name = f"{facts.notice.number}.eml"
        return Letter(name, f"<{name}@example.com>", b"Subject: a letter\r\n\r\n.\r\n")


def evenings(folder, whole, terms):
    """What real desks on a real state send, a run at the end of each day."""
    store = open_sqlite(folder / "state.sqlite3")
    outbox = store.outbox()
    for day in DAYS:
        now = datetime.combine(to_date(day), time(23, 59), ZONE)
        clients, *rows = whole
        paid, spent = ([row for row in part if row[0] <= day] for part in rows)
        known = books(clients, paid, spent, day=day, terms=terms)
        desk = NoticeDesk(outbox, Plain(), FolderTransport(folder / "outbox"), POLICY)
        desk.plan(known, now)
        desk.deliver(known, now)
    gone = desk.notices()
    store.close()
    return gone


def told(notices):
    return [
        (
            n.moment.astimezone(ZONE).date(),
            n.kind,
            n.ordinal,
            n.level,
            n.balance,
            n.asked,
            n.invoice,
        )
        for n in notices
    ]


@settings(max_examples=8, phases=(Phase.generate,))
@given(
    topup=st.sampled_from([None, 300_000]),
    low_days=st.sampled_from([0, 5]),
    paid=st.lists(st.tuples(ON, st.just(0), AMOUNTS, KINDS), min_size=1, max_size=5),
    spent=st.lists(st.tuples(ON, st.just(0), st.just("Design"), AMOUNTS), max_size=12),
)
def test_replayed_letters_are_those_of_evening_runs(tmp_path_factory, topup, low_days, paid, spent):
    paid = [
        (day, who, -minor if kind == "refund" else minor, kind) for day, who, minor, kind in paid
    ]
    terms = Terms(low_days=low_days, round_up_to={"RUB": 100_000})
    whole = ([client(topup=topup)], paid, spent)
    sent = evenings(tmp_path_factory.mktemp("evenings"), whole, terms)
    made = books(*whole, terms=terms)
    replay = Replay(made.book, made.accounts, terms, POLICY, ZONE)
    letters = replay.letters(one_account(made.book, made.accounts, 0), TODAY)
    assert told(letters) == told(sent)
