"""A sound config: defaults, amounts in minor units, names, paths, and the file that is found."""

import re
import tomllib
from dataclasses import FrozenInstanceError
from datetime import time, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sheets_sync.billing.currency import MINOR_DIGITS
from sheets_sync.config import find, load, loads, schedule
from sheets_sync.config.complaints import keys, tables
from sheets_sync.config.models import Config
from sheets_sync.config.parsing import parse
from sheets_sync.config.schedule import Window
from sheets_sync.config.strict_table import keys_by_name
from sheets_sync.errors import ConfigError

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"


def config(text: str = "", folder: Path = Path("/agency")) -> Config:
    return loads(text, folder / "config.toml")


def test_the_example_is_every_default():
    assert load(EXAMPLE) == parse({}, EXAMPLE)


def test_every_key_stands_in_the_example():
    example = tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))
    assert list(example) == list(keys_by_name(Config))
    for name, table in tables().items():
        assert list(example[name]) == keys(table), name


def test_every_key_of_the_example_is_explained():
    lines = EXAMPLE.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if re.match(r"\w+ = ", line):
            block = lines[:number][::-1]
            above = next(text for text in block if not re.match(r"\w+ = ", text))
            assert above.startswith("#") or "#" in line, line


def test_the_examples_in_its_comments_are_sound_too():
    text = EXAMPLE.read_text(encoding="utf-8")
    spelled = [line for line in text.splitlines() if re.match(r"# [\w.]+ = ", line)]
    assert len(spelled) == 19
    accounts = text[text.index("# [accounts.RUB]") : text.index("[bank]")].replace("# ", "")
    assert set(config(accounts).bank_accounts()) == {"RUB", "EUR"}
    for line in spelled[:6]:
        table = {"log": "columns", "clients": "columns", "threshold": "billing"}[
            re.split(r"[ .]", line)[1]
        ]
        assert config(f"[{table}]\n{line.removeprefix('# ')}") != config()


def test_amounts_are_minor_units_of_the_houses_currency_or_by_currency():
    sound = config(
        """
        [billing]
        currency = "JPY"
        threshold = 700
        credit_limit = { EUR = "12.5", KWD = "1.234" }
        [effort]
        cost_per_hour = "900"
        staff_cost = { "Anna  Ёлкина" = { EUR = "20" } }
        [notices]
        re_arm = { EUR = 5 }
        """
    )
    assert sound.thresholds() == {"JPY": 700}
    assert sound.credit_limits() == {"EUR": 1250, "KWD": 1234}
    terms = sound.terms()
    assert terms.cost_per_hour == {"JPY": 900}
    assert terms.staff_cost == {"anna елкина": {"EUR": 2000}}
    assert terms.re_arm == {"EUR": 500}
    assert terms.round_up_to == {"JPY": 1000}


@given(st.integers(0, 10**12), st.sampled_from(sorted(MINOR_DIGITS)))
def test_an_amount_comes_back_to_the_minor_unit(minor, currency):
    digits = MINOR_DIGITS[currency]
    whole, cents = divmod(minor, 10**digits)
    text = f"{whole}.{cents:0{digits}}" if digits else str(whole)
    sound = config(f"[billing]\ncurrency = '{currency}'\nthreshold = '{text}'")
    assert sound.thresholds() == {currency: minor}


def test_names_are_folded_in_the_terms():
    terms = config(
        "[effort]\nchannels = ['Почта', 'Ticket ']\npersonal_channels = 'Мобильный'"
    ).terms()
    assert terms.channels == {"почта", "ticket"}
    assert terms.personal_channels == {"мобильный"}


def test_one_tab_may_stand_without_a_list():
    refs = config("[tabs]\nlog = 'Work'\nprices = ['P', 'https://x/d/KEY#P']").sources()
    assert {role: tuple(each.ref for each in of) for role, of in refs.items()} == {
        "clients": (),
        "prices": ("P", "https://x/d/KEY#P"),
        "payments": (),
        "log": ("Work",),
    }


def test_headers_are_aliases_by_role_and_column():
    sound = config(
        "[columns]\nlog.minutes = 'Spent, min'\nclients.client = ['Customer', 'Account']"
    )
    assert sound.aliases() == {
        "log.minutes": ("Spent, min",),
        "clients.client": ("Customer", "Account"),
    }


@pytest.mark.parametrize(
    ("said", "by"),
    [
        ("'Hours'", {"log.hours": ("Hours",)}),
        ("['Time', 'ЧАСЫ ', 'Min.']", {"log.minutes": ("Time", "Min."), "log.hours": ("ЧАСЫ ",)}),
        (
            "{ header = ['Hours', 'Took'], unit = 'min' }",
            {"log.minutes": ("Hours", "Took"), "log.unit": ("Hours", "Took")},
        ),
        (
            "{ header = ['Hours', 'Took'], unit = 'ч' }",
            {"log.hours": ("Hours", "Took"), "log.unit": ("Hours", "Took")},
        ),
    ],
)
def test_a_header_of_hours_is_one_of_minutes_only_by_its_unit(said, by):
    """Found: 8 under Hours was charged as eight minutes."""
    assert config(f"[columns]\nlog.minutes = {said}").aliases() == by
    assert config("[columns]\nlog.quantity = 'Hours'").aliases() == {"log.quantity": ("Hours",)}


