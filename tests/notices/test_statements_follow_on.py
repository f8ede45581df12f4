"""Each monthly statement opens with what the one before closed with, and says what was entered
since for the days that were told already."""

import email
import email.policy
import random
from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from sheets_sync.billing.days import EPOCH, month_start
from sheets_sync.notices.desk import Ask
from sheets_sync.notices.ledger.notice import State
from sheets_sync.notices.plan.youth import NOTHING_YOUNG, Youth
from tests.notices.cases import AT_ONCE, MOSCOW, Mailbox, Office, books, client
from tests.notices.paper.cases import needs_pdftotext, text_of

MONTHLY = replace(AT_ONCE, statement="monthly")
FINE = {"threshold": -(10**9)}


def on(month, day, year=2026):
    return (date(year, month, day) - EPOCH).days


@pytest.fixture
def office(tmp_path):
    office = Office(tmp_path, MONTHLY)
    yield office
    office.close()


def run(office, day, payments=(), charges=(), people=None, ask=None, youth=NOTHING_YOUNG, **more):
    """What goes in the run of a day's morning."""
    people = people or [client("a", **FINE, **more)]
    moment = datetime.combine(date.fromordinal(EPOCH.toordinal() + day), datetime.min.time(), MOSCOW).replace(hour=9)  # fmt: skip
    what = replace(books(people, payments, charges, day), youth=youth)
    return office.run(what, moment, ask=ask or Ask())


def mail(office, at=-1):
    found = [(office.folder / name).read_bytes() for name in office.letters()]
    return email.message_from_bytes(found[at], policy=email.policy.default)


def figures(office, at=-1):
    """The sums that a letter says, as (label, figure)."""
    text = mail(office, at).get_body(("plain",)).get_content()
    rows = (line.rsplit(": ", 1) for line in text.splitlines() if "RUB\u00a0" in line)
    return [(label, figure.replace("RUB\u00a0", "")) for label, figure in rows]


PAID = [(on(10, 20), 0, 1_000_000)]
WORK = [(on(11, 5), 0, "Call", 100_000)]
LATE = (on(11, 30), 0, "Call", 30_000)
DECEMBER = (on(12, 7), 0, "Call", 50_000)
TOLD = "Balance on the statement to 30 Nov 2026"
MORE_IN = "Money in entered since, for earlier days"
MORE_CHARGED = "Charges entered since, for earlier days"


def test_work_of_the_last_days_that_is_entered_after_the_turn_stands_in_the_next_one(office):
    run(office, on(12, 1), PAID, WORK)
    assert figures(office)[-1] == ("Balance at the end", "9,000.00")
    assert run(office, on(12, 2), PAID, [*WORK, LATE]) == []
    run(office, on(1, 1, 2027), PAID, [*WORK, LATE, DECEMBER])
    assert figures(office) == [
        (TOLD, "9,000.00"), (MORE_CHARGED, "300.00"),
        ("Money in", "0.00"), ("Charged", "500.00"), ("Balance at the end", "8,200.00"),
    ]  # fmt: skip


@needs_pdftotext
def test_so_do_its_html_and_its_paper(office, tmp_path):
    run(office, on(12, 1), PAID, WORK)
    late = [*PAID, (on(11, 29), 0, 70_000)]
    run(office, on(1, 1, 2027), late, [*WORK, LATE, DECEMBER])
    (part,) = mail(office).iter_attachments()
    paper = " ".join(text_of(part.get_content(), tmp_path).split())
    html = mail(office).get_body(("html",)).get_content()
    for label, figure in (
        (TOLD, "9,000.00"), (MORE_IN, "700.00"), (MORE_CHARGED, "300.00"),
        ("Money in", "0.00"), ("Charged", "500.00"), ("Balance at the end", "8,900.00"),
    ):  # fmt: skip
        assert f"{label} RUB {figure}" in paper.replace("\u00a0", " ")
        assert label in html
        assert figure in html


def test_one_that_moved_only_by_what_was_entered_late_gets_one(office):
    run(office, on(12, 1), PAID, WORK)
    run(office, on(12, 2), PAID, [*WORK, LATE])
    (moved,) = run(office, on(1, 1, 2027), PAID, [*WORK, LATE])
    assert moved.state == State.WRITTEN
    assert figures(office)[0] == (TOLD, "9,000.00")
    assert figures(office)[-1] == ("Balance at the end", "8,700.00")
    assert run(office, on(1, 2, 2027), PAID, [*WORK, LATE]) == []
    assert run(office, on(2, 1, 2027), PAID, [*WORK, LATE]) == []


