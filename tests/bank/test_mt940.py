"""MT940 as its standard allows it and banks write it, and beside another reader of it."""

import random
from datetime import date, timedelta

import pytest

from sheets_sync.bank.mt940 import statements_in
from sheets_sync.bank.refusing import StatementFault
from sheets_sync.billing.days import serial
from tests.bank import writing
from tests.bank.writing import Move, Told

HEAD = ":20:X\n:25:DE02120300000000202051\n:28C:7/1\n:60F:C261101EUR100,00\n"


def entries_of(*lines, closing="C261130EUR100,00", head=HEAD):
    """The entries of a statement of such lines; it closes as it opens unless told."""
    (made,) = statements_in(head + "\n".join([*lines, f":62F:{closing}", ""]))
    return made.entries


def one(*lines):
    """The first of two entries; the second undoes its amount, so that balances need no sum."""
    return entries_of(*lines)[0]


def test_credits_in_a_row_without_details_are_all_there():
    rows = [":61:2611021102C200,50NTRFNONREF", ":61:2611021102D200,50NTRFNONREF"]
    assert [(e.amount, e.credit) for e in entries_of(*rows)] == [(20050, True), (20050, False)]


@pytest.mark.parametrize(
    ("line", "amount", "credit", "returned"),
    [
        ("2611021102C5,NTRFNONREF", 500, True, False),
        ("261102C5,00NTRFNONREF", 500, True, False),  # no booking day
        ("261102    C5,00NTRFNONREF", 500, True, False),  # blanks in its place
        ("2611021102CR5,00NTRFNONREF", 500, True, False),  # R of EUR
        ("2611021102RDR5,00NTRFNONREF", 500, True, True),
        ("2611021102RD5,00NTRFNONREF", 500, True, True),
        ("2611021102C 5,00NTRFNONREF", 500, True, False),  # a space that some put there
        ("2611021102C5,00S051REF//BANKREF\nfurther text", 500, True, False),
        ("2611021102C000000000005,00FTRFabc", 500, True, False),
    ],
)
def test_ways_to_write_an_entry(line, amount, credit, returned):
    entry = one(f":61:{line}", ":61:2611021102D5,00NTRFNONREF")
    assert (entry.amount, entry.credit, entry.returned) == (amount, credit, returned)


@pytest.mark.parametrize(
    "line",
    ["2611021102C5NTRF", "2611021102C5.00NTRF", "2613021102C5,00NTRF", "2611021102X5,00NTRF", "261102EC5,00NTRF",
     "2611021102C-5,00NTRF", "2611021102C5,005NTRF", "2611021332C5,00NTRF", "C5,00NTRF"],
)  # fmt: skip
def test_what_the_standard_does_not_allow_is_refused(line):
    with pytest.raises(StatementFault, match="line 5"):
        one(f":61:{line}", ":61:2611021102D5,00NTRFNONREF")


@pytest.mark.parametrize(
    ("value", "booked", "day"),
    [
        ("261231", "0104", date(2027, 1, 4)),
        ("270102", "1230", date(2026, 12, 30)),
        ("261102", "1102", date(2026, 11, 2)),
        ("280301", "0229", date(2028, 2, 29)),
    ],
)
def test_the_year_of_a_booking_day_is_the_nearest(value, booked, day):
    entry = one(f":61:{value}{booked}C5,00NTRFX", f":61:{value}{booked}D5,00NTRFX")
    assert entry.day == serial(day)


def test_the_bank_s_own_reference_and_the_payer_s():
    rows = [
        ":61:2611021102C5,00NTRFORDER 55//0815BANK\ntext beside",
        ":61:2611021102D5,00NTRFNONREF//NONREF",
    ]
    first, second = entries_of(*rows)
    assert (first.reference, first.document, first.purpose) == (
        "0815BANK",
        "ORDER 55",
        "text beside",
    )
    assert (second.reference, second.document) == ("", "")


GERMAN = (
    ":86:166?00SEPA GUTSCHRIFT?109310?20EREF+ORDER-55?21SVWZ+Rechnung INV-17 vom 1.\n"
    "?2211.2026?30COBADEFFXXX?31DE89370400440532013000?32Rose und Tulpe Blumenhandel?33sgesellschaft"
)  # fmt: skip


