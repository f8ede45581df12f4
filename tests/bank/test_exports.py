"""Statements as single banks hand them out, written here after what they publish of them: every credit
is taken with what tells its payer, or the file is refused with the line (design §20)."""

from dataclasses import dataclass, replace

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout
from sheets_sync.bank.refusing import BankFileError
from sheets_sync.bank.taking import Reading, take
from tests.bank.layouts import reading_by

IBAN = "DE89370400440532013000"
PLAIN = Reading()


@dataclass(frozen=True)
class Export:
    """A file, and of each credit in it: amount, payer's name, account, a part of the purpose."""

    text: str
    credits: tuple[tuple[int, str, str, str], ...]
    encoding: str = "utf-8"
    reading: Reading = PLAIN


ING = Export(
    """0000 01INGBNL2AXXXX00001
0000 01INGBNL2AXXXX00001
940 00
:20:P261103000000001
:25:NL69INGB0123456789EUR
:28C:00000
:60F:C261102EUR662,23
:61:2611031103C1210,50NTRFEREF//26308100001005
/TRCD/00100/
:86:/EREF/E2E-55//CNTP/DE89370400440532013000/COBADEFF/ROZEN BV/AMST
ERDAM//REMI/USTD//Factuur INV-17 van 1-11-2026/
:61:2611031103D10,00NTRFPREF//26308100001006
/TRCD/00200/
:86:/PREF/M000000003333333//REMI/USTD//TOTAAL 1 VZ/
:62F:C261103EUR1862,73
:64:C261103EUR1862,73
:65:C261104EUR1862,73
:86:/SUM/1/1/10,00/1210,50/
-XXX
""",
    ((1210_50, "ROZEN BV", IBAN, "Factuur INV-17 van 1-11-2026"),),
)
ING_BARE = Export(ING.text.partition(":64:")[0] + "-XXX\n", ING.credits)
ABN_AMRO = Export(
    """ABNANL2A
940
ABNANL2A
:20:ABN AMRO BANK NV
:25:517852257
:28:30801/1
:60F:C261102EUR5138,61
:61:2611031103C500,01N654NONREF
:86:/TRTP/SEPA OVERBOEKING/IBAN/DE89370400440532013000/BIC/COBADEFF
/NAME/ROZEN BV/REMI/INV-17/EREF/NOTPROVIDED
:61:2611031103D9,N192NONREF
:86:GIRO   428428 KPN            BETALINGSKENM.  000000042188659
:62F:C261103EUR5629,62
""",
    ((500_01, "ROZEN BV", IBAN, "INV-17"),),
)
RABOBANK = Export(
    f""":940:
:20:940S261103
:25:NL34RABO0142623393 EUR
:28C:26308
:60F:C261102EUR000000002847,95
:61:261103C000000000100,00N541EREF{' ' * 12}
DE89370400440532013000
:86:/EREF/55/ORDP//NAME/ROZEN BV/ADDR/STRAAT 1/REMI/INV-17 november/ISDT/2
026-11-03
:61:261103D000000000025,00N102EREF{' ' * 12}
NL70ABNA0987654321
:86:/EREF/03-11-2026 12:00 0030000987654321/BENM//NAME/CONTRA ACCOUN
T HOLDER/REMI//ISDT/2026-11-03
:62F:C261103EUR000000002922,95
""",
    ((100_00, "ROZEN BV", IBAN, "INV-17 november"),),
)  # fmt: skip
DEUTSCHE = Export(
    """:20:DEUTDEMMXXX
:25:20070000/0123456601
:28C:00143/1
:60F:C261102EUR0,00
:61:2611031103C119,00 NTRFEREF+//2016021783252833
:86:166?00SEPA GUTSCHRIFT?109075/629?20EREF+E2E-55?21SVWZ+RECHNUNG
INV-17 VOM 1.11.2?22026?30COBADEFFXXX?31DE89370400440532013000
?32ROSE UND TULPE?33 GMBH
:61:2611031103D12,35 NRTIKREF+//2016021783252834
/OCMT/EUR11,85//CHGS/EUR0,50/
:86:109?00SEPA-LASTSCHR. RETOURE CORE?20SVWZ+SONSTIGE GRUENDE
:62F:C261103EUR106,65
-
""",
    ((119_00, "ROSE UND TULPE GMBH", IBAN, "RECHNUNGINV-17 VOM 1.11.2026"),),
)
SPARKASSE = Export(
    """:20:STARTUMSE
:25:87052000/123456789
:28C:00000/001
:60F:C261102EUR194,57
:61:2611031103CR20,00N062NONREF
:86:166?00GUTSCHR. UEBERWEISUNG?109262?20EREF+E2E-55?21SVWZ+INV-17
 Dank?22ABWA+Rose Holding?30COBADEFFXXX?31DE89370400440532013000?32
Rose Gärtnerei?34011
:61:2611031103RCR1,00N062NONREF
:86:159?00RUECKUEBERWEISUNG?20SVWZ+Empfaenger unbekannt?32Rose
:62F:C261103EUR213,57
-
""",
    ((20_00, "Rose Gärtnerei", IBAN, "INV-17 Dank"),),
    "cp1252",
    Reading(mt940_encoding="cp1252"),
)
KBC = Export(
    """{1:F01KREDBEBBAXXX0000000000}{2:I940KREDBEBBXXXXN}{4:
:20:KBC2611030001
:25:BE68539007547034
:28C:308/1
:60F:C261102EUR1000,
:61:2611031103C79,7FMSC01916//NONREF
:86:OVERSCHRIJVING VAN DE89 3704 0044 0532 0130 00 ROZEN BV MEDEDELI
NG: INV-17
:62M:C261103EUR1079,7
-}{1:F01KREDBEBBAXXX0000000000}{2:I940KREDBEBBXXXXN}{4:
:20:KBC2611030002
:25:BE68539007547034
:28C:308/2
:60M:C261103EUR1079,7
:61:2611031103C10,1FMSC01651//NONREF
:86:STORTING
:62F:C261103EUR1089,8
-}{5:{MAC:00000000}{CHK:000000000000}}
""",
    ((79_70, "", "", "MEDEDELING: INV-17"), (10_10, "", "", "STORTING")),
)
MT940S = {
    "ING": ING, "ING to its closing balance": ING_BARE, "ABN AMRO": ABN_AMRO, "Rabobank": RABOBANK,
    "Deutsche Bank": DEUTSCHE, "Sparkasse": SPARKASSE, "KBC and PostFinance": KBC,
}  # fmt: skip


