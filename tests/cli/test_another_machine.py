"""docs/manual/another-machine.md, walked: two homes are two machines, one of them clean."""

import os
import shlex
import subprocess
import sys

from tests.docs.pages import block
from tests.sync.agency import QUIET, Agency

PAGE = "docs/manual/another-machine.md"


def installed(folder):
    """The program in a folder, as ``pip install`` leaves it."""
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    ours = programs / "sheets-sync"
    ours.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m sheets_sync "$@"\n')
    ours.chmod(0o755)


def walked(name, home, code=0):
    """All that a block of the page says in a home folder, up to the line that fails by ``code``."""
    done = subprocess.run(
        ["/bin/sh", "-ec", block(name, PAGE)], env={**os.environ, "HOME": str(home)}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, cwd=home,
    )  # fmt: skip
    assert done.returncode == code, done.stdout
    return done.stdout


def test_the_new_machine_finds_all_as_it_was_and_the_old_one_does_not_run(tmp_path):
    old, new = tmp_path / "old machine", tmp_path / "new machine"
    new.mkdir()
    agency = Agency(old / "agency", config_text=QUIET)
    installed(agency.folder)
    walked("pack", old)
    assert len(agency.letters()) == 1
    (old / "agency.tgz").rename(new / "agency.tgz")
    walked("unpack", new)
    installed(new / "agency")
    said = walked("compare", new)
    assert "✖" not in said
    assert "0 cells would be written" in said
    assert "Letter to" not in said
    assert not [line for line in said.splitlines() if line.startswith(("<", ">"))]
    assert "There is no config" in walked("pack", old, code=2)
    (new / "agency" / "state.sqlite3").unlink()
    assert "knows less of the letters" in walked("compare", new, code=4)
