"""The words of the service's own cells, in English and Russian.

One table, so that no text can be half translated: ``say(key, language, **values)``.
"""

from typing import Final

from sheets_sync.workbook.layout import LANGUAGES, Language

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # Summary, its top
    "summary.title": ("Personal accounts: who is out of money, who takes our labour",
                      "Лицевые счета: у кого кончились деньги, кто забирает наш труд"),
    "summary.stamp": ("As of {day}; the last change was written on {moment} ({zone})",
                      "По состоянию на {day}; последнее изменение записано {moment} ({zone})"),
    "summary.rows": ("Log rows read: {log}; charged {charged}, without a price {unpriced}, "
                     "held back {held}. Findings: {findings}",
                     "Прочитано строк журнала: {log}; списано {charged}, без цены {unpriced}, "
                     "задержано {held}. Замечаний: {findings}"),
    "summary.cost_unknown": ("The cost of an hour is not set, so there is no margin: give "
                             "effort.cost_per_hour in the config",
                             "Стоимость часа не задана, поэтому маржи нет: укажите "
                             "effort.cost_per_hour в настройках"),
    "summary.check.good": ("✓ adds up", "✓ сходится"),
    "summary.check.bad": ("✗ does not add up", "✗ не сходится"),
    "totals.currency": ("Currency", "Валюта"),
    "totals.clients": ("Clients", "Клиентов"),
    "totals.money_in": ("Money in", "Поступило"),
    "totals.charged": ("Charged", "Списано"),
    "totals.balance": ("Balance", "Остаток"),
    "totals.prepaid": ("Prepaid money held", "Авансов на счетах"),
    "totals.over": ("Over", "Перерасход"),
    "totals.empty": ("Empty", "Исчерпан"),
    "totals.low": ("Low", "Мало"),
    "totals.ok": ("OK", "В норме"),
    "totals.unbilled": ("Unbilled rows", "Строк без цены"),
    "totals.held": ("Notices held", "Писем задержано"),
    "totals.check": ("Does it add up?", "Сходится?"),
    # Summary, a client
    "summary.client": ("Client", "Клиент"),
    "summary.flag": ("Flag", "Флаг"),
    "summary.currency": ("Currency", "Валюта"),
    "summary.balance": ("Balance", "Остаток"),
    "summary.threshold": ("Threshold", "Порог"),
    "summary.days_left": ("Days left", "Дней осталось"),
    "summary.last_paid_on": ("Last paid on", "Последний платёж"),
    "summary.last_paid": ("Last payment", "Сумма платежа"),
    "summary.charged_month": ("Charged this month", "Списано за месяц"),
    "summary.charged_before": ("Charged last month", "За прошлый месяц"),
    "summary.hours": ("Hours this month", "Часов за месяц"),
    "summary.index": ("Effort index", "Индекс труда"),
    "summary.coverage": ("Covers", "Охват"),
    "summary.yield": ("Yield an hour", "Доход за час"),
    "summary.margin": ("Margin", "Маржа"),
    "summary.quotes": ("Quotes an order", "Расчётов на заказ"),
    "summary.peers_quotes": ("Peers' quotes", "У других"),
    "summary.off_channel": ("Off channel", "Мимо каналов"),
    "summary.unbilled": ("Unbilled rows", "Строк без цены"),
    "summary.unbilled_share": ("Unbilled time", "Время без цены"),
    "summary.last_notice": ("Last notice", "Последнее письмо"),
    "summary.advice": ("Advice", "Совет"),
    "summary.reasons": ("Why", "Почему"),
    "summary.trend": ("Charges, 12 weeks", "Списания, 12 недель"),
    "summary.findings": ("Findings", "Замечаний"),
    "summary.note": ("Note", "Примечание"),
    "no_peers": ("no peers", "не с кем сравнить"),
    # flags, states
    "digest.sent": ("Letters sent: {count}", "Отправлено писем: {count}"),
    "digest.held": (
        "Letters held, see the tab Notices: {count}",
        "Задержано писем, см. вкладку «Уведомления»: {count}",
    ),
    "digest.stuck": (
        "Letters refused or in doubt, see the tab Notices: {count}",
        "Отклонено или неизвестно, дошли ли письма, см. вкладку «Уведомления»: {count}",
    ),
    "digest.rows": (
        "Rows of the log: {added} added, {gone} gone, {changed} changed after they were posted",
        "Строки журнала: добавлено {added}, исчезло {gone}, изменено после списания {changed}",
    ),
    "flag.OVER": ("✖ Over", "✖ Перерасход"),
    "flag.EMPTY": ("● Empty", "● Исчерпан"),
    "flag.LOW": ("▲ Low", "▲ Мало"),
    "flag.OK": ("✓ OK", "✓ В норме"),
    # advice
    "advice.keep": ("keep", "оставить"),
    "advice.reprice": ("reprice", "пересмотреть цены"),
    "advice.part": ("part", "расстаться"),
    # Effort
    "effort.month": ("Month", "Месяц"),
    "effort.client": ("Client", "Клиент"),
    "effort.service": ("Service", "Услуга"),
    "effort.orders": ("Orders", "Заказов"),
    "effort.minutes": ("Minutes", "Минут"),
    "effort.per_order": ("Minutes an order", "Минут на заказ"),
    "effort.norm": ("Peers' minutes an order", "У других, минут на заказ"),
    "effort.ratio": ("Ratio", "Отношение"),
    "effort.window": ("{first} … {last}", "{first} … {last}"),
    # Staff
    "staff.month": ("Month", "Месяц"),
    "staff.staff": ("Staff", "Сотрудник"),
    "staff.currency": ("Currency", "Валюта"),
    "staff.credited": ("Credited minutes", "Зачтено минут"),
    "staff.uncredited": ("Uncredited minutes", "Не зачтено минут"),
    "staff.charged": ("Charged", "Списано"),
    "staff.off_channel": ("Off channel", "Мимо каналов"),
    "staff.out_of_tariff": ("Out of tariff", "Вне прайса"),
    "staff.personal": ("Personal", "Личные просьбы"),
    "staff.nobody": ("(nobody named)", "(не указан)"),
    # Notices
    "notices.number": ("No", "№"),
    "notices.when": ("When", "Когда"),
    "notices.client": ("Client", "Клиент"),
    "notices.kind": ("Kind", "Вид"),
    "notices.balance": ("Balance", "Остаток"),
    "notices.asked": ("Amount asked", "Запрошено"),
    "notices.currency": ("Currency", "Валюта"),
    "notices.invoice": ("Invoice", "Счёт"),
    "notices.to": ("To", "Кому"),
    "notices.state": ("State", "Состояние"),
    "notices.send": ("Send", "Отправить"),
    # Findings
    "findings.since": ("Since", "С какого дня"),
    "findings.place": ("Place", "Место"),
    "findings.what": ("What", "Что не так"),
    "findings.cure": ("How to mend it", "Как исправить"),
    "findings.text": ("In the cell", "В ячейке"),
    "findings.client": ("Client", "Клиент"),
    "findings.staff": ("Staff", "Сотрудник"),
    "findings.rows": ("Rows", "Строк"),
    "findings.places": ("First places", "Первые места"),
    "findings.code": ("Code", "Код"),
    # typical errors, in Log's Status
    "error.OFF_CHANNEL": ("Off channel: not through an agreed channel",
                          "Мимо каналов: не по согласованному каналу"),
    "error.OUT_OF_TARIFF": ("Out of tariff: no price for it", "Вне прайса: цены на это нет"),
    "error.PERSONAL": ("Personal favour: through a personal channel",
                       "Личная просьба: по личному каналу"),
    # companion
    "copy.source": ("Source row", "Строка источника"),
}  # fmt: skip


def say(key: str, language: Language, **values: object) -> str:
    """The text of ``key`` in that language, its ``{names}`` filled from ``values``."""
    return TEXTS[key][LANGUAGES.index(language)].format(**values)
