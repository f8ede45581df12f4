"""Whatever staff type, decoding takes it or says what is wrong; and many things at once."""

import random
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.findings import Code
from sheets_sync.columns.cell import Fault
from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import HEADER_ROWS, STAFF_ROLES
from sheets_sync.showing.wording import causes, describe
from sheets_sync.spreadsheet.protocol import Snapshot
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.reading.sheets import TODAY, decoded, tab

SOUND: dict[str, list] = {
    "client": ["Acme", "acme ", "Bell", "Ёлка", "елка"],
    "service": ["Call", "CALL", "Banner", "Quote"],
    "date": [
        date(2026, 11, 1),
        "2026-10-05",
        46300,
        datetime(2026, 9, 9, 12),  # noqa: DTZ001
        TODAY + timedelta(3),
    ],
    "unit": ["min", "ч.", "day", "pc", None],
    "kind": ["payment", "refund", "Opening", None],
    "currency": ["RUB", "eur", "₽", None],
    "state": ["active", "Пауза", None],
    "language": ["ru", "English", None],
    "email": ["a@b.example", "a@b.example; c@d.example", None],
    "manager": ["m@b.example", None],
    "valid_from": [date(2026, 1, 1), "2026-06-01", None],
}
MESSY = st.one_of(
    st.none(), st.sampled_from(["", " ", "#REF!", "Loading…", "Total", "Итого:", "NaN", "1e5", "12-05", "*"]),
    st.sampled_from([Fault.NO_CACHED_VALUE, True, False, time(1, 30), timedelta(hours=30), date(1815, 6, 18)]),
    st.sampled_from(["1 234,50 ₽", "1,234.50", "-5", "−5", "5 €", "$5", "31.02.2026", "23.11.2026", "huor"]),
    st.integers(-(10**20), 10**20), st.floats(), st.text(max_size=8), st.dates(), st.datetimes(),
)  # fmt: skip
POSITIVE = st.one_of(st.integers(0, 50), st.sampled_from([0.5, 2.25, "3", "1 000"]))
NUMBERS = st.one_of(st.none(), POSITIVE, POSITIVE, POSITIVE, st.sampled_from([None, None, -2.5]))


@st.composite
def sheets(draw):
    """A workbook of all four tabs: columns shuffled, some left out, some cells messy."""
    tabs = {}
    for role in STAFF_ROLES.values():
        columns = [c for c in role.staff_columns if c.required or draw(st.booleans())]
        columns = draw(st.permutations(columns))
        header = [draw(st.sampled_from(column.names)) for column in columns]
        rows = draw(st.lists(st.tuples(*map(_cells, columns)), min_size=3, max_size=9))
        rows = [*map(list, rows), *draw(st.sampled_from([[], [list(rows[-1])]]))]
        if role.key == "clients":
            at = [column.key for column in columns].index("client")
            for row, name in zip(rows, ["Acme", "Bell", "Ёлка"], strict=False):
                row[at] = name
            rows = rows[: draw(st.sampled_from([3, 3, 3, 4]))]
        tabs[role.names[0]] = tab(role.names[0], [header, *rows])
    return Snapshot(tabs, tuple(tabs))


def _cells(column):
    numbers = POSITIVE if column.required else NUMBERS
    sound = st.sampled_from(SOUND[column.key]) if column.key in SOUND else numbers
    return st.integers(0, 19).flatmap(lambda chance: MESSY if chance == 9 else sound)


@given(sheets(), st.sampled_from(languages()), st.booleans())
def test_any_book_decodes_and_every_row_is_charged_unpriced_or_held(snap, locale, future):
    found = decoded(snap, locale=locale, future=future)
    charged, unpriced, held = found.states()
    assert charged + unpriced + held == found.book.log_rows
    assert min(charged, unpriced, held) >= 0
    held_rows = found.book.log_rows - len(found.book.log)
    places = set()
    for finding in found.findings:
        for language in languages():
            words = describe(finding, found.places, found.book, words_of(language))
            assert words.message
            assert words.hint
        assert (words.tab, words.cell) not in places, "one finding a cell"
        places.add((words.tab, words.cell))
        assert (
            finding.client in {"", *(c.name for c in found.book.clients)}
            or finding.role == "clients"
        )
    told = {f.row for f in found.findings if f.role == "log" and f.code is not Code.FUTURE_DATE}
    assert held_rows <= len(told), "no row is held in silence"
    grouped = causes(found.findings, found.places, found.book, words_of("en"))
    assert sum(cause.rows for cause in grouped) == len(found.findings)


