"""A bare client of the emulator, for its own tests: plain HTTP with a token from google-auth."""

from pathlib import Path
from typing import Any

import requests
from google.auth.transport.requests import Request
from google.oauth2 import service_account

from ..emulator import Emulator
from ..model.book import Book

SCOPES = ["https://www.googleapis.com/auth/spreadsheets", "https://www.googleapis.com/auth/drive"]


class Client:
    """Calls as the service account, on one spreadsheet."""

    def __init__(
        self, google: Emulator, folder: Path, book: Book, scopes: list[str] = SCOPES
    ) -> None:
        self.google, self.book = google, book
        key = google.credentials(folder / "key.json")
        self.credentials = service_account.Credentials.from_service_account_file(
            str(key), scopes=scopes
        )
        self.credentials.refresh(Request())

    def call(self, method: str, path: str, body: Any = None, **params: Any) -> tuple[int, Any]:
        """One call below the spreadsheet (":verb" or "part"), or, beginning with "/", the root."""
        below = path if path[:1] in ("", ":") else f"/{path}"
        whole = path if path.startswith("/") else f"/v4/spreadsheets/{self.book.key}{below}"
        reply = requests.request(
            method, self.google.url + whole, json=body, params=params, timeout=10,
            headers={"Authorization": f"Bearer {self.credentials.token}"},
        )  # fmt: skip
        return reply.status_code, reply.json() if reply.content else None

    def ok(self, method: str, path: str, body: Any = None, **params: Any) -> Any:
        status, answer = self.call(method, path, body, **params)
        assert status in (200, 204), answer
        return answer

    def batch(self, *changes: dict[str, Any], **more: Any) -> tuple[int, Any]:
        return self.call("POST", ":batchUpdate", {"requests": list(changes), **more})

    def values(self, where: str, **params: Any) -> Any:
        """values.get, its values alone."""
        return self.ok("GET", f"values/{where}", **params).get("values", [])
