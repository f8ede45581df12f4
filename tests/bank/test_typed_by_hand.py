"""A payment that people typed on another day than the bank's is the bank's once its statement comes: it
is held beside it for one choice, and nothing else is (design §20)."""

import random
import re
from dataclasses import replace

import pytest

from sheets_sync.reading.bank_tab.bank_twins import NEAR
from sheets_sync.use_cases.shared.office import open_office
from tests.bank.memory_agency import MemoryAgency, codes, one_of_two_counts, paid, undecided
from tests.bank.test_deleted_tab import delete_tab
from tests.bank.test_folder import ADVANCE, STRANGE, TABS, drop
from tests.sync.agency import NOW, day


@pytest.fixture
def agency(tmp_path):
    return MemoryAgency(tmp_path, TABS)


def typed(agency, ago, amount=700, client="Acme", kind=None):
    agency.workbook.tabs["Payments"].append([day(ago), client, amount, kind])


@pytest.mark.parametrize("first", ["typed", "bank"])
@pytest.mark.parametrize("off", [-10, -4, 4, 7, 10])
def test_what_was_typed_days_off_waits_beside_the_bank_s(agency, first, off):
    bank = replace(ADVANCE, day=day(15))
    if first == "typed":
        typed(agency, 15 + off)
        agency.run()
        drop(agency, "a.txt", bank)
    else:
        drop(agency, "a.txt", bank)
        agency.run()
        typed(agency, 15 + off)
    agency.run()
    one_of_two_counts(agency)


@pytest.mark.parametrize(
    "typing", [{"ago": 26}, {"ago": 4}, {"ago": 12, "kind": "bonus"}, {"ago": 12, "amount": 701}]
)
def test_what_is_farther_off_or_another_is_another(agency, typing):
    drop(agency, "a.txt", replace(ADVANCE, day=day(15)))
    typed(agency, **typing)
    assert codes(agency.run()) == []


def test_monthly_payments_by_bank_and_by_hand_ask_nothing(agency):
    for month in range(4):
        typed(agency, 200 - 30 * month)
    drop(
        agency,
        "a.txt",
        *(replace(ADVANCE, day=day(80 - 30 * n), document=str(n)) for n in range(3)),
        first=day(90),
    )
    reckoned = agency.run()
    assert (codes(reckoned), paid(reckoned)["Acme"]) == ([], 1_00 + 7 * 700_00)


def test_weekly_payments_each_typed_days_later_hold_each_its_own(agency):
    weeks = (28, 21, 14, 7)
    drop(agency, "a.txt", *(replace(ADVANCE, day=day(ago), document=str(ago)) for ago in weeks))
    for ago in weeks:
        typed(agency, ago - 4)
    reckoned = agency.run()
    assert (len(codes(reckoned)), paid(reckoned)["Acme"]) == (4, 1_00 + 4 * 700_00)


def test_a_choice_says_only_that_its_own_row_is_not_the_typed_one(agency):
    """The row of the 8th day ago was typed, beside the later one: that one came, too."""
    drop(agency, "a.txt", replace(ADVANCE, day=day(15)), replace(ADVANCE, day=day(8), document="2"))
    typed(agency, 13)
    assert codes(agency.run()) == [("POSSIBLE_DUPLICATE", 2)]
    agency.choose(0, "Acme")
    reckoned = agency.run()
    assert (codes(reckoned), paid(reckoned)["Acme"]) == ([("POSSIBLE_DUPLICATE", 3)], 1401_00)
    for said, comes in (("-", 1401_00), ("Acme", 2101_00)):
        agency.choose(1, said)
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Acme"]) == ([], comes)


def test_what_waits_names_the_typed_row_that_it_may_be(agency):
    drop(agency, "a.txt", replace(STRANGE, day=day(15)))
    typed(agency, 9, 55.5, "Acme")
    reckoned = agency.run()
    assert codes(reckoned) == [("UNMATCHED_PAYMENT", 2)]
    assert "Acme" in undecided(reckoned)  # where both came, more had come than is reckoned with
    assert agency.column("State") == ["▲ waits: choose the client, or - where it is Payments!A3"]
    agency.choose(0, "-")
    reckoned = agency.run()
    assert (codes(reckoned), undecided(reckoned), paid(reckoned)["Acme"]) == ([], [], 56_50)


