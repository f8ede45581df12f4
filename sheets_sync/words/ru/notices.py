"""The tab Notices: kinds, states, why a letter is held."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "notices.number": "№",
    "notices.when": "Когда",
    "notices.client": "Клиент",
    "notices.kind": "Вид",
    "notices.balance": "Остаток",
    "notices.asked": "Запрошено",
    "notices.currency": "Валюта",
    "notices.invoice": "Счёт",
    "notices.to": "Кому",
    "notices.state": "Состояние",
    "notices.send": "Отправить",
    "notices.code": "Код",
    "notice.LOW": "Мало",
    "notice.EMPTY": "Исчерпан",
    "notice.OVER": "Перерасход",
    "notice.REMINDER": "Напоминание {ordinal}",
    "notice.RECEIPT": "Платёж получен",
    "notice.INVOICE": "Счёт",
    "notice.CREDIT": "Отзыв счёта",
    "notice.STATEMENT": "Выписка",
    "notice.state.PLANNED": "к отправке",
    "notice.state.RENDERED": "отправляется",
    "notice.state.RETRY": "не отправлено, попробуем ещё: {reason}",
    "notice.state.ATTEMPTING": "отправляется",
    "notice.state.SENT": "отправлено",
    "notice.state.WRITTEN": "записано в папку, не отправлено",
    "notice.state.REFUSED": "отклонено, {reason}; {cure}",
    "notice.state.UNCERTAIN": (
        "неизвестно, дошло ли ({reason}): спросите клиента; если нет, отметьте «Отправить»"
    ),
    "notice.state.CANCELLED": "отменено: причина отпала",
    "notice.replaced": "{state}; вместо этого счёта выставлен № {invoice}",
    "notice.last_reminder": "{state}; это было последнее напоминание, само больше ничего не уйдёт",
    "notice.credited": "{state}; счёт отозван, корректировочный документ № {invoice}",
    "notice.state.in_part": "отправлено, кроме {reason}",
    "notice.state.bounced": "вернулось: {reason}; {cure}",
    "notice.state.bounced_in_part": "отправлено, но вернулось: {reason}",
    "notice.cure.address": "исправьте Почту клиента или {again}",
    "notice.cure.mailbox": "ящик переполнен или закрыт: сообщите клиенту иначе, потом {again}",
    "notice.cure.size": (
        "письмо велико для почтового сервера на его пути: попросите тех, кто его ведёт, принимать большие, потом {again}"
    ),
    "notice.cure.letter": (
        "адрес ни при чём, сервер не хочет самого письма: спросите тех, кто его ведёт, у вас или у клиента, "
        "потом {again}"
    ),
    "notice.cure.server": "адрес ни при чём: посмотрите `sheets-sync doctor`, потом {again}",
    "notice.again": "отметьте «Отправить», чтобы повторить",
    "notice.again.ticked": "снимите отметку, а после следующего запуска поставьте снова",
    "notice.ticked.UNCERTAIN": (
        "неизвестно, дошло ли ({reason}): спросите клиента; если нет, снимите отметку, а после "
        "следующего запуска поставьте снова"
    ),
    "notice.held.SETTLE": "ждём, удержится ли флаг",
    "notice.held.FINDING": "задержано: сначала исправьте строку клиента или платёж, см. Замечания",
    "notice.held.NO_ADDRESS": "задержано: у клиента не указана Почта",
    "notice.held.FIRST_RUN": "задержано: много писем при первом запуске; отметьте «Отправить»",
    "notice.held.FIRST_RUN.ASK": "задержано: в «Выставить» появилось сразу много сумм; отметьте «Отправить» у верных",
    "notice.held.APPROVAL": "ждёт одобрения: отметьте «Отправить»",
    "notice.held.ADDRESS": (
        "задержано: адрес изменился после прошлого письма; проверьте и отметьте «Отправить»"
    ),
    "notice.held.DAILY_CAP": "задержано: на сегодня писем уже достаточно; уйдёт завтра",
    "notice.held.AMOUNT": (
        "задержано: одобрили {reason}, а теперь к оплате {asked}; если это верно, снимите отметку "
        "«Отправить» и поставьте её после следующего запуска"
    ),
    "notice.held.SCALE": (
        "задержано: {asked} — намного больше, чем клиент обычно платит. Больше всего весит {reason}. "
        "Исправьте её или отметьте «Отправить», если сумма верна"
    ),
    "notice.held.SCALE.ASK": (
        "задержано: {asked} в «Выставить» — намного больше, чем клиент обычно платит. Исправьте ячейку "
        "или отметьте «Отправить», если сумма верна"
    ),
    "notice.held.IMPLAUSIBLE": (
        "задержано: письмо основано на строке, которая вряд ли верна: {reason}. Исправьте её или "
        "отметьте «Отправить», если она верна"
    ),
    "notice.held.CURRENCY": (
        "задержано: валютой клиента были {reason}, а письмо просит {asked}. Верните валюту или отметьте "
        "«Отправить», если это верно"
    ),
    "notice.held.RENAMED": (
        "задержано: это новое имя клиента {reason}, который получал письмо на этот адрес и которого больше нет "
        "на листе клиентов? «Отправить» значит да; если нет, верните туда {reason} с состоянием «закрыт»"
    ),
    "notice.held.EXCHANGED": (
        "задержано: в строке этого клиента почта или реквизиты клиента {reason}. Верните имена в их строки "
        "или, если всё верно, отметьте «Отправить»"
    ),
    "notice.row": "строка {row} Журнала, {day}, {service}, {amount}",
    "notice.held.INVOICE": "задержано, письмо или документ к нему не составить: {reason}",
    "blocked.clock_back": (
        "ПИСЬМА НЕ УХОДЯТ: часы этого компьютера отстают от прошлого запуска ({last}). Поправьте часы; "
        "если они уже верны, выполните `sheets-sync notices go-on`."
    ),
    "blocked.long_pause": (
        "ПИСЬМА НЕ УХОДЯТ: с {last} не было ни одного запуска. Проверьте «Сводку»; если всё верно, "
        "выполните `sheets-sync notices go-on`, иначе поправьте часы этого компьютера."
    ),
    "blocked.elsewhere": (
        "ПИСЬМА НЕ УХОДЯТ: по этой таблице пишет письма другая установка или другая копия файла "
        "состояния. Остановите ту или эту; `sheets-sync state adopt` передаст письма этой."
    ),
    "blocked.behind": (
        "ПИСЬМА НЕ УХОДЯТ: файл состояния знает о письмах меньше, чем вкладка «Уведомления» (он потерян "
        "или восстановлен из копии?). Вкладка остаётся как есть, пока `sheets-sync state adopt` не "
        "перенесёт то, что в ней записано."
    ),
    "blocked.damaged": (
        "ПИСЬМА НЕ УХОДЯТ: то, что файл состояния знает о письмах, повреждено. Верните резервную копию; "
        "подробнее скажет `sheets-sync state verify`."
    ),
    "paper.cannot.no_letter": (
        "В нашем шрифте нет знака «{detail}». Замените его или укажите шрифт, где он есть, в `letters.fonts`."
    ),
    "paper.cannot.no_font": "Файл {detail} из `letters.fonts` не читается как шрифт.",
    "paper.cannot.no_logo": (
        "Файл {detail} из `letters.logo` — не `.png` и не `.jpeg` до 256 КиБ и до 4 млн точек."
    ),
    "paper.cannot.no_shaping": (
        '«{detail}»: буквы этого письма соединяются. Выполните `pip install "sheets-sync[scripts]"` или '
        "напишите другими буквами."
    ),
    "paper.cannot.mixed_directions": (
        "«{detail}» читается и справа налево, и слева направо: его могут понять неверно. Пусть то, что "
        "читается справа налево, стоит отдельно или в конце, без цифр и скобок."
    ),
    "paper.cannot.no_templates": (
        "Папки {detail}, названной в `letters.templates`, нет, или её не удаётся прочитать. Создайте её или задайте "
        '`letters.templates = ""`, тогда слова будут наши.'
    ),
    "paper.cannot.template": "шаблон {detail} (`letters.templates`). Исправьте его там.",
    "paper.cannot.too_large": (
        "Сумма больше, чем помещается в платёжный код. Запрашивайте меньше за раз (Пополнение)."
    ),
    "paper.cannot.not_drawn": (
        "Страницы не нарисовать. Сократите Реквизиты, Договор или mail.seller или сообщите нам."
    ),
}
