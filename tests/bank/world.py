"""Agencies, their clients' payments and the statements of them, made up by a seed.

Who paid is known here before anything is written: that is the truth which matching is held
against. It is told neither names of functions nor rules of ``sheets_sync.bank``.
"""

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tests.bank.writing import Move, Told

NAMES = (
    "Ромашка", "Василёк", "Северный ветер", "Альфа-Строй", "Бета Сервис", "Гамма", "Дельта Плюс", "Рога и копыта",
    "Acme", "Northwind Bakery", "Blue Door", "Rose & Co", "Tulip Trading", "Harbour Hotel", "Old Mill", "Fir Tree",
    "Музей леса", "Пекарня на углу", "Школа танца", "Детский сад Солнышко", "Кузница", "Маяк", "Якорь", "Парус",
)  # fmt: skip
FORMS = (
    'ООО "{}"',
    "АО «{}»",
    "{}",
    'Общество с ограниченной ответственностью "{}"',
    "{} LLC",
    "{} GmbH",
)
SPELT = (
    "Оплата по счету № {n} от {d}", "Оплата по счёту №{n} от {d}г. НДС 20% - 4166,67", "опл. сч. {n}",
    "Оплата счета на оплату № {n} от {d}, без НДС", "Invoice {n} of {d}", "invoice no. {n}", "Rechnung Nr. {n} vom {d}",
    "За услуги по договору № 5 от 01.02.2025, счет № {n}", "счет №{n} Сумма 25000-00 Без налога (НДС)",
    "Оплата по счету N {n}", "по счету № {n} от {i}", "оплата счета {n} ({d})", "factuur {n} van {d}", "Faktura {n} z dnia {d}",
)  # fmt: skip
SPELT_TWO = (
    "Оплата по счетам № {n} и № {m}",
    "Invoices {n} and {m}",
    "по счету № {n} от {d} и счету № {m}",
    "счета {n}, {m}",
)
UNNUMBERED = (
    "Оплата услуг за ноябрь", "Пополнение аванса", "По договору № {o}", "Оплата по акту № {o} от {d}", "по счет-фактуре № {o}",
    "Top-up", "Оплата за {o} консультаций", "лицевой счет {o}", "Advance payment, order {o}",
    "Оплата по договору 2026/{o}", "Invoice 2026/{o}", "тел. {o}-{o}-00, оплата услуг", "услуги {o} ноября", "на счет 407028100000{o}",
    "Invoice {o}.11.2026", "по счету {o} 000,00", "Rechnung vom {o}.11.", "IBAN DE8937{o}, services", "счет-договор {o}",
    "счет {o} ноября", "в счет {o} заказа", "пополнение на счет {o}", "за счет {o} отдела", "invoice {o} March 2025",
)  # fmt: skip
SUMS = (5_000_00, 10_000_00, 15_000_00, 25_000_00, 25_000_00, 50_000_00, 12_345_67, 7_770_50)
BANK_S_OWN = "30232810100000000004"
BANK_INN = "7707083893"


@dataclass(frozen=True)
class Firm:
    """A client: ``known`` says whether the agency has account and tax number in Details."""

    name: str
    account: str
    inn: str
    known: bool
    details: str


@dataclass(frozen=True)
class Bill:
    """An invoice of the agency."""

    prefix: str
    number: int
    firm: str
    amount: int
    left: int
    day: date

    @property
    def label(self):
        return f"{self.prefix}{self.number}"


@dataclass(frozen=True)
class World:
    firms: tuple[Firm, ...]
    bills: tuple[Bill, ...]
    told: Told
    truth: tuple[str, ...]
    """Who each move is of; "" where it is of no client."""


def digits(chance, count, begin=""):
    return begin + "".join(chance.choice("0123456789") for _ in range(count - len(begin)))


def made(seed, *, unkind=False):
    """A month of an agency; of an ``unkind`` one a fifth less pays plainly what was asked."""
    chance = random.Random(seed)
    firms = _firms(chance)
    bills = _bills(chance, firms)
    moves = sorted(_moves(chance, firms, bills, unkind), key=lambda pair: pair[0].day)
    told = Told(tuple(move for move, _ in moves), opening=chance.randint(-(10**7), 10**8))
    return World(tuple(firms), tuple(bills), told, tuple(truth for _, truth in moves))


