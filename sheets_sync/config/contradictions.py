"""What no single key can tell: keys of a config held against each other (design §13)."""

import os
from collections.abc import Iterator, Mapping
from datetime import timedelta
from decimal import Decimal
from typing import Final

from sheets_sync.billing.currency import LIMIT, MINOR_DIGITS
from sheets_sync.billing.names import alike, fold
from sheets_sync.config.about_columns import about_columns
from sheets_sync.config.complaints import KeyPath
from sheets_sync.config.contradiction import Contradiction, clash, sources_named_twice
from sheets_sync.config.hosts import is_this_machine, takes_tokens, without_login
from sheets_sync.config.models import Config
from sheets_sync.config.same_sources import place_named
from sheets_sync.config.source_clashes import of_sources
from sheets_sync.config.values import by_currency, in_folder
from sheets_sync.reading.layout import (
    bank_tab_names,
    own_tab_names,
)
from sheets_sync.spreadsheet.backends import REMOTE

_SHORTEST: Final = timedelta(seconds=1)
_OF_STAFF: Final = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")
"""How files of rows end."""


def contradictions(config: Config) -> Iterator[Contradiction]:
    """Every contradiction between sound values."""
    yield from _back_end(config)
    yield from _state(config)
    yield from _tabs_named_twice(config)
    yield from of_sources(config)
    yield from about_columns(config)
    yield from _amounts(config)
    yield from _effort(config)
    yield from _mail(config)
    yield from _bank_accounts(config)
    yield from _bank(config)
    yield from _publish(config)
    yield from _schedule(config)
    yield from _trace(config)


def _back_end(config: Config) -> Iterator[Contradiction]:
    workbook, kind = config.workbook, config.workbook.kind
    place, backend = "workbook.spreadsheet", "workbook.backend"
    if kind.remote and not workbook.spreadsheet.strip():
        named = f'backend = "{workbook.backend}"'
        yield clash(f"is missing: {named} needs a key or URL", place, backend)
    if not kind.remote and workbook.spreadsheet:
        remote = " or ".join(f'"{name}"' for name in REMOTE)
        yield clash(f"only backend = {remote} has one; set that, or remove it", place, backend)
    if kind.suffixes and workbook.path.suffix.lower() not in kind.suffixes:
        suffixes = " or ".join(kind.suffixes)
        sentence = f'"{workbook.path.name}" must be an {suffixes} file'
        yield clash(sentence, "workbook.path", backend)
    if not takes_tokens(config.google.api_root):
        sentence = (
            f'"{without_login(config.google.api_root)}" must be https://HOST: our token goes there '
            "(http only to this machine, for tests)"
        )
        yield clash(sentence, "google.api_root")


def _state(config: Config) -> Iterator[Contradiction]:
    """A state that lies where the workbook does, or nowhere."""
    if os.path.realpath(config.state.path) == os.path.realpath(config.workbook.path):
        yield clash("is the workbook itself; name another file", "state.path", "workbook.path")
    yield from sources_named_twice("state.password", config.state)
    for sentence, *places in config.state.clashes():
        yield clash(sentence, *places)


def _tabs_named_twice(config: Config) -> Iterator[Contradiction]:
    bank = bank_tab_names() if config.bank.folder else set()
    own = {fold(name): name for name in own_tab_names() | bank}
    seen: dict[str, str] = {}
    for role, sources in config.sources().items():
        places = [place_named(source, config.workbook) for source in sources]
        for number, (source, where) in enumerate(zip(sources, places, strict=True)):
            here, first = f"tabs.{role}", seen.setdefault(where, f"tabs.{role}")
            place: KeyPath = ("tabs", role, number) if len(places) > 1 else ("tabs", role)
            if seen[where] != here or where in places[:number]:
                yield Contradiction(f'"{source.ref}" is named twice, in {first} already', (place,))
            if where in own:
                yield Contradiction(f'"{source.ref}" is a tab of the service itself', (place,))


