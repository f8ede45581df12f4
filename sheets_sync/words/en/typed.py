"""What people type in English."""

from typing import Final

from sheets_sync.words.en.likely import LIKELY
from sheets_sync.words.en.price_sections import PRICE_SECTIONS
from sheets_sync.words.typed import Typed

_CLIENT = "customer|account|company|client name|customer name|account name|client company|organization|organisation"
_DISCOUNT = "discount|discount %|discount, %|discount (%)|discount percent|discount amount|discount sum|rebate"
_SERVICE = (
    "task|activity|what|work|work done|work item|work type|type of work|activity type|task name"
    "|service name|service type|type of service|work performed"
)

TYPED: Final = Typed(
    hours="h|hr|hrs|hour|hours",
    minutes="min|mins|minute|minutes",
    minutes_behind="m",
    seconds="s|sec|secs|second|seconds",
    days="day|days",
    days_behind="d|md|workday|workdays|working day|working days|business day|business days"
    "|manday|mandays|person day|person days",
    doubtful_units="d|md|mh|mhr|mhrs|manday|time",
    units="pc|pcs|piece|pieces|page|pages|word|words|item|items|call|calls|visit|visits|letter|letters"
    "|document|documents|line|lines|case|cases|tour|tours|stay|stays|week|weeks|month|months|hourglass|hourglasses",
    pieces="pc|pcs|piece|pieces|ea",
    any_unit="unit|units|unit(s)|qty|x|ea|each",
    thousands="k|thousand|thousands|thsd",
    millions="mln|mio|million|millions",
    billions="bn|billion|billions",
    beside_money="total|sum|net|gross|vat|tax|incl|excl|included|excluded|with|without|plus|per|a|an|for|each|ea|paid|flat|fix|fixed|agreed",
    contract="contract|under contract|agreement|under agreement",
    months=(
        "january", "february", "march", "april", "may", "june",
        "july", "august", "september", "october", "november", "december",
    ),
    weekdays=(
        "monday|mon", "tuesday|tue|tues", "wednesday|wed", "thursday|thu|thur|thurs", "friday|fri",
        "saturday|sat", "sunday|sun",
    ),
    ordinals="st|nd|rd|th",
    periods="week|wk|month|quarter|q1|q2|q3|q4",
    yes="yes|y",
    no="no|n",
    go="ok|okay|send|go|please|do|it",
    halt="not|don't|dont|never|stop|wait|hold",
    totals="total|totals|grand total|grand totals|subtotal|subtotals|sub-total|sub-totals|sub total"
    "|sub totals|sum|σ|∑",
    totals_of="for|of|in|by",
    totals_within="total|totals|subtotal|subtotals|sub-total|sub-totals|sub total|sub totals|σ",
    totals_whole="total",
    totals_say="week|weeks|weekly|month|monthly|quarter|year|period|date|time|amount|amounts|cost|costs|price|worked|client|clients|project"
    "|work|works|services|billable|charged|spent|hours|everything|sheet|page|above|budget|staff|team"
    "|this|last|next|current|carried|brought|forward|excl|excluding|exclusive|incl|including|inclusive|gross|taxes|quarterly|yearly|annual|daily|fortnight|labour|labor|effort|payable|invoiced|unbilled|remaining|wk|wks|mo|qtr|ytd|mtd|to|the|a|all|ex|first|second|third|fourth|fifth|running|st|nd|rd|th",
    errors="#REF!|#N/A|#DIV/0!|#VALUE!|#NAME?|#NUM!|#NULL!|#ERROR!|#SPILL!|#CALC!|#BUSY!|#FIELD!"
    "|#BLOCKED!|#CONNECT!|#UNKNOWN!|#GETTING_DATA|Loading…|Loading...",
    currencies={
        "RUB": "rur|rouble|roubles|ruble|rubles",
        "EUR": "euro|euros",
        "KZT": "tenge",
        "$": "dollar|dollars",
    },
    headers={
        "log.date": "day|when|work date|date of work|date worked|start date|date started|started|entry date|log date|worked on",
        "log.client": _CLIENT,
        "log.service": _SERVICE,
        "log.order": "project|job",
        "log.quantity": "qty|count|pcs|pieces",
        "log.agreed": "agreed rate|agreed fee|special rate|special fee|deal price|special price|fixed price|custom price|price agreed|negotiated price",
        "log.free": "non billable|nonbillable|non-billable?|not billable|unbillable|non-chargeable|not chargeable|no charge"
        "|do not bill|don't bill|do not charge|free of charge|not charged|uninvoiceable",
        "log.billable": "chargeable|chargeable?|billable?|bill|bill?|to bill|is billable|is billable?|billable y/n|billable yes/no|invoiceable"
        "|to be billed|bill to client|bill client|charge client",
        "log.minutes": "actual hours|hours actual|actual time|actual work|work actual|actual effort|actual duration|actual|actuals|real hours|real time|time|duration|spent|time spent|hours spent|hours worked|worked|effort|time taken|time used"
        "|time worked|working time|time logged|hours logged|logged|labour|labor|minutes spent|minutes worked|minutes logged|minutes tracked|tracked|tracked time|time tracked|logged time|total time|total duration",
        "log.staff": "employee|who|name|person|user|member|team member|assignee|worker|consultant|done by|performed by|full name|resource|specialist",
        "log.note": "comment|comments|notes|description|remark|remarks",
        "log.begin": "from|start|begin|start time|begin time|time in|clock in|clocked in|in|started at|time from|from time|time started|time start|arrival",
        "log.end": "to|end|finish|end time|finish time|stop|stop time|time out|clock out|clocked out|out|ended at|finished at|until|till|time to|to time|time ended"
        "|time end|departure",
        "log.break": "breaks|break time|pause|lunch|lunch break|unpaid break|meal break"
        "|break duration|break length|break taken|break deducted|breaks deducted|length of break|duration of break|total break|total breaks|lunch duration|lunch length|lunch time|lunchtime|unpaid breaks",
        "prices.client": "customer|company|client name|customer name|for client|for customer|only for",
        "prices.service": f"{_SERVICE}|name|position",
        "prices.price": "selling price|sale price|sales price|client price|unit price|price per unit|billing rate|charge rate|rate|tariff|cost",
        "prices.unit": "per|unit of measure|uom|measure|units|time unit|billing unit|billed by|charged by|priced by|unit type",
        "prices.minimum": "min|minimum charge|at least|min charge|min. charge|min hours|min. hours|minimum hours|minimum fee|min fee|minimum time|min time"
        "|minimum minutes|min minutes|min. minutes|min qty|minimum quantity",
        "prices.step": "rounding|increment|round up to|round to|rounded to|rounding to|round up|billing increment|increments|min increment",
        "prices.included": "included|included per month|allowance|free hours|free minutes|included hours|hours included|included minutes"
        "|minutes included|package hours|bundled hours|prepaid hours|monthly hours|retainer hours|free per month",
        "prices.valid_from": "from|since|effective from|starting|start date|starts on|effective date|effective since"
        "|begins|begin|begin date|applies from|in force from|in force since|active from|valid since|valid as of|date from|from date|price date|new from",
        "prices.currency": "ccy|curr|curr.|cur|cur.|money|currency code|price currency|account currency|currency of account|currency of the account|payment currency",
        "payments.date": "day|when|paid on|received on",
        "payments.client": f"{_CLIENT}|payer|paid by",
        "payments.amount": "sum|paid|payment|received",
        "clients.client": f"{_CLIENT}|name",
        "clients.email": "e-mail|mail",
    },
    breaks={
        "when": "start time|end time|begin time|finish time|start|starts|started|begin|begins|began|end|ends|ended|finish|finished"
        "|from|to|till|until|in|out|since|back|at|stop|return|clock out|clock in",
        "ends": "end time|finish time|end|ends|ended|finish|finished|to|till|until|stop",
        "count": "number of|no. of|no of|nr of|count of|count|how many|#",
        "without": "no|not|net|w",
        "meals": "lunch|lunches",
        "parts": "morning|afternoon|evening|am|pm|a.m.|p.m.|first|second|third|back|again",
    },
    kinds={
        "in": "in|incoming|inflow|deposit|income|paid in",
        "side": "credit|cr|c",
        "paid": "received|receipt|payments|paid|transfer|bank transfer|wire|card|credit card|debit card|bank card|bank|paypal|cash|advance|prepayment|prepaid|part payment|partial payment|top-up|top up|topup|down payment|final payment|instalment|installment|retainer|cheque|check|ach|sepa|standing order|direct debit|postpayment|post-payment|post payment|final|remainder|subscription|monthly payment",
        "out": "out|outgoing|outflow|debit|dr|d|withdrawal|payout|paid out|expense|reversal|reversed",
        "refund": "refunds|partial refund|full refund|refund to client|refunded|paid back|money back|repayment|repaid|chargeback|credit note|credit memo",
    },
    unpaid={
        "state": "status|state|payment status|payment state|status of payment|bank status"
        "|transfer status|transaction status|outcome|result",
        "failed": "failed|failure|fail|pending|declined|cancelled|canceled|rejected|refused"
        "|bounced|voided|void|disputed|in dispute|expired|unpaid|not paid|unsuccessful"
        "|incomplete|error|awaiting|awaiting payment|waiting|waiting for payment"
        "|expected|overdue|due|open|outstanding|scheduled|planned|promised|processing"
        "|in process|in progress|in transit|on hold|authorised|authorized|unsettled"
        "|not settled|not received|not arrived|not cleared|not confirmed|uncleared"
        "|unconfirmed|blocked|draft|invoiced|to be paid|to pay|not yet"
        "|insufficient funds|nsf|written off",
        "returned": "returned|reversed|reverted",
        "not": "not|un",
        "about": "policy|guarantee|risk|terms|of debt|of the debt|of debts|of arrears|of expenses|of the expenses",
        "lists": "invoices|invoice|invoicing|bills|billing|expenses|expense|costs|purchases"
        "|purchasing|budget|forecast|quotes|estimates|offers|payroll|salaries|debts"
        "|debtors",
        "due": "due|due date|due by|due on|pay by|payment due",
        "arrived": "cleared|received|arrived|confirmed|settled|paid|credited|money in|in bank|in the bank",
        "sign": "sign|+/-|+/−|±|plus/minus",
        "plus": "+|＋|plus|±",
        "minus": "-|−|–|—|minus",
        "back": "refund|refunds|refunded|amount refunded|refund amount|refunded amount|money back|paid back|returned|amount returned|repaid|chargeback",
        "part": "amount paid|paid amount|sum paid|amount received|received amount|paid so far|actually paid|actually received|total paid|actual amount|money received",
        "on": "paid on|date paid|payment date|date of payment|received on|date received|paid date|received date|cleared on|date cleared|settled on|credited on|payment received on",
        "fees": "fee|fees|commission|charge|charges",
        "noted": "cancelled|canceled|failed|bounced|declined|rejected|void|voided|unpaid|not paid|not paid yet|not received|not received yet|not arrived|not arrived yet|not here yet|not yet|pending|awaiting payment|never came|never arrived|chargeback|reversed|by mistake",
    },
    by_unit="per|by the",
    by_hours="hourly",
    by_minutes="minutely",
    rates={"day": "daily"},
    apart="hour|min|contact|contacts|stage",
    unlike="est|max|old|avg|due|off|our|ours|half|halves|quarter|quarters|tenth|tenths|hundredths|lesson|lessons|academic",
    spent="actual|actuals",
    in_all="total|total hours|total time|hours total|total hrs|total h|total duration|hrs total|total worked|total hours worked|net hours|net time|hours net|daily total|day total",
    gratis="free|free of charge|no charge|gratis|complimentary",
    nothing="n/a|none",
    everybody="all|any|anyone|everyone|everybody|all clients|any client|every client|all customers",
    other_prices={
        "prices": "prices|rates|fee|fees",
        "second": "setup fee|surcharge|urgent|rush|express|weekend|weekends|night|overtime|out of hours|public holiday",
        "aside": "old|previous|former|last|cost|costs|purchase|buying|our|internal|own|date|valid|from|until|unit|per|type|code|note|notes|list|no|number|id|qty|quantity|margin|change|market|competitor|average|suggested|recommended|rank|range|sort|index|history|check|comment|comments|words|exchange|conversion|utilization|utilisation|hit|increase|growth|wage|wages|salary|payroll|pay|staff|employee|contractor|subcontractor|freelancer|freelance|supplier|vendor|breakeven|changed|updated|target|vat rate|tax rate",
    },
    price_sections=PRICE_SECTIONS,
    likely=LIKELY,
    not_kept={
        "prices.until": "until|valid until|valid to|valid till|till|to|end|ends|end date|expires|expiry|expiry date"
        "|expiration|expiration date|effective to|effective until",
        "prices.discount": _DISCOUNT,
        "prices.many": "per|qty|quantity|per quantity|per how many|pcs|pieces|pack|pack size|units per price",
        "log.reduced": _DISCOUNT,
        "log.multiplied": "multiplier|factor|coefficient|coeff|coef|people|persons|headcount|heads|number of people|no of people|staff count|times"
        "|rate multiplier|overtime factor|overtime rate|overtime multiplier|markup|surcharge|uplift"
        "|workers|men|crew size|team size|pax|number of workers|number of men|number of persons|number of staff|no of staff|nr of staff|number of employees|no of employees"
        "|technicians|number of technicians|cleaners|number of cleaners|operatives|number of operatives",
        "numbered": "nr|no|n°|nº|№|num",
        "coded": "id|ids|code",
        "clients.of_client": f"{_DISCOUNT}|rate|price|hourly rate|special price|day rate|daily rate|tariff|markup|surcharge|price per hour|agreed price",
        "log.extra": "materials|material|materials cost|material cost|material costs|cost of materials|parts|spare parts|parts cost|cost of parts|consumables|supplies|expenses|expense|travel expenses|travel|travel cost|travel costs"
        "|costs|other costs|additional costs|out of pocket|disbursements|extras|extra|extra charge|extra charges|postage|travel time|travel hours|driving time|overtime|overtime hours|hours overtime|extra hours|extra time|night hours|weekend hours",
        "log.billed": "billable hours|billable time|billed hours|billed time|hours billed|time billed|hours billable|chargeable hours|chargeable time|billable minutes"
        "|invoiced hours|hours invoiced|invoiceable hours|hours to bill|hours to invoice|time to bill|rounded hours|hours rounded|billing hours|charged hours|hours charged|billable hrs|billed hrs",
        "log.unbilled": "non-billable hours|nonbillable hours|non billable hours|unbillable hours|non-billable time|unbilled hours|hours not billed|non-chargeable hours|hours not billable",
        "log.paid": "paid|amount paid|sum paid|prepaid|prepayment|deposit|deposit paid|advance|payment|received|amount received",
        "log.sums": "price|rate|hourly rate|day rate|daily rate|unit price|price per unit|amount|sum|cost|fee|line total|total price|total cost"
        "|rate per hour|billing rate|to pay|payable|net amount",
        "log.undone": "state|status|stage|task status|task state|entry status|work status|billing status|billing",
        "undone": "cancelled|canceled|void|voided|not billable|non-billable|non billable|nonbillable|unbillable|do not bill|don't bill|not charged|no charge|free|free of charge|gratis|internal|rejected|declined|storno|cancellation",
        "clients.opening": "opening balance|starting balance|start balance|initial balance|beginning balance|balance brought forward|brought forward|balance b/f|b/f|carried forward|balance carried forward|previous balance|old balance|debit|debt|debts|owes|owed|amount owed|arrears|outstanding|outstanding balance|deposit|prepaid|prepayment|advance|advance paid|credit balance",
        "balances": "balance|debt|opening|outstanding",
        "of_states": "status|client status|customer status|account status|active|active?|is active|client state",
        "won": "won|reopened|came back|back again|active again",
        "not_active": "closed|inactive|not active|archived|archive|former|ended|terminated|lost|on hold|suspended|stopped|paused|dormant|frozen|churned|do not contact|cancelled|canceled|ex-client|ex client|blocked|bankrupt|liquidated",
    },
    purposes={
        "invoice": "invoice|invoices|inv|bill|bills",
        "unnumbered": "nonref|non ref|none|null|n/a|na|notprovided|not provided|unknown"
        "|notavailable|not available",
        "number": "number|numbers|num|no|nos|n",
        "dated": "of|from|dated|of the|from the|the",
        "and": "and",
        "counted": "quarter|hours|days|weeks|months|instalments|installments|pcs",
        "among": "of|out of",
        "pages": "page|pages|sheets",
        "served": "services of|services by|services from|service of|service by|work of|work by",
        "for": "for|of|on behalf of|in the name of",
        "whose": "of",
        "maker": "issued by",
        "other": "tax|proforma|pro forma",
        "paying": "payment|payout|interim|final|credit",
        "unearned": "dividend|dividends|salary|salaries|wage|wages|interest|credit interest|interest earned|interest income|grant|donation"
        "|capital contribution|share capital|paid-in capital|own transfer|internal transfer|cashback|security deposit|alimony|income tax|compensation",
        "returned": "return|rtn|rtd|rev of payment|rev. of payment|cancelled|canceled|cancellation of|void|voided|insurance claim|insurance payout|dividends|overpayment|overpaid|wrong*|penalty",
        "refunded": "refund|refunds|refunded|refunding|chargeback|charge back|returned|returning funds|returning money|returning payment|returning advance|returning deposit"
        "|return of payment|return of funds|return of money|return of advance|return of overpayment"
        "|reversed|reversal|reimburse|reimbursed|reimbursement|repayment|repaid|money back|paid back"
        "|sent back|credit note|credit memo|loan|loans|mistaken*|by mistake|in error|erroneous*"
        "|overpaid by|wrong transfer|wrong payment|own funds|between own accounts|payback|rfnd"
        "|recalled|recall of payment|recall of funds|payment rejected|rejected payment|transfer rejected"
        "|rejected transfer|payment bounced|bounced payment|returned unpaid"
        "|deposit return|balance return|advance return|payment return|funds return|return of deposit|return of balance"
        "|repay|repays|repaying|reverse transfer|reverse payment|reversing|unused advance|unused balance|unspent advance",
        "services": "stripe|paypal|adyen|mollie|stichting mollie|klarna|sumup|zettle|worldline"
        "|checkout com|gocardless|braintree|payoneer|wise payments|wise europe|transferwise"
        "|revolut payments|qiwi|cloudpayments",
        "balance": "balance|brought forward|b/f",
        "credited": "cr|c|credit",
        "debited": "dr|d|db|debit",
        "turnover": "turnover|turnovers|total turnover",
        "unbooked": "reverted|declined|pending|failed|cancelled|canceled|rejected|processing|authorised|authorized",
        "tax": "vat|tax|taxes|gst|hst",
        "taxed": "sales|no|without|with|incl|including|included|inclusive|excl|excluding|excluded|exclusive|exempt|exempted|exemption|free"
        "|of|zero|nil|rated|rate|rates|not|non|applicable|applied|charged|subject|to|is|reverse|charge|plus|net|gross|all|ex|outside|scope|the|uk|eu",
        "tax_number": "inn|tin|vat|tax number|tax id|tax no",
        "no_payers": "phone|tel|telephone|mobile|mob|fax|whatsapp|cell",
        "currency": "currency|ccy|account currency",
        "bank": "*bank|banks",
        "firm": "llc|ltd|limited|inc|incorporated|corp|corporation|co|company|plc|llp|lp"
        "|l.l.c|l.l.p|p.l.c|pllc|pvt|pvt ltd|private limited|pty|pty ltd|pte|pte ltd|sdn bhd|m/s"
        "|dac|cic|fze|fzco|fz-llc|jsc|cjsc|ojsc|pjsc|limited liability company"
        "|joint stock company|public joint stock company|closed joint stock company",
    },
)  # fmt: skip
