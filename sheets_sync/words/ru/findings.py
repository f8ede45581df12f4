"""Findings: what is wrong, and how to mend it."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "findings.since": "С какого дня",
    "findings.place": "Место",
    "findings.what": "Что не так",
    "findings.cure": "Как исправить",
    "findings.text": "В ячейке",
    "findings.client": "Клиент",
    "findings.staff": "Сотрудник",
    "findings.rows": "Строк",
    "findings.places": "Первые места",
    "findings.code": "Код",
    "error.OFF_CHANNEL": "Мимо каналов: не по согласованному каналу",
    "error.OUT_OF_TARIFF": "Вне прайса: цены на это нет",
    "error.PERSONAL": "Личная просьба: по личному каналу",
    "finding.UNKNOWN_CLIENT": "Клиента «{text}» нет.",
    "cure.UNKNOWN_CLIENT": "Исправьте имя или добавьте клиента на лист клиентов.",
    "finding.DUPLICATE_CLIENT": (
        "Имя «{text}» носят две строки листа клиентов: разнести на него ничего нельзя."
    ),
    "cure.DUPLICATE_CLIENT": "Дайте каждому клиенту своё имя или удалите одну из строк.",
    "finding.UNKNOWN_SERVICE": "Услуги «{text}» нет ни в одном прайсе; строка не списана.",
    "cure.UNKNOWN_SERVICE": "Исправьте название, добавьте услугу в прайс или укажите особую цену.",
    "finding.NO_PRICE": (
        "Для этого клиента на эту дату нет подходящей цены на «{text}»; строка не списана."
    ),
    "cure.NO_PRICE": (
        "Добавьте цену в прайс (проверьте цену, клиента, дату начала и валюту) или укажите особую цену."
    ),
    "finding.AMBIGUOUS_PRICE": (
        "Две цены одной услуги действуют с одного дня на разных условиях ({text})."
    ),
    "cure.AMBIGUOUS_PRICE": "Оставьте одну из них или задайте разные даты начала.",
    "finding.NO_QUANTITY": "Цена услуги за время, а количество и минуты не заполнены.",
    "cure.NO_QUANTITY": "Впишите минуты или количество в единицах прайса.",
    "finding.BAD_NUMBER": "{column}: «{text}» — не число.",
    "cure.BAD_NUMBER": "Впишите обычное число: 1234,50.",
    "finding.BAD_NUMBER.TIME": "{column}: «{text}» — не число и не длительность.",
    "cure.BAD_NUMBER.TIME": "Впишите длительность, 1:30 или 90 мин, или обычное число: 7,5.",
    "finding.BAD_NUMBER.DATE": "{column}: здесь дата {text} — таблица сделала её из введённого, возможно из {near}.",
    "cure.BAD_NUMBER.DATE": "Впишите число заново, через запятую: 1,5; длительность — так: 1:30.",
    "finding.BAD_NUMBER.DURATION": "{column}: здесь длительность {text}, а цена услуги не за время.",
    "cure.BAD_NUMBER.DURATION": "Впишите количество или укажите в прайсе единицу времени.",
    "finding.BAD_NUMBER.FRACTION": "{column}: {text} в единицах этой цены — не целая десятая доля минуты.",
    "cure.BAD_NUMBER.FRACTION": "Впишите длительность: 0:05 или 5 мин; или цену за минуту: единица мин.",
    "finding.LOST_TIME.DAY": "{column}: {text} — это номер дня: таблица сделала его из введённого {near} или похожего. Строка задержана.",
    "cure.LOST_TIME.DAY": "Впишите число заново, через запятую: 1,5; длительность — так: 1:30.",
    "finding.LOST_TIME": "{column}: {text} — это длительность {near} или само число {text}? Строка задержана.",
    "cure.LOST_TIME": "Впишите длительность заново: 1:30 или 90 мин; если такие числа верны сами по себе, администратор задаёт `billing.fractional_minutes = true`.",
    "finding.BAD_DATE": "{column}: «{text}» — не дата.",
    "cure.BAD_DATE": "Впишите дату, например 23.11.2026.",
    "finding.FUTURE_DATE": "Дата {text} ещё не наступила; строка пока не учтена.",
    "cure.FUTURE_DATE": "Исправьте дату или оставьте строку: она учтётся в тот день.",
    "finding.MISSING_CELL": "Не заполнено: {column}.",
    "cure.MISSING_CELL": "Заполните ячейку или очистите всю строку.",
    "finding.ERROR_CELL": "{column}: в ячейке ошибка {text}.",
    "cure.ERROR_CELL": "Исправьте формулу или впишите значение.",
    "finding.NO_CACHED_VALUE": "{column}: формула ни разу не вычислялась.",
    "cure.NO_CACHED_VALUE": (
        "Откройте книгу, дайте ей пересчитаться и сохраните; или впишите значение."
    ),
    "finding.TOTALS_ROW": "Это строка итогов («{text}») среди данных; она не учтена.",
    "cure.TOTALS_ROW": "Удалите её или перенесите с листа.",
    "finding.BAD_BILLABLE": "{column}: «{text}» — не да и не нет; строка задержана.",
    "cure.BAD_BILLABLE": "Впишите да или нет; пусто — да.",
    "finding.BAD_KIND": "«{text}» — неизвестный вид платежа.",
    "cure.BAD_KIND": (
        "Выберите: платёж, бонус, возврат, корректировка, начальный остаток; пусто — платёж."
    ),
    "finding.BAD_SIGN": "{column}: здесь не бывает минуса: {text}.",
    "cure.BAD_SIGN": (
        "Впишите без минуса; возврат денег — вид «возврат», знак меняет только корректировка."
    ),
    "finding.BAD_CURRENCY": "{column}: «{text}» — не валюта или валюта не этого счёта.",
    "cure.BAD_CURRENCY": "Укажите код, например RUB, EUR или USD, один для всего счёта.",
    "finding.BAD_EMAIL": "{column}: «{text}» — не адрес почты.",
    "cure.BAD_EMAIL": "Впишите один адрес или несколько через ; или запятую.",
    "finding.BAD_LANGUAGE": "«{text}»: на этом языке писем нет.",
    "cure.BAD_LANGUAGE": "Выберите из списка: {languages}; пусто — язык книги.",
    "finding.BAD_STATE": "«{text}» — неизвестное состояние клиента.",
    "cure.BAD_STATE": "Выберите: активен, пауза, закрыт; пусто — активен.",
    "finding.BAD_UNIT": "Единица «{text}» похожа на единицу времени.",
    "cure.BAD_UNIT": "Напишите мин, ч или день; или единицу, которую с ними не спутать.",
    "finding.TOO_LARGE": "{column}: {text} больше любой возможной здесь суммы.",
    "cure.TOO_LARGE": "Проверьте, нет ли лишней цифры.",
    "finding.IMPLAUSIBLE": "{column}: {text} вряд ли верно. Строка учтена.",
    "cure.IMPLAUSIBLE": "Проверьте, нет ли опечатки; если всё верно, оставьте.",
    "finding.IMPLAUSIBLE.LABOUR": "Труд {text}: у других строк этой услуги почти всегда не больше {near}. Строка учтена.",
    "cure.IMPLAUSIBLE.LABOUR": "Проверьте, нет ли опечатки; если всё верно, оставьте.",
    "finding.IMPLAUSIBLE.CHARGE": "Списано {text}: другие строки этой услуги почти всегда стоят не больше {near}. Строка учтена.",
    "cure.IMPLAUSIBLE.CHARGE": "Проверьте количество и цену, нет ли лишней цифры; если всё верно, оставьте.",
    "finding.IMPLAUSIBLE.OVERFULL": "Больше 24 часов у одного сотрудника за день; в этой строке {text}. Она учтена.",
    "cure.IMPLAUSIBLE.OVERFULL": "Проверьте минуты, дату и имя; если всё верно, оставьте.",
    "finding.IMPLAUSIBLE.EARLY": "{text} — больше чем за год до первого платежа этого клиента. Строка учтена.",
    "cure.IMPLAUSIBLE.EARLY": "Проверьте год; если всё верно, оставьте.",
    "finding.POSSIBLE_DUPLICATE": "Строка повторяет более раннюю; учтены обе.",
    "cure.POSSIBLE_DUPLICATE": "Если её внесли дважды, удалите одну; иначе оставьте.",
    "finding.UNREAD_TAB": "На листе «{text}» есть все столбцы журнала, но его никто не читает: с него ничего не списывается.",
    "cure.UNREAD_TAB": "Укажите его в настройках, `[tabs] log`, или шаблон таких листов; если это не журнал, переименуйте столбец.",
    "finding.NEAR_HEADER": (
        "Заголовок «{text}» похож на «{column}», которого нет; столбец не читается."
    ),
    "cure.NEAR_HEADER": "Назовите его «{column}» или укажите свой в настройках, раздел [columns].",
    "finding.NEAR_NAME": "{column}: «{text}» почти «{near}» — опечатка? Строка учтена и никому в вину не ставится.",
    "cure.NEAR_NAME": "Исправьте имя; если это другое имя, оставьте.",
    "finding.POSTED_CHANGED": "Изменено после списания; было: {near}.",
    "cure.POSTED_CHANGED": "Если изменение верно, оставьте; иначе верните строку как была.",
    "finding.GONE": "Строка исчезла после списания; было: {near}.",
    "cure.GONE": "Если её удалили намеренно, оставьте; иначе верните её.",
    "finding.mixed_letters": "В имени смешаны похожие латинские и русские буквы.",
    "cure.did_you_mean": "Возможно, «{near}»?",
}
