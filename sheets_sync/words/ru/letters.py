"""Letters to clients, and the digest to managers."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "trial.subject": "Проверочное письмо: {seller}",
    "trial.text": "Это проверочное письмо: оно ни о чём не просит. Если вы его читаете, письма о счетах доходят.\n\nОтветы приходят на {answers}.",
    "digest.sent": "Отправлено писем: {count}",
    "digest.written": "Писем записано в папку, не отправлено: {count}",
    "digest.held": "Задержано писем, см. вкладку «Уведомления»: {count}",
    "digest.stuck": "Отклонено или неизвестно, дошли ли письма, см. вкладку «Уведомления»: {count}",
    "digest.last_reminder": "{client}: напоминание {ordinal}, о счёте № {invoice}, было последним; сами по себе письма больше не уйдут",
    "digest.last_letter": "{client}: письмо о счёте № {invoice} было последним; сами по себе письма больше не уйдут",
    "digest.rows": (
        "Строки журнала: добавлено {added}, исчезло {gone}, изменено после списания {changed}"
    ),
    "letter.title.RECEIPT": "Ваш платёж поступил",
    "letter.title.INVOICE": "Счёт на оплату",
    "letter.title.CREDIT": "Счёт отозван",
    "letter.title.STATEMENT": "Выписка по вашему лицевому счёту",
    "letter.title.LOW": "На вашем лицевом счёте мало средств",
    "letter.title.EMPTY": "Средства на вашем лицевом счёте закончились",
    "letter.title.OVER": "По вашему лицевому счёту перерасход",
    "letter.subject.LETTER": "{title}: {balance} (счёт на оплату № {invoice})",
    "letter.subject.REMINDER": "Напоминание. {title}: {balance} (счёт на оплату № {invoice})",
    "letter.subject.RECEIPT": "{title}: {received}",
    "letter.subject.INVOICE": "Счёт на оплату № {invoice}: {asked}",
    "letter.subject.CREDIT": "Счёт на оплату № {withdrawn} отозван: извещение № {invoice}",
    "letter.subject.STATEMENT": "{title} за {month}",
    "letter.greeting": "Здравствуйте, {client}!",
    "letter.reminder": "Это напоминание № {ordinal}: об этом счёте мы уже писали.",
    "letter.overdue": {
        "one": "Счёт № {invoice} следовало оплатить до {day} включительно, он просрочен на {count} день.",
        "few": "Счёт № {invoice} следовало оплатить до {day} включительно, он просрочен на {count} дня.",
        "many": "Счёт № {invoice} следовало оплатить до {day} включительно, он просрочен на {count} дней.",
    },
    "letter.message.RECEIPT": (
        "Спасибо: ваш платёж поступил, и остатка на лицевом счёте снова достаточно."
    ),
    "letter.message.LOW": (
        "{cause}{lasts}. Пожалуйста, пополните счёт, чтобы работа по вашим заказам шла без "
        "перерыва."
    ),
    "letter.message.EMPTY": (
        "Деньги на вашем лицевом счёте израсходованы. Пожалуйста, пополните счёт, чтобы мы "
        "продолжили работу по вашим заказам."
    ),
    "letter.message.OVER": (
        "Списано больше, чем было на вашем лицевом счёте. Пожалуйста, пополните счёт, чтобы мы "
        "продолжили работу по вашим заказам."
    ),
    "letter.message.INVOICE": (
        "Это счёт на аванс. Как только он будет оплачен, деньги поступят на ваш лицевой счёт, и мы "
        "сможем работать по вашим заказам."
    ),
    "letter.message.CREDIT": (
        "Мы отозвали счёт № {withdrawn}: пожалуйста, не оплачивайте его. Если вы его уже оплатили, "
        "деньги зачислены на ваш лицевой счёт."
    ),
    "letter.message.STATEMENT": "Сколько было на вашем лицевом счёте, поступило и списано за {month}.",
    "letter.cause.below": "Остаток на вашем лицевом счёте ниже оговорённого",
    "letter.cause.soon": "Деньги на вашем лицевом счёте скоро закончатся",
    "letter.lasts": {
        "one": "; при расходе последних недель его хватит примерно на {count} день",
        "few": "; при расходе последних недель его хватит примерно на {count} дня",
        "many": "; при расходе последних недель его хватит примерно на {count} дней",
    },
    "letter.balance": "Остаток",
    "letter.threshold": "Оговорённый минимум",
    "letter.asked": "К оплате по счёту № {invoice} от {day}",
    "letter.paid": "Из них поступило",
    "letter.left": "Осталось оплатить",
    "letter.due": "Оплатить до",
    "letter.withdrawn": "Оплачивать не нужно: счёт № {invoice} от {day}",
    "letter.attached.CREDIT": "Извещение об отзыве приложено к письму, для вашей бухгалтерии.",
    "letter.attached.STATEMENT": "Выписка со всеми операциями приложена к письму.",
    "letter.contract": "Договор",
    "letter.as_of": "на {day}",
    "letter.purpose": (
        "Счёт приложен к письму. При оплате укажите, пожалуйста, его номер: № {invoice}."
    ),
    "letter.replaces": "Счёт № {invoice} заменяет счёт № {replaced}: тот оплачивать больше не нужно.",
    "letter.received": "Поступило со дня счёта № {invoice} от {day}",
    "letter.lines": "Последние операции",
    "letter.lines.since": "Ваш последний платёж и списания после него",
    "letter.pay": "Как оплатить",
    "letter.column.day": "Дата",
    "letter.column.text": "За что",
    "letter.column.amount": "Сумма",
    "letter.column.balance": "Остаток",
    "letter.closing": "С уважением,",
    "letter.automatic": (
        "Письмо отправлено автоматически. Если что-то не так, просто ответьте на него: ответы "
        "читает человек."
    ),
    "digest.subject.none": "Средств хватает у всех, на {day}",
    "digest.subject.low": {
        "one": "Мало средств: {count} счёт, на {day}",
        "few": "Мало средств: {count} счёта, на {day}",
        "many": "Мало средств: {count} счетов, на {day}",
    },
    "digest.title": "Лицевые счета на {day}",
    "digest.changes": "Что изменилось",
    "digest.nothing": "С прошлой сводки ничего существенного.",
    "digest.client": "Клиент",
    "digest.balance": "Остаток",
    "digest.flag": "Флаг",
    "digest.days_left": "Дней осталось",
    "digest.effort": "Трудозатраты",
    "digest.advice": "Совет",
    "digest.more": "Целиком — на вкладке «Сводка»: {place}",
}
