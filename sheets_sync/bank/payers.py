"""What tells a payer apart: their account and tax number, exactly; their name, for offers alone."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Final

from sheets_sync.bank.entries import Party
from sheets_sync.bank.names_alike import spellings
from sheets_sync.bank.notation import is_iban
from sheets_sync.bank.wordings import alternatives, words_everywhere
from sheets_sync.billing.names import alike

_RUSSIAN: Final = re.compile(r"[0-9]{20}")
_OF_CLIENTS: Final = ("405", "406", "407", "408", "421", "422", "423", "425", "426")
"""How accounts of a bank's clients begin (Bank of Russia, 809-P); all others are its own, and many
payers share one of those: transfers between banks, cards, money handed in at a counter."""

_OF_PERSONS: Final = ("40817", "40820", "423", "426")
"""How accounts of persons begin, whose tax numbers have 12 digits: one of 10 beside it is their
bank's."""

_DIGITS: Final = re.compile(r"(?<![0-9A-Z])[0-9]+(?: [0-9]+)*(?![0-9A-Z])")
_EUROPEAN: Final = re.compile(r"(?<![A-Z0-9])[A-Z]{2}[0-9]{2}[A-Z0-9]*(?: [A-Z0-9]+)*(?![A-Z0-9])")
_PHONE: Final = r"\+?[0-9](?:[ ()-]*[0-9]){5,14}(?![0-9])"
_PARTED: Final = re.compile(r"(?<![\w.-])[0-9A-Z]+(?:[.-][0-9A-Z]+)+(?![\w-])")
_TAX_DIGITS: Final = (10, 12)
_VAT: Final = re.compile(r"[A-Z]{2}(?=(?:[A-Z]*[0-9]){7})[0-9A-Z]{8,12}")

ACCOUNT: Final = "account"
TAX_NUMBER: Final = "tax"

Owners = Mapping[tuple[str, str], frozenset[str]]
"""Whose each identifier is: folded names of clients."""

Identifiers = frozenset[tuple[str, str]]
"""Pairs of (ACCOUNT or TAX_NUMBER, the number, compact)."""


def identifiers_of(party: Party) -> Identifiers:
    """What tells a payer apart, as the bank names them. Of money that came over an account of the
    bank's own, or by a service that collects for many, nothing does: neither that account nor the
    tax number beside it is the payer's."""
    account, tax = _without_currency(party.account), party.tax_number
    if _is_service(party.name):
        return frozenset()
    if _RUSSIAN.fullmatch(account) and not _is_of_a_client(account):
        return frozenset()
    if _RUSSIAN.fullmatch(account) and account.startswith(_OF_PERSONS) and len(tax) < 12:
        tax = ""
    if named_behind_a_bank(party.name) and len(tax) < 12:
        tax = ""
    found = set()
    if len(account) >= 8 and account.strip("0"):
        found.add((ACCOUNT, account))
    if len(tax) >= 8 and tax.strip("0"):
        found.add((TAX_NUMBER, tax))
    return frozenset(found)


def are_others(one: str, other: str) -> bool:
    """Whether two accounts are surely of two payers: both whole, of one kind, and not the same. A
    bank may call the same account by its IBAN and by its number, or tell one of its own."""
    ibans = is_iban(one) and is_iban(other)
    return one != other and (ibans or (_is_of_a_client(one) and _is_of_a_client(other)))


def _is_of_a_client(account: str) -> bool:
    return bool(_RUSSIAN.fullmatch(account)) and account.startswith(_OF_CLIENTS)


def _is_service(name: str) -> bool:
    """Whether a payer's name begins as that of a service that collects money for many."""
    return bool(name and _services().match(bare_name(name)))


def named_behind_a_bank(name: str) -> str:
    """Who is named behind two strokes where a bank's name stands in front, as in "ПАО
    СБЕРБАНК//ИВАНОВ ИВАН//": the tax number beside is the bank's. "" where nobody is."""
    front, _, behind = name.partition("//")
    named = behind.partition("//")[0]
    words = re.findall(r"\w+", alike(front))
    is_a_banks = any(map(str.isalpha, named)) and any(_bank().fullmatch(word) for word in words)
    return named if is_a_banks else ""


def is_a_place(named: str) -> bool:
    """Whether what stands behind a payer's name is where they are: one word, a town's sign before
    it, or figures in it; else it may be a person."""
    words = alike(named).replace(".", " ").split()
    return len(words) < 2 or words[0] in words_everywhere("town") or any(map(str.isdigit, named))


