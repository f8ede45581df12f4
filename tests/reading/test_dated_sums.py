"""A line of sums that has its day, in sheets that say client or service by the config, is no labour;
an undated one is passed over only where it is surely a sum (design §15)."""

from datetime import date

import pytest

from sheets_sync.reading.sources.sought import Sought
from sheets_sync.spreadsheet.protocol import Snapshot
from tests.reading.sheets import decoded, log, tab

ON = date(2026, 11, 20)
SURE = [
    "wk 1 subtotal", "итого за неделю", "итого за нед.", "Итого нед. 12", "Итого за первую неделю", "Нарастающий итог", "Подитог", "Week total", "Total wk12", "Total Q4",
    "Total for the week", "Total of the week", "Total first week", "Running total", "YTD total", "Total (week 12)", "Sum week 12", "Carried forward total",
    "Zwischensumme KW 12", "Zwischensumme", "Summe", "Summe KW12", "Gesamt November", "Gesamtstunden", "Stunden gesamt", "Summe der Woche", "Wochensumme", "Tagessumme 12.11.",
    "Sous-total sem. 12", "Sous-total", "Total S12", "Total du jour", "Total de la semaine", "Total des heures", "Totaux", "Subtotal semana 12", "Suma semanal", "Total del día",
    "Totale sett. 12", "Subtotale", "Totale ore", "Totale del giorno", "Suma tydzień 12", "Razem tydz. 12", "Łącznie", "Suma dnia", "Totaal week 12", "Totaal van de week",
    "Total da semana", "Всього", "Разом за тиждень",
]  # fmt: skip
WORK = [
    "Checked the totals", "Подвели итоги месяца", "Сверили итого по акту", "всего 3 правки", "Sent total to Bob", "Razem z Anną", "Summe prüfen", "Somme toute", "Total redesign",
    "Gesamt-Konzept", "Fixed subtotals", "Total station survey", "Totale ristrutturazione bagno", "Gesamtkonzept", "Sumatra trip", "Summer camp", "Week 12", "итоговый отчёт", "Total A/B test",
]  # fmt: skip


def read(header, *rows, **constants):
    """Findings as (code, variant, row), and the rows that count, of a sheet as staff keep it."""
    book = log(Prices=[[None, "Call", "h", 60]])
    tabs = {**book.tabs, "Log": tab("Log", [header, *rows])}
    sought = (Sought("Log", constants=constants, as_kept=True),)
    found = decoded(Snapshot(tabs, tuple(tabs)), log=sought)
    told = [(str(f.code), str(f.variant or ""), f.row) for f in found.findings]
    return told, found.book.log["row"].tolist()


@pytest.mark.parametrize("header", ["Note", "Order", "Staff"])
@pytest.mark.parametrize("text", SURE)
def test_a_dated_line_of_sums_of_any_language_is_told_and_no_labour(text, header):
    """Found: "wk 1 subtotal" with its day was charged as work."""
    rows = [[ON, 1, "a"], [ON, 2.5, "b"], [ON, 7, text], [ON, 4, "c"]]
    found = read(["Date", "Hours", header], *rows, client="Acme", service="Call")
    assert found == ([("TOTALS_ROW", "maybe_work", 4)], [2, 3, 5])


@pytest.mark.parametrize("text", WORK)
def test_work_whose_note_speaks_of_totals_is_charged(text):
    rows = [[ON, 1, "a"], [ON, 2.5, "b"], [ON, 7, text], [ON, 4, "c"]]
    found = read(["Date", "Hours", "Note"], *rows, client="Acme", service="Call")
    assert found == ([], [2, 3, 4, 5])


@pytest.mark.parametrize("text", ["Total website", "Итого по сайту", "Zwischensumme Webseite", "Website total", "Razem strona"])  # fmt: skip
@pytest.mark.parametrize("whose", [{"client": "Acme"}, {}])
def test_a_dated_text_of_totals_is_one_where_it_is_the_sum_of_the_rows_above(text, whose):
    own = [] if whose else ["Acme"]
    header = ["Date", "Hours", "Note", *([] if whose else ["Client"])]
    rows = [[ON, 1, "a", *own], [ON, 2.5, "b", *own], [ON, 3.5, text, *own], [ON, 4, "c", *own]]
    found = read(header, *rows, service="Call", **whose)
    assert found == ([("TOTALS_ROW", "maybe_work", 4)], [2, 3, 5])
    rows[2][1] = 3
    assert read(header, *rows, service="Call", **whose) == ([], [2, 3, 4, 5])


@pytest.mark.parametrize(("text", "told"), [
    ("Total refit", True), ("Total rewiring of the flat", True), ("Totale ristrutturazione", True), ("Gesamt Umbau", True), ("Всего понемногу", True), ("Total SEO", True),
    ("Subtotal refit", False), ("Zwischensumme Webseite", False), ("Подытог сайт", False), ("Razem strona", False), ("Total Hall", False), ("Total hours", False), ("Total", False),
    ("Total Smith & Sons", False),
])  # fmt: skip
def test_an_undated_text_that_may_be_work_is_told_though_it_is_the_sum_of_the_rows_above(
    text, told
):
    """Found: "Total refit", its day forgotten, was nobody's row where it had as many hours as the
    two rows above."""
    rows = [[ON, "Call", 1, "Hall"], [ON, "Call", 2, "Smith & Sons"], [None, text, 3, None]]
    found = read(["Date", "Service", "Hours", "Order"], *rows, client="Acme")
    assert found == ([("TOTALS_ROW", "maybe_work", 4)] if told else [], [2, 3])


@pytest.mark.parametrize(("text", "told"), [("Total SEO", True), ("Total fit", True), ("Итого ТЗ", False), ("Total TTC", False), ("Total EUR", False), ("Total net", False), ("Total KW 12", False), ("Total h", False), ("Total all", False), ("Total ex VAT", False), ("Total MwSt", False), ("Total HT", False)])  # fmt: skip
def test_a_short_word_may_be_work_too(text, told):
    rows = [[ON, "Call", 1], [ON, "Call", 2], [None, text, 5]]
    found = read(["Date", "Service", "Hours"], *rows, client="Acme")
    assert found == ([("TOTALS_ROW", "maybe_work", 4)] if told else [], [2, 3])
