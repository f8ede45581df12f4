"""Tokens that open a mailbox instead of a password (OAuth 2.0; design §17).

Each is asked for when it is needed and kept nowhere; what it says stands in no message.
"""

from sheets_sync.notices.tokens.google_token import google_token
from sheets_sync.notices.tokens.microsoft_token import Application, microsoft_token

__all__ = ["Application", "google_token", "microsoft_token"]
