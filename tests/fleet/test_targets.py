"""One spreadsheet has one name in a fleet (design §21): two would rewrite each other's cells."""

import threading

import pytest

from sheets_sync.errors import UsageError
from sheets_sync.fleet.carried import enrolment
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.roster import Roster
from tests.google.office import Office

FILES = "shared = true"
FILE = '[workbook]\npath = "{}"\n'


@pytest.fixture
def office(google, tmp_path):
    return Office(google, tmp_path / "office")


def names(base):
    return [row["name"] for row in Roster(base).rows()]


@pytest.mark.parametrize("tenant", ["", "somebody-else"])
@pytest.mark.parametrize(
    "spelt",
    [
        "{}",
        " {} ",
        "https://docs.google.com/spreadsheets/d/{}/edit#gid=0",
        "https://docs.google.com/spreadsheets/d/{}",
        "https://docs.google.com/open?key={}",
    ],
)
def test_a_spreadsheet_has_one_name_however_it_is_spelt(call, base, office, spelt, tenant):
    """Found: under two names, two installations wrote one workbook."""
    assert call("add", "nord", office.path)[0] == 0
    text = office.path.read_text()
    other = office.folder / "other.toml"
    other.write_text(text.replace(f'"{office.book.key}"', f'"{spelt.format(office.book.key)}"'))
    code, _, err = call("add", "south", other, *(["--tenant", tenant] if tenant else []))
    err = " ".join(err.split())
    assert code == 2
    assert "already, as nord" in err
    assert "`sheets-sync fleet add nord CONFIG`" in err
    assert "`sheets-sync fleet remove nord`" in err
    assert names(base) == ["nord"]
    assert call("add", "nord", other)[0] == 0, "it may be named otherwise"
    call("remove", "nord")
    assert call("add", "south", other)[0] == 0


def test_another_spreadsheet_of_a_known_name_is_free_of_the_first(call, base, google, tmp_path):
    one, two = (Office(google, tmp_path / name) for name in ("one", "two"))
    call("add", "nord", one.path)
    assert call("add", "nord", two.path)[0] == 0
    assert call("add", "south", one.path)[0] == 0
    assert call("add", "north", two.path)[0] == 2


@pytest.mark.parametrize(
    "way", ["../shared/a.xlsx", "../south/../shared/a.xlsx", "ABSOLUTE", "LINK"]
)
def test_so_has_a_file_by_whatever_way_it_is_reached(make_fleet, tmp_path, way):
    fleet = make_fleet(FILES)
    shared = fleet.fleet.folder / "shared"
    shared.mkdir(parents=True)
    (fleet.fleet.folder / "south").mkdir()
    if way == "LINK":
        (fleet.fleet.folder / "south" / "linked").symlink_to(shared)
    there = {"ABSOLUTE": str(shared / "a.xlsx"), "LINK": "linked/a.xlsx"}.get(way, way)
    with open_database(fleet) as base:
        for name, path in (("nord", "../shared/a.xlsx"), ("west", "a.xlsx")):
            Roster(base).enrol(added(fleet, tmp_path, name, path), {})
        with pytest.raises(UsageError, match="already, as nord"):
            Roster(base).enrol(added(fleet, tmp_path, "south", there), {})
        assert names(base) == ["nord", "west"]
        Roster(base).enrol(added(fleet, tmp_path, "south", "a.xlsx"), {})


def added(fleet, folder, name, path):
    (folder / f"{name}.toml").write_text(FILE.format(path))
    return enrolment(fleet, name, folder / f"{name}.toml")[0]


def test_a_file_is_told_where_the_fleet_looks_for_it(make_fleet, tmp_path):
    """Found: `why` named one beside the config, wherever that was added from."""
    fleet = make_fleet(FILES)
    config = tmp_path / "elsewhere.toml"
    config.write_text(FILE.format("agency.xlsx"))
    enrolled, _ = enrolment(fleet, "nord", config)
    assert enrolled.place == str(fleet.folder_of("nord") / "agency.xlsx")


def test_of_two_who_add_it_at_once_one_does(fleet, base, office):
    said = list[bool | None]()

    def add(name):
        with open_database(fleet) as mine:
            try:
                said.append(Roster(mine).enrol(enrolment(fleet, name, office.path)[0], {}))
            except UsageError:
                said.append(None)

    threads = [threading.Thread(target=add, args=[f"w{number}"]) for number in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(map(str, said)) == ["None"] * 5 + ["True"]


def test_those_of_a_program_of_before_are_told_by_the_migration(call, base, google, tmp_path):
    office, alone = (Office(google, tmp_path / name) for name in ("office", "alone"))
    for name, config in (("nord", office.path), ("west", alone.path)):
        call("add", name, config)
    base.execute("UPDATE fleet_workbooks SET target = ''")
    base.execute(
        "INSERT INTO fleet_workbooks (name, tenant, seller, config, files, place, period)"
        " SELECT 'south', 'south', '', config, files, place, period FROM fleet_workbooks"
        " WHERE name = 'nord'"
    )
    base.execute("UPDATE fleet_workbooks SET config = config || 'x = 1' WHERE name = 'west'")
    code, _, err = call("migrate")
    assert code == 0
    assert "Warning: south and nord are one spreadsheet" in " ".join(err.split())
    assert "fleet remove south" in err
    assert "west" not in err
    assert call("add", "east", office.path)[0] == 2


IN_DATABASE = '[state]\ndatabase = "postgresql://sheets@db.example/firm"\nworkbook = "{}"\n'


def test_a_config_whose_state_has_another_name_is_refused(make_fleet, tmp_path):
    """Found: by hand the workbook would have been run with the letters of another one."""
    fleet, config = make_fleet(FILES), tmp_path / "a.toml"
    config.write_text(FILE.format("agency.xlsx") + IN_DATABASE.format("nord"))
    with pytest.raises(UsageError, match='"nord" in the database, not south') as told:
        enrolment(fleet, "south", config)
    assert told.value.cure == (
        'Say workbook = "south" in its [state], or add it as nord: `sheets-sync fleet add nord '
        f"{config}`."
    )
    assert enrolment(fleet, "nord", config)[0].name == "nord"
