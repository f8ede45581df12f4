"""Whose row of Clients is whose, as a bookkeeper would tell who had each list before them
(design §17): plain sets of texts, nothing of the program."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass
class Doubt:
    """What stands in a client's row and was another's, since the run at ``since``; ``let_go``:
    where the row stood when a letter went on a person's word."""

    foreign: set[str]
    since: datetime
    let_go: set[str] | None = None


@dataclass
class WhoseRows:
    """What each name is known by, and who is in doubt; ``now`` is what stands beside each name,
    ``heirs`` has, by name that is gone, the new names that came with anything of it; ``met``, every
    name that was ever there, in doubt or not."""

    own: dict[str, set[str]] = field(default_factory=dict)
    doubts: dict[str, Doubt] = field(default_factory=dict)
    now: dict[str, set[str]] = field(default_factory=dict)
    heirs: dict[str, set[str]] = field(default_factory=dict)
    met: set[str] = field(default_factory=set)

    def look(self, moment, rows, left_behind):
        """A run: ``rows`` has what stands beside each name that is there, ``left_behind`` the same
        of rows that count as gone: a word of before is for these, too."""
        for name, texts in {**left_behind, **rows}.items():
            self._hear(name, texts)
        before = {name: set(texts) for name, texts in self.own.items()}
        new = rows.keys() - self.met if self.met else ()
        self.met |= rows.keys()
        for gone, theirs in before.items():
            came = {each for each in new if theirs & rows[each]}
            self.heirs[gone] = set() if gone in rows else self.heirs.get(gone, set()) | came
        for name, texts in rows.items():
            doubt = self.doubts.get(name, Doubt(set(), moment))
            doubt.foreign = (doubt.foreign & texts) | {
                each for each in texts if self._was_taken(each, name, before, rows)
            }
            if doubt.foreign:
                self.doubts[name] = doubt
            else:
                self.doubts.pop(name, None)
                self.own[name] = texts
        self.now = rows

    def _hear(self, name, texts):
        """A person's word is for the row that their letter went by."""
        doubt = self.doubts.get(name)
        if (
            doubt is not None
            and doubt.let_go is not None
            and address(doubt.let_go) == address(texts)
        ):
            self.own[name] = self.own.get(name, set()) & texts | doubt.foreign
            del self.doubts[name]

    def beside(self, name):
        """What a name is known by, and what else stands beside it."""
        doubt = self.doubts.get(name)
        return self.own.get(name, set()) | (doubt.foreign if doubt else set())

    @staticmethod
    def _was_taken(text, name, before, rows):
        """Whether the text was another's, who has it no more; of one who is gone, whether nothing
        else of the client's own is left."""
        mine = before.get(name, set())
        if text in mine:
            return False
        others = [each for each, theirs in before.items() if text in theirs and each != name]
        if any(text in rows.get(each, ()) for each in others):
            return False
        bereft = bool(mine) and not mine & rows[name]
        return any(each in rows or bereft for each in others)

    def went(self, name, said):
        """A letter to ``name`` went; ``said``: when a person let it go, None: nobody did."""
        doubt = self.doubts.get(name)
        if doubt is not None:
            assert said is not None, "to a row that may be another's"
            assert said > doubt.since, "on a word of before the doubt"
            doubt.let_go = self.now[name]


def address(texts):
    """The one among what stands in a row."""
    return {each for each in texts if "@" in each}
