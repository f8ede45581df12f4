"""Every sentence of design §4 on rows: what is a finding, where, and what it holds back."""

from datetime import date, timedelta

import pytest

from sheets_sync.columns.cell import Fault
from sheets_sync.showing.wording import causes, describe
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import CLIENTS, TODAY, decoded, log, row, snapshot

CHARGED, UNPRICED, HELD = (1, 0, 0), (0, 1, 0), (0, 0, 1)
LOG_CELLS = [
    # what is typed, the finding and its cell, what becomes of the row
    ({"date_": "soon"}, ("BAD_DATE", "A2"), HELD),
    ({"date_": None}, ("MISSING_CELL", "A2"), HELD),
    ({"date_": "#REF!"}, ("ERROR_CELL", "A2"), HELD),
    ({"client": "Acmee"}, ("UNKNOWN_CLIENT", "B2"), HELD),
    ({"client": "Асme"}, ("UNKNOWN_CLIENT", "B2"), HELD),
    ({"client": None}, ("MISSING_CELL", "B2"), HELD),
    ({"client": " "}, ("MISSING_CELL", "B2"), HELD),
    ({"client": "Loading…"}, ("ERROR_CELL", "B2"), HELD),
    ({"service": None}, ("MISSING_CELL", "C2"), HELD),
    ({"service": "#N/A"}, ("ERROR_CELL", "C2"), HELD),
    ({"service": "Cal"}, ("UNKNOWN_SERVICE", "C2"), UNPRICED),
    ({"client": "Bell", "service": "Banner"}, ("NO_PRICE", "C2"), UNPRICED),
    ({"order": "#REF!"}, ("ERROR_CELL", "D2"), CHARGED),
    ({"quantity": "two"}, ("BAD_NUMBER", "E2"), HELD),
    ({"quantity": True}, ("BAD_NUMBER", "E2"), HELD),
    ({"quantity": "5 ₽"}, ("BAD_NUMBER", "E2"), HELD),
    ({"quantity": Fault.NO_CACHED_VALUE}, ("NO_CACHED_VALUE", "E2"), HELD),
    ({"quantity": 1e12}, ("TOO_LARGE", "E2"), HELD),
    ({"minutes": None}, ("NO_QUANTITY", "E2"), HELD),
    ({"minutes": "a lot"}, ("BAD_NUMBER", "F2"), HELD),
    ({"minutes": -5}, ("BAD_SIGN", "F2"), HELD),
    ({"minutes": "a lot", "quantity": 2}, ("BAD_NUMBER", "F2"), CHARGED),
    ({"minutes": "a lot", "service": "Banner"}, ("BAD_NUMBER", "F2"), CHARGED),
    ({"staff": "#REF!"}, ("ERROR_CELL", "G2"), CHARGED),
    ({"channel": "#REF!"}, ("ERROR_CELL", "H2"), CHARGED),
    ({"agreed": "cheap"}, ("BAD_NUMBER", "I2"), HELD),
    ({"agreed": -1}, ("BAD_SIGN", "I2"), HELD),
    ({"agreed": "5 €"}, ("BAD_CURRENCY", "I2"), HELD),
    ({"agreed": 10**11}, ("TOO_LARGE", "I2"), HELD),
    ({"note": "#REF!"}, ("ERROR_CELL", "J2"), CHARGED),
    ({"date_": "Итого:"}, ("TOTALS_ROW", "A2"), HELD),
    ({"client": "Grand Total"}, ("TOTALS_ROW", "B2"), HELD),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "finding", "fate"), LOG_CELLS)
def test_a_cell_of_log(cells, finding, fate):
    found = decoded(log(row(**cells), row(minutes=6)))
    code, cell = finding
    assert found.found() == [(code, f"Log!{cell}")]
    charged, unpriced, held = fate
    assert found.states() == (charged + 1, unpriced, held)


SOUND = [
    {"service": "call"}, {"service": "  CALL "}, {"client": "ACME"}, {"client": "acme\u00a0"},
    {"note": "a word"}, {"quantity": -1}, {"quantity": 0}, {"agreed": 0}, {"agreed": "5 ₽"},
    {"service": "Unheard of", "agreed": 5}, {"minutes": 0}, {"order": 7.0}, {"order": date(2026, 5, 1)},
    {"date_": 46340}, {"date_": "2026-11-20"},
]  # fmt: skip


@pytest.mark.parametrize("cells", SOUND)
def test_a_sound_cell_of_log(cells):
    found = decoded(log(row(**cells)))
    assert (found.codes(), found.states()) == ([], CHARGED)


def test_blank_rows_are_skipped_in_silence_whatever_other_columns_hold():
    found = decoded(log([None] * 10, row(), [""] * 10, [" "] * 10))
    assert (found.codes(), found.book.log_rows) == ([], 1)


def test_a_row_after_today_is_a_finding_and_not_counted():
    snap = log(row(), row(TODAY + timedelta(1)), row(TODAY + timedelta(9), client="Nobody"))
    found = decoded(snap)
    assert found.found() == [("FUTURE_DATE", "Log!A3"), ("FUTURE_DATE", "Log!A4")]
    assert (found.book.log_rows, found.states()) == (1, CHARGED)
    quiet = decoded(snap, future=False)
    assert (quiet.codes(), quiet.book.log_rows) == ([], 1)


