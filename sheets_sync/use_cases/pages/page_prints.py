"""What a client's page shows, as short texts that are others once it is another."""

from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class PagePrints:
    """What a page shows, as texts that are others once it is another: its ``head`` alone, the
    ``account`` below it, and the ``paper`` beside it, "" where that is still to be drawn; and how
    many ``files`` it had then, 0 where that is not known."""

    head: str = ""
    account: str = ""
    paper: str = ""
    files: int = 0

    def covers(self, wanted: "PagePrints") -> bool:
        """Whether all that is ``wanted`` is shown, or cannot be."""
        papers = (wanted.paper, f"{wanted.paper}!")
        return (self.head, self.account) == (wanted.head, wanted.account) and self.paper in papers

    @property
    def done(self) -> bool:
        """Whether nothing is left to do."""
        return bool(self.paper)

    def text(self) -> str:
        """All of it as one text."""
        return " ".join((self.head, self.account, self.paper or "-", str(self.files)))


def prints_in(text: str) -> PagePrints:
    """Those of a text."""
    head, account, paper, files = (*text.split(" "), "", "", "", "")[:4]
    return PagePrints(head, account, "" if paper == "-" else paper, int(files or 0))
