"""Whose a credit is: what decides, and what contradicts (design §20)."""

from dataclasses import replace

import pytest

from sheets_sync.bank.entries import BankEntry, BankStatement, Party
from sheets_sync.bank.identities import StandingEntry, fingerprint_of, former_of
from sheets_sync.bank.judging import judge
from sheets_sync.bank.matcher import Matcher
from sheets_sync.bank.paying import How, OwedInvoice, PayingClient
from sheets_sync.billing.days import to_date
from sheets_sync.billing.fingerprints import fingerprints_in

DAY = 46330
ROSE, TULIP, OAK = (
    Party("ООО «Rose»", "40702810500000000001"),
    Party("Tulip", "40702810500000000002"),
    Party("Oak", "", "7707083893"),
)
ACCOUNTS = (
    PayingClient("Rose", "RUB", "р/с 40702810500000000001 ИНН 5032901234"),
    PayingClient("Tulip", "RUB", "р/с 40702810500000000002"),
    PayingClient("Oak", "RUB", "ИНН 7707083893"),
    PayingClient("Elm", "EUR", "р/с 40702978500000000009"),
)
CLAIMS = (
    OwedInvoice("", 17, "Rose", "RUB", 25_000, 25_000, DAY - 10),
    OwedInvoice("", 18, "Tulip", "RUB", 25_000, 25_000, DAY - 9),
    OwedInvoice("", 19, "Rose", "RUB", 9_900, 900, DAY - 8),
    OwedInvoice("", 20, "Oak", "RUB", 7_700, 7_700, DAY - 7),
    OwedInvoice("", 21, "Elm", "EUR", 500, 500, DAY - 7),
)
MATCHER = Matcher(ACCOUNTS, CLAIMS)
NOBODY = Party("ООО «Стороннее лицо»", "40702810500000000099", "7700000000")


def whose(purpose, amount=1, party=NOBODY, matcher=MATCHER, currency="RUB"):
    return matcher.whose(
        BankEntry(DAY, amount, credit=True, party=party, purpose=purpose), currency
    )


OTHER_MONEY = (
    "Остатки аванса", "Остатки авансов", "Неиспользованный остаток аванса", "Закрытие счета", "Dividende", "Dividende 2026", "Dividends Q3", "Выплата дивидендов",
    "Дивиденды за 2025 год", "dywidenda", "Gewinnausschüttung", "Zinsgutschrift", "Interest payment", "Выплата процентов по вкладу", "Salary October", "зарплата за октябрь",
    "Lohn/Gehalt 10/2026", "НДФЛ", "Налог на прибыль", "Steuererstattung", "Субсидия", "Взнос в уставный капитал", "Kaution", "Rückzahlung Darlehen", "возврат займа",
)  # fmt: skip


