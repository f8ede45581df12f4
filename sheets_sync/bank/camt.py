"""CAMT.053, the statement of ISO 20022, in the versions that banks give out (001.02 and later).

Read here by hand: of the libraries looked at, one makes floats of balances and the rest are no
readers of statements, and what is needed is a page of code.
"""

import re
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from sheets_sync.bank.entries import BankEntry, BankStatement, Party, prove
from sheets_sync.bank.notation import (
    clock_time,
    compact,
    day_of,
    entry_amount,
    known_currency,
    minor,
    one_line,
)
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.bank.xml_tree import tree_of

_NAMESPACE: Final = re.compile(r"camt\.(05[234])\.001\.[0-9]{2}$")
_DAY: Final = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(T.*|Z|[+-].*)?")
_OPENING: Final = ("OPBD", "PRCD", "ITBD")
_CLOSING: Final = ("CLBD", "ITBD")
_NOT_BOOKED: Final = frozenset({"PDNG", "INFO", "FUTR"})
_NO_REFERENCE: Final = frozenset({"NONREF", "NOTPROVIDED", "NOTAVAILABLE"})


def statements_in(data: bytes) -> list[BankStatement]:
    """The statements of a file. Raises ``StatementFault``."""
    namespace, root = tree_of(data)
    found = _NAMESPACE.search(namespace)
    if not found:
        raise StatementFault("no_camt")
    if found[1] != "053":
        raise StatementFault("other_camt", kind=found[1])
    statements = root.findall("BkToCstmrStmt/Stmt")
    if not statements:
        raise StatementFault("no_statement")
    made = _text(root, "BkToCstmrStmt/GrpHdr/CreDtTm")
    return [_statement(each, _text(each, "CreDtTm") or made) for each in statements]


def _text(element: Element | None, *paths: str) -> str:
    """The text at the first of ``paths`` that has any, or ""."""
    for path in paths if element is not None else ():
        found = element.findtext(path) if element is not None else None
        if found and found.strip():
            return found.strip()
    return ""


def _statement(stmt: Element, made_at: str) -> BankStatement:
    account = compact(_text(stmt, "Acct/Id/IBAN", "Acct/Id/Othr/Id"))
    if not account:
        raise StatementFault("no_account")
    opening, closing = _balance(stmt, _OPENING, 0), _balance(stmt, _CLOSING, -1)
    currency = known_currency(opening.find("Amt").get("Ccy", ""))  # type: ignore[union-attr] # _balance looked
    entries = [entry for each in stmt.findall("Ntry") for entry in _entries(each, currency)]
    made = BankStatement(
        account,
        currency,
        _signed(opening, currency),
        _signed(closing, currency),
        entries,
        _day(opening),
        _day(closing),
        _text(stmt, "ElctrncSeqNb", "LglSeqNb", "Id"),
        clock_time(made_at[:19], "%Y-%m-%dT%H:%M:%S"),
    )
    prove(made)
    return made


def _balance(stmt: Element, kinds: tuple[str, ...], which: int) -> Element:
    """The balance of the first of ``kinds`` that there is; of several, that at ``which``."""
    for kind in kinds:
        found = [
            each
            for each in stmt.findall("Bal")
            if _text(each, "Tp/CdOrPrtry/Cd") == kind and each.find("Amt") is not None
        ]
        if found:
            return found[which]
    raise StatementFault("no_opening_balance" if which == 0 else "no_closing_balance")


def _signed(element: Element, currency: str) -> int:
    amount = minor(_in(element, currency), currency)
    return amount if _is_credit(element) else -amount


def _in(element: Element, currency: str, path: str = "Amt") -> str:
    """The digits of an amount, which has to be in ``currency``."""
    amount = element.find(path)
    if amount is None or amount.get("Ccy") != currency:
        if amount is None:
            raise StatementFault("no_amount_in", currency=currency)
        raise StatementFault("other_currency", other=amount.get("Ccy") or "?", currency=currency)
    return (amount.text or "").strip()


def _is_credit(element: Element) -> bool:
    side = _text(element, "CdtDbtInd")
    if side not in {"CRDT", "DBIT"}:
        raise StatementFault("no_side", text=side)
    return side == "CRDT"


