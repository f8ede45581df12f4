"""An agency with one client below their threshold, and a mail server to write to them by."""

import json
import sys
from datetime import UTC, datetime

import pytest

from sheets_sync import cli
from tests.smtp.server import PASSWORD, USER
from tests.sync.agency import SHEETS, Agency

SETTLED = "[notices]\nsettle = '0m'\n[workbook]\ntimezone = 'UTC'\n"
MOMENT = datetime.now(UTC)
DAY = MOMENT.date()


def caller(monkeypatch, capfdbinary):
    """The program, called as a shell does: (exit code, stdout as bytes, stderr)."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["sheets-sync", *arguments])
        with pytest.raises(SystemExit) as caught:
            cli.main()
        streams = capfdbinary.readouterr()
        return caught.value.code or 0, streams.out, streams.err.decode()

    return run


def sheets():
    """One client below their threshold for two days: one letter."""
    return {
        **SHEETS,
        "Clients": [SHEETS["Clients"][0], ["Acme", "a@example.com", None, 1000, None]],
        "Payments": [SHEETS["Payments"][0], [DAY, "Acme", 500, None]],
        "Log": [SHEETS["Log"][0]],
    }


def maker(tmp_path, monkeypatch):
    """A function from a mail table to an agency in the current folder."""

    def make(mail, more=SETTLED):
        made = Agency(tmp_path / "office", sheets(), more + mail)
        monkeypatch.chdir(made.folder)
        monkeypatch.delenv("SHEETS_SYNC_CONFIG", raising=False)
        monkeypatch.setenv("MAIL_PASSWORD", PASSWORD)
        monkeypatch.setenv("COLUMNS", "200")
        return made

    return make


def smtp(server, *, security="none", more=""):
    login = f"username = '{USER}'\npassword_env = 'MAIL_PASSWORD'\n" if server.login else ""
    return (
        f"[mail]\ntransport = 'smtp'\nhost = '127.0.0.1'\nport = {server.port}\n"
        f"security = '{security}'\nca_file = '{server.ca_file}'\ntimeout = '1s'\n{login}{more}"
    )


def listed(ask, *more):
    _, out, _ = ask("notices", "list", "--json", *more)
    return json.loads(out)
