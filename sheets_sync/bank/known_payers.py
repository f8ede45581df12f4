"""What is known of clients and invoices, by all that an entry may tell of them (§20). Pure."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from sheets_sync.bank.entries import BankEntry, Party
from sheets_sync.bank.names_alike import (
    STEM,
    KnownNames,
    in_latin,
    plain_words,
    stands_loosely_in,
    with_letters_joined,
)
from sheets_sync.bank.payers import (
    ACCOUNT,
    TAX_NUMBER,
    Identifiers,
    Owners,
    bare_name,
    identifiers_in,
    identifiers_of,
    is_a_place,
    named_behind_a_bank,
    owners,
    without_forms,
)
from sheets_sync.bank.paying import How, OwedInvoice, PayingClient
from sheets_sync.bank.purposes import Named, slips_of
from sheets_sync.billing.names import fold

MOST_OFFERED: Final = 5
_PAID_WITHIN: Final = 120
"""Days after which nobody pays an invoice on which nothing is left to pay."""


@dataclass(frozen=True)
class KnownPayers:
    """All that is known of clients and invoices. ``learnt``: what told apart the payers of rows
    that staff settled, by client; ``settled`` what these payers are called. ``own``: what tells the
    agency itself apart, which is no client's, though Details may name both sides of a contract;
    ``own_names``: what it is called. Clients are told by their folded names."""

    accounts: Sequence[PayingClient]
    claims: Sequence[OwedInvoice] = ()
    learnt: Sequence[tuple[str, Identifiers]] = ()
    own: Identifiers = frozenset()
    own_names: frozenset[str] = frozenset()
    settled: Collection[tuple[str, str]] = ()

    @cached_property
    def _by_fold(self) -> Mapping[str, PayingClient]:
        return {fold(each.client): each for each in self.accounts}

    @cached_property
    def _by_details(self) -> Owners:
        told = ((fold(each.client), identifiers_in(each.details)) for each in self.accounts)
        return owners((client, identifiers - self.own) for client, identifiers in told)

    @cached_property
    def _owners(self) -> Owners:
        settled = ((fold(client), told) for client, told in self.learnt if not told & self.own)
        learnt = owners(settled)
        both = self._by_details.keys() | learnt.keys()
        none: frozenset[str] = frozenset()
        return {key: self._by_details.get(key, none) | learnt.get(key, none) for key in both}

    @cached_property
    def _prefixes(self) -> frozenset[str]:
        return frozenset(each.prefix for each in self.claims)

    @cached_property
    def _by_number(self) -> Mapping[int, OwedInvoice]:
        return {each.number: each for each in self.claims}

    @cached_property
    def _by_sum(self) -> Mapping[int, Sequence[OwedInvoice]]:
        found: dict[int, list[OwedInvoice]] = defaultdict(list)
        for each in self.claims:
            for amount in {each.amount, each.left}:
                found[amount].append(each)
        return found

    @cached_property
    def _by_bare_name(self) -> Mapping[str, frozenset[str]]:
        return self._by_name(bare_name)

    @cached_property
    def _by_words(self) -> Mapping[str, frozenset[str]]:
        return self._by_name(lambda name: plain_words(bare_name(name)))

    @cached_property
    def _by_latin(self) -> Mapping[str, frozenset[str]]:
        return self._by_name(_latin)

    @cached_property
    def _latin_names(self) -> KnownNames:
        return KnownNames(self._by_latin)

    def _by_name(self, written: Callable[[str], str]) -> Mapping[str, frozenset[str]]:
        """The clients by their names, ``written`` in one way."""
        found: dict[str, set[str]] = defaultdict(set)
        for key, each in self._by_fold.items():
            found[written(each.client)].add(key)
        return {name: frozenset(clients) for name, clients in found.items()}

    def _claim(self, named: Named) -> OwedInvoice | None:
        claim = self._by_number.get(named.number)
        return claim if claim and named.prefix in {"", fold(claim.prefix)} else None

    def _payers(self, party: Party, known: Owners) -> tuple[frozenset[str], How]:
        """The clients who are ``known`` to pay so. Where account and tax number tell different
        ones, it may be any of them; where one is the agency's own, it is none."""
        identifiers = identifiers_of(party) | self._borne_in_front(party, known)
        if identifiers & self.own:
            return frozenset(), How.BY_ACCOUNT
        told = {kind: known.get((kind, it)) for kind, it in identifiers}
        by_account, by_tax = told.get(ACCOUNT), told.get(TAX_NUMBER)
        if by_account and by_tax:
            return by_account & by_tax or by_account | by_tax, How.BY_ACCOUNT
        if by_account:
            return by_account, How.BY_ACCOUNT
        return by_tax or frozenset(), How.BY_TAX_NUMBER

    def _borne_in_front(self, party: Party, known: Owners) -> Identifiers:
        """The tax number beside a name that has a bank's word and a place behind it ("ООО Точка
        зрения//Москва//"), where it is wholly the name of who is known by that number."""
        named, told = named_behind_a_bank(party.name), (TAX_NUMBER, party.tax_number)
        borne = self._by_bare_name.get(bare_name(party.name))
        theirs = bool(borne) and known.get(told) == borne and is_a_place(named)
        return frozenset({told}) if theirs else frozenset()

    def _called(self, entry: BankEntry) -> frozenset[str]:
        """The clients who are called exactly as the payer; where none is, their legal forms
        aside."""
        name = fold(entry.party.name)
        if name in self._by_fold:
            return frozenset({name})
        return self._borne_by(name)

    def _bears_name(self, entry: BankEntry, client: str) -> bool:
        """Whether the payer is called as that client, and nobody else is, legal forms aside."""
        return self._borne_by(entry.party.name) == {client}

    def _borne_by(self, name: str) -> frozenset[str]:
        """The clients of that name, legal forms aside; else of the one behind a bank's."""
        nobody = frozenset[str]()
        front = self._by_bare_name.get(bare_name(name), nobody)
        behind = named_behind_a_bank(name)
        return front or (self._by_bare_name.get(bare_name(behind), nobody) if behind else nobody)

    def _spoken_of(self, entry: BankEntry) -> list[frozenset[str]]:
        """For each name in the purpose the clients who are called so, legal forms aside: the
        longest that stand there, since one may be the beginning of another; a single letter names
        nobody."""
        words = plain_words(without_forms(entry.purpose)).split()
        found, at = [], 0
        while at < len(words):
            ends = range(min(len(words), at + self._longest_name), at, -1)
            said = ((end, " ".join(words[at:end])) for end in ends)
            named = ((end, self._by_words.get(text)) for end, text in said if len(text) > 1)
            at, clients = next((each for each in named if each[1]), (at + 1, None))
            found += [clients] if clients else []
        several = (name for name in self._near_names(entry) if " " in name)
        return [*found, *(self._by_latin[name] for name in several)]

    def _near_names(self, entry: BankEntry) -> Iterator[str]:
        """The names, in Latin, whose words stand beside each other in the purpose, in whatever
        order, case of the language, or as initials."""
        purpose = plain_words(without_forms(entry.purpose))
        words, written = in_latin(purpose).split(), purpose.split()
        for at, word in enumerate(words):
            for name in self._by_stem.get(word[:STEM], ()):
                size = len(name.split())
                begins = max(0, at - size + 1)
                window = " ".join(words[begins : at + size])
                if not stands_loosely_in(name, window, inflected=True):
                    continue
                exact = (" ".join(written[n : n + size]) for n in range(begins, at + 1))
                # As it is written it is looked for by itself, the longest first.
                if all(self._by_words.get(each) != self._by_latin[name] for each in exact):
                    yield name

    @cached_property
    def _by_stem(self) -> Mapping[str, Sequence[str]]:
        """Names in Latin by how each of their longer words begins."""
        found: dict[str, list[str]] = defaultdict(list)
        for name in self._by_latin:
            for stem in {word[:STEM] for word in name.split() if len(word) >= STEM}:
                found[stem].append(name)
        return found

    @cached_property
    def _longest_name(self) -> int:
        """The words of the longest name."""
        return max((len(words.split()) for words in self._by_words), default=0)

    def _over(self, sums: Iterable[int], day: int) -> Iterator[OwedInvoice]:
        """Invoices over one of these sums that may still be paid on a day."""
        for each in (claim for amount in sums for claim in self._by_sum.get(amount, ())):
            if each.left or 0 <= day - each.day <= _PAID_WITHIN:
                yield each

    def _few_over(self, amount: int, day: int) -> frozenset[str]:
        """The clients of whom an invoice over that sum may be paid on a day; nobody where they are
        more than are offered: a round sum tells no one of hundreds."""
        found: set[str] = set()
        for each in self._over([amount], day):
            found.add(fold(each.client))
            if len(found) > MOST_OFFERED:
                return frozenset()
        return frozenset(found)

    def _a_slip_away(self, named: Named, amount: int) -> list[OwedInvoice]:
        """The invoices that may be meant by a number of nobody's. Any digit is a slip of any other,
        and a number that there is may be right: then the sum has to tell, too."""
        near = [self._by_number[each] for each in slips_of(named.number) if each in self._by_number]
        if named.number > 9 and not self._claim(named):
            return near
        return [each for each in near if amount in {each.amount, each.left}]

    def _alike(self, name: str) -> dict[str, int]:
        """Per cent of likeness of the clients whose names are near to a payer's."""
        found: dict[str, int] = {}
        for said in _pieces(name):
            for each, likeness in self._latin_names.near(said).items():
                found |= {who: max(likeness, found.get(who, 0)) for who in self._by_latin[each]}
        return found

    def _may_be_another(self, name: str, client: str) -> bool:
        """Whether a payer's name is near another client's: in other letters, with a form of law or
        words that we do not know, in whatever order. Not where it is wholly this client's, whoever
        else is called so, or nearest to theirs, nor by a name that is a part of theirs."""
        own = _latin(client)
        pieces = [said for said in _pieces(name) if said != own]
        return any(self._is_nearer_another(said, own) for said in pieces)

    def _is_nearer_another(self, said: str, own: str) -> bool:
        likeness = self._latin_names.near(said)
        mine = likeness.pop(own, 0)
        return any(
            like >= mine or (stands_loosely_in(each, said) and not stands_loosely_in(each, own))
            for each, like in likeness.items()
        )

    def _is_own(self, said: str) -> bool:
        """Whether a firm that is named first, or behind a few words, is the agency itself."""
        text = in_latin(without_forms(said))
        names = [name for each in self.own_names if (name := _latin(each))]
        return any(text.startswith(f"{name} ") or f" {text}".endswith(f" {name}") for name in names)

    def _bears_another(self, entry: BankEntry, client: str) -> bool:
        """Whether another client's name stands in that of a payer who is known, or that one's in
        it, and this one's does not, or by an initial alone, unless staff said before that who is
        called so pays for them: an account may be a family's."""
        pieces, own = _pieces(entry.party.name), _latin(client)
        if any((client, said) in self._settled for said in pieces):
            return False
        if any(_stands_whole_in(own, said) for said in pieces):
            return False
        by_initial = any(stands_loosely_in(own, said) for said in pieces)
        stands = _stands_whole_in if by_initial else stands_loosely_in
        return any(
            stands(each, said) or (_stands_whole_in(said, each) and not _stands_whole_in(said, own))
            for said in pieces
            for each in self._by_latin
        )

    @cached_property
    def _settled(self) -> frozenset[tuple[str, str]]:
        return frozenset(
            (fold(client), said) for client, name in self.settled for said in _pieces(name)
        )


def _stands_whole_in(name: str, said: str) -> bool:
    """Whether all words of a name of several stand in what is said, in whatever order."""
    words = {*name.split()}
    return len(words) > 1 and words <= {*said.split()}


def _pieces(name: str) -> list[str]:
    """A payer's name in Latin; what stands between two strokes each by itself, since some banks
    name themselves before the payer, and where they live behind them."""
    return [said for piece in name.split("//") if (said := _latin(piece))]


def _latin(name: str) -> str:
    return with_letters_joined(in_latin(bare_name(name.replace("№", " "))))
