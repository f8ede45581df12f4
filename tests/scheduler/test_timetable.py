"""When runs are due: by hand, and against a list of every moment of the grid (F62)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.config.schedule import Window, between
from sheets_sync.scheduler.timetable import Timetable

ZONES = [
    "Europe/Berlin",
    "Europe/Moscow",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
]
WORKDAYS = frozenset(range(5))
EVERY_DAY = frozenset(range(7))
DAY = timedelta(days=1)


def table(every, first="08:00", last="20:00", days=WORKDAYS, zone="Europe/Berlin", digest=None):
    return Timetable(every, between(f"{first}-{last}"), days, digest, ZoneInfo(zone))


def local(text, zone="Europe/Berlin", fold=0):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold)


QUARTER = table(timedelta(minutes=15))


@pytest.mark.parametrize(
    ("after", "due"),
    [
        ("2026-11-23T07:59:59", "2026-11-23T08:00"),
        ("2026-11-23T08:00", "2026-11-23T08:15"),
        ("2026-11-23T09:07:13", "2026-11-23T09:15"),
        ("2026-11-23T19:59:59", "2026-11-23T20:00"),
        ("2026-11-23T20:00", "2026-11-24T08:00"),
        ("2026-11-27T20:00", "2026-11-30T08:00"),
        ("2026-11-28T12:00", "2026-11-30T08:00"),
    ],
)
def test_runs_lie_on_the_grid_of_the_window_its_ends_included(after, due):
    assert QUARTER.next_run(local(after)) == local(due)


def test_a_moment_due_is_told_in_utc():
    assert QUARTER.next_run(local("2026-11-23T09:07")).tzinfo is UTC


def test_a_run_a_day_is_at_the_start_of_the_window_today_still_if_that_is_to_come():
    daily = table(DAY)
    assert daily.next_run(local("2026-11-23T07:00")) == local("2026-11-23T08:00")
    assert daily.next_run(local("2026-11-23T08:00")) == local("2026-11-24T08:00")
    assert daily.next_run(local("2026-11-27T08:00")) == local("2026-11-30T08:00")


def test_runs_further_apart_than_a_day_keep_their_distance_and_move_off_days_off():
    table_of_two = table(2 * DAY, days=EVERY_DAY)
    dues = chain(table_of_two, local("2026-11-23T07:00"), 10)
    assert {later - sooner for sooner, later in pairwise(dues)} == {2 * DAY}
    weekly = chain(table(7 * DAY), local("2026-01-01T00:00"), 20)
    assert {each.astimezone(ZoneInfo("Europe/Berlin")).time() for each in weekly} == {time(8)}
    assert len({each.isocalendar()[:2] for each in weekly}) == 20


def test_a_window_that_the_clocks_skip_has_its_one_run_as_late_as_if_they_had_not():
    night = table(timedelta(hours=1), "02:30", "02:45", EVERY_DAY)
    assert night.next_run(local("2026-03-29T00:00")) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert night.next_run(local("2026-03-29T04:00")) == local("2026-03-30T02:30")


def test_a_window_that_ends_before_it_begins_for_the_clocks_put_forward_still_has_its_run():
    night = table(timedelta(hours=1), "02:30", "03:10", EVERY_DAY)
    due = night.next_run(local("2026-03-29T00:00"))
    assert due == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert night.open_at(due)


def test_a_time_that_comes_twice_is_due_once():
    night = table(DAY, "02:30", "02:45", EVERY_DAY)
    first = night.next_run(local("2026-10-25T00:00"))
    assert first == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert night.next_run(first) == local("2026-10-26T02:30")


def test_minutes_between_runs_are_elapsed_ones_whatever_the_clocks_do():
    whole = table(timedelta(minutes=30), "00:00", "23:59", EVERY_DAY)
    for day, length in [("2026-03-29", 23), ("2026-10-25", 25), ("2026-06-01", 24)]:
        start = local(f"{day}T00:00").astimezone(UTC)
        dues = chain(whole, start - timedelta(seconds=1), 2 * length)
        assert dues == [start + k * timedelta(minutes=30) for k in range(2 * length)]


def test_the_digest_is_weekly_and_strictly_later():
    weekly = table(DAY, digest=(frozenset({0}), time(9)))
    assert weekly.next_digest(local("2026-11-23T08:59")) == local("2026-11-23T09:00")
    assert weekly.next_digest(local("2026-11-23T09:00")) == local("2026-11-30T09:00")
    assert QUARTER.next_digest(local("2026-11-23T09:00")) is None


def test_a_window_over_midnight_belongs_to_the_day_on_which_it_begins():
    nights = table(timedelta(hours=2), "22:00", "06:00")
    friday = chain(nights, local("2026-11-27T21:59"), 5)
    assert friday[:4] == [
        local("2026-11-27T22:00"),
        *(local(f"2026-11-28T{h:02}:00") for h in (0, 2, 4)),
    ]
    assert friday[4] == local("2026-11-28T06:00")
    assert nights.next_run(friday[4]) == local("2026-11-30T22:00")
    assert nights.open_at(local("2026-11-28T05:59"))
    assert not nights.open_at(local("2026-11-28T23:00"))


def test_round_the_clock_leaves_no_hole_and_doubles_nothing_whatever_the_clocks_do():
    for day in ("2026-03-28", "2026-10-24", "2026-11-24"):
        whole = table(timedelta(minutes=15), "00:00", "24:00", EVERY_DAY)
        start = local(f"{day}T00:00").astimezone(UTC)
        dues = chain(whole, start - timedelta(seconds=1), 3 * 96)
        assert dues == [start + k * timedelta(minutes=15) for k in range(3 * 96)]


def test_round_the_clock_on_weekdays_ends_with_friday():
    whole = table(timedelta(minutes=15), "00:00", "24:00")
    assert whole.next_run(local("2026-11-27T23:45")) == local("2026-11-30T00:00")
    assert not whole.open_at(local("2026-11-28T00:00"))


def test_a_digest_every_working_day_follows_the_clock_on_the_wall():
    daily = table(DAY, digest=(WORKDAYS, time(9)))
    assert daily.next_digest(local("2026-11-27T09:00")) == local("2026-11-30T09:00")
    assert daily.next_digest(local("2026-10-23T09:00")) == local("2026-10-26T09:00")
    assert daily.next_digest(local("2026-11-24T08:59")) == local("2026-11-24T09:00")


def chain(timetable, after, count):
    dues = []
    for _ in range(count):
        after = timetable.next_run(after)
        dues.append(after)
    return dues


times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
windows = st.one_of(
    st.tuples(times, times).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Window(*pair)),
    st.tuples(times, times)
    .filter(lambda pair: pair[0] >= pair[1])
    .map(lambda pair: Window(*pair, overnight=True)),
    times.map(lambda clock: Window(clock, clock, overnight=True)),
)
everies = st.one_of(
    st.integers(60, 86_399).map(lambda seconds: timedelta(seconds=seconds)),
    st.integers(1, 40).map(lambda days: timedelta(days=days)),
    st.integers(86_401, 400_000).map(lambda seconds: timedelta(seconds=seconds)),
)
timetables = st.builds(
    Timetable,
    everies,
    windows,
    st.frozensets(st.integers(0, 6), min_size=1),
    st.none() | st.tuples(st.frozensets(st.integers(0, 6), min_size=1), times),
    st.sampled_from(ZONES).map(ZoneInfo),
)
CHANGES = [datetime(2026, 3, 29, 1), datetime(2026, 10, 25, 1), datetime(2026, 3, 8, 7), datetime(2026, 11, 1, 6), datetime(2026, 4, 4, 15), datetime(2026, 10, 3, 15, 30)]  # fmt: skip  # noqa: DTZ001 - UTC is put on below
moments = st.one_of(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001 - as above
    st.builds(
        lambda change, seconds: change + timedelta(seconds=seconds),
        st.sampled_from(CHANGES),
        st.integers(-90_000, 90_000),
    ),
).map(lambda moment: moment.replace(tzinfo=UTC))


def grid_of(timetable, day):
    """Every moment of one day's grid, spelled out."""
    window = timetable.between
    first = datetime.combine(day, window.first, timetable.zone).astimezone(UTC)
    last_day = day + DAY if window.overnight else day
    last = datetime.combine(last_day, window.last, timetable.zone).astimezone(UTC)
    moments = [first]
    while moments[-1] + timetable.every <= last:
        moments.append(moments[-1] + timetable.every)
    if window.round_the_clock and moments[-1] == last:
        moments.pop()  # it is the first of the next day's
    return moments


