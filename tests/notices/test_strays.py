"""Rows under a name of nobody, and whose they were (design §17), whatever the tab and currency."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from sheets_sync.billing.changes import compare
from sheets_sync.billing.seen import no_rows, seen_rows
from sheets_sync.notices.plan.youth import Sightings
from sheets_sync.notices.whose.belongings import belongings
from sheets_sync.notices.whose.known_rows import KnownRow
from sheets_sync.notices.whose.strays import FoundStray, found_by, lacked, strays_of
from sheets_sync.use_cases.shared.guessing import waiting
from tests.notices.whose_strays import WhoseStrays
from tests.reading.sheets import TODAY, decoded, serial, snapshot

MONEY = {
    "Yen": ("JPY", 5_000),
    "Dinar": ("BHD", 12.345),
    "Unidad": ("UYW", "0.0001"),
    "Rouble": ("RUB", 50),
}
DAY = date(2026, 9, 1)


def sheets(renamed=(), more=()):
    """Each has paid, got some back, used something and has a price; some rows bear another name:
    (tab, number of the row, name)."""
    tabs: dict[str, list[list[Any]]] = {
        "Clients": [[name, None, None, currency] for name, (currency, _) in MONEY.items()],
        "Prices": [[name, "Call", "min", 2] for name in MONEY],
        "Payments": [[DAY, name, amount] for name, (_, amount) in MONEY.items()],
        "Log": [[DAY, name, "Call", None, at + 1] for at, name in enumerate(MONEY)],
    }
    tabs["Payments"] += [[DAY, name, amount, "refund"] for name, (_, amount) in MONEY.items()]
    for tab, row in more:
        tabs[tab].append(row)
    for tab, at, name in renamed:
        tabs[tab][at][0 if tab in ("Clients", "Prices") else 1] = name
    return snapshot(**tabs)


class Runs:
    """What runs know of each other."""

    def __init__(self):
        self.rows, self.known = no_rows(), dict[str, Any]()
        self.found: tuple[FoundStray, ...] = ()
        self.rows_of, self.waits = dict[str, KnownRow](), set[str]()

    def sees(self, **read):
        """By place whose each row under a name of nobody is."""
        made = decoded(sheets(**read))
        now = seen_rows(made.book, made.accounts, serial(TODAY))
        changes = compare(self.rows, now)
        those = strays_of(self.known, made.book, changes, self.found)
        self.known = dict(belongings(self.known, changes, made.book, lacked(those)))
        self.rows, self.found = now, found_by(those)
        again = strays_of(self.known, made.book, found=self.found)
        assert [each[:6] for each in again] == [each[:6] for each in those]
        self.waits = waiting(made.book, those, Sightings(rows=self.rows_of), ())
        return {(each.role, each.row): " or ".join(each.owners) for each in those}


@pytest.fixture
def runs():
    made = Runs()
    assert made.sees() == {}
    return made


@pytest.mark.parametrize("at", range(4), ids=MONEY)
def test_a_row_is_known_as_theirs_until_it_is_back(runs, at):
    """Found: yen were read as sen, and a dinar's third decimal was no amount."""
    who = [*MONEY][at].lower()
    renamed = [(tab, at, "Nobody") for tab in ("Prices", "Payments", "Log")]
    renamed.append(("Payments", at + 4, "Nobody"))
    theirs = {
        ("prices", at + 2): who,
        ("payments", at + 2): who,
        ("payments", at + 6): who,
        ("log", at + 2): who,
    }
    for _ in range(2):
        assert runs.sees(renamed=renamed) == theirs
    assert runs.sees() == {}
    assert runs.sees(more=[("Log", [DAY, "Nobody", "Call", None, at + 1])]) == {}


def test_a_copy_under_a_name_of_nobody_lacks_nobody(runs):
    """What is doubled is theirs still; so it is where the copy is under the old name."""
    copies = [
        ("Log", [DAY, "Nobody", "Call", None, 1]),
        ("Payments", [DAY, "Nobody", 5_000]),
        ("Prices", ["Nobody", "Call", "min", 2]),
    ]
    assert runs.sees(more=copies) == {}
    renamed = [(tab, 0, "Nobody") for tab in ("Prices", "Payments", "Log")]
    back = [(tab, [("Yen" if cell == "Nobody" else cell) for cell in row]) for tab, row in copies]
    assert runs.sees(renamed=renamed, more=back) == {}