@pytest.mark.parametrize(("chosen", "comes"), [("Bell", 111_00), ("-", 55_50), ("Acme", 55_50)])
def test_equal_rows_of_several_are_named_in_one_question(agency, chosen, comes):
    """The bank's 55.50 of somebody unknown, Acme's and Bell's in Payments: whichever client is chosen is
    not asked about the other again."""
    typed(agency, 2, 55.5, "Acme")
    typed(agency, 2, 55.5, "Bell")
    drop(agency, "a.txt", STRANGE)
    reckoned = agency.run()
    assert (codes(reckoned), undecided(reckoned)) == ([("UNMATCHED_PAYMENT", 2)], ["Acme", "Bell"])
    named = "▲ waits: choose the client, or - where it is Payments!A3 / Payments!A4"
    assert agency.column("State") == [named]
    agency.choose(0, chosen)
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), undecided(reckoned)) == ([], [])
        assert paid(reckoned)["Bell"] == comes


@pytest.mark.parametrize(("many", "wait"), [(3, 3), (5, 5), (9, 1)])
def test_the_run_that_brings_a_row_holds_whom_it_names(tmp_path, many, wait):
    """Of more clients than five an equal sum says nothing: the first one waits. A choice speaks of those
    that State had room for; the others are asked about once."""
    names = [f"Firm {letter * 3}" for letter in "ABCDEFGHI"[:many]]
    clients = [TABS["Clients"][0], *([each, None, "RUB", None] for each in ("Acme", *names))]
    agency = MemoryAgency(tmp_path, {**TABS, "Clients": clients})
    for each in names:
        typed(agency, 2, 55.5, each)
    drop(agency, "a.txt", replace(STRANGE, name="Zed"))
    for _ in range(2):
        assert undecided(agency.run()) == names[:wait]
    (state,) = agency.column("State")
    assert (state.count("Payments!"), "…" in state) == (min(many, 6), many > 6)
    for chosen, comes in [(names[-1], 55_50), (None, 55_50)] if many > 6 else []:
        agency.choose(0, chosen)
        for _ in range(2):
            assert paid(agency.run())[names[-1]] == comes
    agency.choose(0, names[-1])
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), undecided(reckoned)) == ([], [])
        assert paid(reckoned)[names[-1]] == 111_00


def test_two_of_the_bank_s_beside_two_typed_name_one_each(agency):
    typed(agency, 2, 55.5, "Acme")
    typed(agency, 2, 55.5, "Bell")
    drop(agency, "a.txt", STRANGE, replace(STRANGE, document="3"))
    agency.run()
    waits = "▲ waits: choose the client, or - where it is Payments!A{}"
    assert sorted(agency.column("State")) == [waits.format(3), waits.format(4)]


def test_what_is_typed_in_another_currency_is_named_beside_nothing(agency):
    drop(agency, "a.txt", replace(STRANGE, day=day(15)))
    typed(agency, 14, 55.5, "Cone")  # who pays in euros
    agency.run()
    assert agency.column("State") == ["▲ waits: choose the client"]


def test_a_row_typed_into_bank_without_its_day_is_told(agency):
    """Whose it is and how much stand there: it would count nowhere, without a word."""
    drop(agency, "a.txt", replace(ADVANCE, day=day(15)))
    agency.run()
    header = agency.bank[0]
    told = {"Amount": 90, "Client": "Bell"}
    agency.bank.append([told.get(each) for each in header])
    agency.bank.append([{"Purpose": "In all", "Amount": 790}.get(each) for each in header])
    for _ in range(2):
        assert codes(agency.run()) == [("MISSING_CELL", 3)]
    agency.bank[2][header.index("Day")] = day(3)
    reckoned = agency.run()
    assert (codes(reckoned), paid(reckoned)["Bell"]) == ([], 90_00)


def most_pairs(bank, by_hand):
    """The most pairs of days ten apart at most, and the fewest days off in all: tried one by one."""
    if not bank:
        return 0, 0
    pairs, off = most_pairs(bank[1:], by_hand)
    best = pairs, -off
    for at, there in enumerate(by_hand):
        if abs(there - bank[0]) <= NEAR:
            pairs, off = most_pairs(bank[1:], by_hand[:at] + by_hand[at + 1 :])
            best = max(best, (pairs + 1, -(off + abs(there - bank[0]))))
    return best[0], -best[1]


