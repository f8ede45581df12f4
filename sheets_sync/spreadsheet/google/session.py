"""The way to Google that bears a token: one that an earlier run was given, or google-auth's own."""

from collections.abc import Callable, Mapping
from datetime import UTC
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Protocol, cast

from urllib3 import HTTPResponse, PoolManager

from sheets_sync.spreadsheet.google.kept_token import KeptToken, Token

if TYPE_CHECKING:
    from google.auth.transport.urllib3 import AuthorizedHttp


class HttpSession(Protocol):
    """What we use of google-auth's session over urllib3."""

    @property
    def credentials(self) -> Any:  # noqa: ANN401 - every kind of google-auth's
        """google-auth's credentials."""

    def urlopen(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        **how: Any,  # noqa: ANN401 - as urllib3 takes it
    ) -> HTTPResponse:
        """One request that bears a token; raises as urllib3 and google-auth do."""


class KeepingSession:
    """Bears the ``kept`` token while it is fresh and Google takes it; from then on it is
    google-auth's session, which ``make`` makes, and the token given to that one is kept.

    It is made at once where no token is kept; what ``make`` raises is raised then.
    """

    def __init__(
        self, ways: PoolManager, kept: KeptToken, make: "Callable[[], AuthorizedHttp]"
    ) -> None:
        self._ways, self._kept, self._make = ways, kept, make
        self._token = kept.read()
        self._own = None if self._token else make()
        self._last = ""

    @property
    def credentials(self) -> Any:  # noqa: ANN401 - see HttpSession
        """See ``HttpSession``."""
        return self._googles().credentials

    def urlopen(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str],
        **how: Any,  # noqa: ANN401 - see HttpSession
    ) -> HTTPResponse:
        """See ``HttpSession``."""
        if self._token and self._token.fresh:
            bearing = {**headers, "Authorization": f"Bearer {self._token.text}"}
            answer: Any = self._ways.urlopen(method, url, headers=bearing, **how)
            if answer.status != HTTPStatus.UNAUTHORIZED:
                return cast("HTTPResponse", answer)
            answer.drain_conn()
        self._token = None
        return self._by_google_auth(method, url, dict(headers), how)

    def _by_google_auth(
        self, method: str, url: str, headers: dict[str, str], how: Mapping[str, Any]
    ) -> HTTPResponse:
        own: Any = self._googles()
        answer: HTTPResponse = own.urlopen(method, url, headers=headers, **how)
        self._keep(own.credentials)
        return answer

    def _googles(self) -> "AuthorizedHttp":
        if self._own is None:
            self._own = self._make()
        return self._own

    def _keep(self, credentials: Any) -> None:  # noqa: ANN401 - see HttpSession
        if credentials.token and credentials.expiry and credentials.token != self._last:
            expires = credentials.expiry.replace(tzinfo=UTC).timestamp()
            self._kept.keep(Token(credentials.token, expires))
            self._last = credentials.token
