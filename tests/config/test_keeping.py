"""A sound config is kept beside the state: the same again for the same file, else nothing."""

import shutil
from collections.abc import Callable
from dataclasses import FrozenInstanceError, replace
from pathlib import Path

import pytest

from sheets_sync.config import Config, keep, keeping, load, said
from sheets_sync.config.keeping import beside
from tests.config.test_config import EXAMPLE

EVERY_KIND = """
[billing]
threshold = { RUB = "5000.50", EUR = 7 }
[effort]
staff_cost = { "Anna Ёлкина" = { EUR = "20" }, Boris = "12" }
channels = "mail"
[columns]
log.minutes = { header = ["Часы"], unit = "h" }
[mail]
password_command = "pass show mail"
[accounts.EUR]
payee = "Agency"
bank = "Bank"
bic = "COBADEFFXXX"
iban = "DE89370400440532013000"
[log]
file = ""
"""


def kept_of(folder: Path, text: str) -> tuple[Config, Path]:
    """A config in a folder, kept; and where."""
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    sound = load(path)
    keep(sound)
    return sound, beside(sound.state.path)


@pytest.fixture
def no_parsing(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object) -> Config:
        raise AssertionError("it was looked at anew")

    monkeypatch.setattr("sheets_sync.config.parsing.parse", parse)


@pytest.mark.parametrize("text", [EVERY_KIND, EXAMPLE.read_text(encoding="utf-8")])
def test_what_is_kept_is_the_same_to_the_letter(tmp_path, text, request):
    sound, _ = kept_of(tmp_path, text)
    request.getfixturevalue("no_parsing")
    again = load(tmp_path / "config.toml")
    assert (again, repr(again)) == (sound, repr(sound))
    assert (again.source, again.mail.config_folder) == (sound.source, tmp_path)
    assert again.digest == sound.digest != ""


@pytest.mark.parametrize("text", [EVERY_KIND, EXAMPLE.read_text(encoding="utf-8")])
def test_what_is_kept_says_the_same_wherever_it_was_found(tmp_path, text):
    sound, _ = kept_of(tmp_path, text)
    again = load(tmp_path / "config.toml")
    louder = replace(again, log=replace(again.log, level="debug"))

    assert said(again) == said(sound) == said(replace(sound, source=None, digest=""))
    assert said(louder) != said(sound)


def test_what_is_kept_is_frozen(tmp_path):
    kept_of(tmp_path, EVERY_KIND)
    again = load(tmp_path / "config.toml")

    with pytest.raises(FrozenInstanceError):
        again.mail.host = "elsewhere"  # type: ignore[misc] # that is the point


def test_it_is_its_owners_alone(tmp_path):
    _, file = kept_of(tmp_path, EVERY_KIND)
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_file_is_named_as_it_is_named_now(tmp_path, monkeypatch, no_parsing):
    monkeypatch.undo()
    monkeypatch.chdir(tmp_path)
    Path("config.toml").write_text("# all as it is\n")
    keep(load(Path("config.toml")))
    assert load(tmp_path / "config.toml").source == tmp_path / "config.toml"


def change_the_text(folder: Path, _file: Path, _patch: pytest.MonkeyPatch) -> None:
    (folder / "config.toml").write_text("[billing]\nlow_days = 4\n")


def upgrade(_folder: Path, _file: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setattr("sheets_sync.config.keeping.__version__", "99.0")


def another_check(folder: Path, _file: Path, patch: pytest.MonkeyPatch) -> None:
    """The program out of git has a new check, under the version of before."""
    package = folder / "program"
    package.mkdir()
    for each in Path(keeping.__file__).parent.glob("*.py"):
        shutil.copy2(each, package)
    with (package / "checks.py").open("a") as module:
        module.write("# and one more\n")
    patch.setattr(keeping, "__file__", str(package / "keeping.py"))


def another_home(_folder: Path, _file: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("HOME", "/elsewhere")


def open_to_others(_folder: Path, file: Path, _patch: pytest.MonkeyPatch) -> None:
    file.chmod(0o622)


def another_key(_folder: Path, file: Path, _patch: pytest.MonkeyPatch) -> None:
    file.write_text(file.read_text().replace('"low_days"', '"other_days"'))


def another_kind(_folder: Path, file: Path, _patch: pytest.MonkeyPatch) -> None:
    file.write_text(file.read_text().replace('"BillingTable"', '"MoneyTable"'))


def cut(_folder: Path, file: Path, _patch: pytest.MonkeyPatch) -> None:
    file.write_bytes(file.read_bytes()[:-9])


def make_a_folder(_folder: Path, file: Path, _patch: pytest.MonkeyPatch) -> None:
    file.unlink()
    file.mkdir()


def no_object(_folder: Path, file: Path, _patch: pytest.MonkeyPatch) -> None:
    file.write_text("[" * 100_000)


@pytest.mark.parametrize(
    "change",
    [change_the_text, upgrade, another_check, another_home, open_to_others, another_key, another_kind, cut,
     make_a_folder, no_object],
)  # fmt: skip
def test_whatever_else_is_read_anew(tmp_path, monkeypatch, change: Callable[..., None], request):
    kept_of(tmp_path, "[billing]\nlow_days = 3\n")
    change(tmp_path, tmp_path / "state.sqlite3.config", monkeypatch)
    sound = load(tmp_path / "config.toml")
    assert sound.billing.low_days == (4 if change is change_the_text else 3)
    request.getfixturevalue("no_parsing")
    with pytest.raises(AssertionError, match="anew"):
        load(tmp_path / "config.toml")


def test_what_came_from_the_command_line_is_not_kept(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text("# all as it is\n")
    keep(load(path).louder(2))
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"]


def test_a_folder_that_may_not_be_written_is_no_matter(tmp_path):
    path = tmp_path / "config.toml"
    path.write_text('[state]\npath = "no/such/state"\n')
    keep(load(path))
    assert [each.name for each in tmp_path.iterdir()] == ["config.toml"]


def test_only_the_last_one_is_kept(tmp_path):
    _, file = kept_of(tmp_path, "# as it is\n")
    size = file.stat().st_size
    kept_of(tmp_path, "# a word\n")
    assert file.stat().st_size == size
