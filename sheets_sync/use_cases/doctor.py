"""`sync doctor`: everything that a run leans on, looked at one by one, each with its cure."""

import os
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sheets_sync import workbooks
from sheets_sync.config import Config
from sheets_sync.errors import SheetsSyncError
from sheets_sync.files import is_there, where_it_leads
from sheets_sync.spreadsheet.protocol import Snapshot, Workbook
from sheets_sync.state.opening import hold_state
from sheets_sync.system import OTHERS, OTHERS_CHANGE, has_modes, mode_of
from sheets_sync.use_cases import furnishing
from sheets_sync.use_cases.checks.another_state import mailed_by_another
from sheets_sync.use_cases.checks.bank_checks import statements
from sheets_sync.use_cases.checks.disk_checks import disk
from sheets_sync.use_cases.checks.look_checks import appearance
from sheets_sync.use_cases.checks.mail_checks import ABOUT_MAIL
from sheets_sync.use_cases.checks.page_checks import pages
from sheets_sync.use_cases.checks.private_files import private
from sheets_sync.use_cases.checks.state_checks import look_at_state
from sheets_sync.use_cases.letters.blocked import blocked_mail
from sheets_sync.use_cases.shared.check import Check, Health
from sheets_sync.use_cases.starting import sources
from sheets_sync.voice.counting import counted

if TYPE_CHECKING:
    from sheets_sync.spreadsheet.google.room import Room

_SKEW_SHOWN: Final = 30.0
_SKEW_REFUSED: Final = 300.0
_CALLS_A_MINUTE: Final = 60
_BUSY: Final = 30
"""More calls than this in one go are half of a minute's quota."""


def examine(config: Config, moment: datetime) -> list[Check]:
    """All checks at ``moment`` (aware), in the order in which a run would meet the trouble. Changes
    nothing."""

    def mail(config: Config) -> Iterator[Check]:
        return blocked_mail(config, moment)

    looks: list[Callable[[Config], Iterator[Check]]] = [_modes, _state, mail, _lock, disk]
    looks += ABOUT_MAIL if config.mail.transport == "smtp" else [_letters]
    looks += [appearance, pages, statements]
    looks += [_key, _google] if config.workbook.kind.remote else [_workbook]
    return list(_told_once(check for look in looks for check in _guarded(look, config)))


def _told_once(checks: Iterable[Check]) -> Iterator[Check]:
    """What is wrong is told where it is met first: a damaged state, or a secret that cannot be had,
    stops several looks."""
    told: set[str] = set()
    for check in checks:
        if check.verdict != "bad" or check.found not in told:
            yield check
            told.add(check.found)


def _guarded(look: Callable[[Config], Iterator[Check]], config: Config) -> Iterator[Check]:
    """The checks of one look; an error that stops it is a check too."""
    name = look.__name__.strip("_")
    try:
        yield from look(config)
    except SheetsSyncError as error:
        yield Check(name, "bad", error.message, error.cure, error.exit_code)


def _state(config: Config) -> Iterator[Check]:
    yield from look_at_state(config)


def _lock(config: Config) -> Iterator[Check]:
    with hold_state(config, "doctor", datetime.now(UTC)):
        yield Check("lock", "good", "no run is under way")


def _letters(config: Config) -> Iterator[Check]:
    mail = config.mail
    # What is missing of its path is made with it.
    there = next(each for each in (mail.folder, *mail.folder.parents) if os.path.lexists(each))
    if not there.is_dir():
        cure = "Move it away, or name another in mail.folder."
        yield Check("letters", "bad", f"{there}: it is no folder", cure, exit_code=1)
        return
    if there == mail.folder:
        yield from _letters_private(config)
    if os.access(there, os.W_OK):
        yield Check("letters", "good", f"letters go into {mail.folder}")
    else:
        cure = "Give this user the right to write there, or name another in mail.folder."
        yield Check("letters", "bad", f"{there} may not be written", cure, exit_code=1)


def _key(config: Config) -> Iterator[Check]:
    path = config.google.credentials
    if is_there(path):
        yield from private("key", path)
        if (token := workbooks.token_file(config)).is_file() and mode_of(token) & OTHERS:
            yield from private("token", token)
    else:
        yield Check("key", "good", f"no file {path}: the machine's own credentials are used")


def _google(config: Config) -> Iterator[Check]:
    from sheets_sync.spreadsheet.google.examining import examine as look_at  # noqa: PLC0415 - see reckoning

    workbook = workbooks.open_google(config)
    yield Check("account", "good", f"we are {workbook.identity.named}, for spreadsheets alone")
    seen = look_at(workbook)
    yield _clock(seen.skew)
    yield Check("share", "good", f'"{seen.title}" is shared with us')
    if seen.may_write:
        yield Check("role", "good", "we may edit it")
    else:
        cure = f"Share it with {workbook.identity.named} as an editor, not as a reader."
        yield Check("role", "bad", "we may only read it", cure, exit_code=12)
    yield from _room(seen.room, workbook.identity.named)
    yield from _zone(config, seen.timezone)
    snapshot = _all_tabs(config, workbooks.with_files(config, workbook))
    yield from _tabs(config, snapshot)
    yield _quota(workbook)
    yield from mailed_by_another(config, snapshot)


