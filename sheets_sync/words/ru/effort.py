"""The tabs Effort and Staff."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "effort.month": "Месяц",
    "effort.client": "Клиент",
    "effort.service": "Услуга",
    "effort.orders": "Заказов",
    "effort.hours": "Часов",
    "effort.per_order": "Минут на заказ",
    "effort.norm": "У других, минут на заказ",
    "effort.peers": "Других",
    "effort.ratio": "Раз к другим",
    "effort.verdict": "Труда",
    "effort.entries": "Строк на заказ",
    "effort.uncredited": "Не зачтено, ч",
    "effort.given_away": "Отдано даром, ч",
    "effort.off_channel": "Мимо каналов",
    "effort.out_of_tariff": "Вне прайса",
    "effort.personal": "Личные просьбы",
    "effort.funnel_client": "Для графика",
    "effort.funnel_orders": "Заказов в основе",
    "effort.funnel_index": "Индекс труда",
    "effort.funnel_high": "случайно не выше",
    "effort.funnel_low": "случайно не ниже",
    "effort.funnel_heavy": "много",
    "chart.funnel": "Индекс труда и число заказов: между пунктирами он может быть случайным",
    "chart.orders": "заказов, приведённых к одному размеру",
    "effort.guide": (
        "Труд по месяцам, клиентам и услугам, сначала новое. Первые строки — окно, из которого "
        "складывается индекс труда в Сводке."
    ),
    "effort.limit": "С этого предела и где труда много не случайно, выделено",
    "effort.guide_more": (
        "Раз к другим: 1 = заказ занимает столько же, сколько у других. Для расчётов строки на "
        "заказ говорят, сколько раз его считали. Не зачтено: с типичной ошибкой."
    ),
    "effort.window": "{first} … {last}",
    "staff.month": "Месяц",
    "staff.staff": "Сотрудник",
    "staff.currency": "Валюта",
    "staff.credited": "Зачтено, ч",
    "staff.uncredited": "Не зачтено, ч",
    "staff.charged": "Списано",
    "staff.off_channel": "Мимо каналов",
    "staff.out_of_tariff": "Вне прайса",
    "staff.personal": "Личные просьбы",
    "staff.guide": (
        "Выработка сотрудников по месяцам, сначала новое; внизу — за всё время. Зачтено — работа по "
        "прайсу через согласованные каналы; прочее не в счёт."
    ),
    "staff.guide_more": (
        "Типичные ошибки посчитаны в строках журнала: мимо каналов, вне прайса (цены нет), личные "
        "просьбы. По клиентам они в Трудозатратах."
    ),
    "staff.shown_sum": "Сумма показанных месяцев",
    "staff.in_all": "всего",
    "then.effort.hours": "Минут",
    "then.effort.uncredited": "Не зачтено минут",
    "then.staff.credited": "Зачтено минут",
    "then.staff.uncredited": "Не зачтено минут",
    "staff.nobody": "(не указан)",
}