def days_of(timetable, around):
    """The days that have runs, from the day before ``around`` to well after the next of them."""
    apart = -(-timetable.every // DAY)
    span = range(around.toordinal() - 60, around.toordinal() + 60)
    wanted = [date.fromordinal(number) for number in span if number % apart == 0]
    moved = set()
    for day in wanted:
        while day.weekday() not in timetable.days:
            day += DAY  # noqa: PLW2901 - it moves off the days off
        moved.add(day)
    return sorted(day for day in moved if day >= around - 2 * DAY)


@given(timetables, moments)
def test_no_moment_of_the_grid_is_skipped_and_none_is_invented(timetable, after):
    days = days_of(timetable, after.astimezone(timetable.zone).date())
    grid = [moment for day in days for moment in grid_of(timetable, day)]
    assert timetable.next_run(after) == min(moment for moment in grid if moment > after)


@given(timetables, moments)
def test_the_next_run_is_strictly_later_and_open(timetable, after):
    due = timetable.next_run(after)
    assert due > after
    assert timetable.open_at(due)
    local_day = due.astimezone(timetable.zone).date()
    begun = [local_day - DAY, local_day] if timetable.between.overnight else [local_day]
    assert any(day.weekday() in timetable.days for day in begun)


@given(timetables, moments)
def test_by_the_clock_on_the_wall_a_run_is_inside_the_window(timetable, after):
    due = timetable.next_run(after).astimezone(timetable.zone)
    first, last = timetable.between.first, timetable.between.last
    noon, before = (due.replace(hour=hour, minute=0, fold=0) for hour in (23, 0))
    if noon.utcoffset() == before.utcoffset():  # a day without a change of the clocks
        clock = due.time()
        overnight = timetable.between.overnight and (clock >= first or clock <= last)
        assert first <= clock <= last or overnight


@given(timetables, moments, st.integers(0, 1_000_000))
def test_a_later_moment_has_no_earlier_run(timetable, after, more):
    assert timetable.next_run(after) <= timetable.next_run(after + timedelta(seconds=more))


@given(timetables, moments)
def test_the_digest_is_strictly_later_and_within_eight_days(timetable, after):
    due = timetable.next_digest(after)
    if timetable.digest is None:
        assert due is None
    else:
        assert after < due <= after + timedelta(days=8)
        assert due.astimezone(timetable.zone).weekday() in timetable.digest[0]