def test_names_are_one_however_they_are_typed():
    orders = [7, 7.0, "7", " 7 ", "７", "ёлка", "ЕЛКА", "E\u0301", "É", True, 1, 1.0, "TRUE"]
    found = decoded(log(*(row(order=order, minutes=n + 1) for n, order in enumerate(orders))))
    assert found.book.log["order"].tolist() == [0, 0, 0, 0, 0, 1, 1, 2, 2, 3, 4, 4, 3]
    assert found.book.orders == ("7", "ёлка", "E\u0301", "TRUE", "1")


def test_a_long_name_is_cut_where_it_is_quoted_and_nowhere_else():
    long = "Layout of the catalogue, " * 20
    found = decoded(
        log(row(service=long + "a"), row(service=long + "b"), row(order=1e300, client="x"))
    )
    assert found.book.services[2:] == (long + "a", long + "b")
    assert found.codes().count("UNKNOWN_SERVICE") == 2
    assert {len(finding.text) for finding in found.findings} == {1, 200}


def test_an_unknown_name_offers_the_nearest():
    found = decoded(log(row(client="Acmee"), row(service="Cal")))
    said = {
        w.hint
        for f in found.findings
        for w in [describe(f, found.places, found.book, words_of("en"))]
    }
    assert all(hint.startswith('Did you mean "') for hint in said)
    assert {finding.near for finding in found.findings if finding.near} >= {"Acme"}


def test_namesakes_are_nobody_and_every_cell_of_theirs_says_so():
    snap = log(
        row(), row(client="ACME"), row(client="Bell", service="Call"),
        Clients=[*CLIENTS, ["acme "]], Payments=[["2026-11-01", "Acme", 5]],
        Prices=[["Acme", "Call", "min", 1], [None, "Call", "min", 2, *[None] * 4, "EUR"]],
    )  # fmt: skip
    found = decoded(snap)
    assert [client.name for client in found.book.clients] == ["Bell"]
    assert found.found() == [
        ("DUPLICATE_CLIENT", cell)
        for cell in ("Clients!A2", "Clients!A4", "Prices!A2", "Payments!B2", "Log!B2", "Log!B3")
    ]
    assert found.states() == (1, 0, 2)


def test_a_possible_duplicate_is_said_and_charged():
    found = decoded(log(row(note="a"), row(note="b"), row(minutes=6), row(note=None)))
    assert found.found() == [("POSSIBLE_DUPLICATE", "Log!A3"), ("POSSIBLE_DUPLICATE", "Log!A5")]
    assert found.states() == (4, 0, 0)
    [cause] = causes(found.findings, found.places, found.book, words_of("en"))
    assert (cause.rows, cause.client) == (2, "Acme")


CLIENT_CELLS = [
    ("details", "#REF!", "ERROR_CELL", False), ("contract", Fault.NO_CACHED_VALUE, "NO_CACHED_VALUE", False),
    ("note", "#N/A", "ERROR_CELL", False), ("email", "nobody", "BAD_EMAIL", True), ("email", "a@b.example, c", "BAD_EMAIL", True),
    ("email", "a@b.example\r\nBcc: x@y.example", "BAD_EMAIL", True), ("email", "#N/A", "ERROR_CELL", True),
    ("language", "klingon", "BAD_LANGUAGE", False), ("currency", "zorkmids", "BAD_CURRENCY", True),
    ("threshold", "some", "BAD_NUMBER", True), ("threshold", -1, "BAD_SIGN", True),
    ("threshold", "5 €", "BAD_CURRENCY", True), ("credit_limit", "x", "BAD_NUMBER", True),
    ("topup", 10**12, "TOO_LARGE", True), ("manager", "boss", "BAD_EMAIL", False), ("state", "asleep", "BAD_STATE", True),
]  # fmt: skip


@pytest.mark.parametrize(("key", "cell", "code", "letters"), CLIENT_CELLS)
def test_a_bad_cell_of_a_client_loses_its_own_use_only(key, cell, code, letters):
    at = [
        "client",
        "email",
        "language",
        "currency",
        "threshold",
        "credit_limit",
        "topup",
        "manager",
        "state",
        "details",
        "contract",
        "note",
    ].index(key)
    client = ["Acme", *[None] * 11]
    client[at] = cell
    found = decoded(log(row(), Clients=[client]))
    [acme] = found.book.clients
    assert found.codes() == [code]
    assert acme.letters_held == ((key,) if letters else ())
    assert (acme.threshold, acme.credit_limit, acme.currency, acme.state) == (
        100_00,
        0,
        "RUB",
        "active",
    )
    assert found.states() == (UNPRICED if key == "currency" else CHARGED)


