"""Where a password comes from: an environment variable, a file or a command (design §13).

A secret is read when it is needed, not kept, and stands in no repr.
"""

import os
import subprocess
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Literal, TypeAlias, cast

from sheets_sync import system
from sheets_sync.config.values import in_folder
from sheets_sync.deferred import dataclass
from sheets_sync.errors import CredentialsError
from sheets_sync.files import file_bytes
from sheets_sync.voice import hide

if TYPE_CHECKING:
    from pydantic import SecretStr

COMMAND_SECONDS = 30
_LONGEST: Final = 64 * 1024
"""Bytes of a secret that a command prints."""

SecretKind: TypeAlias = Literal["env", "file", "command"]
SECRET_KINDS: Final[tuple[SecretKind, ...]] = ("env", "file", "command")


@dataclass(frozen=True)
class Secret:
    """The source of one secret: ``where`` is a variable, a path or a command line."""

    key: str
    kind: SecretKind
    where: str
    folder: Path

    def read(self, environ: Mapping[str, str] | None = None) -> "SecretStr":
        """The secret, without the line break at its end.

        Raises ``CredentialsError`` where its source is missing, fails or is empty; the message
        names the source, never what came out of it.
        """
        from pydantic import SecretStr  # noqa: PLC0415 - slow to import, and few runs log in

        sources = {"env": self._env, "file": self._file, "command": self._command}
        text = sources[self.kind](os.environ if environ is None else environ).rstrip("\r\n")
        if not text:
            raise CredentialsError(f"{self.key}: {self._place} is empty.", "Put the secret there.")
        hide(text)
        return SecretStr(text)

    @property
    def path(self) -> Path | None:
        """The file that it is in, where it is in one."""
        return in_folder(self.folder, self.where) if self.kind == "file" else None

    @property
    def _place(self) -> str:
        return {"env": f"${self.where}", "file": f"the file {self.where}"}.get(
            self.kind, f"the output of `{self.where}`"
        )

    def _env(self, environ: Mapping[str, str]) -> str:
        if self.where not in environ:
            raise CredentialsError(
                f"{self.key}: {self._place} is not set.", "Set that environment variable."
            )
        return environ[self.where]

    def _file(self, _environ: Mapping[str, str]) -> str:
        path = in_folder(self.folder, self.where)
        try:
            return file_bytes(path).decode("utf-8-sig")
        except (OSError, ValueError) as error:  # no UTF-8, a NUL in the name
            raise CredentialsError(
                f"{self.key}: {path} cannot be read ({_reason(error)}).", _cure(error)
            ) from error

    def _command(self, environ: Mapping[str, str]) -> str:
        try:
            return _printed(self.where, self.folder, environ).decode("utf-8")
        except (OSError, subprocess.SubprocessError, ValueError) as error:
            # Not chained: what the command printed may be the secret itself.
            raise CredentialsError(
                f"{self.key}: `{self.where}` failed ({_reason(error)}).",
                "Run that command by hand to see why.",
            ) from None


def _printed(line: str, folder: Path, environ: Mapping[str, str]) -> bytes:
    """What a command prints, within bounds of size and time, whoever holds its output open.

    Raises ``OSError``, ``subprocess.SubprocessError``, ``ValueError``.
    """
    process = subprocess.Popen(  # noqa: S603 - the command is the config's own
        system.words_of_command(line),
        cwd=folder,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    printed = list[bytes]()

    def read() -> None:
        with cast("IO[bytes]", process.stdout) as out:
            printed.append(out.read(_LONGEST + 1))

    reader = threading.Thread(target=read, daemon=True)
    try:
        reader.start()
        reader.join(COMMAND_SECONDS)
        if not printed:
            raise subprocess.TimeoutExpired(line, COMMAND_SECONDS)
        if len(printed[0]) > _LONGEST:
            raise ValueError(f"more than {_LONGEST} bytes came out")
        if code := process.wait(COMMAND_SECONDS):
            raise subprocess.CalledProcessError(code, line)
        return printed[0]
    finally:
        process.kill()
        process.wait()


def _cure(error: Exception) -> str:
    """What to do about a file that cannot be read."""
    match error:
        case UnicodeError():
            return "Save it as UTF-8."
        case PermissionError():
            return "Let this user read it, and nobody else (chmod 600)."
    return "Make that file, for your eyes only (chmod 600)."


def _reason(error: Exception) -> str:
    """Why, in few words that hold nothing of what was read."""
    match error:
        case subprocess.CalledProcessError():
            return f"exit code {error.returncode}"
        case subprocess.TimeoutExpired():
            return f"no answer within {COMMAND_SECONDS} s"
        case OSError():
            return error.strerror or type(error).__name__
        case UnicodeError():
            return "not UTF-8 text"
    return f"{error}".lower()  # an unclosed quotation mark in the command


def named_secret(key: str, table: object, folder: Path) -> Secret | None:
    """The source of the secret ``key`` (``mail.password``) that ``table`` names, by
    ``password_env``, ``password_file`` or ``password_command``; None where it names none."""
    name = key.rpartition(".")[2]
    for kind in SECRET_KINDS:
        if where := str(getattr(table, f"{name}_{kind}")).strip():
            return Secret(f"{key}_{kind}", kind, where, folder)
    return None
