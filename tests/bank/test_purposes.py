"""The invoices that a purpose names."""

from datetime import date

import pytest

from sheets_sync.bank.purposes import invoices_named, speaks_of_return
from sheets_sync.billing.days import serial

SERIES = ("", "INV-", "2026-")
DAY = serial(date(2026, 11, 1))


def named(text, prefixes=SERIES):
    return [(each.prefix, each.number) for each in invoices_named(text, prefixes)]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Оплата по счету № 17 от 01.11.2026", [("", 17)]),
        ("ОПЛАТА ПО СЧЁТУ №17 ОТ 01.11.2026Г. НДС 20% - 4166,67", [("", 17)]),
        ("опл. сч.17", [("", 17)]),
        ("счет на оплату № 17 от 1.11.26, без НДС", [("", 17)]),
        ("счет № 0017", [("", 17)]),
        ("INV-0017", [("inv-", 17)]),
        ("payment inv-17, thank you", [("inv-", 17)]),
        ("invoice no. INV-17 of 01.11.2026", [("inv-", 17)]),
        ("Rechnung Nr. 2026-17 vom 01.11.2026", [("2026-", 17)]),
        ("счетам № 17 и № 18", [("", 17), ("", 18)]),
        ("счета №17, 18 и 19", [("", 17), ("", 18), ("", 19)]),
        ("по счету 17 от 01.11.2026 и счету 18 от 02.11.2026", [("", 17), ("", 18)]),
        ("по договору № 5 от 01.02.2025, счет № 17", [("", 17)]),
    ],
)
def test_what_names_an_invoice(text, numbers):
    assert named(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "", "17", "№ 17", "по договору № 17", "по акту № 17 от 01.11.2026", "по счет-фактуре № 17", "с/ф 17", "лицевой счет 17",
        "расчетный счет 17", "на счет 40702810900000000001", "счет 17,50", "оплата счета 17.5", "счет 17%", "счет 17 €",
        "счет №17/1", "счет №17-2", "счет № А-17", "счет от 17.11.2026", "счет 17.11.2026", "расчет 17", "INV-17a", "XINV-17",
        "INV-17-2", "2026-11", "за период 2026-11-05", "счет № семнадцать", "tax invoice 17", "счет № 1234567890",
    ],
)  # fmt: skip
def test_what_names_none(text):
    assert named(text) == []


def test_a_prefix_that_there_is_not_is_none_of_ours():
    assert named("INV-17", ("",)) == []
    assert named("счет INV-17", ("",)) == []


def test_the_day_of_an_invoice():
    (one,) = invoices_named("INV-17 (счет INV-17 от 01.11.2026)", SERIES)
    assert one.day == DAY
    assert [each.day for each in invoices_named("счет 17 от 1.11.26, счет 18", SERIES)] == [
        DAY,
        None,
    ]
    assert [each.day for each in invoices_named("счет 17 от 31.02.2026", SERIES)] == [None]


@pytest.mark.parametrize(
    "text",
    ["Возврат оплаты по счету 17", "возврат", "Refund of INV-17", "  Rückzahlung Rechnung 17"],
)
def test_money_that_comes_back(text):
    assert speaks_of_return(text)
    assert not speaks_of_return("Оплата без возврата")
    assert not speaks_of_return("Возвратная тара")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Оплата по счету N 17", [("", 17)]),
        ("Оплата по счету N17 от 01.11.2026", [("", 17)]),
        ("оплата за счёт № 17", [("", 17)]),
        ("В счет оплаты по счету 17", [("", 17)]),
        ("factuur 17", [("", 17)]),
        ("facturen 17 en 18", [("", 17), ("", 18)]),
        ("faktura nr 17 z dnia 01.11.2026", [("", 17)]),
        ("Facture n° 17 du 01/11/2026", [("", 17)]),
        ("factura núm. 17", [("", 17)]),
        ("fattura n. 17 del 01/11/2026", [("", 17)]),
    ],
)
def test_what_names_an_invoice_elsewhere(text, numbers):
    assert named(text) == numbers


@pytest.mark.parametrize(
    "text",
    [
        "Оплата по счету 7 ноября", "счет 7 ноября 2026 г.", "счет 7 авг", "invoice 7 November", "Rechnung 7. November",
        "в счет 7 заказа", "за счет 7 отдела", "пополнение на счет 7", "В счет 17",
        "Счет 2026 год, реклама", "Оплата счета 2026 г.", "счет 2026г", "faktura 2026 r.", "счет за 2026 год",
    ],
)  # fmt: skip
def test_days_and_turns_of_phrase_name_none(text):
    assert named(text) == []