def test_who_is_there_and_lacks_it_comes_before_who_left_with_it(runs):
    """Renamed and, tab by tab, back: the former name is gone by now, and nobody's."""
    every = [(tab, 0, "Sen") for tab in ("Clients", "Prices", "Payments", "Log")]
    runs.sees(renamed=every)
    back = [each for each in every if each[0] != "Payments"]
    assert runs.sees(renamed=back)["payments", 2] == "sen"


LATE, LATER = DAY + timedelta(1), DAY + timedelta(2)


@pytest.mark.parametrize("tab", ["Log", "Payments"])
def test_a_row_stays_theirs_of_whom_a_run_found_it_whoever_loses_one_like_it_since(runs, tab):
    """Found by histories (600103): of one retainer, it was taken for that of somebody who lost more
    such rows days later, and a letter went on half an account."""
    rest = ("Call", None, 7) if tab == "Log" else (70,)
    own = [(tab, [day, "Rouble", *rest]) for day in (LATE, LATER)]
    theirs = [(tab, [LATE, "Yen", *rest]), (tab, [LATER, "Dinar", *rest])]
    slips = [(tab, [row[0], "Slip", *rest]) for _, row in theirs]
    runs.sees(more=own + theirs)
    at = {"Log": 6, "Payments": 10}[tab]
    found = {(tab.lower(), at + each): who for each, who in ((2, "yen"), (3, "dinar"))}
    assert runs.sees(more=own + slips) == found
    lost = {(role, row - 2): who for (role, row), who in found.items()}
    for _ in range(2):
        assert runs.sees(more=slips) == lost
        assert runs.waits == {"yen", "dinar"}


def test_two_who_may_have_had_it_both_wait_for_it_though_more_of_one_is_found_there(runs):
    """Found by histories (600141): who had lost one like it, and was renamed, was let go once more
    rows of the other's stood under that name."""
    rest = ("Call", None, 7)
    one, two = (("Log", [LATE, who, *rest]) for who in ("Yen", "Dinar"))
    slip, more = (("Log", [each, "Slip", *rest]) for each in (LATE, LATER))
    another = ("Log", [LATER, "Yen", *rest])
    runs.sees(more=[one, two, another])
    assert runs.sees(more=[slip, another]) == {("log", 6): "yen or dinar"}
    for _ in range(2):
        assert runs.sees(more=[slip, more])["log", 6] == "yen or dinar"
        assert runs.waits == {"yen", "dinar"}


def test_once_its_owner_has_one_again_it_is_theirs_who_lack_one_like_it(runs):
    """Doubled first, and then taken out where it belongs: half an account, too."""
    row = [LATE, "Yen", "Call", None, 7]
    copy = [LATE, "Slip", "Call", None, 7]
    assert runs.sees(more=[("Log", row), ("Log", copy)]) == {}
    for _ in range(2):
        assert runs.sees(more=[("Log", copy)]) == {("log", 6): "yen"}


def test_of_whom_a_run_found_it_is_kept_with_the_rest():
    seen = Sightings(found=(FoundStray("slip", 17, ("yen", "dinar")), FoundStray("slip", 9, ())))
    assert Sightings.from_text(seen.as_text()) == seen


def renamed_to(name, former):
    """What is known of who was renamed, at their mailbox."""
    moment, box = datetime(2026, 9, 9, tzinfo=UTC), frozenset({"a mailbox"})
    return {former: KnownRow(box, left=moment), name: KnownRow(box, came=moment)}


def test_who_is_renamed_while_a_row_stands_under_a_slip_waits_for_it(runs):
    """Their figures lack it under the new name as they did under the old one."""
    slip = [("Log", 0, "Slip")]
    runs.sees(renamed=slip)
    assert runs.waits == {"yen"}
    runs.rows_of = renamed_to("sen", "yen")
    every = [*slip, ("Payments", 4, "Sen")]
    every += [(tab, 0, "Sen") for tab in ("Clients", "Prices", "Payments")]
    for _ in range(2):
        assert runs.sees(renamed=every) == {("log", 2): "yen"}
        assert runs.waits == {"sen"}


