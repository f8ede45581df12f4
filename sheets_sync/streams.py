"""The three streams that a program is given, whatever state they are in.

A service manager may close them, a disk behind them may be full, and Windows or an old locale gives
them an encoding that lacks half of what we write.
"""

import codecs
import os
import shlex
import sys
from collections.abc import Sequence
from contextlib import suppress
from io import TextIOWrapper
from itertools import pairwise
from pathlib import Path
from typing import Final

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2009\u202f", " "),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
        **dict.fromkeys("\u00ab\u00bb\u201c\u201d\u201e", '"'),
        **dict.fromkeys("\u2018\u2019", "'"),
        "✓": "+", "✖": "x", "×": "x", "→": ">", "…": ".", "№": "N", "≈": "~", "±": "~",
    }
)  # fmt: skip
"""How signs of ours are written where an encoding has none, each as wide as it was."""

_NAMED: Final = "sheets-sync"


_PAPERS: Final = ("--pdf", "--html", "--csv", "--json")


def named_as_files(arguments: Sequence[str]) -> list[str]:
    """What to type where somebody named a file behind an option whose paper goes to stdout: a
    sentence for each, in the order of ``arguments``."""
    return [
        f"{option} takes no file, what it makes goes to stdout: `{option} > {shlex.quote(name)}`."
        for option, name in pairwise(arguments)
        if option in _PAPERS and name.lower().endswith(option.replace("--", "."))
    ]


def made_fit() -> None:
    """Make all three streams there, and such that no character fails: the nearest plain sign
    stands for one that the encoding lacks, else a question mark."""
    # The lowest numbers first: else the next file that is opened, the state among them, would be
    # taken for one of the streams.
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    codecs.register_error(_NAMED, _nearest)
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _nowhere())
        elif isinstance(stream, TextIOWrapper) and codecs.lookup(stream.encoding).name != "utf-8":
            with suppress(OSError):  # what waits in it is written first, and may find no room
                stream.reconfigure(errors=_NAMED)


def as_utf_8(data: str) -> str | bytes:
    """Data for stdout as it takes them, in UTF-8 whatever its encoding is."""
    return data.encode(errors="replace") if isinstance(sys.stdout, TextIOWrapper) else data


def let_go_of_stdout() -> None:
    """What is left to be written goes nowhere: Python would tell of it in a traceback at exit."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)


def _nowhere() -> TextIOWrapper:
    return Path(os.devnull).open("w", encoding="utf-8")


def _nearest(error: UnicodeError) -> tuple[str, int]:
    """Python's hook for characters that an encoding lacks."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    plain = error.object[error.start : error.end].translate(_PLAIN)
    return "".join(each if each.isascii() else "?" for each in plain), error.end