def _firms(chance):
    firms: list[Firm] = []
    for fresh in chance.sample(NAMES, chance.randint(6, len(NAMES))):
        name = fresh
        account = digits(chance, 20, chance.choice(("40702810", "40802810", "40703810")))
        inn = digits(chance, chance.choice((10, 12)), "7")
        if firms and chance.random() < 0.07:
            inn = firms[-1].inn  # one owner, two firms
            if chance.random() < 0.3:
                name = f"{firms[-1].name} ООО"  # called alike, the form of law aside
        known = chance.random() < 0.88
        details = chance.choice((
            f"ИНН {inn}, р/с {account}, БИК 044525225, тел. 8495{digits(chance, 7)}",
            f"р/с {account[:5]} {account[5:8]} {account[8:]} ИНН/КПП {inn}/770701001",
            f"{name}\nИНН: {inn}\nОГРН {digits(chance, 13)}\nк/с 30101810400000000225",
        ))  # fmt: skip
        firms.append(
            Firm(
                name,
                account,
                inn,
                known,
                details if known else chance.choice(("", "Москва, Тверская 1")),
            )
        )
    return firms


def _bills(chance, firms):
    bills, number = [], chance.choice((1, 90, 995, 12340))
    prefix = chance.choice(("", "", "INV-", "2026-"))
    for _ in range(chance.randint(len(firms), 4 * len(firms))):
        firm, amount = chance.choice(firms).name, chance.choice(SUMS)
        left = chance.choice((amount, amount, 0, amount // 2))
        bills.append(
            Bill(
                prefix,
                number,
                firm,
                amount,
                left,
                date(2026, 10, 1) + timedelta(chance.randrange(40)),
            )
        )
        number += 1
    return bills


def _moves(chance, firms, bills, unkind):
    weights = [45 if unkind and kind == "exact" else weight for kind, (weight, _) in KINDS.items()]
    for _ in range(chance.randint(5, 40)):
        firm = chance.choice(firms)
        day = date(2026, 11, 1) + timedelta(chance.randrange(30))
        own = [each for each in bills if each.firm == firm.name and each.day <= day]
        if not own:
            continue
        move = Move(
            day, 1, name=chance.choice(FORMS).format(firm.name), account=firm.account, inn=firm.inn,
            reference=digits(chance, 8) if chance.random() < 0.5 else "", document=digits(chance, 4, "1"),
        )  # fmt: skip
        kind = chance.choices(list(KINDS), weights=weights)[0]
        yield from KINDS[kind][1](chance, move, firm, own, bills, firms)


def _exact(chance, move, firm, own, bills, firms):
    bill = chance.choice(own)
    yield (
        replace(
            move,
            amount=chance.choice((bill.amount, bill.left or bill.amount)),
            purpose=_spelt(chance, bill),
        ),
        firm.name,
    )


def _part(chance, move, firm, own, bills, firms):
    bill = chance.choice(own)
    yield (
        replace(move, amount=chance.randint(1, bill.amount), purpose=_spelt(chance, bill)),
        firm.name,
    )


def _two(chance, move, firm, own, bills, firms):
    one, other = chance.choice(own), chance.choice(own)
    text = chance.choice(SPELT_TWO).format(
        n=_written(chance, one), m=_written(chance, other), d=f"{one.day:%d.%m.%Y}"
    )
    yield (
        replace(move, amount=one.amount + (other.amount if other != one else 0), purpose=text),
        firm.name,
    )


def _typo(chance, move, firm, own, bills, firms):
    """A slip in the number; now and then by one who is not known, either."""
    bill = chance.choice(own)
    text = str(bill.number)
    at = chance.randrange(len(text))
    slips = (
        text[:at] + chance.choice("0123456789") + text[at + 1 :], text[:at] + text[at + 1 :] or "0",
        text[:at] + chance.choice("0123456789") + text[at:], text[:at] + text[at : at + 2][::-1] + text[at + 2 :],
    )  # fmt: skip
    typed = int(chance.choice(slips))
    if typed != bill.number:
        slipped = replace(bill, number=typed)
        move = replace(move, amount=bill.amount, purpose=_spelt(chance, slipped))
        yield (_stranger(chance, move) if chance.random() < 0.3 else move), firm.name


def _unnumbered(chance, move, firm, own, bills, firms):
    other = chance.choice(bills)
    # "Invoice 2026/17" is a label where invoices are called 2026-17: whoever writes it means that.
    texts = [each for each in UNNUMBERED if "Invoice 2026/" not in each or other.prefix != "2026-"]
    text = chance.choice(texts).format(o=other.number, d=f"{other.day:%d.%m.%Y}")
    yield (
        replace(move, amount=chance.choice((other.amount, chance.randint(1, 10**7))), purpose=text),
        firm.name,
    )


def _stranger(chance, move):
    return replace(
        move, account=digits(chance, 20, "40702810"), inn=digits(chance, 10, "5"),
        name=f'ООО "{chance.choice(("Новое имя", "Финансовый центр", "Инвест", "Холдинг"))} {digits(chance, 2)}"',
    )  # fmt: skip


def _new_name(chance, move, firm, own, bills, firms):
    for paid, truth in _exact(chance, move, firm, own, bills, firms):
        yield _stranger(chance, paid), truth


def _over_the_bank(chance, move, firm, own, bills, firms):
    """A person at a counter: the bank's own account and tax number, for several clients alike."""
    for paid, truth in chance.choice((_exact, _unnumbered))(chance, move, firm, own, bills, firms):
        yield (
            replace(
                paid,
                account=BANK_S_OWN,
                inn=BANK_INN,
                name=f"Иванов Иван {digits(chance, 2)}//Москва//",
            ),
            truth,
        )


def _for_another(chance, move, firm, own, bills, firms):
    """One client pays another's invoice."""
    payer = chance.choice(firms)
    for paid, truth in _exact(chance, move, firm, own, bills, firms):
        yield replace(paid, account=payer.account, inn=payer.inn, name=payer.name), truth


def _says_for_whom(chance, move, firm, own, bills, firms):
    """One client pays for another, and says for whom; or a stranger does, with an invoice's number
    of somebody else's books, or another year's, that is one of ours by chance."""
    payer = chance.choice(firms)
    move = replace(move, account=payer.account, inn=payer.inn, name=payer.name)
    number = chance.choice(bills)
    stray = _stranger(chance, replace(move, amount=number.amount))
    year = f"{number.day:%d.%m}.2025"
    yield (
        chance.choice(
            (
                replace(move, amount=chance.choice(SUMS), purpose=f"За {firm.name}, аванс"),
                replace(stray, purpose=f"Счет {number.number}, оплата за {firm.name}"),
                replace(stray, purpose=f"Оплата по счету {number.number} от {year} за {firm.name}"),
            )
        ),
        firm.name,
    )


def _before(chance, move, firm, own, bills, firms):
    """A number of the agency's former books, which an invoice of somebody else was given later."""
    later = [each for each in bills if each.day > move.day and each.firm != firm.name]
    if later:
        bill = chance.choice(later)
        yield (
            _stranger(chance, replace(move, amount=bill.amount, purpose=f"счет {bill.number}")),
            firm.name,
        )


def _returned(chance, move, firm, own, bills, firms):
    for paid, truth in _exact(chance, move, firm, own, bills, firms):
        yield paid, truth
        later = min(paid.day + timedelta(chance.randrange(3)), date(2026, 11, 30))
        yield (
            replace(
                paid,
                day=later,
                credit=False,
                returned=True,
                purpose="Возврат",
                reference=digits(chance, 8),
            ),
            truth,
        )


def _debit(chance, move, firm, own, bills, firms):
    yield (
        replace(
            move,
            amount=chance.choice(SUMS),
            credit=False,
            purpose=_spelt(chance, chance.choice(bills)),
        ),
        "",
    )


def _money_back(chance, move, firm, own, bills, firms):
    """A supplier returns what the agency paid on the supplier's invoice: of nobody's account."""
    bill = chance.choice(bills)
    text = f"Возврат оплаты по счету № {bill.number} от {bill.day:%d.%m.%Y}"
    yield replace(_stranger(chance, move), amount=bill.amount, purpose=text), ""


def _twice(chance, move, firm, own, bills, firms):
    """Two equal payments on one day: they are two."""
    for paid, truth in _exact(chance, move, firm, own, bills, firms):
        yield paid, truth
        yield paid, truth


KINDS = {
    "exact": (70, _exact), "part": (8, _part), "two": (4, _two), "typo": (5, _typo), "unnumbered": (6, _unnumbered),
    "new name": (3, _new_name), "over the bank": (2, _over_the_bank), "for another": (1, _for_another), "says for whom": (1, _says_for_whom),
    "before": (1, _before), "returned": (2, _returned), "debit": (3, _debit), "money back": (1, _money_back), "twice": (1, _twice),
}  # fmt: skip


def _written(chance, bill):
    """The number as payers write it: whole, without its prefix, with zeros before."""
    zeros = "0" * chance.choice((0, 0, 0, 2))
    return (
        f"{bill.prefix}{zeros}{bill.number}" if chance.random() < 0.7 else f"{zeros}{bill.number}"
    )


def _spelt(chance, bill):
    days = {"d": f"{bill.day:%d.%m.%Y}", "i": f"{bill.day:%Y-%m-%d}"}
    return chance.choice(SPELT).format(n=_written(chance, bill), **days)
