"""The folders that clients' pages are published in, as the state remembers them (design §19)."""

import re
from collections.abc import Iterable
from dataclasses import field
from secrets import token_urlsafe
from typing import Final

from sheets_sync.deferred import dataclass

_BYTES: Final = 16
_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True)
class PublishedPage:
    """The folder of a client, by folded name. ``token`` names it: who knows it reads their account,
    so that no text of this tells it. ``shown`` is a fingerprint of what stands there, "" where
    nothing does. ``revoked``: it serves nobody any more, and what stands there is to go."""

    client: str
    token: str = field(repr=False)
    shown: str = ""
    revoked: bool = False


def new_token() -> str:
    """128 random bits as the name of a folder, which every file system and address takes."""
    return token_urlsafe(_BYTES)


def is_token(name: str) -> bool:
    """Whether a folder may be named by a token."""
    return _TOKEN.fullmatch(name) is not None


def pages_in_force(pages: Iterable[PublishedPage]) -> dict[str, PublishedPage]:
    """The page of each client, by folded name; revoked ones are none."""
    return {each.client: each for each in pages if not each.revoked}
