"""Marks that reading puts amid texts, to hand on what is known of them.

They are noncharacters of Unicode, which no keyboard has and no program sends. A text that bears one
all the same is read like any other, or is a finding.
"""

import re
from typing import Final

IN_DOUBT: Final = " ?"
"""Behind a number of a file or an export that may be two: "1,500"."""
BARE_HOURS: Final = "\ufdd0"
"""Behind a bare number of hours of an export that is over a day: it may be minutes or seconds."""
OF_HOURS: Final = "\ufdd1"
"""Before a text of Hours that stands for the labour beside Minutes: it is found there."""
COUNTED: Final = "\ufdd2"
"""Behind a number and what its format shows beside it."""
AS_TYPED: Final = "\ufdd3"
"""Behind a number that is typed as text: the workbook's locale reads it."""
BETWEEN: Final = "\ufdd4"
"""Between begin and end that come to no duration."""
BESIDE_MINUTES: Final = "\ufdd5"
"""Between Hours and Minutes of a row that come to no labour."""
CUT: Final = "\ufdd6"
"""Amid a number of a file that its comma may have cut in two."""
DAY_FIRST: Final = "\ufdd7"
"""Before a day whose order is settled, its year of two digits."""
EXCHANGED: Final = "\ufdd8"
"""Before a day whose month and day the spreadsheet may have taken for each other."""
OF_FREE: Final = "\ufdd9"
"""Before what Non-billable says that is neither yes nor no."""
LESS: Final = "\ufdda"
"""Before a break that begin and end have no room for, or that is none."""
AWAY: Final = "\ufddb"
"""Before when a break began and ended that comes to none within begin and end of work."""

_SPELT: Final = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]\d+)?", re.ASCII)
_SHOWN: Final = str.maketrans(
    {
        BARE_HOURS: "",
        OF_HOURS: "",
        COUNTED: "",
        AS_TYPED: "",
        BETWEEN: "\u2009–\u2009",
        BESIDE_MINUTES: "\u2009|\u2009",
        CUT: ",",
        DAY_FIRST: "",
        EXCHANGED: "",
        OF_FREE: "",
        LESS: "\u2009−\u2009",
        AWAY: "\u2009−\u2009",
    }
)


def as_exported(text: str) -> str:
    """A text as it stands in its sheet or file, without the marks that are put to it here."""
    return text.removesuffix(IN_DOUBT).translate(_SHOWN)


def as_float(text: str) -> float | None:
    """A number as Python spells it; None of what was typed otherwise."""
    return float(text) if _SPELT.fullmatch(text) else None
