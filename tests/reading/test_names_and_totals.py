"""Names that are one however they are typed, and rows that are but totals (design §15)."""

from datetime import date

import pytest

from sheets_sync.billing.names import fold, mixed_letters
from sheets_sync.reading.decode import Rules, decode
from sheets_sync.reading.headers import locate
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.wording import describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import HEADERS, TODAY, decoded, log, row, serial, tab


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Acme\u200b", "Acme"),
        ("\ufeffAcme", "Acme"),
        ("Ac\u00adme", "Acme"),
        ("Acme Inc.", "Acme Inc"),
        ("Acme – North", "Acme - North"),
        ("Acme\u2011North", "Acme-North"),
        ("Acme—North", "Acme-North"),
        ("ООО «Ромашка»", 'ООО "Ромашка"'),
        ("ООО “Ромашка”", 'ООО "Ромашка"'),
        ("ООО „Ромашка“", 'ООО "Ромашка"'),
        ("Е\u0308лка", "елка"),
    ],
)
def test_spellings_of_one_name(typed, meant):
    assert fold(typed) == fold(meant)
    found = decoded(log(row(client=typed), Clients=[[meant]]))
    assert (found.codes(), found.states()) == ([], (1, 0, 0))


@pytest.mark.parametrize(
    ("left", "right"), [("...", ".."), ("A.B", "AB"), ("Acme", "Acme-"), ("A B", "AB")]
)
def test_other_names_stay_apart(left, right):
    assert fold(left) != fold(right) or left.strip(".") == right.strip(".")


@pytest.mark.parametrize("name", ["Pомашка", "Асme", "ООО Poмашка"])
def test_letters_of_two_alphabets_in_one_word_are_said_so(name):
    assert mixed_letters(name)
    found = decoded(log(row(client=name)))
    [finding] = found.findings
    said = {
        code: describe(finding, found.places, found.book, words_of(code)).message
        for code in languages()
    }
    assert "Latin and Cyrillic" in said["en"]
    assert "латинские и русские" in said["ru"]
    assert all(
        words_of(code).say("finding.mixed_letters") in message for code, message in said.items()
    )


@pytest.mark.parametrize("name", ["Ромашка", "Acme", "ООО Acme", "Acme-Юг", "7Up", "№ 5"])
def test_words_of_one_alphabet_each_are_not(name):
    assert not mixed_letters(name)


@pytest.mark.parametrize(
    "cells",
    [
        {"date_": None, "note": "Week 1 subtotal"},
        {"client": None, "note": "Итого за неделю"},
        {"client": None, "order": "Sub-total, week 2"},
        {"date_": None, "client": None, "service": "Всего часов"},
        {"date_": None, "staff": "TOTAL"},
        {"date_": None, "client": None, "service": "Подытог недели"},
        {"date_": None, "client": None, "service": "Σ"},
        {"date_": None, "client": None, "service": "∑:"},
        {"date_": None, "client": "Итоги"},
    ],
)
def test_a_totals_word_makes_a_row_a_total_where_date_or_client_is_blank(cells):
    found = decoded(log(row(**cells), row(minutes=6)))
    assert found.codes() == ["TOTALS_ROW"]
    assert found.states() == (1, 0, 1)


def test_a_totals_word_in_a_whole_row_is_a_comment():
    found = decoded(log(row(note="the total redesign"), row(note="итого час", minutes=6)))
    assert (found.codes(), found.states()) == ([], (2, 0, 0))


@pytest.mark.parametrize(
    "error",
    ["#N/A (Did not find value 'x' in VLOOKUP evaluation.)", "#REF! (gone)", " #Н/Д ", "#N/A"],
)
@pytest.mark.parametrize("key", ["date_", "client", "service", "quantity", "minutes"])
def test_an_error_with_its_reason_is_an_error(error, key):
    found = decoded(log(row(**{key: error})))
    assert (found.codes(), found.states()) == (["ERROR_CELL"], (0, 0, 1))


@pytest.mark.parametrize("text", ["#N/Around", "#REF!x", "#7 (urgent)"])
def test_what_only_begins_like_an_error_is_a_text(text):
    assert decoded(log(row(order=text))).codes() == []


@pytest.mark.parametrize(("typed", "code"), [("01.01.98", "BAD_DATE"), ("01.01.26", None)])
def test_a_two_digit_year_is_never_far_ahead(typed, code):
    prices = [[None, "Call", "min", 1, None, None, None, typed]]
    found = decoded(log(row(date(2026, 11, 20)), Prices=prices), locale="ru")
    assert ([code] if code else []) == found.codes()[:1]


