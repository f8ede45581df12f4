"""Columns of a log that say money or labour which nobody reads are told, each once; those that staff
keep for themselves are not, nor what the config says is nobody's matter (design §4)."""

import pytest

from sheets_sync.config import load
from sheets_sync.reading.meaning.vocabulary import words_by
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.wording import describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import TODAY, decoded, log, row, tab
from tests.reading.test_header_units import DAY, reckoned

EXTRA = ["Materials", "Travel", "Expenses", "Expenses, EUR", "Overtime", "Overtime hours", "Travel (h)", "Parts", "Материалы", "Выезд", "Расходы", "Переработка", "Сверхурочные", "Запчасти", "Доп. часы", "Fahrtkosten", "Spesen", "Material", "Überstunden",
         "Frais", "Déplacement", "Heures sup", "Gastos", "Horas extra", "Materiali", "Spese", "Straordinari", "Koszty", "Materiały", "Nadgodziny", "Reiskosten", "Матеріали"]  # fmt: skip
PAID = ["Paid", "Prepayment", "Deposit", "Оплачено", "Аванс", "Bezahlt", "Anzahlung", "Acompte", "Pagado", "Acconto", "Zaliczka"]  # fmt: skip


def told(*columns):
    """(variant, cell) of what is told of headers, each with its two cells, of a log."""
    rows = [
        [TODAY, "Acme", "Banner", 2 + at, *(cells[at] for _, *cells in columns)] for at in (0, 1)
    ]
    header = ["Date", "Client", "Service", "Quantity", *(name for name, *_ in columns)]
    tabs = {**log(row()).tabs, "Log": tab("Log", [header, *rows])}
    found = decoded(Snapshot(tabs, tuple(tabs)))
    near = [each for each in found.findings if each.code == "NEAR_HEADER"]
    said = [describe(each, found.places, found.book, words_of("en")) for each in near]
    assert found.states() == (2, 0, 0)
    return [(str(f.variant), each.place) for f, each in zip(near, said, strict=True)]


@pytest.mark.parametrize("header", EXTRA)
@pytest.mark.parametrize("cell", [120, 1.5, "30", "12 EUR"])
def test_what_clients_may_pay_for_besides_is_told(header, cell):
    """Found: Materials of each job were charged to nobody, and nobody was told."""
    assert told((header, cell, None)) == [("extra", "Log!E1")]


@pytest.mark.parametrize("header", PAID)
def test_money_that_came_and_stands_in_the_log_is_told(header):
    assert told((header, 1500, None)) == [("paid", "Log!E1")]
    assert told((header, 1, 0), ("Tick", 1, 1)) == []


OTHERS = {
    "sums": "Preis|Betrag|Stundensatz|Prix|Montant|Taux horaire|Precio|Importe|Prezzo|Importo|Tariffa oraria|Kwota|Stawka|Bedrag|Prijs|Сума|Částka",
    "reduced": "Rabatt|Remise|Descuento|Sconto|Rabat|Korting|Знижка|Sleva",
    "multiplied": "Personen|Faktor|Personnes|Personas|Persone|Osoby|Людей|Koeficient",
}


@pytest.mark.parametrize(("what", "header"), [(what, each) for what, of in OTHERS.items() for each in of.split("|")])  # fmt: skip
def test_what_would_change_a_charge_is_told_in_other_languages(what, header):
    """Found: a Rabatt of 10 % beside a row was passed over in silence."""
    assert told((header, 12.5, None)) == [(what, "Log!E1")]
    assert told((header, "x", None)) == []


PEOPLE = ["No. of people", "# of people", "Number of workers", "Men", "Crew size", "Pax", "Anzahl Mitarbeiter", "Mitarbeiterzahl", "Anz. Personen", "Mann", "Monteure", "Кол-во людей", "Количество сотрудников", "Рабочих", "Кол-во исполнителей", "Чел.", "Nb personnes", "Nombre d'intervenants", "Nº operarios",
          "N.º de personas", "N. persone", "Operai", "Nº pessoas", "Aantal medewerkers", "Il. osób", "Liczba pracowników", "Počet lidí", "К-сть працівників", "Surcharge %", "Uplift, %", "Zuschlag %", "Nachtzuschlag", "Наценка, %", "Коэф. срочности", "Majoration (%)", "Recargo %"]  # fmt: skip


@pytest.mark.parametrize("header", PEOPLE)
def test_how_many_worked_is_told_since_each_row_is_charged_once(header):
    """Found: three hours of two cleaners were charged as three, in silence."""
    assert told((header, 2, 1)) == [("multiplied", "Log!E1")]
    assert told((header, 1, None)) == told((header, "Ann, Bob", "Ann")) == []


@pytest.mark.parametrize(
    "header",
    [
        "Personen, h",
        "Pers.-Nr.",
        "Pers. Nr",
        "Workers ID",
        "ID addetti",
        "Cod. addetti",
        "Osób kod",
        "Код сотрудников",
        "Таб. № исполнителей",
        "Intervenants n°",
        "Pers. No.",
        "Staff no.",
        "Crew",
        "Бригада",
        "Mitarbeiter-Nr.",
        "Пол",
        "Table for",
        "Rooms",
        "Лет",
    ],
)
def test_what_is_no_number_of_people_is_not_told_as_one(header):
    assert ("multiplied", "Log!E1") not in told((header, 2, 3))


UNDONE_NOTES = ["CANCELLED", "Cancelled.", "no charge", "storno", "отменено", "Сторно", "бесплатно", "storniert", "zrušeno", "annulé", "cancelado", "anulowane", "скасовано"]  # fmt: skip


