"""A bug of ours: a sentence for whoever looks, its whole trace for whoever mends it."""

import logging
import os
import stat
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sheets_sync.voice.masking import masked

_MOST: Final = 1_000_000
"""Bytes of the file of traces; what is older lies in one more of that size beside it."""

_LOGGER: Final = logging.getLogger("sheets_sync.bug")

_file: Path | None = None


def keep_traces_in(file: Path | None) -> None:
    """From now on traces go into ``file``; None: into the log."""
    global _file  # noqa: PLW0603 - as logging's own set-up: one a process
    _file = file


def bug(error: Exception) -> str:
    """Keep the whole trace of an exception that nobody foresaw; a sentence on it, and where its
    trace is: in the file, or in the log where there is no file or it cannot be written."""
    *_, where = traceback.extract_tb(error.__traceback__)
    module = where.filename.replace("\\", "/").rsplit("/", 1)[-1]
    place = f"{module}, line {where.lineno}, in {where.name}"
    what = masked(f"{type(error).__name__}: {error} ({place}). This is a bug: please report it")
    trace = masked("".join(traceback.format_exception(error)))
    if _file is None or not _kept(_file, f"{datetime.now(UTC):%F %T %Z} {what}.\n{trace}\n"):
        _LOGGER.error("%s", f"{what}.", extra={"event": "bug", "facts": {"trace": trace}})
        return f"{what}, with its trace in the log."
    return f"{what}, with its trace in {_file}."


def _kept(file: Path, text: str) -> bool:
    """Whether ``text`` could be added to ``file``; the words of an exception may be a client's, so
    only we can read it."""
    try:
        if file.exists():
            there = file.stat()
            if not stat.S_ISREG(there.st_mode):  # a pipe would wait for somebody to read it
                return False
            if there.st_size > _MOST:
                file.replace(file.with_name(f"{file.name}.1"))
        with open(file, "ab", opener=lambda path, flags: os.open(path, flags, 0o600)) as out:
            out.write(text.encode(errors="backslashreplace"))
    except OSError:
        return False
    return True
