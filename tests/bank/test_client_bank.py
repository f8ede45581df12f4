"""1CClientBankExchange as banks write it, from its public description."""

from datetime import date

import pytest

from sheets_sync.bank.client_bank import statements_in
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.days import serial
from tests.bank.writing import OURS, client_bank
from tests.bank.writing import Move as Told1C
from tests.bank.writing import Told as Statement1C

HEAD = "1CClientBankExchange\nВерсияФормата=1.03\nКодировка=Windows\n"


def section(
    first="01.11.2026", last="30.11.2026", opening="100.00", closing="107.00", account=OURS, more=""
):
    return (
        f"СекцияРасчСчет\nДатаНачала={first}\nДатаКонца={last}\nРасчСчет={account}\n"
        f"НачальныйОстаток={opening}\n{more}КонечныйОстаток={closing}\nКонецРасчСчет\n"
    )


def credit(amount="7.00", more="НазначениеПлатежа=Счет 17", day="03.11.2026", receiver=OURS):
    return (
        f"СекцияДокумент=Платежное поручение\nНомер=5\nДата=02.11.2026\nСумма={amount}\nДатаПоступило={day}\n"
        f"ПолучательСчет={receiver}\n{more}\nКонецДокумента\n"
    )


def read(*parts, end="КонецФайла\n"):
    return statements_in((HEAD + "".join(parts) + end).encode("cp1251"))


def one(more):
    return read(section(), credit(more=more))[0].entries[0]


def test_a_section_for_each_day_is_a_statement_for_each_day():
    days = (
        section("03.11.2026", "03.11.2026"),
        section("04.11.2026", "04.11.2026", "107.00", "109.00"),
    )
    first, second = read(*days, credit(), credit("2.00", day="04.11.2026"))
    assert [each.amount for each in first.entries] == [700]
    assert [each.amount for each in second.entries] == [200]


def test_the_day_is_that_of_booking_not_of_the_order():
    assert read(section(), credit())[0].entries[0].day == serial(date(2026, 11, 3))


@pytest.mark.parametrize(
    ("more", "purpose"),
    [
        ("НазначениеПлатежа=Счет 17\nот 01.11.2026", "Счет 17 от 01.11.2026"),
        ("НазначениеПлатежа1=Счет 17\nНазначениеПлатежа2=НДС нет", "Счет 17 НДС нет"),
        ("НазначениеПлатежа=a=b; c=d", "a=b; c=d"),
        ("НазначениеПлатежа=", ""),
        ("НазначениеПлатежа=Счет 17\nutm_source=x", "Счет 17 utm_source=x"),
    ],
)
def test_purposes_of_several_lines(more, purpose):
    assert one(more).purpose == purpose


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ('Плательщик=ИНН 7707083893 ООО "Роза"', 'ООО "Роза"'),
        ("Плательщик=ИНН 7707083893 КПП 770701001 АО Роза", "АО Роза"),
        ("Плательщик=Роза\nПлательщик1=ООО Роза", "ООО Роза"),
    ],
)
def test_the_payer_s_name_without_their_numbers(more, name):
    assert one(more).party.name == name


def test_the_payer_s_account_may_stand_under_either_key():
    assert one("ПлательщикРасчСчет=40702 810 5 00000000077").party.account == "40702810500000000077"


def test_accounts_of_other_currencies():
    account = "40702978900000000001"
    (made,) = read(section(account=account), credit(receiver=account))
    assert made.currency == "EUR"


def test_an_amount_with_a_comma_and_one_of_nothing():
    assert read(section(), credit("7,00"), credit("0.00"))[0].entries[0].amount == 700


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((section(), credit(day="")), 'lacks "ДатаПоступило"'),
        ((section(), credit(day="3.11.2026")), '"3.11.2026" is no day'),
        ((section(), credit(receiver="1")), "of no account and no day"),
        ((section(), credit("7.001")), "more decimals"),
        ((section(), credit("7 000.00")), "is no amount"),
        ((section(more="ВсегоПоступило=8.00\n"), credit()), "but the documents make 7.00"),
        ((section(), credit().replace("КонецДокумента\n", "")), "is cut"),
        (
            (section(), credit().replace("КонецДокумента\n", ""), credit()),
            "does not end before this one",
        ),
        ((section(account="KZ123"), credit()), 'no currency is known of account "KZ123"'),
    ],
)
def test_what_is_wrong_is_said(parts, said):
    with pytest.raises(StatementFault, match=said):
        read(*parts)


def test_nothing_follows_the_end():
    with pytest.raises(StatementFault, match="something follows"):
        read(section(), credit(), end="КонецФайла\nСекцияРасчСчет\n")
    assert read(section(), credit(), end="КонецФайла\n\n\x1a")  # as DOS ended its files


def test_sums_are_exact():
    """Sums that no binary fraction holds."""
    told = Statement1C(tuple(Told1C(date(2026, 11, 3), 10 + n) for n in range(200)), opening=1)
    (made,) = statements_in(client_bank(told))
    assert made.closing == told.closing


def test_each_side_of_a_transfer_of_ours_in_its_own_document():
    """Some banks tell it twice, each time with the day of that side alone."""
    other = f"{OURS[:-1]}7"
    side = (
        "СекцияДокумент=Платежное поручение\nНомер=5\nДата=02.11.2026\nСумма=7.00\n{day}=03.11.2026\n"
        f"ПлательщикСчет={other}\nПолучательСчет={OURS}\nКонецДокумента\n"
    )
    accounts = section(), section(opening="9.00", closing="2.00", account=other)
    both = [side.format(day=day) for day in ("ДатаПоступило", "ДатаСписано")]
    ours, others = read(*accounts, *both)
    assert [(len(each.entries), each.entries[0].credit) for each in (ours, others)] == [
        (1, True),
        (1, False),
    ]
    with pytest.raises(StatementFault, match="do not add up"):
        read(*accounts, both[0])
    with pytest.raises(StatementFault, match="lacks"):
        read(*accounts, side.replace("{day}", "ДатаКогдато"))


def test_lines_that_end_as_they_did_on_old_macintoshes():
    text = HEAD + section() + credit() + "КонецФайла\n"
    (made,) = statements_in(text.replace("\n", "\r").encode("cp1251"))
    assert len(made.entries) == 1
