"""An agency lived through by the real command line, each command in a process of its own, or days of
runs in one, with its clock moved, and a real mail server that takes its letters."""

import os
import re
import shutil
import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from email import message_from_bytes
from email.policy import default
from importlib import import_module
from pathlib import Path
from typing import Any

from tests.cli.forked import Command, forked
from tests.sync.agency import NOW, Agency

ROWS: dict[str, list[list[Any]]] = {
    "Clients": [["Client", "Email", "Currency", "Threshold", "State", "Top-up", "Details", "Ask"]],
    "Prices": [["Client", "Service", "Unit", "Price"], [None, "Work", "pc", 1000]],
    "Payments": [["Date", "Client", "Amount", "Kind"]],
    "Log": [["Date", "Client", "Service", "Order", "Quantity", "Minutes", "Staff"]],
}
SETTINGS = """\
[workbook]
timezone = "Europe/Moscow"
language = "{language}"
[notices]
settle = "15m"
{notices}
[accounts.RUB]
payee = "ООО «Норд»"
account = "40702810400000000225"
bank = "ПАО Сбербанк"
bic = "044525225"
corr_account = "30101810400000000225"
[accounts.EUR]
payee = "Nord GmbH"
iban = "DE02120300000000202051"
[mail]
from = "Nord <billing@nord.example>"
transport = "{transport}"
host = "127.0.0.1"
port = {port}
security = "none"
"""


for late in (
    "use_cases.sync",
    "notices.texts.letters",
    "notices.paper.invoice",
    "notices.smtp.sending",
):
    import_module(f"sheets_sync.{late}")  # what children would import, each anew


@dataclass(frozen=True)
class Mail:
    """What one client reads: subject, and the letter's text."""

    to: str
    subject: str
    text: str

    def has(self, *pieces: str) -> bool:
        """Whether all that stands in it, however its lines are broken."""
        flat = " ".join(f"{self.subject} {self.text}".split())
        return all(piece in flat for piece in pieces)


class Walk:
    """Where staff type, runs come by, and letters arrive. ``minute`` is how far the clock is."""

    def __init__(
        self, folder: Path, server, *, language="en", transport="smtp", notices="", **tabs: Any
    ):
        self.server, self.language, self.transport = server, language, transport
        self.notices = notices
        rows = {name: [*head, *tabs.get(name.lower(), ())] for name, head in ROWS.items()}
        self.agency = Agency(folder, rows, self.settings())
        self.minute = 0

    def settings(self) -> str:
        text = SETTINGS.format(
            language=self.language, transport=self.transport, notices=self.notices,
            port=self.server.port,
        )  # fmt: skip
        tomllib.loads(text)
        return text

    def configure(self, **values: str) -> None:
        """The config is edited."""
        vars(self).update(values)
        (self.agency.folder / "config.toml").write_text(self.settings(), encoding="utf-8")

    def sync(self, *arguments: str, folder: Path | None = None) -> tuple[int, str]:
        """A command in a process of its own, at the minute."""
        return _process(self._typed(*arguments, folder=folder))

    def now(self, minutes: int, *, folder: Path | None = None) -> int:
        """``now``, so many minutes on: its exit code."""
        self.minute += minutes
        code, said = self.sync("now", folder=folder)
        assert "Traceback" not in said
        return code

    def days(self, count: int) -> None:
        """A run a day, and one a quarter of an hour later; all in one process, as a service's are."""
        runs = []
        for minutes in (24 * 60 - 16, 16) * count:
            self.minute += minutes
            runs.append(self._typed("now"))
        assert "Traceback" not in _process(*runs)[1]

    def _typed(self, *arguments: str, folder: Path | None = None) -> Command:
        config = str((folder or self.agency.folder) / "config.toml")
        return Command(("--config", config, *arguments), NOW + timedelta(minutes=self.minute))

    @property
    def today(self) -> date:
        return (NOW + timedelta(minutes=self.minute)).date()

    def type(self, tab: str, *values: Any) -> int:
        """Staff type a row below the last one."""
        return self.agency.add_row(tab, *values)

    def works(self, client: str, thousands: float, back: int = 0) -> int:
        day = self.today - timedelta(days=back)
        return self.type("Log", day, client, "Work", "1", thousands, 30, "Anna")

    def pays(self, client: str, amount: float, kind: str | None = None, back: int = 0) -> int:
        return self.type("Payments", self.today - timedelta(days=back), client, amount, kind)

    def edit(self, tab: str, cell: str, value: object) -> None:
        self.agency.edit(tab, cell, value)

    def notices_tab(self) -> list[list[object]]:
        grid = self.agency.grid()
        return grid["Notices" if self.language == "en" else "Уведомления"][1:]

    def send(self, number: int) -> None:
        """Send is ticked beside the notice with that No."""
        (row,) = [at for at, line in enumerate(self.notices_tab(), 2) if line[0] == number]
        tab = "Notices" if self.language == "en" else "Уведомления"
        self.edit(tab, f"K{row}", "TRUE")

    def mails(self) -> list[Mail]:
        """All that arrived, as a mail program shows it."""
        found = []
        for each in self.server.letters:
            message = message_from_bytes(each["data"].encode(), policy=default)
            text = message.get_body(("plain",)).get_content()
            found.append(Mail(each["to"][0], str(message["Subject"]), text.replace("\xa0", " ")))
        return found

    def subjects(self) -> list[str]:
        return [re.sub(r"\s+", " ", each.subject.replace("\xa0", " ")) for each in self.mails()]


def _process(*commands: Command) -> tuple[int, str]:
    with Path(os.devnull).open(encoding="utf-8") as nothing:
        return forked(*commands, stdin=nothing.fileno(), timeout=60 * len(commands))


def held(line: list[object]) -> tuple[object, str]:
    """What a line of Notices asks for, and what holds it."""
    return line[5], str(line[9])


def copied(walk: Walk, folder: Path) -> Path:
    """The whole service once more, config and state, on the same workbook."""
    shutil.copytree(walk.agency.folder, folder, ignore=shutil.ignore_patterns("*.xlsx", "*.lock"))
    text = walk.settings().replace("[workbook]\n", f'[workbook]\npath = "{walk.agency.path}"\n')
    (folder / "config.toml").write_text(text, encoding="utf-8")
    return folder
