"""Where a link on paper leads, as a reader of PDF can go there."""

from typing import Final
from urllib.parse import quote, urlsplit

_KEPT: Final = "/%:@!$&'()*+,;=~"


def link_target(address: str) -> str:
    """The web address in ASCII, which is all that a link in a PDF may be written in (ISO 32000,
    URI actions): its host as IDNA has it, the rest of it percent-encoded."""
    if address.isascii():
        return address
    parts = urlsplit(address)
    host, colon, port = parts.netloc.partition(":")
    if not host.isascii():
        host = host.encode("idna").decode("ascii")
    netloc = parts.netloc if parts.netloc.isascii() else f"{host}{colon}{port}"
    return parts._replace(netloc=netloc, path=quote(parts.path, safe=_KEPT)).geturl()