def camt(version, entries, closing, ccy="CHF", party="{}", status="<Sts>BOOK</Sts>", more=""):
    def balance(code, amount):
        return (
            f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='{ccy}'>{amount}</Amt>"
            "<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-03</Dt></Dt></Bal>"
        )

    booked = "".join(
        f"<Ntry><Amt Ccy='{each.get('ccy', ccy)}'>{each['amount']}</Amt><CdtDbtInd>{each.get('side', 'CRDT')}</CdtDbtInd>"
        f"{each.get('reversal', '')}{each.get('status', status)}<BookgDt><Dt>2026-11-03</Dt></BookgDt>"
        f"<AcctSvcrRef>{each['reference']}</AcctSvcrRef>{each.get('inner', '')}"
        f"<NtryDtls>{''.join(part(party=party, **one) for one in each.get('parts', ()))}</NtryDtls></Ntry>"
        for each in entries
    )
    return (
        f"<?xml version='1.0'?><Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}'><BkToCstmrStmt>"
        f"<GrpHdr><MsgId>1</MsgId></GrpHdr><Stmt><Id>1</Id><ElctrncSeqNb>308</ElctrncSeqNb><Acct><Id><IBAN>CH9300762011623852957</IBAN></Id></Acct>"
        f"{balance('OPBD', '100.00')}{balance('CLBD', closing)}{balance('CLAV', closing)}{booked}</Stmt>{more}</BkToCstmrStmt></Document>"
    )


