"""Statements written as banks write them, from the formats' descriptions: the other side of
``sheets_sync.bank``, which it shares no line with. Amounts are kopecks or cents."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from xml.sax.saxutils import escape

OURS = "40702810900000000001"
IBAN = "DE02120300000000202051"


@dataclass(frozen=True)
class Move:
    """A movement as a bank has it booked."""

    day: date
    amount: int
    credit: bool = True
    name: str = 'ООО "Ромашка"'
    account: str = "40702810500000000077"
    inn: str = "7707083893"
    purpose: str = "Оплата по счету № 17 от 01.11.2026"
    returned: bool = False
    reference: str = ""
    document: str = "55"


@dataclass(frozen=True)
class Told:
    """A statement as it is to be written; ``off`` is what its closing balance is wrong by."""

    moves: tuple[Move, ...]
    opening: int = 100_000
    account: str = OURS
    currency: str = "RUB"
    off: int = 0
    first: date = date(2026, 11, 1)
    last: date = date(2026, 11, 30)

    @property
    def closing(self):
        return (
            self.opening + sum(m.amount if m.credit else -m.amount for m in self.moves) + self.off
        )

    def european(self):
        """The same where accounts are IBANs and the currency is the euro."""
        moves = tuple(
            replace(m, account="DE89370400440532013000", name="Rose & Co") for m in self.moves
        )
        return replace(self, moves=moves, account=IBAN, currency="EUR")


def pointed(minor, mark="."):
    sign = "-" if minor < 0 else ""
    return f"{sign}{abs(minor) // 100}{mark}{abs(minor) % 100:02d}"


def russian(day):
    return day.strftime("%d.%m.%Y")


def client_bank(told, encoding="cp1251", said="Windows", bom=b""):
    """1CClientBankExchange 1.03."""
    lines = [
        "1CClientBankExchange", "ВерсияФормата=1.03", f"Кодировка={said}", "Отправитель=Банк",
        f"ДатаНачала={russian(told.first)}", f"ДатаКонца={russian(told.last)}",
        f"РасчСчет={told.account}", "СекцияРасчСчет", f"ДатаНачала={russian(told.first)}",
        f"ДатаКонца={russian(told.last)}", f"РасчСчет={told.account}",
        f"НачальныйОстаток={pointed(told.opening)}",
        f"ВсегоПоступило={pointed(sum(m.amount for m in told.moves if m.credit))}",
        f"ВсегоСписано={pointed(sum(m.amount for m in told.moves if not m.credit))}",
        f"КонечныйОстаток={pointed(told.closing)}", "КонецРасчСчет",
    ]  # fmt: skip
    for move in told.moves:
        ours, theirs = ("Получатель", "Плательщик") if move.credit else ("Плательщик", "Получатель")
        lines += [
            "СекцияДокумент=Платежное поручение", f"Номер={move.document}",
            f"Дата={russian(move.day)}", f"Сумма={pointed(move.amount)}", f"{theirs}Счет={move.account}",
            f"{'ДатаПоступило' if move.credit else 'ДатаСписано'}={russian(move.day)}",
            f"{theirs}=ИНН {move.inn} {move.name}", f"{theirs}ИНН={move.inn}", f"{theirs}1={move.name}",
            f"{ours}Счет={told.account}", f"{ours}=ИНН 7700000000 Агентство", f"{ours}ИНН=7700000000",
            "ВидОплаты=01", f"НазначениеПлатежа={move.purpose}", "КонецДокумента",
        ]  # fmt: skip
    text = "\r\n".join([*lines, "КонецФайла", ""])
    if encoding == "cp866":  # it has no such quotes, and banks write others
        text = text.replace("«", '"').replace("»", '"')
    return bom + text.encode(encoding)


def camt(told, version="02", encoding="UTF-8"):
    """CAMT.053.001.02 or .08."""
    party = (lambda inner: f"<Pty>{inner}</Pty>") if version == "08" else (lambda inner: inner)
    status = "<Sts><Cd>BOOK</Cd></Sts>" if version == "08" else "<Sts>BOOK</Sts>"
    entries = "".join(_camt_entry(told, move, party, status) for move in told.moves)
    account = (
        f"<IBAN>{told.account}</IBAN>"
        if told.account[0].isalpha()
        else f"<Othr><Id>{told.account}</Id></Othr>"
    )
    xml = (
        f'<?xml version="1.0" encoding="{encoding}"?>\n'
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>M1</MsgId></GrpHdr><Stmt><Id>S1</Id><ElctrncSeqNb>7</ElctrncSeqNb>"
        f"<Acct><Id>{account}</Id><Ccy>{told.currency}</Ccy></Acct>"
        f"{_camt_balance('OPBD', told.opening, told, told.first)}"
        f"{_camt_balance('CLBD', told.closing, told, told.last)}{entries}</Stmt></BkToCstmrStmt></Document>"
    )
    return xml.encode(encoding)


def _side(amount):
    return "CRDT" if amount >= 0 else "DBIT"


def _camt_balance(code, amount, told, day):
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy="{told.currency}">'
        f"{pointed(abs(amount))}</Amt><CdtDbtInd>{_side(amount)}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"
    )


def _camt_entry(told, move, party, status):
    side = "Dbtr" if move.credit != move.returned else "Cdtr"
    tax = (
        f"<Id><OrgId><Othr><Id>{move.inn}</Id><SchmeNm><Cd>TXID</Cd></SchmeNm></Othr></OrgId></Id>"
        if move.inn
        else ""
    )
    kind = "IBAN" if move.account[:1].isalpha() else "Othr"
    account = (
        f"<IBAN>{move.account}</IBAN>"
        if kind == "IBAN"
        else f"<Othr><Id>{move.account}</Id></Othr>"
    )
    return (
        f'<Ntry><Amt Ccy="{told.currency}">{pointed(move.amount)}</Amt><CdtDbtInd>{_side(1 if move.credit else -1)}</CdtDbtInd>'
        f"{'<RvslInd>true</RvslInd>' if move.returned else ''}{status}<BookgDt><Dt>{move.day}</Dt></BookgDt>"
        f"<AcctSvcrRef>{move.reference}</AcctSvcrRef><NtryDtls><TxDtls><Refs><EndToEndId>{move.document}</EndToEndId></Refs>"
        f"<RltdPties><{side}>{party(f'<Nm>{escape(move.name)}</Nm>{tax}')}</{side}><{side}Acct><Id>{account}</Id></{side}Acct></RltdPties>"
        f"<RmtInf><Ustrd>{escape(move.purpose)}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


def mt940(told, dialect="german", wrapped=False):
    """MT940 with field 86 in one of three dialects; ``wrapped`` as a message of SWIFT's network."""
    mark = "C" if told.opening >= 0 else "D"
    closing = "C" if told.closing >= 0 else "D"
    lines = [
        ":20:STARTUMS", f":25:{told.account}", ":28C:00007/001",
        f":60F:{mark}{told.first:%y%m%d}{told.currency}{pointed(abs(told.opening), ',')}",
    ]  # fmt: skip
    for move in told.moves:
        side = {(True, False): "C", (False, False): "D", (True, True): "RD", (False, True): "RC"}
        reference = f"//{move.reference}" if move.reference else ""
        lines.append(
            f":61:{move.day:%y%m%d%m%d}{side[move.credit, move.returned]}{pointed(move.amount, ',')}"
            f"NTRF{move.document or 'NONREF'}{reference}"
        )
        lines += DIALECTS[dialect](move)
    lines.append(
        f":62F:{closing}{told.last:%y%m%d}{told.currency}{pointed(abs(told.closing), ',')}"
    )
    if wrapped:
        lines = ["{1:F01BANKDEFFAXXX0000000000}{2:I940BANKDEFFXXXXN}{4:", *lines, "-}"]
    return "\r\n".join([*lines, ""]).encode()


