"""What came in towards an invoice does not vanish with its rows where an opening balance takes
their place, as at a year's change (design §17)."""

import email
import email.policy
import re
from dataclasses import replace

import pytest

from sheets_sync.billing.names import fold
from sheets_sync.notices.invoices.register import register
from sheets_sync.notices.ledger.episodes import Policy
from sheets_sync.notices.ledger.notice import Reason
from tests.notices.cases import TODAY
from tests.notices.test_lost_payments import SETTLE, TWO, Life

BEFORE = [(TODAY - 50, 0, 1_300_000), (TODAY - 50, 1, 1_300_000)]
WORK = [(TODAY - 40, 0, "Design", 1_100_000)]
PAID = 80_000
PART = [*BEFORE, (TODAY + 1, 0, 80_000)]


def opening(day, amount):
    return (TODAY + day, 0, amount, "opening", "")


@pytest.fixture
def office(tmp_path):
    """A client was asked by invoice 1, and paid a part of it on the next day."""
    made = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    made.day(0, BEFORE, work=WORK)
    made.day(1, PART, work=WORK)
    yield made
    made.close()


def received_last(office):
    """What the last letter says came in towards its invoice; minor units."""
    message = email.message_from_bytes(
        max(office.folder.glob("*.eml")).read_bytes(), policy=email.policy.default
    )
    text = message.get_body(("plain",)).get_content()
    return round(
        float(re.search(r"Received towards it: RUB.([\d,.]+)", text)[1].replace(",", "")) * 100
    )


ALL_OF_THEM = [opening(4, 280_000)]


@pytest.mark.parametrize(
    ("before", "now", "came_in"),
    [
        ([], ALL_OF_THEM, PAID),
        ([], [BEFORE[1], *ALL_OF_THEM], PAID),
        ([], [opening(0, 200_000), (TODAY + 1, 0, 80_000)], PAID),
        ([], [*ALL_OF_THEM, (TODAY + 5, 0, 70_000)], PAID + 70_000),
        ([PART[:0]], ALL_OF_THEM, PAID),
        ([[*PART, *ALL_OF_THEM]], ALL_OF_THEM, PAID),
        ([[PART[0], *ALL_OF_THEM], [PART[2], *ALL_OF_THEM]], ALL_OF_THEM, PAID),
        ([ALL_OF_THEM], [opening(3, 270_000)], PAID),
        ([ALL_OF_THEM], [*ALL_OF_THEM, (TODAY + 5, 0, 70_000)], PAID + 70_000),
        ([ALL_OF_THEM], PART, PAID),
        ([ALL_OF_THEM, [*ALL_OF_THEM, *PART]], PART, PAID),
        ([ALL_OF_THEM, PART], ALL_OF_THEM, PAID),
        ([ALL_OF_THEM, PART[:0]], ALL_OF_THEM, PAID),
        ([ALL_OF_THEM], [*ALL_OF_THEM, (TODAY + 5, 0, -50_000, "refund", "")], PAID - 50_000),
        ([], [opening(4, 200_000), (TODAY + 5, 0, PAID)], PAID),
        ([[opening(4, 200_000)]], [opening(4, 200_000), (TODAY + 5, 0, PAID)], PAID),
        ([], [*ALL_OF_THEM, (TODAY + 12, 0, PAID)], 2 * PAID),
        ([ALL_OF_THEM], [*ALL_OF_THEM, (TODAY - 360, 0, 70_000)], PAID + 70_000),
    ],
    ids=[
        "all rows",
        "theirs alone",
        "older rows alone",
        "and some more came in",
        "rows first, then the opening",
        "the opening first, then rows",
        "row by row",
        "the opening is mended",
        "some more came in later",
        "taken back",
        "taken back in two steps",
        "taken back, and done again",
        "the opening is typed anew",
        "a refund after it",
        "left out of it, and typed again behind it",
        "left out of it, and typed again later",
        "the same sum paid again",
        "a payment of long ago comes later",
    ],
)
def test_what_an_opening_stands_for_was_received(office, before, now, came_in):
    """Found: the reminder asked for the whole."""
    for at, payments in enumerate(before):
        office.day(4, payments, minutes=(at * 5,), work=[])
    office.day(4, now, minutes=(12,), work=WORK if now == PART else [])
    office.day(9, now, work=WORK if now == PART else [])
    assert (office.sent, received_last(office)) == (["LOW", "REMINDER"], came_in)
    [line] = register(office.outbox.ledger(), office.books.money)
    assert line.paid == came_in