def test_numbered_details():
    entry = one(":61:2611021102C5,00NTRFX", GERMAN, ":61:2611021102D5,00NTRFX")
    assert entry.party.name == "Rose und Tulpe Blumenhandelsgesellschaft"
    assert entry.party.account == "DE89370400440532013000"
    assert entry.purpose == "Rechnung INV-17 vom 1.11.2026"
    assert entry.document == "ORDER-55"


def test_a_number_is_never_made_of_two_lines():
    """A line that does not fill its width ended there: 1 and 7 are no 17."""
    details = ":86:166?20Rechnung 1?217 Positionen"
    assert (
        one(":61:2611021102C5,00NTRFX", details, ":61:2611021102D5,00NTRFX").purpose
        == "Rechnung 1 7 Positionen"
    )


@pytest.mark.parametrize("mark", ["<", "~", "^", "@", ">"])
def test_polish_banks_have_other_marks(mark):
    details = ":86:051^00PRZELEW^20Faktura 17^2129^32Kwiaty sp. z o.o.^38PL61109010140000071219812874".replace(
        "^", mark
    )
    entry = one(":61:2611021102C5,00NTRFX", details, ":61:2611021102D5,00NTRFX")
    assert (entry.party.name, entry.party.account) == (
        "Kwiaty sp. z o.o.",
        "PL61109010140000071219812874",
    )


def test_named_details():
    named = ":86:/EREF/E55/CNTP/NL91ABNA0417164300/ABNANL2A/Rozen BV///REMI/USTD//Factuur INV-17/"
    entry = one(":61:2611021102C5,00NTRFX", named, ":61:2611021102D5,00NTRFX")
    assert (entry.party.name, entry.party.account) == ("Rozen BV", "NL91ABNA0417164300")
    assert (entry.purpose, entry.document, entry.returned) == ("Factuur INV-17", "E55", False)
    back = ":86:/RTRN/AC04/ORDP//NAME/Rozen BV/REMI/Factuur/IBAN/NL91ABNA0417164300"
    entry = one(":61:2611021102D5,00NTRFX", back, ":61:2611021102C5,00NTRFX")
    assert (entry.returned, entry.credit, entry.purpose) == (True, False, "Factuur")


def test_what_is_said_of_the_statement_is_said_of_no_entry():
    rows = [":61:2611021102C5,00NTRFX", ":61:2611021102D5,00NTRFX"]
    text = HEAD + "\n".join(
        [*rows, ":62F:C261130EUR100,00", ":64:C261130EUR100,00", ":86:Best wishes", ":90C:1EUR5,00"]
    )
    assert [each.purpose for each in statements_in(text)[0].entries] == ["", ""]


def test_pages_are_one_statement():
    first = HEAD + ":61:2611021102C5,00NTRFX\n:62M:C261102EUR105,00\n-\n"
    second = ":20:X\n:25:DE02120300000000202051\n:28C:7/2\n:60M:C261102EUR105,00\n:61:2611031103C6,00NTRFX\n:62F:C261103EUR111,00\n-\n"
    (made,) = statements_in(first + second)
    assert (made.opening, made.closing, [each.amount for each in made.entries]) == (
        10000,
        11100,
        [500, 600],
    )
    with pytest.raises(StatementFault, match="does not go on"):
        statements_in(
            first
            + second.replace("60M:C261102EUR105", "60M:C261102EUR106").replace("EUR111", "EUR112")
        )


def test_an_envelope_of_the_bank_s_own():
    text = (
        "ABNANL2A\n940\nABNANL2A\n" + HEAD + ":61:2611021102C5,00NTRFX\n:62F:C261130EUR105,00\n-\n"
    )
    assert len(statements_in(text)[0].entries) == 1


def test_an_overdrawn_account():
    head = HEAD.replace("C261101EUR100,00", "D261101EUR100,00")
    entries_of(":61:2611021102C150,00NTRFX", closing="C261130EUR50,00", head=head)
    with pytest.raises(StatementFault, match=r"-100\.00 \+ 150\.00 - 0\.00 = 50\.00"):
        entries_of(":61:2611021102C150,00NTRFX", closing="D261130EUR50,00", head=head)