def test_a_sound_client_in_full():
    cells = ["Ёж  и К", "a@b.example; c@d.example", "Русский", "eur", "1,000.50", "20 €", 5, "m@b.example", "Пауза",
             "line 1\nline 2", "No. 5", "a word"]  # fmt: skip
    found = decoded(snapshot(Clients=[cells]))
    [client] = found.book.clients
    assert found.codes() == []
    assert (client.name, client.emails, client.language) == (
        "Ёж и К",
        ("a@b.example", "c@d.example"),
        "ru",
    )
    assert (client.currency, client.threshold, client.credit_limit, client.topup) == (
        "EUR",
        1000_50,
        20_00,
        5_00,
    )
    assert (client.managers, client.state, client.details) == (
        ("m@b.example",),
        "paused",
        "line 1\nline 2",
    )


PRICE_CELLS = [
    (0, "#REF!", "ERROR_CELL"), (2, "huor", "BAD_UNIT"), (3, None, "MISSING_CELL"), (3, "ten", "BAD_NUMBER"),
    (3, -1, "BAD_SIGN"), (3, "5 €", "BAD_CURRENCY"), (4, "x", "BAD_NUMBER"), (5, -1, "BAD_SIGN"),
    (6, "#N/A", "ERROR_CELL"), (7, "soon", "BAD_DATE"), (9, "#REF!", "ERROR_CELL"), (8, "zorkmids", "BAD_CURRENCY"),
]  # fmt: skip


@pytest.mark.parametrize(("at", "cell", "code"), PRICE_CELLS)
def test_a_bad_prices_row_keeps_its_place(at, cell, code):
    newer = [None, "Call", "min", 99, 0, 0, 0, "2026-02-01", None, None]
    newer[at] = cell
    older = [None, "Call", "min", 10, 0, 0, 0, "2026-01-01", None, None]
    found = decoded(log(row(), row("2026-01-15"), Prices=[older, newer]))
    assert code in found.codes()
    early_too = at == 7
    assert found.accounts.log["state"].tolist() == [1, 1 if early_too else 0]


def test_a_price_of_nobody_we_know_prices_nobody_and_blocks_nobody():
    found = decoded(log(row(), Prices=[["Acmee", "Call", "min", 99], [None, "Call", "min", 10]]))
    assert found.found() == [("UNKNOWN_CLIENT", "Prices!A2")]
    assert found.charges() == [5000]


def test_a_tie_on_different_terms_is_said_at_both_prices_and_at_the_row():
    found = decoded(log(row(), Prices=[[None, "Call", "min", 1], ["*", "call", "мин.", 2]]))
    assert found.found() == [
        ("AMBIGUOUS_PRICE", "Prices!D2"),
        ("AMBIGUOUS_PRICE", "Prices!D3"),
        ("NO_PRICE", "Log!C2"),
    ]


PAYMENT_CELLS = [
    (["soon", "Acme", 5], "BAD_DATE"), (["2026-11-01", "Nobody at all", 5], "UNKNOWN_CLIENT"),
    (["2026-11-01", "Acme", None, "bonus"], "MISSING_CELL"), (["2026-11-01", "Acme", "x"], "BAD_NUMBER"),
    (["2026-11-01", "Acme", -5], "BAD_SIGN"), (["2026-11-01", "Acme", -5, "refund"], "BAD_SIGN"),
    (["2026-11-01", "Acme", 5, "gift"], "BAD_KIND"), (["2026-11-01", "Acme", "5 €"], "BAD_CURRENCY"),
    (["2026-11-01", "Bell", "5 ₽"], "BAD_CURRENCY"), (["2026-11-01", "Acme", 10**11], "TOO_LARGE"),
    (["Total", None, 5], "TOTALS_ROW"), (["2026-11-01", "Acme", "1.234"], "BAD_NUMBER"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "code"), PAYMENT_CELLS)
def test_a_bad_payment_is_held(cells, code):
    found = decoded(log(Payments=[cells, ["2026-11-02", "Acme", 7]]))
    assert found.codes() == [code]
    assert found.book.payments["amount"].tolist() == [700]


def test_payments_move_the_balance_as_their_kind_says():
    kinds = [
        (5, None),
        (6, "Платёж"),
        (5, "bonus"),
        (5, "возврат"),
        (-5, "correction"),
        (5, "Начальный остаток"),
        (-5, "opening"),
    ]
    found = decoded(log(Payments=[["2026-11-01", "Acme", *each] for each in kinds]))
    assert found.codes() == []
    assert found.book.payments["amount"].tolist() == [500, 600, 500, -500, -500, 500, -500]


def test_a_payment_after_the_day_is_left_out_in_silence():
    found = decoded(log(Payments=[[TODAY + timedelta(1), "Acme", 5]]))
    assert (found.codes(), len(found.book.payments)) == ([], 0)


def test_findings_know_client_staff_and_month():
    found = decoded(log(row(service="Cal"), row(client="Nobody"), row(quantity="x", staff=None)))
    known = {(str(f.code), f.client, f.staff, f.month) for f in found.findings}
    assert known == {
        ("UNKNOWN_SERVICE", "Acme", "Anna", "2026-11"), ("UNKNOWN_CLIENT", "", "Anna", "2026-11"),
        ("BAD_NUMBER", "Acme", "", "2026-11"),
    }  # fmt: skip
