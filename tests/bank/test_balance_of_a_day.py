"""CSV of banks that tell one balance a day, behind its last entry: each day is proven by that (design
§20)."""

import random

import pytest

from sheets_sync.bank.csv_layout import CsvColumns, Layout, statements_in
from sheets_sync.bank.refusing import StatementFault

LAYOUT = Layout(
    CsvColumns("Date", amount="Sum", balance="Balance", name="Name", purpose="For"),
    "40702810500000000001", "RUB", dates="y-m-d",
)  # fmt: skip
HEADER = "Date;Name;For;Sum;Balance"
DAYS = [
    "2026-11-01;Acme;Invoice 1;100,00;1100,00",
    "2026-11-03;Bell;Invoice 2;50,00;",
    "2026-11-03;Cone;Invoice 3;25,00;",
    "2026-11-03;Bank;Fee;-5,00;1170,00",
    "2026-11-04;Acme;Invoice 4;30,00;1200,00",
    "2026-11-05;Rent;;-200,00;",
    "2026-11-05;Bell;Invoice 5;0,50;1000,50",
]


def read(rows):
    (made,) = statements_in("\n".join([HEADER, *rows]).encode(), LAYOUT)
    return [each.signed for each in made.entries], made.opening, made.closing


SAYS = [100_00, 50_00, 25_00, -5_00, 30_00, -200_00, 50], 1000_00, 1000_50


def test_it_is_read_in_either_order_of_rows():
    assert read(DAYS) == SAYS
    assert read(DAYS[::-1]) == SAYS


def test_an_opening_balance_proves_the_first_day():
    opening = "2026-11-03;;Balance brought forward;;1100,00"
    assert read([opening, *DAYS[1:]])[1:] == (1100_00, 1000_50)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows[1:], "first day, 2026-11-03, has several rows"),
        (lambda rows: rows[2:], "first day, 2026-11-03, has several rows"),
        (lambda rows: rows[:2], "blank in a row with a day"),
        (lambda rows: rows[:-1], "blank in a row with a day"),
        (lambda rows: rows[:2] + rows[3:], "the balance comes to"),
        (lambda rows: rows[:5] + rows[6:], "the balance comes to"),
        (lambda rows: [*rows[:1], rows[1].replace("50,00", "51,00"), *rows[2:]], "the balance comes to"),
        (lambda rows: [*rows[:2], rows[2].replace("-03", "-02"), *rows[3:]], "blank in a row with a day"),
        (lambda rows: [rows[0].replace("1100,00", ""), *rows[1:]], "blank in a row with a day"),
        (lambda rows: [*rows[:3], rows[3].replace("1170,00", ""), *rows[4:]], "blank in a row with a day"),
        (lambda rows: rows[1:4], "first day, 2026-11-03, has several rows"),
    ],
)  # fmt: skip
def test_what_nothing_proves_is_refused(change, said, turned):
    rows = change(DAYS)
    with pytest.raises(StatementFault) as fault:
        read(rows[::-1] if turned else rows)
    assert said in str(fault.value)
    assert (fault.value.reason.cure == "from_a_day") == ("first day" in said)


@pytest.mark.parametrize("dash", ["-", "\u2013", "- RUB"])
def test_a_dash_is_no_balance_where_more_of_its_day_follows(dash):
    dashed = [f"{row}{dash}" if row.endswith(";") else row for row in DAYS]
    assert dashed != DAYS
    assert read(dashed) == read(dashed[::-1]) == SAYS


@pytest.mark.parametrize(
    "change",
    [
        lambda row: row.replace("50,00", "51,00"),
        lambda row: row.replace("-03", "-02"),  # the last of its day, which comes to no 0
        lambda row: row.replace("50,00", "-1100,00"),  # as if it were 0
    ],
)
def test_a_dash_passes_no_damage(change):
    rows = [DAYS[0], change(f"{DAYS[1]}-"), *DAYS[2:]]
    for turned in (rows, rows[::-1]):
        with pytest.raises(StatementFault):
            read(turned)


def generated(chance):
    """Rows with all balances, the first day of one entry."""
    balance = chance.randrange(10**6)
    rows: list[tuple[str, int, int]] = []
    for day in sorted(chance.sample(range(1, 29), 6)):
        for _ in range(chance.choice((1, 1, 2, 3, 6)) if rows else 1):
            amount = chance.choice((1, -1)) * chance.choice((100, 5000, chance.randrange(1, 10**6)))
            balance += amount
            rows.append((f"2026-11-{day:02d}", amount, balance))
    return rows


def money(minor):
    return f"{minor / 100:.2f}".replace(".", ",")


def written(rows, *, daily):
    last = {day: at for at, (day, *_) in enumerate(rows)}
    return [
        f"{day};N{at};;{money(amount)};{money(balance) if not daily or last[day] == at else ''}"
        for at, (day, amount, balance) in enumerate(rows)
    ]


def test_it_says_what_one_with_all_balances_says_and_no_damage_passes():
    for seed in range(300):
        chance = random.Random(seed)
        rows = generated(chance)
        whole, daily = written(rows, daily=False), written(rows, daily=True)
        assert read(daily) == read(whole) == read(daily[::-1])
        at = chance.randrange(1, len(rows))
        fields = daily[at].split(";")
        for other in (money(rows[at][1] + 100), money(-rows[at][1])):
            fields[3] = other
            for turned in (1, -1):
                with pytest.raises(StatementFault):
                    read([*daily[:at], ";".join(fields), *daily[at + 1 :]][::turned])
        with pytest.raises(StatementFault):
            read(daily[:at] + daily[at + 1 :] if at < len(daily) - 1 else [*daily[:1], daily[-1]])