def test_so_does_who_is_renamed_with_the_old_row_of_clients_left_there(runs):
    """Found by histories (61117): the old name alone waited, and the new one's letters, thanks among
    them, went without that row."""
    slip = [("Log", 0, "Slip")]
    runs.sees(renamed=slip)
    runs.rows_of = renamed_to("sen", "yen")
    moved = [*slip, ("Payments", 0, "Sen"), ("Payments", 4, "Sen"), ("Prices", 0, "Sen")]
    left = ("Clients", ["Sen", None, None, "JPY"])
    for _ in range(2):
        assert runs.sees(renamed=moved, more=[left]) == {("log", 2): "yen"}
        assert runs.waits == {"yen", "sen"}


def test_so_does_who_is_renamed_once_more_while_it_stands(runs):
    """The second new name came as the first one left; that had waited for the row, lacking it under
    none of its own."""
    slip = [("Log", 0, "Slip")]
    runs.sees(renamed=slip)
    first, then = datetime(2026, 9, 9, tzinfo=UTC), datetime(2026, 9, 10, tzinfo=UTC)
    box = frozenset({"a mailbox"})
    for name, left in (("Sen", None), ("Sun", then)):
        sen = KnownRow(box, came=first, left=left)
        sun = KnownRow(box, came=then)
        runs.rows_of = {"yen": KnownRow(box, left=first), "sen": sen, "sun": sun}
        every = [*slip, ("Payments", 4, name)]
        every += [(tab, 0, name) for tab in ("Clients", "Prices", "Payments")]
        runs.sees(renamed=every)
        assert runs.waits == {name.lower()}


def test_who_gives_a_name_back_waits_for_what_stood_under_a_slip_by_then(runs):
    """Found by histories (41047): another's row of the same was mended meanwhile, so that the row
    was taken for theirs, and nobody else waited."""
    rows = [("Log", [DAY, name, "Call", None, at]) for name, at in (("Yen", 7), ("Dinar", 1))]
    runs.sees(more=rows)
    sen = [(tab, 0, "Sen") for tab in ("Clients", "Prices", "Payments", "Log")]
    sen += [("Payments", 4, "Sen"), ("Log", 4, "Sen")]
    runs.sees(renamed=sen, more=rows)
    slip = [(tab, at, "Slip" if tab == "Log" else who) for tab, at, who in sen]
    runs.sees(renamed=slip, more=rows)
    assert runs.waits == {"sen"}
    runs.rows_of = renamed_to("yen", "sen")
    rows[1] = ("Log", [DAY, "Dinar", "Call", None, 9])
    for _ in range(2):
        runs.sees(renamed=[("Log", 0, "Slip"), ("Log", 4, "Slip")], more=rows)
        assert "yen" in runs.waits


@pytest.mark.parametrize("new", ["dune", "dune 2"])
def test_the_bookkeeper_says_so_too_whatever_others_are_called_by_then(new):
    """Found by histories (41047): they took another's row of the same, under a new name, for one
    that went over; and what left in the run in which the name was back for somebody else's."""
    ours, same = Counter([("charge", 2, -900), ("charge", 1, -500)]), Counter([("charge", 1, -500)])
    keeper, slip = WhoseStrays(), [("slip", row) for row in ours]
    keeper.look({"acme": ours, "dune": same + same}, [], {})
    keeper.look({"acme 2": ours, "dune": same + same}, [], {})
    keeper.look({"acme 2": ours, new: same + same}, [], {})
    keeper.look({"acme 2": Counter(), new: same + same}, slip, {})
    assert keeper.wait == {"acme 2"}
    keeper.look({"acme": Counter(), new: same}, slip, {})
    assert keeper.wait == {"acme"}


