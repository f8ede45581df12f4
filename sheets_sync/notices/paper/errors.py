"""What stops a paper from being drawn."""

from sheets_sync.errors import SheetsSyncError


class PaperError(SheetsSyncError):
    """An invoice or a statement that cannot be drawn."""
