"""What init would make: every missing thing, beside the staff's, and nothing twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.errors import UsageError
from sheets_sync.reading.layout import LOG, OWN_TABS, STAFF_ROLES, own_tab_name
from sheets_sync.reading.sources.sought import Sought
from sheets_sync.showing.furnish_plan import plan_own_tabs, plan_staff_tabs
from sheets_sync.showing.new_columns import Furniture
from sheets_sync.spreadsheet.protocol import Snapshot, Tab
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of


def furniture(language="en", aliases=None, **roles):
    default = {key: (role.name(words_of(language)),) for key, role in STAFF_ROLES.items()}
    sources = {key: tuple(map(Sought, refs)) for key, refs in {**default, **roles}.items()}
    return Furniture(words_of(language), sources, aliases or {}, ("mail", "phone"))


def book(*tabs):
    return Snapshot({tab.ref: tab for tab in tabs}, tuple(tab.ref for tab in tabs))


def tab(name, *columns, marks=None, own=""):
    height = max(map(len, columns), default=0)
    return Tab(name, [[*c, *[None] * (height - len(c))] for c in columns], height, marks or {}, own)


def made(plan):
    """The snapshot as it stands once a plan is carried out on nothing."""
    return book(*(
        tab(p.ref, *([*[None] * (p.header_row - 1), c.header] for c in p.columns),
            marks={c.mark: c.index for c in p.columns if c.mark}, own=p.own)
        for p in plan
    ))  # fmt: skip


@pytest.mark.parametrize("language", languages())
def test_of_nothing_all_is_made_and_then_nothing_is_left_to_make(language):
    plan = [
        *plan_staff_tabs(book(), furniture(language)),
        *plan_own_tabs(book(), words_of(language)),
    ]
    names = [role.name(words_of(language)) for role in STAFF_ROLES.values()]
    assert [p.ref for p in plan] == [
        *names,
        *(own_tab_name(each, words_of(language)) for each in OWN_TABS),
    ]
    log = next(p for p in plan if p.ref == LOG.name(words_of(language)))
    assert [c.header for c in log.columns] == [c.name(words_of(language)) for c in LOG.columns]
    assert [c.mark for c in log.columns if c.mark] == [
        "log.status",
        "log.price",
        "log.charge",
        "log.balance",
    ]
    again = made(plan)
    [rules] = plan_staff_tabs(again, furniture(language))  # the log may lack them: of before
    assert (rules.ref, rules.only_rules) == (LOG.name(words_of(language)), True)
    assert plan_own_tabs(again, words_of(language)) == []


def test_missing_columns_go_to_the_right_of_the_last_filled_one():
    log = tab("Log", ["Date"], ["Client"], ["Service"], ["theirs", 1], [None, None, "loose"])
    [plan] = [p for p in plan_staff_tabs(book(log), furniture()) if p.ref == "Log"]
    assert (plan.new, plan.header_row) == (False, 1)
    assert plan.columns[0].header == "Order"
    assert [c.index for c in plan.columns] == list(range(5, 5 + len(plan.columns)))
    assert {c.header for c in plan.columns}.isdisjoint({"Date", "Client", "Service"})


def test_a_filled_column_of_our_name_stays_theirs_and_an_empty_one_is_adopted():
    log = tab("Log", ["Date", 1], ["Client"], ["Service"], ["Price", 7], ["Charge", None])
    [plan] = [p for p in plan_staff_tabs(book(log), furniture()) if p.ref == "Log"]
    ours = {c.mark: c for c in plan.columns if c.mark}
    assert (ours["log.price"].header, ours["log.price"].write_header) == ("Price (account)", True)
    assert ours["log.price"].index > 4
    assert (ours["log.charge"].index, ours["log.charge"].write_header) == (4, False)


def test_in_russian_ours_is_called_so():
    log = tab("Журнал", ["Дата", 1], ["Клиент"], ["Услуга"], ["цена", 7])
    [plan] = [p for p in plan_staff_tabs(book(log), furniture("ru")) if p.ref == "Журнал"]
    assert "Цена (счёт)" in [c.header for c in plan.columns]


def test_an_aliased_column_is_not_made_again():
    log = tab("Log", ["Date"], ["Client"], ["Service"], ["Spent, min"])
    plans = plan_staff_tabs(book(log), furniture(aliases={"log.minutes": ["Spent, min"]}))
    assert "Minutes" not in [c.header for p in plans if p.ref == "Log" for c in p.columns]


def test_a_tab_with_rows_and_no_header_is_refused():
    with pytest.raises(UsageError, match="no header row"):
        plan_staff_tabs(book(tab("Log", ["yesterday", "today"])), furniture())


def test_a_staffs_tab_of_our_name_keeps_it_unless_it_is_empty():
    mine = plan_own_tabs(book(tab("Summary", ["theirs"]), tab("Effort")), words_of("en"))
    assert [(p.ref, p.new) for p in mine][:2] == [("Summary (account)", True), ("Effort", False)]
    russian = plan_own_tabs(book(tab("сводка", ["их"])), words_of("ru"))
    assert russian[0].ref == "Сводка (счёт)"


def test_drop_downs_are_fed_from_the_names_that_staff_keep():
    clients = tab("Clients", [None, None, "x"], [None, "Client", "Acme"])
    plans = {p.ref: p for p in plan_staff_tabs(book(clients), furniture())}
    options = {c.header: c.options for c in plans["Log"].columns}
    assert options["Client"] == ("Clients", 1, 3)
    assert options["Service"] == ("Prices", 1, 2)
    assert options["Channel"] == ("mail", "phone")
    kinds = {c.header: c.options for c in plans["Payments"].columns}["Kind"]
    assert kinds == ("payment", "bonus", "refund", "correction", "opening")


@given(st.sets(st.sampled_from([c.key for c in LOG.columns])), st.permutations(LOG.columns), st.integers(0, 8),
       st.sampled_from(languages()), st.sampled_from(languages()))  # fmt: skip
def test_whatever_is_there_stays_and_what_is_missing_comes_once(there, order, above, theirs, ours):
    columns = [c for c in order if c.key in there or c.required]
    cells = [[*[None] * above, c.name(words_of(theirs)), "filled"] for c in columns]
    name = LOG.name(words_of(theirs))
    snap = book(tab(name, *cells))
    plans = plan_staff_tabs(snap, furniture(ours, log=(name,)))
    new = [c for p in plans if p.ref == name for c in p.columns]
    assert all(p.header_row == above + 1 for p in plans if p.ref == name)
    assert all(c.index >= len(columns) for c in new), "nothing of the staff's is touched"
    assert len({c.index for c in new}) == len(new)
    staff = {c.name(words_of(ours)) for c in LOG.staff_columns if c.offered and c not in columns}
    assert {c.header for c in new if not c.mark} == staff
    assert {c.mark for c in new if c.mark} == {f"log.{c.key}" for c in LOG.own_columns}


def test_a_required_column_that_is_only_nearly_called_so_stops_it_before_anything_is_added():
    log = tab("Log", ["Date"], ["Client"], ["Servise"], ["Minutes"])
    with pytest.raises(
        UsageError, match=r'"Servise"\. Nothing was added.*log\.service = "Servise"'
    ):
        plan_staff_tabs(book(log), furniture())
