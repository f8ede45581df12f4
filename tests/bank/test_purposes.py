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