def _german(move):
    pieces = [move.purpose[at : at + 27] for at in range(0, len(move.purpose), 27)] or [""]
    text = "166?00GUTSCHRIFT" + "".join(f"?{20 + n}{piece}" for n, piece in enumerate(pieces[:10]))
    text += f"?30BANKDEFF?31{move.account}?32{move.name[:27]}"
    text += f"?33{move.name[27:54]}" if move.name[27:] else ""
    rows = [text[at : at + 65] for at in range(0, len(text), 65)]
    return [f":86:{rows[0]}", *rows[1:]]


def _dutch(move):
    text = f"/EREF/NOTPROVIDED/IBAN/{move.account}/NAME/{move.name}/REMI/USTD//{move.purpose}/"
    rows = [text[at : at + 65] for at in range(0, len(text), 65)]
    return [f":86:{rows[0]}", *rows[1:]]


def _plain(move):
    rows = [move.purpose[at : at + 65] for at in range(0, len(move.purpose), 65)]
    return [f":86:{rows[0]}", *rows[1:]] if rows else []


DIALECTS = {"german": _german, "dutch": _dutch, "plain": _plain}


def csv_(told, encoding="utf-8"):
    """CSV with running balances, a comma before the cents and spaces between thousands."""
    balance, rows = told.opening, ["Дата;Сумма;Остаток;Плательщик;Счет;ИНН;Назначение"]
    for number, move in enumerate(told.moves):
        balance += move.amount if move.credit else -move.amount
        balance += told.off if number == len(told.moves) - 1 else 0
        text = move.purpose.replace('"', '""')
        name = move.name.replace('"', '""')
        amount = grouped(move.amount if move.credit else -move.amount)
        rows.append(
            f'{russian(move.day)};{amount};{grouped(balance)};"{name}";{move.account};{move.inn};"{text}"'
        )
    return "\n".join([*rows, ""]).encode(encoding)


def grouped(minor):
    whole, cents = divmod(abs(minor), 100)
    return f"{'-' if minor < 0 else ''}{whole:,},{cents:02d}".replace(
        ",", " ", whole and f"{whole:,}".count(",")
    )


def some(*days_and_amounts):
    """A statement of credits on days of November."""
    return Told(tuple(Move(date(2026, 11, 1) + timedelta(d - 1), a) for d, a in days_and_amounts))
