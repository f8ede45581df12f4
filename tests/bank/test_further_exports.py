"""More of what banks hand out, written here after public descriptions and samples of them: Kazakh banks'
1C, CSV with a row of the opening balance, with signs of currencies, with dashes for nothing (design §20)."""

import re

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout
from sheets_sync.bank.refusing import BankFileError
from sheets_sync.bank.taking import Reading, take
from tests.bank.layouts import reading_by

OURS, PAYER = "KZ79722S000001674774", "KZ22722C000024901213"
BY_CONFIG = Reading(currencies={OURS: "KZT"})


def of_kazakhstan(
    currency="", head="ВерсияФормата=1.01\nКодировка=Windows\n", end="КонецФайла\n", side="Приход"
):
    """As Kaspi tells it; Jusan has its sections in capitals, BCC a currency and no encoding."""
    payer, receiver = (PAYER, OURS) if side == "Приход" else (OURS, PAYER)
    closing = "2500.00" if side == "Приход" else "-500.00"
    return (
        f"1CClientBankExchange\n{head}ДатаНачала=01.11.2026\nДатаКонца=30.11.2026\nРасчСчет={OURS}\n"
        f"СекцияРасчСчет\nДатаНачала=01.11.2026\nДатаКонца=30.11.2026\nРасчСчет={OURS}\nНачальныйОстаток=1000.00\n"
        f"КонечныйОстаток={closing}\nКонецРасчСчет\n"
        f"СекцияДокумент=выписка\nНомерДокумента=55\nДатаДокумента=02.11.2026\nВидДокумента=Платежное поручение\n"
        f"ПолучательНаименование=ТОО Агентство\nПолучательБИН_ИИН=181140004063\nПолучательИИК={receiver}\nПолучательКБЕ=18\n"
        f'ПлательщикНаименование=ТОО "Роза"\nПлательщикБИН_ИИН=910308400020\nПлательщикИИК={payer}\nПлательщикБанкБИК=CASPKZKA\n'
        f"Сумма{side}=1500.00\nДатаОперации=03.11.2026\nНазначениеПлатежа=Оплата INV-17\nКодНазначенияПлатежа=859\n{currency}КонецДокумента\n{end}"
    )  # fmt: skip


def taken(path, text, encoding="cp1251", reading=BY_CONFIG):
    path.write_bytes(text.encode(encoding))
    (statement,) = take(path, reading).statements
    return statement


JUSAN = of_kazakhstan().replace("СекцияРасчСчет", "СЕКЦИЯРАСЧСЧЕТ").replace("СекцияДокумент", "СЕКЦИЯДОКУМЕНТ").replace("КонецРасчСчет", "КОНЕЦРАСЧСЧЕТ")  # fmt: skip
BCC = of_kazakhstan("Сумма=1500\nВалюта=KZT\n", "ВерсияФормата=2.0\n")


@pytest.mark.parametrize(
    ("text", "encoding", "reading"),
    [
        (of_kazakhstan(), "cp1251", BY_CONFIG),
        (of_kazakhstan(), "utf-8", BY_CONFIG),
        (JUSAN, "cp1251", BY_CONFIG),
        (BCC, "cp1251", Reading()),
        (BCC, "utf-8-sig", Reading()),
    ],
)
def test_banks_of_kazakhstan(tmp_path, text, encoding, reading):
    statement = taken(tmp_path / "a.txt", text, encoding, reading)
    (entry,) = statement.entries
    assert (statement.account, statement.currency, entry.signed) == (OURS, "KZT", 1500_00)
    assert (entry.party.name, entry.party.account) == ('ТОО "Роза"', PAYER)
    assert (entry.party.tax_number, entry.purpose, entry.document) == ("910308400020", "Оплата INV-17", "55")  # fmt: skip
    assert taken(tmp_path / "b.txt", of_kazakhstan(side="Расход")).entries[0].signed == -1500_00


def test_what_a_file_says_of_its_currency_goes_before_the_config(tmp_path):
    assert taken(tmp_path / "a.txt", of_kazakhstan("Валюта=USD\n")).currency == "USD"


