"""Прайс-лист, который клиенту предстоит согласовать."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "pricelist.title": "Прайс-лист",
    "pricelist.draft_title": "Прайс-лист на согласование",
    "pricelist.on": "на {day}",
    "pricelist.since": "действует с {day}",
    "pricelist.since_signing": "действует со дня подписания обеими сторонами",
    "pricelist.service": "Услуга",
    "pricelist.price": "Цена",
    "pricelist.per": "{price} / {unit}",
    "pricelist.free": "бесплатно",
    "pricelist.terms": "Условия",
    "pricelist.minimum": "не меньше {quantity} за раз",
    "pricelist.step": "с округлением вверх до целых {quantity}",
    "pricelist.one_step": "считается каждая начатая единица ({quantity})",
    "pricelist.included": "{quantity} в месяц включено",
    "pricelist.month": "Сколько по этим ценам стоил бы {month}",
    "pricelist.quantity": "Количество",
    "pricelist.cost": "Стоимость",
    "pricelist.total": "Итого",
    "pricelist.vat": "Цены включают НДС {rate} %.",
    "pricelist.unlisted": "Цены из черновика для клиента «{client}» нельзя поставить в прайс на подпись. Сначала поправьте:",
    "pricelist.foreign": (
        "{place}: эта цена в {theirs}, а счёт в {ours}. Введите цену этой услуги в {ours} или уберите "
        "эту из «Черновиков», пока готовится бумага."
    ),
    "pricelist.new_service": "{place}: на услугу «{service}» сегодня цены нет.",
    "pricelist.none": "Ни одна цена ещё не согласована.",
    "pricelist.signed": "Дата и подпись",
}
