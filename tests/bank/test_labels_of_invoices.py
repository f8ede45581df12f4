"""What a purpose calls an invoice, written as payers do, and what only looks so (design §20)."""

import pytest

from sheets_sync.bank.entries import BankEntry, Party
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.paying import OwedInvoice, PayingClient

DAY = 46330
CLIENTS = [PayingClient(name, "RUB") for name in ("Cone", "Acme", "Bell")]


def paid(prefix, purpose, amount=1_350_000):
    return judged(purpose, amount, prefix).client


def judged(purpose, amount=1_350_000, prefix="", left=None):
    claims = [
        OwedInvoice(prefix, number, client, "RUB", sum_, sum_ if left is None else left, DAY - 3)
        for number, client, sum_ in (
            (17, "Cone", 1_350_000), (18, "Cone", 1_200_000), (33, "Acme", 1_200_000), (1, "Acme", 70_000),
        )
    ]  # fmt: skip
    party = Party("Stranger LLC", "40702810500000000099")
    entry = BankEntry(DAY, amount, credit=True, party=party, purpose=purpose)
    matcher = Matcher(
        CLIENTS,
        claims,
        own_names=frozenset({'ООО "Агентство"', "Agency Ltd", "Alpha Consulting LLC"}),
    )
    return matcher.whose(entry, "RUB")


@pytest.mark.parametrize(
    "purpose",
    [
        "Rechnung 17. Quartal", "счет 17 квартал", "invoice 17 of 5 instalments", "счет 17 из 20", "Rechnung 17 von 20",
        "invoice 17 for Beta Ltd", "Счет 17 за ООО Бета",
        "for Beta Services Ltd, invoice 17", "Счет 17 за ООО Бета услуги", "services for Beta Ltd, invoice 17",
        "Agency Ltd, invoice 17 for Beta Ltd", "Счет 17 за ООО Агентство Бета и за ООО Бета", "factura 17 de 12 de marzo de 2025", "invoice 17 of 12-Nov-2026", "Rechnung 17, März 2025", "on behalf of Beta Holding LLC invoice 17", "Rechnung 17 für Beta GmbH",
        "счет-договор 17", "по счету-договору № 17", "по счету-оферте № 17", "Счет 17 (март 2025)", "счет 17 за март 2025", "invoice 17, services of May 2024",
        "Invoice 17 for Consulting Ltd", "Invoice 17 for Alpha Ltd", 'invoice 17 of "Vertex"', "Payment for invoice 17 of «Vertex Media».", "invoice 17 of Vertex Ltd", "schet-faktura 17", "po scheta-fakture No 17", "schet faktura 17",
        "текущий счет 17", "на р/счет 17", "л/сч 17", "лиц. счет 17", "tekushchij schet 17", "depozitnyj schet 17",
        "накопительный счет 17", "Перевод на сберегательный счет 17", "корр. счет 17", "корр.счет 17", "кор/счет 17", "к/с счет 17", "брокерский счет 17", "эскроу счет 17", "внутренний счет 17", "nakopitelnyj schet 17",
        "Rechnung 17 von Vertex", "Rechnung 17 der Vertex GmbH", "Rechnung Nr. 17 der Firma Vertex", "invoice 17 from Vertex Ltd", "счет 17 от Вертекс", "счет 17 ООО Вертекс",
        'по счету 17 от 12.11.2026 ООО "Вертекс"', "счет 17 от 12 ноября 2026 г. ООО Вертекс, за рекламу", "Faktura 17 od Vertex sp. z o.o.", "Facture 17 de Vertex SARL", "factuur 17 van Vertex BV", "fattura 17 di Vertex SRL",
        "счет 17 от «Вертекс»", 'Rechnung 17 von "Vertex"', "Rechnung 17 von der Firma Vertex",
        "в счет 17 заказа", "v schet 17 zakaza", "за счет 17", "на лиц.счет 17", "спец. счет 17", "Tax invoice 17", "pro forma invoice 17",
    ],
)  # fmt: skip
def test_what_is_a_part_another_s_or_of_another_time_waits(purpose):
    assert paid("", purpose) == ""


