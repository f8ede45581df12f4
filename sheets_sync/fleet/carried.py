"""A workbook's config as the database carries it, and as it is meant on this machine (design §21).

Paths in it are relative to the workbook's folder here; its state is in the fleet's database; its
sealed secrets are files that only we can read, for the length of a run.
"""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sheets_sync import system
from sheets_sync.config import Config, Secret, loads
from sheets_sync.config.fleet import FleetConfig
from sheets_sync.config.loading import text_in_file
from sheets_sync.config.values import in_folder
from sheets_sync.errors import UsageError
from sheets_sync.files import file_bytes, is_there, json_in, replace_file
from sheets_sync.fleet import cadence
from sheets_sync.fleet.quota import GoogleAccount
from sheets_sync.fleet.roster import Enrolment
from sheets_sync.fleet.sealing import Sealer
from sheets_sync.fleet.targets import target_of

_NAME: Final = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
_STAMP: Final = timedelta(days=1)
"""A workbook of a fleet in which nothing changes has its stamp refreshed this often at most: to
write one takes a whole run, and two calls more."""

KEY: Final = "google.credentials"
MAIL_KEY: Final = "mail.oauth2.credentials"
DEFAULT: Final = "application-default"
"""The account that a machine's own credentials stand for."""


def enrolment(
    fleet: FleetConfig, name: str, source: Path, tenant: str = "", seller: str = ""
) -> tuple[Enrolment, Config]:
    """The workbook of the config file ``source``, as it is to be added under ``name``; blank
    ``tenant`` and ``seller``: its own.

    Raises ``ConfigError`` as ``load``, and ``UsageError`` for a name that is none or another than
    that of its state, or where it reads files and the fleet's folder is not shared.
    """
    if not _NAME.fullmatch(name):
        raise UsageError(
            f"{name!r} is no name for a workbook of a fleet.",
            "Up to 63 of a-z, 0-9, point, dash and underscore: nord-moscow.",
        )
    text = text_in_file(source)
    config = loads(text, source)
    _refuse_state_of_another(config, name, source)
    files = reads_files(config)
    if files and not fleet.fleet.shared:
        raise UsageError(
            f"{source} reads files, and the workers of this fleet have no folder in common.",
            f"Put {fleet.fleet.folder} on a disk that all machines share, and say so in "
            f"{fleet.source}: fleet.shared = true. Or keep the workbook at Google.",
        )
    now = datetime.now(UTC)
    return (
        Enrolment(
            name=name,
            tenant=tenant or name,
            seller=seller or config.state.seller,
            config=text,
            files=files,
            account=google_account_of(config),
            place=as_carried(fleet, name, seller, text).workbook.place,
            target=target_of(fleet, name, text),
            period=config.schedule.every,
            digest=cadence.next_digest(config, now),
        ),
        config,
    )


def _refuse_state_of_another(config: Config, name: str, source: Path) -> None:
    """By hand, with ``--config``, it would be run with the letters of that one."""
    called = config.state.workbook
    if called not in ("", name):
        raise UsageError(
            f'By [state] of {source} it is "{called}" in the database, not {name}.',
            f'Say workbook = "{name}" in its [state], or add it as {called}: '
            f"`sheets-sync fleet add {called} {source}`.",
        )


def reads_files(config: Config) -> bool:
    """Whether its workbook, or a source of it, is a file."""
    every = (each for of in config.sources().values() for each in of)
    return not config.workbook.kind.remote or any(each.is_file for each in every)


def google_account_of(config: Config) -> GoogleAccount:
    """Whose quota at Google it uses, by its key file; without one the machine's own account. The
    blank one for workbooks that are files."""
    if not config.workbook.kind.remote:
        return GoogleAccount("", "")
    found: Any = {}
    with suppress(OSError, ValueError):  # a run says what is wrong with it
        found = json_in(config.google.credentials)
    said = found if isinstance(found, dict) else {}
    return GoogleAccount(str(said.get("project_id", "")), str(said.get("client_email", DEFAULT)))


def carried(fleet: FleetConfig, name: str, seller: str, text: str) -> Config:
    """What ``text``, the config of a workbook, means on this machine, which now has a folder for
    it. Raises as ``loads``."""
    system.private_folder(fleet.folder_of(name))
    return as_carried(fleet, name, seller, text)


