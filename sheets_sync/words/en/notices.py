"""The tab Notices: kinds, states, why a letter is held."""

from typing import Final

from sheets_sync.words.language import Table

TEXTS: Final[Table] = {
    "notices.number": "No",
    "notices.when": "When",
    "notices.client": "Client",
    "notices.kind": "Kind",
    "notices.balance": "Balance",
    "notices.asked": "Amount asked",
    "notices.currency": "Currency",
    "notices.invoice": "Invoice",
    "notices.to": "To",
    "notices.state": "State",
    "notices.send": "Send",
    "notices.code": "Code",
    "notice.LOW": "Low",
    "notice.EMPTY": "Empty",
    "notice.OVER": "Over",
    "notice.REMINDER": "Reminder {ordinal}",
    "notice.RECEIPT": "Receipt",
    "notice.INVOICE": "Invoice",
    "notice.CREDIT": "Credit note",
    "notice.STATEMENT": "Statement",
    "notice.QUESTION": "Question",
    "notice.state.PLANNED": "to be sent",
    "notice.state.RENDERED": "on its way",
    "notice.state.RETRY": "not sent, will be tried again: {reason}",
    "notice.state.ATTEMPTING": "on its way",
    "notice.state.SENT": "sent",
    "notice.state.WRITTEN": "written to outbox, not mailed",
    "notice.state.REFUSED": "refused, {reason}; {cure}",
    "notice.state.UNCERTAIN": (
        "uncertain whether it arrived ({reason}): ask the client; if it did not, tick Send"
    ),
    "notice.state.CANCELLED": "cancelled: its cause is gone",
    "notice.state.CANCELLED.MENDED": "cancelled: it goes anew, to the address that stands in Email now",
    "notice.state.CANCELLED.ANEW": "cancelled: it goes anew, as things stand now",
    "notice.state.CANCELLED.FORMER_NAME": "cancelled: the client had it under their former name, and is reminded when that is due",
    "notice.state.CANCELLED.ASKED": (
        "cancelled: it has nothing to ask for any more; whose new name this is, a line of its own asks"
    ),
    "notice.state.CANCELLED.SAME": "answered: yes, the same client, and the invoice is theirs",
    "notice.state.CANCELLED.SAME.STATEMENT": (
        "answered: yes, the same client, who had this month's statement under that name"
    ),
    "notice.state.CANCELLED.OTHER": "answered: no, they are two clients",
    "notice.state.CANCELLED.LEFT": "cancelled: the client is not in Clients any more",
    "notice.state.CANCELLED.OTHERS": "answered: no, not the new name of {reason}; what goes all the same has a line of its own",
    "notice.state.CANCELLED.LETTER": "a letter that waits asks this by now, in a line of its own",
    "notice.replacing": "{kind}, replaces No {invoice}",
    "notice.replaced": "{state}; its invoice is replaced by No {invoice}",
    "notice.rest": "{state}; part of it is paid, and the letter asks for the {left} that is left",
    "notice.rest_by_now": "{state}; part of the invoice is paid by now, {left} of it is left to pay",
    "notice.last_reminder": "{state}; it was the last reminder, none follows by itself",
    "notice.credited": "{state}; its invoice is withdrawn by credit note No {invoice}",
    "notice.state.in_part": "sent, but not to {reason}",
    "notice.state.bounced": "bounced: {reason}; {cure}",
    "notice.state.bounced_in_part": "sent, but bounced: {reason}",
    "notice.cure.address": "mend the client's Email, or {again}",
    "notice.cure.mailbox": "the mailbox is full or shut: tell the client another way, then {again}",
    "notice.cure.size": (
        "the letter is too large for a mail server on its way: have whoever runs it take larger ones, then {again}"
    ),
    "notice.cure.letter": (
        "the address is not to blame, the server does not want the letter: ask whoever runs it, yours or theirs, "
        "then {again}"
    ),
    "notice.cure.server": "the address is not to blame: look with `sheets-sync doctor`, then {again}",
    "notice.again": "tick Send to try again",
    "notice.again.ticked": "untick Send, and tick it after the next run",
    "notice.ticked.UNCERTAIN": (
        "uncertain whether it arrived ({reason}): ask the client; if it did not, untick Send, and "
        "tick it after the next run"
    ),
    "notice.held.SETTLE": "waits until the flag has held",
    "notice.held.FINDING": "held: money that may be theirs is not settled yet, see Bank and Findings",
    "notice.held.FINDING.CELL": "held: mend {reason} first, see Findings",
    "notice.held.NO_ADDRESS": "held: the client has no address in Email",
    "notice.held.DOUBTED": (
        "held: {asked} was in doubt when it was asked for, and nobody has said since that it is right. Tick Send if "
        "the client is to have this invoice, or blank Ask"
    ),
    "notice.held.DOUBTED.LATELY": (
        "held: Ask had just {asked} within the last days, and invoice No {reason} was made for it. Tick Send if the client "
        "is to have another one, or blank Ask"
    ),
    "notice.held.FIRST_RUN": "held: many letters on a first run; tick Send",
    "notice.held.FIRST_RUN.ASK": "held: many amounts came into Ask at once; tick Send beside those that are right",
    "notice.held.APPROVAL": "held for approval, as every letter is here (`notices.approve`): tick Send",
    "notice.held.APPROVAL.ASK": (
        "held: invoice No {reason} asks the client for just {asked} already. Blank Ask, or tick Send if they are to "
        "have another invoice in its place"
    ),
    "notice.held.ADDRESS": "held: the address changed since the last letter; check it and tick Send",
    "notice.held.DAILY_CAP": "held: as many letters as a day may have are sent; goes tomorrow",
    "notice.held.AMOUNT": (
        "held: {reason} was approved, and now it would ask for {asked}; untick Send, and tick it after "
        "the next run if that is right"
    ),
    "notice.held.SCALE": (
        "held: {asked} is far more than this client is used to pay. The row that weighs most: {reason}. "
        "Mend it, or tick Send if the amount is right"
    ),
    "notice.held.SCALE.ASK": (
        "held: {asked} in Ask is far more than this client is used to pay. Mend the cell, or tick Send if "
        "the amount is right"
    ),
    "notice.held.SCALE.NO_ROW": (
        "held: {asked} is far more than this client is used to pay, and no row of Log makes it so: look at their "
        "Threshold, Top-up and payments, or tick Send if the amount is right"
    ),
    "notice.held.SMALL": (
        "held: {asked} in Ask is next to nothing beside what this client is used to pay. Mend the cell, or tick Send "
        "if the amount is right"
    ),
    "notice.held.IMPLAUSIBLE": (
        "held: it rests on a row that can hardly be right: {reason}. Mend it, or tick Send if it is right"
    ),
    "notice.held.CURRENCY": (
        "held: the client's Currency was {reason}, and this letter asks for {asked}. Put it back, or tick "
        "Send if that is right"
    ),
    "notice.held.RENAMED": (
        "held: is this the new name of {reason}, who was asked to pay and is not in Clients any more, or has none of "
        "their rows left? Send says yes, and the same money is not asked twice; if they are somebody else, type no in Send"
    ),
    "notice.held.RENAMED.QUESTION": (
        "is this the new name of {reason}, who was asked to pay and is not in Clients any more, or has none of their "
        "rows left? Send says yes: the invoice is theirs, what they paid counts for it, and no letter asks for anything; "
        "if they are somebody else, type no in Send"
    ),
    "notice.held.RENAMED.BY_HAND": (
        "held: is this the new name of {reason}, who is not in Clients any more, or has none of their rows left? Send says "
        "yes, and it goes to them; if they are somebody else, type no in Send"
    ),
    "notice.held.RENAMED.STATEMENT": (
        "held: is this the new name of {reason}, who is not in Clients any more, or has none of their rows left? Send says "
        "yes, and what they had under that name goes no second time; if they are somebody else, type no in Send"
    ),
    "notice.held.OTHERS": (
        "held: not the new name of {reason}, as somebody said. Tick Send, and it goes as to a client of their own"
    ),
    "notice.held.EXCHANGED": (
        "held: this client's row has the address or the details of {reason}. Put the names back beside their "
        "rows, or tick Send if it is right"
    ),
    "notice.held.ROWS_GONE": (
        "held: since a person asked for it, no row of Payments or Log bears this client's name any more. If they have "
        "another name now, ask for the invoice under that one and leave this line as it is. Tick Send if it is to go where "
        "their old row of Clients says: a credit note, once that has the address of today"
    ),
    "notice.held.IN_FOLDER": (
        "held: the invoice of letter No {reason} was only written into the folder, and nobody has said whether the client "
        "has it. Tick Send beside No {reason}, and it is mailed; if a person handed it on, say "
        "`sheets-sync notices resolve {reason} --arrived`. Send here lets this letter go all the same"
    ),
    "notice.held.OLD_ROWS": (
        "held: invoice No {reason} counts as paid by rows of Payments that are over ten days older than it, or came here with "
        "the rows of another client. Look whose money that was. Tick Send, and {asked} are asked for in its place: the letter "
        "says that No {reason} need not be paid any more"
    ),
    "notice.held.OLD_ROWS.REST": (
        "held: a part of invoice No {reason} counts as paid by rows of Payments that came here with the rows of another "
        "client, and this letter asks for the rest. Look whose money that was, and tick Send if it is right; if it is not, "
        "withdraw the invoice, `sheets-sync invoice cancel {reason}`, and a fresh one is asked for"
    ),
    "notice.held.OLD_ROWS.THANKS": (
        "held: invoice No {reason} counts as paid by rows of Payments that are over ten days older than it, or came here with "
        "the rows of another client. Look whose money that was, and tick Send if thanks are right; if they are not, withdraw "
        "the invoice, `sheets-sync invoice cancel {reason}`, and nobody is thanked"
    ),
    "notice.held.HALF_MERGED": (
        "held: rows of {reason} became this client's, others still bear the name {reason}, and a sum would be of half an "
        "account. Move the others, too (Log, Payments, Bank), or put all back, and it goes by itself; tick Send if the "
        "account is right as it stands"
    ),
    "notice.held.DOUBLED": (
        "held: {reason} has the same rows of Payments and Log, so that both would be asked for the same money. If they are one "
        "client, take out one of the two, with the rows under that name; if they are two, tick Send"
    ),
    "notice.unheard": (
        "{state}. What stands in Send was said of something else and does not count here: clear it, and answer after the next run"
    ),
    "notice.by_hand": "{amount} by invoice No {invoice}, which is unpaid,",
    "notice.by_hand.part": "{amount} by invoice No {invoice}, of which {left} is left to pay,",
    "notice.held.BY_HAND": (
        "held: a person asked for {reason} and this letter asks for {asked} in its place. Tick Send if it "
        "is to go; until then the client has the one sum"
    ),
    "notice.paid": "the payment of {day}, {amount}, which came in for invoice No {invoice},",
    "notice.held.PAYMENT_GONE": (
        "held: {reason} is gone from Payments. Put the row back; where all rows before it went, too, as at a year's change, "
        "type the opening that takes their place. What went back to the client is a refund in a row beside it. Tick Send if "
        "they are to be asked all the same"
    ),
    "notice.ahead": "{amount} of theirs dated {day}",
    "notice.held.PAYMENT_AHEAD": (
        "held: Payments has {reason}, which is still to come and counts from that day on. If they have paid, put the day right; "
        "tick Send if they are to be asked all the same"
    ),
    "notice.row": "row {row} of Log, {day}, {service}, {amount}",
    "notice.held.INVOICE": "held, the letter or its paper cannot be made: {reason}",
    "blocked.clock_back": (
        "Nothing is mailed: this machine's clock is behind the last run ({last}). Set the clock right; if "
        "it is right by now, say `sheets-sync notices go-on`."
    ),
    "blocked.long_pause": (
        "Nothing is mailed: there was no run since {last}. Look at Summary; if all is right, say "
        "`sheets-sync notices go-on`, or set this machine's clock right."
    ),
    "blocked.elsewhere": (
        "Nothing is mailed: another installation, or another copy of the state file, mails from this "
        "workbook. Stop that one, or this one; `{adopt}` makes this one mail."
    ),
    "blocked.behind": (
        "Nothing is mailed: the state file knows less of the letters than the Notices tab does (was it "
        "lost, or put back from a backup?). The tab is left as it is, until `{adopt}` "
        "takes over what it knows."
    ),
    "blocked.damaged": (
        "Nothing is mailed: what the state file knows of letters is damaged. Put a backup in its place; "
        "`sheets-sync state verify` tells more."
    ),
    "paper.cannot.no_letter": (
        "Our font has no “{detail}”. Write it otherwise, or name a font that has it in letters.fonts."
    ),
    "paper.cannot.no_font": "{detail}, named in letters.fonts, is not there, or cannot be read as a font (.ttf, .otf). Put it there, or take it out of letters.fonts.",
    "paper.cannot.no_logo": (
        "{detail}, named in letters.logo, is no PNG or JPEG of 256 KiB and 4 million pixels at most. "
        "Put such a one there, or empty letters.logo."
    ),
    "paper.cannot.logo_gone": "{detail}, named in letters.logo, is not there. Put it there, or empty letters.logo.",
    "paper.cannot.no_shaping": (
        '“{detail}” needs letters that join: pip install "sheets-sync[scripts]", or write it in '
        "other letters."
    ),
    "paper.cannot.mixed_directions": (
        "“{detail}” runs from the right and from the left, and who reads it may take it for something "
        "else. Let what runs from the right stand alone, or last and without digits and brackets."
    ),
    "paper.cannot.no_templates": (
        "The folder {detail}, named in `letters.templates`, is not there or cannot be read. Make it, or set "
        '`letters.templates = ""` for our own words.'
    ),
    "paper.cannot.template": "the template {detail} (`letters.templates`). Mend it there.",
    "paper.cannot.too_large": (
        "The amount is more than a payment code can hold. Ask for less at a time (Top-up)."
    ),
    "paper.cannot.not_drawn": (
        "Its pages cannot be drawn. Shorten what stands in Details, Contract or mail.seller, or "
        "report it."
    ),
}