@pytest.mark.parametrize(
    "purpose",
    [
        "invoice 17 from Stranger LLC", "счет 17 от Stranger", "Счет 17 ООО Агентство за услуги", "счет 17 от ООО Агентство", "Rechnung 17 von Cone", "invoice 17 from Cone Ltd", "Rechnung 17 von November", "счет 17 от ноября",
        "Rechnung 17 der Buchhaltung", "Rechnung 17 von der Agentur", 'счет 17 от "12.11.2026"', "Rechnung 17 von Strangers",
        "Facture 17 de Conseil", "factuur 17 van Advies", "Rechnung 17 der letzten Woche", "Rechnung 17 Lieferung 5 kg", "счет 17 НДС не облагается", "по вашему счету 17", "по электронному счету 17", "по выставленному счету 17",
        "Rechnung 17. Danke", "invoice 17 of 1 November 2026", "invoice 17 for Cone Ltd", "Счет 17 (октябрь 2026)",
        "Rechnungs-Nr.: 17", "RG-NR 17", "R.-Nr. 17", "ReNr 17", "fak. 17", "Oplata po schetu 17",
        "oplata scheta N 17", "/INV/17", "Счет 17 за 5 кг",
        "Оплата по счету № 17 от 01.11.2026 по договору № 12 от 5 марта 2025 г.", "Оплата по сч. 17 договор № 7 от 15 января 2024 года",
        "по договору от «15» марта 2025 г., счет 17", "invoice 17, agreement of 5th of March 2025", "invoice 17 per agreement dated 5 March 2025",
        "счет 17 от 01.11.2026 за март 2025", "Invoice 17 for consulting services Agency Ltd", "for services by Beta LLC, invoice 17",
        "payment for services of Beta LLC under invoice 17", 'Оплата для ООО "Агентство" по счету 17', "Оплата за ООО услуги счет 17",
        "factura 17 de 1 de noviembre de 2026", "factura 17 de 1 noviembre", "invoice 17 of 01-Nov-2026", "invoice 17 of 12 pages",
         "invoice 17 for services", "invoice 17 of Agency", "Invoice 17 of Agency Ltd", "invoice 17 of November", "INVOICE 17 OF VERTEX",
        'invoice 17 of "Agency"', "invoice 17 for Alpha Consulting Ltd", "Zapłata za fakturę 17", "Płatność za FV 17", "za invoice 17", "в оплату счета 17", "за счет № 17",
        "invoice 17 of Vertex", "Invoice 17 of Consulting", "Invoice 17 by Bank Transfer", "Invoice 17 from Moscow", "Invoice 17 by Stranger LLC",
        "Услуги для юр. лиц счет 17", "Обслуживание физ. лиц. Счет 17", "Обучение должностных лиц счет №17 от 01.11.2026", "Консультации юр. лиц - счет № 17",
        "Ремонт текущий. Счет 17", "Платеж валютный. Счет 17", "Consulting, no tax. Invoice 17", "Incl. tax - invoice 17",
        "Pro forma. Invoice 17", "OPLATA PO SCHETU INVOICE 17", "Oplata po schetu INV 17 ot 01.11.2026", "Oplata scheta - schet N 17", "Oplata po schetu faktura 17",
        "Oplata schetu Rechnung Nr. 17", "Оплата текущего счета 17", "Оплата текущий счет №17 от 01.11.2026", "oplata tekushchego scheta 17",
        "invoice 17 of consulting", "schet-faktura 5, schet 17", "e-faktura 17", "Faktura VAT nr 17", "500 р. счет 17", "за текущий месяц счет 17",
    ],
)  # fmt: skip
def test_whatever_people_call_an_invoice_is_one(purpose):
    assert paid("", purpose) == "Cone"


