"""Totals, duplicates, days to come, units: which finding, where, whose, and what it holds."""

from datetime import date, datetime, time, timedelta

import pytest

from sheets_sync.billing.findings import Code
from sheets_sync.showing.wording import causes
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import CLIENTS, TODAY, decoded, log, row, serial, snapshot

TOMORROW = TODAY + timedelta(1)


# Totals rows

LABELS = ["Total", "TOTAL:", "Итого", "итого :", "Всего", "Итого за ноябрь", "Total for May", "Grand total",
          "Sub-total", "Общий итог", "Промежуточный итог по клиенту"]  # fmt: skip
NO_LABELS = ["Total redesign", "Итоговый макет", "Totals?", "Всегда", "Summary", "Total Energies"]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize("at", range(10))
def test_a_label_in_any_column_makes_a_total_of_a_row_without_names(label, at):
    total: list[object] = [None] * 10
    total[at], total[5 if at != 5 else 6] = label, 300
    found = decoded(log(row(), total))
    assert found.found() == [("TOTALS_ROW", f"Log!{'ABCDEFGHIJ'[at]}3")]
    assert found.states() == (1, 0, 1)


@pytest.mark.parametrize("label", NO_LABELS)
def test_other_words_are_no_label(label):
    found = decoded(log(row(note=label), row(client=label)))
    assert found.codes() == ["UNKNOWN_CLIENT"]


@pytest.mark.parametrize("cells", [{"note": "Total"}, {"order": "Итого"}, {"staff": "Sum"}])
def test_a_label_among_the_names_of_a_full_row_is_a_word(cells):
    found = decoded(log(row(**cells)))
    assert (found.codes(), found.states()) == ([], (1, 0, 0))


def test_a_reference_may_say_total_and_a_totals_row_of_payments_is_no_payment():
    found = decoded(
        log(Payments=[["2026-11-01", "Acme", 5, None, "Total"], [None, None, 6, None, "Итого"]])
    )
    assert found.found() == [("TOTALS_ROW", "Payments!E3")]
    assert found.book.payments["amount"].tolist() == [500]


def test_a_client_called_total_is_known_by_an_address():
    clients = [*CLIENTS, ["Total", "t@example.com"], ["Итого"]]
    found = decoded(log(row(client="total"), Clients=clients))
    assert found.found() == [("TOTALS_ROW", "Clients!A5")]
    assert [client.name for client in found.book.clients] == ["Acme", "Bell", "Total"]
    assert found.states() == (1, 0, 0)


def test_a_total_below_the_prices_prices_nothing():
    found = decoded(
        log(row(), Prices=[[None, "Call", "min", 10], [None, "Total", None, 10], ["Итого"]])
    )
    assert found.found() == [("TOTALS_ROW", "Prices!B3"), ("TOTALS_ROW", "Prices!A4")]
    assert found.charges() == [5000]


# Duplicates

TWICE = [
    {"client": "ACME "}, {"service": "call"}, {"minutes": "5"}, {"minutes": 5.0}, {"date_": "2026-11-20"},
    {"date_": 46346}, {"staff": "ANNA"}, {"note": "another"},
]  # fmt: skip
NOT_TWICE = [
    {"client": "Bell"}, {"service": "Banner"}, {"minutes": 6}, {"minutes": None, "quantity": 5}, {"quantity": 0},
    {"date_": "2026-11-19"}, {"staff": "Olga"}, {"staff": None}, {"order": 7}, {"channel": None}, {"agreed": 0},
]  # fmt: skip


@pytest.mark.parametrize("cells", TWICE)
def test_the_same_row_however_it_is_typed_is_a_possible_duplicate(cells):
    found = decoded(log(row(), row(minutes=9), row(**cells)))
    assert found.found() == [("POSSIBLE_DUPLICATE", "Log!A4")]
    assert found.states() == (3, 0, 0)


@pytest.mark.parametrize("cells", NOT_TWICE)
def test_another_row_is_not(cells):
    assert "POSSIBLE_DUPLICATE" not in decoded(log(row(), row(**cells))).codes()


def test_rows_that_are_held_are_no_duplicates_and_a_cell_has_one_finding():
    found = decoded(log(row("soon"), row("soon"), row(client="Nobody"), row(client="Nobody")))
    assert found.found() == [
        (code, f"Log!{cell}")
        for code, cell in [("BAD_DATE", "A2"), ("BAD_DATE", "A3"), ("UNKNOWN_CLIENT", "B4"), ("UNKNOWN_CLIENT", "B5")]
    ]  # fmt: skip