def part(party, name="Rose AG", purpose="INV-17", amounts="", side="Dbtr"):
    inner = party.format(f"<Nm>{name}</Nm>")
    return (
        f"<TxDtls><Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>{amounts}<RltdPties><{side}>{inner}</{side}>"
        f"<{side}Acct><Id><IBAN>{IBAN}</IBAN></Id></{side}Acct></RltdPties><RmtInf><Ustrd>{purpose}</Ustrd></RmtInf></TxDtls>"
    )


def told(kind, amount, ccy):
    return f"<AmtDtls><{kind}><Amt Ccy='{ccy}'>{amount}</Amt></{kind}></AmtDtls>"


ROSE = (985_00, "Rose AG", IBAN, "INV-17")
CHARGED = {
    "amount": "985.00", "reference": "A1",
    "parts": [{"amounts": told("InstdAmt", "1000.00", "CHF") + "<Chrgs><TtlChrgsAndTaxAmt Ccy='CHF'>15.00</TtlChrgsAndTaxAmt></Chrgs>"}],
}  # fmt: skip
FOREIGN = {
    "amount": "985.00", "reference": "A2",
    "parts": [{"amounts": told("InstdAmt", "1100.00", "USD") + told("TxAmt", "985.00", "CHF")}],
}  # fmt: skip
BATCH = {
    "amount": "300.00", "reference": "B1",
    "parts": [
        {"amounts": told("TxAmt", "100.00", "CHF")},
        {"amounts": told("TxAmt", "200.00", "CHF"), "name": "Tulip AG", "purpose": "INV-18"},
    ],
}  # fmt: skip
BATCH_LESS_CHARGES = {**BATCH, "amount": "297.00", "reference": "B2"}
PENDING = {"amount": "50.00", "reference": "C1", "status": "<Sts>PDNG</Sts>", "parts": [{}]}
PENDING_08 = {**PENDING, "status": "<Sts><Cd>PDNG</Cd></Sts>"}
FUTURE_08 = {**PENDING, "reference": "C2", "status": "<Sts><Cd>FUTR</Cd></Sts>"}
REVERSED = {
    "amount": "985.00", "side": "DBIT", "reference": "D1", "reversal": "<RvslInd>true</RvslInd>",
    "parts": [{}],
}  # fmt: skip
IN_08 = {"version": "08", "party": "<Pty>{}</Pty>", "status": "<Sts><Cd>BOOK</Cd></Sts>"}
CAMTS = {
    "charges off the amount, 02": Export(camt("02", [CHARGED], "1085.00"), (ROSE,)),
    "charges off the amount, 04": Export(camt("04", [CHARGED], "1085.00"), (ROSE,)),
    "charges off the amount, 08": Export(camt(entries=[CHARGED], closing="1085.00", **IN_08), (ROSE,)),
    "foreign money, 04": Export(camt("04", [FOREIGN], "1085.00"), (ROSE,)),
    "a batch, 02": Export(
        camt("02", [BATCH], "400.00"),
        ((100_00, "Rose AG", IBAN, "INV-17"), (200_00, "Tulip AG", IBAN, "INV-18")),
    ),
    "a batch less its charges is of nobody": Export(
        camt(entries=[BATCH_LESS_CHARGES], closing="397.00", **IN_08), ((297_00, "", "", ""),)
    ),
    "pending, 02": Export(camt("02", [PENDING, CHARGED], "1085.00"), (ROSE,)),
    "pending and future, 08": Export(
        camt(entries=[PENDING_08, FUTURE_08, CHARGED], closing="1085.00", **IN_08), (ROSE,)
    ),
    "reversed": Export(camt("02", [CHARGED, REVERSED], "100.00"), (ROSE,)),
}  # fmt: skip

OURS, OTHER_OF_OURS = "40702810900000000001", "40702810900000000002"
HEAD = "1CClientBankExchange\nВерсияФормата=1.03\nКодировка={}\nОтправитель={}\nПолучатель=\nДатаСоздания=03.11.2026\nВремяСоздания=10:00:00\nДатаНачала=03.11.2026\nДатаКонца=03.11.2026\nРасчСчет=" + OURS + "\n"  # fmt: skip
PAYER = "40702810500000000077"


