"""What a refusal speaks of: the address, its mailbox, the letter. Pure (RFC 3463, RFC 5321 §4.2).

A server tells it by the command that it refuses and by the enhanced code behind the basic one,
"552 5.3.4 …", whatever its words are.
"""

import re
from typing import Final

from sheets_sync.notices.ledger.verdicts import Blame

_BASIC: Final = r"(?:(?P<basic>[245]\d\d)[ -]?)?"
_ENHANCED: Final = r"(?:[245]\.(?P<enhanced>\d{1,3}\.\d{1,3})\b)?"
_CODES: Final = re.compile(_BASIC + _ENHANCED)
_KNOWN: Final = (
    (r"1\.([0-6]|10)|2\.[14]", Blame.ADDRESS),
    (r"2\.2", Blame.MAILBOX),
    (r"2\.3|3\.4", Blame.SIZE),
    (r"1\.[78]|6\.\d+|7\.\d+", Blame.LETTER),
)
"""By the subject and detail of an enhanced code; others leave it to the command."""
_CLOSING: Final = "421"
_STORAGE: Final = {"452": Blame.SERVER, "552": Blame.SIZE}
"""No room, where no enhanced code says whose: for now the server's disk is full, for good the
letter is too large; of an address it is the mailbox."""


def blame_of(said: str, at: Blame) -> Blame:
    """What a refusal in the words ``said``, "552 5.3.4 …", speaks of. ``at`` is what its command is
    about: ``ADDRESS`` of RCPT, ``LETTER`` of DATA and of the letter's end, ``SERVER`` of MAIL."""
    codes = _CODES.match(said)
    basic, enhanced = (codes["basic"], codes["enhanced"] or "") if codes else ("", "")
    if basic == _CLOSING:
        return Blame.SERVER
    if not enhanced and basic in _STORAGE:
        return Blame.MAILBOX if at == Blame.ADDRESS else _STORAGE[basic]
    named = next((blame for known, blame in _KNOWN if re.fullmatch(known, enhanced)), at)
    return at if at == Blame.SERVER and named != Blame.SIZE else named
