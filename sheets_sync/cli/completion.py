"""Names of clients, offered by the shell (design §12): out of the state's memory alone.

What a name holds must never become a command. zsh and fish quote what they insert; bash inserts it
as it is, so that names come quoted there.
"""

import os
import shlex
from collections.abc import Mapping
from typing import Final

import click
from click.shell_completion import CompletionItem

from sheets_sync.billing.names import fold
from sheets_sync.harmless import made_harmless
from sheets_sync.terminal import completing_config

_QUOTES: Final = ("'", '"')


def clients(
    ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem[str]]:
    """The clients whose names begin so. A shell is told of no fault: it would show it in the
    middle of the line that is being typed."""
    from sheets_sync.use_cases.shared.known_names import known_names

    try:
        names = known_names(completing_config(ctx))
    except Exception:  # noqa: BLE001 - whatever it is, `sheets-sync doctor` says it
        return []
    begun = fold(incomplete)
    offered = (offer(name, os.environ) for name in names if fold(name).startswith(begun))
    return [CompletionItem(each) for each in offered if each]


def offer(name: str, environ: Mapping[str, str]) -> str:
    """The name as that shell is to insert it; "" where it cannot, or a terminal would obey it."""
    shell = next((environ[key] for key in environ if key.endswith("_SYNC_COMPLETE")), "")
    if made_harmless(name) != name or not name.isprintable():
        return ""
    if shell.startswith("fish"):
        return name if "," not in name else ""  # its script cuts there
    if not shell.startswith("bash"):
        return name
    opened = _word(environ)[:1]
    if opened not in _QUOTES:
        return shlex.quote(name)
    # bash goes on behind the quote that was typed; in double ones it would still expand.
    return name if opened == "'" and opened not in name else ""


def _word(environ: Mapping[str, str]) -> str:
    """The word being completed as it was typed, its quotes with it."""
    words = environ.get("COMP_WORDS", "").split("\n")
    at = environ.get("COMP_CWORD", "")
    return words[int(at)] if at.isdigit() and int(at) < len(words) else ""
