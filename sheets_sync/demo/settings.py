"""The config that the demo writes."""

from typing import Final

from sheets_sync.demo.story import AGREED, PERSONAL, QUOTE, STAFF, Both
from sheets_sync.words.speaking import Words

TIMEZONE: Final = "Europe/Moscow"

_TEMPLATE: Final = """\
# {about}

[workbook]
path = "agency.xlsx"
language = "{language}"
timezone = "{timezone}"

[billing]
currency = "RUB"
threshold = {{ RUB = "10000", EUR = "100" }}

[effort]
cost_per_hour = {{ RUB = "1500", EUR = "15" }}
staff_cost = {{ "{dearest}" = {{ RUB = "1800", EUR = "18" }} }}
channels = [{agreed}]
personal_channels = [{personal}]
quote_services = ["{quote}"]

[notices]
# {settle}
settle = "0m"
round_up_to = {{ RUB = "1000", EUR = "10" }}

[mail]
transport = "folder"
folder = "outbox"
from = "{sender} <billing@agency.example.com>"
seller = "{seller}"

[bank]
# {bank_folder}
folder = "bank"

[publish]
# {pages}
folder = "pages"
base_url = "http://localhost:8000"
minutes = true

# {accounts}
[accounts.RUB]
payee = "{payee}"
inn = "7700000129"
kpp = "770001001"
account = "40702810000000012345"
bank = "{bank}"
bic = "049999777"
corr_account = "30101810700000000777"

[accounts.EUR]
payee = "Paper Boat Agency"
iban = "DE02120300000000202051"
bic = "BYLADEM1001"
"""

_ABOUT: Final = Both(
    "The demo: an agency of five, nine clients, one of them takes more than they pay for.",
    "Пример: агентство из пяти человек, девять клиентов, один берёт больше, чем платит.",
)
_SETTLE: Final = Both(
    "So that the demo's letters are there at once; the default is 15 minutes.",
    "Чтобы письма примера появились сразу; обычно письмо ждёт 15 минут.",
)
_ACCOUNTS: Final = Both(
    "Where top-ups are paid to; invented, but for the check digits.",
    "Куда платить; всё выдумано, кроме контрольных цифр.",
)
_BANK_FOLDER: Final = Both(
    "Statements as the bank gives them; what is new in them stands in the tab Bank.",
    "Выписки, какими их даёт банк; новое из них стоит на вкладке «Банк».",
)
_PAGES: Final = Both(
    "What clients see. To try it: python3 -m http.server --directory pages",
    "Что видят клиенты. Попробовать: python3 -m http.server --directory pages",
)
_PAYEE: Final = Both("Paper Boat Agency", "Агентство «Бумажный кораблик»")
_BANK: Final = Both("Harbour Bank (a demo)", "Портовый банк (пример)")
_SENDER: Final = Both("Paper Boat, accounts", "Бумажный кораблик, бухгалтерия")
_SELLER: Final = Both("5 Harbour Street", "Портовая улица, 5")


def config_text(words: Words) -> str:
    """``config.toml`` of the demo."""
    return _TEMPLATE.format(
        about=_ABOUT.to(words),
        language=words.code,
        timezone=TIMEZONE,
        dearest=STAFF[0].to(words),
        agreed=_quoted(AGREED, words),
        personal=_quoted(PERSONAL, words),
        quote=QUOTE.name.to(words),
        settle=_SETTLE.to(words),
        sender=f'\\"{_SENDER.to(words)}\\"',
        seller=_SELLER.to(words),
        bank_folder=_BANK_FOLDER.to(words),
        pages=_PAGES.to(words),
        accounts=_ACCOUNTS.to(words),
        payee=_PAYEE.to(words),
        bank=_BANK.to(words),
    )


def _quoted(names: tuple[Both, ...], words: Words) -> str:
    return ", ".join(f'"{name.to(words)}"' for name in names)
