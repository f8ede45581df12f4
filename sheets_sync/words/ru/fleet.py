"""Страница о таблицах фирмы (`sync fleet status --html`), по-русски."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "fleet.title": "Наши таблицы",
    "fleet.at": "На {moment}",
    "fleet.counted": {
        "one": "{count} таблица",
        "few": "{count} таблицы",
        "many": "{count} таблиц",
    },
    "fleet.all_well": "Все в порядке и обновлены.",
    "fleet.need_somebody": {
        "one": "{count} требует внимания.",
        "few": "{count} требуют внимания.",
        "many": "{count} требуют внимания.",
    },
    "fleet.draining": "Работа приостановлена: пока её не продолжат, таблицы не обновляются.",
    "fleet.nobody_works": "Ни одна машина не работает: таблицы не обновляются.",
    "fleet.letters": "Письма",
    "fleet.col.name": "Таблица",
    "fleet.col.state": "Состояние",
    "fleet.col.good": "Обновлена",
    "fleet.col.findings": "Замечания",
    "fleet.col.letters": "Письма в ожидании",
    "fleet.col.said": "Что не так и что делать",
    "fleet.state.failing": "Сбой",
    "fleet.state.uncertain": "Трудности с письмами",
    "fleet.state.late": "Опаздывает",
    "fleet.state.held": "Письма задержаны",
    "fleet.state.new": "Ещё не обновлялась",
    "fleet.state.well": "В порядке",
    "fleet.state.paused": "Приостановлена",
    "fleet.never": "ни разу",
    "fleet.waiting": "{state}: {count}",
    "fleet.letter.planned": "намечены",
    "fleet.letter.held": "задержаны",
    "fleet.letter.rendered": "в пути",
    "fleet.letter.attempting": "в пути",
    "fleet.letter.retry": "повторяются",
    "fleet.letter.refused": "отклонены",
    "fleet.letter.uncertain": "под вопросом",
}