LABELS = ["Week 1 subtotal", "Total hours", "Total October", "∑", "Σ", "Всего за неделю", "Итого часов", "Итого ноябрь", "Total Acme", "Hours total:",
          "Total général", "Total general", "Total semaine", "Total semaine 45", "Total du mois", "Total mensuel", "Total novembre", "Total this week", "Total CW45", "Total carried forward",
          "Total excl. VAT", "Итого к оплате", "Total mes", "Totale mese", "Totale generale", "Suma godzin", "Razem tydzień", "Razem", "Gesamt Woche", "Summe Woche 45", "Summe November",
          "Zwischensumme KW 45", "Gesamtsumme", "Sous-total", "Somme des heures", "Totaal week 45", "Totaal uren", "Total do mês", "Total geral", "Разом за тиждень", "Всього годин",
          "TOTAL NOVEMBRE", "Σ novembre", "Celkem listopad", "Mezisoučet týden 45", "Součet hodin", "Celkem k úhradě", "Celkem za měsíc"]  # fmt: skip


@pytest.mark.parametrize("service", ["Total redesign", "Итого под ключ"])
def test_a_service_that_is_called_like_a_total_is_work_without_its_day(service):
    """In a sheet of staff's own making a row of sums is expected, and was dropped unsaid."""
    book = log(Prices=[[None, service, "h", 60]])
    work = [
        ["Date", "Service", "Hours"],
        [date(2026, 11, 20), service, 1],
        [None, service, 2],
        *([None, label, 3] for label in LABELS),
        [None, "Total rebranding", 2],
    ]
    tabs = {**book.tabs, "Log": tab("Log", work)}
    snap = Snapshot(tabs, tuple(tabs))
    roles = {name.lower(): (Sought(name),) for name in HEADERS}
    roles["log"] = (Sought("Log", constants={"client": "Acme"}, as_kept=True),)
    places = locate(snap, roles, {})
    found = decode(
        snap, places, Rules("en", "RUB", {}, {}, serial(TODAY)), serial(TODAY), flag_future=True
    )
    told = [(f.code, f.row) for f in found.findings]
    assert told == [("TOTALS_ROW", 4 + len(LABELS)), ("MISSING_CELL", 3)]
    assert len(found.log) == 1


@pytest.mark.parametrize(("text", "hours", "told"), [
    ("Total Webauftritt Zürich", 3, "TOTALS_ROW"), ("Zwischensumme Webseite", 3, None), ("Всего понемногу", 2, "TOTALS_ROW"), ("Total rebranding", 5, "TOTALS_ROW"),
    ("Meeting", 3, "MISSING_CELL"), ("Konzept gesamt", 2, "MISSING_CELL"), ("Total redesign", 3, "MISSING_CELL"), ("Sumatra trip", 3, "MISSING_CELL"),
])  # fmt: skip
def test_a_line_of_whatever_total_is_one_where_it_is_the_sum_of_the_rows_above(text, hours, told):
    book = log(Prices=[[None, "Call", "h", 60], [None, "Total redesign", "h", 60]])
    on = date(2026, 11, 20)
    work = [
        ["Date", "Service", "Hours"],
        [on, "Call", 1],
        [on, "Call", 2],
        [None, text, hours],
        [on, "Call", 4],
    ]
    tabs = {**book.tabs, "Log": tab("Log", work)}
    roles = {name.lower(): (Sought(name),) for name in HEADERS}
    roles["log"] = (Sought("Log", constants={"client": "Acme"}, as_kept=True),)
    snap = Snapshot(tabs, tuple(tabs))
    places = locate(snap, roles, {})
    found = decode(
        snap, places, Rules("en", "RUB", {}, {}, serial(TODAY)), serial(TODAY), flag_future=True
    )
    assert [str(each.code) for each in found.findings] == ([told] if told else [])
    assert len(found.log) == 3


ORDINARY = ["Checked the totals with the accountant", "Подвели итоги месяца", "Сверили итого по акту", "всего 3 правки", "Sent total to Bob", "Razem z Anną", "Summe prüfen", "Somme toute",
            "Total redesign", "Gesamt-Konzept", "Fixed subtotals"]  # fmt: skip
SUBTOTALS = ["Total", "Week 1 subtotal", "Итого за ноябрь", "Total November", "Всего часов", "Total Acme"]  # fmt: skip


def of_acme(header, *rows, **more):
    """Codes by row, and sound rows, of a sheet of Acme's alone that staff made as they like."""
    book = log(Prices=[[None, "Call", "h", 60], [None, "Total care", "h", 60]])
    tabs = {**book.tabs, "Log": tab("Log", [header, *rows])}
    constants = {"client": "Acme", **more}
    found = decoded(
        Snapshot(tabs, tuple(tabs)), log=(Sought("Log", constants=constants, as_kept=True),)
    )
    return [(str(each.code), each.row) for each in found.findings], len(found.book.log)