IN_ANOTHER_S_BOOKS = [
    "счет 17 (Дельта)", "Invoice 17 (Delta)", "invoice 17 from Delta", "Rechnung 17 der Delta",
    "счет 17 (Дельта, без НДС)", "счет 17 (Без НДС, Дельта)", "счет 17 (Дельта; НДС 20%)", "счет 17 (Дельта, в т.ч. НДС 20% - 1000,00)", "счет 17 (Дельта, без НДС, УСН)",
    "Invoice 17 (Delta, VAT exempt)", "Rechnung 17 (Delta, inkl. 19% MwSt.)", "счет 17 (Дельта без НДС)", "invoice 17 from Delta, VAT 20%",
]  # fmt: skip
OURS = ["счет 17 (дизайн)", "счет 17 (октябрь 2026)", "Счет 17 (Октябрь)", "Invoice 17 (Stranger)", "invoice 17 (Cone)", "invoice 17 from Agency", "invoice 17", "счет 17 (НДС 20%)", "Invoice 17 (Stranger, VAT exempt)", "счет 17 (Cone, без НДС)", "счет 17 (Cone без НДС)", "счет 17 (Без НДС, дизайн)", "счет 17 (Без НДС, Октябрь)", "счет 17 (дизайн, сайт, без НДС)", "счет 17 (в т.ч. НДС 20% - 1000,00)", "invoice 17 from Agency, VAT exempt", "счет 17 от Cone, без НДС"]  # fmt: skip


OF_TAX = [
    "счет 17 (Без НДС)", "Оплата по счету 17 (НДС не облагается)", "счет 17 (В том числе НДС)", "счет 17 (В т.ч. НДС)", "Счет 17 (БЕЗ НДС)", "Счет 17 (Без налога (НДС))",
    "Oplata po schetu 17 (Bez NDS)", "schet 17 (NDS ne oblagaetsya)", "Счет 17 (НДС не предусмотрен)", "счет 17 (С учетом НДС)", "Счет 17 (Включая НДС)", "Счет 17 (Без НДС, УСН)", "Счет 17 (Без НДС, Глава 26.2 НК РФ)", "Счет 17 (НДС 20%, 1000.00)", "Счет 17 (УСН, без НДС)",
    "invoice 17 (VAT exempt)", "Invoice 17 (No VAT)", "Invoice 17 (Incl. VAT)", "invoice 17 (Tax free)", "invoice 17 (Reverse charge VAT)", "Invoice 17 (Zero-rated VAT)", "Invoice 17 (GST included)",
    "Rechnung 17 (Inkl. MwSt.)", "Rechnung 17 (Ohne MwSt)", "Rechnung 17 (Umsatzsteuerfrei)", "Rechnung 17 (Zzgl. USt.)", "Facture 17 (TVA non applicable)", "Facture 17 (Hors taxe)", "Facture 17 (TTC)",
    "factura 17 (IVA incluido)", "Fattura 17 (Esente IVA)", "Faktura 17 (VAT zw.)", "factuur 17 (Incl. BTW)", "Faktura 17 (Bez VAT)",
]  # fmt: skip
NAMED_FOR_TAX = ["счет 17 (Налоговый консультант)", "invoice 17 (VAT Consulting)", "Invoice 17 (Tax Partners)", "счет 17 (Без границ)", "Rechnung 17 (Steuerbüro Weber)", "invoice 17 (Plus)", "Facture 17 (Hors Norme)"]  # fmt: skip


@pytest.mark.parametrize("purpose", OF_TAX)
def test_what_is_said_of_a_tax_is_no_firm(purpose):
    assert (judged(purpose).client, judged(purpose, left=0).client) == ("Cone", "Cone")


@pytest.mark.parametrize("purpose", [*IN_ANOTHER_S_BOOKS, *NAMED_FOR_TAX, *OURS])
def test_what_may_be_a_firm_waits_where_our_invoice_is_paid_already(purpose):
    """Of one that is open number and sum agree by no chance: "(Delta)" is what it is for."""
    assert judged(purpose).client == "Cone"
    again = judged(purpose, left=0)
    assert again.client == ("Cone" if purpose in OURS else "")
    assert "Cone" in (again.client, *again.candidates)