def as_carried(fleet: FleetConfig, name: str, seller: str, text: str) -> Config:
    """The same for who only looks."""
    config = loads(text, fleet.folder_of(name) / "config.toml")
    stamped = max(config.workbook.stamp_every, _STAMP)
    return replace(
        config,
        state=fleet.state(name, seller),
        workbook=replace(config.workbook, stamp_every=stamped),
        digest="",  # it is not what the text alone says: nothing is to be kept of it
    )


def secrets_of(config: Config) -> Mapping[str, bytes]:
    """The secrets that a config names, by their places: passwords, and keys of Google's where they
    are files. Raises ``CredentialsError`` where one cannot be read."""
    found = {_place(each): each.read().get_secret_value().encode() for each in config.mail.secrets}
    return found | {
        place: file_bytes(key) for place, key in key_files(config).items() if is_there(key)
    }


def check_keys(config: Config) -> None:
    """Raises ``CredentialsError`` where a file that a config names as a key of Google's is none."""
    from sheets_sync.spreadsheet.google.credentials import of_key_file  # noqa: PLC0415 - slow, and only `add` asks

    for key in key_files(config).values():
        if is_there(key):
            of_key_file(key)


def key_files(config: Config) -> Mapping[str, Path]:
    """The files of Google's that a config names, by their places: the key of the workbook, and that
    of the mail."""
    mail = config.mail.oauth2.credentials
    found = {KEY: config.google.credentials} if config.workbook.kind.remote else {}
    return found if mail is None else {**found, MAIL_KEY: mail}


def wanted_on_machines(fleet: FleetConfig, name: str, config: Config) -> list[str]:
    """Where each machine is to have what a workbook's config only refers to, in words."""
    folder = fleet.folder_of(name)
    wanted = [
        f"the output of `{each.where}`" for each in config.mail.secrets if each.kind == "command"
    ]
    wanted += [f"${each.where}" for each in config.mail.secrets if each.kind == "env"]
    files = [each.where for each in config.mail.secrets if each.kind == "file"]
    files += [
        str(key.relative_to(config.folder) if key.is_relative_to(config.folder) else key)
        for key in key_files(config).values()
    ]
    return [*wanted, *(str(in_folder(folder, each)) for each in files)]


@contextmanager
def unsealed(config: Config, sealed: Mapping[str, str], sealer: Sealer) -> Iterator[Config]:
    """Within, the config with its sealed secrets in files, each its owner's alone.

    Raises ``CredentialsError`` where one is not to be opened.
    """
    files: dict[str, Path] = {}
    try:
        with _in_use(config.folder):
            for place, token in sealed.items():
                files[place] = config.folder / f".{place}"
                replace_file(files[place], sealer.opened(token, f"{place} of this workbook"))
            yield _with_files(config, files)
    finally:
        swept(config.folder)


def swept(folder: Path) -> None:
    """Take away what a run left unsealed in the folder of a workbook, killed or not; nothing while
    one here uses it."""
    left = [each for pattern in (f".{KEY}", ".mail.*") for each in folder.glob(pattern)]
    if not left:
        return
    with _in_use(folder) as alone:
        for file in left if alone else ():
            file.unlink(missing_ok=True)


@contextmanager
def _in_use(folder: Path) -> Iterator[bool]:
    """Within, no one on this machine sweeps the folder; whether we are alone in it. A stopped
    process, whose workbook is another's by now, may still be there. Where nothing can be locked
    everybody is."""
    held: int | None = None
    alone = True
    with suppress(OSError):
        held = system.lock_file(folder / ".in-use")
        alone = held is not None
    try:
        yield alone
    finally:
        if held is not None:
            os.close(held)


def _place(secret: Secret) -> str:
    """Its place in the config, wherever it comes from: "mail.password"."""
    return secret.key.removesuffix(f"_{secret.kind}")


def _with_files(config: Config, files: Mapping[str, Path]) -> Config:
    mail, google = config.mail, config.google
    for place, file in files.items():
        table, _, key = place.rpartition(".")
        named: dict[str, Any] = {f"{key}_env": "", f"{key}_command": "", f"{key}_file": str(file)}
        match table:
            case "google":
                google = replace(google, credentials=file)
            case "mail.oauth2" if place == MAIL_KEY:
                mail = replace(mail, oauth2=replace(mail.oauth2, credentials=file))
            case "mail.oauth2":
                mail = replace(mail, oauth2=replace(mail.oauth2, **named))
            case "mail.bounces":
                mail = replace(mail, bounces=replace(mail.bounces, **named))
            case _:
                mail = replace(mail, **named)
    return replace(config, mail=mail, google=google)
