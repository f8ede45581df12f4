"""60 reads and 60 writes a minute a user, refilled as each minute begins (google-api.md §3)."""

from collections import Counter
from collections.abc import Callable

from .model.errors import ApiError

A_MINUTE = 60


class Quota:
    """Counts calls by minute; ``on`` False lets all pass."""

    def __init__(self, clock: Callable[[], float], *, on: bool) -> None:
        self.on = on
        self._clock = clock
        self._minute = 0
        self._used: Counter[tuple[str, str]] = Counter()

    def take(self, email: str, *, write: bool) -> None:
        """Count one call. Raises ``ApiError`` 429 once the minute's are used up."""
        minute = int(self._clock() // 60)
        if minute != self._minute:
            self._minute = minute
            self._used.clear()
        kind = "Write" if write else "Read"
        self._used[email, kind] += 1
        if self.on and self._used[email, kind] > A_MINUTE:
            raise exceeded(kind)


def exceeded(kind: str = "Write") -> ApiError:
    """Quota exhausted, in Google's words."""
    limit = f"{kind} requests per minute per user"
    consumer = "project_number:1"
    message = (
        f"Quota exceeded for quota metric '{kind} requests' and limit '{limit}' of service "
        f"'sheets.googleapis.com' for consumer '{consumer}'."
    )
    info = {
        "@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "RATE_LIMIT_EXCEEDED",
        "domain": "googleapis.com",
        "metadata": {
            "service": "sheets.googleapis.com", "consumer": consumer,
            "quota_limit": f"{kind}RequestsPerMinutePerUser",
            "quota_metric": f"sheets.googleapis.com/{kind.lower()}_requests",
        },
    }  # fmt: skip
    return ApiError(429, message, [info])
