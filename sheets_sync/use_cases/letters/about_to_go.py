"""Which letters go by themselves once a state was adopted, named: what of them went already, and
stands neither in the state nor in Notices, nobody can tell from inside (design §17)."""

from collections.abc import Iterator
from typing import Final

from sheets_sync.notices.ledger.notice import Notice, Reason
from sheets_sync.notices.wording import kind_of_line
from sheets_sync.reckoning import Reckoning
from sheets_sync.use_cases.letters import mailroom
from sheets_sync.use_cases.shared.office import Office
from sheets_sync.words.speaking import ENGLISH

_NAMED: Final = 12


def about_to_go(office: Office, reckoned: Reckoning) -> Iterator[str]:
    """A sentence on what the next runs mail without a person's word, as far as ``reckoned`` tells;
    none where that is nothing."""
    desk = office.desk
    books = mailroom.books_now(office, reckoned, desk.ledger())
    planned = desk.outlook(books, office.moment, mailroom.ask(office, reckoned))
    waits = {each.id: each for each in (*desk.notices(), *planned)}.values()
    names = [_named(each, office) for each in waits if _goes(each)]
    if names:
        rest = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        yield (
            f"The next runs mail by themselves: {', '.join(names[:_NAMED])}{rest}. What of these "
            "went already, by a run that died before it wrote Notices, or before an older workbook "
            "came back, goes once more: look into the mailbox that sends, and pause such a client "
            "(State) first."
        )


def _goes(notice: Notice) -> bool:
    return notice.live and notice.why_held in (None, Reason.SETTLE)


def _named(notice: Notice, office: Office) -> str:
    return f"{notice.name} ({kind_of_line(notice, ENGLISH, office.desk.ledger())})"