@pytest.mark.parametrize(
    "told",
    [
        "от 1 ноября 2026 г.", "от 01.11.26", "от 2026-11-01", "от 01-11-2026", "(01.11.2026)", ", 01.11.2026", "of 1 November 2026",
        "vom 1. Nov 2026", "от 2026.11.01", "от 01/11/2026",
    ],
)  # fmt: skip
def test_the_day_of_an_invoice_however_it_is_written(told):
    (one,) = invoices_named(f"счет № 17 {told}", SERIES)
    assert (one.number, one.day) == (17, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Faktura 3 z 1 listopada 2026", "Faktura nr 3 z dnia 1 listopada 2026 r.", "faktura 3 z dn. 01 listopada 2026", "Invoice 3 of 1 November 2026",
        "Invoice 3 of 1st November 2026", "invoice 3 of the 1st of November 2026", "Invoice 3 from November 1, 2026", "invoice 3 dated Nov 1st, 2026",
        "счет 3 от 1 ноября 2026 г.", 'счет 3 от "01" ноября 2026 г.', "счет 3 от «1» ноября 2026 года", "счет №3 от 1-го ноября 2026", "Rechnung 3 vom 1. November 2026",
        "Rechnung Nr. 3 v. 01. Nov. 2026", "Facture 3 du 1er novembre 2026", "FACTURE N° 3 DU 1 NOVEMBRE 2026", "Factura 3 del 1 de noviembre de 2026", "Fattura n. 3 del 1° novembre 2026",
        "Factuur 3 van 1 november 2026", "factuur 3 d.d. 1 november 2026",
    ],
)  # fmt: skip
def test_a_day_in_words_of_every_language_makes_no_part_of_the_number(text):
    (one,) = invoices_named(text, SERIES)
    assert (one.number, one.day, one.sure) == (3, DAY, True)


@pytest.mark.parametrize(
    ("text", "day"),
    [("faktura 3 z 15 wrzesnia 2026", 46280), ("Facture 3 du 15 fevrier 2026", 46068)],
)
def test_months_without_their_accents(text, day):
    (one,) = invoices_named(text, SERIES)
    assert (one.number, one.day) == (3, day)


@pytest.mark.parametrize("text", ["Ошибочно перечислено по счету 17", "zwrot faktura 17"])
def test_money_that_goes_back(text):
    assert speaks_of_return(text)


@pytest.mark.parametrize(
    "text",
    [
        "Transfer returned", "Repayment of loan", "Money back", "Reversed", "credit note 5", "Возвращены средства по п/п 5", "Возвр. средств",
        "средства возвращены", "VOZVRAT SREDSTV", "погашение кредита", "по договору займа 3", "повернення коштів", "ақшаны қайтару",
        "Zwrócono", "ZWROCONO", "Teruggave", "Erstattung", "RUECKUEBERWEISUNG", "Rücküberweisung", "Gutschrift Retoure", "Darlehen",
        "Reintegro", "DEVOLUCION", "préstamo", "remboursement", "rimborso", "empréstimo", "devolução", "vrácení platby", "VRACENI",
        "půjčka", "iadesi", "återbetalning", "palautus", "visszautalás", "货款退款",
        "Stornierung", "Überzahlung RG 5", "RUECKVERGUETUNG", "Annullamento", "Prêt", "Funds recalled", "Recall of payment", "Payment rejected",
        "Rejected transfer", "Bounced payment", "Payback", "RFND 17", "Отозванный платеж", "Отзыв перевода", "Возмещение расходов",
        "Временная финансовая помощь", "Security deposit return", "Balance return", "RTN", "Rtd payment", "repay", "Repaying", "reverse transfer",
        "Rev. of payment", "Erstattet", "Rücküberwiesen", "Kaution zurück", "annulé", "terug", "Возращение средств", "Возв. средств",
        "Возмещение ущерба", "Выплата страхового возмещения", "Отказ от услуг", "Расторжение договора, остаток", "Unused advance",
        "возврат остатка аванса", "Неиспользованный аванс", "перечисление неизрасходованного аванса", "Дивиденды за 2025", "Insurance claim payout",
        "returning deposit",
    ],
)  # fmt: skip
def test_money_that_comes_back_or_was_lent_in_whatever_words(text):
    assert speaks_of_return(text)


@pytest.mark.parametrize(
    "text",
    [
        "Оплата по счету 17", "Оплата без возврата", "консультация по кредиту", "Возвратная тара", "Tax returns, invoice 17",
        "SEPA-GUTSCHRIFT Rechnung 17", "Leningrad, invoice 17", "Пополнение аванса", "Deposit", "facture 17, aller-retour", "LAN, счет 17",
        "Facture 17 prêt-à-porter", "Recalling our talk: invoice 17", "Счет 17, отзывы клиентов",
        "Tax return, invoice 17", "Услуги: расторжение договора", "Такси туда и обратно", "Возведение стены, счет 17", "Rever, invoice 17",
        "Returning customer discount", "Оплата остатка аванса", "Остаток по договору", "Dividend report",
    ],
)  # fmt: skip
def test_money_that_does_not(text):
    assert not speaks_of_return(text)


@pytest.mark.parametrize(
    ("purpose", "numbers"),
    [
        ("Facture 2026 annuelle", []),
        ("счета 2026 годовые", []),
        ("Rechnung 2026 Jahresbeitrag", []),
        ("Invoice 2026", [2026]),
        ("Счет № 2026 за рекламу", [2026]),
        ("счет 2026 от 24.10.2026 за рекламу", [2026]),
        ("счета 2026 и 2027", [2026, 2027]),
        ("Invoice 1726 for design", [1726]),
    ],
)
def test_a_year_before_a_word_is_no_number(purpose, numbers):
    assert [each.number for each in invoices_named(purpose, [""])] == numbers


@pytest.mark.parametrize("purpose", ["вoзврат", "Bозврат аванса", "оплата, возвpат"])
def test_a_word_of_two_scripts_is_read_as_it_looks(purpose):
    assert speaks_of_return(purpose)
