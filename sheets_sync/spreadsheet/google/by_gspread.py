"""gspread, and all that we use of it: it opens a spreadsheet, over our own way to Google.

Its own way has no timeouts and never gives up (docs/google-api.md §3). This is the one module
that names gspread; it is imported where a spreadsheet is opened, for it is slow to import.
"""

from typing import Any, cast

from gspread import Client, HTTPClient

from sheets_sync.spreadsheet.google.objects import Json
from sheets_sync.spreadsheet.google.shapes import SPREADSHEET
from sheets_sync.spreadsheet.google.transport import HttpTransport, path_part


def opened(transport: HttpTransport, key: str, fields: str) -> Json:
    """What ``fields`` asks for of the spreadsheet of that key, opened by gspread; one read.

    Raises as ``Transport.request``.
    """
    session: Any = transport.session  # google-auth's own
    client = Client(session.credentials, session, _OurWay)
    way = cast("_OurWay", client.http_client)
    way.transport, way.fields = transport, fields
    client.open_by_key(key)
    return way.said


class _OurWay(HTTPClient):
    """gspread's way to Google, led over ours. ``said`` is what the spreadsheet said of itself."""

    transport: HttpTransport
    fields: str
    said: Json

    def fetch_sheet_metadata(self, id: str, params: Any = None) -> Json:  # noqa: A002, ANN401, ARG002 - gspread's own signature
        """What gspread asks for as it opens a spreadsheet, masked."""
        self.said = self.transport.get_json(
            f"/{path_part(id)}", {"fields": self.fields}, SPREADSHEET
        )
        return self.said
