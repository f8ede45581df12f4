"""What the words of Summary mean, beside its table, in the workbook's language (design §7, §9)."""

from typing import Final

from sheets_sync.billing.terms import Terms
from sheets_sync.showing.texts import TEXTS, say
from sheets_sync.words import LANGUAGES, Language

_BY_DAYS: Final = (
    ", or fewer than {low_days} days are left",
    ", или осталось меньше {low_days} дн.",
)

DEFINITIONS: Final[dict[str, tuple[str, str]]] = {
    "flag.OVER": (
        "The balance is below minus the credit limit: he works on our money.",
        "Остаток ниже кредита: он работает за наши деньги.",
    ),
    "flag.EMPTY": (
        "Nothing is left of his advances.",
        "От его авансов ничего не осталось.",
    ),
    "flag.LOW": (
        "The balance is below the threshold{by_days}.",
        "Остаток ниже порога{by_days}.",
    ),
    "flag.OK": ("All is well.", "Всё хорошо."),
    "summary.balance": (
        "All he paid in less all that was written off, to the day of the stamp.",
        "Всё, что он внёс, минус всё, что списано, на день отметки вверху.",
    ),
    "summary.since": (
        "Since which day the account has been that bad, or worse, at the end of every day.",
        "С какого дня счёт каждый вечер был в этом состоянии или хуже.",
    ),
    "summary.days_left": (
        "How long the balance lasts, if he goes on as in the last 30 days.",
        "На сколько хватит остатка, если тратить как в последние 30 дней.",
    ),
    "summary.index": (
        "The labour that his orders took in {window} days, over what the same orders take with "
        "other clients. 1: like the others. {heavy}: heavy. {extreme}: extreme.",
        "Труд на его заказы за {window} дн. к тому, сколько занимают такие же заказы у других. "
        "1: как у других. {heavy}: много. {extreme}: чрезмерно.",
    ),
    "summary.coverage": (
        "The share of his minutes in services that others take too; the index says nothing of "
        "the rest.",
        "Доля его минут в услугах, которые берут и другие; об остальных индекс не говорит.",
    ),
    "summary.advice": (
        "Reprice: the index is {heavy} or more, or he costs more than he is charged. Part: three "
        "losing months although he has prices of his own.",
        "Пересмотреть цены: индекс {heavy} и выше или обходится дороже, чем списано. "
        "Расстаться: три убыточных месяца, хотя цены уже свои.",
    ),
    "summary.yield": (
        "What was charged, an hour of our labour for him, in {window} days.",
        "Сколько списано за час нашего труда для него за {window} дн.",
    ),
    "summary.margin": (
        "What was charged less what those hours cost the house, in {window} days.",
        "Списанное минус стоимость этих часов для нас за {window} дн.",
    ),
    "summary.hours_change": (
        "The hours of the last 30 days over those of the 30 days before: 2 means doubled.",
        "Часы за последние 30 дней к часам за предыдущие 30: 2 значит вдвое больше.",
    ),
    "summary.quotes": (
        "How often one order of his was quoted; beside it what is usual with others.",
        "Сколько раз считали один его заказ; рядом — сколько обычно у других.",
    ),
    "summary.off_channel": (
        "The share of his minutes that came in past the agreed channels, favours included.",
        "Доля минут, пришедших мимо согласованных каналов, включая личные просьбы.",
    ),
    "summary.unbilled": (
        "Log rows without a price: work that nobody pays for until the price list has it.",
        "Строки журнала без цены: работа, за которую никто не платит, пока её нет в прайсе.",
    ),
    "totals.check": (
        "Money in less charged equals the balances in this table: nothing is lost on the way.",
        "Поступило минус списано равно остаткам в таблице: ничего не потеряно.",
    ),
}
"""Meanings by the key of the word."""


def definitions(terms: Terms, language: Language) -> list[list[str]]:
    """The header, then a word and its meaning a row."""
    at = LANGUAGES.index(language)
    by_days = _BY_DAYS[at].format(low_days=terms.low_days) if terms.low_days else ""
    values = {
        "window": terms.window,
        "heavy": terms.heavy,
        "extreme": terms.extreme,
        "by_days": by_days,
    }
    head = [say("summary.word", language), say("summary.meaning", language)]
    return [head] + [
        [TEXTS[word][at], texts[at].format(**values)] for word, texts in DEFINITIONS.items()
    ]
