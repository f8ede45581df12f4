"""No secret is heard: what passes here on its way out has "***" in the place of each.

Nothing of ours puts a secret into words; this is for the words of others, such as an exception
that quotes what it was given.
"""

import re
from typing import Final

_SHAPES: Final = re.compile(
    r"""
    -----BEGIN\ [A-Z ]*PRIVATE\ KEY-----.*?(?:-----END\ [A-Z ]*PRIVATE\ KEY-----|\Z)
    | \b(?:Bearer|Basic)\s+[\w.~+/=-]+
    | \bya29\.[\w.~+/=-]+                       # Google's access tokens
    | \beyJ[\w-]+\.[\w-]+\.[\w-]*               # a JWT (RFC 7519)
    | (?<=://)[^/\s:@]+:[^/\s@]+(?=@)           # user:password@ of a URL
    | (?i:(?<=access_token=)|(?<=assertion=)|(?<=key=)|(?<=password=))[^&\s"']+
    """,
    re.VERBOSE | re.DOTALL,
)
"""What is a secret by the look of it."""

_SHORTEST: Final = 4
"""Of fewer characters there is no hiding: ordinary words would go with them."""

_hidden: set[str] = set()


def hide(*secrets: str) -> None:
    """From now on none of ``secrets`` is heard. They are kept in this process alone."""
    _hidden.update(each for each in secrets if len(each) >= _SHORTEST)


def masked(text: str) -> str:
    """``text`` without what was hidden, or looks like a secret."""
    for secret in sorted(_hidden, key=len, reverse=True):
        text = text.replace(secret, "***")
    return _SHAPES.sub("***", text)