@pytest.mark.parametrize("said", ["398", "тенге"])
def test_what_says_no_currency_that_there_is_leaves_the_config_its_word(tmp_path, said):
    """Else the cure that the refusal names, `[accounts]`, changed nothing."""
    assert taken(tmp_path / "a.txt", of_kazakhstan(f"Валюта={said}\n")).currency == "KZT"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (of_kazakhstan(), r"no currency is known of account .*\[accounts\.KZT\]"),
        (of_kazakhstan("Валюта=XYZ\n"), "no currency is known of account"),
        (of_kazakhstan().replace("1500.00", "1500.01"), "no currency|do not add up"),
    ],
)
def test_an_account_of_no_known_currency_is_refused(tmp_path, text, said):
    (tmp_path / "a.txt").write_bytes(text.encode("cp1251"))
    with pytest.raises(BankFileError, match=said):
        take(tmp_path / "a.txt", Reading())


# --- CSV -----------------------------------------------------------------------------------------


def layout(columns, currency="EUR", **more):
    return reading_by(Layout(CsvColumns(**columns), "1", currency, **more))


STARLING = (
    ("Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes\n"
    "01/11/2026,Opening Balance,,,,1000.00,,\n"
    "02/11/2026,Rose,INV-17,FASTER PAYMENT,1500.00,2500.00,INCOME,\n"
    "13/11/2026,Shop,Shop,CARD,-10.50,2489.50,SHOPPING,\n"),
    layout({"day": "Date", "amount": "Amount (GBP)", "balance": "Balance (GBP)", "name": "Counter Party", "purpose": "Reference"}, "GBP", delimiter=",", decimal=".", dates="d.m.y"),
)  # fmt: skip
BANK_OF_AMERICA = (
    ('Description,,Summary Amt.\nBeginning balance as of 11/01/2026,,"1,000.00"\nTotal credits as of 11/30/2026,,"1,500.00"\n'
    'Ending balance as of 11/30/2026,,"2,489.50"\n\nDate,Description,Amount,Running Bal.\n'
    '11/01/2026,Beginning balance as of 11/01/2026,,"1,000.00"\n11/02/2026,"Zelle payment from ROSE for ""INV-17""","1,500.00","2,500.00"\n'
    '11/13/2026,SHOP,"-10.50","2,489.50"\n'),
    layout({"day": "Date", "amount": "Amount", "balance": "Running Bal.", "purpose": "Description"}, "USD", delimiter=",", decimal=".", dates="m/d/y"),
)  # fmt: skip
MONOBANK = (
    ('"Дата i час операції",Деталі операції,MCC,Сума в валюті картки (UAH),Сума комісій (UAH),Залишок після операції\n'
    '"13.11.2026 10:15:00",Магазин,5411,-10.5,—,2489.5\n"02.11.2026 09:00:00",Rose INV-17,4829,1500.0,—,2500.0\n'),
    layout({"day": "Дата i час операції", "amount": "Сума в валюті картки (UAH)", "fee": "Сума комісій (UAH)", "balance": "Залишок після операції", "purpose": "Деталі операції"}, "UAH", delimiter=",", decimal=".", dates="d.m.y"),
)  # fmt: skip
MONOBANK_ABROAD = (
    ('"Дата i час операції",Деталі операції,MCC,Сума в валюті картки (UAH),Сума в валюті операції,Валюта,Сума комісій (UAH),Залишок після операції\n'
    '"13.11.2026 10:15:00",Магазин,5411,-10.5,-0.25,USD,—,2489.5\n"02.11.2026 09:00:00",Rose INV-17,4829,1500.0,30.0,EUR,—,2500.0\n'),
    MONOBANK[1],
)  # fmt: skip
POSTBANK = (
    ("Buchungstag;Umsatzart;Buchungsdetails;Auftraggeber;Betrag (€);Saldo (€)\n"
    "13.11.2026;Entgelt;Konto;Bank;-10,50 €;2.489,50 €\n02.11.2026;Gutschrift;INV-17;Rose;1.500,00 €;2.500,00 €\n"),
    layout({"day": "Buchungstag", "amount": "Betrag (€)", "balance": "Saldo (€)", "name": "Auftraggeber", "purpose": "Buchungsdetails"}),
)  # fmt: skip
HANDELSBANKEN = (
    "Date;Text;Out;In;Balance\n01/11/2026;BROUGHT FORWARD;;;£1,000.00\n02/11/2026;ROSE INV-17;-;£1,500.00;£2,500.00\n13/11/2026;SHOP;£10.50;-;£2,489.50\n",
    layout({"day": "Date", "debit": "Out", "credit": "In", "balance": "Balance", "purpose": "Text"}, "GBP", decimal=".", dates="d.m.y"),
)  # fmt: skip
LLOYDS = (
    ("Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance,\n"
    "13/11/2026,DEB,'30-00-00,12345678,SHOP,10.50,,2489.50\n02/11/2026,FPI,'30-00-00,12345678,ROSE INV-17,,1500.00,2500.00\n"),
    layout({"day": "Transaction Date", "debit": "Debit Amount", "credit": "Credit Amount", "balance": "Balance", "purpose": "Transaction Description"}, "GBP", delimiter=",", decimal=".", dates="d.m.y"),
)  # fmt: skip
POSTFINANCE = (
    ('Datum von:;="2026-11-01"\nKonto:;="CH9300762011623852957"\nWährung:;="CHF"\n\n'
    "Datum;Bewegungstyp;Avisierungstext;Gutschrift in CHF;Lastschrift in CHF;Saldo in CHF\n"
    "13.11.2026;Buchung;SHOP;;-10.5;2489.5\n02.11.2026;Gutschrift;GUTSCHRIFT ROSE INV-17;1500;;2500\n\nDisclaimer:\nDer Dokumentinhalt wurde gefiltert.\n"),
    layout({"day": "Datum", "credit": "Gutschrift in CHF", "debit": "Lastschrift in CHF", "balance": "Saldo in CHF", "purpose": "Avisierungstext"}, "CHF", decimal=".", dates="d.m.y"),
)  # fmt: skip
READ = {
    "Starling": STARLING, "Bank of America": BANK_OF_AMERICA, "Monobank": MONOBANK, "Monobank, foreign money": MONOBANK_ABROAD, "Postbank": POSTBANK,
    "Handelsbanken": HANDELSBANKEN, "Lloyds": LLOYDS, "PostFinance": POSTFINANCE,
}  # fmt: skip


