"""What takes frozen letters, and what it answers for each address (design §8)."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import ClassVar, Protocol

from sheets_sync.errors import CredentialsError, SheetsSyncError
from sheets_sync.notices.ledger.notice import Letter
from sheets_sync.notices.ledger.verdicts import Answer, Verdict

__all__ = ["Answer", "LoginRefused", "MailTrouble", "Post", "Transport", "Verdict"]


class MailTrouble(SheetsSyncError):
    """The mail server cannot be used at all, or not by us; it took no letter."""

    exit_code: ClassVar[int] = 4


class LoginRefused(CredentialsError, MailTrouble):
    """The mail server refused our user name or password."""

    exit_code: ClassVar[int] = 12


class Post(Protocol):
    """An open way out for letters."""

    def send(
        self,
        letter: Letter,
        to: Sequence[str],
        before_end: Callable[[], None],
        copies: Sequence[str] = (),
    ) -> Mapping[str, Answer]:
        """Offer one letter to the addresses ``to`` and return the answer for each of them; where
        any of them takes it, to ``copies``, too, which it does not name.

        ``before_end`` is called once, right before the step after which the letter may be
        taken; where it raises, the letter is certainly not. Raises ``MailTrouble`` where the
        server cannot be used at all, or refuses whoever sends: nothing was taken.
        """


class Transport(Protocol):
    """A way for letters to leave: a folder, or a mail server."""

    @property
    def name(self) -> str:
        """What the state remembers of how a letter was sent: "folder", "smtp"."""

    @property
    def archive(self) -> str:
        """The address that gets a blind copy of every letter; "" for none."""

    def accepted(self, letter: Letter) -> bool | None:
        """Whether this very letter was taken, after a run died over it; None: nobody can tell."""

    def open(self) -> AbstractContextManager[Post]:
        """The way out; connects when the first letter is sent."""
