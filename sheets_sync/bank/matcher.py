"""Whose a credit is (design §20): decided where it is exact, offered where it is not. Pure.

In this order: an invoice's number in the purpose, with the payer known or the amount equal; the
payer's account or tax number. Nothing else decides; where two of them contradict each other,
nothing does. No invoice was paid before it was made.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from sheets_sync.bank.entries import BankEntry, Party
from sheets_sync.bank.payers import (
    ACCOUNT,
    TAX_NUMBER,
    Identifiers,
    Owners,
    bare_name,
    identifiers_in,
    identifiers_of,
    owners,
)
from sheets_sync.bank.paying import How, OwedInvoice, PayingClient, Whose
from sheets_sync.bank.purposes import Named, invoices_named, slips_of, speaks_of_return
from sheets_sync.billing.names import fold

_MOST_OFFERED: Final = 5
_PAID_WITHIN: Final = 120
"""Days after which nobody pays an invoice on which nothing is left to pay."""

_ALIKE: Final = 0.85
"""How like a payer's name has to be to a client's to be offered: 1 is the same."""


@dataclass(frozen=True)
class Matcher:
    """All that is known of clients and invoices. ``learnt``: what told apart the payers of rows
    that staff settled, by client. ``own``: what tells the agency itself apart, which is no
    client's, though Details may name both sides of a contract."""

    accounts: Sequence[PayingClient]
    claims: Sequence[OwedInvoice] = ()
    learnt: Sequence[tuple[str, Identifiers]] = ()
    own: Identifiers = frozenset()

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
        found: dict[str, set[str]] = defaultdict(set)
        for key, each in self._by_fold.items():
            found[bare_name(each.client)].add(key)
        return {bare: frozenset(clients) for bare, clients in found.items()}

    def whose(self, entry: BankEntry, currency: str) -> Whose:
        """Whose a credit in ``currency`` is."""
        if speaks_of_return(entry.purpose):
            return self.offers(entry, currency)
        named = invoices_named(entry.purpose, self._prefixes)
        meant = [claim for each in named if (claim := self._claim(each))]
        claims = [claim for claim in meant if claim.day <= entry.day]
        payers, how = self._payers_of(entry)
        found = self._decided(entry, currency, named, claims, payers, how)
        if found is not None and self._pays_in(found.client, currency):
            by_payer = found.how is not How.NUMBER_AND_AMOUNT
            known, _ = self._payers(entry.party, self._by_details)
            learnt = by_payer and fold(found.client) not in known
            if not (learnt and not claims and self._speaks_of_another(entry, found.client)):
                return replace(found, learnt=learnt)
        candidates = self._offered(entry, named, currency)
        return Whose(claims=tuple(claims), candidates=candidates, contested=len(payers) > 1)

    def owns(self, party: Party, client: str) -> bool:
        """Whether a payer is known to pay for that client, and for nobody else."""
        return self._payers(party, self._owners)[0] == {fold(client)}

    def offers(self, entry: BankEntry, currency: str) -> Whose:
        """Whose an entry may be, for a person to say."""
        named = invoices_named(entry.purpose, self._prefixes)
        return Whose(candidates=self._offered(entry, named, currency))

    def _decided(
        self,
        entry: BankEntry,
        currency: str,
        named: Sequence[Named],
        claims: Sequence[OwedInvoice],
        payers: frozenset[str],
        how: How,
    ) -> Whose | None:
        clients = {fold(each.client) for each in claims}
        if len(clients) > 1 or not (clients or len(payers) == 1):
            return None  # one sum for the invoices of two, or nothing that tells anybody
        (client,) = clients or payers
        called = self._called(entry)
        # An owner of two firms has one tax number: then the name contradicts. Somebody else's
        # invoice is a slip of the pen, or a payment for another.
        if any(told and client not in told for told in (called, payers)):
            return None
        if not clients:
            return self._made(client, how, ())
        if client in payers and {client} in (payers, called):
            return self._made(client, How.NUMBER_AND_PAYER, claims)
        is_equal = len(claims) == len(named) and _is_equal(entry, claims, currency)
        if not is_equal or self._is_doubtful(entry, named, claims, called):
            return None
        return self._made(client, How.NUMBER_AND_AMOUNT, claims)

    def _made(self, client: str, how: How, claims: Iterable[OwedInvoice]) -> Whose | None:
        known = self._by_fold.get(client)
        return Whose(known.client, how, tuple(claims)) if known else None

    def _pays_in(self, client: str, currency: str) -> bool:
        return self._by_fold[fold(client)].currency == currency

    def _claim(self, named: Named) -> OwedInvoice | None:
        claim = self._by_number.get(named.number)
        return claim if claim and named.prefix in {"", fold(claim.prefix)} else None

    def _payers_of(self, entry: BankEntry) -> tuple[frozenset[str], How]:
        """The clients who are known to pay so. Where several are called as the payer, one tax
        number may be that of each: they are a person's firms, most likely."""
        payers, how = self._payers(entry.party, self._owners)
        called = self._called(entry)
        if payers and how is How.BY_TAX_NUMBER and len(called) > 1:
            payers |= called
        return payers, how

    def _payers(self, party: Party, known: Owners) -> tuple[frozenset[str], How]:
        """The clients who are ``known`` to pay so. Where account and tax number tell different
        ones, it may be any of them; where one is the agency's own, it is none."""
        identifiers = identifiers_of(party)
        if identifiers & self.own:
            return frozenset(), How.BY_ACCOUNT
        told = {kind: known.get((kind, it)) for kind, it in identifiers}
        by_account, by_tax = told.get(ACCOUNT), told.get(TAX_NUMBER)
        if by_account and by_tax:
            return by_account & by_tax or by_account | by_tax, How.BY_ACCOUNT
        if by_account:
            return by_account, How.BY_ACCOUNT
        return by_tax or frozenset(), How.BY_TAX_NUMBER

    def _is_doubtful(
        self,
        entry: BankEntry,
        named: Sequence[Named],
        claims: Sequence[OwedInvoice],
        called: frozenset[str],
    ) -> bool:
        """Whether number and amount may agree by chance, where the payer is ``called`` as several
        clients or as none: the purpose tells another day of the invoice, or an invoice of somebody
        else over the same sum may be meant, and no day tells them apart."""
        client = fold(claims[0].client)
        if called == {client}:
            return False
        days = {each.number: each.day for each in named}
        if any(days[each.number] not in {None, each.day} for each in claims):
            return True
        sums = {entry.amount, *(each.amount for each in claims), *(each.left for each in claims)}
        rivals = [each for each in self._over(sums - {0}, entry.day) if fold(each.client) != client]
        if not rivals:
            return False
        return None in days.values() or bool({each.day for each in rivals} & set(days.values()))

    def _called(self, entry: BankEntry) -> frozenset[str]:
        """The clients who are called exactly as the payer; where none is, their legal forms
        aside."""
        name = fold(entry.party.name)
        if name in self._by_fold:
            return frozenset({name})
        return self._by_bare_name.get(bare_name(name), frozenset())

    def _speaks_of_another(self, entry: BankEntry, client: str) -> bool:
        """Whether the purpose names another client, and not this one: who pays for one client may
        pay for a second, and says so."""
        text = f" {bare_name(entry.purpose)} "
        others = {bare for bare in self._by_bare_name if f" {bare} " in text}
        return bool(others) and bare_name(client) not in others

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
            if len(found) > _MOST_OFFERED:
                return frozenset()
        return frozenset(found)

    def _a_slip_away(self, number: int) -> list[OwedInvoice]:
        return [self._by_number[each] for each in slips_of(number) if each in self._by_number]

    def _offered(self, entry: BankEntry, named: Sequence[Named], currency: str) -> tuple[str, ...]:
        """Whose it may be, by all that speaks for it, the likeliest first."""
        payers, _ = self._payers(entry.party, self._owners)
        near = {fold(c.client) for each in named for c in self._a_slip_away(each.number)}
        by_number = {fold(claim.client) for each in named if (claim := self._claim(each))}
        equal = self._few_over(entry.amount, entry.day)
        alike = self._alike(bare_name(entry.party.name))
        speaks = {
            client: (
                (client in payers) + (client in by_number) + (alike.get(client, 0) == 100),
                client in payers,
                client in by_number,
                client in near,
                alike.get(client, 0),
                client in equal,
            )
            for client in payers | near | by_number | equal | alike.keys()
            if client in self._by_fold and self._pays_in(client, currency)
        }
        ranked = sorted(speaks, key=lambda client: (speaks[client], client), reverse=True)
        return tuple(self._by_fold[client].client for client in ranked[:_MOST_OFFERED])

    def _alike(self, name: str) -> dict[str, int]:
        """Per cent of likeness of clients whose names are like ``name``."""
        from rapidfuzz import process  # noqa: PLC0415 - slow to import, and most payers are known
        from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - as above

        if not name:
            return {}
        found = process.extract(
            name,
            self._by_bare_name.keys(),
            scorer=JaroWinkler.normalized_similarity,
            score_cutoff=_ALIKE,
            limit=_MOST_OFFERED,
        )
        return {
            client: int(likeness * 100)
            for bare, likeness, _ in found
            for client in self._by_bare_name[bare]
        }


def _is_equal(entry: BankEntry, claims: Sequence[OwedInvoice], currency: str) -> bool:
    """Whether the credit is exactly what the invoices ask for, or what is left of them."""
    if any(each.currency != currency for each in claims):
        return False
    left = sum(each.left for each in claims)
    return entry.amount == sum(each.amount for each in claims) or (
        entry.amount == left and all(each.left for each in claims)
    )
