"""The words of the service's own cells, in English and Russian.

One table, so that no text can be half translated: ``say(key, language, **values)``.
"""

from typing import Final

from sheets_sync.showing.plurals import plural
from sheets_sync.words import LANGUAGES, Language

TEXTS: Final[dict[str, tuple[str, str]]] = {
    # Summary, its top
    "summary.title": ("Personal accounts: who is out of money, who takes our labour",
                      "Лицевые счета: у кого кончились деньги, кто забирает наш труд"),
    "summary.stamp": ("As of {day}. The last change was written on {moment} ({zone})",
                      "По состоянию на {day}. Последнее изменение записано {moment} ({zone})"),
    "summary.fresh": ("✓ Up to date. Counts as out of date from {until} on",
                      "✓ Данные свежие. Считаются устаревшими с {until}"),
    "summary.stale": ("⚠ OUT OF DATE since {until}: nothing has been written since. Does "
                      "sheets-sync still run? Ask the administrator (sync status)",
                      "⚠ УСТАРЕЛО с {until}: с тех пор ничего не записано. Работает ли "
                      "sheets-sync? Спросите администратора (sync status)"),
    "summary.rows": ("Log rows read: {log}; charged {charged}, without a price {unpriced}, "
                     "held back {held}. Findings: {findings}",
                     "Прочитано строк журнала: {log}; списано {charged}, без цены {unpriced}, "
                     "задержано {held}. Замечаний: {findings}"),
    "summary.cost_unknown": ("The cost of an hour is not set, so there is no margin: give "
                             "effort.cost_per_hour in the config",
                             "Стоимость часа не задана, поэтому маржи нет: укажите "
                             "effort.cost_per_hour в настройках"),
    "summary.choice": ("Clients in the chart by month:", "Клиенты на графике по месяцам:"),
    "summary.choice_hint": ("← names, separated by ; (blank: the highest effort index). The next "
                            "run draws them",
                            "← имена через ; (пусто: наибольший индекс труда). Рисует следующий "
                            "запуск"),
    "summary.choice_unknown": ("⚠ no client is called {names}", "⚠ нет клиента {names}"),
    "summary.choice_others": ("⚠ one currency a chart: money without {names}",
                              "⚠ на графике одна валюта: деньги без {names}"),
    "summary.check.good": ("✓ adds up", "✓ сходится"),
    "summary.check.bad": ("✗ does not add up", "✗ не сходится"),
    "totals.currency": ("Currency", "Валюта"),
    "totals.clients": ("Clients", "Клиентов"),
    "totals.money_in": ("Money in, in all", "Поступило всего"),
    "totals.charged": ("Charged in all", "Списано всего"),
    "totals.balance": ("Balances, all in all", "Остатки в сумме"),
    "totals.prepaid": ("Prepaid money held", "Авансов на счетах"),
    "totals.more": ("No room for {names}: delete this tab and run sheets-sync init, the new one has it",
                    "Не поместились {names}: удалите вкладку и запустите sheets-sync init, в новой есть "
                    "место"),
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
    "summary.since": ("Since", "С какого дня"),
    "summary.trend": ("Charges, 12 weeks", "Списания, 12 недель"),
    "summary.index": ("Effort index", "Индекс труда"),
    "summary.bar": ("× others", "× к другим"),
    "summary.advice": ("Advice", "Совет"),
    "summary.reasons": ("Why", "Почему"),
    "summary.last_notice": ("Last notice", "Последнее письмо"),
    "summary.findings": ("Findings", "Замечания"),
    "summary.last_paid_on": ("Last paid on", "Последний платёж"),
    "summary.last_paid": ("Last payment", "Сумма платежа"),
    "summary.charged_month": ("Charged this month", "Списано за месяц"),
    "summary.charged_before": ("Charged last month", "За прошлый месяц"),
    "summary.hours": ("Hours this month", "Часов за месяц"),
    "summary.hours_before": ("Hours last month", "Часов за прошлый"),
    "summary.hours_change": ("Hours, 30 days to 30", "Часы, 30 дней к 30"),
    "summary.yield": ("Yield an hour", "Доход за час"),
    "summary.margin": ("Margin", "Маржа"),
    "summary.quotes": ("Quotes an order", "Расчётов на заказ"),
    "summary.peers_quotes": ("Peers' quotes", "У других"),
    "summary.off_channel": ("Off channel", "Мимо каналов"),
    "summary.unbilled": ("Unbilled rows", "Строк без цены"),
    "summary.unbilled_share": ("Unbilled time", "Время без цены"),
    "summary.coverage": ("Index covers", "Охват индекса"),
    "summary.note": ("Note", "Примечание"),
    "summary.word": ("The word", "Слово"),
    "summary.meaning": ("What it means", "Что оно значит"),
    "summary.chart_client": ("For the charts", "Для графиков"),
    "summary.chart_balance": ("Balance", "Остаток"),
    "summary.chart_threshold": ("Threshold", "Порог"),
    "summary.chart_taker": ("Client", "Клиент"),
    "summary.chart_index": ("Effort index", "Индекс труда"),
    "summary.chart_same": ("like the others", "как у других"),
    "summary.chart_heavy": ("heavy", "много"),
    "summary.chart_extreme": ("extreme", "чрезмерно"),
    "summary.chart_month": ("Month", "Месяц"),
    "summary.chart_hours": ("Hours", "Часы"),
    "summary.chart_charged": ("Charged", "Списано"),
    "findings.count": ("{count} finding|{count} findings",
                       "{count} замечание|{count} замечания|{count} замечаний"),
    "chart.balances": ("Balance against threshold, the worst first",
                       "Остаток и порог, сначала худшие"),
    "chart.effort": ("Labour for the same orders: 1 = like the others",
                     "Труд на такие же заказы: 1 = как у других"),
    "chart.months": ("Hours and money by month", "Часы и деньги по месяцам"),
    "chart.times": ("times", "раз"),
    "chart.hours": ("hours", "часы"),
    "chart.money": ("money", "деньги"),
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
    # sync report: short heads
    "report.client": ("Client", "Клиент"),
    "report.flag": ("Flag", "Флаг"),
    "report.since": ("Since", "С какого дня"),
    "report.balance": ("Balance", "Остаток"),
    "report.currency": ("", ""),
    "report.threshold": ("Threshold", "Порог"),
    "report.days_left": ("Days left", "Дней ещё"),
    "report.last_paid_on": ("Last paid", "Платил"),
    "report.charged_month": ("This month", "За месяц"),
    "report.hours": ("Hours", "Часы"),
    "report.index": ("Effort", "Труд"),
    "report.bar": ("× others", "× к другим"),
    "report.yield": ("An hour", "За час"),
    "report.margin": ("Margin", "Маржа"),
    "report.unbilled": ("No price", "Без цены"),
    "report.advice": ("Advice", "Совет"),
    "report.trend": ("12 weeks", "12 недель"),
    # Effort
    "effort.month": ("Month", "Месяц"),
    "effort.client": ("Client", "Клиент"),
    "effort.service": ("Service", "Услуга"),
    "effort.orders": ("Orders", "Заказов"),
    "effort.minutes": ("Minutes", "Минут"),
    "effort.per_order": ("Minutes an order", "Минут на заказ"),
    "effort.norm": ("Peers' minutes an order", "У других, минут на заказ"),
    "effort.peers": ("Peers", "Других"),
    "effort.ratio": ("Times the peers", "Раз к другим"),
    "effort.entries": ("Log rows an order", "Строк на заказ"),
    "effort.uncredited": ("Uncredited minutes", "Не зачтено минут"),
    "effort.off_channel": ("Off channel", "Мимо каналов"),
    "effort.out_of_tariff": ("Out of tariff", "Вне прайса"),
    "effort.personal": ("Personal", "Личные просьбы"),
    "effort.guide": ("Labour by month, client and service. The last lines are the window that the "
                     "effort index of Summary is made of.",
                     "Труд по месяцам, клиентам и услугам. Последние строки — окно, из которого "
                     "складывается индекс труда в Сводке."),
    "effort.limit": ("Times the peers are coloured from this limit on",
                     "Раз к другим: с этого предела выделено цветом"),
    "effort.guide_more": ("Times the peers: 1 = an order takes what it takes with other clients. "
                          "For quotes, log rows an order tell how often one order is quoted. "
                          "Uncredited: with a typical error.",
                          "Раз к другим: 1 = заказ занимает столько же, сколько у других. Для "
                          "расчётов строки на заказ говорят, сколько раз его считали. Не зачтено: "
                          "с типичной ошибкой."),
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
    "staff.guide": ("What each of the staff put out, by month. Credited is work inside the price "
                    "list through agreed channels; the rest is no output.",
                    "Что сделал каждый сотрудник, по месяцам. Зачтено — работа по прайсу через "
                    "согласованные каналы; остальное выработкой не считается."),
    "staff.guide_more": ("Typical errors are counted in log rows: off channel, out of tariff (no "
                         "price for it), personal favours. By client they are in Effort.",
                         "Типичные ошибки посчитаны в строках журнала: мимо каналов, вне прайса "
                         "(цены нет), личные просьбы. По клиентам они в Трудозатратах."),
    "staff.shown_sum": ("Sum of the lines shown", "Сумма показанных строк"),
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
    "notices.code": ("Code", "Код"),
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


def say_count(key: str, language: Language, count: int) -> str:
    """The text of ``key``, in the form that goes with ``count``; forms stand between bars."""
    forms = TEXTS[key][LANGUAGES.index(language)].split("|")
    return plural(count, language, forms).format(count=count)
