"""Credits that look like a client's and are not: none is decided, each is offered to a person or to
nobody (design §20: what is automatic is always right)."""

from dataclasses import replace

import pytest

from sheets_sync.bank.entries import BankEntry, Party
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.payers import identifiers_of
from sheets_sync.bank.paying import How, OwedInvoice, PayingClient

DAY = 46330
ROSES, TULIPS, OURS = "40702810500000000001", "40702810500000000002", "40702810500000000555"
OWNER, OUR_INN = "503290123456", "7707083893"
CLIENTS = (
    PayingClient("Rose", "RUB", f"р/с {ROSES}, ИНН {OWNER}"),
    PayingClient("Tulip", "RUB", f"р/с {TULIPS}"),
    PayingClient("Old Mill", "RUB"),
)
INVOICES = (
    OwedInvoice("", 17, "Rose", "RUB", 25_000, 25_000, DAY - 10),
    OwedInvoice("", 18, "Tulip", "RUB", 9_900, 9_900, DAY - 9),
    OwedInvoice("", 19, "Old Mill", "RUB", 7_700, 7_700, DAY - 8),
    OwedInvoice("", 20, "Tulip", "RUB", 5_500, 5_500, DAY + 1),
)
MATCHER = Matcher(CLIENTS, INVOICES)
STRANGER = Party("Somebody", "40702810500000000099", "7700000000")
ROSE, TULIP = Party("Rose", ROSES), Party("Tulip", TULIPS)


def whose(purpose, amount=1, party=STRANGER, matcher=MATCHER):
    return matcher.whose(BankEntry(DAY, amount, True, party, purpose), "RUB")


@pytest.mark.parametrize(
    "purpose",
    [
        "Оплата по договору 2026/18", "Invoice 2026/18", "счет 18/2026", "счет от 18.11", "за 18 часов", "18 ноября",
        "на счет 40702810500000000018", "IBAN DE89370400440532013018", "тел. 18-18-18", "счет 18-А", "акт 18, счет-фактура 18",
        "по счету 18 000,00", "Invoice 18 000.00 EUR", "лицевой счет 18", "po licevomu schetu 18", "na raschetnyj schet 18", "order 18", "INV18", "18",
    ],
)  # fmt: skip
def test_a_number_within_something_else_is_no_invoice(purpose):
    """18 is Tulip's, over just this sum: from a stranger it decides nothing, from Rose nothing else."""
    assert whose(purpose, 9_900).client == ""
    assert whose(purpose, 9_900, ROSE).client == "Rose"


def test_an_invoice_of_another_in_the_remark_contradicts_the_payer():
    assert whose("счет 18", 9_900, ROSE).client == ""
    assert whose("счета 17 и 18", 34_900, ROSE).client == ""
    assert whose("Rose, счет 17 (ранее 18)", 25_000, ROSE).client == "Rose"


def test_one_tax_number_of_two_firms_is_told_apart_by_the_name():
    """The owner of Rose has a firm called as another client: a slip in the number is Rose's."""
    owners = Party("ООО «Old Mill»", "40702810500000000031", OWNER)
    for purpose in ("счет 17", "аванс"):
        found = whose(purpose, 100, owners)
        assert (found.client, found.candidates[:2]) == ("", ("Rose", "Old Mill"))
    both = Matcher([*CLIENTS, PayingClient("Birch", "RUB", f"ИНН {OWNER}")], INVOICES)
    unnamed = Party("Owner", "40702810500000000031", OWNER)
    assert whose("счет 17", 100, unnamed, both).client == ""  # a slip, or not
    assert whose("счет 17", 25_000, unnamed, both).client == "Rose"


def test_firms_called_alike_are_told_apart_by_their_accounts_alone():
    alike = Matcher([*CLIENTS, PayingClient("ООО Rose", "RUB")], INVOICES)
    owners = Party("АО «Rose»", "40702810500000000031", OWNER)
    assert whose("аванс", 1, owners, alike).client == ""
    assert whose("счет 17", 1, owners, alike).client == ""
    assert whose("аванс", 1, replace(owners, account=ROSES), alike).client == "Rose"
    assert whose("счет 17", 25_000, Party("АО Rose"), alike).client == "Rose"
    rival = OwedInvoice("", 21, "ООО Rose", "RUB", 25_000, 25_000, DAY - 8)
    alike = replace(alike, claims=[*INVOICES, rival])
    assert whose("счет 17", 25_000, Party("АО Rose"), alike).client == ""


def test_nobody_paid_an_invoice_before_it_was_made():
    """20 is Tulip's, of tomorrow: today's 20 is a number of other books."""
    assert whose("счет 20", 5_500).client == ""
    assert whose("счет 20", 5_500, ROSE).client == "Rose"
    assert whose("счет 20", 5_500).candidates[0] == "Tulip"  # a person may know better