@pytest.mark.parametrize(
    ("purpose", "amount", "party", "client", "how"),
    [
        ("счет 17", 1, ROSE, "Rose", How.NUMBER_AND_PAYER),  # a part of it
        ("счет 20", 7_700, NOBODY, "Oak", How.NUMBER_AND_AMOUNT),
        ("счет 19", 900, NOBODY, "Rose", How.NUMBER_AND_AMOUNT),  # what is left of it
        ("счета 17 и 19", 25_900, replace(NOBODY, name="АО Rose"), "Rose", How.NUMBER_AND_AMOUNT),
        ("аванс", 5, ROSE, "Rose", How.BY_ACCOUNT),
        ("аванс", 5, OAK, "Oak", How.BY_TAX_NUMBER),
        ("счет 170", 5, ROSE, "Rose", How.BY_ACCOUNT),  # no such invoice
        ("счет 17 от 21.10.2026", 25_000, NOBODY, "", None),  # of 24.10: another day
        ("счет 17", 24_999, NOBODY, "", None),
        ("счет 17", 25_000, NOBODY, "", None),  # 18 is over the same sum
        ("счет 17", 25_000, TULIP, "", None),  # another client pays it, or a slip
        ("счета 17 и 18", 50_000, ROSE, "", None),  # two clients'
        ("счет 20", 7_700, replace(NOBODY, name="ООО Tulip"), "", None),  # called as another
        ("Возврат по счету 20", 7_700, NOBODY, "", None),
        ("Остаток аванса по договору 12", 5, ROSE, "", None),
        *((said, 5, ROSE, "", None) for said in OTHER_MONEY),
        ("лиц. счет 17", 50_000, OAK, "Oak", How.BY_TAX_NUMBER),
        ("лиц. счет 17", 25_000, OAK, "", None),  # over 17's sum: for another
        ("Ostatok avansa", 5, OAK, "", None),
        ("Remaining advance returned", 5, ROSE, "", None),
        ("Remaining advance payment", 5, ROSE, "Rose", How.BY_ACCOUNT),
        ("Balance of the advance for campaign", 5, ROSE, "Rose", How.BY_ACCOUNT),
        ("Advance balance top up", 5, ROSE, "Rose", How.BY_ACCOUNT),
        ("Остаток аванса по счету 17", 1, ROSE, "Rose", How.NUMBER_AND_PAYER),
        ("Доплата, остаток аванса", 5, ROSE, "Rose", How.BY_ACCOUNT),
        ("Расчет заработной платы за октябрь", 5, ROSE, "Rose", How.BY_ACCOUNT),
        ("Salary calculation, October", 5, ROSE, "Rose", How.BY_ACCOUNT),
        ("Dividend report, invoice 17", 1, ROSE, "Rose", How.NUMBER_AND_PAYER),
        ("Зарплата, счет 17", 1, ROSE, "Rose", How.NUMBER_AND_PAYER),
        ("аванс", 25_000, NOBODY, "", None),
        ("", 25_000, Party("Rose"), "", None),  # a name decides nothing
        ("счет 19", 5, Party("АО Rose"), "Rose", How.NUMBER_AND_NAME),  # a part of it
        ("счет 19 от 21.10.2026", 5, Party("Rose"), "", None),  # another day than ours
        ("счет 17", 5, Party("Rose", "", "7707083893"), "Rose", How.NUMBER_AND_NAME),  # Oak's owner
        ("счет 17", 5, replace(TULIP, name="Rose"), "", None),  # the account is Tulip's
        ("счет 19", 5, Party("Rosen"), "", None),
        ("счет 20 за Rose", 7_700, NOBODY, "", None),  # says for whom, and it is another
        ("за Tulip, аванс", 5, ROSE, "", None),
        ("за Rose и Tulip, аванс", 5, ROSE, "Rose", How.BY_ACCOUNT),
        ("счет 17 за Tulip", 5, ROSE, "Rose", How.NUMBER_AND_PAYER),
        ("счет 18", 9_900, ROSE, "Rose", How.BY_ACCOUNT),  # a slip: 19 is over the sum paid
        ("счет 18", 9_901, ROSE, "", None),
        ("счет 20", 7_700, ROSE, "", None),  # the sum is 20's: for another
    ],
)  # fmt: skip
def test_what_decides(purpose, amount, party, client, how):
    found = whose(purpose, amount, party)
    assert (found.client, found.how) == (client, how)


def test_the_day_tells_equal_sums_apart():
    assert whose(f"счет 17 от {to_date(DAY - 10):%d.%m.%Y}", 25_000).client == "Rose"
    assert whose(f"счет 17 от {to_date(DAY - 9):%d.%m.%Y}", 25_000).client == ""


def test_equal_sums_are_doubtful_where_a_slip_makes_one_number_the_other():
    def among(*claims):
        return replace(MATCHER, claims=[*CLAIMS, *claims])

    own = OwedInvoice("INV-", 1038, "Oak", "RUB", 1_100, 1_100, DAY - 9)
    far, near = (replace(own, number=number, client="Tulip") for number in (1045, 1083))
    assert whose("счет 1038", 1_100, NOBODY, among(own, far)).client == "Oak"
    assert whose("счет 1038", 1_100, NOBODY, among(own, near)).client == ""
    small, other = replace(own, number=38), replace(far, number=45)
    assert whose("счет INV-38", 1_100, NOBODY, among(small, other)).client == "Oak"
    assert whose("счет 38", 1_100, NOBODY, among(small, other)).client == ""  # of other books?


