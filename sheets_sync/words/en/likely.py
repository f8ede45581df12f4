"""What tabs of others are called and headed in English, for guesses of ``init`` (design §15)."""

from collections.abc import Mapping
from typing import Final

LIKELY: Final[Mapping[str, str]] = {
    "payments.client": "from|who|received from|sender|name",
    "payments.came": "amount received|received amount|sum received|money received|total received|received sum",
    "payments.amount": "how much|money|total",
    "payments.period": "month|period|week|quarter",
    "prices.service": "item|role|position|product|grade|level|job title|product name|item name|package|description",
    "clients.client": "org|org name|firm|firm name|business|business name|legal name|legal entity|company / client|brand",
    "clients.beside": "contact|contact person|contact name|phone|telephone|mobile|address|website|site|vat number|tax number",
    "money.payments": "amount|sum|paid|received|payment",
    "money.prices": "price|rate|fee|tariff",
    "kept": "incl|incl.|including|excl|excl.|excluding|ex|inc|with|without|before|after|of|per|in|for|total",
    "taxed": "net|gross",
    "named.payments": "paid|payment|receipts|receipt|money|income|incomings|takings|received|incoming",
    "named.prices": "rates|rate|pricing|prices|price|pricelist|ratecard|tariffs|fees|services|catalogue|catalog",
    "named.clients": "clients|client|customers|customer|crm|accounts",
    "other": "suppliers|supplier|vendors|vendor|contractors|contractor|subcontractors|freelancers|salaries|salary|payroll|wages|expenses|expense|costs|cost|purchase|purchases|purchasing|procurement|budget|budgets|forecast|tasks|todo|competitors|competitor|competition|market",
    "other.payments": "refunds|refund|schedule|deals|outstanding|overdue|unpaid|out|outgoing|payouts|payout|leads|prospects|invoiced|planned|expected|pipeline|staff|team",
    "other.prices": "our|internal|stock|inventory|orders|assets|equipment|staff|team|employees|subscriptions",
    "other.clients": "leads|lead|prospects|prospect|candidates|applicants|partners|staff|team|employees|press|subscribers|pipeline|former|lost",
}  # fmt: skip
