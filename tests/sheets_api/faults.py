"""Scripted faults: what goes wrong between a client and Google, at a moment of our choosing."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from .model.errors import ApiError
from .quota import exceeded

Break = Literal["", "hang", "half", "reset"]


@dataclass(slots=True)
class Fault:
    """One kind of trouble. ``kinds`` of calls it befalls ("read", "write", "token"), after ``skip`` of them, ``times`` times.

    ``applied`` says that the call is carried out before its answer goes wrong. ``breaks``: the
    answer never comes ("hang"), stops midway ("half"), or the connection drops ("reset").
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    content_type: str = "application/json; charset=UTF-8"
    applied: bool = False
    breaks: Break = ""
    seconds: float = 0.0
    kinds: tuple[str, ...] = ("read", "write")
    skip: int = 0
    times: int = 1
    match: Callable[[str], bool] = lambda _: True


class Faults:
    """The script. Faults wait in the order in which they were added."""

    def __init__(self) -> None:
        self._script: list[Fault] = []
        self.befell = 0

    def add(self, fault: Fault) -> None:
        self._script.append(fault)

    def clear(self) -> None:
        self._script.clear()

    def next(self, kind: str, path: str) -> Fault | None:
        """The fault that befalls this call, if any."""
        for fault in self._script:
            if kind not in fault.kinds or not fault.match(path):
                continue
            if fault.skip:
                fault.skip -= 1
                return None
            fault.times -= 1
            if fault.times == 0:
                self._script.remove(fault)
            self.befell += 1
            return fault
        return None


def google(error: ApiError, **more: Any) -> Fault:
    """An error reply in Google's JSON."""
    return Fault(error.code, json.dumps(error.json()).encode(), **more)


def quota(retry_after: int | None = None, **more: Any) -> Fault:
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return google(exceeded(), headers=headers, **more)


def rate_limit_403(**more: Any) -> Fault:
    info = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "rateLimitExceeded"}]
    return google(ApiError(403, "Rate Limit Exceeded", info), **more)


def permission(**more: Any) -> Fault:
    return google(ApiError(403, "The caller does not have permission"), **more)


def storage(**more: Any) -> Fault:
    info = [{"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "storageQuotaExceeded"}]
    return google(ApiError(403, "The user's Drive storage quota has been exceeded.", info), **more)


def unavailable(**more: Any) -> Fault:
    return google(ApiError(503, "The service is currently unavailable."), **more)


def internal(**more: Any) -> Fault:
    return google(ApiError(500, "Internal error encountered."), **more)


def html(status: int = 502, **more: Any) -> Fault:
    page = b"<!DOCTYPE html><html><title>Error 502 (Server Error)!!1</title></html>"
    return Fault(status, page, content_type="text/html; charset=UTF-8", **more)


def truncated(**more: Any) -> Fault:
    return Fault(200, b'{"spreadsheetId": "1abc", "valueRanges": [{"range"', **more)


def hang(seconds: float, **more: Any) -> Fault:
    return Fault(breaks="hang", seconds=seconds, **more)


def reset(**more: Any) -> Fault:
    return Fault(breaks="reset", **more)


def half(**more: Any) -> Fault:
    return Fault(breaks="half", applied=True, **more)


def wrong_clock(date: str, **more: Any) -> Fault:
    """An answer as it should be, with another Date header."""
    return Fault(applied=True, headers={"Date": date}, **more)


def token_refused(
    error: str = "invalid_grant", description: str = "Invalid JWT Signature."
) -> Fault:
    body = json.dumps({"error": error, "error_description": description}).encode()
    return Fault(400, body, kinds=("token",), times=-1)