def test_days_that_no_statement_told_are_in_the_next_one_by_their_postings(office):
    """December's never went: the client was paused."""
    run(office, on(12, 1), PAID, WORK)
    december, january = DECEMBER, (on(1, 9, 2027), 0, "Call", 7_000)
    assert run(office, on(1, 1, 2027), PAID, [*WORK, december], state="paused") == []
    run(office, on(2, 1, 2027), PAID, [*WORK, LATE, december, january])
    assert figures(office) == [
        (TOLD, "9,000.00"), (MORE_CHARGED, "300.00"),
        ("Money in", "0.00"), ("Charged", "570.00"), ("Balance at the end", "8,130.00"),
    ]  # fmt: skip
    assert mail(office)["Subject"] == "Your account statement, December 2026 – January 2027"


def test_a_month_in_which_nothing_moved_is_passed_over(office):
    run(office, on(12, 1), PAID, WORK)
    january = (on(1, 9, 2027), 0, "Call", 7_000)
    assert run(office, on(1, 1, 2027), PAID, WORK) == []
    run(office, on(2, 1, 2027), PAID, [*WORK, january])
    assert figures(office)[0] == (TOLD, "9,000.00")
    assert mail(office)["Subject"] == "Your account statement, January 2027"


def test_what_is_struck_out_or_mended_since_is_told_too(office):
    run(office, on(12, 1), PAID, WORK)
    mended = [(on(11, 5), 0, "Call", 60_000)]
    run(office, on(1, 1, 2027), PAID, [*mended, DECEMBER])
    assert figures(office)[:2] == [(TOLD, "9,000.00"), (MORE_CHARGED, "−400.00")]
    assert figures(office)[-1] == ("Balance at the end", "8,900.00")


@pytest.mark.parametrize("day", [on(12, 31), on(1, 1, 2027)])
def test_an_opening_in_the_place_of_old_rows_is_no_movement(office, day):
    run(office, on(12, 1), PAID, WORK)
    run(office, on(1, 1, 2027), PAID, [*WORK, DECEMBER])
    assert figures(office)[-1] == ("Balance at the end", "8,500.00")
    carried, january = [(day, 0, 850_000, "opening")], (on(1, 9, 2027), 0, "Call", 7_000)
    assert run(office, on(1, 5, 2027), carried) == []
    run(office, on(2, 1, 2027), carried, [january])
    assert figures(office) == [
        (TOLD.replace("30 Nov", "31 Dec"), "8,500.00"),
        ("Money in", "0.00"), ("Charged", "70.00"), ("Balance at the end", "8,430.00"),
    ]  # fmt: skip


@pytest.mark.parametrize("rows", ["both", "neither", "opening"])
def test_a_years_change_half_done_sends_nothing(office, rows):
    """Old rows stand beside the opening, or are gone before it comes."""
    run(office, on(12, 1), PAID, WORK)
    opening = [(on(12, 31), 0, 900_000, "opening")]
    paid = {"both": [*PAID, *opening], "neither": [], "opening": opening}[rows]
    assert run(office, on(1, 1, 2027), paid, WORK if rows == "both" else []) == []


def test_who_has_no_rows_any_more_has_none_even_where_more_was_paid_back_than_came_in(office):
    run(office, on(12, 1), [*PAID, (on(11, 3), 0, -1_200_000)], [])
    assert minor(figures(office)[-1][1]) == -200_000
    assert run(office, on(1, 1, 2027), [], []) == []


def test_one_that_was_never_sent_tells_nothing(tmp_path):
    office = Office(tmp_path, replace(MONTHLY, approve=True))
    run(office, on(12, 1), PAID, WORK)
    assert office.letters() == []
    office.close()
    office = Office(tmp_path, MONTHLY)
    run(office, on(1, 1, 2027), PAID, [*WORK, LATE, DECEMBER])
    assert figures(office)[0] == ("Balance at the start", "8,700.00")
    office.close()


def test_nor_does_one_in_another_currency(office):
    run(office, on(12, 1), PAID, WORK)
    run(office, on(1, 1, 2027), PAID, [*WORK, LATE, DECEMBER], currency="EUR")
    assert "on the statement to" not in mail(office).get_body(("plain",)).get_content()


