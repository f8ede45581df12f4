"""The odd shapes of what banks hand out, written here after public descriptions of them: each is read to
the cent with what tells its payers, or refused with the line, a reason and a cure (design §20)."""

import re

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout
from sheets_sync.bank.refusing import BankFileError
from sheets_sync.bank.taking import Reading, take
from tests.bank.layouts import reading_by
from tests.bank.test_exports import HEAD, OURS, PAYER, document

IBAN = "DE89370400440532013000"


def layout(columns, **more):
    return reading_by(Layout(CsvColumns(**columns), "1", "EUR", **more))


ING_COLUMNS = {
    "day": "Buchung", "amount": "Betrag", "balance": "Saldo", "name": "Auftraggeber/Empfänger",
    "purpose": "Verwendungszweck",
}  # fmt: skip
ING_DE = layout(ING_COLUMNS, encoding="cp1252")
ING_DE_TEXT = """Umsatzanzeige;Datei erstellt am: 04.11.2026 08:00

IBAN;DE02 1203 0000 0000 2020 51
Kontoname;Girokonto
Bank;ING
Kunde;Die Agentur
Zeitraum;01.11.2026 - 04.11.2026
Saldo;2.489,50;EUR

Sortierung;Datum absteigend

In der CSV-Datei finden Sie alle bereits gebuchten Umsätze. Die vorgemerkten Umsätze werden nicht aufgenommen.

Buchung;Wertstellungsdatum;Auftraggeber/Empfänger;Buchungstext;#Kunden;Verwendungszweck;Saldo;Währung;Betrag;Währung
03.11.2026;03.11.2026;Die Bank;Entgelt;;Kontoführung;2.489,50;EUR;-10,50;EUR
03.11.2026;03.11.2026;Gärtnerei Rose;Gutschrift;#a;INV-17 vom 1.11.2026;2.500,00;EUR;1.500,00;EUR
"""
DEUTSCHE = layout(
    {
        "day": "Buchungstag", "debit": "Soll", "credit": "Haben", "name": "Begünstigter / Auftraggeber",
        "account": "IBAN", "purpose": "Verwendungszweck", "reference": "Kundenreferenz",
    },
    encoding="cp1252", opening="Letzter Kontostand", closing="Kontostand",
)  # fmt: skip
DEUTSCHE_TEXT = f"""Umsätze Girokonto;Zeitraum: 01.11.2026 - 04.11.2026
Letzter Kontostand;;;;1.000,00;EUR
Vorgemerkte und noch nicht gebuchte Umsätze sind nicht Bestandteil dieser Übersicht.
Buchungstag;Wert;Umsatzart;Begünstigter / Auftraggeber;Verwendungszweck;IBAN;BIC;Kundenreferenz;Mandatsreferenz ;Gläubiger ID ;Fremde Gebühren;Betrag;Abweichender Empfänger;Anzahl der Aufträge;Anzahl der Schecks;Soll;Haben;Währung
02.11.2026;02.11.2026;SEPA-Gutschrift;Gärtnerei Rose;INV-17 vom 1.11.2026;{IBAN};COBADEFFXXX;E2E-1;;;;;;;;;1.500,00;EUR
03.11.2026;03.11.2026;Entgelt;Die Bank;Kontoführung;;;;;;;;;;;-10,50;;EUR
Kontostand;04.11.2026;;;2.489,50;EUR
"""
N26_TEXT = """"Booking Date","Value Date","Partner Name","Partner Iban",Type,"Payment Reference","Account Name","Amount (EUR)","Original Amount","Original Currency","Exchange Rate"
2026-11-02,2026-11-02,"Gärtnerei Rose",DE89370400440532013000,"Credit Transfer",INV-17,Main,1500.00,,,
"""
N26 = layout(
    {"day": "Booking Date", "amount": "Amount (EUR)", "balance": "Balance", "name": "Partner Name"},
    delimiter=",", decimal=".", dates="y-m-d",
)  # fmt: skip
PAYPAL = layout(
    {
        "day": "Date", "amount": "Net", "balance": "Balance", "name": "Name", "purpose": "Invoice Number",
        "reference": "Transaction ID",
    },
    delimiter=",", decimal=".", dates="d.m.y",
)  # fmt: skip
PAYPAL_HEAD = '\ufeff"Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Invoice Number","Balance","Balance Impact"\r\n'
PAYPAL_ROWS = (
    '"02/11/2026","10:00:00","CET","Gärtnerei Rose","Website Payment","Completed","EUR","1,500.00","-37.65","1,462.35","r@example.com","a@example.com","7AB1","INV-17","2,462.35","Credit"\r\n',
    '"03/11/2026","09:00:00","CET","","General Withdrawal","Completed","EUR","-2,000.00","0.00","-2,000.00","","","7AB2","","462.35","Debit"\r\n',
)  # fmt: skip
PAYPAL_MEMO = '"03/11/2026","08:00:00","CET","Tulip","Order","Pending","EUR","50.00","0.00","50.00","t@example.com","a@example.com","7AB3","INV-18","2,462.35","Memo"\r\n'
PAYPAL_DOLLARS = '"03/11/2026","08:00:00","CET","Fir Tree","Website Payment","Completed","USD","50.00","0.00","50.00","f@example.com","a@example.com","7AB4","INV-19","50.00","Credit"\r\n'
WISE = layout(
    {"day": "Date", "amount": "Amount", "balance": "Running Balance", "name": "Payer Name", "purpose": "Payment Reference", "reference": "TransferWise ID"},
    delimiter=",", decimal=".", dates="d.m.y",
)  # fmt: skip
WISE_TEXT = (
    '"TransferWise ID",Date,"Date Time",Amount,Currency,Description,"Payment Reference","Running Balance","Exchange From","Exchange To","Exchange Rate","Payer Name","Payee Name","Payee Account Number",Merchant,"Card Last Four Digits","Card Holder Full Name",Attachment,Note,"Total fees","Exchange To Amount","Transaction Type","Transaction Details Type"\n'
    "FEE-TRANSFER-2,04-11-2026,04-11-2026 10:00:00.000,-0.40,EUR,Wise Charges for: TRANSFER-2,,2499.10,,,,,,,,,,,,0.40,,DEBIT,TRANSFER\n"
    "TRANSFER-2,04-11-2026,04-11-2026 10:00:00.000,-0.50,EUR,Sent money,,2499.50,,,,,Us,,,,,,,0.00,,DEBIT,TRANSFER\n"
    "TRANSFER-1,03-11-2026,03-11-2026 09:00:00.000,1500.00,EUR,Received money from Rose with reference INV-17,INV-17,2500.00,,,,Gärtnerei Rose,,,,,,,,0.00,,CREDIT,DEPOSIT\n"
)  # fmt: skip
REVOLUT = layout(
    {"day": "Date completed (UTC)", "amount": "Total amount", "balance": "Balance", "name": "Payer", "purpose": "Reference", "reference": "ID"},
    delimiter=",", decimal=".", dates="y-m-d",
)  # fmt: skip
REVOLUT_HEAD = "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Card number,Card label,Card state,Orig currency,Orig amount,Payment currency,Amount,Total amount,Exchange rate,Fee,Fee currency,Balance,Account\n"
REVOLUT_ROWS = (
    "2026-11-03,2026-11-03,x3,TRANSFER,REVERTED,To Us,,,,,,EUR,-5.00,EUR,-5.00,-5.00,,0.00,EUR,,Main\n",
    "2026-11-03,2026-11-03,x2,FEE,COMPLETED,Fee,,,,,,EUR,-10.50,EUR,-10.50,-10.50,,0.00,EUR,2489.50,Main\n",
    "2026-11-02,2026-11-02,x1,TOPUP,COMPLETED,Money from Rose,INV-17,Gärtnerei Rose,,,,EUR,1500.00,EUR,1500.00,1500.00,,0.00,EUR,2500.00,Main\n",
)  # fmt: skip
REVOLUT_OTHER = "2026-11-02,2026-11-02,y1,TOPUP,COMPLETED,Money from Tulip,INV-18,Tulip,,,,EUR,70.00,EUR,70.00,70.00,,0.00,EUR,70.00,Second\n"
ING_NL_TEXT = (
    '"Datum";"Naam / Omschrijving";"Rekening";"Tegenrekening";"Code";"Af Bij";"Bedrag (EUR)";"Mutatiesoort";"Mededelingen";"Saldo na mutatie";"Tag"\n'
    '"20261103";"De Bank";"NL69INGB0123456789";"";"DV";"Af";"10,50";"Diversen";"Kosten";"2489,50";""\n'
    f'"20261102";"Gärtnerei Rose";"NL69INGB0123456789";"{IBAN}";"OV";"Bij";"1500,00";"Overschrijving";"Omschrijving: INV-17";"2500,00";""\n'
)
ING_NL = layout(
    {
        "day": "Datum", "amount": "Bedrag (EUR)", "side": "Af Bij", "balance": "Saldo na mutatie",
        "name": "Naam / Omschrijving", "account": "Tegenrekening", "purpose": "Mededelingen",
    },
    dates="y-m-d", out="Af", into="Bij",
)  # fmt: skip

