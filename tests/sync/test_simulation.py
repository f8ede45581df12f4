"""Prices tried are prices entered: to the cent and letter for letter (design §18).

``SHEETS_SYNC_SIMULATIONS=1000`` tries so many random books.
"""

import json
import os
from dataclasses import replace
from datetime import timedelta

from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from sheets_sync import workbooks
from sheets_sync.billing.currency import to_major
from sheets_sync.billing.days import to_date
from sheets_sync.config.parsing import parse
from sheets_sync.reading.layout import STAFF_ROLES
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.furnish_plan import plan_own_tabs, plan_staff_tabs
from sheets_sync.showing.new_columns import Furniture
from sheets_sync.spreadsheet.memory import MemoryWorkbook
from sheets_sync.use_cases import report as documents
from sheets_sync.use_cases.drafts.trying_out import Question
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options
from sheets_sync.use_cases.shared.document import dump
from sheets_sync.use_cases.shared.office import view_office
from sheets_sync.use_cases.simulation import simulation_of
from sheets_sync.views import simulation_view
from sheets_sync.views.simulated import Simulated
from sheets_sync.words.speaking import words_of
from tests.sync.agency import NOW, TODAY, day

CASES = int(os.environ.get("SHEETS_SYNC_SIMULATIONS", "10"))
ANY = st.sampled_from
WINDOW = day(89)
VALID_FROM = {  # what stands there: the day from which it is tried, or what is wrong with it
    None: WINDOW, day(-5): WINDOW, day(120): day(120), day(30): day(30), day(3): day(3),
    "02.11.2026": "2026-11-02", "soon": "soon",
}  # fmt: skip
HEADERS = {
    "clients": ["Client", "Email", "Currency", "Threshold", "Credit limit", "Top-up"],
    "prices": ["Client", "Service", "Unit", "Price", "Minimum", "Step", "Included a month",
               "Valid from", "Currency"],
    "payments": ["Date", "Client", "Amount", "Kind"],
    "log": ["Date", "Client", "Service", "Order", "Quantity", "Minutes", "Staff", "Channel",
            "Agreed price"],
}  # fmt: skip
SERVICES = ANY(["Call", "Call", "Layout", "Banner", "Favour"])


def rows(*columns, least=0, most):
    return st.lists(st.tuples(*columns).map(list), min_size=least, max_size=most)


def prices(whose, **size):
    return rows(
        ANY(whose), SERVICES, ANY([None, "min", "min", "h", "pc"]), ANY([0, 1.25, 10, 99.99, 1500, -1, "ten"]),
        ANY([None, None, 5, 0.5]), ANY([None, None, 5, 15]), ANY([None, None, 10, 2.5]),
        ANY([*VALID_FROM]), ANY([None, None, None, "RUB", "EUR"]), **size,
    )  # fmt: skip


BOOKS = st.fixed_dictionaries({
    "clients": st.tuples(ANY([None, "RUB", "EUR"]), ANY([None, 100, 5000]), ANY([None, 900])).map(
        lambda each: [["Acme", "a@example.com", each[0], each[1], None, each[2]],
                      ["Bell", "b@example.com", None, 50, None, None],
                      ["Cone", "c@example.com", None, None, 100, None]]
    ),
    "prices": prices([None, None, "Acme", "Bell"], least=1, most=5),
    "payments": rows(ANY([day(100), day(60), day(2)]), ANY(["Acme", "Acme", "Bell", "Cone"]),
                     ANY([100, 3000, 20000]), ANY([None, None, "bonus", "opening"]), least=1, most=4),
    "log": rows(ANY([day(at) for at in (100, 88, 45, 31, 29, 12, 4, 1, 0)]),
                ANY(["Acme", "Acme", "Bell", "Cone", "Dune"]), SERVICES, ANY(["A", "B", None]),
                ANY([None, None, 1, 2.5, -1]), ANY([None, 7, 30, 90]), ANY(["Anna", None]),
                ANY(["mail", None]), ANY([None, None, None, 50, 0]), least=3, most=12),
    "drafts": prices([None, "Acme", "acme ", "*", "Bell"], least=1, most=4),
})  # fmt: skip