def test_a_slip_of_who_is_called_so_is_theirs_where_sum_and_number_tell():
    rose = Party("АО Rose", "40702810500000000055")
    for purpose, client in (
        ("счет 107", "Rose"), ("счет 27", "Rose"), ("счет 71", "Rose"), ("счет 7", "Rose"), ("счет 34", ""), ("счет 170 за Tulip", ""),
        (f"счет 107 от {to_date(DAY - 10):%d.%m.%Y}", "Rose"), (f"счет 107 от {to_date(DAY - 3):%d.%m.%Y}", ""),
    ):  # fmt: skip
        assert whose(purpose, 25_000, rose).client == client, purpose
    found = whose("счет 107", 25_000, rose)
    assert (found.how, [each.label for each in found.claims]) == (How.NUMBER_AND_AMOUNT, ["17"])
    assert whose("счет 107", 24_999, rose).client == ""
    assert whose("счет 107", 25_000, Party("Rosen")).client == ""


def test_of_firms_of_one_owner_only_each_other_s_invoices_are_rivals():
    birch = PayingClient("Rose ООО", "RUB", "ИНН 5032901234")
    two = Matcher([*ACCOUNTS, birch], CLAIMS)
    owner = Party("ООО Rose", "40702810500000000055", "5032901234")
    assert whose("счет 17", 25_000, owner, two).client == "Rose"  # 18 is somebody else's
    its = OwedInvoice("", 27, "Rose ООО", "RUB", 25_000, 25_000, DAY - 9)
    assert whose("счет 17", 25_000, owner, replace(two, claims=[*CLAIMS, its])).client == ""


def test_an_owner_of_two_firms_has_one_tax_number():
    two = Matcher([*ACCOUNTS, PayingClient("Birch", "RUB", "ИНН 7707083893")], CLAIMS)
    assert whose("аванс", 1, OAK, two).candidates[0] == "Oak"  # called so
    assert whose("счет 20", 1, OAK, two).client == "Oak"
    one = Matcher([*ACCOUNTS, PayingClient("Birch", "RUB")], CLAIMS)
    assert whose("аванс", 1, replace(OAK, name="Birch"), one).client == ""


def test_account_and_tax_number_that_contradict_decide_nothing():
    assert whose("аванс", 1, replace(ROSE, tax_number="7707083893")).client == ""


def test_what_staff_settled_is_learnt():
    learnt = Matcher(ACCOUNTS, CLAIMS, [("Tulip", frozenset({("account", NOBODY.account)}))])
    assert whose("аванс", 1, NOBODY, learnt).client == "Tulip"
    assert whose("счет 17", 25_000, NOBODY, learnt).client == ""
    gone = Matcher(ACCOUNTS, CLAIMS, [("Nobody now", frozenset({("account", NOBODY.account)}))])
    assert whose("аванс", 1, NOBODY, gone).client == ""


def test_another_currency_is_nobody_s():
    assert whose("счет 17", 25_000, ROSE, currency="EUR").client == ""
    assert whose("счет 21", 500, NOBODY, currency="EUR").client == "Elm"
    assert whose("счет 21", 500, NOBODY, currency="RUB").client == ""
    paid = whose("счет 21, по курсу", 45_000, NOBODY, currency="RUB")
    assert paid.foreign == ("Elm",)  # but they may have paid
    assert whose("аванс", 7, Party("", "40702978500000000009"), currency="RUB").foreign == ("Elm",)
    assert whose("аванс", 500, currency="RUB").foreign == ()  # a sum tells nothing elsewhere


CONE = ("Cone", "Cone Invest", "Ромашка", "Ромашка Плюс")


