"""Why a statement file is not taken: a reason, said in whatever language it is asked for."""

import json
from collections.abc import Mapping
from typing import Final

from sheets_sync.bank.file_names import shown_name
from sheets_sync.deferred import dataclass
from sheets_sync.errors import SheetsSyncError
from sheets_sync.words.speaking import Words, words_of

RefusalValue = str | tuple[int, str]
"""What a reason names: a text, or minor units and their currency."""

_ENGLISH: Final = "en"

_LAYOUT: Final = "by_layout"
_MEMBER: Final = "member"

AS_SET: Final = "as_set"
"""The cure of a file that is not as the config says."""

AS_ENCODED: Final = "as_encoded"
"""The cure of a file in another encoding than the config says."""

TAKE_OUT: Final = "take_out"
"""The cure of a zip with something in it that is no statement."""

WITHOUT_ROW: Final = "without_row"
"""The cure of a file that tells what the bank did not book."""

FROM_A_DAY: Final = "from_a_day"
"""The cure of a file whose first day nothing proves."""

FIRST_DAY_OPEN: Final = "first_day_open"
"""What is wrong with it; it tells its first ``day``, as 2026-11-30."""

_BY_CONFIG: Final = frozenset((
    "no_day_as_set", "no_day_in_order", "days_to_come", "days_backwards", "days_of_one_month",
    "days_with_points", "days_unlinked", "days_long_ago",
    "thousands", "thousands_of_three", "other_mark", "decimals_as_set", "decimals_not_as_set",
    "currency_beside",
    "no_side_as_set", "set_otherwise", "no_headers", "some_headers", "no_label", "labels",
    "no_layout", "no_layout_named", "no_layout_fits", "several_layouts",
))  # fmt: skip
_NO_STATEMENT: Final = frozenset((
    "no_layout", "no_layout_named", "empty",
    "a_workbook", "a_pdf", "a_picture", "an_archive", "a_web_page", "an_ofx", "a_qif",
))  # fmt: skip


@dataclass(frozen=True)
class StatementRefusal:
    """What is wrong with a file: ``what`` to say of the texts under "refused", what it names
    (``told``), and the ``line`` where it stands, 0 where there is none."""

    what: str
    line: int
    told: Mapping[str, RefusalValue]

    def said(self, words: Words) -> str:
        """A sentence, with the line where there is one, by which of several layouts of CSV, and
        which file of a zip."""
        said = self._said(words)
        for key in (_LAYOUT, _MEMBER):
            if name := self.told.get(key, ""):
                said = words.say(f"refused.{key}", name=name, said=said)
        return said

    def _said(self, words: Words) -> str:
        named = {
            name: each if isinstance(each, str) else words.amount(*each)
            for name, each in self.told.items()
        }
        sentence = words.say(f"refused.{self.what}", **named)
        return words.say("refused.at", line=self.line, said=sentence) if self.line else sentence

    @property
    def cure(self) -> str:
        """Of a file that was read, by what it lacks."""
        if self.what in _NO_STATEMENT and self.told.get(_MEMBER):
            return TAKE_OUT
        if self.what == "no_letter_as_set":
            return AS_ENCODED
        if self.what in {"blank_balance", "blank_amount"}:
            return WITHOUT_ROW
        if self.what == FIRST_DAY_OPEN:
            return FROM_A_DAY
        return AS_SET if self.what in _BY_CONFIG else "ask_again"

    def as_text(self) -> str:
        """For the state."""
        return json.dumps([self.what, self.line, dict(self.told)])

    @classmethod
    def from_text(cls, text: str) -> "StatementRefusal":
        """What ``as_text`` gave; raises ``ValueError`` or ``TypeError`` where it is none."""
        what, line, told = json.loads(text)
        return cls(str(what), int(line), {name: _told(each) for name, each in told.items()})


def _told(each: object) -> RefusalValue:
    if isinstance(each, str):
        return each
    assert isinstance(each, list)  # noqa: S101 - JSON has no tuples
    return int(each[0]), str(each[1])


class StatementFault(Exception):  # noqa: N818 - a fault of the file, told to people as BankFileError
    """What is wrong with the text of a statement: a ``StatementRefusal``, said in English."""

    def __init__(self, what: str, at: int = 0, **told: RefusalValue) -> None:
        self.reason = StatementRefusal(what, at, told)
        super().__init__(self.reason.said(words_of(_ENGLISH)))

    def by_layout(self, label: str) -> "StatementFault":
        """The same of a file that was read by one of several layouts, "" where there is one."""
        return self._also(_LAYOUT, label)

    def in_zip(self, name: str) -> "StatementFault":
        """The same of a file in a zip, "" where it is in none."""
        return self._also(_MEMBER, shown_name(name))

    def _also(self, key: str, name: str) -> "StatementFault":
        told = dict(self.reason.told) | ({key: name} if name else {})
        return StatementFault(self.reason.what, self.reason.line, **told)


class BankFileError(SheetsSyncError):
    """A statement file that is refused as a whole (design §20): ``message`` names the file, why it
    is refused, and that nothing of it was taken. What it says is English but in ``said_in``."""

    def __init__(
        self,
        name: str,
        reason: StatementRefusal,
        cure: str = "ask_again",
        words: Words | None = None,
    ) -> None:
        speaks = words or words_of(_ENGLISH)
        self.name, self.reason, self.cure_key = shown_name(name), reason, cure
        said = f"{self.name}: {reason.said(speaks)} {speaks.say('refused.nothing_taken')}"
        super().__init__(said, speaks.say(f"refused.cure.{cure}"))

    def said_in(self, words: Words) -> "BankFileError":
        """The same in another language."""
        return BankFileError(self.name, self.reason, self.cure_key, words)