@given(st.lists(st.lists(MESSY, min_size=3, max_size=6), min_size=1, max_size=14), st.randoms())
def test_any_grid_at_all_is_decoded_or_refused_with_a_sentence(grid, chance):
    header = [column.names[0] for column in STAFF_ROLES["log"].staff_columns]
    chance.shuffle(header)
    grid.insert(chance.randrange(len(grid) + 1), header[: chance.randint(0, 10)])
    tabs = {
        role.names[0]: tab(role.names[0], [[c.names[0] for c in role.staff_columns]])
        for role in STAFF_ROLES.values()
    }
    tabs["Log"] = tab("Log", grid)
    refusal = None
    try:
        found = decoded(Snapshot(tabs, tuple(tabs)))
    except UsageError as refused:
        refusal = refused
    if refusal:
        assert '"Log"' in refusal.message
        assert refusal.cure
    else:
        assert found.places.sources["log"][0].header_row <= HEADER_ROWS


def test_the_same_book_in_either_language_order_and_form_is_the_same():
    chance = random.Random(7)
    rows = [
        [date(2026, 1, 1) + timedelta(n), "Acme", chance.choice(["Call", "Banner"]), n % 7, None,
         chance.randint(1, 90), "Anna", "mail", 1234.5 if n % 9 == 0 else None]
        for n in range(60)
    ]  # fmt: skip
    plain = decoded(_book(STAFF_ROLES["log"].staff_columns[:9], rows, "en"))
    order = chance.sample(range(9), 9)
    columns = [STAFF_ROLES["log"].staff_columns[at] for at in order]
    russian = []
    for day, *rest, agreed in rows:
        typed = [f"{day:%d.%m.%Y}", *rest, agreed and "1\u00a0234,50 ₽"]
        russian += [[typed[at] for at in order], [None] * 9]
    other = decoded(_book(columns, russian, "ru"), locale="ru")
    assert plain.codes() == other.codes() == []
    assert plain.charges() == other.charges()
    assert plain.book.log.drop(columns="row").equals(other.book.log.drop(columns="row"))


def _book(columns, rows, language):
    prices = [["Call", "min", 10], ["Banner", "pc", 50]]
    tabs = {
        "Clients": tab("Clients", [["Client"], ["Acme"]]),
        "Prices": tab("Prices", [["Service", "Unit", "Price"], *prices]),
        "Payments": tab("Payments", [["Date", "Client", "Amount"]]),
        "Log": tab("Log", [[column.name(words_of(language)) for column in columns], *rows]),
    }
    return Snapshot(tabs, tuple(tabs))


CONFUSED = [
    ("Acme", "Асme"), ("Acme", "Acrne"), ("Оазис", "Oазис"), ("ООО Рога", "OОО Рога"), ("Bell", "Be11"),
    ("Bell", "BelI"), ("Acme", "Acme,"), ("Jose", "José"), ("Straße", "Strase"),
    ("Ил", "Йл"),
]  # fmt: skip
ALIKE = [
    ("Acme", "ACME"), ("Acme", " acme"), ("Ёлка", "елка"), ("ООО Рога", "ООО\u00a0\u00a0рога"),
    ("José", "Jose\u0301"), ("Acme", "Ａｃｍｅ"), ("Straße", "STRASSE"), ("A  B", "a\tb"), ("№ 5", "No 5"),
    ("Acme", "Acme\u200b"), ("Acme", "Acme."),
]  # fmt: skip


@pytest.mark.parametrize(("known", "typed"), CONFUSED)
def test_names_that_only_look_alike_are_never_booked(known, typed):
    found = decoded(_of(known, typed))
    assert found.codes() == ["UNKNOWN_CLIENT"]
    assert found.states() == (0, 0, 1)


@pytest.mark.parametrize(("known", "typed"), ALIKE)
def test_names_that_are_the_same_are(known, typed):
    found = decoded(_of(known, typed))
    assert (found.codes(), found.states()) == ([], (1, 0, 0))


def _of(known, typed):
    snap = _book(STAFF_ROLES["log"].staff_columns[:3], [["2026-11-01", typed, "Banner"]], "en")
    return Snapshot({**snap.tabs, "Clients": tab("Clients", [["Client"], [known]])}, snap.names)
