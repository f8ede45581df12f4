"""Words in headings amid prices that say whose, of when or on what terms these are: see ``Typed``."""

from collections.abc import Mapping
from typing import Final

PRICE_SECTIONS: Final[Mapping[str, str]] = {
    "terms": "clients|customers|vip|partner|partners|premium|students|charity|charities|non|nonprofit|nonprofits|ngo|ngos|friends|existing|else"
    "|old|previous|former|last|past|next year|earlier|inactive|outdated|retired|deprecated|withdrawn|superseded|cancelled|canceled"
    "|as of|starting|until|till|valid|effective|weekend|weekends|saturdays|sundays|holiday|holidays|evening|evenings|night|nights|overtime"
    "|after hours|out of hours|same day|rush|urgent|express|emergency|emergencies|surcharge|surcharges|supplement|supplements|extra charge"
    "|extra charges|double|half price|triple|thousand|thousands|hundreds|cent|cents|pence|pounds|daily|weekly|monthly|quarterly|yearly|per|each"
    "|piece|minimum|maximum|discount|discounts|discounted|reduced|special offer|special offers|christmas|easter|trial|introductory|draft"
    "|drafts|proposed|tentative|suggested|agreed|confirmed|free|gratis|internal|cost|costs|purchase price|purchase prices|buying price|buying prices|wholesale|bulk|volume|supplier"
    "|suppliers|competitor|competitors|wages",
    "begin": "archiv|discontinu|expir|obsolet",
    "first": "for|from|since|as|after|out",
    "not": "not|no longer|anymore",
    "new": "new|special|summer|winter|spring|autumn|loyal|member|staff",
    "prices": "prices|pricing|rates|tariffs|fees",
}  # fmt: skip
