"""CAMT.053 beyond its plainest form: batches, pending entries, pages, parties (ISO 20022)."""

from datetime import date

import pytest

from sheets_sync.bank.camt import statements_in
from sheets_sync.bank.entries import Party
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.days import serial

DAY = "<BookgDt><Dt>2026-11-03</Dt></BookgDt>"


def balance(code, amount, side="CRDT"):
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp><Amt Ccy='EUR'>{amount}</Amt>"
        f"<CdtDbtInd>{side}</CdtDbtInd><Dt><DtTm>2026-11-03T10:00:00+01:00</DtTm></Dt></Bal>"
    )


def entry(amount, inner="", side="CRDT", status="<Sts>BOOK</Sts>", ccy="EUR"):
    return f"<Ntry><Amt Ccy='{ccy}'>{amount}</Amt><CdtDbtInd>{side}</CdtDbtInd>{status}{DAY}{inner}</Ntry>"


def part(amount, name, more="", side=""):
    indicator = f"<CdtDbtInd>{side}</CdtDbtInd>" if side else ""
    return (
        f"<TxDtls><Refs><EndToEndId>{name}-1</EndToEndId></Refs><Amt Ccy='EUR'>{amount}</Amt>{indicator}"
        f"<RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties>{more}</TxDtls>"
    )


def document(*entries, opening="100.00", closing="100.00", balances=None):
    told = balances or balance("OPBD", opening) + balance("CLBD", closing)
    return (
        "<Document xmlns='urn:iso:std:iso:20022:tech:xsd:camt.053.001.02'><BkToCstmrStmt><Stmt><Id>7</Id>"
        f"<Acct><Id><IBAN>DE02120300000000202051</IBAN></Id></Acct>{told}{''.join(entries)}</Stmt></BkToCstmrStmt></Document>"
    ).encode()


def entries_of(*entries, **more):
    return statements_in(document(*entries, **more))[0].entries


def test_a_batch_is_taken_apart():
    inner = (
        "<AcctSvcrRef>B7</AcctSvcrRef><NtryDtls>"
        + part("3.00", "Rose")
        + part("4.00", "Tulip")
        + "</NtryDtls>"
    )
    found = entries_of(entry("7.00", inner), closing="107.00")
    assert [(each.amount, each.party.name, each.document, each.reference) for each in found] == [
        (300, "Rose", "Rose-1", "B7/1"), (400, "Tulip", "Tulip-1", "B7/2"),
    ]  # fmt: skip


def test_a_part_of_nothing_is_no_entry_as_nothing_else_of_it_is():
    parts = part("7.00", "Rose") + part("0.00", "Tulip")
    found = entries_of(entry("7.00", f"<NtryDtls>{parts}</NtryDtls>"), closing="107.00")
    assert [(each.amount, each.party.name) for each in found] == [(700, "Rose")]


@pytest.mark.parametrize(
    "second", [part("4.01", "Tulip"), part("4.00", "Tulip", side="DBIT"), "<TxDtls/>"]
)
def test_a_batch_whose_parts_do_not_make_it_is_one_entry_of_nobody(second):
    inner = "<NtryDtls>" + part("3.00", "Rose") + second + "</NtryDtls>"
    (one,) = entries_of(entry("7.00", inner), closing="107.00")
    assert (one.amount, one.party) == (700, Party())


def test_what_is_not_booked_does_not_count():
    pending = (
        entry("9.00", status="<Sts>PDNG</Sts>"),
        entry("9.00", status="<Sts><Cd>PDNG</Cd></Sts>"),
    )
    assert entries_of(*pending, entry("0.00"), entry("1.00"), closing="101.00")[0].amount == 100


def test_pages_close_with_interim_balances():
    told = balance("PRCD", "100.00") + balance("ITBD", "101.00") + balance("ITBD", "103.00")
    statement = statements_in(document(entry("3.00"), balances=told))[0]
    assert (statement.opening, statement.closing) == (10000, 10300)


def test_an_overdrawn_account():
    told = balance("OPBD", "5.00", "DBIT") + balance("CLBD", "2.00", "DBIT")
    assert statements_in(document(entry("3.00"), balances=told))[0].closing == -200


def test_purposes_stand_in_several_places():
    texts = (
        "<RmtInf><Ustrd>Invoice</Ustrd><Ustrd>17</Ustrd></RmtInf>",
        "<RmtInf><Strd><RfrdDocInf><Nb>Invoice 17</Nb></RfrdDocInf></Strd></RmtInf>",
        "<AddtlTxInf>Invoice\n17</AddtlTxInf>",
    )
    for text in texts:
        inner = f"<NtryDtls><TxDtls>{text}</TxDtls></NtryDtls><AddtlNtryInf>credit</AddtlNtryInf>"
        assert entries_of(entry("1.00", inner), closing="101.00")[0].purpose == "Invoice 17"
    assert (
        entries_of(entry("1.00", "<AddtlNtryInf>credit</AddtlNtryInf>"), closing="101.00")[
            0
        ].purpose
        == "credit"
    )


def test_a_returned_payment_bears_its_reason():
    inner = (
        "<NtryDtls>"
        + part("3.00", "Rose", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>")
        + "</NtryDtls>"
    )
    (one,) = entries_of(entry("3.00", inner, "DBIT"), closing="97.00")
    assert (one.returned, one.credit, one.party.name) == (True, False, "Rose")


def test_the_day_is_that_of_booking():
    assert entries_of(entry("1.00", "<ValDt><Dt>2026-11-09</Dt></ValDt>"), closing="101.00")[
        0
    ].day == serial(date(2026, 11, 3))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (document(entry("1.00", ccy="USD"), closing="101.00"), "an amount in USD in a statement of EUR"),
        (document(entry("-1.00"), closing="99.00"), "no amount of an entry"),
        (document(entry("1e2"), closing="200.00"), "no amount"),
        (document(entry("1.00", side="XXXX"), closing="101.00"), "neither CRDT nor DBIT"),
        (document(balances=balance("CLBD", "1.00")), "no opening balance"),
        (document().replace(b"Stmt>", b"Rpt>"), "there is no statement"),
        (document().replace(b"<Acct>", b"<X>").replace(b"</Acct>", b"</X>"), "does not name its account"),
        (document(entry("1.00"), closing="101.00").replace(b"2026-11-03</Dt></BookgDt>", b"2026-13-03</Dt></BookgDt>"), "no day"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(data, said):
    with pytest.raises(StatementFault, match=said):
        statements_in(data)
