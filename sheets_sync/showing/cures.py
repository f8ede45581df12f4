"""What each finding says and how to mend it, in English and Russian.

``{column}`` is the column's name, ``{text}`` what the cell shows, ``{near}`` the nearest known
name, ``{client}`` whose row it is. A cure with ``{near}`` has a second form for where nothing
is near.
"""

from typing import Final

from sheets_sync.billing.findings import Code, Variant

Words = tuple[str, str]

VARIANTS: Final[dict[tuple[Code, Variant], tuple[Words, Words]]] = {
    (Code.BAD_NUMBER, Variant.DATE): (
        (
            "{column} is the day {text}: the spreadsheet made it of what was typed, {near} perhaps.",
            "Type the number again with the decimal mark of this spreadsheet, or a duration: 1:30.",
        ),
        (
            "{column}: здесь дата {text} — таблица сделала её из введённого, возможно из {near}.",
            "Впишите число заново, через запятую: 1,5; длительность — так: 1:30.",
        ),
    ),
    (Code.BAD_NUMBER, Variant.DURATION): (
        (
            "{column} is the duration {text}, but this service is not priced by time.",
            "Type how many, or give its price a unit of time in Prices.",
        ),
        (
            "{column}: здесь длительность {text}, а цена услуги не за время.",
            "Впишите количество или укажите в прайсе единицу времени.",
        ),
    ),
    (Code.BAD_NUMBER, Variant.FRACTION): (
        (
            "{column} {text} is no whole tenth of a minute in the unit of this price.",
            "Type it as a duration, 0:05 or 5 min, or price the service by the minute: unit min.",
        ),
        (
            "{column}: {text} в единицах этой цены — не целая десятая доля минуты.",
            "Впишите длительность: 0:05 или 5 мин; или цену за минуту: единица мин.",
        ),
    ),
    (Code.LOST_TIME, Variant.DAY): (
        (
            "{column} is {text}, the number of a day: the spreadsheet made it of {near} or the like. "
            "The row is held.",
            "Type the number again with the decimal mark of this spreadsheet, or a duration: 1:30.",
        ),
        (
            "{column}: {text} — это номер дня: таблица сделала его из введённого {near} или похожего. "
            "Строка задержана.",
            "Впишите число заново, через запятую: 1,5; длительность — так: 1:30.",
        ),
    ),
}

