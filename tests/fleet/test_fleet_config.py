"""``fleet.toml``: every fault at once, each with its place (design §13, §21)."""

from datetime import timedelta

import pytest

from sheets_sync.config.fleet import find_fleet, load_fleet
from sheets_sync.errors import ConfigError


def loaded(folder, text):
    (folder / "fleet.toml").write_text(text)
    return load_fleet(folder / "fleet.toml")


def test_paths_are_relative_to_the_folder_of_the_file(tmp_path):
    config = loaded(tmp_path, '[fleet]\ndatabase = "postgresql://db/x"\nfolder = "books"\n')
    assert config.folder_of("nord") == tmp_path / "books" / "nord"
    assert config.fleet.takeover == 30
    assert config.quota.minute == timedelta(minutes=1)


def test_every_fault_is_told_at_once(tmp_path):
    with pytest.raises(ConfigError) as told:
        loaded(
            tmp_path,
            '[fleet]\nfodler = "x"\npassword = "y"\nrun_limit = "0s"\n[quota]\nreads = 0\n[flet]\n',
        )
    assert [fault.split(":")[0] for fault in told.value.faults] == [
        "fleet", "fleet.run_limit", "fleet.fodler", "fleet.password", "quota.reads", "flet",
    ]  # fmt: skip
    assert "did you mean" in str(told.value)
    assert "name its source in password_env" in str(told.value)


def test_a_database_that_tells_its_password_and_a_password_named_twice_are_faults(tmp_path):
    text = (
        '[fleet]\ndatabase = "postgresql://a:hunter2@db/x"\npassword_file = "p"\n'
        'password_env = "P"\n'
    )
    with pytest.raises(ConfigError) as told:
        loaded(tmp_path, text)
    assert [fault.split(":")[0] for fault in told.value.faults] == [
        "fleet.database", "fleet.password_file",
    ]  # fmt: skip
    assert "contradicts fleet.password_env: name one source" in str(told.value)
    assert "hunter2" not in str(told.value)


def test_where_there_is_none_the_cure_names_the_example(tmp_path):
    with pytest.raises(ConfigError) as told:
        load_fleet(tmp_path / "fleet.toml")
    assert "docs/fleet/fleet.example.toml" in told.value.cure


def test_the_file_is_the_one_named_or_that_of_the_environment_or_the_one_here(tmp_path):
    assert find_fleet("a.toml", {"SHEETS_SYNC_FLEET": "b.toml"}).name == "a.toml"
    assert find_fleet(None, {"SHEETS_SYNC_FLEET": "b.toml"}).name == "b.toml"
    assert find_fleet(None, {}).name == "fleet.toml"