def _bank(config: Config) -> Iterator[Contradiction]:
    """Layouts of CSV that are none, or whose currency is another than that of their account."""
    for lacking, place in config.bank.lacking():
        yield Contradiction(lacking, (place,))
    house, several = config.billing.currency, isinstance(config.bank.csv, tuple)
    for number, layout in enumerate(config.bank.layouts):
        known = _currencies_of(layout.account, config)
        if known and not layout.currency and house not in known:
            sentence = (
                f'is "", which is {house} here, but [accounts.{known[0]}] has that account: set '
                f'currency = "{known[0]}" beside it'
            )
            at: KeyPath = ("bank", "csv", *((number,) if several else ()), "currency")
            yield Contradiction(sentence, (at, ("billing", "currency"), ("accounts", known[0])))


def _currencies_of(account: str, config: Config) -> list[str]:
    """Those of ``[accounts]`` that are paid into an account."""
    from sheets_sync.bank.notation import compact  # noqa: PLC0415 - few have statements

    return [
        currency
        for currency, each in config.bank_accounts().items()
        if compact(account) in {compact(each.account), compact(each.iban)} - {""}
    ]


def _publish(config: Config) -> Iterator[Contradiction]:
    private = {"mail.folder": config.mail.folder, "state.path": config.state.path}
    if not config.workbook.kind.remote:
        private["workbook.path"] = config.workbook.path
    if config.bank.folder is not None:
        private["bank.folder"] = config.bank.folder
    for sentence, key, other in config.publish.clashes(private):
        yield clash(sentence, f"publish.{key}", other)


def _amounts(config: Config) -> Iterator[Contradiction]:
    """Amounts with more decimals than their currency has, or past the limit."""
    fields: dict[str, Decimal | Mapping[str, Decimal]] = {
        "billing.threshold": config.billing.threshold,
        "billing.credit_limit": config.billing.credit_limit,
        "effort.cost_per_hour": config.effort.cost_per_hour,
        "notices.re_arm": config.notices.re_arm,
        "notices.round_up_to": config.notices.round_up_to,
    }
    places: dict[KeyPath, Decimal | Mapping[str, Decimal]] = {
        tuple(name.split(".")): amounts for name, amounts in fields.items()
    }
    places |= {("effort", "staff_cost", who): c for who, c in config.effort.staff_cost.items()}
    for place, amounts in places.items():
        for currency, amount in by_currency(amounts, config.billing.currency).items():
            if sentence := _wrong_amount(amount, currency):
                single = isinstance(amounts, Decimal)
                here = place if single else (*place, currency)
                others: tuple[KeyPath, ...] = (("billing", "currency"),) if single else ()
                yield Contradiction(sentence, (here, *others))


def _wrong_amount(amount: Decimal, currency: str) -> str:
    minor = amount.scaleb(MINOR_DIGITS[currency])
    if minor != minor.to_integral_value():
        return f"{amount} has more decimals than {currency} has ({MINOR_DIGITS[currency]})"
    return f"{amount} {currency} is too large" if minor > LIMIT else ""


def _effort(config: Config) -> Iterator[Contradiction]:
    effort = config.effort
    if effort.heavy > effort.extreme:
        yield clash(
            f"{effort.heavy} is above extreme = {effort.extreme}", "effort.heavy", "effort.extreme"
        )
    agreed = set(map(alike, effort.channels))
    for channel in effort.personal_channels:
        if alike(channel) in agreed:
            yield clash(
                f'"{channel}" is an agreed channel too: keep it in one of the two lists',
                "effort.personal_channels",
                "effort.channels",
            )
    who_costs = [alike(who) for who in effort.staff_cost]
    for number, who in enumerate(effort.staff_cost):
        if who_costs[number] in who_costs[:number]:
            yield clash(f'"{who}" is named twice', "effort.staff_cost")


def _mail(config: Config) -> Iterator[Contradiction]:
    mail = config.mail
    yield from sources_named_twice("mail.password", mail)
    yield from _oauth(config)
    yield from _bounces(config)
    if os.path.realpath(mail.folder) == os.path.realpath(config.workbook.path):
        yield clash("is the workbook itself; name a folder", "mail.folder", "workbook.path")
    if mail.transport != "smtp":
        return
    if not mail.host.strip():
        yield clash('is missing: transport = "smtp" needs one', "mail.host", "mail.transport")
    elif mail.security == "none" and not (mail.allow_plaintext or is_this_machine(mail.host)):
        sentence = (
            '"none" would send letters and the password in plain text over the network; set "tls" '
            'or "starttls", or, knowingly, allow_plaintext = true'
        )
        yield clash(sentence, "mail.security", "mail.host", "mail.allow_plaintext")
    if mail.username and mail.password is None and not mail.oauth2.provider:
        sentence = "needs a password: name its source in password_env, password_file or "
        yield clash(sentence + "password_command", "mail.username", "mail.transport")


