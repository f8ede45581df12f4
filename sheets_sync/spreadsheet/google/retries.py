"""A request that failed, sent again: with full jitter and a cap, as long as patience lasts."""

from collections.abc import Callable
from typing import Final, TypeVar

import tenacity

from sheets_sync.spreadsheet.google.waiting import WaitError
from sheets_sync.voice import say

_FIRST_WAIT: Final = 1.0
_LONGEST_WAIT: Final = 64.0

T = TypeVar("T")


def resumed(
    first: WaitError,
    attempt: Callable[[], T],
    patience: float,
    count: Callable[[], None],
    *,
    again: bool,
) -> T:
    """What ``attempt`` comes to after it failed once, as ``first`` says.

    ``patience`` is in seconds from now on; ``count`` hears of each new attempt. Without
    ``again`` only what did not land is tried again. Raises the last ``WaitError``, and whatever
    else an attempt raises.
    """
    failed = [first]

    def attempt_or_first() -> T:
        if failed:
            raise failed.pop()
        return attempt()

    def told(state: tenacity.RetryCallState) -> None:
        count()
        _tell(state)

    retrying = tenacity.Retrying(
        retry=tenacity.retry_if_exception(
            lambda error: isinstance(error, WaitError) and (again or not error.landed)
        ),
        wait=_wait,
        stop=tenacity.stop_before_delay(patience),
        before_sleep=told,
        reraise=True,
    )
    return retrying(attempt_or_first)


def _wait(state: tenacity.RetryCallState) -> float:
    """Exponential with full jitter, and never sooner than Retry-After says."""
    jittered = tenacity.wait_random_exponential(_FIRST_WAIT, max=_LONGEST_WAIT)(state)
    error = state.outcome.exception() if state.outcome else None
    return max(jittered, error.seconds if isinstance(error, WaitError) else 0.0)


def _tell(state: tenacity.RetryCallState) -> None:
    """A request is about to be sent again: why, and after what pause."""
    error = state.outcome.exception() if state.outcome else None
    pause = round(state.upcoming_sleep, 2)
    say(
        "retry", f"again in {pause:.1f} s (attempt {state.attempt_number + 1}): {error}",
        cause=str(error), pause=pause, attempt=state.attempt_number + 1,
    )  # fmt: skip
