"""Who has what rows of a client by now, as a bookkeeper would tell who had each list before them
(design §17): plain sets of rows, nothing of the program."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

EVER = datetime.min.replace(tzinfo=UTC)


@dataclass
class WhoBears:
    """What each name had when they were asked to pay, since when a name has had rows, and the
    ``heirs``: by name, whoever has most of it and came to rows after that; ``known`` the same,
    whatever people said of them. Of who is gone they stay known when nothing is owed any more.
    ``first``: the runs that found each name in Clients first."""

    had: dict[str, set[object]] = field(default_factory=dict)
    since: dict[str, datetime] = field(default_factory=dict)
    heirs: dict[str, set[str]] = field(default_factory=dict)
    known: dict[str, set[str]] = field(default_factory=dict)
    first: dict[str, datetime] = field(default_factory=dict)
    looked: bool = False
    first_looked: bool = False

    def look(self, moment, rows, owing, low, said):
        """A run: ``rows`` of each name that is in Clients, ``owing`` when each was asked for a bill
        that they have not paid, and who else is ``low``; ``said``: pairs of a name and whose new
        one that is."""
        for name in rows:
            self.first.setdefault(name, moment if self.first_looked else EVER)
        self.first_looked = True
        began = moment if self.looked else EVER
        self.since = {name: self.since.get(name, began) for name in rows if rows[name]}
        self.looked = self.looked or bool(self.since)
        before, self.had = self.had, {}
        for name in {*owing, *low}:
            had = before.get(name, set()) if name in owing else set()
            if had and 2 * len(had & rows.get(name, set())) <= len(had):
                self.had[name] = had
            elif name in rows:
                self.had[name] = rows[name]
        stay = {name: those & set(rows) for name, those in self.known.items() if name not in rows}
        self.known = {
            **stay,
            **{name: self._heirs(name, rows, at, said) for name, at in owing.items()},
        }
        self.heirs = {name: set(those) for name, those in self.known.items()}

    def _heirs(self, name, rows, asked, said):
        own = rows.get(name, set())
        later = [each for each, at in self.since.items() if at > asked and each != name]
        later = [each for each in later if not self._was_there(each, name, asked, said)]
        heirs = self._most(self.had.get(name, set()), own, later, rows)
        if not heirs:
            return heirs
        alone = set(self.had[name])
        for each in {*rows, *self.had} - {name, *later}:
            if each in rows or self.first[each] <= asked:
                alone -= self.had.get(each, set()) | rows.get(each, set())
        return self._most(alone, own, later, rows)

    def _was_there(self, name, gone, asked, said):
        """Whether anybody whose new name it is, by people's words, was there when that other one was
        asked: what they have in common they had then. Not so one whose new name the other is, too."""
        names = _formers(name, said) - _formers(gone, said) - {gone}
        return any(self.first[each] <= asked for each in names)

    @staticmethod
    def _most(theirs, own, later, rows):
        has = {each: theirs & rows[each] for each in later}
        there = (theirs & own).union(*has.values())
        return {
            each
            for each, some in has.items()
            if 2 * len(some) > len(there) and len(some) > len(theirs & own)
        }


def _formers(name, said):
    """All whose new name it is, one after the other: itself, where it came back."""
    names, more = set[str](), {name}
    while more:
        more = {former for new, former in said if new in more} - names
        names |= more
    return names
