"""A fleet's database of the test's own, and a fleet that uses it."""

import sys
from collections.abc import Callable, Iterator

import pytest

from sheets_sync import cli
from sheets_sync.config.fleet import FleetConfig, load_fleet
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.upgrading import migrate

TEXT = """
[fleet]
database = "{database}"
keys = "fleet.keys"
look_every = 1
takeover = {takeover}
{more}
"""


@pytest.fixture(scope="session")
def fleet_template(postgres, tmp_path_factory):
    """A database with the tables of a fleet, to be copied."""
    folder, name = tmp_path_factory.mktemp("fleet"), postgres.copy()
    with open_database(fleet_in(folder, postgres.url(name))) as database:
        migrate(database)
    return name


@pytest.fixture
def make_fleet(postgres, fleet_template, tmp_path) -> Iterator[Callable[..., FleetConfig]]:
    """Makes the fleet of the test: ``more`` is what its config says besides."""
    made = list[str]()

    def make(more: str = "", takeover: int = 6) -> FleetConfig:
        if not made:
            made.append(postgres.copy(fleet_template))
        return fleet_in(tmp_path, postgres.url(made[0]), more, takeover)

    yield make
    for name in made:
        postgres.drop(name)


@pytest.fixture
def fleet(make_fleet):
    return make_fleet()


@pytest.fixture
def base(fleet):
    """An open connection to the fleet's database."""
    with open_database(fleet) as connection:
        yield connection


@pytest.fixture
def call(fleet, capfd, monkeypatch):
    """Calls `sync fleet …`: the exit code, what it said on stdout and stderr."""

    def call(*arguments):
        argv = ["sheets-sync", "fleet", "--fleet", str(fleet.source), *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", argv)
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capfd.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return call


def fleet_in(folder, database, more="", takeover=6):
    """A fleet whose config is in ``folder``."""
    path = folder / "fleet.toml"
    path.write_text(TEXT.format(database=database, more=more, takeover=takeover))
    return load_fleet(path)