MESSAGES: Final[dict[Code, tuple[Words, Words]]] = {
    Code.UNKNOWN_CLIENT: (
        ('No client is called "{text}".', "Correct the name, or add the client to Clients."),
        ("Клиента «{text}» нет.", "Исправьте имя или добавьте клиента на лист клиентов."),
    ),
    Code.DUPLICATE_CLIENT: (
        (
            'Two rows of Clients bear the name "{text}", so nothing can be booked on it.',
            "Give each client a name of his own, or delete one of the rows.",
        ),
        (
            "Имя «{text}» носят две строки листа клиентов: разнести на него ничего нельзя.",
            "Дайте каждому клиенту своё имя или удалите одну из строк.",
        ),
    ),
    Code.UNKNOWN_SERVICE: (
        (
            'No price list knows the service "{text}"; the row is not charged.',
            "Correct the name, add the service to Prices, or type an Agreed price.",
        ),
        (
            "Услуги «{text}» нет ни в одном прайсе; строка не списана.",
            "Исправьте название, добавьте услугу в прайс или укажите особую цену.",
        ),
    ),
    Code.NO_PRICE: (
        (
            'No price of "{text}" fits this client on this day; the row is not charged.',
            "Add a price to Prices (look at Client, Valid from and Currency), "
            "or type an Agreed price.",
        ),
        (
            "Для этого клиента на эту дату нет подходящей цены на «{text}»; строка не списана.",
            "Добавьте цену в прайс (проверьте клиента, дату начала и валюту) "
            "или укажите особую цену.",
        ),
    ),
    Code.AMBIGUOUS_PRICE: (
        (
            "Two prices of one service are valid from the same day on different terms ({text}).",
            "Keep one of them, or give them different days in Valid from.",
        ),
        (
            "Две цены одной услуги действуют с одного дня на разных условиях ({text}).",
            "Оставьте одну из них или задайте разные даты начала.",
        ),
    ),
    Code.NO_QUANTITY: (
        (
            "The service is priced by time, and both Quantity and Minutes are blank.",
            "Type the Minutes, or the Quantity in the price's unit.",
        ),
        (
            "Цена услуги за время, а количество и минуты не заполнены.",
            "Впишите минуты или количество в единицах прайса.",
        ),
    ),
    Code.BAD_NUMBER: (
        ('{column} "{text}" is no number.', "Type a plain number: 1234.50."),
        ("{column}: «{text}» — не число.", "Впишите обычное число: 1234,50."),
    ),
    Code.LOST_TIME: (
        (
            "{column} is {text}: is that a duration ({near}), or {text} of a minute? The row is held.",
            "Type the duration anew, as 1:30 or 90 min; where parts of a minute are meant, "
            "the administrator sets `billing.fractional_minutes = true`.",
        ),
        (
            "{column}: {text} — это длительность ({near}) или доля минуты? Строка задержана.",
            "Впишите длительность заново: 1:30 или 90 мин; если нужны именно доли минуты, "
            "администратор задаёт `billing.fractional_minutes = true`.",
        ),
    ),
    Code.BAD_DATE: (
        ('{column} "{text}" is no date.', "Type a date like 2026-11-23."),
        ("{column}: «{text}» — не дата.", "Впишите дату, например 23.11.2026."),
    ),
    Code.FUTURE_DATE: (
        (
            "The date {text} is still to come; the row is not counted yet.",
            "Correct the date, or leave the row: it counts from that day on.",
        ),
        (
            "Дата {text} ещё не наступила; строка пока не учтена.",
            "Исправьте дату или оставьте строку: она учтётся в тот день.",
        ),
    ),
    Code.MISSING_CELL: (
        ("{column} is blank.", "Fill it in, or clear the whole row."),
        ("Не заполнено: {column}.", "Заполните ячейку или очистите всю строку."),
    ),
    Code.ERROR_CELL: (
        ("{column} shows the error {text}.", "Mend the formula, or type the value."),
        ("{column}: в ячейке ошибка {text}.", "Исправьте формулу или впишите значение."),
    ),
    Code.NO_CACHED_VALUE: (
        (
            "{column} is a formula that was never computed.",
            "Open the workbook, let it recalculate, and save it; or type the value.",
        ),
        (
            "{column}: формула ни разу не вычислялась.",
            "Откройте книгу, дайте ей пересчитаться и сохраните; или впишите значение.",
        ),
    ),
    Code.TOTALS_ROW: (
        ('This is a totals row ("{text}") among the data; it is left out.', "Delete it, or move it off the tab."),
        ("Это строка итогов («{text}») среди данных; она не учтена.", "Удалите её или перенесите с листа."),
    ),
    Code.BAD_KIND: (
        ('"{text}" is no kind of payment.', "Choose payment, bonus, refund, correction or opening; blank is a payment."),
        ("«{text}» — неизвестный вид платежа.", "Выберите: платёж, бонус, возврат, корректировка, начальный остаток; пусто — платёж."),
    ),
    Code.BAD_SIGN: (
        ("{column} must not be negative here: {text}.", "Type it without the minus; money given back is a refund, a correction may have any sign."),
        ("{column}: здесь не бывает минуса: {text}.", "Впишите без минуса; возврат денег — вид «возврат», знак меняет только корректировка."),
    ),
    Code.BAD_CURRENCY: (
        ('{column} "{text}": not a currency, or not that of this account.', "Use a code like RUB, EUR or USD, the same throughout the account."),
        ("{column}: «{text}» — не валюта или валюта не этого счёта.", "Укажите код, например RUB, EUR или USD, один для всего счёта."),
    ),
    Code.BAD_EMAIL: (
        ('{column} "{text}" is no e-mail address.', "Type one address, or several separated by ; or a comma."),
        ("{column}: «{text}» — не адрес почты.", "Впишите один адрес или несколько через ; или запятую."),
    ),
    Code.BAD_LANGUAGE: (
        ('"{text}" is no language that letters are written in.', "Choose en or ru; blank is the workbook's."),
        ("«{text}»: на этом языке писем нет.", "Выберите en или ru; пусто — язык книги."),
    ),
    Code.BAD_STATE: (
        ('"{text}" is no state of a client.', "Choose active, paused or closed; blank is active."),
        ("«{text}» — неизвестное состояние клиента.", "Выберите: активен, пауза, закрыт; пусто — активен."),
    ),
    Code.BAD_UNIT: (
        ('The unit "{text}" is nearly a unit of time.', "Write min, h or day; or a unit that cannot be mistaken for one."),
        ("Единица «{text}» похожа на единицу времени.", "Напишите мин, ч или день; или единицу, которую с ними не спутать."),
    ),
    Code.TOO_LARGE: (
        ("{column} {text} is larger than any amount here can be.", "Look for a digit too many."),
        ("{column}: {text} больше любой возможной здесь суммы.", "Проверьте, нет ли лишней цифры."),
    ),
    Code.POSSIBLE_DUPLICATE: (
        ("The row is the same as an earlier one; both count.", "If it was booked twice, delete one of them; else leave it."),
        ("Строка повторяет более раннюю; учтены обе.", "Если её внесли дважды, удалите одну; иначе оставьте."),
    ),
    Code.NEAR_HEADER: (
        ('The header "{text}" is nearly "{column}", which is missing; the column is not read.', 'Call it "{column}", or name yours in the config under [columns].'),
        ("Заголовок «{text}» похож на «{column}», которого нет; столбец не читается.", "Назовите его «{column}» или укажите свой в настройках, раздел [columns]."),
    ),
    Code.POSTED_CHANGED: (
        ("Changed after it was posted; it was {near}.", "If the change is right, leave it; else put the row back as it was."),
        ("Изменено после списания; было: {near}.", "Если изменение верно, оставьте; иначе верните строку как была."),
    ),
}  # fmt: skip

GONE: Final[tuple[Words, Words]] = (
    ("A row is gone after it was posted; it was {near}.", "If it was deleted on purpose, leave it; else put it back."),
    ("Строка исчезла после списания; было: {near}.", "Если её удалили намеренно, оставьте; иначе верните её."),
)  # fmt: skip

MIXED_LETTERS: Final[Words] = (
    "It mixes Latin and Cyrillic letters that look alike.",
    "В имени смешаны похожие латинские и русские буквы.",
)

DID_YOU_MEAN: Final[Words] = ('Did you mean "{near}"?', "Возможно, «{near}»?")
"""Goes before the cure of a name that is not known, where one is near."""