def test_who_pays_the_rest_after_that_is_asked_for_nothing_more(office):
    """Found: what was folded into the opening was missing from all that came in after it."""
    office.day(4, ALL_OF_THEM, work=[])
    paid = [*ALL_OF_THEM, (TODAY + 6, 0, office.outbox.ledger().issued[1].amount - PAID)]
    office.day(6, paid, work=[])
    office.day(7, paid, work=[(TODAY + 6, 0, "Design", 900_000)])
    assert office.sent == ["LOW", "LOW"]
    assert "replaces No" not in max(office.folder.glob("*.eml")).read_text("utf-8")


REFUND = (TODAY + 2, 0, -30_000, "refund", "")


@pytest.mark.parametrize("folded", [[opening(2, 250_000)], [opening(1, 280_000), REFUND]])
def test_a_refund_before_it_is_taken_off_as_ever(office, folded):
    """Found: a refund was taken for a row that is missing, and then nothing was carried over."""
    office.day(2, [*PART, REFUND], work=WORK)
    office.day(4, folded, work=[])
    office.day(5, [*folded, (TODAY + 5, 0, 20_000)], work=[])
    first, *_ = register(office.outbox.ledger(), office.books.money)
    assert first.paid == PAID - 30_000 + 20_000


def test_a_refund_that_alone_is_folded_is_taken_off_as_ever(office):
    office.day(4, ALL_OF_THEM, work=[])
    office.day(6, [*ALL_OF_THEM, (TODAY + 6, 0, -30_000, "refund", "")], work=[])
    office.day(8, [opening(7, 250_000)], work=[])
    office.day(9, [opening(7, 250_000)], work=[])
    first, *_ = register(office.outbox.ledger(), office.books.money)
    assert first.paid == PAID - 30_000


def test_so_it_is_where_it_is_deleted_a_while_before_the_opening_is_typed(office):
    """Found: it was forgotten, as a row that nothing hangs on."""
    office.day(4, ALL_OF_THEM, work=[])
    office.day(6, [*ALL_OF_THEM, (TODAY + 6, 0, -30_000, "refund", "")], work=[])
    office.day(8, [], minutes=(1,), work=[])
    office.day(8, [opening(7, 250_000)], minutes=(20,), work=[])
    office.day(9, [opening(7, 250_000)], work=[])
    first, *_ = register(office.outbox.ledger(), office.books.money)
    assert first.paid == PAID - 30_000


def test_who_pays_after_it_has_paid_though_the_opening_is_away_for_a_day(office):
    """Found: what was paid before the invoice was made went with it, and all later money with that."""
    office.day(4, ALL_OF_THEM, work=[])
    later = [(TODAY + 5, 0, "Design", 900_000)]
    office.day(5, ALL_OF_THEM, work=later)
    paid = (TODAY + 6, 0, 100_000)
    office.day(6, [*ALL_OF_THEM, paid], work=later)
    office.day(7, [opening(-30, 280_000), paid], work=later)
    office.day(8, [*ALL_OF_THEM, paid], work=later)
    first, *_, last = register(office.outbox.ledger(), office.books.money)
    assert (first.paid, last.paid) == (PAID, 100_000)


def test_a_row_that_is_another_clients_now_is_not_carried_over(office):
    """Found: the same money came in for two invoices."""
    both = [*WORK, (TODAY - 40, 1, "Design", 1_100_000)]
    office.day(2, PART, work=both)
    office.day(4, [BEFORE[1], (TODAY + 1, 1, PAID), opening(4, 200_000)], work=both[1:])
    lines = register(office.outbox.ledger(), office.books.money)
    assert [each.paid for each in lines] == [0, PAID]


def test_what_stands_for_money_in_one_currency_is_none_in_another(office):
    office.day(4, ALL_OF_THEM, work=[])
    [carried] = office.books.youth.carried.items()
    assert carried[0][1] == "RUB"
    dollars = replace(TWO[0], currency="USD")
    books = replace(office.books, book=replace(office.books.book, clients=(dollars, TWO[1])))
    assert books.paid(fold(dollars.name)) == 0