def section(account=OURS, opening="100.00", closing="1500.00", more=""):
    return (
        f"СекцияРасчСчет\nДатаНачала=03.11.2026\nДатаКонца=03.11.2026\nРасчСчет={account}\nНачальныйОстаток={opening}\n"
        f"{more}КонечныйОстаток={closing}\nКонецРасчСчет\n"
    )


def document(kind="Платежное поручение", amount="1400.00", dates="ДатаСписано=\nДатаПоступило=03.11.2026", more="", payer=PAYER, receiver=OURS):  # fmt: skip
    return (
        f"СекцияДокумент={kind}\nНомер=55\nДата=02.11.2026\nСумма={amount}\n{dates}\nПлательщикСчет={payer}\n"
        f"Плательщик=ИНН 7707083893 ООО «РОМАШКА»\nПлательщикИНН=7707083893\nПлательщикКПП=770701001\nПлательщик1=ООО «РОМАШКА»\n"
        f"ПлательщикБИК=044525225\nПлательщикКорсчет=30101810400000000225\nПолучательСчет={receiver}\nПолучатель=ИНН 7700000000 Агентство\n"
        f"ПолучательИНН=7700000000\nВидПлатежа=Электронно\nВидОплаты=01\nОчередность=5\n{more}НазначениеПлатежа=Оплата по счету № 17 от 01.11.2026, НДС нет\nКонецДокумента\n"
    )  # fmt: skip


ROMASHKA = (1400_00, "ООО «РОМАШКА»", PAYER, "Оплата по счету № 17 от 01.11.2026")
SBER = HEAD.format("Windows", "СберБизнес") + section(more="ВсегоПоступило=1400.00\nВсегоСписано=0.00\n") + document() + "КонецФайла\n"  # fmt: skip
TINKOFF = HEAD.format("UTF-8", "Т-Банк") + section() + document(dates="ДатаПоступило=03.11.2026", more="Код=0\n") + "КонецФайла"  # fmt: skip
ALFA = HEAD.format("Windows", "Альфа-Бизнес Онлайн") + section() + document(kind="Банковский ордер", dates="ДатаСписано=03.11.2026\nДатаПоступило=03.11.2026") + "КонецФайла\n"  # fmt: skip
TWO = (
    HEAD.format("Windows", "Банк") + section(closing="1550.00") + section(OTHER_OF_OURS, "70.00", "20.00") + document()
    + document("Мемориальный ордер", "50.00", "ДатаСписано=03.11.2026\nДатаПоступило=03.11.2026", payer=OTHER_OF_OURS)
    + "КонецФайла\n"
)  # fmt: skip
QUOTED = SBER.replace("«", '"').replace("»", '"')  # that encoding has no other quotes
QUOTED_NAME = 'ООО "РОМАШКА"'
CLIENT_BANKS = {
    "Sber, windows-1251": Export(SBER.replace("\n", "\r\n"), (ROMASHKA,), "cp1251"),
    "Tinkoff, utf-8": Export(TINKOFF, (ROMASHKA,), "utf-8-sig"),
    "Alfa, both days": Export(ALFA, (ROMASHKA,), "cp1251"),
    "an encoding called otherwise": Export(SBER.replace("=Windows", "=windows-1251"), (ROMASHKA,), "cp1251"),
    "DOS": Export(QUOTED.replace("=Windows", "=DOS"), ((ROMASHKA[0], QUOTED_NAME, *ROMASHKA[2:]),), "cp866"),
    "two accounts": Export(TWO, (ROMASHKA, (50_00, "ООО «РОМАШКА»", OTHER_OF_OURS, "")), "cp1251"),
}  # fmt: skip


def layout(columns, **more):
    return reading_by(Layout(CsvColumns(**columns), "1", "EUR", **more))


