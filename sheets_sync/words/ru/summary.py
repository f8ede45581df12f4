"""Summary: its words, what they mean, why an advice is given."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "summary.title": "Лицевые счета: у кого кончились деньги, кто забирает наш труд",
    "summary.stamp": "По состоянию на {day}. Последнее изменение записано {moment} ({zone})",
    "summary.current": "✓ На {day} · записано {moment} ({zone}). Устареет {until}",
    "summary.fresh": "✓ Данные свежие. Считаются устаревшими с {until}",
    "summary.stale": (
        "⚠ УСТАРЕЛО с {until}: работает ли sheets-sync? Спросите администратора "
        "(sheets-sync status)"
    ),
    "summary.rows": (
        "Замечаний: {findings}. "
        "Строк журнала: {log}; списано {charged}, без цены {unpriced}, задержано {held}"
    ),
    "summary.cost_unknown": (
        "Стоимость часа не задана, поэтому маржи нет: укажите effort.cost_per_hour в настройках"
    ),
    "totals.cost_unknown": "нет effort.cost_per_hour",
    "summary.choice": "Клиенты на графике по месяцам:",
    "summary.choice_hint": (
        "← имена через ; (пусто: кто забирает больше всего труда). Рисует следующий запуск"
    ),
    "summary.choice_unknown": "⚠ нет клиента {names}",
    "summary.choice_others": "⚠ на графике одна валюта: деньги без {names}",
    "summary.check.good": "✓ сходится",
    "summary.check.bad": "✗ не сходится",
    "totals.currency": "Валюта",
    "totals.clients": "Клиентов",
    "totals.money_in": "Поступило всего",
    "totals.charged": "Списано всего",
    "totals.balance": "Остатки в сумме",
    "totals.prepaid": "Авансов на счетах",
    "totals.more": (
        "Не поместились {names}: удалите вкладку и запустите sheets-sync init, в новой есть место"
    ),
    "totals.over": "Перерасход",
    "totals.empty": "Исчерпан",
    "totals.low": "Мало",
    "totals.ok": "В норме",
    "totals.owed": "Нам должны",
    "totals.invoices": "Счетов",
    "totals.unpaid": "Выставлено, не оплачено",
    "totals.unpaid_since": "Старший из них",
    "totals.flags": "Клиенты по флагам",
    "totals.margin": "Маржа",
    "totals.margin_share": "Маржа, %",
    "totals.unbilled": "Строк без цены",
    "totals.held": "Писем задержано",
    "totals.check": "Сходится?",
    "summary.client": "Клиент",
    "summary.flag": "Флаг",
    "summary.currency": "Валюта",
    "summary.balance": "Остаток",
    "summary.threshold": "Порог",
    "summary.days_left": "Дней ещё",
    "summary.since": "С какого дня",
    "summary.invoice": "Счёт",
    "summary.unpaid": "Не оплачено",
    "summary.unpaid_since": "Дата счёта",
    "summary.trend": "Списания, 12 недель",
    "summary.index": "Индекс труда",
    "summary.range": "Диапазон 90 %",
    "summary.effective": "Заказов",
    "summary.verdict": "Труда",
    "summary.bar": "× к другим",
    "summary.advice": "Совет",
    "summary.reasons": "Почему",
    "summary.last_notice": "Последнее письмо",
    "summary.findings": "Замечания",
    "summary.last_paid_on": "Последний платёж",
    "summary.last_paid": "Сумма платежа",
    "summary.charged_month": "Списано за месяц",
    "summary.charged_before": "За прошлый месяц",
    "summary.hours": "Часов за месяц",
    "summary.hours_before": "Часов за прошлый",
    "summary.hours_change": "Часы ×",
    "summary.yield": "Доход за час",
    "summary.margin": "Маржа",
    "summary.money_share": "Доля денег",
    "summary.labour_share": "Доля труда",
    "summary.given_hours": "Отдано даром, ч",
    "summary.given_worth": "Это у других",
    "summary.quotes": "Расчётов на заказ",
    "summary.peers_quotes": "У других",
    "summary.off_channel": "Мимо каналов",
    "summary.unbilled": "Строк без цены",
    "summary.unbilled_share": "Время без цены",
    "summary.coverage": "Охват индекса",
    "summary.note": "Примечание",
    "summary.word": "Слово",
    "summary.meaning": "Что оно значит",
    "summary.chart_client": "Для графиков",
    "summary.chart_balance": "Остаток",
    "summary.chart_threshold": "Порог",
    "summary.chart_taker": "Клиент",
    "summary.chart_index": "вероятнее всего",
    "summary.chart_low": "не меньше",
    "summary.chart_high": "не больше",
    "summary.chart_same": "как у других",
    "summary.chart_heavy": "много",
    "summary.chart_month": "Месяц",
    "summary.chart_hours": "Часы",
    "summary.chart_charged": "Списано",
    "findings.count": {
        "one": "{count} замечание",
        "few": "{count} замечания",
        "many": "{count} замечаний",
    },
    "chart.balances": "Остаток и порог, сначала худшие",
    "chart.effort": "Труд на такие же заказы, диапазон 90 %",
    "chart.months": "Часы и деньги по месяцам",
    "chart.times": "раз",
    "chart.hours": "часы",
    "chart.money": "деньги",
    "no_peers": "не с кем сравнить",
    "verdict.like": "как у других",
    "verdict.unclear": "неясно",
    "verdict.heavy": "много",
    "verdict.extreme": "чрезмерно",
    "labour.nobody": "Труд: клиенты различаются не больше, чем случайно",
    "labour.none_heavy": "Труд: различия есть, но слишком много не забирает никто",
    "labour.heavy": "Много труда, и не случайно: {names}",
    "labour.dependence": "Зависимость{where}: {told}",
    "labour.payer": "{name}: {money} денег за {labour} труда",
    "labour.payer_alone": "{name}: {money} денег",
    "labour.taker": "{name}: {labour} труда за {money} денег",
    "labour.more": {
        "one": "{names} и ещё {count}",
        "few": "{names} и ещё {count}",
        "many": "{names} и ещё {count}",
    },
    "flag.OVER": "✖ Перерасход",
    "flag.EMPTY": "● Исчерпан",
    "flag.LOW": "▲ Мало",
    "flag.OK": "✓ В норме",
    "advice.keep": "оставить",
    "advice.collect": "взыскать долг",
    "advice.reprice": "пересмотреть цены",
    "advice.part": "расстаться",
    "meaning.flag.OVER": "Остаток ниже кредита: клиент работает за наши деньги.",
    "meaning.flag.EMPTY": "От авансов ничего не осталось.",
    "meaning.flag.LOW": "Остаток ниже порога{by_days}.",
    "meaning.flag.OK": "Всё хорошо.",
    "meaning.summary.balance": "Всё, что внесено, минус всё, что списано, на день отметки вверху.",
    "meaning.summary.since": "С какого дня счёт каждый вечер был в этом состоянии или хуже.",
    "meaning.summary.days_left": "На сколько хватит остатка, если тратить как в последние 30 дней.",
    "meaning.summary.unpaid": ("Сколько осталось оплатить по счёту, номер и дата которого рядом."),
    "meaning.summary.index": (
        "Труд на заказы клиента за {window} дн. к тому, сколько занимают такие же заказы у других. 1: "
        "как у других. Случай качает индекс: смотрите на диапазон и на вывод."
    ),
    "meaning.summary.range": (
        "В девяти случаях из десяти истинный уровень лежит в нём. Широкий: заказы говорят мало."
    ),
    "meaning.summary.effective": (
        "Заказы говорят столько же, сколько столько одинаковых: один огромный среди мелких — это 1."
    ),
    "meaning.summary.verdict": (
        "Что доказывает диапазон. Как у других: кончается ниже {heavy}. Неясно: достигает {heavy}, но "
        "и 1 возможна. Много: достигает {heavy} и начинается выше 1. Чрезмерно: начинается выше "
        "{heavy} и достигает {extreme}."
    ),
    "meaning.summary.coverage": (
        "Доля минут в услугах, которые берут и другие; об остальных индекс не говорит."
    ),
    "meaning.summary.advice": (
        "Пересмотреть цены: труда много, и это не случайность, или обходится дороже, чем списано. "
        "Расстаться: три убыточных месяца, хотя цены уже свои. Взыскать долг: должен нам, а больше "
        "упрекнуть не в чем."
    ),
    "meaning.summary.yield": "Сколько списано за час нашего труда за {window} дн.",
    "meaning.summary.margin": "Списанное минус стоимость этих часов для нас за {window} дн.",
    "meaning.summary.hours_change": (
        "Часы за последние 30 дней к часам за предыдущие 30: 2 значит вдвое больше."
    ),
    "meaning.summary.money_share": (
        "От всего, что списано с клиентов той же валюты за {window} дн.; рядом доля часов."
    ),
    "meaning.summary.given_hours": (
        "Строки без цены, не к оплате или с типичной ошибкой (даже если списано), каждая один раз; "
        "рядом — сколько бы они принесли при доходе остальных, за {window} дн."
    ),
    "meaning.summary.quotes": "Сколько раз считали один заказ; рядом — сколько обычно у других.",
    "meaning.summary.off_channel": (
        "Доля минут, пришедших мимо согласованных каналов, включая личные просьбы."
    ),
    "meaning.summary.unbilled": (
        "Строки журнала без цены: работа, за которую никто не платит, пока её нет в прайсе."
    ),
    "meaning.totals.check": "Поступило минус списано равно остаткам в таблице: ничего не потеряно.",
    "meaning.by_days": ", или осталось меньше {low_days} дн.",
    "reason.LOSING_MONTHS": "в {months} клиент приносил убыток, хотя свои цены действуют с {since}",
    "reason.INDEX_EXTREME": "клиент забирает в {low} … {high} раза больше труда, чем такие же заказы других: чрезмерно",
    "reason.INDEX_HEAVY": "клиент забирает в {low} … {high} раза больше труда, чем такие же заказы других",
    "reason.MARGIN_NEGATIVE": "клиент стоит дороже, чем платит: маржа {amount} {currency}",
    "reason.NEW_PRICE": "новая цена клиента действует лишь с {since}: судить о ней ещё рано",
    "reason.CLOSED": "клиент закрыт: о ценах с ним больше не говорят",
    "reason.FINE": "причин менять что-либо нет",
    "reason.IN_DEBT": "клиент должен нам {amount} {currency}",
    "reason.NO_PEERS": "труд на этого клиента не с кем сравнить",
    "reason.NO_LABOUR": "в окне клиент не занимал труда",
    "reason.COST_UNKNOWN": "маржа клиента неизвестна: не задана стоимость часа",
}
