"""Whose each row under a name of nobody is, and who waits for it, as a bookkeeper would tell who had
each list before them (design §17): plain lists of rows, nothing of the program."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class WhoseStrays:
    """What was each name's at the last run, what stood under names of nobody included; of who is
    gone as they left, less what is another's by the time when they are back. ``wait``: whose letters go nowhere, for their account lacks a row."""

    mine: dict[str, Counter[object]] = field(default_factory=dict)
    wait: set[str] = field(default_factory=set)
    there: set[str] = field(default_factory=set)
    then: dict[str, Counter[object]] = field(default_factory=dict)  # all others', as each left
    stood: Counter[object] = field(default_factory=Counter)  # what stood under names of nobody then
    found: dict[object, set[str]] = field(default_factory=dict)  # and whose each may have been
    either: dict[tuple[str, object], set[str]] = field(
        default_factory=dict
    )  # were none alike theirs

    def look(self, rows, strays, left_to):
        """A run: ``rows`` of each name in Clients, and the ``strays``, each a name that nobody bears
        and a row; ``left_to`` has, by name that is gone, who may be them since they went."""
        for name in rows.keys() & self.mine.keys() - self.there:  # whose they became they are
            # But for what who leaves as they come had: that is theirs again.
            self.mine[name] -= self._of(self.there & rows.keys()) - self.then[name]
        for name in self.there - rows.keys():
            self.then[name] = self._of(self.there - {name})
            for who in left_to.get(name, ()):  # these went over, whatever is mended of them since
                new = rows[who] - self.mine.get(who, Counter())
                self.mine[name] = self.mine[name] - new
        self.there = set(rows)
        lack = self._lack(rows)
        alike = Counter((under, who) for under, row in strays for who in lack if lack[who][row])
        before = self._lack(rows)
        self.mine |= rows
        self.wait = set()
        either, self.either = self.either, {}
        stood, self.stood = self.stood, Counter(strays)
        last, self.found = self.found, {}
        for under, row in sorted(
            strays, key=lambda each: not stood[each]
        ):  # what stood comes first
            lacking = [who for who in lack if lack[who][row]]
            stay = []
            if stood[under, row]:  # theirs of whom that run found it, if they lack it still
                stood[under, row] -= 1
                stay = [who for who in lacking if who in last.get((under, row), ())]
            lacking = stay or lacking
            owners = self._owners(under, lacking, rows, Counter() if stay else alike)
            self.found.setdefault((under, row), set()).update(
                who for who in lacking if stay or self._may_be(who, under, owners, alike)
            )
            if owners:  # whose it was when first found, had no row like it been taken for theirs
                whoever = {who for who in before if before[who][row]}
                first = either.get((under, row), self._owners(under, whoever, rows, alike))
                self.either[under, row] = whoever.intersection(first)
            for who in owners:
                lack[who] -= Counter([row])
                if who in rows:
                    self.mine[who] = self.mine[who] + Counter([row])
            self._heirs_wait(under, row, lacking, owners, alike, rows, left_to)
            self.wait |= {who for who in owners if who in rows}
        self._of_either(lack, rows)

    def _heirs_wait(self, under, row, lacking, owners, alike, rows, left_to):
        """Who may be one of those who left with the row, where that one may have had it."""
        there = max((alike[under, who] for who in lacking if who in rows), default=0)
        most = max((alike[under, who] for who in lacking), default=0)
        for gone in lacking:
            if gone in owners or there < most == alike[under, gone]:
                came = left_to.get(gone, set())
                self.wait |= {who for who in came if gone == under or not rows[who][row]}

    def _lack(self, rows):
        return {name: had - rows.get(name, Counter()) for name, had in self.mine.items()}

    def _of_either(self, lack, here):
        """Theirs besides who lack one like it still: the other, which was taken for theirs, was not."""
        for (_, row), either in self.either.items():
            for who in either & here.keys():
                if lack[who][row]:
                    lack[who] -= Counter([row])
                    self.mine[who] = self.mine[who] + Counter([row])
                    self.wait.add(who)

    def _of(self, names):
        """What some have together: a row that is only alike is of as many, whatever their names."""
        return sum((self.mine[name] for name in names), Counter())

    @staticmethod
    def _may_be(who, under, owners, alike):
        """Whether who is back later may ask for it: who lacks no less of that name's than an owner."""
        least = min((alike[under, each] for each in owners), default=0)
        return who == under or alike[under, who] >= least

    @staticmethod
    def _owners(under, lacking, here, alike):
        there = [who for who in lacking if who in here]
        if under in lacking and not there:
            return [under]
        those = there or lacking
        most = max((alike[under, who] for who in those), default=0)
        return [who for who in those if alike[under, who] == most]
