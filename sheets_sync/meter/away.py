"""The page of a client who is not in Clients while it is not known who has their account now: it
stays as it was, but asks for nothing (design §19)."""

import re
from html import escape
from typing import Final

from sheets_sync.words import languages
from sheets_sync.words.speaking import Words, words_of

_ASKS: Final = re.compile(rb'<section aria-labelledby="pay">.*?</section>', re.DOTALL)
_LANGUAGE: Final = re.compile(rb'<html lang="([a-z]+)">')


def asking_nothing(page: bytes, words: Words) -> bytes:
    """The first page with what is true in the place of what it asked for, in its own language, or
    that of ``words`` where it has none of ours; the page itself where it asks for nothing."""
    found = _LANGUAGE.search(page)
    language = found[1].decode() if found else ""
    say = (words_of(language) if language in languages() else words).say
    title, text = escape(say("meter.moving")), escape(say("meter.moving.text"))
    said = (
        f'<section aria-labelledby="moving">\n<h2 id="moving">{title}</h2>\n'
        f"<p>{text}</p>\n</section>"
    )
    return _ASKS.sub(said.encode(), page)
