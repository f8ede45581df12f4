"""What Google's error replies mean: worth waiting for, or never to heal (google-api.md §2, §3)."""

from typing import Any, Final

import orjson

from sheets_sync.deferred import dataclass
from sheets_sync.errors import CredentialsError, SheetsSyncError, TryAgainLater, UsageError

_RATE: Final = frozenset({"RATE_LIMIT_EXCEEDED", "rateLimitExceeded", "userRateLimitExceeded"})
_STORAGE: Final = frozenset({"storageQuotaExceeded", "STORAGE_QUOTA_EXCEEDED"})
_DISABLED: Final = frozenset({"SERVICE_DISABLED", "accessNotConfigured"})
_LONGEST: Final = 300


@dataclass(frozen=True)
class Refusal:
    """An error reply: HTTP ``status``, Google's own words, and its machine-readable reasons."""

    status: int
    message: str
    reasons: frozenset[str]

    @property
    def heals(self) -> bool:
        """Whether the same request may succeed later: quota of a minute, an outage, a token that
        was not accepted though it is new (a key that was revoked gets none)."""
        return self.status in (401, 408, 429) or self.status >= 500 or self.is_rate_limit

    @property
    def is_rate_limit(self) -> bool:
        """A 403 that means the quota of a minute, not a lack of permission (gspread #1268)."""
        return self.status == 403 and bool(self.reasons & _RATE)

    @property
    def is_protection(self) -> bool:
        """Whether cells, or a tab, are protected against us."""
        return self.status in (400, 403) and "protected" in self.message


def read_refusal(status: int, content: bytes) -> Refusal:
    """An error reply as Google or a proxy on the way sent it; HTML and noise included."""
    try:
        error = orjson.loads(content)["error"]
        message, reasons = str(error.get("message", "")), frozenset(_reasons(error))
    except (ValueError, KeyError, TypeError, AttributeError):
        message, reasons = "", frozenset[str]()
    return Refusal(status, message[:_LONGEST] or f"HTTP status {status}", reasons)


def as_error(refusal: Refusal, place: str, email: str) -> SheetsSyncError:
    """The error that stops the run. ``place`` names the spreadsheet, ``email`` whom to share
    it with."""
    if refusal.status == 401:
        return CredentialsError(
            f"Google does not accept the credentials: {refusal.message}",
            "Make a new key for the service account and put it in place of the old one.",
        )
    if refusal.heals:
        return TryAgainLater(
            f"Google Sheets does not answer for {place} now: {refusal.message}",
            "Try again in a few minutes; a scheduled run does so by itself.",
        )
    if refusal.is_protection:
        return _protected(refusal, place, email)
    if refusal.status == 403:
        return _forbidden(refusal, place, email)
    if refusal.status == 404:
        return UsageError(
            f"There is no spreadsheet {place}.",
            "Copy its URL from the browser into the config: workbook.spreadsheet.",
        )
    return _bad_request(refusal, place)


def _reasons(error: dict[str, Any]) -> list[str]:
    details = [*error.get("details", ()), *error.get("errors", ())]
    return [str(each["reason"]) for each in details if isinstance(each, dict) and "reason" in each]


def _forbidden(refusal: Refusal, place: str, email: str) -> SheetsSyncError:
    if refusal.reasons & _DISABLED:
        return CredentialsError(
            f"The Google Sheets API is switched off for this project: {refusal.message}",
            "Switch it on in the Google Cloud console: APIs & Services, Google Sheets API.",
        )
    if refusal.reasons & _STORAGE or "storage quota" in refusal.message.casefold():
        return SheetsSyncError(
            f"Google Drive has no room left: {refusal.message}",
            "Free room in the Drive of the spreadsheet's owner.",
        )
    return CredentialsError(
        f"Google refuses access to the spreadsheet {place}: {refusal.message}.",
        f"Share it with {email} as an editor.",
    )


def _protected(refusal: Refusal, place: str, email: str) -> CredentialsError:
    return CredentialsError(
        f"Cells that sheets-sync writes in {place} are protected against it: {refusal.message}",
        f"Let {email} edit them (Data, Protect sheets and ranges), or remove that protection.",
    )


def _bad_request(refusal: Refusal, place: str) -> SheetsSyncError:
    text = refusal.message
    if "10000000 cells" in text:
        return SheetsSyncError(
            f"The spreadsheet {place} is full: Google allows 10,000,000 cells.",
            "Delete unused rows and columns, or move old log tabs to another spreadsheet "
            "([tabs] log can name several).",
        )
    return SheetsSyncError(f"Google refused a request for {place}: {text}")
