"""``sync explain CLIENT --effort``: the case against a client."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "case.title": "Труд",
    "case.verdict": (
        "На заказы клиента ушло в {index} раза больше труда, чем на такие же заказы других: {observed} "
        "ч вместо {expected} ч."
    ),
    "case.verdict_less": (
        "На заказы клиента ушло меньше труда, чем на такие же заказы других, {index} от обычного: {observed} "
        "ч вместо {expected} ч."
    ),
    "case.proved": (
        "Заказов, приведённых к одному размеру: {orders}. По ним истинный индекс в девяти случаях "
        "из десяти лежит между {low} и {high}: {verdict}."
    ),
    "effort_verdict.like": "как у других",
    "effort_verdict.unclear": "неясно, сначала посмотрите на сами заказы",
    "effort_verdict.heavy": "много, и это не случайность",
    "effort_verdict.extreme": "чрезмерно, и это не случайность",
    "case.covers": "Сравнение охватывает {share} из {hours} ч, занятых клиентом.",
    "case.no_peers": (
        "Сравнить не с кем: ни одну из этих услуг не берут хотя бы {min_peers} других клиента. Занято "
        "{hours} ч."
    ),
    "case.no_labour": "За эти дни на клиента не записано ни одной минуты.",
    "case.advice": "Совет: {advice}. {why}.",
    "case.services": "Из чего это складывается",
    "case.service": "услуга",
    "case.orders_count": "заказов",
    "case.theirs": "здесь, мин",
    "case.others": "у других",
    "case.peers": "других",
    "case.times": "раз",
    "case.more": "лишних ч",
    "case.per_order": "здесь и у других: минут на заказ; у других: медиана стольких клиентов.",
    "case.without_norm": "Без нормы (берут меньше {min_peers} других): {services}",
    "case.in_hours": "{hours} ч",
    "case.costly": "Самые дорогие заказы клиента",
    "case.order": "заказ",
    "case.days": "дни",
    "case.hours": "часов",
    "case.usual": "обычно",
    "case.charged": "списано",
    "case.what": "услуги",
    "case.unnamed": "строка {cell}",
    "case.money": "Сколько принесли бы эти часы",
    "case.house": (
        "Остальные клиенты приносят {rate} {currency} в час. Столько же за эти {hours} ч дало бы "
        "{brought} {currency}; списано {charged} {currency}: {difference}."
    ),
    "case.less": "на {amount} {currency} меньше",
    "case.not_less": "не меньше этого",
    "case.no_house": (
        "Других клиентов в {currency} с записанными минутами нет; списано {charged} {currency}."
    ),
    "case.house_without_hours": (
        "Остальные клиенты приносят {rate} {currency} в час; здесь списано {charged} {currency}, и "
        "ни часа не занято."
    ),
    "case.largest": "Без самого большого заказа ({order}, {hours} ч) было бы {index}.",
    "case.one_row": "отдельная строка",
    "case.funnel": "Среди всех клиентов: раз к другим и число заказов в основе",
    "case.funnel_most": (
        "Среди {count} других, кто точно забирает больше всех: раз к другим и число заказов в основе"
    ),
    "case.funnel_key": (
        "● этот клиент, ○ другие; правее — больше заказов, приведённых к одному размеру. Между ┄ лежат девять "
        "из десяти клиентов, которые как все."
    ),
    "case.funnel_page_key": (
        "Этот клиент выделен цветом. Между голубыми линиями лежат девять из десяти клиентов, которые "
        "как все."
    ),
    "case.funnel_across": "заказов, приведённых к одному размеру",
    "case.without_them": "Агентство без этого клиента",
    "case.alone": "Других клиентов в {currency} с записанными минутами нет.",
    "case.nothing_freed": "Часов на этого клиента за эти дни не записано: освобождать нечего.",
    "case.no_money": ("Клиент забирает {labour} труда; в {currency} ни с кого ничего не списано."),
    "case.shares": (
        "Клиент приносит {money} денег в {currency} и забирает {labour} труда, который за ними стоит."
    ),
    "case.share_of_money": "Клиент приносит {money} денег в {currency}.",
    "case.left_money": "Без этого клиента: {money} {currency} вместо {all_money}.",
    "case.left": (
        "Без этого клиента: {money} {currency} вместо {all_money} за {hours} ч вместо {all_hours}; {rate} "
        "{currency} в час вместо {all_rate}."
    ),
    "case.freed_more": (
        "Если продать эти {hours} ч с доходом остальных, выйдет {money} {currency}: на {difference} "
        "больше, чем сейчас."
    ),
    "case.freed_less": (
        "Если продать эти {hours} ч с доходом остальных, выйдет {money} {currency}: на {difference} "
        "меньше, чем сейчас."
    ),
    "case.bill": "Куда ушёл труд",
    "case.went": "труд",
    "case.cost": "стоил нам",
    "case.went.usual": "сколько такие заказы занимают у других",
    "case.went.above": "сверх этого",
    "case.went.alone": "услуги, в которых сравнить не с кем",
    "case.went.given_away": "отдано даром: без цены, не к оплате, мимо каналов, личное",
    "case.went.all": "весь труд на клиента",
    "case.over": "Лишнее — сверх обычного и отданное даром: {hours} ч, они стоили нам {cost} {currency}.",
    "case.over_hours": "Лишнее — сверх обычного и отданное даром: {hours} ч; стоимость часа не задана.",
    "case.charged_yet": "Из отданного даром {share} всё же списано: {amount} {currency}.",
    "case.by_chance": "Сверх обычного {hours} ч, и это может быть случайностью: {verdict}.",
    "case.past": "По сравнению с прежним",
    "case.own_prices": "С собственными ценами от {since} и за столько же дней до них",
    "case.hours_a_month": "ч в месяц",
    "case.index": "индекс",
    "case.range": "диапазон 90\u00a0%",
    "case.labour": "труда",
    "case.off": "мимо каналов",
    "case.besides": "Кроме того",
    "case.quotes": "расчётов на заказ: {own}; у других {peers}",
    "case.unknown": "неизвестно",
    "case.off_channel": "мимо согласованных каналов: {share} минут",
    "case.unbilled": "без цены, никто не платит: {share} минут",
    "case.given": "отдано даром, не к оплате: {share} минут",
    "case.chart": "Минут на заказ: у клиента и у других",
    "case.client": "этот клиент",
    "case.like_others": "1× как у других",
    "case.heavy": "{limit}× много",
    "case.times_others": "раз к труду других",
}