@pytest.mark.parametrize(
    ("name", "client"),
    [
        *((name, "") for name in (
            "IP Cone Invest", "Cone Invest OU", "CONE-INVEST LTD", "Cone Invest TOO", "M/s Cone Invest Pvt. Ltd.", "Cone Investments",
            "ИНН 77 Cone Invest//Moscow", "ConeInvest Moscow", "株式会社Cone Invest",
        )),
        ("OOO Cone", "Cone"), ("Cone Holding s.r.o.", "Cone"), ("Иванов Иван", "Cone"), ("", "Cone"),
    ],
)  # fmt: skip
def test_a_payer_whose_name_is_near_another_client_s_waits(name, client):
    """In whatever form of law, letters and signs between words: the invoice may be named amiss."""
    accounts = [PayingClient(each, "RUB") for each in CONE]
    claim = OwedInvoice("", 3, "Cone", "RUB", 13_500, 13_500, DAY - 3)
    mine = Matcher(
        accounts, [claim, replace(claim, number=5, client="Ромашка", amount=700, left=700)]
    )
    found = whose("invoice 3", 13_500, Party(name, NOBODY.account), mine)
    assert found.client == client
    assert client or set(found.candidates) >= {"Cone", "Cone Invest"}
    plus = whose("счет 5", 700, Party("ROMASHKA PLUS", NOBODY.account), mine)
    assert (plus.client, set(plus.candidates)) == ("", {"Ромашка", "Ромашка Плюс"})


def test_a_known_payer_who_bears_another_client_s_name_waits_until_staff_say():
    named = Party("Tulip Kazakhstan TOO", ROSE.account)
    assert whose("аванс", 5, named).client == ""
    assert whose("аванс", 5, replace(named, name="Rose & Tulip TOO")).client == "Rose"
    learnt = replace(MATCHER, learnt=[("Rose", frozenset({("account", ROSE.account)}))])
    assert whose("аванс", 5, named, learnt).client == ""  # of who is called otherwise
    said = replace(learnt, settled=[("Rose", "Tulip Kazakhstan TOO")])
    assert whose("аванс", 5, named, said).client == "Rose"


@pytest.mark.parametrize(
    "name",
    [
        "ИВАНОВ СТЕПАН С.",
        "ИВАНОВ СТЕПАН СЕРГЕЕВИЧ",
        "IVANOV STEPAN",
        "Степан Иванов",
        "ПАО СБЕРБАНК//ИВАНОВ СТЕПАН С.//",
    ],
)
@pytest.mark.parametrize("by_details", [True, False])
def test_a_family_s_account_tells_nobody_where_the_name_is_another_client_s(name, by_details):
    account = ("account", ROSE.account)
    clients = [
        PayingClient("Иванов Сергей Сергеевич", "RUB", ROSE.account if by_details else ""),
        PayingClient("Иванов Степан Сергеевич", "RUB"),
    ]
    sergei = (clients[0].client, frozenset({account}))
    known = Matcher(clients, learnt=() if by_details else [sergei])
    found = whose("аванс", 5, Party(name, ROSE.account), known)
    assert (found.client, {*found.candidates}) == ("", {each.client for each in clients})
    own = (
        "ИВАНОВ СЕРГЕЙ С.",
        "Иванов С. С.",
        "ИВАНОВА МАРИЯ",
        "ИВАНОВ С.",
        "Ivanov Sergei",
        "",
        "ООО Ромашка",
    )
    for payer in own:
        assert whose("аванс", 5, Party(payer, ROSE.account), known).client == sergei[0], payer
    settled = replace(known, settled=[(sergei[0], name)])
    exactly = name.casefold() == clients[1].client.casefold()
    assert whose("аванс", 5, Party(name, ROSE.account), settled).client == (
        "" if exactly else sergei[0]
    )


def test_a_client_is_named_between_whatever_signs():
    for purpose in ("Tulip's order", "договор Tulip/2026", "за Tulip-аванс"):
        assert whose(purpose, 5, ROSE).client == "", purpose