def test_under_a_new_name_that_a_person_said_yes_to_it_goes_no_second_time_and_is_followed(
    tmp_path,
):
    office = Office(tmp_path, MONTHLY, transport=Mailbox())
    work, low = [(on(11, 5), 0, "Call", 600_000)], {"emails": ("a@x.example",)}
    run(office, on(12, 1), PAID, work, [client("Acme", **low)])
    new = [client("Acme Ltd", **low)]
    run(office, on(12, 5), PAID, work, new)
    yes = Ask(approvals={each.number: None for each in office.desk().notices() if each.live})
    run(office, on(12, 6), PAID, work, new, ask=yes)
    assert run(office, on(12, 7), PAID, work, new) == []
    run(office, on(1, 1, 2027), PAID, [*work, LATE, DECEMBER], new)
    last = email.message_from_string(office.transport.got[-1], policy=email.policy.default)
    text = last.get_body(("plain",)).get_content().replace("\u00a0", " ").splitlines()
    assert last["Subject"] == "Your account statement, December 2026"
    assert {f"{TOLD}: RUB 4,000.00", f"{MORE_CHARGED}: RUB 300.00"} <= {*text}
    office.close()


def test_nor_in_the_very_run_in_which_that_is_said_of_who_owes_nothing_any_more(tmp_path):
    """They recovered by a bonus, and paid under the new name."""
    office = Office(tmp_path, MONTHLY, transport=Mailbox())
    work, low = [(on(11, 5), 0, "Call", 600_000)], {"emails": ("a@x.example",)}
    run(office, on(12, 1), PAID, work, [client("Acme", **low)])
    fine = [*PAID, (on(12, 2), 0, 900_000, "bonus")]
    run(office, on(12, 2), fine, work, [client("Acme", **low)])
    run(office, on(12, 3), fine, work, [client("Acme", **low)])
    new, paid = [client("Acme Ltd", **low)], [*fine, (on(12, 5), 0, 200_000)]
    came = Youth(came_after={"acme ltd": {"acme": 0}})
    run(office, on(12, 6), paid, work, new, youth=came)
    run(office, on(12, 7), paid, work, new, youth=came)
    (question,) = [each for each in office.desk().notices() if each.is_question]
    yes = Ask(approvals={question.number: None})
    run(office, on(12, 8), paid, work, new, ask=yes, youth=came)
    run(office, on(12, 9), paid, work, new, youth=came)
    subjects = [email.message_from_string(e)["Subject"] for e in office.transport.got]
    assert subjects.count("Your account statement, November 2026") == 1
    office.close()


ACME, LTD = ([client(name, emails=(to,), **FINE)] for name, to in (("Acme", "a@x.example"), ("Acme Ltd", "b@x.example")))  # fmt: skip
AFTER = {"acme ltd": {"acme": None}}
BESIDE = {"acme ltd": frozenset({"acme"})}


@pytest.mark.parametrize("youth", [Youth(came_after=AFTER), Youth(came_after=AFTER, heir_of=BESIDE)], ids=["elsewhere", "at that address"])  # fmt: skip
def test_so_it_is_of_who_owes_nothing_and_whose_new_name_nobody_is_asked(office, youth):
    """Their account is the one that was told, so that neither name nor address tells another."""
    run(office, on(12, 1), PAID, WORK, ACME)
    assert run(office, on(12, 2), PAID, WORK, LTD, youth=youth) == []
    run(office, on(1, 1, 2027), PAID, [*WORK, DECEMBER], LTD, youth=youth)
    assert figures(office)[0] == (TOLD, "9,000.00")
    run(office, on(2, 1, 2027), PAID, [*WORK, DECEMBER, (on(1, 9, 2027), 0, "Call", 1)], LTD, youth=youth)  # fmt: skip
    assert figures(office)[0] == (TOLD.replace("30 Nov", "31 Dec"), "8,500.00")
    assert len(office.letters()) == 3


def test_work_that_was_entered_late_makes_none_another_who_came_with_the_address(office):
    run(office, on(12, 1), PAID, WORK, ACME)
    youth = Youth(came_after=AFTER, heir_of=BESIDE)
    assert run(office, on(12, 2), PAID, [*WORK, LATE], LTD, youth=youth) == []
    run(office, on(1, 1, 2027), PAID, [*WORK, LATE], LTD, youth=youth)
    assert figures(office)[:2] == [(TOLD, "9,000.00"), (MORE_CHARGED, "300.00")]


@pytest.mark.parametrize("youth", [Youth(), Youth(came_after=AFTER), Youth(heir_of=BESIDE)], ids=["there", "new", "beside"])  # fmt: skip
def test_who_is_another_has_their_own(office, youth):
    """They were there when that one was, or came at another address to rows of their own."""
    run(office, on(12, 1), PAID, WORK, ACME)
    own = [*WORK, LATE] if youth.came_after else WORK
    assert len(run(office, on(12, 2), PAID, own, LTD, youth=youth)) == 1
    assert figures(office)[0] == ("Balance at the start", "10,000.00")


