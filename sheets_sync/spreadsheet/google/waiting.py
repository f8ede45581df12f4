"""A request that failed, and is worth another try."""

from sheets_sync.errors import SheetsSyncError


class WaitError(Exception):
    """Worth another try, in ``seconds`` at the earliest. ``landed``: it may have been done."""

    def __init__(self, error: SheetsSyncError, seconds: float = 0.0, *, landed: bool) -> None:
        super().__init__(error.message)
        self.error = error
        self.seconds = seconds
        self.landed = landed
