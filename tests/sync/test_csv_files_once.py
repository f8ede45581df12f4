"""One file to which several ways lead is charged once (design §15)."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from sheets_sync.errors import UsageError
from tests.sync.agency import SHEETS, Agency
from tests.sync.test_csv_sources import MAY

ONE = MAY.encode()
NONE: Mapping[str, str] = {}
LINKS = {"link.csv": "exports/b.csv", "other": "exports", "exports/a newest.csv": "b.csv"}


def agency(folder: Path, *files: str, links: Mapping[str, str] = NONE) -> Agency:
    """An agency whose log is its tab and ``files``; in exports there is one, to which ``links``
    lead."""
    for name in ("exports", "links"):
        (folder / name).mkdir(parents=True)
    (folder / "exports" / "b.csv").write_bytes(ONE)
    for link, target in links.items():
        (folder / link).symlink_to(target)
    sources = ", ".join(f'{{ file = "{each}" }}' for each in files)
    return Agency(folder, SHEETS, f'[tabs]\nlog = ["Log", {sources}]\n')


def charged(of: Agency) -> int:
    return of.run().found.rows["charged"]


@pytest.mark.parametrize(
    "files",
    [("exports/*.csv", "./exports/b.csv"), ("./exports/b.csv", "exports/*.csv"),
     ("exports/*.csv", "exports/b.csv"), ("exports/*.csv", "./exports/b*.csv"),
     ("exports/*.csv", "link.csv"), ("exports/*.csv", "other/*.csv"), ("exports/*.csv",)],
)  # fmt: skip
def test_however_it_is_reached_its_rows_count_once(tmp_path, files):
    alone = charged(agency(tmp_path / "alone", "exports/b.csv"))
    made = agency(tmp_path / "ours", *files, links=LINKS)
    assert charged(made) == alone
    codes = {each["code"] for each in made.report()["findings"]}
    assert "POSSIBLE_DUPLICATE" not in codes


def test_files_of_equal_bytes_are_two(tmp_path):
    one = charged(agency(tmp_path / "one", "exports/*.csv"))
    made = agency(tmp_path / "two", "exports/*.csv")
    (made.folder / "exports" / "c.csv").write_bytes(ONE)
    assert charged(made) == one + 1


def test_a_link_alone_is_read_by_its_name(tmp_path):
    made = agency(tmp_path / "ours", "links/*.csv", links={"links/a.csv": "../exports/b.csv"})
    assert charged(made) == charged(agency(tmp_path / "plain", "exports/b.csv"))


def test_two_that_are_named_are_a_question(tmp_path):
    with pytest.raises(UsageError, match=r"exports/b.csv and link.csv of .tabs. are one file"):
        agency(tmp_path, "exports/b.csv", "link.csv", links=LINKS)
