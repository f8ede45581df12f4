"""What tells a payer apart."""

import pytest

from sheets_sync.bank.entries import BankEntry, Party
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.payers import bare_name, identifiers_in, identifiers_of
from sheets_sync.bank.paying import OwedInvoice, PayingClient

ACCOUNT, IBAN = ("account", "40702810500000000077"), ("account", "DE89370400440532013000")
INN = ("tax", "7707083893")


@pytest.mark.parametrize(
    ("details", "known"),
    [
        (
            "ООО «Ромашка», ИНН 7707083893, КПП 770701001, р/с 40702810500000000077, БИК 044525225",
            {ACCOUNT, INN},
        ),
        ("р/с 40702 810 5 0000 0000077; ИНН/КПП 7707083893/770701001", {ACCOUNT, INN}),
        ("ИНН 7707083893 770701001 ОГРН 1027700132195 к/с 30101810400000000225", {INN}),
        ("ИП Петров, 503290123456", {("tax", "503290123456")}),
        ("IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFFXXX", {IBAN}),
        ("de89370400440532013000, VAT ID DE123456789", {IBAN, ("tax", "DE123456789")}),
        ("IBAN DE88 3704 0044 0532 0130 00", set()),  # its check digits are wrong
        ("ИНН 7707-083-893, р/с 40702.810.5.00000000077", {INN, ACCOUNT}),
        ("NIP 526-10-40-828; DE89-3704-0044-0532-0130-00", {("tax", "5261040828"), IBAN}),
        ("495-123-45-67, 526-10-40-828, 04.11.2026", set()),  # nothing says that they are numbers
        ("тел. 7707083893, ИНН банка 7707083894, Phone: +7 770 708 38 93", set()),
        ("тел. 8 495 123-45-67 7707083893 40702810500000000077", {INN, ACCOUNT}),
        ("Москва, Тверская 1, тел. 8 495 123-45-67", set()),
        ("", set()),
    ],
)
def test_details_tell_accounts_and_tax_numbers(details, known):
    assert identifiers_in(details) == known


def test_a_currency_behind_an_account_is_no_part_of_it():
    for account in (ACCOUNT, IBAN):
        assert identifiers_of(Party("x", f"{account[1]}EUR")) == {account}
    assert identifiers_of(Party("x", "12345678EUR")) == {("account", "12345678EUR")}


def test_the_tax_number_beside_a_bank_and_its_client_is_the_bank_s():
    bank, person = "7707083893", "503290123456"
    assert identifiers_of(Party("ПАО СБЕРБАНК//ИВАНОВ ИВАН//1//", "", bank)) == frozenset()
    assert identifiers_of(Party("Филиал Точка//Cone", ACCOUNT[1], bank)) == {ACCOUNT}
    assert identifiers_of(Party("ПАО СБЕРБАНК//ИП ИВАНОВ//", "", person)) == {("tax", person)}
    for name in ("ПАО СБЕРБАНК", "ПАО СБЕРБАНК//1234//", "ООО Ромашка//Москва", "Банкетный зал//М"):
        assert identifiers_of(Party(name, "", bank)) == {INN}


def test_money_over_an_account_of_the_bank_s_own_tells_nobody():
    """Everybody at its counter pays so, with the bank's tax number beside."""
    assert identifiers_of(Party("Иванов", "30232810100000000004", "7707083893")) == frozenset()
    assert identifiers_of(Party("Иванов", "40817810100000000004", "503290123456")) == {
        ("account", "40817810100000000004"), ("tax", "503290123456"),
    }  # fmt: skip
    assert identifiers_of(Party("x", "0", "0000000000")) == frozenset()


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ('ООО "Ромашка"', "ромашка"), ("Ромашка ООО", "ромашка"), ("ООО «Ромашка»//Москва, Тверская//", "ромашка"),
        ("Общество с ограниченной ответственностью «Ромашка»", "ромашка"), ("ИП Петров П.П.", "петров п п"),
        ("Rose & Co. GmbH", "rose &"), ("Ltd", "ltd"), ("Иптека", "иптека"),
    ],
)  # fmt: skip
def test_names_without_legal_forms(name, bare):
    assert bare_name(name) == bare


@pytest.mark.parametrize(
    "name",
    [
        "{} Sp. z o.o.", "{} SP Z OO", "{} s.r.o.", "{}, spol. s r.o.", "{} GmbH & Co. KG", "{} a/s", "{} OÜ", "{} OU", "{} d.o.o.",
        "{} Kft.", "SIA {}", "UAB {}", "{} Oy", "{} ApS", "OOO {}", "ZAO {}", "ТОО {}", "ЖШС «{}»", "ТОВ {}", "{} Pvt. Ltd.",
        "{} S.à r.l.", "{} Ltd. Şti.", "{} SPOLKA Z OGRANICZONA ODPOWIEDZIALNOSCIA", "{} Lda.",
    ],
)  # fmt: skip
def test_forms_of_law_of_many_countries(name):
    assert bare_name(name.format("Cone Invest")) == "cone invest"


def test_a_client_whose_own_name_has_a_bank_s_word_is_known_by_tax_number():
    """A bank's tax number beside "ПАО СБЕРБАНК//ИВАНОВ ИВАН//" is that of all who bank there."""
    claims = [OwedInvoice("", 17, "Иванов Иван", "RUB", 500_000, 500_000, 46327)]

    def whose(name, client, purpose="Аванс"):
        others = {"Точка зрения", "Фудбанк", "Иванов Иван"} - {client}
        known = PayingClient(client, "RUB", f"ИНН {INN[1]}")
        matcher = Matcher([known, *(PayingClient(each, "RUB") for each in others)], claims)
        party = Party(name, "40702810500000000099", INN[1])
        entry = BankEntry(46330, 12_300, credit=True, party=party, purpose=purpose)
        return matcher.whose(entry, "RUB").client

    for behind in (
        "Москва//",
        "г. Нижний Новгород//",
        "Санкт-Петербург",
        "119991, Москва, ул. Мира 5//",
    ):
        assert whose(f"ООО ТОЧКА ЗРЕНИЯ//{behind}", "Точка зрения") == "Точка зрения"
        assert whose(f"АНО ФУДБАНК//{behind}", "Фудбанк") == "Фудбанк"
        assert not whose(f"ПАО СБЕРБАНК//{behind}", "Фудбанк")
    assert not whose("ПАО СБЕРБАНК//ИВАНОВ ИВАН//", "Сбербанк")
    assert not whose("ООО ТОЧКА//ИВАНОВ ИВАН//", "Точка зрения")
    for name in (
        "ПАО СБЕРБАНК//ИВАНОВ ИВАН//МОСКВА//",
        "Филиал Точка//Иванов Иван",
        "ИВАНОВ ИВАН//МОСКВА//",
    ):
        assert whose(name, "Cone", "счет 17") == "Иванов Иван"  # a part of it
    assert not whose("ПАО СБЕРБАНК//ПЕТРОВ ПЕТР//", "Cone", "счет 17")
    assert not whose("ПАО СБЕРБАНК//ИВАНОВ СТЕПАН//", "Cone", "счет 17")
