"""Money that did not come, by a column that staff keep for themselves, is not credited; what a Kind
calls money in, in whatever language, is a payment (design §15)."""

import pytest

from sheets_sync.showing.wording import describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import decoded, log, row, tab
from tests.reading.test_said_elsewhere import DAY, paid

NOT_COME = ["failed", "Pending", "declined", "cancelled", "Canceled.", "reversed", "unpaid", "expected", "failed - card expired", "declined (insufficient funds)", "not yet", "не прошёл", "не прошёл, повторить", "отменён", "отклонено", "в обработке", "ожидается", "Не оплачено", "возвращён",
            "storniert", "ausstehend", "fehlgeschlagen", "abgelehnt", "offen", "échoué", "en attente", "annulé", "refusé", "fallido", "pendiente", "rechazado", "fallito", "in attesa", "annullato", "insoluto", "nieudana", "oczekuje", "anulowana", "mislukt", "geannuleerd",
            "pendente", "скасовано", "zrušeno"]  # fmt: skip
COME = ["ok", "paid", "Received", "done", "cleared", "settled", "partial", "sent", "прошёл", "оплачено", "зачислено", "eingegangen", "bezahlt", "payé", "reçu", "pagado", "pagato", "zapłacona", "new", 7, "pending → paid", "due 12.11, paid", "openly", DAY]  # fmt: skip
STATUS = ["Status", "Статус", "Payment status", "Статус платежа", "Zahlungsstatus", "Statut", "Estado", "Stato", "Stan", "Результат"]  # fmt: skip


@pytest.mark.parametrize("cell", NOT_COME)
def test_money_whose_status_says_that_it_did_not_come_waits(cell):
    """Found: a payment that failed was credited."""
    assert paid(["Status"], [1000, cell], [500, "ok"]) == ([500_00], ["BAD_KIND"], ["Payments!D2"])


@pytest.mark.parametrize("header", STATUS)
def test_whatever_such_a_column_is_called_and_whatever_kind_says(header):
    held = ([500_00], ["BAD_KIND"])
    assert paid([header], [1000, "failed"], [500, "paid"])[:2] == held
    assert paid([header, "Kind"], [1000, "failed", "payment"], [500, "", None]) == (
        *held,
        ["Payments!D2"],
    )
    assert paid([header, "Kind"], [1000, "refunded", "payment"], [500, "", "payment"])[:2] == held


@pytest.mark.parametrize("cell", COME)
def test_what_came_is_credited(cell):
    assert paid(["Status"], [1000, cell], [500, None]) == ([1000_00, 500_00], [], [])


@pytest.mark.parametrize("header", [
    "Receipt", "Receipt status", "Invoice status", "Project status", "Thanks sent", "Taxed", "In books", "Reported", "Paid by", "Чек выдан", "Договор", "Акт подписан", "Reconciled", "Booked by",
])  # fmt: skip
@pytest.mark.parametrize("cell", ["pending", "no", "failed", "cancelled", "-", "нет", False])
def test_columns_about_something_else_are_nobodys_matter(header, cell):
    assert paid([header], [1000, cell], [500, "yes"]) == ([1000_00, 500_00], [], [])


@pytest.mark.parametrize(("header", "no", "yes"), [
    ("Cleared", "no", "yes"), ("Cleared?", "No", None), ("Received", False, True), ("Confirmed", "not yet", "yes"), ("Arrived", "N", "Y"), ("Оплачен", "нет", "да"), ("Зачислено", "ещё нет", "да"), ("Eingegangen", "nein", "ja"), ("Encaissé", "non", "oui"),
    ("Cobrado", "no", "sí"), ("Incassato", "no", "sì"), ("Zaksięgowano", "nie", "tak"), ("Paid", "no", "yes"), ("Поступило", "-", "+"), ("Settled", "pending", "yes"),
])  # fmt: skip
def test_a_no_of_whether_it_came_waits(header, no, yes):
    assert paid([header], [1000, no], [500, yes]) == ([500_00], ["BAD_KIND"], ["Payments!D2"])


def test_checkboxes_that_nobody_ever_ticked_say_nothing():
    assert paid(["Cleared"], [1000, False], [500, False]) == ([1000_00, 500_00], [], [])
    assert paid(["Cleared"], [1000, "-"], [500, "-"]) == ([1000_00, 500_00], [], [])


@pytest.mark.parametrize("header", ["Sign", "Знак", "+/-", "Vorzeichen", "Signe", "Segno", "Znak"])
@pytest.mark.parametrize("cell", ["-", "−", "minus", "Минус"])
def test_a_minus_beside_a_sum_waits(header, cell):
    assert paid([header], [1000, cell], [500, "+"]) == ([500_00], ["BAD_KIND"], ["Payments!D2"])
    assert paid([header], [1000, "+"], [500, None]) == ([1000_00, 500_00], [], [])


@pytest.mark.parametrize("cell", [
    "pending, not paid", "pending (not paid yet)", "failed - not received", "expected; unpaid", "ожидается, не оплачено", "ещё не поступило", "ожидается, ещё не поступило", "не поступили", "storniert, nicht bezahlt", "en attente, non payé", "pendiente, no cobrado",
])  # fmt: skip
def test_a_no_before_a_word_for_money_that_came_is_a_no(cell):
    """Found: the "paid" of "pending, not paid" credited it."""
    assert paid(["Status"], [1000, cell], [500, "ok"])[:2] == ([500_00], ["BAD_KIND"])


