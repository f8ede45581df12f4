"""Страницы, на которых клиент видит свой лицевой счёт."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "meter.title": "Лицевой счёт: {client}",
    "meter.account": "Ваш лицевой счёт",
    "meter.balance": "Остаток",
    "meter.as_of": "По состоянию на {day}",
    "meter.state.OK": "Средств на счёте достаточно.",
    "meter.state.LOW": "Средств на счёте осталось мало.",
    "meter.state.EMPTY": "Средства на счёте закончились.",
    "meter.state.OVER": "По счёту перерасход.",
    "meter.lasts": {
        "one": "При расходе последних 30 дней хватит примерно на {count} день.",
        "few": "При расходе последних 30 дней хватит примерно на {count} дня.",
        "many": "При расходе последних 30 дней хватит примерно на {count} дней.",
    },
    "meter.lasts_long": "При расходе последних 30 дней хватит больше чем на год.",
    "meter.undecided": "Поступившие платежи ещё разносятся по счетам клиентов. Если вы уже заплатили, больше ничего делать не нужно.",
    "meter.asked": "К оплате",
    "meter.invoice": "Счёт № {invoice} от {day}",
    "meter.code": "Код для оплаты: наведите на него приложение банка",
    "meter.usage": "Что израсходовано за последние 30 дней",
    "meter.no_usage": "За последние 30 дней ничего не израсходовано.",
    "meter.others": "Прочие услуги",
    "meter.latest": "Последние операции",
    "meter.no_postings": "Операций ещё не было.",
    "meter.postings": "Операции",
    "meter.months": "По месяцам",
    "meter.month": "Месяц",
    "meter.earlier": "Раньше: {month}",
    "meter.prices": "Ваши цены",
    "meter.ten_minutes": "10 минут: {cost}",
    "meter.all_prices": "Все цены",
    "meter.labour": "Время",
    "meter.files": "Сохранить",
    "meter.paper": "Выписка с {day} (PDF)",
    "meter.table": "Все операции (CSV)",
    "meter.back": "К вашему лицевому счёту",
    "meter.secret": (
        "Страницу может прочитать каждый, кто знает её адрес. Если он стал известен посторонним, "
        "попросите у нас новый."
    ),
    "meter.link": "Посмотреть лицевой счёт",
}
