"""A simulation reckons anew only what drafts move, and it comes to what a whole reckoning of the same
workbook does; letters of the days in which both sides stand alike are replayed once (design §18)."""

from datetime import timedelta

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings

from sheets_sync import workbooks
from sheets_sync.billing.day_by_day import one_account
from sheets_sync.notices.plan.replay import Replay
from sheets_sync.reckoning import reckon
from sheets_sync.use_cases.drafts.trying_out import Question, try_out
from sheets_sync.use_cases.shared.letters_by_config import policy_of
from sheets_sync.use_cases.simulation import simulation_of
from tests.sync.agency import NOW, day
from tests.sync.test_simulation import ANY, BOOKS, CASES, World, entered

OF_BOOKS = settings(
    max_examples=CASES,
    phases=(Phase.generate,),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
STARTS = ANY([None, None, day(89), day(40)])


def told(_):
    """Nobody listens."""


def question(book, start):
    return Question("Acm", None, start) if list(entered(book["drafts"], start)) else None


@OF_BOOKS
@given(book=BOOKS, start=STARTS, spelt=ANY(["Favour", "FAVOUR", "call"]))
def test_what_drafts_do_not_move_is_as_it_was_read(
    tmp_path_factory, monkeypatch, book, start, spelt
):
    book["drafts"].append(["Acme", spelt, None, 10, None, None, None, None, None])
    world = World(tmp_path_factory.mktemp("world"), book, "0m")
    monkeypatch.setattr(workbooks, "open_workbook", lambda *_: world.workbook)
    tried = try_out(world.config, Question("Acm", None, start), NOW, told)
    whole = reckon(
        world.config, tried.trial.beside(tried.now.snapshot), workbooks.today(world.config, NOW),
        flag_future=True, drafts=[tried.trial.sought],
    )  # fmt: skip
    assert tried.drafted.findings == whole.findings
    assert tried.drafted.accounts.accounts == whole.accounts.accounts
    assert tried.drafted.effort.clients == whole.effort.clients
    for part in ("services", "currencies", "priced_services", "clients", "findings"):
        assert getattr(tried.drafted.book, part) == getattr(whole.book, part)
    for one, other in zip(tables(tried.drafted), tables(whole), strict=True):
        pd.testing.assert_frame_equal(one, other)


def tables(made):
    book, accounts, effort = made.book, made.accounts, made.effort
    return (
        book.prices, book.log, book.payments, accounts.log, accounts.postings, effort.table,
        effort.staff,
    )  # fmt: skip


@OF_BOOKS
@given(book=BOOKS, start=STARTS)
def test_letters_are_those_of_each_side_by_itself(tmp_path_factory, monkeypatch, book, start):
    wanted = question(book, start)
    if wanted is None:
        return
    world = World(tmp_path_factory.mktemp("world"), book, "0m")
    monkeypatch.setattr(workbooks, "open_workbook", lambda *_: world.workbook)
    made = simulation_of(world.config, wanted, NOW, told)
    for side in (made.now, made.drafted):
        reckoned = side.reckoning
        replay = Replay(
            reckoned.book, reckoned.accounts, world.config.terms(), policy_of(world.config),
            world.config.workbook.zone(),
        )  # fmt: skip
        alone = replay.letters(one_account(reckoned.book, reckoned.accounts, side.code), made.last)
        begins = NOW - timedelta(days=made.last - made.first)
        assert side.letters == tuple(each for each in alone if each.moment.date() >= begins.date())


@OF_BOOKS
@given(book=BOOKS, start=STARTS)
def test_the_accounts_are_alike_up_to_the_day_on_which_they_part(
    tmp_path_factory, monkeypatch, book, start
):
    wanted = question(book, start)
    if wanted is None:
        return
    world = World(tmp_path_factory.mktemp("world"), book, "0m")
    monkeypatch.setattr(workbooks, "open_workbook", lambda *_: world.workbook)
    tried = try_out(world.config, wanted, NOW, told)
    one, two = (one_account(each.book, each.accounts, 0) for each in (tried.now, tried.drafted))
    apart, terms = one.apart(two), world.config.terms()
    days = range(tried.now.day - 120, tried.now.day + 1)
    differ = [
        day_ for (day_, a), (_, b) in zip(one.on(days, terms), two.on(days, terms), strict=True)
        if a != b
    ]  # fmt: skip
    assert not differ if apart is None else min(differ, default=apart) >= apart
