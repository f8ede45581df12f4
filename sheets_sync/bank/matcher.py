"""Whose a credit is (design §20): decided where it is exact, offered where it is not. Pure.

In this order: an invoice's number in the purpose, with the payer known, called as the client, or
the amount equal; the payer's account or tax number. Nothing else decides; where two of them
contradict each other, nothing does. No invoice was paid before it was made.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sheets_sync.bank.entries import BankEntry, Party
from sheets_sync.bank.firms_named import (
    firms_paid_for,
    firms_perhaps,
    is_same_firm,
    is_the_payer,
    issuers_named,
)
from sheets_sync.bank.known_payers import MOST_OFFERED, KnownPayers
from sheets_sync.bank.paying import How, OwedInvoice, Whose
from sheets_sync.bank.purposes import (
    Named,
    invoices_named,
    is_for_no_service,
    months_told,
    slips_of,
    speaks_of_return,
)
from sheets_sync.billing.names import fold

_LONG: Final = 1000
"""Numbers from which on none of other books is one of ours, over the same sum, by chance."""

_NEAR: Final = 100
"""Days of an invoice from the beginning of the month that it is for."""

_BY_PAYER: Final = frozenset({How.NUMBER_AND_PAYER, How.BY_ACCOUNT, How.BY_TAX_NUMBER})


@dataclass(frozen=True, slots=True)
class _Clues:
    """What an entry tells of whose it is: the numbers ``named`` and the ``claims`` that have them,
    the ``payers`` who are known ``how`` to pay so, and who is ``called`` as the payer."""

    entry: BankEntry
    currency: str
    named: Sequence[Named]
    claims: Sequence[OwedInvoice]
    payers: frozenset[str]
    how: How
    called: frozenset[str]

    @property
    def tells_other_day(self) -> bool:
        """Whether the purpose tells another day of one of the invoices that it names."""
        days = {each.number: each.day for each in self.named}
        return any(days.get(each.number) not in {None, each.day} for each in self.claims)

    @property
    def tells_other_month(self) -> bool:
        """Whether the months that the purpose tells are all far from the days of the invoices,
        unless it tells these days, too."""
        if all(each.day is not None for each in self.named):
            return False
        months = months_told(self.entry.purpose)
        return bool(months) and all(
            abs(month - each.day) > _NEAR for month in months for each in self.claims
        )

    @property
    def is_equal(self) -> bool:
        """Whether the credit is exactly what all invoices ask for, or what is left of them."""
        claims = self.claims
        if len(claims) < len(self.named) or any(each.currency != self.currency for each in claims):
            return False
        left = sum(each.left for each in claims)
        return self.entry.amount == sum(each.amount for each in claims) or (
            self.entry.amount == left and all(each.left for each in claims)
        )


@dataclass(frozen=True)
class Matcher(KnownPayers):
    """Whose a credit is, by all that is known."""

    def whose(self, entry: BankEntry, currency: str) -> Whose:
        """Whose a credit in ``currency`` is."""
        if speaks_of_return(entry.purpose):
            return self.offers(entry, currency)
        clues = self._clues(entry, currency)
        found = self._decided(clues)
        # Who pays the rest of an advance says of which invoice; who sends one back does not.
        is_other = not clues.claims and is_for_no_service(entry.purpose)
        if found is not None and not is_other and self._pays_in(found.client, currency):
            known, _ = self._payers(entry.party, self._by_details)
            learnt = found.how in _BY_PAYER and fold(found.client) not in known
            if not self._speaks_of_another(entry, found):
                return replace(found, learnt=learnt)
        offered = self.offers(entry, currency)
        return replace(offered, claims=tuple(clues.claims), contested=len(clues.payers) > 1)

    def owns(self, party: Party, client: str) -> bool:
        """Whether a payer is known to pay for that client, be it for others, too."""
        return fold(client) in self._payers(party, self._owners)[0]

    def offers(self, entry: BankEntry, currency: str) -> Whose:
        """Whose an entry may be, for a person to say."""
        named = invoices_named(entry.purpose, self._prefixes)
        return self._offered(entry, named, currency)

    def _clues(self, entry: BankEntry, currency: str) -> _Clues:
        named = [each for each in invoices_named(entry.purpose, self._prefixes) if each.sure]
        meant = [claim for each in named if (claim := self._claim(each))]
        claims = [claim for claim in meant if claim.day <= entry.day]
        payers, how = self._payers_of(entry)
        called = self._called(entry)
        who = payers or called
        if len(who) == 1 and (meant_by := self._slipped(entry, named, claims, who)):
            # Of a known payer nothing more is to be told; of one called so, which invoice it is.
            claims = [] if payers else [meant_by]
        return _Clues(entry, currency, named, claims, payers, how, called)

    def _decided(self, clues: _Clues) -> Whose | None:
        clients = {fold(each.client) for each in clues.claims} or clues.payers
        if len(clients) != 1:
            return None  # one sum for the invoices of two, or nothing that tells anybody
        (client,) = clients
        if clues.called and client not in clues.called:
            return None  # an owner of two firms has one tax number: then the name contradicts
        if clues.claims:
            return self._by_invoice(client, clues)
        borne = not clues.called and self._bears_another(clues.entry, client)
        return None if borne else self._made(client, clues.how)

    def _by_invoice(self, client: str, clues: _Clues) -> Whose | None:
        payers, claims = clues.payers, clues.claims
        by_name = self._bears_name(clues.entry, client) and not clues.tells_other_day
        # Somebody else's invoice is a payment for another, perhaps; of an owner's firms the name
        # and the invoice tell which it is.
        if payers and client not in payers and not (by_name and clues.how is How.BY_TAX_NUMBER):
            return None
        if client in payers and {client} in (payers, clues.called):
            return self._made(client, How.NUMBER_AND_PAYER, claims)
        if clues.is_equal and not self._is_doubtful(client, clues):
            return self._made(client, How.NUMBER_AND_AMOUNT, claims)
        return self._made(client, How.NUMBER_AND_NAME, claims) if by_name else None

    def _made(self, client: str, how: How, claims: Iterable[OwedInvoice] = ()) -> Whose | None:
        known = self._by_fold.get(client)
        return Whose(known.client, how, tuple(claims)) if known else None

    def _pays_in(self, client: str, currency: str) -> bool:
        return self._by_fold[fold(client)].currency == currency

    def _payers_of(self, entry: BankEntry) -> tuple[frozenset[str], How]:
        """The clients who are known to pay so. Where several are called as the payer, one tax
        number may be that of each: they are a person's firms, most likely."""
        payers, how = self._payers(entry.party, self._owners)
        called = self._called(entry)
        if payers and how is How.BY_TAX_NUMBER and len(called) > 1:
            payers |= called
        return payers, how

    def _is_doubtful(self, client: str, clues: _Clues) -> bool:
        """Whether number and amount of an invoice of ``client`` may agree by chance, where the
        payer is called as several clients or as none: the purpose tells another day of the invoice,
        or an invoice of somebody else over the same sum may be meant, and no day tells them
        apart. Where the payer is known as one of several clients, theirs alone may be meant; where
        the number is long, or has its prefix, one that a slip makes of another."""
        if clues.called == {client}:
            return False
        if (
            clues.tells_other_day
            or clues.tells_other_month
            or self._is_for_a_stranger(client, clues)
        ):
            return True
        entry, days = clues.entry, {each.day for each in clues.named}
        sums = {entry.amount}
        if len(clues.claims) == 1:  # two numbers and their sum agree by no chance
            sums |= {sum_ for each in clues.claims for sum_ in (each.amount, each.left)}
        rivals = [each for each in self._over(sums - {0}, entry.day) if fold(each.client) != client]
        if client in clues.payers:
            rivals = [each for each in rivals if fold(each.client) in clues.payers]
        if all(each.prefix or each.number >= _LONG for each in clues.named):
            numbers = {each.number for each in clues.named}
            rivals = [each for each in rivals if slips_of(each.number) & numbers]
        if rivals and (None in days or {each.day for each in rivals} & days):
            return True
        return client not in clues.payers and self._may_be_another(entry.party.name, client)

    def _is_for_a_stranger(self, client: str, clues: _Clues) -> bool:
        """Whether the purpose names a firm that is paid for, or whose invoice it is, and it is
        neither this client nor the agency itself, nor the payer."""
        entry, payer = clues.entry, clues.entry.party.name
        named = [*firms_paid_for(entry.purpose)]
        if self.own_names:
            named += issuers_named(entry.purpose)
            # One that is paid is paid again by chance, most likely, where another may be meant.
            named += [] if any(each.left for each in clues.claims) else firms_perhaps(entry.purpose)
        firms = [
            each
            for each in named
            if not (self._is_own(each) or is_the_payer(each, payer) or is_same_firm(each, client))
        ]
        return bool(firms) and {client} not in self._spoken_of(entry)

    def _speaks_of_another(self, entry: BankEntry, found: Whose) -> bool:
        """Whether the purpose names another client, and not clearly this one, where the payer's own
        invoice does not tell that it is theirs all the same: who pays for one client may pay for a
        second, and says so."""
        if found.how in {How.NUMBER_AND_PAYER, How.NUMBER_AND_NAME}:
            return False
        spoken_of, client = self._spoken_of(entry), fold(found.client)
        named = bool(spoken_of) and {client} not in spoken_of
        return named or self._may_name_another(entry, client)

    def _may_name_another(self, entry: BankEntry, client: str) -> bool:
        """Whether a number that may be an account's is that of another's invoice over this sum."""
        doubtful = (n for n in invoices_named(entry.purpose, self._prefixes) if not n.sure)
        claims = [claim for each in doubtful if (claim := self._claim(each))]
        theirs = (each for each in claims if fold(each.client) != client)
        return any(entry.amount in {each.amount, each.left} for each in theirs)

    def _slipped(
        self,
        entry: BankEntry,
        named: Sequence[Named],
        claims: Sequence[OwedInvoice],
        who: frozenset[str],
    ) -> OwedInvoice | None:
        """The invoice that a payer, who is or may be ``who``, meant by the number of nobody's, or
        of another's: one of their own over the amount paid, which the one named has not, its number
        a slip away and no other day told; None where there is none."""
        theirs = any(fold(each.client) in who for each in claims)
        if theirs or any(entry.amount in {each.amount, each.left} for each in claims):
            return None
        over = (each for each in self._by_sum.get(entry.amount, ()) if each.day <= entry.day)
        own = [each for each in over if fold(each.client) in who]
        found = (
            each
            for each in own
            for told in named
            if told.number in slips_of(each.number) and told.day in {None, each.day}
        )
        return next(found, None)

    def _offered(self, entry: BankEntry, named: Sequence[Named], currency: str) -> Whose:
        """Whose it may be, by all that speaks for it, the likeliest first."""
        payers, _ = self._payers(entry.party, self._owners)
        near = {fold(c.client) for each in named for c in self._a_slip_away(each, entry.amount)}
        by_number = {fold(claim.client) for each in named if (claim := self._claim(each))}
        equal = self._few_over(entry.amount, entry.day)
        alike = self._alike(entry.party.name)
        named_near = (self._by_latin[each] for each in self._near_names(entry))
        spoken_of = frozenset[str]().union(*self._spoken_of(entry), *named_near)
        tells = (
            payers,
            by_number,
            spoken_of,
            {each for each, like in alike.items() if like == 100},
        )
        speaks = {
            client: (
                sum(client in each for each in tells),
                client in payers,
                client in by_number,
                client in spoken_of,
                client in near,
                alike.get(client, 0),
                client in equal,
            )
            for client in payers | near | by_number | spoken_of | equal | alike.keys()
            if client in self._by_fold
        }
        ranked = sorted(speaks, key=lambda client: (speaks[client], client), reverse=True)
        here = [client for client in ranked if self._pays_in(client, currency)]
        away = [client for client in ranked if client not in here and speaks[client][0]]
        return Whose(candidates=self._named(here), foreign=self._named(away))

    def _named(self, clients: Sequence[str]) -> tuple[str, ...]:
        return tuple(self._by_fold[client].client for client in clients[:MOST_OFFERED])