def test_to_the_bookkeeper_what_went_over_and_was_mended_there_is_lacked_by_nobody():
    """Found by histories (61049): they took somebody else's row of the same, under a slip, for it."""
    same, mended = Counter([("charge", 1, -500)]), Counter([("charge", 1, -5)])
    keeper, went = WhoseStrays(), {"acme": {"acme 2"}}
    keeper.look({"acme": same}, [], {})
    keeper.look({"acme 2": same}, [], went)
    keeper.look({"acme 2": mended}, [], went)
    keeper.look({"acme 2": mended}, [("slip", row) for row in same], went)
    assert keeper.wait == set()


def test_to_the_bookkeeper_a_row_stays_theirs_of_whom_a_run_found_it():
    """Found by histories (400061): who was away by then and came back without a row of the same,
    struck meanwhile under another name, was to wait for it once less stood under that slip."""
    same, more = ("charge", 1, -500), ("charge", 2, -900)
    keeper, none = WhoseStrays(), Counter[tuple[str, int, int]]()
    slip = [("slip", row) for row in (same, more)]
    keeper.look({"acme": Counter([same]), "dune": Counter([same, more])}, [], {})
    keeper.look({"acme 2": Counter([same]), "dune": none}, slip, {})
    keeper.look({"acme 2": none, "dune": none}, slip, {})
    assert keeper.wait == {"dune"}
    keeper.look({"acme": none, "dune": none}, slip[:1], {})
    assert keeper.wait == {"dune"}


def test_to_the_bookkeeper_it_stays_theirs_though_they_lose_one_like_it():
    same = Counter([("charge", 1, -500)])
    keeper, slip = WhoseStrays(), [("slip", row) for row in same]
    for rows, strays in ((same + same, []), (same, slip), (Counter(), slip)):
        keeper.look({"acme": rows}, strays, {})
    assert keeper.wait == {"acme"}


SAME = {
    "Log": lambda name, quantity=1: ("Log", [DAY, name, "Call", None, quantity]),
    "Payments": lambda name, amount=5_000: ("Payments", [DAY, name, amount]),
    "Prices": lambda name, price=2: ("Prices", [name, "Call", "min", price]),
}
"""A row as Yen has one, under any name."""


@pytest.fixture(params=SAME)
def left(request, runs):
    """The tab in which Yen's row was left under that name, when they were renamed; and the rest."""
    every = [(tab, 0, "Sen") for tab in ("Clients", "Prices", "Payments", "Log")]
    renamed = [each for each in every if each[0] != request.param] + [("Payments", 4, "Sen")]
    same = [SAME[request.param]("Rouble")]
    runs.sees(more=same)
    runs.sees(renamed=renamed, more=same)
    return request.param, renamed


def test_it_stays_theirs_though_another_loses_one_like_it_later(runs, left):
    """Found by histories (600021): a client was renamed, and a retainer left under their former name;
    days later another's of the same day was mended, and their letters waited for the one left there."""
    tab, renamed = left
    for _ in range(2):
        found = runs.sees(renamed=renamed, more=[SAME[tab]("Rouble", 9)])
        assert found == {(tab.lower(), 2): "yen"}
        assert "rouble" not in runs.waits


@pytest.mark.parametrize("kept", [True, False], ids=["left there", "renamed, too"])
def test_a_charge_left_under_a_name_of_before_is_no_new_row_of_anothers(runs, kept):
    """Found by histories: where another was charged for the same in the run in which its client was
    renamed, it was taken for that row, edited, and nobody's letter waited for it."""
    renamed = [(tab, 0, "Sen") for tab in ("Clients", "Prices", "Payments")]
    renamed.append(("Payments", 4, "Sen"))
    renamed += [] if kept else [("Log", 0, "Sen")]
    same = ("Log", [DAY, "Dinar", "Call", None, 1])
    for _ in range(2):
        theirs = {("log", 2): "yen"} if kept else {}
        assert runs.sees(renamed=renamed, more=[same]) == theirs


def test_an_unread_amount_or_day_is_nobodys(runs):
    more = [
        ("Payments", [DAY, "Nobody", "a lot"]),
        ("Log", [DAY + timedelta(1), "Nobody", "#REF!"]),
    ]
    assert runs.sees(more=more) == {}
