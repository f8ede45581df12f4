"""``sync simulate``: цены, примеренные до разговора."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "simulated.title": "Примерка цен",
    "simulated.heading": "{client}, примерка цен с {first} по {last}",
    "simulated.more": "По этим ценам с клиента {client} списали бы {period} на {amount} {currency} больше",
    "simulated.less": "По этим ценам с клиента {client} списали бы {period} на {amount} {currency} меньше",
    "simulated.same": "По этим ценам с клиента {client} списали бы {period} столько же",
    "simulated.unpriced": (
        "Из черновика не учтены цены: {count} из {all}, и в цифрах ниже их строки остались без цены. "
        "Сначала поправьте:"
    ),
    "simulated.margin": "маржа {now} → {drafted}",
    "simulated.lately": {
        "one": "за последний {count} день",
        "few": "за последние {count} дня",
        "many": "за последние {count} дней",
    },
    "simulated.since": "с {day}",
    "simulated.no_margin": (
        "Стоимость часа в {currency} не указана, поэтому маржи нет: укажите её в настройках, "
        '`effort.cost_per_hour = {{ {currency} = "…" }}`.'
    ),
    "simulated.money_in": ("Платежи взяты как были: платил бы клиент другие суммы, неизвестно."),
    "simulated.sides": "Рядом",
    "simulated.figure": "показатель",
    "simulated.now": "сейчас",
    "simulated.drafted": "по черновику",
    "simulated.difference": "разница",
    "simulated.charged": "списано {period}",
    "simulated.margin_sum": "маржа, дней: {count}",
    "simulated.margin_share": "маржа от списанного",
    "simulated.yield": "час приносит",
    "simulated.index": "труда, раз к другим",
    "simulated.range": "диапазон 90 %",
    "simulated.balance": "остаток сегодня",
    "simulated.flag": "флаг",
    "simulated.days_left": "дней осталось",
    "simulated.advice": "совет",
    "simulated.rows": "Цены из черновика и строки журнала, которые пошли бы по ним",
    "simulated.rows_from": "Цены из черновика, примерка с {day}, и строки журнала по ним",
    "simulated.service": "услуга",
    "simulated.price": "цена",
    "simulated.from": "с какого дня",
    "simulated.count": "строк",
    "simulated.quantity": "количество",
    "simulated.hours": "часы",
    "simulated.unfit": "{place}: по этой цене не пошла бы ни одна строка журнала.",
    "simulated.other_unit": "{place}: единица здесь не та, что в прайсе ({unit}): поправьте её, если так не задумано.",
    "simulated.no_unit": "пусто: за штуку",
    "simulated.foreign": "{place}: эта цена в {theirs}, а счёт в {ours}: строк по ней нет.",
    "simulated.overruled": (
        "Цена в {place} действует не для всех строк: она уступает {others}. Чтобы всё же примерить её, "
        "назовите день позже: `--from`."
    ),
    "simulated.overruled_by_own": (
        "{place} — цена для всех и уступает тому, что у клиента «{client}» есть своего: {others}. Чтобы "
        "примерить её для этого клиента, впишите рядом с ней имя."
    ),
    "simulated.reach": "Каждое из этих изменений само доведёт маржу окна до {goal}; сначала наименьшее",
    "simulated.reached": "Маржа {goal} достигается и по этому черновику.",
    "simulated.unreachable": "Ни одно изменение одной ставки, минимума или шага в ценах самого клиента не даёт маржу {goal}.",
    "simulated.none_own": (
        "Среди этих цен нет собственных цен клиента, а менять можно только их: впишите клиента рядом с ценой."
    ),
    "simulated.none_sound": "Ни одну цену самого клиента посчитать нельзя, а менять можно только их: сначала поправьте их.",
    "simulated.no_price": "Маржу {goal} не даёт никакая цена: часы чего-то стоят, сколько ни списывай.",
    "simulated.term": "что",
    "simulated.would_be": "стало бы",
    "simulated.more_by": "больше на",
    "simulated.balances": "Остаток на конец дня, строка на неделю",
    "simulated.chart": "Остаток на конец каждого дня",
    "simulated.day": "день",
    "simulated.letters": "Письма, если бы проверка шла каждый вечер и ничто их не держало",
    "simulated.no_letters": "С {day} писем не было бы ни по тем, ни по другим ценам.",
    "simulated.not_active": "У клиента «{client}» состояние «{state}»: писем этому клиенту не шлют.",
    "simulated.asks": "{kind}, просит {amount}",
    "simulated.next_run": "Что запланировал бы следующий запуск по тому, что известно сегодня",
    "simulated.next_now": "По нынешним ценам: {letters}.",
    "simulated.next_drafted": "По черновику: {letters}.",
    "simulated.next_none": "письма нет",
    "simulated.next_one": "{kind}, просит {amount} {currency} ({state})",
    "simulated.untold": "Что запланировал бы следующий запуск, неизвестно: {why}",
    "simulated.found": "Поправьте, прежде чем вносить эти цены",
}
"""``{place}`` — ячейка, как «Черновики!D2»."""