@pytest.mark.parametrize("bank", READ)
def test_it_is_read_to_the_cent(tmp_path, bank):
    text, reading = READ[bank]
    statement = taken(tmp_path / "a.csv", text, "utf-8", reading)
    assert [each.signed for each in statement.entries] == [1500_00, -10_50]
    assert (statement.opening, statement.closing) == (1000_00, 2489_50)
    assert "INV-17" in statement.entries[0].purpose


SLIPS = {
    "a blank amount": (STARLING, ("1500.00,2500.00", ",2500.00"), "line 3: .*the amount is blank"),
    "another opening balance": (STARLING, (",,,,1000.00", ",,,,1000.01"), "line 3: the balance comes to"),
    "both blank": (HANDELSBANKEN, ("£10.50", ""), "line 4: the amount is blank"),
    "both filled": (HANDELSBANKEN, ("£10.50;-", "£10.50;£1.00"), "line [24]: .*one amount"),
    "the sign of another currency": (POSTBANK, ("-10,50 €", "-10,50 $"), "line 2: .*is no amount"),
    "a sign in the midst": (POSTBANK, ("1.500,00 €", "1.500 €,00"), "line 3: .*is no amount"),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_another_amount_is_refused_with_the_line(tmp_path, slip):
    (text, reading), change, said = SLIPS[slip]
    with pytest.raises(BankFileError) as fault:
        taken(tmp_path / "a.csv", text.replace(*change), "utf-8", reading)
    assert re.search(said, str(fault.value))


def test_between_labels_an_amount_may_not_be_blank(tmp_path):
    """Nothing tells there of which row it is."""
    text = "Opening;100,00\nDate;In;Out\n02.11.2026;;\nClosing;100,00\n"
    reading = layout({"day": "Date", "credit": "In", "debit": "Out"}, opening="Opening", closing="Closing")  # fmt: skip
    with pytest.raises(BankFileError, match="line 3: the amount is blank"):
        taken(tmp_path / "a.csv", text, "utf-8", reading)


OFX = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\n\n<OFX><BANKMSGSRSV1></BANKMSGSRSV1></OFX>\n"
OTHERS = {
    OFX: "it is OFX .*camt.053",
    '<?xml version="1.0"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n<OFX></OFX>': "it is OFX .*camt.053",
    "<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>": "it is OFX .*camt.053",
    "!Type:Bank\nD11/02/2026\nT1,500.00\n^\n": "it is QIF.*camt.053",
    "%PDF-1.7": "it is a PDF.*camt.053",
}  # fmt: skip


@pytest.mark.parametrize("text", OTHERS)
@pytest.mark.parametrize("reading", [Reading(), LLOYDS[1]])
def test_what_tells_no_two_balances_is_refused_by_name(tmp_path, text, reading):
    (tmp_path / "a.ofx").write_text(text, encoding="utf-8")
    with pytest.raises(BankFileError, match=OTHERS[text]):
        take(tmp_path / "a.ofx", reading)