MBANK_TEXT = """mBank S.A. Bankowość Detaliczna;
#Za okres:;
01.11.2026;30.11.2026;
#Saldo początkowe;1 000,00 PLN;
#Data operacji;#Data księgowania;#Tytuł;#Nadawca/Odbiorca;#Numer konta;#Kwota;#Saldo po operacji;
2026-11-02;2026-11-02;"INV-17";"Gärtnerei Rose";'61109010140000071219812874';1 500,00;2 500,00;
2026-11-03;2026-11-03;"Czynsz";"WYNAJEM";'';-10,50;2 489,50;
;;;;;#Saldo końcowe;2 489,50 PLN;
"""
MBANK = reading_by(
    Layout(
        CsvColumns(
            day="#Data księgowania", amount="#Kwota", balance="#Saldo po operacji", name="#Nadawca/Odbiorca",
            account="#Numer konta", purpose="#Tytuł",
        ),
        "1", "PLN", dates="y-m-d",
    )
)  # fmt: skip
SBER_TEXT = """ПАО СБЕРБАНК;;;;;
Дата формирования выписки 30.11.2026 в 10:15:00;;;;;
Дата проводки;Счет Дебет;Сумма по дебету;Сумма по кредиту;№ документа;Назначение платежа
01.11.2026;40702810500000000077;;1 500,00;55;"Оплата INV-17
от 01.11.2026"
02.11.2026 10:00;40702810900000000001;-10,50;0,00;12;Комиссия
Итого за 30.11.2026;;10,50;1 500,00;;
Входящий остаток на 01.11.2026;1 000,00;;;;
Исходящий остаток на 30.11.2026 г.:;02.11.2026;2 489,50;;;
"""
SBER_CSV = reading_by(
    Layout(
        CsvColumns(
            day="Дата проводки", credit="Сумма по кредиту", debit="Сумма по дебету", account="Счет Дебет",
            purpose="Назначение платежа", reference="№ документа",
        ),
        "40702810900000000001", "RUB", encoding="cp1251", opening="Входящий остаток", closing="Исходящий остаток",
    )
)  # fmt: skip

