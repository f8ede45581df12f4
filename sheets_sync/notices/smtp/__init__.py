"""Letters by SMTP: a connection that is proven, and letters over it, step by step."""

from sheets_sync.notices.smtp.sending import SmtpTransport
from sheets_sync.notices.smtp.server import Server

__all__ = ["Server", "SmtpTransport"]
