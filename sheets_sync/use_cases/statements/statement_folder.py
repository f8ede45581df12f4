"""The folder of statements as a run finds it, and what earlier runs made of it (design §20). Light
to import: a run looks at names, sizes and times, and opens what is new or changed alone."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sheets_sync import __version__
from sheets_sync.bank.file_names import is_of_programs, may_be_statement
from sheets_sync.config import Config
from sheets_sync.deferred import dataclass
from sheets_sync.spreadsheet.memories import Memory
from sheets_sync.state.quiet import fingerprint

if TYPE_CHECKING:
    from sheets_sync.bank.refusing import BankFileError
    from sheets_sync.bank.spans import Spans
    from sheets_sync.bank.taking import Reading, StatementFile
    from sheets_sync.use_cases.statements.bank_gone_told import GoneKnown

_KEY: Final = "bank.files"
_KEPT: Final = 5
"""What is made of files, beside rows or where they were refused: where that is more than before,
all are opened once."""

Stamp = tuple[int, int]
"""The size of a file, and when it was last changed, in nanoseconds."""


def look_into(folder: Path | None) -> Mapping[str, Stamp] | None:
    """The files of the folder by name, in order; none where there is no folder in the config, None
    where it cannot be looked into."""
    if folder is None:
        return {}
    try:
        with os.scandir(folder) as entries:
            found = {
                each.name: _stamp_of(each)
                for each in entries
                if may_be_statement(each.name) and not each.is_dir()
            }
    except OSError:
        return None
    return dict(sorted(found.items()))


def passed_over(folder: Path) -> list[str]:
    """What people have put into the folder and no run opens, by name: folders, and files that were
    not fetched to their end. Raises ``OSError`` where the folder cannot be looked into."""
    with os.scandir(folder) as entries:
        seen = ((each.name, each.is_dir() or not may_be_statement(each.name)) for each in entries)
        return sorted(name for name, over in seen if over and not is_of_programs(name))


def _stamp_of(entry: "os.DirEntry[str]") -> Stamp:
    """That of a file; of one that cannot be looked at (a link to nowhere, one that goes just now)
    no file's, so that it is opened and told, and hides no other."""
    try:
        found = entry.stat()
    except OSError:
        return (-1, -1)
    return found.st_size, found.st_mtime_ns


@dataclass(frozen=True)
class Looked:
    """What the last run left: ``rules`` by which files were read, the rows of the tab then
    (``standing``, a fingerprint), our own ``accounts`` in files, and by name each file's stamp with
    why it was refused, ("", "") where it was taken. A cache: without it all files are opened."""

    rules: str = ""
    standing: str = ""
    accounts: tuple[str, ...] = ()
    files: Mapping[str, tuple[Stamp, str, str]] = field(default_factory=dict)

    def as_text(self) -> str:
        """For the state."""
        return json.dumps([self.rules, self.standing, self.accounts, self.files])

    @classmethod
    def from_text(cls, text: str) -> "Looked":
        """What ``as_text`` gave; nothing where a text makes no sense."""
        try:
            rules, standing, accounts, files = json.loads(text)
            known = {
                str(name): ((int(size), int(changed)), str(said), str(cure))
                for name, ((size, changed), said, cure) in files.items()
            }
            return cls(str(rules), str(standing), tuple(map(str, accounts)), known)
        except (ValueError, TypeError, AttributeError):
            return cls()


