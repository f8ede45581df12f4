"""Reports of delivery in the shapes that servers give them, made for a letter."""

from email.message import EmailMessage

MINE = "<notice-1.ab12@nord.example>"
WHO = "boss@romashka.example"
LETTER = f"Message-ID: {MINE}\r\nFrom: billing@nord.example\r\nTo: {WHO}\r\nSubject: =?utf-8?b?0KHRh9GR0YI=?=\r\n\r\nhello\r\n"


def report(
    *, human, kind="plain", fields, returned, returned_type="message/rfc822", subject, sender, more="",
    status_type="message/delivery-status",
):  # fmt: skip
    head = (
        f"From: {sender}\r\nTo: billing@nord.example\r\nSubject: {subject}\r\n{more}"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n\tboundary="edge"\r\n\r\n'
    )
    parts = [(f"text/{kind}; charset=utf-8", human), (status_type, fields)]
    parts += [(returned_type, returned)] if returned else []
    body = "".join(f"--edge\r\nContent-Type: {type_}\r\n\r\n{text}\r\n" for type_, text in parts)
    return f"{head}{body}--edge--\r\n".encode()


def postfix(
    message=LETTER, who=WHO, action="failed", status="5.1.1", code="550 5.1.1 <x>: no such user"
):
    return report(
        sender="MAILER-DAEMON@mx.nord.example (Mail Delivery System)", subject="Undelivered Mail Returned to Sender",
        human="This is the mail system at host mx.nord.example.\r\n\r\nI'm sorry to have to inform you",
        fields=(
            "Reporting-MTA: dns; mx.nord.example\r\nX-Postfix-Queue-ID: 4F\r\nArrival-Date: Mon, 23 Nov 2026 09:00:05 +0000 (UTC)\r\n\r\n"
            f"Final-Recipient: rfc822; {who}\r\nOriginal-Recipient: rfc822;{who}\r\nAction: {action}\r\nStatus: {status}\r\n"
            f"Remote-MTA: dns; mail.romashka.example\r\nDiagnostic-Code: smtp; {code}\r\n"
        ),
        returned=message,
    )  # fmt: skip


def gmail(message=LETTER, who=WHO):
    return report(
        sender="Mail Delivery Subsystem <mailer-daemon@googlemail.com>", subject="Delivery Status Notification (Failure)",
        more=f"In-Reply-To: {MINE}\r\nReferences: {MINE}\r\nAuto-Submitted: auto-replied\r\n", kind="html",
        human="<html>Адрес не найден. Ваше сообщение не доставлено</html>",
        fields=(
            "Reporting-MTA: dns; googlemail.com\r\nReceived-From-MTA: dns; billing@nord.example\r\nArrival-Date: Mon, 23 Nov 2026 01:00:05 -0800 (PST)\r\n"
            f"X-Original-Message-ID: {MINE}\r\n\r\nFinal-Recipient: rfc822; {who}\r\nAction: failed\r\nStatus: 5.1.1\r\n"
            "Remote-MTA: dns; gmail-smtp-in.l.google.com. (142.250.1.27, the server for the domain x.)\r\n"
            "Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try\r\n"
            " 550 5.1.1 double-checking the recipient's email address\r\nLast-Attempt-Date: Mon, 23 Nov 2026 01:00:06 -0800 (PST)\r\n"
        ),
        returned=message,
    )  # fmt: skip


def exchange(message=LETTER, who=WHO):
    return report(
        sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@nord.example>",
        subject="=?utf-8?b?0J3QtSDQtNC+0YHRgtCw0LLQu9C10L3Qvg==?=", kind="html", human="<p>Ihre Nachricht konnte nicht zugestellt werden.</p>",
        more=f"In-Reply-To: {MINE}\r\nX-MS-Exchange-Message-Is-Ndr:\r\n",
        fields=(
            "Reporting-MTA: dns;DB9PR01.eurprd01.prod.outlook.com\r\nReceived-From-MTA: dns;AM0.prod.outlook.com\r\nArrival-Date: Mon, 23 Nov 2026 09:00:06 +0000\r\n\r\n"
            f"Final-Recipient: rfc822;{who}\r\nAction: failed\r\nStatus: 5.1.10\r\n"
            "Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup\r\nX-Display-Name: boss\r\n"
        ),
        returned=message,
    )  # fmt: skip


def yandex(message=LETTER, who=WHO):
    head = message.partition("\r\n\r\n")[0] + "\r\n"
    return report(
        sender="mailer-daemon@yandex.ru", subject="=?utf-8?B?0J3QtdC00L7RgdGC0LDQstC70LXQvdC90L7QtSDRgdC+0L7QsdGJ0LXQvdC40LU=?=",
        human="Это письмо отправлено почтовым сервером yandex.ru.\r\nК сожалению, мы вынуждены сообщить Вам",
        fields=(
            "Reporting-MTA: dns; forward101.yandex.net\r\nX-Yandex-Queue-ID: 1A\r\nX-Yandex-Sender: rfc822; billing@nord.example\r\n"
            "Arrival-Date: Mon, 23 Nov 2026 12:00:06 +0300 (MSK)\r\n\r\n"
            f"Final-Recipient: rfc822; {who}\r\nOriginal-Recipient: rfc822;{who}\r\nAction: failed\r\nStatus: 5.7.1\r\n"
            "Diagnostic-Code: smtp; 554 5.7.1 Message rejected under suspicion of SPAM\r\n"
        ),
        returned=head, returned_type="text/rfc822-headers",
    )  # fmt: skip


def vacation():
    message = EmailMessage()
    message["From"], message["Subject"], message["In-Reply-To"] = WHO, "Out of office", MINE
    message["Auto-Submitted"] = "auto-replied"
    message.set_content("I am away; 550 5.1.1 will be my room.")
    return message.as_bytes()


def read_receipt():
    return report(
        sender=WHO, subject="Read: invoice", human="read", returned=LETTER, status_type="message/disposition-notification",
        fields=f"Final-Recipient: rfc822;{WHO}\r\nOriginal-Message-ID: {MINE}\r\nDisposition: manual-action/MDN-sent-manually; displayed\r\n",
    )  # fmt: skip
