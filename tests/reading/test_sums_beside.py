"""Columns that staff keep beside the amounts of payments: what went back, what came of it, when; and
notes that say that no money came. What they say is asked about, never passed over (design §15)."""

from datetime import date

import pytest

from tests.reading.test_said_elsewhere import DAY, paid

HELD = ([500_00], ["BAD_KIND"], ["Payments!D2"])
BOTH: tuple[list[int], list[str], list[str]] = ([1000_00, 500_00], [], [])


@pytest.mark.parametrize("header", [
    "Refund", "Refunded", "Amount refunded", "Refund, RUB", "Возврат", "Возвращено", "Сумма возврата", "Rückzahlung", "Erstattung", "Remboursement", "Reembolso", "Zwrot", "Повернення",
])  # fmt: skip
@pytest.mark.parametrize("cell", [100, 100.5, "100", "100,00 ₽", -100])
def test_what_went_back_beside_an_amount_waits(header, cell):
    """Found: 1000 of which 100 had been paid back were credited whole."""
    assert paid([header], [1000, cell], [500, None]) == HELD
    assert paid([header], [1000, 0], [500, None]) == BOTH


def test_it_is_nobodys_matter_beside_a_refund_and_in_words():
    counted, codes, _ = paid(["Refund", "Kind"], [1000, 1000, "refund"], [500, None, None])
    assert (counted, codes) == ([-1000_00, 500_00], [])
    assert paid(["Refund"], [1000, "none"], [500, "no"]) == BOTH


@pytest.mark.parametrize("header", [
    "Paid", "Amount paid", "Received", "Paid, RUB", "Оплачено", "Сумма оплаты", "Оплачено, руб.", "Поступило", "Bezahlt", "Payé", "Pagado", "Wpłacono", "Сплачено",
])  # fmt: skip
def test_another_sum_that_came_waits(header):
    """Found: invoices of 1000 of which 300 had come, and of 500 that nobody paid, were credited."""
    assert paid([header], [1000, 300], [500, 500]) == HELD
    assert paid([header], [1000, None], [500, 500]) == HELD
    assert paid([header], [1000, 0], [500, "500,00"]) == HELD
    assert paid([header], [1000, "1 000"], [500, 500.0]) == BOTH


@pytest.mark.parametrize(("header", "cells"), [
    ("Paid", [1, 1]), ("Paid", [True, True]), ("Paid", ["yes", "yes"]), ("Paid", [None, None]), ("Paid by", [4276, 5536]), ("Оплата", ["безнал", "карта"]), ("Invoice", [300, 400]),
    ("VAT", [200, 100]), ("Net", [800, 400]), ("Balance", [200, 0]), ("Остаток", [200, 0]),
])  # fmt: skip
def test_columns_of_anything_else_are_nobodys_matter(header, cells):
    assert paid([header], [1000, cells[0]], [500, cells[1]]) == BOTH


def test_few_sums_leave_the_blank_ones_alone():
    rows = ([1000, None], [1, None], [2, None], [500, 500])
    assert paid(["Paid"], *rows)[1] == []


def test_what_a_bank_kept_of_it_is_no_other_sum():
    """PayPal's way: the client paid 1000, and 965 came."""
    assert paid(["Received", "Fee"], [1000, 965, 35], [500, 490, 10]) == BOTH
    assert paid(["Поступило", "Комиссия банка"], [1000, 965, 35], [500, 490, 10]) == BOTH


@pytest.mark.parametrize("header", [
    "Paid on", "Payment date", "Date received", "Дата оплаты", "Дата поступления", "Оплачено", "Bezahlt am", "Date de paiement", "Fecha de pago", "Data wpływu", "Дата оплати",
])  # fmt: skip
@pytest.mark.parametrize("day", [date(2026, 11, 3), "03.11.2026", "3 Nov 2026", 46329])
def test_a_payment_without_the_day_that_others_have_waits(header, day):
    """Found: an invoice that nobody paid yet was credited, by its own day."""
    assert paid([header], [1000, None], [500, day]) == HELD
    assert paid([header], [1000, day], [500, day]) == BOTH
    assert paid([header], [1000, None], [1, None], [2, None], [500, day])[1] == []


def test_what_is_no_payment_needs_no_day_on_which_it_came():
    rows = ([1000, None, "opening"], [500, DAY, None], [5, None, "bonus"])
    assert paid(["Paid on", "Kind"], *rows)[1] == []