def _oauth(config: Config) -> Iterator[Contradiction]:
    mail, oauth, at = config.mail, config.mail.oauth2, "mail.oauth2.provider"
    yield from sources_named_twice("mail.oauth2.secret", oauth)
    if not oauth.provider:
        return
    if not mail.username:
        yield clash("is missing: a token is for one mailbox", "mail.username", at)
    if mail.password is not None:
        sentence = "contradicts mail.oauth2.provider: log in by a password or by a token"
        yield clash(sentence, mail.password.key, at)
    if oauth.provider == "microsoft":
        needed = {"tenant": oauth.tenant, "client_id": oauth.client_id}
        for key in (key for key, value in needed.items() if not value.strip()):
            yield clash('is missing: provider = "microsoft" needs it', f"mail.oauth2.{key}", at)
        if mail.client_secret is None:
            sentence = 'needs a secret where it is "microsoft": name its source in secret_env, '
            yield clash(sentence + "secret_file or secret_command", at)


def _bounces(config: Config) -> Iterator[Contradiction]:
    mail, bounces, at = config.mail, config.mail.bounces, "mail.bounces.host"
    yield from sources_named_twice("mail.bounces.password", bounces)
    if not bounces.host.strip():
        return
    if not (bounces.username or mail.username):
        yield clash("is missing: whose mailbox is it?", "mail.bounces.username", at)
    if mail.bounces_password is None and not mail.oauth2.provider:
        sentence = "needs a password: name its source in mail.bounces.password_env, password_file "
        yield clash(sentence + "or password_command", at)
    if bounces.security == "none" and not (mail.allow_plaintext or is_this_machine(bounces.host)):
        sentence = '"none" would send the password in plain text over the network'
        yield clash(sentence, "mail.bounces.security", at, "mail.allow_plaintext")


def _bank_accounts(config: Config) -> Iterator[Contradiction]:
    """Accounts that a bank would refuse: a wrong check digit is a letter asking for nothing."""
    for currency, account in config.bank_accounts().items():
        # Imported only where there are accounts: what knows the rules of banks is slow to import.
        from sheets_sync.notices.paper.bank_details import account_faults  # noqa: PLC0415

        for field, sentence in account_faults(account, currency):
            yield clash(sentence, f"accounts.{currency}.{field}")
    rates = {f"accounts.{currency}": each.vat_rate for currency, each in config.accounts.items()}
    for table, rate in {"invoice": config.invoice.vat_rate, **rates}.items():
        if rate and Decimal(rate) == 0:
            yield clash(f'is 0: leave it "" and say so in {table}.vat', f"{table}.vat_rate")


def _schedule(config: Config) -> Iterator[Contradiction]:
    if config.schedule.every < _SHORTEST:
        yield clash('is too short: at least "1s"', "schedule.every")


def _trace(config: Config) -> Iterator[Contradiction]:
    """A file of staff's work where the program would write the trace of a bug of its own."""
    file = config.log.file
    if file is not None and file.suffix.lower() in _OF_STAFF:
        sentence = (
            "is where sheets-sync keeps the trace of a bug of its own, and no log of work: that is "
            'named in [tabs], log = { file = "…" }; here name another file'
        )
        yield clash(sentence, "log.file")
    elif file is not None and (taken := _own_files(config).get(os.path.realpath(file))):
        sentence = f"is {taken}: the trace of a bug would be written into it; name another file"
        yield clash(sentence, "log.file")


def _own_files(config: Config) -> Mapping[str, str]:
    """Files that a run leans on, by where they are: what each is, in words."""
    named = {"state.path": config.state.path, "google.credentials": config.google.credentials} | {
        each.key: in_folder(config.folder, each.where)
        for each in config.mail.secrets
        if each.kind == "file"
    }
    found = {os.path.realpath(path): f"what {key} names" for key, path in named.items()}
    return {**found, os.path.realpath(config.source): "this config"} if config.source else found