def _day(element: Element, *paths: str) -> int:
    text = _text(element, *(paths or ("Dt/Dt", "Dt/DtTm")))
    if not (found := _DAY.fullmatch(text)):
        raise StatementFault("no_day", text=text)
    return day_of(found[1], found[2], found[3])


def _entries(ntry: Element, currency: str) -> Iterator[BankEntry]:
    """An entry, or what it was booked together of, where the parts are told and make its sum."""
    if _text(ntry, "Sts/Cd", "Sts") in _NOT_BOOKED:
        return
    total = entry_amount(_in(ntry, currency), currency)
    if not total:
        return
    parts = ntry.findall("NtryDtls/TxDtls")
    amounts = [_amount_of_part(part, currency, _text(ntry, "CdtDbtInd")) for part in parts]
    if len(parts) > 1 and None not in amounts and sum(filter(None, amounts)) == total:
        for number, (part, amount) in enumerate(zip(parts, amounts, strict=True), 1):
            if amount:
                yield _entry(ntry, part, amount, number)
    else:
        # Several parts that do not make the sum: no one of them paid all of it.
        yield _entry(ntry, parts[0] if len(parts) == 1 else None, total, 0)


def _amount_of_part(part: Element, currency: str, side: str) -> int | None:
    """What a part is of its entry, None where it does not say so in the account's currency, or
    goes the other way."""
    if _text(part, "CdtDbtInd") not in {"", side}:
        return None
    for path in ("Amt", "AmtDtls/TxAmt/Amt", "AmtDtls/InstdAmt/Amt"):
        amount = part.find(path)
        if amount is not None and amount.get("Ccy") == currency:
            return entry_amount((amount.text or "").strip(), currency)
    return None


def _entry(ntry: Element, part: Element | None, amount: int, number: int) -> BankEntry:
    """``number`` counts the parts of one entry, 0: it is one whole."""
    credit = _is_credit(ntry)
    reversal = _text(ntry, "RvslInd") in {"true", "1"}
    returned = reversal or (part is not None and part.find("RtrInf") is not None)
    # Of what was undone the parties stay those of the first way (ISO 20022, RvslInd).
    sides = ("Dbtr", "Cdtr") if credit != returned else ("Cdtr", "Dbtr")
    party = _party(part, sides[0])
    if returned and party == Party():  # but not every bank keeps to it
        party = _party(part, sides[1])
    return BankEntry(
        _day(ntry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"),
        amount,
        credit,
        party,
        _purpose(ntry, part),
        returned,
        _reference(ntry, part, number),
        _no_filler(_text(part, "Refs/EndToEndId")),
    )


def _party(part: Element | None, side: str) -> Party:
    return Party(
        one_line(_text(part, f"RltdPties/{side}/Pty/Nm", f"RltdPties/{side}/Nm")),
        compact(_text(part, f"RltdPties/{side}Acct/Id/IBAN", f"RltdPties/{side}Acct/Id/Othr/Id")),
        compact(_tax_number(part, side)),
    )


def _tax_number(part: Element | None, side: str) -> str:
    for path in (f"RltdPties/{side}/Pty/Id", f"RltdPties/{side}/Id"):
        for other in part.findall(f"{path}/*/Othr") if part is not None else ():
            if _text(other, "SchmeNm/Cd") == "TXID":
                return _text(other, "Id")
    return ""


def _purpose(ntry: Element, part: Element | None) -> str:
    said = [each.text or "" for each in (part.findall("RmtInf/Ustrd") if part is not None else ())]
    said += [
        each.text or ""
        for path in (
            "RmtInf/Strd/CdtrRefInf/Ref",
            "RmtInf/Strd/RfrdDocInf/Nb",
            "RmtInf/Strd/AddtlRmtInf",
        )
        for each in (part.findall(path) if part is not None else ())
    ]
    further = _text(part, "AddtlTxInf") or _text(ntry, "AddtlNtryInf")
    return one_line(" ".join(said) if any(map(str.strip, said)) else further)


def _reference(ntry: Element, part: Element | None, number: int) -> str:
    own = _no_filler(_text(part, "Refs/AcctSvcrRef"))
    whole = _no_filler(_text(ntry, "AcctSvcrRef"))
    if own and own != whole:
        return own
    return f"{whole}/{number}" if whole and number else whole


def _no_filler(text: str) -> str:
    return "" if text.upper() in _NO_REFERENCE else text