def test_any_payments_typed_and_told_are_held_by_the_law(tmp_path):
    """Random days of equal sums: as many are held as the nearest pairs are, and what no typed row is
    near to counts by itself."""
    for seed in range(25):
        chance = random.Random(seed)
        (tmp_path / str(seed)).mkdir()
        agency = MemoryAgency(tmp_path / str(seed), TABS)
        told = sorted((chance.randrange(40) for _ in range(chance.randrange(1, 8))), reverse=True)
        by_hand = [chance.randrange(40) for _ in range(chance.randrange(6))]
        for ago in by_hand:
            typed(agency, ago)
        drop(
            agency, "a.txt",
            *(replace(ADVANCE, day=day(ago), document=str(n)) for n, ago in enumerate(told)), first=day(60),
        )  # fmt: skip
        reckoned = agency.run()
        held, off = most_pairs(told, by_hand)
        states = ["equal" in state for state in agency.column("State")]
        assert sum(states) == held, seed
        places = (re.search(r"Payments!A([0-9]+)", state) for state in agency.column("State"))
        days = [(at, by_hand[int(place[1]) - 3]) for at, place in enumerate(places) if place]
        assert sum(abs(told[at] - there) for at, there in days) == off, seed
        alone = [all(abs(ago - other) > NEAR for other in by_hand) for ago in told]
        assert not any(state and free for state, free in zip(states, alone, strict=True))
        assert paid(reckoned)["Acme"] == 1_00 + 700_00 * (len(told) + len(by_hand) - held)


def test_whoever_answers_truly_gets_the_true_balance(tmp_path):
    """Random days of equal sums; some of the bank's were typed, too, up to nine days later, and some
    of what was typed is cash. The questions are answered truly one by one, in any order."""
    for seed in range(6):
        chance = random.Random(seed)
        (tmp_path / str(seed)).mkdir()
        agency = MemoryAgency(tmp_path / str(seed), TABS)
        told = sorted((chance.randrange(10, 30) for _ in range(6)), reverse=True)
        by_hand = {n for n in range(len(told)) if chance.random() < 0.4}
        cash = chance.randrange(3)
        for ago in (told[n] - chance.randrange(10) for n in by_hand):
            typed(agency, ago)
        for _ in range(cash):
            typed(agency, chance.randrange(30))
        drop(
            agency, "a.txt",
            *(replace(ADVANCE, day=day(ago), document=str(n)) for n, ago in enumerate(told)), first=day(60),
        )  # fmt: skip
        reckoned = agency.run()
        while held := [at for at, state in enumerate(agency.column("State")) if "equal" in state]:
            at = chance.choice(held)
            agency.choose(at, "-" if at in by_hand else "Acme")
            reckoned = agency.run()
        assert paid(reckoned)["Acme"] == 1_00 + 700_00 * (len(told) + cash), seed


@pytest.fixture
def typed_since(agency):
    """Staff chose Bell for the bank's payment, and somebody entered it in Payments then."""
    drop(agency, "a.txt", replace(STRANGE, day=day(15)))
    agency.run()
    agency.choose(0, "Bell")
    assert paid(agency.run())["Bell"] == 55_50
    typed(agency, 13, 55.5, "Bell")
    return agency


def held_beside_what_was_typed(agency):
    reckoned = agency.run()
    assert (codes(reckoned), paid(reckoned)["Bell"]) == ([("POSSIBLE_DUPLICATE", 2)], 55_50)
    assert undecided(reckoned) == ["Bell"]
    assert agency.column("State")[0].startswith(
        "▲ held, Payments!A3 is equal to it, and the client chosen"
    )


def test_what_is_typed_after_the_client_was_chosen_waits_for_a_word(typed_since):
    agency = typed_since
    held_beside_what_was_typed(agency)
    delete_tab(agency)
    for _ in range(2):
        held_beside_what_was_typed(agency)
    for chosen in (None, "Bell", "Bell"):  # both came
        agency.choose(0, chosen)
        reckoned = agency.run()
    assert (codes(reckoned), paid(reckoned)["Bell"], undecided(reckoned)) == ([], 111_00, [])
    assert "typed-since" not in agency.column("Code")[0]


@pytest.mark.parametrize("word", ["-", "the typed one deleted"])
def test_one_of_the_two_goes_by_a_dash_or_by_the_row_of_payments(typed_since, word):
    agency = typed_since
    held_beside_what_was_typed(agency)
    if word == "-":
        agency.choose(0, word)
    else:
        agency.workbook.tabs["Payments"].pop()
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Bell"], undecided(reckoned)) == ([], 55_50, [])