@pytest.mark.parametrize(
    "now",
    [[*BEFORE, opening(2, PAID)], [*BEFORE, opening(4, 30_000)]],
    ids=["it is an opening of another day", "an opening came beside the rows of before"],
)
def test_a_payment_that_goes_alone_is_asked_about(office, now):
    """Found: a payment struck out while an opening was typed counted on, and nobody was asked."""
    office.day(4, now, work=WORK)
    office.day(9, now, work=WORK)
    assert (office.sent, [each.why_held for each in office.held]) == (
        ["LOW"],
        [Reason.PAYMENT_GONE],
    )


def test_the_only_payment_that_becomes_an_opening_of_another_day_is_asked_about(tmp_path):
    """A first advance that is told as the opening."""
    office = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    old = [(TODAY - 9, each, 1_300_000, "opening", "") for each in (0, 1)]
    office.day(0, old, work=WORK)
    office.day(1, [*old, (TODAY + 1, 0, PAID)], work=WORK)
    for at in (4, 9):
        office.day(at, [*old, opening(2, PAID)], work=WORK)
    assert (office.sent, [each.why_held for each in office.held]) == (
        ["LOW"],
        [Reason.PAYMENT_GONE],
    )
    office.close()


@pytest.mark.parametrize("kind", ["opening", "correction"])
def test_a_payment_that_is_called_another_kind_now_is_asked_about(office, kind):
    """A slip of before, or a first advance that is told as the opening: nobody knows."""
    office.day(4, [*BEFORE, (TODAY + 1, 0, 80_000, kind, "")], work=WORK)
    office.day(9, [*BEFORE, (TODAY + 1, 0, 80_000, kind, "")], work=WORK)
    assert (office.sent, [each.why_held for each in office.held]) == (
        ["LOW"],
        [Reason.PAYMENT_GONE],
    )


def test_a_payment_from_before_that_is_called_an_opening_takes_nothing_off_what_came_later(
    tmp_path,
):
    office = Life(tmp_path, Policy(settle=SETTLE, scale=0))
    typed = [(TODAY - 9, 0, 1_300_000), BEFORE[1]]
    meant = [(TODAY - 9, 0, 1_300_000, "opening", ""), typed[1]]
    office.day(0, typed, work=WORK)
    office.day(1, meant, work=WORK)
    office.day(2, [*meant, (TODAY + 2, 0, 80_000)], work=WORK)
    office.day(7, [*meant, (TODAY + 2, 0, 80_000)], work=WORK)
    assert (office.sent, received_last(office)) == (["LOW", "REMINDER"], PAID)
    office.close()


@pytest.mark.parametrize(
    "before",
    [[*BEFORE, (TODAY + 1, 0, PAID - 5_000)], [*PART, opening(2, 10_000)]],
    ids=["a payment that was mended", "an opening that was typed"],
)
def test_who_runs_once_a_day_has_it_though_something_changed_on_the_day_before(office, before):
    """Found: what was gone by the first run of the day counted as struck out long before."""
    office.day(3, before, minutes=(0,), work=WORK)
    office.day(4, ALL_OF_THEM, minutes=(0,), work=[])
    office.day(9, ALL_OF_THEM, minutes=(0,), work=[])
    paid = PAID - 5_000 if len(before) == len(PART) else PAID
    assert (office.sent, received_last(office)) == (["LOW", "REMINDER"], paid)


def test_what_was_struck_out_long_before_an_opening_is_not_carried_over(office):
    office.day(2, BEFORE, work=WORK)
    office.day(4, [opening(4, 200_000)], work=[])
    office.day(9, [opening(4, 200_000)], work=[])
    assert (office.sent, [each.why_held for each in office.held]) == (
        ["LOW"],
        [Reason.PAYMENT_GONE],
    )


def test_an_old_letter_still_counts_what_was_carried_over_for_the_next_invoice(office):
    """The next invoice is made on top of it."""
    office.day(4, ALL_OF_THEM, work=[])
    later = [(TODAY + 5, 0, "Design", 2_000_000)]
    office.day(5, ALL_OF_THEM, work=later)
    office.day(6, [*ALL_OF_THEM, (TODAY + 6, 0, 100_000)], work=later)
    office.day(12, [*ALL_OF_THEM, (TODAY + 6, 0, 100_000)], work=later)
    assert len(office.outbox.ledger().issued) == 2
    assert received_last(office) == 100_000