REVOLUT = Export(
    "Date started (UTC),Date completed (UTC),ID,Type,State,Description,Reference,Payer,Orig currency,Orig amount,Payment currency,Amount,Total amount,Fee,Balance\n"
    "2026-11-04,,x9,TOPUP,PENDING,Payment from Rose,INV-19,Rose,EUR,5.00,EUR,5.00,5.00,0.00,\n"
    "2026-11-03,2026-11-03,x2,CARD_PAYMENT,COMPLETED,Software,,Us,EUR,-20.00,EUR,-20.00,-20.50,0.50,1089.50\n"
    "2026-11-03,2026-11-03,x1,TOPUP,COMPLETED,Payment from Rose,INV-17,Rose,USD,1100.00,EUR,1010.00,1010.00,0.00,1110.00\n",
    ((1010_00, "Rose", "", "INV-17"),),
    reading=layout(
        {"day": "Date completed (UTC)", "amount": "Total amount", "balance": "Balance", "name": "Payer", "purpose": "Reference", "reference": "ID"},
        delimiter=",", decimal=".", dates="y-m-d",
    ),
)  # fmt: skip
WISE = Export(
    '"TransferWise ID",Date,Amount,Currency,Description,"Payment Reference","Running Balance","Payer Name","Total fees"\n'
    'TRANSFER-2,04-11-2026,-30.00,EUR,"Sent money",,1070.00,,0.40\n'
    'TRANSFER-1,03-11-2026,1000.00,EUR,"Received money from Rose, with reference INV-17","INV-17",1100.00,"Rose",0.00\n',
    ((1000_00, "Rose", "", "INV-17"),),
    reading=layout(
        {"day": "Date", "amount": "Amount", "balance": "Running Balance", "name": "Payer Name", "purpose": "Payment Reference", "reference": "TransferWise ID"},
        delimiter=",", decimal=".", dates="d-m-y",
    ),
)  # fmt: skip
REVOLUT_PERSONAL = Export(
    "Type,Product,Started Date,Completed Date,Description,Amount,Fee,Currency,State,Balance\n"
    "Topup,Current,2026-11-02 09:00:01,2026-11-03 10:11:12,Payment from Rose INV-17,1010.00,0.00,EUR,COMPLETED,1110.00\n"
    "Transfer,Current,2026-11-03 11:00:00,2026-11-03 11:00:02,To Software Ltd,-20.00,0.50,EUR,COMPLETED,1089.50\n"
    "Topup,Current,2026-11-03 12:00:00,2026-11-03 12:00:02,Card top-up from Tulip,100.00,1.20,EUR,COMPLETED,1188.30\n"
    "Card Payment,Current,2026-11-04 09:00:00,,Shop,-5.00,0.00,EUR,PENDING,\n"
    "Card Payment,Current,2026-11-04 09:00:00,,Shop,-7.00,0.00,EUR,REVERTED,\n",
    ((1010_00, "", "", "Payment from Rose INV-17"), (98_80, "", "", "Card top-up from Tulip")),
    reading=layout(
        {"day": "Completed Date", "amount": "Amount", "fee": "Fee", "balance": "Balance", "purpose": "Description"},
        delimiter=",", decimal=".", dates="y-m-d",
    ),
)  # fmt: skip
TWO_COLUMNS = Export(
    "Выписка по счету;40702810900000000001;;;;;\nВходящий остаток:;;100,00;;;;\n"
    "Дата;Номер;Дебет;Кредит;Контрагент;ИНН;Счет;Назначение платежа\n"
    '03.11.2026;55;;"1 400,00";ООО «РОМАШКА»;7707083893;40702810500000000077;"Оплата по счету № 17 от 01.11.2026; НДС нет"\n'
    "03.11.2026;8;20,50;;Банк;7707083893;;Комиссия\n"
    "Итого;;20,50;1 400,00;;;;\nИсходящий остаток:;;1 479,50;;;;\n",
    ((1400_00, "ООО «РОМАШКА»", PAYER, "Оплата по счету № 17 от 01.11.2026"),), "cp1251",
    layout(
        {"day": "Дата", "debit": "Дебет", "credit": "Кредит", "name": "Контрагент", "tax_number": "ИНН", "account": "Счет", "purpose": "Назначение платежа"},
        encoding="cp1251", opening="Входящий остаток", closing="Исходящий остаток",
    ),
)  # fmt: skip
CSVS = {
    "Revolut Business": REVOLUT, "Revolut, personal": REVOLUT_PERSONAL, "Wise": WISE, "debit and credit, with labels": TWO_COLUMNS,
}  # fmt: skip