def test_duplicates_are_one_line_a_client_and_month():
    rows = [
        row(),
        row(),
        row(),
        row("2026-10-05"),
        row("2026-10-05"),
        row(client="Bell"),
        row(client="Bell"),
    ]
    found = decoded(log(*rows))
    grouped = causes(found.findings, found.places, found.book, words_of("en"))
    assert [(cause.client, cause.rows, cause.places) for cause in grouped] == [
        ("Acme", 2, "Log!A3, Log!A4"), ("Acme", 1, "Log!A6"), ("Bell", 1, "Log!A8"),
    ]  # fmt: skip


# Days to come


def test_a_day_to_come_says_whose_it_is_and_nothing_else_of_its_row_yet():
    found = decoded(log(row(TOMORROW, quantity="x"), row(serial(TOMORROW), client="Nobody")))
    assert [(f.code, f.text, f.client, f.staff, f.month) for f in found.findings] == [
        (Code.FUTURE_DATE, "2026-11-24", client, "Anna", "2026-11") for client in ("Acme", "")
    ]
    assert found.book.staff == (), "nobody has worked yet"
    quiet = decoded(log(row(TOMORROW, quantity="x")), future=False)
    assert (quiet.codes(), quiet.book.log_rows) == ([], 0)


def test_a_payment_to_come_is_left_out_with_its_faults():
    found = decoded(
        log(Payments=[[TOMORROW, "Nobody", "x"], [TOMORROW, "Acme", -5], [TODAY, "Acme", 5]])
    )
    assert (found.codes(), found.book.payments["amount"].tolist()) == ([], [500])


def test_today_itself_counts():
    assert decoded(log(row(TODAY))).states() == (1, 0, 0)


def test_a_row_without_a_sound_day_counts_as_held_on_every_day():
    found = decoded(log(row("soon"), row(None)), on=date(2020, 1, 1), future=False)
    assert (found.states(), found.book.log_rows) == ((0, 0, 2), 2)


# Payments


def test_each_bad_cell_of_a_payment_is_said():
    found = decoded(
        log(Payments=[["soon", "Nobody at all", "x", "gift", "#REF!"], ["soon", "Acme", -5]])
    )
    assert found.found() == [
        ("BAD_DATE", "Payments!A2"), ("UNKNOWN_CLIENT", "Payments!B2"), ("BAD_NUMBER", "Payments!C2"),
        ("BAD_KIND", "Payments!D2"), ("ERROR_CELL", "Payments!E2"), ("BAD_DATE", "Payments!A3"), ("BAD_SIGN", "Payments!C3"),
    ]  # fmt: skip


def test_a_bad_reference_loses_itself_alone():
    found = decoded(log(Payments=[["2026-11-01", "Acme", 5, None, "#REF!"]]))
    assert (found.codes(), found.book.payments["amount"].tolist()) == (["ERROR_CELL"], [500])


def test_of_an_unknown_client_the_currency_is_no_fault():
    found = decoded(log(Payments=[["2026-11-01", "Nobody at all", "5 €"]]))
    assert found.codes() == ["UNKNOWN_CLIENT"]


# Units


@pytest.mark.parametrize(("unit", "minutes"), [
    *[(u, 1) for u in "minute minutes min mins мин минута минут минуты Min MIN. мин. Минута".split()],  # noqa: SIM905
    *[(u, 60) for u in "hour hours h ч час часа часов часы hr hrs Hrs. ч. ЧАС".split()],  # noqa: SIM905
    *[(u, 480) for u in "day days день дня дней дн дн. Day".split()],  # noqa: SIM905
    *[(u, 0) for u in "pc шт шт. kg кг м² т л ha km GB усл мес нед раз banner word page смена shift часть запас admin delay".split()],  # noqa: SIM905
    (None, 0), (7, 0),
])  # fmt: skip
def test_units_of_time_and_others(unit, minutes):
    found = decoded(log(Prices=[[None, "Call", unit, 1]]))
    assert (found.codes(), found.book.prices["unit_minutes"].tolist()) == ([], [minutes])


@pytest.mark.parametrize(
    "unit", ["huor", "hors", "m", "м", "d", "mn", "чаc", "дeнь", "dya", "dayz",
             "per hour", "/h", "1 hour", "30 min", "Hourly", "man-hour", "working day", "за час", "руб./час", "чел.-ч", "н/ч", "почасовая",
             "workday", "Workdays", "чел.ч", "чел.час", "чч", "нормочас", "р.д.", "полдня", "ак.ч", "mh", "Manntag"]
)  # fmt: skip
def test_nearly_a_unit_of_time_is_a_finding_and_prices_nothing(unit):
    found = decoded(
        log(
            row(),
            Prices=[
                [None, "Call", "min", 1],
                [None, "Call", unit, 1, None, None, None, "2026-01-01"],
            ],
        )
    )
    assert found.found() == [("BAD_UNIT", "Prices!C3"), ("NO_PRICE", "Log!C2")]


