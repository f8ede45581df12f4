"""`sync state move`: a state goes over from its file into a database, or back (design §21)."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from sheets_sync.config import Config
from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.files import is_there
from sheets_sync.state.everything import Movable, content_hash, holds_nothing
from sheets_sync.state.lock import run_lock
from sheets_sync.state.opening import hold_movable, open_movable_file, was_moved

DATABASE: Final = "database"
"""What the state in the database that the config names is called beside files."""


def move(config: Config, source: str, target: str, now: datetime) -> list[str]:
    """Move the state at ``source`` to ``target``; sentences on what was moved. Each is the path of
    a file, or ``DATABASE``; no run may be under way at either.

    All of it is there with the same content, or nothing is; then the source is marked, so that
    nobody goes on with it. Where that did not come about any more, the same command does it.
    Raises ``UsageError`` where the source holds nothing, or the target anything else.
    """
    if (source == DATABASE) == (target == DATABASE):
        raise UsageError(
            "A state moves from a file into the database, or back.",
            f"`sheets-sync state move state.sqlite3 {DATABASE}`, or the other way round.",
        )
    with ExitStack() as stack:
        from_ = stack.enter_context(_held(config, source, now))
        aside = stack.enter_context(_made_room(target, now))
        to = stack.enter_context(_held(config, target, now))
        return [*_move(from_, to, source, _called(config, target), now), *aside]


def _move(source: Movable, target: Movable, at: str, to: str, now: datetime) -> list[str]:
    _refuse_unsound(source, at)
    everything, there = source.everything(), target.everything()
    if holds_nothing(everything):
        raise UsageError(f"{at} holds nothing.", "Name the state that was in use.")
    if holds_nothing(there):
        target.take_everything(everything)
    elif content_hash(there) != content_hash(everything):
        raise UsageError(
            f"{to} holds a state already.",
            "Name a place that holds none, or move that one into another file first.",
        )
    _refuse_unsound(target, to)
    source.mark_moved(f"{to}, at {now:%Y-%m-%d %H:%M} UTC")
    held = ", ".join(f"{count} {what}" for what, count in target.holdings().items())
    same = f"every fact is the same there (SHA-256 {content_hash(everything)[:12]})"
    return [
        f"Moved to {to}: {held}; {same}. {at} is marked, and opened by nobody any more.",
        "See that [state] in the config names the new place before the next run.",
    ]


def _refuse_unsound(store: Movable, at: str) -> None:
    if faults := store.faults():
        raise SheetsSyncError(
            f"{at} is not sound: {'; '.join(faults)}. Nothing was moved.",
            "`sheets-sync state verify` says the same; put a backup in its place.",
        )


@contextmanager
def _made_room(target: str, now: datetime) -> Iterator[list[str]]:
    """Where ``target`` is what an earlier move left, it lies aside from now on, and a sentence says
    where; back in its place where nothing was moved."""
    path = Path(target)
    if target == DATABASE or not was_moved(path):
        yield []
        return
    aside = path.with_name(f"{path.name}.left-{now:%Y%m%d-%H%M%S}")
    path.rename(aside)
    try:
        yield [f"What an earlier move had left at {target} is {aside.name} now."]
    except BaseException:
        aside.replace(path)
        raise


@contextmanager
def _held(config: Config, name: str, now: datetime) -> Iterator[Movable]:
    if name == DATABASE:
        with hold_movable(config, "state move", now) as store:
            yield store
        return
    path = Path(name)
    with run_lock(path, "state move", now):
        new = not is_there(path)
        try:
            with open_movable_file(path) as store:
                yield store
        except BaseException:
            if new:  # nothing was moved there
                path.unlink(missing_ok=True)
            raise


def _called(config: Config, name: str) -> str:
    return f'the database, as "{config.state.workbook}"' if name == DATABASE else name