STRIPE = (
    "balance_transaction_id,created,available_on,currency,gross,fee,net,reporting_category,description\n"
    "txn_1,2026-11-02 10:00:00,2026-11-04 00:00:00,eur,100.00,3.20,96.80,charge,INV-17\n"
    "txn_2,2026-11-05 00:00:00,2026-11-05 00:00:00,eur,-96.80,0.00,-96.80,payout,STRIPE PAYOUT\n"
)

EVERY = {**MT940S, **CAMTS, **CLIENT_BANKS, **CSVS}


@pytest.mark.parametrize("bank", EVERY)
def test_every_credit_is_taken_with_what_tells_its_payer(tmp_path, bank):
    made = EVERY[bank]
    (tmp_path / "statement").write_bytes(made.text.encode(made.encoding))
    file = take(tmp_path / "statement", made.reading)
    entries = [each for statement in file.statements for each in statement.entries]
    came = [each for each in entries if each.credit and not each.returned]
    assert [(e.amount, e.party.name, e.party.account) for e in came] == [
        c[:3] for c in made.credits
    ]
    assert all(c[3] in e.purpose for e, c in zip(came, made.credits, strict=True))


@pytest.mark.parametrize("balance", ["balance", "net"])
def test_stripe_tells_no_balance_and_is_refused(tmp_path, balance):
    """Its reports prove nothing: neither has a balance, nor is its net one. The bank's statement has
    the payouts."""
    (tmp_path / "stripe.csv").write_text(STRIPE, encoding="utf-8")
    columns = {
        "day": "created",
        "amount": "gross",
        "fee": "fee",
        "balance": balance,
        "purpose": "description",
    }
    reading = layout(columns, delimiter=",", decimal=".", dates="y-m-d")
    said = "not found: balance" if balance == "balance" else "line 3: the balance comes to 0.00"
    with pytest.raises(BankFileError, match=said):
        take(tmp_path / "stripe.csv", reading)


def test_a_fee_that_the_layout_does_not_name_is_told_with_its_row(tmp_path):
    (tmp_path / "a.csv").write_text(REVOLUT_PERSONAL.text, encoding="utf-8")
    made = REVOLUT_PERSONAL.reading.layouts[0].layout
    reading = reading_by(replace(made, columns=replace(made.columns, fee="")))
    with pytest.raises(BankFileError, match=r"line 3: .*a difference of -0\.50"):
        take(tmp_path / "a.csv", reading)


def test_what_the_bank_took_back_is_marked(tmp_path):
    for name in ("Deutsche Bank", "Sparkasse", "reversed"):
        made = EVERY[name]
        (tmp_path / "statement").write_bytes(made.text.encode(made.encoding))
        entries = take(tmp_path / "statement", made.reading).statements[0].entries
        assert [each.takes_back for each in entries if each.returned] == [True], name


@pytest.mark.parametrize("bank", sorted({*EVERY} - {*CSVS, "a batch, 02"}))
def test_one_digit_that_differs_refuses_the_file(tmp_path, bank):
    """Whichever credit it is in: balances, or sums, do not come out any more. (A batch whose parts do
    not make it is nobody's; before the oldest row of a CSV with running balances stands nothing.)"""
    made = EVERY[bank]
    for amount, *_ in made.credits:
        written = next(each for each in (f"{amount / 100:.2f}", f"{amount / 100:.2f}".replace(".", ","), f"{amount / 100:g}".replace(".", ",")) if each in made.text)  # fmt: skip
        more = written[:-1] + str((int(written[-1]) + 1) % 10)
        text = made.text.replace(written, more, 1)
        (tmp_path / "statement").write_bytes(text.encode(made.encoding))
        with pytest.raises(BankFileError):
            take(tmp_path / "statement", made.reading)
