"""Every request to Google: timeouts, retries, replies checked. See ``by_gspread`` for whom it is
a way to Google too."""

import time
from collections.abc import Callable, Mapping
from email.utils import parsedate_to_datetime
from typing import Any, Final
from urllib.parse import quote, urlencode

import orjson
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from urllib3 import HTTPResponse, Timeout
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    NewConnectionError,
)
from urllib3.exceptions import (
    TimeoutError as TooSlowError,
)

from sheets_sync.deferred import dataclass
from sheets_sync.errors import CredentialsError, SheetsSyncError, TryAgainLater
from sheets_sync.spreadsheet.calls import Calls
from sheets_sync.spreadsheet.google import telling
from sheets_sync.spreadsheet.google.admission import admitted
from sheets_sync.spreadsheet.google.body import Body, CellsAnswer, body_of
from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.refusals import Refusal, as_error, read_refusal
from sheets_sync.spreadsheet.google.session import HttpSession
from sheets_sync.spreadsheet.google.shapes import Shape, is_answer
from sheets_sync.spreadsheet.google.waiting import WaitError

API_HOST: Final = "https://sheets.googleapis.com"
_SPREADSHEETS: Final = "/v4/spreadsheets"
_HEADERS: Final = {"User-Agent": "sheets-sync (gzip)", "Accept-Encoding": "gzip"}
"""Google compresses replies only for user agents that say gzip themselves."""

_JSON: Final = {"Content-Type": "application/json"}
_FIRST_ERROR: Final = 400
_NO_ANSWER: Final = CellsAnswer(Body(b"", zipped=False))


@dataclass(frozen=True)
class Patience:
    """How long one request may take, in seconds: to connect, to answer, with all its retries."""

    connect: float = 10.0
    answer: float = 120.0
    give_up: float = 150.0


class MaybeLandedError(Exception):
    """A write whose answer was lost: it may have landed, and must not be sent again blindly."""


class RefusedError(Exception):
    """An error reply, as ``refusal``; ``error`` is what it is to a person."""

    def __init__(self, refusal: Refusal, error: SheetsSyncError) -> None:
        super().__init__(refusal.message)
        self.refusal = refusal
        self.error = error


