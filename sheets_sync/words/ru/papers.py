"""Invoices and statements."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "paper.invoice": "Счёт на оплату № {number}",
    "paper.dated": "от {day}",
    "paper.replaces": "взамен счёта № {number}",
    "paper.due": "оплатить до {day}",
    "paper.seller": "Поставщик",
    "paper.buyer": "Покупатель",
    "paper.contract": "Договор",
    "paper.contract_in_purpose": "договор",
    "paper.payee": "Получатель",
    "paper.inn": "ИНН",
    "paper.kpp": "КПП",
    "paper.account": "Расчётный счёт",
    "paper.iban": "IBAN",
    "paper.bank": "Банк",
    "paper.bic": "БИК",
    "paper.swift": "BIC (SWIFT)",
    "paper.corr_account": "Корр. счёт",
    "paper.purpose_label": "Назначение",
    "paper.purpose": "Пополнение лицевого счёта по счёту № {number} от {day}",
    "paper.scan": "Отсканируйте в приложении банка, чтобы оплатить",
    "paper.place": "№",
    "paper.item": "Аванс на лицевой счёт за услуги",
    "paper.what": "Наименование",
    "paper.amount": "Сумма",
    "paper.total": "Итого",
    "paper.paid": "Из них поступило",
    "paper.to_pay": "К оплате",
    "paper.vat": "В том числе НДС {rate} %: {amount}",
    "paper.vat_in_purpose": "В т.ч. НДС {rate}% {amount} руб.",
    "paper.signature": "Подпись",
    "paper.balance_on": "Остаток на {day}: {balance}",
    "paper.date": "Дата",
    "paper.service": "За что",
    "paper.balance": "Остаток",
    "paper.page": "Страница {page} из {pages}",
    "paper.credit": "Извещение об отзыве счёта № {number}",
    "paper.withdraws": "Отзыв счёта на оплату № {number} от {day}",
    "paper.nothing_to_pay": "Счёт № {number} оплачивать больше не нужно. Уже оплаченное зачислено на лицевой счёт.",
    "paper.statement": "Выписка по лицевому счёту",
    "paper.period": "{first} – {last}",
    "paper.up_to": "по {last}",
    "paper.opening": "Остаток на начало",
    "paper.closing": "Остаток на конец",
    "paper.money_in": "Поступило",
    "paper.charged": "Списано",
    "paper.order": "Заказ",
    "paper.quantity": "Кол-во",
    "paper.price": "Цена",
    "paper.nothing": "За этот период операций нет.",
    "posting.payment": "Платёж",
    "posting.bonus": "Бонус",
    "posting.refund": "Возврат",
    "posting.correction": "Корректировка",
    "posting.opening": "Начальный остаток",
    "posting.detail": "{quantity} × {price}",
    "posting.included": "из них {quantity} входит в абонемент",
    "posting.earlier": {
        "one": "{count} более ранняя операция",
        "few": "{count} более ранние операции",
        "many": "{count} более ранних операций",
    },
    "register.number": "№",
    "register.day": "Дата",
    "register.client": "Клиент",
    "register.amount": "Сумма",
    "register.currency": "Валюта",
    "register.state": "Состояние",
    "register.paid": "Оплачено",
    "register.paid_on": "Дата оплаты",
    "register.left": "Осталось",
    "register.dropped": "Больше не ждём",
    "register.by": "Взамен или к №",
    "register.early": "Оплачено более ранними строками",
    "register.state.open": "ждёт оплаты",
    "register.state.paid": "оплачен",
    "register.state.replaced": "заменён",
    "register.state.credited": "отозван",
    "register.state.closed": "закрыт, больше не запрашивается",
    "register.state.ended": "закрыт или заменён",
    "register.state.credit_note": "отзыв счёта",
    "register.totals": "Выставлено: {amount}; из них оплачено: {paid}; ждёт оплаты: {left}; больше не ждём: {dropped}",
    "register.totals_credited": (
        "Выставлено: {amount}; из них оплачено: {paid}; ждёт оплаты: {left}; больше не ждём: {dropped}. "
        "Отозвано: {credited}, эти счета входят в первую сумму"
    ),
    "register.paid_early": (
        "Оплачено строками «Платежей», которые больше чем на десять дней старше счёта: № {invoices}. Их внесли поздно, или "
        "они перешли от другого клиента: посмотрите, чьи это деньги."
    ),
    "register.ended": {
        "one": (
            "Из них {count} счёт перенесён со вкладки «Уведомления» и, возможно, заменён более поздним: прежде чем "
            "проводить сумму, посмотрите письма."
        ),
        "few": (
            "Из них {count} счёта перенесены со вкладки «Уведомления» и, возможно, заменены более поздними: прежде чем "
            "проводить сумму, посмотрите письма."
        ),
        "many": (
            "Из них {count} счетов перенесены со вкладки «Уведомления» и, возможно, заменены более поздними: прежде чем "
            "проводить сумму, посмотрите письма."
        ),
    },
    "register.none": "Счетов ещё не было.",
    "statement.title": "Выписка по лицевому счёту",
    "statement.period": "Период",
    "statement.from_start": "с первой операции",
    "statement.contract": "Договор",
    "statement.opening": "Остаток на начало",
    "statement.closing": "Остаток на конец",
    "statement.paid": "Поступило",
    "statement.charged": "Списано",
    "statement.date": "Дата",
    "statement.what": "Услуга или платёж",
    "statement.order": "Заказ",
    "statement.quantity": "Количество",
    "statement.price": "Цена",
    "statement.amount": "Сумма",
    "statement.balance": "Остаток",
    "statement.included": "из них включено в месяц",
    "statement.nothing": "За этот период операций нет.",
}