ROSE = [(1500_00, "Gärtnerei Rose", "")]
READ = {
    "mBank": (MBANK_TEXT, "utf-8", MBANK, [(1500_00, "Gärtnerei Rose", "61109010140000071219812874")]),
    "Sber, labels with a day and totals": (SBER_TEXT, "cp1251", SBER_CSV, [(1500_00, "", "40702810500000000077")]),
    "ING (DE)": (ING_DE_TEXT, "cp1252", ING_DE, ROSE),
    "ING (NL)": (ING_NL_TEXT, "utf-8", ING_NL, [(1500_00, "Gärtnerei Rose", IBAN)]),
    "Deutsche Bank": (DEUTSCHE_TEXT, "cp1252", DEUTSCHE, [(1500_00, "Gärtnerei Rose", IBAN)]),
    "PayPal, balance affecting": (PAYPAL_HEAD + "".join(PAYPAL_ROWS), "utf-8", PAYPAL, [(1462_35, "Gärtnerei Rose", "")]),
    "Wise, fees in rows of their own": (WISE_TEXT, "utf-8", WISE, ROSE),
    "Revolut Business": (REVOLUT_HEAD + "".join(REVOLUT_ROWS[1:]), "utf-8", REVOLUT, ROSE),
}  # fmt: skip