@pytest.mark.parametrize("key", ["Note", "Order", "Staff"])
def test_work_with_its_day_and_service_is_no_total_where_a_tab_is_a_clients(key):
    on = date(2026, 11, 20)
    texts = [*ORDINARY, *SUBTOTALS]
    rows = [[on, "Call", n, text] for n, text in enumerate(texts, 1)]
    assert of_acme(["Date", "Service", "Hours", key], *rows) == ([], len(texts))
    assert of_acme(["Date", "Hours", key], *[[on, row[2], row[3]] for row in rows], service="Call") == (
        [("TOTALS_ROW", 2 + len(ORDINARY) + n) for n in range(len(SUBTOTALS))],
        len(ORDINARY),
    )  # fmt: skip


def test_lines_of_sums_in_a_tab_of_a_client_are_known_by_service_or_by_the_day_that_they_lack():
    on = date(2026, 11, 20)
    header = ["Date", "Service", "Hours", "Note"]
    found, sound = of_acme(
        header,
        [on, "Call", 1],
        [on, "Total care", 2],
        [on, "Week 1 subtotal", 3],
        [on, "Total rebrand", 3],
        [None, None, 3, "Summe der Woche"],
        ["20.11. Total", None, 3],
        [None, "Razem", 3],
        [None, "Call", 5, "Checked the totals"],
        [on, None, 5, "Checked the totals"],
    )
    told = [("TOTALS_ROW", 4), ("TOTALS_ROW", 9), ("MISSING_CELL", 10), ("UNKNOWN_SERVICE", 5)]
    assert found == told
    assert sound == 3


def test_payments_of_a_clients_own_tab_are_totals_where_they_say_no_more():
    on = date(2026, 11, 20)
    texts = [*ORDINARY, "Total for invoice 12", "Итого по счету 15", "Всего по счету № 7 от 03.11.2026", *SUBTOTALS]  # fmt: skip
    rows = [[on, 100 + n, text] for n, text in enumerate(texts)]
    book = log()
    tabs = {**book.tabs, "Payments": tab("Payments", [["Date", "Amount", "Reference"], *rows])}
    sought = (Sought("Payments", constants={"client": "Acme"}),)
    found = decoded(Snapshot(tabs, tuple(tabs)), payments=sought)
    assert found.codes() == ["TOTALS_ROW"] * len(SUBTOTALS)
    assert len(found.book.payments) == len(texts) - len(SUBTOTALS)


@pytest.mark.parametrize("labour", ["about 2h", "2 ч?", "x", 0.0625])
def test_labour_that_cannot_be_read_is_no_sum_of_rows_without_any(labour):
    """Found: it counted as 0, and what is below rows of pieces was passed over in silence."""
    on = date(2026, 11, 20)
    rows = [[on, "Banner", 1, None], [on, "Banner", 1, None]]
    header = ["Date", "Service", "Quantity", "Minutes"]
    found, _ = of_acme(header, *rows, [None, "Total redesign", None, labour])
    assert ("TOTALS_ROW", 4) in found
    found, _ = of_acme(header, *rows, [None, None, None, labour])
    assert ("MISSING_CELL", 4) in found
    assert not any(
        at == 4 for _, at in of_acme(header, *rows, [None, "Subtotal redesign", 2, None])[0]
    )


@pytest.mark.parametrize(("foot", "told"), [
    ([[None, "Total HT", 3], [None, "TVA 20 %", None], [None, "Total TTC", None]], []),
    ([[None, "Итого", 3], [None, "НДС", None], [None, "Аванс", None], [None, "Итого к оплате", None]], []),
    ([[None, "Total HT", 3], [None, "TVA 20 %", None]], [5]), ([[None, "TVA", None], [None, "Total", 3]], [4]),
    ([[None, "Total", 3], [None, "Call", None], [None, "Total", None]], [5]), ([[None, "Total", 3], [None, "Talk", 1], [None, "Total", None]], [5]),
    ([[None, "Total", 3], [None, None, None], [None, "Idea", None], [None, "Total", None]], [6]),
])  # fmt: skip
def test_what_stands_between_two_lines_of_sums_is_nobodys(foot, told):
    """Found: a line of tax at the foot of each client's tab was a finding for ever."""
    on = date(2026, 11, 20)
    found, sound = of_acme(["Date", "Service", "Hours"], [on, "Call", 1], [on, "Call", 2], *foot)
    assert ([at for _, at in found], sound) == (told, 2)


@pytest.mark.parametrize("note", ["Razem z Anną", "Summe prüfen", "Gesamt-Konzept"])
def test_words_of_other_languages_label_no_row_that_has_its_day(note):
    assert decoded(log(row(client=None, note=note))).codes() == ["MISSING_CELL"]
    for label in ("Summe", "Razem", "Total"):
        assert decoded(log(row(label, client=None, service=None))).codes() == ["TOTALS_ROW"]
    on = date(2026, 11, 20)
    rows = [[on, "Call", 1], [on, "Call", 2], ["Summe", None, 3], ["Razem", None, 7]]
    assert of_acme(["Date", "Service", "Hours"], *rows) == ([], 2)