def test_so_does_what_was_typed_and_chosen_between_two_runs(agency):
    drop(agency, "a.txt", replace(STRANGE, day=day(15)))
    agency.run()
    agency.choose(0, "Bell")
    typed(agency, 13, 55.5, "Bell")
    for _ in range(2):
        held_beside_what_was_typed(agency)


def test_where_nobody_knows_what_was_asked_a_choice_says_that_both_came(typed_since):
    agency = typed_since
    with open_office(agency.config, "now", NOW) as (office, _):
        office.store.memories.remember("bank.asked", "")  # as of an earlier version
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Bell"]) == ([], 111_00)


def slip_in_bank(agency):
    agency.choose(0, "Acme")
    agency.run()
    agency.choose(0, "Bell")


def slip_in_payments(agency):
    agency.workbook.tabs["Payments"][-1][1] = "Acme"
    agency.run()
    agency.choose(0, "Bell")
    agency.run()
    agency.workbook.tabs["Payments"][-1][1] = "Bell"


def deleted_and_typed_anew(agency):
    agency.choose(0, "Bell")
    row = agency.workbook.tabs["Payments"].pop()
    agency.run()
    agency.workbook.tabs["Payments"].append(row)


def typed_again(agency):
    agency.choose(0, "Bell")
    assert paid(agency.run())["Bell"] == 111_00  # both came, and then one is typed twice
    typed(agency, 12, 55.5, "Bell")


@pytest.mark.parametrize(
    ("so", "typed_rows"),
    [(slip_in_bank, 1), (slip_in_payments, 1), (deleted_and_typed_anew, 1), (typed_again, 2)],
)
def test_a_choice_speaks_of_the_pair_alone_that_it_was_asked_about(agency, so, typed_rows):
    """Whatever pair comes later is asked about, once; what is answered then is kept."""
    typed(agency, 13, 55.5, "Bell")
    drop(agency, "a.txt", replace(STRANGE, day=day(15)))
    agency.run()
    so(agency)
    for _ in range(2):
        reckoned = agency.run()
        assert (codes(reckoned), paid(reckoned)["Bell"]) == (
            [("POSSIBLE_DUPLICATE", 2)],
            typed_rows * 55_50,
        )
        assert undecided(reckoned) == ["Bell"]
    assert f"Payments!A{2 + typed_rows} " in agency.column("State")[0]
    for chosen in (None, "Bell", "Bell"):
        agency.choose(0, chosen)
        reckoned = agency.run()
    payments = agency.workbook.tabs["Payments"]
    payments[1:] = payments[:0:-1]
    for _ in range(2):
        assert (codes(reckoned), paid(reckoned)["Bell"]) == ([], (typed_rows + 1) * 55_50)
        reckoned = agency.run()


def test_who_is_called_otherwise_since_is_not_asked_again(agency):
    typed(agency, 13, 55.5, "Bell")
    drop(agency, "a.txt", replace(STRANGE, day=day(15)))
    agency.run()
    agency.choose(0, "Bell")
    agency.run()
    for tab in agency.workbook.tabs.values():
        for row in tab:
            row[:] = ["Bell Ltd" if cell == "Bell" else cell for cell in row]
    reckoned = agency.run()
    assert (codes(reckoned), paid(reckoned)["Bell Ltd"]) == ([], 111_00)


@pytest.mark.parametrize(
    ("row", "found", "counted"),
    [
        ({"Amount": 90}, "UNMATCHED_PAYMENT", {}),
        ({"Amount": 90, "Client": "Bell", "Currency": "BTC"}, "BAD_CURRENCY", {}),
        ({"Amount": 90, "Currency": 5}, "BAD_CURRENCY", {}),
        ({"Amount": 90, "Client": "Yen"}, "", {"Yen": 90}),
        ({"Amount": 0}, "", {}),  # no money came
    ],
)
def test_a_row_typed_into_bank_is_in_its_client_s_money_or_the_house_s(agency, row, found, counted):
    """Found: a row without client and currency ended every run."""
    agency.workbook.tabs["Clients"].append(["Yen", "y@example.com", "JPY", None])
    drop(agency, "a.txt", replace(ADVANCE, day=day(15)))
    agency.run()
    agency.bank.append([{**row, "Day": day(3)}.get(each) for each in agency.bank[0]])
    for _ in range(2):
        reckoned = agency.run()
        assert [code for code, at in codes(reckoned) if at == 3] == ([found] if found else [])
        assert {who: sum_ for who, sum_ in paid(reckoned).items() if who in counted} == counted