class StatementFolder:
    """The folder of one command: each file is opened once, however often it plans."""

    def __init__(self, config: Config, memory: Memory, today: date) -> None:
        self._config, self._memory, self._today = config, memory, today
        self.seen = look_into(config.bank.folder)
        self._made: dict[str, StatementFile | BankFileError] = {}
        self._before: Looked | None = None
        self.spans: Spans | None = None
        """The statements that are known, once files were judged; for the next run."""
        self.forgotten: frozenset[str] = frozenset()
        """The fingerprints of entries that files tell otherwise, read by another layout."""
        self.gone: GoneKnown | None = None
        """What is known of rows of the tab that are gone, once it was looked at; for the next."""

    def open(self, standing: str) -> "list[StatementFile]":
        """The files that are new or changed, taken, in the order of their names; all of them where
        the tab's rows are not those that the last run left there (``standing``)."""
        from sheets_sync.bank.refusing import BankFileError  # noqa: PLC0415 - few have a folder

        seen = self.seen or ()
        new = {name for name in seen if not self._is_known(name, standing)}
        names = [name for name in seen if new and (name in new or self._may_go_on(name))]
        self._take([name for name in names if name not in self._made])
        made = (self._made[name] for name in names)
        return [each for each in made if not isinstance(each, BankFileError)]

    def refused(self) -> "list[BankFileError]":
        """Why files in the folder are not taken, once they were opened."""
        from sheets_sync.bank.refusing import BankFileError, StatementRefusal  # noqa: PLC0415 - as above

        said = ((name, *self._said(name)) for name in self.seen or ())
        return [
            BankFileError(name, StatementRefusal.from_text(reason), cure)
            for name, reason, cure in said
            if reason
        ]

    def accounts(self) -> frozenset[str]:
        """Our own accounts, of which statements are or were in the folder."""
        made = (each for each in self._made.values() if not isinstance(each, Exception))
        told = (statement.account for file in made for statement in file.statements)
        return frozenset((*self._known().accounts, *told))

    def remember(self, standing: str) -> None:
        """Keep for the next run what this one looked at, the tab's rows being ``standing`` now."""
        if self._before is None or not self.seen:
            return
        files = {name: (stamp, *self._said(name)) for name, stamp in self.seen.items()}
        looked = Looked(self._rules(), standing, tuple(sorted(self.accounts())), files)
        if looked != self._known():
            self._memory.remember(_KEY, looked.as_text())

    def _said(self, name: str) -> tuple[str, str]:
        """Why a file is refused, and the cure, as the state keeps them; ("", "") where it is
        taken."""
        made = self._made.get(name)
        if made is None:
            _, said, cure = self._known().files[name]
            return said, cure
        return (made.reason.as_text(), made.cure_key) if isinstance(made, Exception) else ("", "")

    def _may_go_on(self, name: str) -> bool:
        """Whether a file that is known was refused for what another one may prove."""
        from sheets_sync.bank.refusing import FROM_A_DAY  # noqa: PLC0415 - as above

        known = self._known().files.get(name)
        return known is not None and known[2] == FROM_A_DAY

    def _take(self, names: Sequence[str]) -> None:
        """Open files; beside those that are refused the others are taken all the same."""
        if not names:
            return
        from sheets_sync.bank.refusing import BankFileError  # noqa: PLC0415 - as above
        from sheets_sync.bank.taking import take_several  # noqa: PLC0415 - as above

        folder = self._config.bank.folder or Path()
        before = [each for each in self._made.values() if not isinstance(each, BankFileError)]
        made = take_several([folder / name for name in names], self._reading, before)
        self._made |= dict(zip(names, made, strict=True))

    @cached_property
    def _reading(self) -> "Reading":
        from sheets_sync.use_cases.statements.bank_spans import reading_of  # noqa: PLC0415 - as above

        return reading_of(self._config, self._memory, self._today)

    def _is_known(self, name: str, standing: str) -> bool:
        known, seen = self._known(), self.seen or {}
        if known.standing != standing or name not in known.files:
            return False
        return known.files[name][0] == seen[name]

    def _rules(self) -> str:
        config = self._config
        told = config.bank, config.billing.currency, config.bank_accounts()
        return fingerprint(__version__, _KEPT, *told)

    def _known(self) -> Looked:
        if self._before is None:
            before = Looked.from_text(self._memory.recall(_KEY) or "")
            self._before = before if before.rules == self._rules() else Looked()
        return self._before