# What hangs on what


@pytest.mark.parametrize(("cells", "more", "codes", "states"), [
    # bad Minutes hold a row only where its Quantity would come from them
    ({"minutes": "a lot", "service": "Cal"}, {}, ["BAD_NUMBER", "UNKNOWN_SERVICE"], (0, 1, 0)),
    ({"minutes": "a lot", "agreed": 5}, {}, ["BAD_NUMBER"], (0, 0, 1)),
    ({"minutes": "a lot", "agreed": 5, "service": "Cal"}, {}, ["BAD_NUMBER"], (1, 0, 0)),
    ({"minutes": "a lot", "agreed": 5, "quantity": 1}, {}, ["BAD_NUMBER"], (1, 0, 0)),
    # a bad Currency of the client leaves all their rows unpriced, an agreed price too
    ({"agreed": 5}, {"Clients": [["Acme", None, None, "zz"]]}, ["BAD_CURRENCY"], (0, 1, 0)),
    # one of a price blocks every client, whatever their currency; of an own price, its owner
    ({"client": "Bell"}, {"Prices": [[None, "Call", "min", 1, *[None] * 4, "EUR"], [None, "Call", "min", 1, *[None] * 3, "2026-01-01", "zz"]]},
     ["BAD_CURRENCY", "NO_PRICE"], (0, 1, 0)),
    ({}, {"Prices": [[None, "Call", "min", 1], ["Acme", "Call", "min", 1, *[None] * 4, "zz"]]}, ["BAD_CURRENCY", "NO_PRICE"], (0, 1, 0)),
    ({}, {"Prices": [[None, "Call", "min", 1], ["Bell", "Call", "min", 1, *[None] * 4, "zz"]]}, ["BAD_CURRENCY"], (1, 0, 0)),
    # an agreed price needs no price row, sound or not
    ({"agreed": 5, "quantity": 1}, {"Prices": [[None, "Call", "huor", 1]]}, ["BAD_UNIT"], (1, 0, 0)),
])  # fmt: skip
def test_what_hangs_on_a_bad_cell(cells, more, codes, states):
    found = decoded(log(row(**cells), **more))
    assert sorted(found.codes()) == sorted(codes)
    assert found.states() == states


def test_true_is_no_one_even_beside_ones():
    quantities = [1, True, 1.0, "1", "TRUE", False, 0, 0.0]
    found = decoded(log(*(row(quantity=q, order=n) for n, q in enumerate(quantities))))
    assert found.found() == [("BAD_NUMBER", f"Log!E{at}") for at in (3, 6, 7)]
    assert found.book.log["quantity"].tolist() == [10_000, 10_000, 10_000, 0, 0]


def test_blank_is_not_zero_and_zero_is_not_blank():
    clients = [
        ["Acme", *[None] * 3, None, None, None],
        ["Bell", *[None] * 3, 0, 0, 0],
        ["Zed", *[None] * 3, "", " ", "0"],
    ]
    found = decoded(snapshot(Clients=clients))
    assert [(c.threshold, c.topup) for c in found.book.clients] == [
        (100_00, None),
        (0, 0),
        (100_00, 0),
    ]
    free = decoded(
        log(row(quantity=0), row(quantity=None), row(agreed=0), row(agreed="", minutes=6))
    )
    assert free.charges() == [0, 5000, 0, 6000]


def test_columns_of_one_odd_kind_only():
    moments = [datetime(2026, 11, n, 9) for n in (1, 2, 1)]  # noqa: DTZ001
    found = decoded(
        log(
            *(
                row(moment, minutes=time(1, n), staff=timedelta(n))
                for n, moment in enumerate(moments)
            )
        )
    )
    assert found.codes() == []
    assert found.book.log["minutes"].tolist() == [600_000, 610_000, 620_000]
    days = decoded(log(*(row(minutes=moment) for moment in moments)))
    assert days.codes() == ["BAD_NUMBER"] * 3
    names = decoded(log(row(order="a\0b"), row(order="a\0c"), row(order="a")))
    assert names.book.log["order"].tolist() == [0, 1, 2]
    assert decoded(log(row("2026-11-01"), row("2026-11-02"))).book.log["day"].tolist() == [
        46327,
        46328,
    ]


def test_a_currency_typed_in_a_cell_must_be_that_of_the_account():
    payments = [
        [f"2026-11-0{day}", client, cell]
        for client in ("Acme", "Bell")
        for day, cell in enumerate(("5 ₽", "5 EUR", "5 руб.", "€5"), 1)
    ]
    found = decoded(log(Payments=payments))
    assert found.found() == [("BAD_CURRENCY", f"Payments!C{at}") for at in (3, 5, 6, 8)]
