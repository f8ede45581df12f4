"""Statements of a part of a day that overlap: what both tell is one payment (design §20)."""

from sheets_sync.bank.entries import BankEntry, BankStatement, Party
from sheets_sync.bank.judging import judge
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.met_before import Lot
from sheets_sync.bank.paying import PayingClient
from sheets_sync.bank.spans import Spans

DAY = 46330
ACME = Party("Acme", "40702810500000000001")
MATCHER = Matcher([PayingClient("Acme", "RUB", "р/с 40702810500000000001")])


def slice_(opening, *moves):
    """Moves are (day, amount, number)."""
    entries = [
        BankEntry(day, abs(amount), amount > 0, ACME, "Advance", document=number)
        for day, amount, number in moves
    ]
    closing = opening + sum(amount for _, amount, _ in moves)
    days = moves[0][0], moves[-1][0]
    return "MT940", [BankStatement("1", "RUB", opening, closing, entries, *days)]


def test_a_slice_that_comes_to_nought_makes_no_second_payment_of_one_number():
    """Slices of the day: 500 -> 0 (103) and 0 -> 0 (102, 103) follow each other by their balances,
    though they overlap."""
    came, went = (DAY, 50_000, "102"), (DAY, -50_000, "103")
    two = slice_(0, came, went)
    day = slice_(100_000, (DAY - 2, -50_000, "100"), (DAY, -50_000, "101"), came)
    last = slice_(50_000, went)
    spans, counted = Spans(), 0
    taken: frozenset[str] = frozenset()
    for files in ([two], [day], [last], [two, day, last], [day, two]):
        judged = judge(files, MATCHER, taken=taken, spans=spans)
        counted += sum(each.lot is Lot.MATCHED for each in judged)
        taken |= {each.fingerprint for each in judged if each.lot is Lot.MATCHED}
    assert counted == 1


def test_an_equal_number_behind_another_slice_waits():
    """Some banks have one number for every line: one payment, or two."""
    came = (DAY, 50_000, "102")
    first, second = slice_(0, came), slice_(50_000, came)
    assert [each.lot for each in judge([first, second], MATCHER)] == [Lot.MATCHED, Lot.ALIKE]


def test_an_unnumbered_payment_that_met_the_same_balance_in_two_slices_waits():
    """0 -> 500 lies within 500 -> 0 -> 500 -> 1000, or before it: the balances join by chance."""
    came, went = (DAY, 50_000, ""), (DAY, -50_000, "")
    part, day = slice_(0, came), slice_(50_000, went, came, came)
    matched, alike, ignored = Lot.MATCHED, Lot.ALIKE, Lot.IGNORED
    forth = [each.lot for each in judge([part, day], MATCHER)]
    assert forth == [matched, ignored, alike, matched]
    back = [each.lot for each in judge([day, part], MATCHER)]
    assert back == [ignored, matched, matched, alike]
    again = [each.lot for each in judge([part, day, day, part], MATCHER)]
    assert again[:4] == forth
    assert {*again[4:]} == {Lot.KNOWN}


def test_unnumbered_payments_of_slices_that_follow_each_other_count_without_a_question():
    """The morning, the rest of the day, then the whole week, with whatever went in between."""
    came, went, fee = (DAY, 50_000, ""), (DAY, -30_000, ""), (DAY, -700, "")
    morning, rest = slice_(0, came, went), slice_(20_000, came, fee, came)
    week = slice_(-10_000, (DAY - 2, 10_000, ""), came, went, came, fee, came, (DAY + 1, 900, ""))
    for files in ([morning, rest, week], [week, rest, morning], [rest, morning]):
        judged = [each.lot for each in judge(files, MATCHER)]
        assert Lot.ALIKE not in judged
        assert judged.count(Lot.MATCHED) == (5 if week in files else 3)