class HttpTransport:
    """The way to Google over a session that bears our token, made dependable. ``calls`` counts
    what a run costs."""

    def __init__(self, session: HttpSession) -> None:
        self.session = session
        self.api_root = API_HOST
        self.patience = Patience()
        self.place = ""
        self.email = ""
        self.calls = Calls()
        self.clock_skew: float | None = None
        self._reply: Json = {}
        self._shape: Shape = {}
        self._answer = _NO_ANSWER
        self._unless = ""

    def request(
        self,
        method: str,
        path: str,
        params: Mapping[str, Any] | None = None,
        json: Json | None = None,
        *,
        again: bool = True,
        cells: bool = False,
    ) -> HTTPResponse:
        """Send one request to ``path`` of the API; wait and send it again while that may help
        and time is left.

        ``again`` is False for a write that must not land twice. ``cells``: the answer is cells,
        and taken apart while it is inflated. Raises ``RefusedError`` for a
        reply that will not heal, ``MaybeLandedError``, ``TryAgainLater``, ``CredentialsError``.
        """
        url = self.api_root + path + (f"?{urlencode(params, doseq=True)}" if params else "")
        sent: dict[str, Any] = {"headers": _HEADERS}
        if json is not None:
            sent = {"headers": _HEADERS | _JSON, "body": orjson.dumps(json)}
        started = time.monotonic()

        def left() -> float:
            return self.patience.give_up - (time.monotonic() - started)

        def attempt() -> HTTPResponse:
            most = max(left(), 1.0)
            connect, answer = min(self.patience.connect, most), min(self.patience.answer, most)
            timeout = Timeout(connect=connect, read=answer)  # what comes first is for both
            return self._once(method, url, cells=cells, timeout=timeout, **sent)

        try:
            return self._patiently(attempt, left, again=again)
        except WaitError as wait:
            if wait.landed and not again:
                raise MaybeLandedError(wait.error.message) from wait
            raise wait.error from wait

    def _patiently(
        self,
        attempt: Callable[[], HTTPResponse],
        left: Callable[[], float],
        *,
        again: bool,
    ) -> HTTPResponse:
        try:
            return attempt()
        except WaitError as first:
            # Most requests succeed at once, and what waits well is slow to import.
            from sheets_sync.spreadsheet.google.retries import resumed  # noqa: PLC0415

            return resumed(first, attempt, left(), self._count_retry, again=again)

    def get_json(self, path: str, params: Mapping[str, Any], shape: Shape) -> Json:
        """A read: GET below /v4/spreadsheets. What has not that ``shape`` is no answer."""
        self.calls.read += 1
        self._shape = shape
        self.request("GET", _SPREADSHEETS + path, params=params)
        return self._reply

    def get_cells(self, path: str, params: Mapping[str, Any], unless: str) -> CellsAnswer:
        """A read of many cells, taken apart ``unless`` the answer has that digest."""
        self.calls.read += 1
        self._unless = unless
        self.request("GET", _SPREADSHEETS + path, params=params, cells=True)
        answer, self._answer = self._answer, _NO_ANSWER  # it is large: nobody else is to keep it
        return answer

    def search_json(self, path: str, body: Json, shape: Shape) -> Json:
        """A read that the API wants as a POST."""
        self.calls.read += 1
        self._shape = shape
        self.request("POST", _SPREADSHEETS + path, json=body)
        return self._reply

    def write_json(
        self, path: str, body: Json, fields: str, shape: Shape, *, again: bool = False
    ) -> Json:
        """A write: POST, with the mask and the shape of what should come back. ``again``: it may
        be sent again though it may have landed."""
        self.calls.write += 1
        self._shape = shape
        self.request(
            "POST", _SPREADSHEETS + path,
            params={"fields": fields}, json=body, again=again,
        )  # fmt: skip
        return self._reply

    def _once(self, method: str, url: str, *, cells: bool, **sent: Any) -> HTTPResponse:  # noqa: ANN401
        with admitted(method, url.partition("?")[0]), telling.one_request(method, url) as seen:
            try:
                response = self.session.urlopen(
                    method, url, redirect=False, retries=False, preload_content=not cells, **sent
                )
                seen(response)
                return self._judged(response, cells=cells)
            except RefreshError as error:
                raise _no_token(error) from error
            except (TransportError, ConnectTimeoutError, NewConnectionError) as error:
                raise WaitError(self._unreachable(error), landed=False) from error
            except (GoogleAuthError, HTTPError) as error:
                raise WaitError(self._unreachable(error), landed=True) from error

    def _judged(self, response: HTTPResponse, *, cells: bool) -> HTTPResponse:
        """A good answer; raises for any other, and urllib3's ``HTTPError`` for half of one."""
        self.clock_skew = _skew(response)
        if response.status < _FIRST_ERROR:
            return self._complete(response, cells=cells)
        refusal = read_refusal(response.status, response.data)
        error_ = as_error(refusal, self.place, self.email)
        if refusal.heals:
            landed = refusal.status not in (401, 403, 429)
            raise WaitError(error_, _retry_after(response), landed=landed)
        raise RefusedError(refusal, error_)

    def _complete(self, response: HTTPResponse, *, cells: bool) -> HTTPResponse:
        """A reply of 200 that is JSON; half of one, or a proxy's page, is worth another try."""
        try:
            if cells:
                self._answer = self._cells(response)
            else:
                self._reply = _object(response.data, self._shape)
        except ValueError as error:
            raise WaitError(
                TryAgainLater(
                    f"What came back for {self.place} is no answer of Google Sheets, or a part "
                    "of one.",
                    "Try again; if it stays so, look for a proxy between this machine and Google.",
                ),
                landed=True,
            ) from error
        return response

    def _cells(self, response: HTTPResponse) -> CellsAnswer:
        answer = CellsAnswer(body_of(response))
        if not self._unless or answer.digest != self._unless:
            _ = answer.ranges  # half of an answer is found out here, where it is asked for again
        return answer

    def _unreachable(self, error: Exception) -> TryAgainLater:
        hung = isinstance(error, TooSlowError)
        how = "did not answer in time" if hung else f"cannot be reached ({type(error).__name__})"
        return TryAgainLater(
            f"Google Sheets {how}; the spreadsheet was {self.place}.",
            "Look at this machine's network, then try again; a scheduled run does so by itself.",
        )

    def _count_retry(self) -> None:
        self.calls.retried += 1


def range_of(title: str, cells: str = "") -> str:
    """A1 notation of a tab's cells; all of them where none are named."""
    quoted = "'" + title.replace("'", "''") + "'"
    return f"{quoted}!{cells}" if cells else quoted


def path_part(text: str) -> str:
    """Text as a part of a URL's path."""
    return quote(text, safe="")


def _object(content: bytes, shape: Shape) -> Json:
    reply = orjson.loads(content)
    if not is_answer(reply, shape):
        raise ValueError("JSON of another kind")
    answer: Json = reply
    return answer


def _skew(response: HTTPResponse) -> float | None:
    """How many seconds this machine's clock is ahead of the answer's Date header (RFC 9110)."""
    try:
        theirs = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        return None
    return time.time() - theirs.timestamp()


def _retry_after(response: HTTPResponse) -> float:
    """Seconds that the reply asks us to wait; 0 where it says nothing that we understand."""
    told = response.headers.get("Retry-After", "").strip()
    return float(told) if told.isdecimal() else 0.0


def _no_token(error: RefreshError) -> SheetsSyncError:
    """Google's words are not repeated in full: they may quote what we sent."""
    if error.retryable:
        return TryAgainLater("Google's token endpoint does not answer.", "Try again later.")
    said = str(error.args[0])[:200] if error.args else "no reason given"
    clock = "iat" in said or "short-lived" in said or "timeframe" in said
    return CredentialsError(
        f"Google gives no token for the service account: {said}",
        "This machine's clock is wrong: set it by NTP."
        if clock
        else "Its key was revoked or deleted, or the account was: make a new key in the Google "
        "Cloud console and put it in place of the old one.",
    )