class World:
    """A workbook in memory with a state beside it, and runs of the real program on them."""

    def __init__(self, folder, book, settle):
        self.folder = folder
        tables = {
            "workbook": {"timezone": "UTC"},
            "notices": {"settle": settle, "round_up_to": "100"},
            "effort": {"cost_per_hour": "600", "min_peers": 1},
        }
        self.config = replace(parse(tables, folder / "config.toml"), source=folder / "config.toml")
        names = {role: STAFF_ROLES[role].names[0] for role in STAFF_ROLES}
        tabs = {names[role]: [HEADERS[role], *book[role]] for role in STAFF_ROLES}
        self.workbook = MemoryWorkbook(
            copied({**tabs, "Drafts": [HEADERS["prices"], *book["drafts"]]})
        )
        snapshot = self.workbook.read(tabs)
        furniture = Furniture(words_of("en"), {r: (Sought(n),) for r, n in names.items()}, {})
        plan = [*plan_staff_tabs(snapshot, furniture), *plan_own_tabs(snapshot, words_of("en"))]
        self.workbook.furnish(plan, snapshot)

    def run(self, moment):
        return sync_now(self.config, Options(no_mail=True), moment, lambda _: None)

    def letters(self, moment):
        with view_office(self.config, moment) as office:
            return [
                told(each) for each in office.desk.notices() if each.live and each.name == "Acme"
            ]

    def files(self):
        found = (path for path in self.folder.rglob("*") if not path.name.endswith(".lock"))
        return {path.name: path.read_bytes() for path in found if path.is_file()}


def copied(tabs):
    return {name: [list(row) for row in cells] for name, cells in tabs.items()}


def told(notice):
    return (
        notice.kind, notice.ordinal, notice.level, notice.balance, notice.asked, notice.to,
        notice.state, notice.reason, notice.invoice,
    )  # fmt: skip


def entered(drafts, start):
    """The rows as somebody would enter them who does what simulate says that it does."""
    for row in drafts:
        if row[0] is None or row[0].strip().casefold() in ("acme", "*"):
            valid_from = VALID_FROM[row[7]] if start is None else start
            yield [*row[:7], valid_from, *row[8:]]


@settings(
    max_examples=CASES,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@example(
    book={
        "prices": [],
        "log": [
            [day(0), "Acme", "Call", None, 1, None, "Anna", "mail", None],
            [day(31), "Acme", "Call", "A", -1, 7, "Anna", "mail", 50],
        ],
        "payments": [[day(100), "Acme", 100, "bonus"], [day(2), "Acme", 100, None]],
        "clients": [["Acme", "a@example.com", None, None, None, 900]],
        "drafts": [[None, "Call", None, 10, None, 5, None, None, None]],
    },
    start=day(89),
    settle="15m",
)  # a letter that waits already, and would wait on with another balance
@example(
    book={
        "prices": [[None, "Banner", None, 10, None, None, None, None, None]],
        "log": [[day(45), "Acme", "Call", "A", None, None, "Anna", None, None]],
        "payments": [[day(60), "Cone", 100, "bonus"]],
        "clients": [["Acme", "a@example.com", None, None, None, None]],
        "drafts": [["Acme", "Call", "min", 1.25, None, None, None, None, None]],
    },
    start=None,
    settle="0m",
)  # found: a row that is held was counted in the tab
@given(book=BOOKS, start=ANY([None, None, day(89), day(40)]), settle=ANY(["0m", "15m"]))
def test_tried_is_entered(tmp_path_factory, monkeypatch, book, start, settle):
    world = World(tmp_path_factory.mktemp("world"), book, settle)
    monkeypatch.setattr(workbooks, "open_workbook", lambda *_: world.workbook)
    shown = world.run(NOW - timedelta(hours=2)).reckoning.drafts
    later, before = NOW, (repr(world.workbook.tabs), world.files())
    rows = list(entered(book["drafts"], start))
    if not rows:
        return
    made = simulation_of(world.config, Question("Acm", None, start), later, lambda _: None)
    simulated = simulation_view.as_json(Simulated(made, words_of("en")), "memory")
    assert (repr(world.workbook.tabs), world.files()) == before, "something was written"

    world.workbook.tabs["Prices"] += rows
    run = world.run(later)
    document = documents.report(run.reckoning, "memory", words_of("en"))
    (client,) = (each for each in document["clients"] if each["client"] == "Acme")
    assert {key: simulated["drafted"][key] for key in client} == client
    assert [told(each) for each in made.drafted.next_run] == world.letters(later)
    for each in simulated["days"]:
        on = [int(part) for part in each["day"].split("-")]
        assert each["drafted"] == balance_on(run.reckoning, on)
    assert json.loads(dump(simulated)) == simulated
    if start is None and made.first >= made.window_first:
        _check_tab(shown, made)


def _check_tab(shown, made):
    """What the run showed beside the client's drafts is what was simulated of them."""
    in_tab = {each.row: replace(each.line, position=0) for each in shown.rows}
    prices = made.drafted.reckoning.book.prices
    for line in made.lines:
        price = prices.iloc[line.position]
        if price["client"] == made.now.code and not price["bad"]:
            assert replace(line, position=0) == in_tab[price["row"]]


def balance_on(reckoned, on):
    """The balance in the books at the end of a day, added up row by row."""
    postings = reckoned.accounts.postings
    sums = sum(
        amount
        for client, day_, amount in zip(
            postings["client"], postings["day"], postings["amount"], strict=True
        )
        if client == 0 and to_date(int(day_)) <= type(TODAY)(*on)
    )
    return to_major(int(sums), reckoned.book.clients[0].currency)