def refused(path, text, encoding, reading):
    path.write_bytes(text.encode(encoding))
    with pytest.raises(BankFileError) as fault:
        take(path, reading)
    assert fault.value.cure
    return str(fault.value)


@pytest.mark.parametrize("bank", READ)
def test_it_is_read_to_the_cent(tmp_path, bank):
    text, encoding, reading, came_in = READ[bank]
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    (statement,) = take(tmp_path / "a.csv", reading).statements
    came = [each for each in statement.entries if each.credit]
    assert [(each.amount, each.party.name, each.party.account) for each in came] == came_in
    assert all("INV-17" in each.purpose for each in came)
    assert len(statement.entries) > len(came)


SLIPS = {
    "mBank": ("-10,50", "-10,57"), "Sber, labels with a day and totals": ("-10,50", "-10,57"),
    "ING (DE)": ("-10,50", "-10,57"), "ING (NL)": ("10,50", "10,57"), "Deutsche Bank": ("-10,50", "-10,57"),
    "PayPal, balance affecting": ("-2,000.00", "-2,007.00"), "Wise, fees in rows of their own": ("-0.40", "-0.47"),
    "Revolut Business": ("-10.50", "-10.57"),
}  # fmt: skip


@pytest.mark.parametrize("bank", READ)
def test_another_amount_is_refused_with_the_line(tmp_path, bank):
    text, encoding, reading, _ = READ[bank]
    said = refused(tmp_path / "a.csv", text.replace(*SLIPS[bank]), encoding, reading)
    assert re.search("line [0-9]+: the balance comes to|do not add up", said)


ODD = {
    "a label that is another's": (SBER_TEXT.replace("Входящий остаток на", "Входящий остаток депозита на"), SBER_CSV, 'the label "Входящий остаток" .* is not there'),
    "days of words alone": (MBANK_TEXT.replace("2026-11-0", "Pn 2026-11-0"), MBANK, "line 7: .*Pn 2026-11-03"),
    "N26 tells no balance": (N26_TEXT, N26, "not found: Balance"),
    "ING (DE) without balances": (ING_DE_TEXT.replace(";Saldo;", ";"), ING_DE, r"line 14: .*not found: Saldo\."),
    "ING (NL), another word": (ING_NL_TEXT.replace('"Bij"', '"Plus"'), ING_NL, "line 3: .*Plus"),
    "PayPal, what is pending": (PAYPAL_HEAD + PAYPAL_ROWS[0] + PAYPAL_MEMO + PAYPAL_ROWS[1], PAYPAL, "line 3: the balance comes to"),
    "PayPal, another currency": (PAYPAL_HEAD + PAYPAL_ROWS[0] + PAYPAL_DOLLARS + PAYPAL_ROWS[1], PAYPAL, "line 3: the row is in USD"),
    "Revolut Business, a blank balance": (REVOLUT_HEAD + "".join(REVOLUT_ROWS).replace("REVERTED", "COMPLETED"), REVOLUT, 'line 2: the column "Balance" is blank'),
    "Revolut Business, all accounts": (REVOLUT_HEAD + REVOLUT_ROWS[1] + REVOLUT_OTHER + REVOLUT_ROWS[2], REVOLUT, "line [234]: the balance comes to"),
}  # fmt: skip


