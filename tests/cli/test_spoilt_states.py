"""A state file spoilt at random, and every command that looks at it: a sentence and never a traceback,
and no letter twice. SHEETS_SYNC_SPOILT=100 spoils so many; each test run spoils a few."""

import os
import random
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from sheets_sync.config import load
from sheets_sync.use_cases.now import sync_now
from sheets_sync.use_cases.run import Options

COUNT = int(os.environ.get("SHEETS_SYNC_SPOILT", "6"))
COMMANDS = (
    "status", "history", "report", "check", "doctor", "notices list", "notices list --all --json", "invoices",
    "explain Acme", "state verify", "state backup", "now", "status", "now",
)  # fmt: skip


@pytest.fixture(scope="module")
def used(furnished: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The furnished agency after two runs; letters went."""
    folder = tmp_path_factory.mktemp("used") / "office"
    shutil.copytree(furnished, folder)
    for _ in range(2):
        sync_now(load(folder / "config.toml"), Options(), datetime.now(UTC), lambda _: None)
    assert letters(folder)
    return folder


def letters(office: Path) -> list[str]:
    return sorted(path.name for path in (office / "outbox").glob("*.eml"))


def spoil(path: Path, chance: random.Random) -> None:
    """Bits, spans of noise or zeros, pages exchanged, an end cut off or put on."""
    whole = bytearray(path.read_bytes())
    at, size = chance.randrange(len(whole)), chance.choice([1, 16, 512, 4096])
    match chance.randrange(6):
        case 0:
            for _ in range(chance.choice([1, 1, 5, 50])):
                whole[chance.randrange(len(whole))] ^= 1 << chance.randrange(8)
        case 1:
            whole[at : at + size] = chance.randbytes(len(whole[at : at + size]))
        case 2:
            whole[at : at + size] = bytes(len(whole[at : at + size]))
        case 3:
            pages = [whole[start : start + 4096] for start in range(0, len(whole), 4096)]
            chance.shuffle(pages)
            whole = bytearray(b"".join(pages))
        case 4:
            del whole[at:]
        case _:
            whole += chance.randbytes(size)
    path.write_bytes(whole)


@pytest.mark.parametrize("seed", range(COUNT))
def test_every_command_says_so_and_no_letter_goes_twice(
    seed: int, used: Path, tmp_path: Path, call, monkeypatch: pytest.MonkeyPatch
):
    office = tmp_path / "office"
    shutil.copytree(used, office)
    monkeypatch.chdir(office)
    spoil(office / "state.sqlite3", random.Random(seed))
    for command in COMMANDS:
        answer = call(*command.split())  # anything but an orderly end is raised here
        said = answer.out + answer.err
        assert "Traceback" not in said, command
        assert answer.code == 0 or said.strip(), command
    assert letters(office) == letters(used)