@pytest.mark.parametrize(("payer", "purpose", "client"), [
    ("Смирнова Анна", "Rechnung 17 von Romashka", "Ромашка"),
    ("Смирнова Анна", "Faktura 17 firmy Romashka", "Ромашка"),
    ("Смирнова Анна", "invoice 17 for Romashka LLC", "Ромашка"),
    ("Смирнова Анна", "invoice 17 for Romashka Plus LLC", ""),
    ("Иванова Мария Петровна", "счет 17 от Ивановой", "Ромашка"),
    ("Hans Müller", "Rechnung 17 von Müller", "Ромашка"),
    ("Vertex Holding GmbH", "Rechnung 17 von Vertex", ""),
])  # fmt: skip
def test_who_is_named_behind_a_number_may_be_the_payer_or_the_client(payer, purpose, client):
    clients = [PayingClient("Ромашка", "RUB")]
    claims = [OwedInvoice("", 17, "Ромашка", "RUB", 1_350_000, 1_350_000, DAY - 3)]
    party = Party(payer, "40702810500000000099")
    entry = BankEntry(DAY, 1_350_000, credit=True, party=party, purpose=purpose)
    matcher = Matcher(clients, claims, own_names=frozenset({"Agency Ltd"}))
    assert matcher.whose(entry, "RUB").client == client


def test_what_may_be_an_account_s_number_is_offered():
    """Its client's letters wait, and so do those of a part of an invoice."""
    doubtful = "текущий счет 17", "лиц. счет 17", "на р/счет 17", "tekushchij schet 17"
    assert {each.candidates for each in map(judged, doubtful)} == {("Cone",)}
    parts = "Услуги для юр. лиц счет 17", "OPLATA PO SCHETU INVOICE 17", "excl. tax. Invoice 17"
    assert {judged(each, 500_000).candidates for each in parts} == {("Cone",)}
    plain = "лицевой счет 17", "schet-faktura 17", "счет-договор 17", "на л/с 17"
    assert {judged(each, 500_000).candidates for each in plain} == {()}
    assert paid("", "текущий счет 17, счет 17") == paid("", "счет 17, текущий счет 17") == "Cone"


@pytest.mark.parametrize("purpose", ["invoices 17 and 18", "счета 17, 18", "счет 17, счет 18"])
def test_two_numbers_and_their_sum_agree_by_no_chance(purpose):
    assert paid("", purpose, 2_550_000) == "Cone"  # 33 is over the same sum as 18
    assert paid("", "счет 18", 1_200_000) == ""


@pytest.mark.parametrize(
    ("prefix", "purposes"),
    [
        ("INV-", ["INV-17", "INV17", "INV - 17", "INV_17", "INV/17", "Inv.-17", "INV 17", "счет INV17"]),
        ("2026-", ["счет 2026/17", "счет 2026 - 17", "счет 2026–17", "счет 2026-17"]),
        ("А-", ["счет A-17", "счет А17", "счет № А-17", "А-17", "№ A-17"]),
        ("Ф/", ["счет Ф-17", "счет Ф/17"]),
    ],
)  # fmt: skip
def test_a_label_with_another_sign_behind_its_prefix(prefix, purposes):
    assert {each for each in purposes if paid(prefix, each) != "Cone"} == set()


@pytest.mark.parametrize(
    ("prefix", "purposes"),
    [
        ("INV-", ["INV117", "INV-17-2", "INV17A", "XINV17", "REINV17", "INV-2025-17", "INV 2025/17"]),
        ("2026-", ["2026/17", "счет 2025/17", "счет 2026/17/1", "счет от 2026/11/17", "17/2026"]),
        ("А-", ["трасса А-17", "кв. А-17", "счет Б-17", "счет АА-17", "счет, а 17 числа", "оплата А17"]),
    ],
)  # fmt: skip
def test_what_only_looks_like_a_label(prefix, purposes):
    assert {each for each in purposes if paid(prefix, each)} == set()
    assert not paid("2026-", "счет от 2026/01/17", 70_000)