@pytest.mark.parametrize("header", ["Reference", "Comment", "Note", "Комментарий", "Примечание"])
@pytest.mark.parametrize("cell", [
    "refund", "Refund of deposit", "refund inv 12", "возврат", "Возврат аванса по договору 5", "cancelled", "not received yet", "Bounced!", "не пришли", "ещё не поступило", "отменено",
    "storniert", "Rückerstattung Oktober", "zwrot", "annulé", "возврат долгожданный", "Refund of debit note", "zwrot zaliczki",
])  # fmt: skip
def test_a_note_that_no_money_came_waits_for_its_kind(header, cell):
    """Found: a refund whose Reference said so, its Kind blank, was credited as money in."""
    assert paid([header], [1000, cell], [500, "inv 7"])[:2] == ([500_00], ["BAD_KIND"])
    counted, codes, _ = paid([header, "Kind"], [1000, cell, "payment"], [500, cell, "refund"])
    assert (counted, codes) == ([1000_00, -500_00], [])


@pytest.mark.parametrize("cell", [
    "inv 12", "advance", "thanks for the refund", "returning client", "received", "not via PayPal", "долг за октябрь", "open invoice 7", "оплата по счёту", "отмена встречи", "no refund", "planned work", 12, "refund: no", "refund not needed", "возврат не нужен", "refund policy sent", "money back guarantee", "chargeback risk low",
    "возврат долга", "Возврат задолженности за октябрь", "возврат расходов", "repayment of debt", "Erstattung Auslagen", "zwrot kosztów", "повернення боргу", "remboursement de frais",
])  # fmt: skip
def test_other_notes_are_notes(cell):
    assert paid(["Reference"], [1000, cell], [500, None]) == BOTH
    assert paid(["Comment"], [1000, cell], [500, None]) == BOTH


def test_an_unknown_word_in_a_column_of_kinds_waits_with_the_known_ones():
    """Found: a write-off was money in, below the Type that told refunds from payments."""
    counted, codes, cells = paid(
        ["Type"], [1000, "Payment"], [100, "Refund"], [7, "Write-off"], [500, "Payment"]
    )
    assert counted == [1000_00, 500_00]
    assert (codes, cells) == (["BAD_KIND"] * 2, ["Payments!D3", "Payments!D4"])
    assert paid(["Type"], [1000, "Payment"], [500, "Write-off"]) == BOTH


@pytest.mark.parametrize("cell", ["Postpayment", "final", "Subscription", "абонплата", "взнос", "dopłata", "післяплата"])  # fmt: skip
def test_more_words_for_money_in_are_no_unknown_ones(cell):
    """Found: a last part waited below a Type that told bonuses from payments."""
    rows = ([1000, "Payment"], [100, "Bonus"], [7, cell], [500, "Payment"])
    assert paid(["Type"], *rows)[2] == ["Payments!D3"]


@pytest.mark.parametrize(("header", "cells"), [
    ("Оплата", ["05.11", "06.11", "7.11."]), ("Paid", ["05/11", "5/11", "6/11"]), ("Zahlung", [1, 2, 3]), ("In bank", [17, 18, 19]), ("Оплачено", ["100%", "100 %", "100,0%"]), ("Wpłata", ["100%", 1, 1.0]),
])  # fmt: skip
def test_days_without_a_year_numbers_of_rows_and_all_of_it_are_no_other_sums(header, cells):
    """Found: every payment beside a day of no year, a number of its own, or 100 %, waited."""
    assert paid([header], *([1000 + at, cell] for at, cell in enumerate(cells)))[1:] == ([], [])


@pytest.mark.parametrize("cells", [("05.11", "06.11", None), ("100%", "100%", "50%"), (1, 1, 0.5), (3, 2, 1), (100, 100, 101)])  # fmt: skip
def test_what_says_less_or_nothing_beside_them_waits(cells):
    assert "BAD_KIND" in paid(["Paid"], *([1000 + at, each] for at, each in enumerate(cells)))[1]


@pytest.mark.parametrize("fee", ["Commission, %", "Fee (2%)", "Bank fee, EUR", "Комиссия, руб."])
def test_a_fee_is_one_with_a_unit_beside_it_too(fee):
    """Found: "Fee, EUR" was no fee, and all that came less by it waited."""
    assert paid([fee, "Received"], [1000, 20, 980], [500, 10, 490]) == BOTH