def test_so_has_a_new_one_who_came_to_the_mailbox_of_one_who_is_gone(office):
    run(office, on(12, 1), PAID, WORK, ACME)
    youth = Youth(came_after=AFTER, heir_of=BESIDE)
    run(office, on(1, 1, 2027), [(on(12, 9), 0, 40_000)], [], LTD, youth=youth)
    assert figures(office)[0] == ("Balance at the start", "0.00")


class Life:
    """The rows of one client over a year: typed on the day or days later, struck out, mended, and
    carried over into an opening at the turn of the year."""

    def __init__(self, number):
        self.dice = random.Random(f"statements/{number}")
        self.paid: list[Any] = []
        self.work: list[Any] = []
        self.coming: list[Any] = []
        self.state = "active"

    def goes_on(self, day):
        """What comes to be on a day is entered by and by; the last days of a month often later."""
        if self.dice.random() < 0.25:
            row = (day, 0, "Call", self.dice.randrange(1, 90_000))
            self.coming.append((day + self.dice.choice((0, 0, 1, 2, 6, 40)), self.work, row))
        if self.dice.random() < 0.05:
            kind, amount = self.dice.choice(("payment", "refund", "bonus")), self.dice.randrange(1, 900_000)  # fmt: skip
            self.coming.append((day + self.dice.choice((0, 1, 3)), self.paid, (day, 0, amount, kind)))  # fmt: skip
        for due, rows, row in [each for each in self.coming if each[0] <= day]:
            rows.append(row)
            self.coming.remove((due, rows, row))
        if self.dice.random() < 0.01:
            self.state = "active" if self.state == "paused" else "paused"
        if self.work and self.dice.random() < 0.02:
            row = self.work.pop(self.dice.randrange(len(self.work)))
            if self.dice.random() < 0.5:
                self.work.append((*row[:3], row[3] + self.dice.randrange(-500, 500)))

    def carries_over(self, day):
        """All of before is one row."""
        old = [(row, sign) for rows, sign in ((self.paid, 1), (self.work, -1)) for row in rows if row[0] < day]  # fmt: skip
        total = sum(sign * row[-1 if sign < 0 else 2] for row, sign in old)
        self.paid[:] = [(day, 0, total, "opening"), *(row for row in self.paid if row[0] >= day)]
        self.work[:] = [row for row in self.work if row[0] >= day]

    def balance(self, last):
        """What the account comes to at the end of a day."""
        paid = sum(row[2] for row in self.paid if row[0] <= last)
        return paid - sum(row[3] for row in self.work if row[0] <= last)


def test_a_year_of_them_follows_on_to_the_cent(office):
    lives = [Life(number) for number in range(8)]
    names = [f"c{number}" for number in range(8)]
    closed: dict[str, int] = {}
    went: Counter[str] = Counter()
    for day in range(on(10, 1), on(12, 31, 2027)):
        for each in lives[1::2] if day == on(1, 8, 2027) else ():
            each.carries_over(on(1, 1, 2027))
        for each in lives:
            each.goes_on(day)
        if (EPOCH + timedelta(days=day)).day not in (1, 2, 3, 15):
            continue
        people = [client(name, state=each.state, **FINE) for name, each in zip(names, lives, strict=True)]  # fmt: skip
        paid, work = ([(row[0], who, *row[2:]) for who, each in enumerate(lives) for row in getattr(each, rows)] for rows in ("paid", "work"))  # fmt: skip
        went_now = run(office, day, paid, work, people)
        for notice in (each for each in went_now if each.kind.tells_a_month):
            life = lives[names.index(notice.name)]
            said = followed_on(office, notice, closed.get(notice.name))
            assert said == life.balance(month_start(day) - 1)
            closed[notice.name] = said
            went[notice.name] += 1
    assert went.total() > 60


def followed_on(office, notice, before):
    """What a statement closes with; it opens with what the one ``before`` did, and adds up."""
    at = [name[:6] for name in office.letters()].index(f"{notice.number:06d}")
    sums = {name.partition(" on the ")[0]: minor(figure) for name, figure in figures(office, at)}
    opening = sums["Balance at the start"] if before is None else sums["Balance"]
    assert before in (None, opening)
    came = opening + sums["Money in"] + sums.get(MORE_IN, 0)
    assert came - sums["Charged"] - sums.get(MORE_CHARGED, 0) == sums["Balance at the end"]
    return sums["Balance at the end"]


def minor(figure):
    return int(figure.replace(",", "").replace(".", "").replace("\u2212", "-"))