@pytest.mark.parametrize(("header", "cell"), [
    ("Sign", "-"), ("Знак", "−"), ("Status", "refunded"), ("Status", "Returned"), ("Статус", "возвращено"), ("Status", "erstattet"), ("Statut", "remboursé"),
])  # fmt: skip
def test_what_says_of_a_refund_that_money_went_back_is_no_doubt(header, cell):
    """Found: refunds with a minus beside, or a Status of "refunded", were not taken off."""
    refund = paid([header, "Kind"], [1000, cell, "refund"], [500, None, None])
    assert refund == ([-1000_00, 500_00], [], [])
    assert paid([header, "Kind"], [-1000, cell, "correction"])[:2] == ([-1000_00], [])
    for kind in ("correction", "opening", "payment"):
        assert paid([header, "Kind"], [1000, cell, kind])[:2] == ([], ["BAD_KIND"])


@pytest.mark.parametrize("cell", ["failed", "pending", "declined", "не прошёл"])
def test_a_refund_that_did_not_go_waits(cell):
    assert paid(["Status", "Kind"], [1000, cell, "refund"])[:2] == ([], ["BAD_KIND"])


@pytest.mark.parametrize("headers", [
    ["Status", "Result"], ["Payment status", "Status"], ["Status", "Payment status"],
])  # fmt: skip
def test_each_column_that_says_so_is_heard(headers):
    """Found: of two columns of states the first one was passed over."""
    found = paid(headers, [1000, "failed", "ok"], [500, "ok", "failed"], [7, "ok", "ok"])
    assert found == ([7_00], ["BAD_KIND", "BAD_KIND"], ["Payments!D2", "Payments!E3"])
    found = paid(
        ["Cleared", "Received"], [1000, "no", "yes"], [500, "yes", "no"], [7, "yes", "yes"]
    )
    assert found[0] == [7_00]


@pytest.mark.parametrize("cells", [("-", "Anna"), ("-", "✓"), ("—", "AB"), ("-", 7)])
def test_a_dash_in_a_column_of_signatures_says_nothing(cells):
    """Found: who had not signed had not paid."""
    assert paid(["Sign"], [1000, cells[0]], [500, cells[1]]) == ([1000_00, 500_00], [], [])


@pytest.mark.parametrize(("no", "yes"), [(0, 1), ("✗", "✓"), ("-", "✓"), ("❌", None), (False, 1)])
def test_ticks_and_noughts_answer_whether_it_came(no, yes):
    """Found: a 0 below Cleared, beside ones, was credited."""
    assert paid(["Cleared"], [1000, no], [500, yes])[:2] == ([500_00], ["BAD_KIND"])


@pytest.mark.parametrize(("cell", "other"), [(0, None), (0, 0), (1, 1), ("-", "bank")])
def test_sums_and_words_below_received_are_no_answers(cell, other):
    assert paid(["Received"], [1000, cell], [500, other]) == ([1000_00, 500_00], [], [])


def test_a_debt_that_is_paid_off_came():
    assert paid(["Статус"], [1000, "долг погашен"], [500, "долг"])[0] == [1000_00]


def test_the_cell_and_the_cure_are_named_and_no_letter_goes():
    book = log(row())
    rows = [
        ["Date", "Client", "Amount", "Kind", "Status"],
        [DAY, "Acme", 1000, "payment", "failed"],
    ]
    tabs = {**book.tabs, "Payments": tab("Payments", rows)}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    assert found.book.clients[0].letters_held
    [finding] = [each for each in found.findings if each.role == "payments"]
    said = describe(finding, found.places, found.book, words_of("en"))
    assert (said.place, finding.text, finding.client) == ("Payments!E2", "failed", "Acme")
    assert '"Status"' in said.message
    assert '"failed"' in said.message
    ru = describe(finding, found.places, found.book, words_of("ru"))
    assert "«Status»" in ru.message


MONEY_IN = ("deposit|income|incoming|in|paid in|приход|поступление|поступления|зачисление|входящий|top up|down payment|final payment|instalment|cheque|SEPA|direct debit|депозит|задаток|внесение|доход|СБП|эквайринг"
            "|Eingang|Einzahlung|Zahlungseingang|Lastschrift|Teilzahlung|Restzahlung|Bar|Karte|ingreso|depósito|cobro|pago parcial|efectivo|encaissement|dépôt|versement|règlement|chèque|espèces|versamento|accredito|incasso|bonifico|acconto|pagamento|caparra|contanti"
            "|wpływ|przedpłata|gotówka|karta|depozyt|storting|ontvangst|betaling|надходження|зарахування|pagamento|depósito|platba|záloha")  # fmt: skip
NO_MONEY = "bonus gift|discount|fee|credit|кредит|к|cr|Gutschrift|avoir|abono|write-off|interest|скидка|подарок|комиссия|Rabatt|remise|Gutschein|debit|out|расход|списание|Ausgang|uscita|остаток|Saldo|перенос|adjustment|opening balance"  # fmt: skip


@pytest.mark.parametrize("kind", MONEY_IN.split("|"))
def test_a_word_for_money_in_is_a_payment(kind):
    assert paid(["Kind"], [1000, kind]) == ([1000_00], [], [])


@pytest.mark.parametrize("kind", NO_MONEY.split("|"))
def test_what_may_be_no_money_waits(kind):
    assert paid(["Kind"], [1000, kind])[:2] == ([], ["BAD_KIND"])


def test_ways_that_money_goes_in_other_languages():
    for way, other in (("Eingang", "Ausgang"), ("entrée", "sortie"), ("entrata", "uscita"), ("wpływ", "wypłata"), ("ingreso", "salida"), ("приход", "расход")):  # fmt: skip
        assert paid(["Art"], [1000, other], [500, way])[:2] == ([500_00], ["BAD_KIND"])
