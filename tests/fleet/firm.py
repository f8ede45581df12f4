"""A firm with a fleet at work: workbooks at the emulator, a mail server that keeps what it accepted,
machines as processes of their own, which are killed, stopped and let go on."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet

from sheets_sync.config.fleet import FleetConfig
from sheets_sync.fleet.carried import enrolment, secrets_of
from sheets_sync.fleet.database import open_database
from sheets_sync.fleet.roster import Roster
from sheets_sync.fleet.sealing import sealer_of
from sheets_sync.notices.ledger.notice import State
from sheets_sync.state.opening import view_state
from tests.google.office import Office
from tests.notices.killing import ROOT
from tests.sheets_api.emulator import Emulator
from tests.sheets_api.model.book import Book

CLIENTS = 6
SHEETS: Mapping[str, Sequence[Sequence[Any]]] = {
    "Clients": [
        ["Client", "Email", "Threshold"],
        *([f"Client {number}", f"c{number}@example.com", 1000] for number in range(CLIENTS)),
    ],
    "Prices": [["Service", "Unit", "Price"], ["Call", "min", 10]],
    "Payments": [
        ["Date", "Client", "Amount"],
        *(["2026-10-01", f"Client {number}", 10] for number in range(CLIENTS)),
    ],
    "Log": [
        ["Date", "Client", "Service", "Order", "Minutes"],
        *(["2026-11-02", f"Client {number}", "Call", 7, 25 + number] for number in range(CLIENTS)),
    ],
}
MAIL = """
[schedule]
every = "{every}"
between = ""
days = "mon-sun"
[mail]
transport = "smtp"
host = "127.0.0.1"
port = {port}
security = "none"
allow_plaintext = true
"""


@dataclass
class Firm:
    """Workbooks of one seller; ``journal`` is what the mail server accepted."""

    fleet: FleetConfig
    google: Emulator
    port: int
    journal: Path
    names: list[str] = field(default_factory=list)
    crews: list[subprocess.Popen] = field(default_factory=list)
    books: dict[str, Book] = field(default_factory=dict)
    forked: bool = False
    """Whether its machines fork their processes: a kill is cheap then."""

    @property
    def folder(self):
        return self.fleet.source.parent

    def add(self, count, every="15m"):
        """So many new workbooks, each of which has a letter to each of its clients."""
        keys = self.folder / "fleet.keys"
        if not keys.exists():
            keys.write_bytes(Fernet.generate_key())
            keys.chmod(0o600)
        more = MAIL.format(port=self.port, every=every)
        with open_database(self.fleet) as base:
            for _ in range(count):
                name = f"w{len(self.names)}"
                office = Office(self.google, self.folder / "offices" / name, SHEETS, more=more)
                enrolled, config = enrolment(self.fleet, name, office.path, seller="The Firm")
                sealed = sealer_of(self.fleet).seal_all(secrets_of(config))
                Roster(base).enrol(enrolled, sealed)
                self.names.append(name)
                self.books[name] = office.book

    def start(self, processes=2):
        """One more machine."""
        source, count = str(self.fleet.source), str(processes)
        command = ["sheets_sync", "fleet", "--fleet", source, "work", "--processes", count]
        if self.forked:
            command = ["tests.fleet.forked_machine", source, count]
        log = os.open(self.folder / "log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        crew = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, stderr=log)
        os.close(log)
        self.crews.append(crew)
        return crew

    def stop(self, patience=60):
        """Ask all machines to stop; their exit codes."""
        for each in self.crews:
            each.send_signal(signal.SIGTERM)
        return [each.wait(patience) for each in self.crews]

    def hands(self):
        """The processes at work, by the names that rows know them by."""
        if not self.forked:
            return {name: pid for crew in self.crews for name, pid in hands_of(crew).items()}
        left = {each: int(each.name) for each in (self.folder / "hands").glob("*")}
        return {each.read_text(): pid for each, pid in left.items() if at_work(pid)}

    def rows(self):
        with open_database(self.fleet) as base:
            return Roster(base).rows()

    def wait(self, until, patience):
        """Until that holds of all rows; False where it never does."""
        end = time.monotonic() + patience
        while not until(self.rows()):
            if time.monotonic() > end:
                return False
            time.sleep(0.2)
        return True

    def accepted(self):
        """How often each letter was accepted, by its Message-ID and mailbox."""
        found: Counter[tuple[str, str]] = Counter()
        for line in self.journal.read_text().splitlines():
            said = json.loads(line)
            found.update((said["message_id"], each) for each in said["to"])
        return found

    def verdict(self):
        """What the letters of all workbooks came to: numbers of invoices, letters by state, those
        accepted more than once, and those that are said to have gone and never came."""
        numbers, states, known = list[int](), Counter[str](), dict[str, State]()
        for name in self.names:
            config = config_of(self.fleet, name)
            with view_state(config) as store:
                outbox = store.outbox()
                for each in outbox.ledger().notices:
                    states[each.state] += 1
                    if each.invoice is not None:
                        numbers.append(each.invoice)
                    if (letter := outbox.frozen(each)) is not None:
                        known[letter.message_id] = each.state
        accepted = self.accepted()
        came = {number for number, _ in accepted}
        twice = [each for each, count in accepted.items() if count > 1]
        lost = [
            number for number, state in known.items() if state == State.SENT and number not in came
        ]
        unseen = [number for number, state in known.items()
                  if number in came and state not in (State.SENT, State.UNCERTAIN)]  # fmt: skip
        return Verdict(sorted(numbers), states, twice, lost, unseen)


@dataclass
class Verdict:
    numbers: list[int]
    states: Counter
    twice: list
    lost: list
    unseen: list

    @property
    def gaps(self):
        return sorted(set(range(1, len(self.numbers) + 1)) ^ set(self.numbers))


def config_of(fleet, name):
    """The config of a workbook as a worker has it."""
    from sheets_sync.fleet.carried import carried  # noqa: PLC0415 - for this one alone

    with open_database(fleet) as base:
        row = Roster(base).row(name)
    return carried(fleet, name, row["seller"], row["config"])


def hands_of(crew):
    """The processes of a machine that serve workbooks, by the names that rows know them by."""
    found = {}
    for task in Path(f"/proc/{crew.pid}/task").glob("*/children"):
        for pid in task.read_text().split():
            try:
                words = Path(f"/proc/{pid}/cmdline").read_bytes().decode().split("\0")
            except OSError:
                continue  # it ended meanwhile
            if "sheets_sync.fleet.hand" in words:
                found[words[words.index("sheets_sync.fleet.hand") + 2]] = int(pid)
    return found


def at_work(pid):
    """Whether there is a process of that number, not dead already."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def signalled(pid, number):
    """Send a signal; whether anybody was there."""
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True