@pytest.mark.parametrize(("hours", "headers"), [
    (True, ["Time (h)", "Spent, h", "Temps (h)", "Stunden", "Zeit (Std)", "Arbeitsstunden", "Working hours", "Heures", "Godz.", "Horas",
            "Manhours", "Duration (decimal)", "Dauer (dezimal)", "HH:MM", "H:MM", "Hours & minutes", "Время, ч", "Часы:минуты", "Чел-ч"]),
    (False, ["Time", "Duration", "Min.", "Hours (min)", "Hours, in minutes", "Std. (Min)", "Time spent, min", "Минуты", "Took"]),
])  # fmt: skip
def test_a_header_that_says_its_unit_is_in_it(hours, headers):
    """Found: 8 under "Time (h)" was charged as eight minutes."""
    key = "log.hours" if hours else "log.minutes"
    for header in headers:
        assert config(f"[columns]\nlog.minutes = '{header}'").aliases() == {key: (header,)}, header


def test_paths_are_relative_to_the_config(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "config.toml").write_text("[state]\npath = '/var/s.sqlite3'")
    sound = load(Path("deep/config.toml"))
    assert sound.workbook.path == tmp_path / "deep" / "agency.xlsx"
    assert sound.mail.folder == tmp_path / "deep" / "outbox"
    assert sound.state.path == Path("/var/s.sqlite3")


def test_a_byte_order_mark_does_no_harm(tmp_path):
    path = tmp_path / "config.toml"
    path.write_bytes(b"\xef\xbb\xbf[billing]\nlow_days = 3\n")
    assert load(path).billing.low_days == 3


@pytest.mark.parametrize(
    ("text", "locale"),
    [("", "en"), ("language = 'ru'", "ru"), ("language = 'ru'\nlocale = 'en'", "en")],
)
def test_numbers_follow_the_language_unless_told_otherwise(text, locale):
    assert config(f"[workbook]\n{text}").workbook.locale == locale


@pytest.mark.parametrize(
    ("text", "seconds"), [("0m", 0), ("90s", 90), ("15m", 900), ("1h", 3600), ("2 D", 172800)]
)
def test_durations(text, seconds):
    assert config(f"[notices]\nsettle = '{text}'").notices.settle == timedelta(seconds=seconds)


def test_the_schedules_texts_have_a_meaning():
    assert schedule.days("mon-fri") == {0, 1, 2, 3, 4}
    assert schedule.days("sat-mon, wed") == {5, 6, 0, 2}
    assert schedule.between("08:00-20:30") == Window(time(8), time(20, 30))
    assert schedule.between("22:00-06:00") == Window(time(22), time(6), overnight=True)
    assert schedule.between("08:00-24:00") == Window(time(8), time(0), overnight=True)
    assert schedule.digest_times("mon 09:00") == (frozenset({0}), time(9))
    assert schedule.digest_times("mon-fri 18:30") == (frozenset(range(5)), time(18, 30))
    assert schedule.digest_times("mon,  thu 09:00") == (frozenset({0, 3}), time(9))
    assert schedule.digest_times("") is None


@pytest.mark.parametrize("text", ["", " ", "00:00-24:00"])
def test_round_the_clock_is_a_window_too(text):
    assert schedule.between(text).round_the_clock


def test_a_config_is_frozen():
    sound = config()
    with pytest.raises(FrozenInstanceError):
        sound.billing.low_days = 3  # type: ignore[misc]


def test_the_config_is_found_by_option_then_variable_then_here():
    environ = {"SHEETS_SYNC_CONFIG": "/etc/agency.toml"}
    assert find("mine.toml", environ) == Path("mine.toml")
    assert find(None, environ) == Path("/etc/agency.toml")
    assert find(None, {}) == Path("config.toml")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=5), inner),
        max_leaves=8,
    ),
    st.sampled_from(
        [f"{name}.{key}" for name, table in tables().items() for key in keys(table)]
        + ["columns", "effort", "x"]
    ),
)
def test_whatever_stands_there_is_taken_or_told(value, place):
    table, _, key = place.partition(".")
    raw = {table: {key: value}} if key else {table: value}
    try:
        parse(raw, Path("/agency/config.toml"))
    except ConfigError as error:
        assert error.faults  # noqa: PT017 - it may be raised, and then says why


def test_a_column_that_is_no_list_of_headers_is_told(tmp_path):
    with pytest.raises(ConfigError, match=r"columns.log.charge.header: must be a list of names"):
        parse({"columns": {"log": {"charge": 0}}}, tmp_path / "config.toml")
