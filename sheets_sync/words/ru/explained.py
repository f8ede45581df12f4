"""``sync explain CLIENT``: каждая строка за остатком."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "explained.title": "{client}, {currency}, по состоянию на {day}",
    "explained.day": "дата",
    "explained.amount": "сумма",
    "explained.balance": "остаток",
    "explained.what": "что это и по какому правилу",
    "explained.sum": "поступило {paid} − списано {charged} = остаток {balance}",
    "explained.order": "{what}, заказ {order}",
    "explained.price": "цена {cell}",
    "explained.included": "{quantity} входит в месяц",
    "explained.typed": "введено {typed}, к оплате {billed}",
    "explained.unbilled": (
        "строк без цены, не списано: {rows} (в окне труда {minutes} мин); см. `sheets-sync check`"
    ),
    "explained.given": "отдано даром, не к оплате: в окне труда {minutes} мин",
}