@pytest.mark.parametrize("shape", ODD)
def test_it_is_refused_with_a_reason(tmp_path, shape):
    text, reading, said = ODD[shape]
    encoding = reading.layouts[0].layout.encoding
    assert re.search(said, refused(tmp_path / "a.csv", text, encoding, reading))


# --- 1CClientBankExchange ------------------------------------------------------------------------


def of_a_day(number, opening, closing, more=""):
    return (
        f"СекцияРасчСчет\nДатаНачала=0{number}.11.2026\nДатаКонца=0{number}.11.2026\nРасчСчет={OURS}\n"
        f"НачальныйОстаток={opening}\n{more}КонечныйОстаток={closing}\nКонецРасчСчет\n"
    )


def taken(path, text, encoding="cp1251"):
    path.write_bytes(text.encode(encoding))
    return take(path, Reading()).statements


def dated(number, amount="100.00"):
    return document(amount=amount, dates=f"ДатаСписано=\nДатаПоступило=0{number}.11.2026")


def test_a_section_a_day(tmp_path):
    """As Sber writes a period: the account's section is there for each day."""
    text = (
        HEAD.format("Windows", "СберБизнес") + of_a_day(2, "0.00", "100.00") + of_a_day(3, "100.00", "350.5")
        + dated(2) + dated(3, "250.5") + "КонецФайла\n"
    )  # fmt: skip
    first, second = taken(tmp_path / "a", text)
    assert [each.amount for each in (*first.entries, *second.entries)] == [100_00, 250_50]
    assert (first.closing, second.closing) == (100_00, 350_50)


def test_documents_before_the_account_s_section(tmp_path):
    text = HEAD.format("Windows", "Банк") + dated(3) + of_a_day(3, "0", "100") + "КонецФайла"
    (statement,) = taken(tmp_path / "a", text)
    assert [each.amount for each in statement.entries] == [100_00]


def test_a_day_that_is_not_over_has_no_closing_balance(tmp_path):
    """As T-Bank and others hand out today: nothing proves it yet."""
    text = HEAD.format("Windows", "Т-Банк") + of_a_day(3, "0", "100").replace("КонечныйОстаток=100\n", "") + dated(3) + "КонецФайла\n"  # fmt: skip
    line = text.split("\n").index("СекцияРасчСчет") + 1
    said = refused(tmp_path / "a", text, "cp1251", Reading())
    assert f"line {line}: " in said
    assert "КонечныйОстаток" in said


@pytest.mark.parametrize("account", ["40702840900000000001", "40702978900000000001"])
def test_an_account_in_another_currency(tmp_path, account):
    """Alfa tells a dollar account in dollars; its number says so."""
    text = (HEAD.format("Windows", "Альфа-Банк") + of_a_day(3, "0", "100") + dated(3) + "КонецФайла\n").replace(OURS, account)  # fmt: skip
    (statement,) = taken(tmp_path / "a", text)
    assert statement.currency in {"USD", "EUR"}
    assert statement.entries[0].party.account == PAYER


def test_names_with_equals_signs_and_empty_lines(tmp_path):
    """Purposes hold whatever payers type: a sign of equality, another key's name, a break."""
    odd = dated(3).replace(
        "НазначениеПлатежа=", "НазначениеПлатежа=Договор А=Б; Сумма=5,00; КонецДокумента \n\n"
    )
    text = HEAD.format("Windows", "Банк") + of_a_day(3, "0", "100") + odd + "КонецФайла\n"
    (statement,) = taken(tmp_path / "a", text)
    (entry,) = statement.entries
    assert entry.amount == 100_00
    assert "Договор А=Б; Сумма=5,00" in entry.purpose
    assert "счету № 17" in entry.purpose