def test_another_reader_says_the_same():
    """Where a statement keeps to the standard to the letter, mt-940 reads the same of it."""
    mt940 = pytest.importorskip("mt940", reason="the extra test brings mt-940")
    chance = random.Random(940)
    for _ in range(25):
        moves = tuple(
            Move(
                date(2026, 11, 1) + timedelta(chance.randrange(30)), chance.randint(1, 10**9),
                credit=chance.random() < 0.7, returned=chance.random() < 0.1,
                purpose=f"Rechnung INV-{chance.randint(1, 99)}", reference=f"B{chance.randint(1, 10**9)}",
            )
            for _ in range(chance.randint(1, 9))
        )  # fmt: skip
        text = writing.mt940(
            Told(moves, opening=chance.randint(-(10**9), 10**9)).european()
        ).decode()
        (ours,) = statements_in(text)
        theirs = mt940.parse(text, options=mt940.Options.all())
        assert [
            (e.day, e.amount if e.credit else -e.amount, e.reference, e.purpose)
            for e in ours.entries
        ] == [
            (
                serial(t.data["entry_date"]),
                int(t.data["amount"].amount * 100),
                t.data["bank_reference"],
                t.data["purpose"],
            )
            for t in theirs
        ]
        assert ours.closing == int(theirs.data["final_closing_balance"].amount.amount * 100)


# --- as banks write it, whatever the standard says ---------------------------------------------


def test_a_page_by_itself_is_proved_by_itself():
    """Each page is a message: some banks hand them on one by one."""
    page = HEAD.replace(":60F:", ":60M:") + ":61:2611021102C5,00NTRFX\n:62M:C261102EUR105,00\n-"
    assert [each.amount for each in statements_in(page)[0].entries] == [500]
    with pytest.raises(StatementFault, match="do not add up"):
        statements_in(page.replace("EUR105", "EUR106"))


def test_several_fields_86_are_one_text():
    rows = [
        ":61:2611021102C5,00N044X",
        ":86:Invoice",
        ":86:INV-17",
        ":61:2611021102D5,00N044X",
        ":86:other",
    ]
    assert [each.purpose for each in entries_of(*rows)] == ["Invoice INV-17", "other"]


def test_a_field_of_the_bank_s_own():
    """Hungarian and older German banks: numbered lines of a field NS behind the entry."""
    rows = [
        ":61:2611021102CF5,00S   X",
        ":NS:01Szamla 17\n02masodik sor\n15Rozsa\n16Kft.\n1799",
        ":61:2611021102DF5,00S   X",
    ]
    entry = entries_of(":NS:22We ourselves", *rows)[0]
    assert (entry.purpose, entry.party.name) == ("Szamla 17 masodik sor", "Rozsa Kft.")


@pytest.mark.parametrize(
    "line",
    [
        "2611021102C5,00NOVBDE89370400440532013000\nRose & Co",
        "261102C5,00N102EREF            \nDE89370400440532013000",
    ],
)
def test_the_other_account_may_stand_in_field_61(line):
    entry = one(f":61:{line}", ":86:Invoice 17", ":61:2611021102D5,00NTRFX")
    assert entry.party.account == "DE89370400440532013000"
    assert entry.document == ""


def test_lines_of_nothing_are_no_entries():
    assert entries_of(":61:261102    CD0,00NDEFNONREF//\n/BAI/C 37897,00") == []


def test_what_comes_back_is_told_by_its_kind():
    """A transfer of our own that came back (GVC 159) is no top-up; ?34 tells nothing of that."""
    details = ":86:{}?00TEXT?20SVWZ+Rechnung 17?32Rose?34992"
    undone = ":61:2611021102D5,00NTRFX"
    assert one(":61:2611021102CR5,00NTRFX", details.format("159"), undone).returned
    assert one(":61:2611021102C5,00NRTIX", details.format("166"), undone).returned
    assert not one(":61:2611021102C5,00NTRFX", details.format("166"), undone).returned


def test_our_account_without_the_currency_behind_it():
    for named in ("12.91.99EUR", "BANK/129199/EUR"):
        text = HEAD.replace("DE02120300000000202051", named) + ":62F:C261101EUR100,00\n"
        assert statements_in(text)[0].account in ("129199", "BANK/129199")


def test_a_long_line_goes_on_within_a_word_and_no_number_is_made_of_two():
    first = "/BENM//NAME/" + "x" * 48 + "ACCO"
    assert one(
        ":61:2611021102C5,00NTRFX", f":86:{first}", "UNT/REMI/a", ":61:2611021102D5,00NTRFX"
    ).party.name.endswith("ACCOUNT")
    first = "Invoices " + "x" * 53 + " 1"
    assert one(
        ":61:2611021102C5,00NTRFX", f":86:{first}", "7 and", ":61:2611021102D5,00NTRFX"
    ).purpose.endswith("1 7 and")