@pytest.mark.parametrize(
    "header", ["Note", "Comment", "Remarks", "Примечание", "Прим.", "Bemerkung", "Pozn.", "Obs."]
)
@pytest.mark.parametrize("cell", UNDONE_NOTES)
def test_a_note_that_says_but_cancelled_of_a_charged_row_is_told(header, cell):
    """Found: whoever wrote "cancelled" beside a row, and nothing else, paid for it, in silence."""
    assert told((header, "ok", cell)) == [("undone_note", "Log!E1")]


@pytest.mark.parametrize(
    "note",
    ["cancelled the other call", "free parking", "called the internal line", "done", "x" * 1000],
)
def test_a_note_that_says_more_is_a_note(note):
    assert told(("Note", note, None)) == []


def test_the_longest_word_for_it_is_not_too_long():
    longest = max(words_by(lambda typed: typed.not_kept)["undone"], key=len)
    assert told(("Note", "ok", f"{longest.upper()}.")) == [("undone_note", "Log!E1")]


@pytest.mark.parametrize(("more", "said"), [(("Billable", "no", "yes"), []), (("Agreed price", 0, None), []), (("Hours", 0, 1), []), (("Minutes", "0:00", 5), []), (("Minutes", 5, 0), ["undone_note"]), (("Minutes", None, 5), ["undone_note"]), (("Billable", "yes", "no"), ["undone_note"])])  # fmt: skip
def test_a_note_that_says_cancelled_is_quiet_where_the_row_costs_nothing(more, said):
    assert [variant for variant, _ in told(("Note", "cancelled", "fine"), more)] == said


def test_the_cure_of_a_note_that_says_cancelled_works(tmp_path):
    rows: list[list[object]] = [["Date", "Client", "Service", "Hours", "Comment"], [DAY, "Acme", "Design", 1.5, "cancelled"]]  # fmt: skip
    named = 'log.note = "Comment"\n'
    assert reckoned(tmp_path, named, Log=rows) == (9000, 100000, ["NEAR_HEADER"])
    said = [*rows[:1], [*rows[1][:4], "cancelled too late"]]
    assert reckoned(tmp_path, named, Log=said) == (9000, 100000, [])
    refused = [[*rows[0], "Billable"], [*rows[1], "no"]]
    assert reckoned(tmp_path, named, Log=refused) == (0, 100000, [])


def test_each_column_is_told_once_at_its_own_header():
    columns = [("Materials", 12, 13), ("My notes", "x", "y"), ("Travel", 4, None), ("Paid", 99, 5)]
    assert told(*columns) == [("extra", "Log!E1"), ("extra", "Log!G1"), ("paid", "Log!H1")]


@pytest.mark.parametrize(("header", "cells"), [
    ("Materials", [None, None]), ("Materials", ["wood", "glue"]), ("Travel", ["by car", "yes"]), ("Expenses", [0, "-"]), ("Overtime", ["no", "yes"]), ("Paid", ["yes", "no"]), ("Paid", [True, False]), ("Travel", [DAY, DAY]), ("Parts", ["see note", None]),
    ("My notes", ["a", 5]), ("Ticket no", [4711, 4712]), ("Priority", [1, 2]), ("Pages", [12, 3]), ("Words", [2500, 100]), ("Week", [45, 46]), ("Phone", [79161234567, None]), ("Km", [12, 40]), ("Planned hours", [3, 4]), ("Est. hours", [3, 4]), ("Budget", [1000, 0]),
    ("Our cost", [50, 60]), ("our Materials", [5, 6]), ("наши Материалы", [5, 6]), ("Break", [0.5, 1]), ("Rating", [5, 4]), ("Invoice no", [12, 13]), ("Progress %", [50, 60]), ("Номер заявки", [11, 12]), ("Кабинет", [3, 4]), ("Ticket", [7, 8]), ("Salary", [20, 30]), ("Year", [2026, 2026]),
])  # fmt: skip
def test_a_column_for_oneself_never_nags(header, cells):
    assert told((header, *cells)) == []


def test_the_config_says_what_is_nobodys_matter(tmp_path):
    rows = [["Date", "Client", "Service", "Hours", "Materials", "Rate", "Travel"]]
    sheets = {"Log": [*rows, [DAY, "Acme", "Design", 1.5, 120, 50, 7]]}
    assert reckoned(tmp_path, "", **sheets)[2] == ["NEAR_HEADER"] * 3
    columns = 'log.ignored = ["materials", "Rate"]'
    assert reckoned(tmp_path, columns, **sheets) == (9000, 100000, ["NEAR_HEADER"])
    payments = {"Payments": [["Date", "Client", "Amount", "Type"], [DAY, "Acme", 1000, "refund"]]}
    assert reckoned(tmp_path, "", **payments)[1:] == (0, ["BAD_KIND"])
    assert reckoned(tmp_path, 'payments.ignored = "Type"', **payments)[1:] == (100000, [])
    ours = {"Log": [["Date", "Client", "Service", "Hours", "Quantity"], [DAY, "Acme", "Design", 1.5, 9]]}  # fmt: skip
    assert reckoned(tmp_path, 'log.ignored = "Quantity"', **ours)[:2] == (9000, 100000)


def test_the_exports_of_trackers_have_columns_of_their_own():
    rows = [["Start date", "Client", "Task", "Duration", "Expenses"], ["2026-11-20", "Acme", "Call", "1:00:00", 12]]  # fmt: skip
    tabs = {**log(row()).tabs, "Log": tab("Log", rows)}
    sought = (Sought("Log", preset="toggl", constants={}),)
    found = decoded(Snapshot(tabs, tuple(tabs)), log=sought)
    assert [each for each in found.findings if each.code == "NEAR_HEADER"] == []


def test_the_key_of_the_config_is_known(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[columns]\nlog.ignored = "Materials"\n', encoding="utf-8")
    assert load(path).aliases() == {"log.ignored": ("Materials",)}