def test_offers_are_ranked():
    assert whose("аванс", 1, Party("ООО Roses")).candidates == ("Rose",)
    assert whose("счет 17", 25_000, TULIP).candidates[:2] == ("Tulip", "Rose")
    assert whose("", 7_700).candidates == ("Oak",)  # the sum alone
    assert whose("счет 71").candidates == ("Rose",)  # 17, a slip away
    assert whose("счет 20").candidates == ("Oak",)  # not that of 21 or 19: there is a 20
    assert whose("счет 21", 9_900).candidates == ("Rose",)  # 19's sum
    assert whose("аванс за Tulip").candidates == ("Tulip",)  # whom the purpose names
    assert whose("", 1).candidates == ()


# --- once ------------------------------------------------------------------------------------


def entry(day=DAY, amount=5, party=ROSE, **told):
    return BankEntry(day, amount, **{"credit": True, "party": party, "purpose": "аванс", **told})


def lots(*files, own=(), taken=frozenset(), standing=()):
    made = [
        (form, [BankStatement("OURS", "RUB", 0, 0, entries, DAY, DAY)]) for form, *entries in files
    ]
    return [each.lot.value for each in judge(made, MATCHER, own, standing, taken)]


def test_an_entry_is_taken_once():
    assert lots(("1C", entry()), ("1C", entry())) == ["matched", "known"]
    assert lots(("1C", entry(), entry())) == ["matched", "matched"]  # two payments of one file
    assert lots(("1C", entry(), entry()), ("1C", entry(), entry(), entry())) == ["matched"] * 2 + [
        "known"
    ] * 2 + ["matched"]
    one, other = entry(reference="A"), entry(reference="B")
    assert lots(("MT940", one, other), ("MT940", other)) == ["matched", "matched", "known"]


def test_an_entry_of_another_form_is_held():
    """The same day as CAMT and as 1C: what one tells of it the other tells otherwise."""
    more = ("1C", entry(), entry(amount=1))  # so that balances do not tell
    assert lots(("CAMT.053", entry(reference="A")), more) == ["matched", "elsewhere", "matched"]
    assert lots(("CAMT.053", entry(reference="A")), ("1C", entry(amount=6))) == [
        "matched",
        "matched",
    ]


def test_what_goes_out_is_no_row_in_whatever_form_it_is_told():
    out, ours = entry(credit=False), entry(party=Party("We", "OURS2"))
    files = ("CAMT.053", replace(out, reference="A"), ours), ("1C", out, replace(ours, purpose="?"))
    assert lots(*files, own=["OURS2"]) == ["ignored", "own", "ignored", "own"]


def instead(*files, standing=()):
    """Of each entry whether it is told instead of another."""
    made = [
        (form, [BankStatement("OURS", "RUB", 0, 0, entries, DAY - 1, DAY + 1)])
        for form, *entries in files
    ]
    return [bool(each.instead) for each in judge(made, MATCHER, (), standing)]


def test_what_a_corrected_statement_tells_otherwise_is_told_instead():
    """The same payer, sum and day, or the same order, and the file tells nothing of what another
    file told."""
    put_right = entry(purpose="аванс за ноябрь", document="1")
    assert instead(("1C", entry()), ("1C", put_right)) == [False, True]
    assert not any(instead(("1C", entry(), put_right)))  # of one file they are two
    assert not any(instead(("1C", entry()), ("1C", entry(), put_right)))
    assert not any(instead(("1C", entry()), ("1C", entry(document="2"))))
    other_day, other_sum = replace(put_right, day=DAY + 1), replace(put_right, amount=6)
    assert not any(instead(("1C", entry()), ("1C", other_day, other_sum)))  # another order
    for again in (other_day, other_sum):
        assert instead(("1C", put_right), ("1C", again)) == [False, True]
        assert not any(instead(("1C", put_right), ("1C", put_right, again)))
    nobody = replace(entry(), party=Party("Rose")), replace(put_right, party=Party("Rose"))
    assert instead(*(("CSV", each) for each in nobody)) == [
        False,
        True,
    ]  # both have all of that day
    assert not any(instead(("CSV", *nobody), ("CSV", *nobody)))
    (mark,) = fingerprints(entry())
    row = StandingEntry(mark, "1C", DAY, 5, "RUB", ROSE.account, purpose="Аванс")
    assert instead(("1C", put_right), standing=[row]) == [True]
    assert instead(("1C", put_right, entry()), standing=[row]) == [False, False]