@cache
def _bank() -> re.Pattern[str]:
    return re.compile(alternatives(words_everywhere("bank")).replace(r"\*", r"\w*"))


@cache
def _services() -> re.Pattern[str]:
    return re.compile(rf"(?:{_unpointed_words('services')})(?!\w)")


def _unpointed_words(kind: str) -> str:
    """The words of a kind as alternatives, without full stops and brackets."""
    words = words_everywhere(kind)
    return alternatives(_unpointed(each) for word in words for each in spellings(word))


def identifiers_in(details: str) -> Identifiers:
    """Accounts and tax numbers in the free text of a client's Details: numbers of 20 digits that
    are a client's account, IBANs, be they parted by points or hyphens; numbers of 10 and 12 digits
    (so parted behind their name alone), VAT numbers. No phone's, and not the bank's tax number."""
    found = set()
    text = _whole_numbers(_of_others().sub(" ", details).upper())
    for piece in (*_EUROPEAN.findall(text), *_DIGITS.findall(_EUROPEAN.sub(" ", text))):
        words = piece.split()
        # Several beside each other, an account in groups: the longest beginning that is one.
        while words:
            ends = range(len(words), 0, -1)
            kinds = ((end, _kind("".join(words[:end]))) for end in ends)
            known = ((end, kind) for end, kind in kinds if kind == ACCOUNT or (kind and end == 1))
            end, kind = next(known, (1, ""))
            if kind:
                found.add((kind, "".join(words[:end])))
            words = words[end:]
    return frozenset(found)


def _whole_numbers(text: str) -> str:
    """Details with those numbers whole that are parted: an account as a contract writes it
    (40702.810.5.00000000014), an IBAN, a tax number behind its name (NIP 526-10-40-828)."""
    text = _named_parted().sub(lambda found: f" {_unparted(found['number'])} ", text)

    def whole(found: re.Match[str]) -> str:
        bare = _unparted(found[0])
        return bare if _kind(bare) == ACCOUNT else found[0]

    return _PARTED.sub(whole, text)


def _unparted(text: str) -> str:
    return re.sub("[ .-]", "", text)


@cache
def _named_parted() -> re.Pattern[str]:
    names = alternatives(words_everywhere("tax_number"))
    return re.compile(
        rf"(?<!\w)(?:{names})[\s:№.]*(?P<number>[0-9]+(?:-[0-9]+)+)(?![\w-])", re.IGNORECASE
    )


@cache
def _of_others() -> re.Pattern[str]:
    """Numbers behind a word that says that they are no payer's."""
    names = alternatives(words_everywhere("no_payers"))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)[\s.:№]*{_PHONE}", re.IGNORECASE)


def _without_currency(account: str) -> str:
    """An account without the currency that some banks write behind it (NL91ABNA0417164300EUR)."""
    bare = account[:-3]
    return bare if account[-3:].isalpha() and _kind(bare) == ACCOUNT else account


def _kind(text: str) -> str:
    """What a number tells by its form, or ""."""
    if text.isdecimal():
        is_account = len(text) == 20 and text.startswith(_OF_CLIENTS)
        return ACCOUNT if is_account else TAX_NUMBER if len(text) in _TAX_DIGITS else ""
    if is_iban(text):
        return ACCOUNT
    return TAX_NUMBER if _VAT.fullmatch(text) else ""


def owners(known: Iterable[tuple[str, Identifiers]]) -> Owners:
    """Whose each identifier is, of pairs of a client and what tells them apart."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for client, identifiers in known:
        for each in identifiers:
            found[each].add(client)
    return {each: frozenset(clients) for each, clients in found.items()}


def bare_name(name: str) -> str:
    """A firm's name without its legal form, quotes, and the address that banks put behind it:
    'ООО "Ромашка" //Москва//' is "ромашка"."""
    text = alike(name.partition("//")[0])
    return without_forms(text) or text.replace('"', " ")


def without_forms(text: str) -> str:
    """A text without forms of law, quotes, brackets, commas and full stops."""
    return " ".join(_forms().sub(" ", _unpointed(alike(text))).split())


def _unpointed(text: str) -> str:
    return " ".join(re.sub(r'[(),."]', " ", text).split())


@cache
def _forms() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_unpointed_words('firm')})(?!\w)")
