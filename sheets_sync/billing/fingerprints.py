"""How a payment that was taken from a bank's statement is known: by the Reference of its row
(design §20)."""

import re
from typing import Final

_FINGERPRINT: Final = re.compile(r"bank-[0-9a-f]{16}")


def fingerprints_in(text: str) -> frozenset[str]:
    """All fingerprints of a bank's entries that stand in a text."""
    return frozenset(_FINGERPRINT.findall(text)) if "bank-" in text else frozenset()
