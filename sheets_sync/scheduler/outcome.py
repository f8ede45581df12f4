"""What became of a run: any exception of it is an outcome too (F64)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import Final, Literal

from sheets_sync import voice
from sheets_sync.deferred import dataclass
from sheets_sync.errors import LockedError, OutOfMemory, SheetsSyncError
from sheets_sync.stopping import Stopped
from sheets_sync.use_cases.run import Run
from sheets_sync.voice.counting import counted

Result = Literal["good", "failed", "locked", "stopped"]

_BUG: Final = 1
_LETTERS: Final = 4


@dataclass(frozen=True)
class RunOutcome:
    """A run in one line: ``exit_code`` as `sync now` would have ended (design §12), counts None
    where it did not come that far, ``letters`` by state."""

    result: Result
    exit_code: int
    text: str
    cells_written: int | None = None
    findings: int | None = None
    letters: Mapping[str, int] = field(default_factory=dict)
    warnings: Sequence[str] = ()

    def facts(self) -> dict[str, object]:
        """For machines: the same names, whatever the result."""
        return {
            "result": self.result,
            "exit_code": self.exit_code,
            "cells_written": self.cells_written,
            "findings": self.findings,
            "letters": dict(self.letters),
            "message": self.text,
        }


def outcome_of(run: Callable[[], Run]) -> RunOutcome:
    """Run, and say what became of it; only what is to end the program passes."""
    try:
        return _done(run())
    except Stopped as stopped:
        return RunOutcome("stopped", stopped.exit_code, str(stopped))
    except LockedError as locked:
        return RunOutcome("locked", locked.exit_code, str(locked))
    except SheetsSyncError as error:
        return RunOutcome("failed", error.exit_code, str(error))
    except MemoryError:
        return RunOutcome("failed", OutOfMemory.exit_code, str(OutOfMemory()))
    except Exception as error:  # noqa: BLE001 - a bug of ours must not end the service
        return RunOutcome("failed", _BUG, voice.bug(error))


def letters_counted(counts: Mapping[str, int]) -> str:
    """Counts of letters by state: "1 letter held, 2 letters sent"."""
    told = [f"{counted(count, 'letter')} {state}" for state, count in sorted(counts.items())]
    return ", ".join(told) or "no letters"


def _done(run: Run) -> RunOutcome:
    letters = Counter(str(notice.state) for notice in run.notices)
    findings = run.found.findings
    cells, found = counted(run.cells_written, "cell"), counted(findings, "finding")
    text, code, trouble = f"{cells}, {found}, {letters_counted(letters)}", 0, run.mail_trouble
    if trouble is not None:
        text, code = f"{text}; {trouble}", trouble.exit_code
    elif run.letters_in_trouble or run.pages_in_trouble:
        code = _LETTERS
    result: Result = "good" if trouble is None else "failed"
    return RunOutcome(result, code, text, run.cells_written, findings, letters, run.warnings)