def test_our_own_numbers_in_details_tell_no_client():
    """Details copied out of a contract name both sides; our own money moves between accounts."""
    contract = PayingClient("Old Mill", "RUB", f"Исполнитель: р/с {OURS}, ИНН {OUR_INN}")
    own = frozenset({("account", OURS), ("tax", OUR_INN)})
    matcher = Matcher([*CLIENTS[:2], contract], INVOICES, own=own)
    ours = Party("We", "40702810500000000777", OUR_INN)
    assert whose("Перевод собственных средств", 1, ours, matcher).client == ""
    learnt = replace(matcher, learnt=[("Tulip", identifiers_of(ours))])
    assert whose("Перевод", 1, ours, learnt).client == ""


@pytest.mark.parametrize(
    "name", ["Stripe Payments Europe", "PayPal (Europe) S.a.r.l.", "НКО «ЮМани» (ООО)", "Mollie"]
)
def test_who_collects_for_many_teaches_nothing(name):
    service = Party(name, "IE64IRCE92050112345678", "IE3206488LH")
    assert identifiers_of(service) == frozenset()
    assert identifiers_of(replace(service, name=f"X {name}")) != frozenset()


def test_who_pays_for_a_second_client_and_says_so_waits():
    learnt = Matcher(CLIENTS, INVOICES, [("Rose", identifiers_of(STRANGER))])
    assert whose("аванс", 1, STRANGER, learnt).client == "Rose"
    assert whose("за Old Mill, аванс", 1, STRANGER, learnt).client == ""
    assert whose("за Rose и Old Mill", 1, STRANGER, learnt).client == "Rose"
    assert whose("счет 19", 1, STRANGER, learnt).client == ""
    assert whose("за Old Mill, аванс", 1, ROSE, learnt).client == ""  # nor do Details tell
    longer = replace(learnt, accounts=[*CLIENTS, PayingClient("Rose Garden", "RUB")])
    assert whose("за Rose Garden", 1, ROSE, longer).client == ""  # Rose is a part of that name
    assert whose("за Rose Garden", 1, Party("ООО Икс"), longer).candidates == ("Rose Garden",)
    twins = replace(learnt, accounts=[*CLIENTS, PayingClient("ООО Rose", "RUB")])
    assert whose("за ООО Rose, аванс", 1, ROSE, twins).client == ""  # which of the two?
    assert whose("за Old Mill, аванс", 1, ROSE, learnt).candidates[:2] == ("Rose", "Old Mill")


@pytest.mark.parametrize(
    "purpose",
    [
        "Возврат по счету 18", "Частичный возврат, счет 18", "Излишне перечислено, возврат", "Full refund of invoice 18",
        "Chargeback", "Отмена операции", "Reversal of invoice 18", "Storno Rechnung 18", "SEPA Rücklastschrift",
    ],
)  # fmt: skip
def test_money_that_comes_back_tops_up_nobody(purpose):
    for party in (STRANGER, TULIP):
        assert whose(purpose, 9_900, party).client == ""
    assert whose("Tax return, invoice 18", 9_900, TULIP).client == "Tulip"


def test_sums_that_two_invoices_have_decide_nothing():
    two = replace(
        MATCHER, claims=[*INVOICES, OwedInvoice("", 21, "Rose", "RUB", 9_900, 9_900, DAY - 1)]
    )
    assert whose("счет 18", 9_900, matcher=two).client == ""
    assert set(whose("", 9_900, matcher=two).candidates) == {"Rose", "Tulip"}
    assert whose("счет 18", 9_900, TULIP, two).how is How.NUMBER_AND_PAYER


def test_money_for_an_invoice_that_was_paid_or_replaced_is_still_its_client_s():
    paid = replace(INVOICES[1], left=0)
    assert whose("счет 18", 9_900, matcher=replace(MATCHER, claims=[paid])).client == "Tulip"
    gone = replace(MATCHER, claims=INVOICES[:1])  # withdrawn: it is none of those to be paid
    assert whose("счет 18", 9_900, matcher=gone).client == ""
    assert whose("счет 18", 9_900, TULIP, gone).how is How.BY_ACCOUNT


@pytest.mark.parametrize("account", ["40817810500000000001", "42301810500000000001"])
def test_a_person_s_bank_is_not_the_person(account):
    """Banks put their own tax number beside a person's account: it would tell all their customers
    as one."""
    person = Party("ПАО Банк//Иванов Иван//", account, "7707083893")
    assert identifiers_of(person) == {("account", account)}
    learnt = Matcher(CLIENTS, INVOICES, [("Rose", identifiers_of(person))])
    assert whose("аванс", 1, person, learnt).client == "Rose"
    assert whose("аванс", 1, replace(person, account=f"{account[:-1]}2"), learnt).client == ""
    own = replace(person, tax_number="770708389312")
    assert ("tax", "770708389312") in identifiers_of(own)
    firm = replace(person, name="ООО Иванов", account="40702810500000000001")
    assert ("tax", "7707083893") in identifiers_of(firm)
