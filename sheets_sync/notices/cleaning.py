"""Text of a cell made fit for a letter: no control, break or direction characters (F38, F41)."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

LONGEST: Final = 400
"""Characters of a cell that a letter shows: legal names have 300."""

_UNSEEN: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def clean(text: str) -> str:
    """``text`` on one line, without characters that nobody sees, cut to LONGEST."""
    return _cleaned(text) if len(text) <= LONGEST else _made_clean(text)


def _made_clean(text: str) -> str:
    seen = "".join(" " if unicodedata.category(each) in _UNSEEN else each for each in text)
    line = " ".join(seen.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"


_cleaned: Final = lru_cache(4096)(_made_clean)
"""What is not too long to be kept: the same names stand in many lines."""


def clean_lines(text: str) -> str:
    """As ``clean``, line by line; blank lines are dropped."""
    lines = (clean(line) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def full_stop(text: str) -> str:
    """A sentence that ends with a server's own words, with one stop behind it, theirs or ours."""
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."


def slug(name: str) -> str:
    """A name as part of a file name that every file system takes: letters, digits, hyphens."""
    text = unicodedata.normalize("NFKC", name).casefold()
    parts = re.findall(r"[^\W_]+", text)
    return unicodedata.normalize("NFC", "-".join(parts))[:40].strip("-") or "client"