def _room(room: "Room", who: str) -> Iterator[Check]:
    """Whoever may not edit one column may insert, sort or delete no row of its tab."""
    from sheets_sync.spreadsheet.google.room import cure  # noqa: PLC0415 - see reckoning

    if room.refused:
        found = f"protections keep us from writing: {'; '.join(room.refused)}"
        yield Check("protection", "bad", found, cure(who), exit_code=12)
    if room.headers:
        found = (
            f"protections keep us from headers of ours, not from rows: {'; '.join(room.headers)}"
        )
        yield Check("protection", "warning", found, cure(who))
    if room.shut:
        found = f"protections refuse people where they should warn: {'; '.join(room.shut)}"
        yield Check(
            "protection",
            "warning",
            found,
            "Choose Show a warning for them under Data, Protect sheets and ranges.",
        )
    if not (room.refused or room.headers or room.shut):
        yield Check("protection", "good", "protections leave room to people, and to us")


def _workbook(config: Config) -> Iterator[Check]:
    snapshot = _all_tabs(config, workbooks.open_workbook(config))
    yield from _tabs(config, snapshot)
    path = config.workbook.path
    if not os.access(path, os.W_OK) or not os.access(path.parent, os.W_OK):
        cure = f"Give this user the right to write {path} and its folder."
        yield Check("workbook", "bad", f"{path} may not be written", cure, exit_code=1)
    yield from mailed_by_another(config, snapshot)


def _all_tabs(config: Config, workbook: Workbook) -> Snapshot:
    return workbooks.look_around(workbook, workbooks.read(config, workbook))


def _tabs(config: Config, snapshot: Snapshot) -> Iterator[Check]:
    lacking = furnishing.unwritable(config, snapshot)
    emptied = furnishing.emptied(snapshot)
    if not emptied:
        yield Check("tabs", "good", "every tab and every column that a run needs is there")
    for sentence in (*lacking, *emptied, *sources.untold(config, snapshot)):
        yield Check("columns", "warning", sentence)


def _clock(skew: float | None) -> Check:
    if skew is None or abs(skew) < _SKEW_SHOWN:
        return Check("clock", "good", "this machine's clock agrees with Google's")
    verdict: Health = "warning" if abs(skew) < _SKEW_REFUSED else "bad"
    way = "ahead of" if skew > 0 else "behind"
    found = f"this machine's clock is {abs(skew):.0f} s {way} Google's"
    code = 0 if verdict == "warning" else 12
    return Check("clock", verdict, found, "Set it by NTP: Google refuses 5 minutes.", code)


def _zone(config: Config, theirs: str) -> Iterator[Check]:
    ours = config.workbook.timezone
    if theirs and not _same_days(ours, theirs):
        cure = f'Set workbook.timezone = "{theirs}" in the config, or change the spreadsheet\'s.'
        found = f"days begin by {ours} for us, by {theirs} in the spreadsheet"
        yield Check("time zone", "warning", found, cure)


def _same_days(ours: str, theirs: str) -> bool:
    """Whether days begin alike in two zones, all the year round: UTC is Etc/GMT."""
    try:
        zones = ZoneInfo(ours), ZoneInfo(theirs)
    except (ValueError, ZoneInfoNotFoundError):
        return False
    months = (datetime(datetime.now(UTC).year, month, 15, tzinfo=UTC) for month in range(1, 13))
    return all(
        len({moment.astimezone(zone).utcoffset() for zone in zones}) == 1 for moment in months
    )


def _quota(workbook: Workbook) -> Check:
    calls = workbook.calls
    made = calls.read + calls.write
    found = f"{counted(made, 'call')} now, {calls.retried} of them again; "
    found += f"Google allows {_CALLS_A_MINUTE} a minute"
    if calls.retried or made > _BUSY:
        cure = "Something else uses this service account: give sheets-sync one of its own."
        return Check("quota", "warning", found, cure)
    return Check("quota", "good", f"{found}, a run makes 2")


def _modes(config: Config) -> Iterator[Check]:
    """The config names commands that are run; a password's file is a password (F67)."""
    source = config.source
    if source is not None and source.exists() and has_modes():
        mode = mode_of(source)
        if mode & OTHERS_CHANGE:
            found = f"{source} can be changed by others (mode {mode:04o})"
            yield Check("config", "warning", found, f"chmod 600 {source}")
        else:
            yield Check("config", "good", f"{source} can be changed by you alone (mode {mode:04o})")
    of_state = [config.state.password] if config.state.password else []
    for each in (*config.mail.secrets, *of_state):
        if each.path is not None and is_there(each.path):
            yield from private("secret", each.path)


def _letters_private(config: Config) -> Iterator[Check]:
    """Whether letters, which hold names, addresses and balances, are their owner's alone. A folder
    that the workbook or the config lies in is not shut: others than this user may work there."""
    folder = config.mail.folder
    shared = where_it_leads(folder) in {
        where_it_leads(each).parent for each in (config.workbook.path, config.source) if each
    }
    looked_at = [*([] if shared else [folder]), *folder.glob("*.eml")]
    if open_ := [each for each in looked_at if mode_of(each) & OTHERS]:
        what = "letters in" if shared else f"{folder} and the letters in"
        found = f"{len(open_)} of {what} {folder if shared else 'it'} can be read by others"
        shut = f"chmod 600 {folder}/*.eml"
        new = f"{shut}; for new ones name a folder of their own as mail.folder"
        yield Check("letters", "warning", found, new if shared else f"chmod 700 {folder}; {shut}")