def test_a_row_whose_code_is_by_its_reference_alone_is_known():
    """As codes were once: the same payer and words are the same entry."""
    told = entry(reference="R1")
    mark = fingerprint_of(former_of("OURS", told), 1)
    row = StandingEntry(mark, "1C", DAY, 5, "RUB", ROSE.account, purpose="Аванс")
    assert lots(("1C", told), standing=[row]) == ["known"]
    assert lots(("1C", told), taken=frozenset([mark])) == ["known"]
    other = replace(told, party=Party("Oak", "40702810500000000666"))
    assert lots(("1C", other), standing=[row]) == ["offered"]


def test_what_was_returned_is_undone_once():
    back = entry(DAY + 1, credit=False, returned=True)
    assert lots(("MT940", entry(), back, back)) == ["matched", "returned", "offered"]
    assert lots(("MT940", back)) == ["offered"]
    assert lots(("MT940", entry(party=NOBODY), replace(back, party=NOBODY))) == [
        "offered",
        "offered",
    ]
    assert lots(("MT940", entry(credit=False), entry(returned=True))) == ["ignored", "ignored"]


def test_money_between_our_accounts_is_nobody_s():
    ours = Party("We", "40702810500000000555")
    assert lots(("1C", entry(party=ours)), own=["40702 810 5 00000000555"]) == ["own"]


# --- once, from one command to the next --------------------------------------------------------


def fingerprints(*entries):
    made = [BankStatement("OURS", "RUB", 0, 0, entries, DAY, DAY)]
    return [each.fingerprint for each in judge([("1C", made)], MATCHER)]


def test_each_entry_has_a_fingerprint_and_equal_ones_have_two():
    one, again, other = fingerprints(entry(), entry(), entry(purpose="other"))
    assert len({one, again, other}) == 3
    assert fingerprints(entry(), entry(), entry(purpose="other")) == [one, again, other]
    assert fingerprints_in(f"a {one};{again}") == {one, again}


def test_of_two_banks_payers_tell_equal_sums_apart():
    """Found: Acme's thousand at one bank held Bell's thousand of that day at the other."""

    def second(one, other):
        parties = (Party("Acme", one, ""), Party("Bell", other, ""))
        (_, lot) = lots(*zip(("1C", "MT940"), (entry(party=each) for each in parties), strict=True))
        return lot

    number, other_number = "40702810500000000001", "40702810500000000002"
    iban, other_iban = "DE89370400440532013000", "GB33BUKB20201555555555"
    assert "elsewhere" not in {second(number, other_number), second(iban, other_iban)}
    for unsure in ("", iban, "30232810500000000001", "532013000"):
        assert second(number, unsure) == "elsewhere"


def test_what_was_taken_before_is_known():
    taken = frozenset(fingerprints(entry()))
    assert lots(("1C", entry(), entry()), taken=taken) == ["known", "matched"]
    (mark,) = taken
    row = StandingEntry(mark, "1C", DAY, 5, "RUB")
    assert lots(("1C", entry(), entry()), standing=[row]) == ["known", "matched"]


def test_what_another_format_told_of_the_day_is_held():
    """Taken from CAMT last week: the same payment as 1C tells it has another fingerprint."""
    row = StandingEntry("bank-0123456789abcdef", "CAMT.053", DAY, 5, "RUB")
    assert lots(("1C", entry(), entry(DAY + 1)), standing=[row]) == ["elsewhere", "matched"]


def test_what_was_taken_before_may_be_returned_now():
    back = entry(DAY + 1, credit=False, returned=True)
    first, undone = fingerprints(entry(), back)
    assert lots(("MT940", entry(), back), taken=frozenset([first])) == ["known", "returned"]
    assert lots(("MT940", entry(), back, back), taken=frozenset([first, undone])) == [
        "known",
        "known",
        "offered",
    ]


# --- names, in whatever order their words stand ---------------------------------------------------

PERSONS = replace(
    MATCHER,
    accounts=[
        PayingClient("Пётр Иванов", "RUB", ""),
        PayingClient("Anna Schmidt", "RUB", ""),
        PayingClient("Иванов Сергей", "RUB", "р/с 40702810500000000011"),
        PayingClient("Cone", "RUB", ""),
        PayingClient("Cone Invest", "RUB", ""),
        PayingClient("Школа 15", "RUB", ""),
        PayingClient("Ромашка", "RUB", ""),
        PayingClient("Ромашка Плюс", "RUB", ""),
        PayingClient("Иванова", "RUB", ""),
    ],
    claims=[
        OwedInvoice("", number, client, "RUB", number * 1000_00, number * 1000_00, DAY - 3)
        for number, client in ((20, "Cone"), (21, "Ромашка Плюс"), (22, "Иванова"), (23, "Anna Schmidt"))
    ],
)  # fmt: skip


def of_persons(name, purpose, amount=5_00, account=""):
    party = Party(name, account, "")
    return PERSONS.whose(BankEntry(DAY, amount, credit=True, party=party, purpose=purpose), "RUB")


@pytest.mark.parametrize(
    ("name", "purpose", "client"),
    [
        ("ИВАНОВ ПЕТР СЕРГЕЕВИЧ", "Аванс", "Пётр Иванов"),
        ("ИВАНОВ П.С.", "Аванс", "Пётр Иванов"),
        ("IVANOV PETR", "Advance", "Пётр Иванов"),
        ("ПАО СБЕРБАНК//ИВАНОВ ПЕТР СЕРГЕЕВИЧ//1//МОСКВА//", "Аванс", "Пётр Иванов"),
        ("SCHMIDT, ANNA", "Advance", "Anna Schmidt"),
        ("C.O.N.E. Ltd", "Advance", "Cone"),
        ("МБОУ Школа № 15", "Аванс", "Школа 15"),
        ("ООО Бета", "Аванс за Иванова Петра", "Пётр Иванов"),
        ("ООО Бета", "Иванов Петр, услуги", "Пётр Иванов"),
        ("ООО Бета", "Аванс за Ромашку", "Ромашка"),
    ],
)
def test_whoever_is_called_so_in_whatever_order_is_offered(name, purpose, client):
    """Found: nobody was, and a letter went to the client whose money had come."""
    assert client in of_persons(name, purpose).candidates


@pytest.mark.parametrize(
    ("name", "purpose", "amount", "account"),
    [
        ("SCHMIDT ANNA", "invoice 20", 20_000_00, ""),
        ("Invest Cone", "invoice 20", 20_000_00, ""),
        ("ПАО СБЕРБАНК//Anna Schmidt//Москва//", "invoice 20", 20_000_00, ""),
        ("ПАО СБЕРБАНК//ИВАНОВ ПЕТР//", "Аванс", 5_00, "40702810500000000011"),
        ("ИВАНОВ ПЕТР СЕРГЕЕВИЧ", "Аванс", 5_00, "40702810500000000011"),
        ("ИВАНОВ ПЕТР С.", "Аванс", 5_00, "40702810500000000011"),
        ("Иванов Сергей", "аванс за Иванова Петра", 5_00, "40702810500000000011"),
        ("Иванов Сергей", "аванс за Иванов П.С.", 5_00, "40702810500000000011"),
    ],
)
def test_nor_is_it_matched_to_another(name, purpose, amount, account):
    assert of_persons(name, purpose, amount, account).client == ""


@pytest.mark.parametrize(
    ("name", "number", "client"),
    [
        ("ROMASHKA PLUS", 21, "Ромашка Плюс"),
        ("ИВАНОВА МАРИЯ", 22, "Иванова"),
        ("SCHMIDT ANNA", 23, "Anna Schmidt"),
    ],
)
def test_who_is_called_so_most_nearly_pays_their_own_invoice(name, number, client):
    assert of_persons(name, f"счет {number}", number * 1000_00).client == client
