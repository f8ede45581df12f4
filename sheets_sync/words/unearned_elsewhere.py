"""Money for no services, in languages that we do not speak: see ``Typed.purposes``."""

from collections.abc import Mapping
from typing import Final

UNEARNED: Final[Mapping[str, str]] = {
    "de": "dividende|dividenden|dividendenzahlung|gewinnausschüttung|ausschüttung"
    "|zinsen|zinsgutschrift|habenzinsen|gehalt|lohn|gehaltszahlung|lohnzahlung"
    "|bezüge|steuererstattung|umsatzsteuererstattung|vorsteuererstattung"
    "|stammeinlage|kapitaleinlage|umbuchung|kaution|spende",
    "es": "dividendo|dividendos|nómina|salario|sueldo|intereses|donación"
    "|traspaso interno",
    "fr": "dividende|dividendes|salaire|salaires|intérêts|apport en capital"
    "|virement interne",
    "it": "dividendo|dividendi|stipendio|interessi|donazione|giroconto",
    "nl": "dividend|salaris|loon|rente|donatie|kapitaalstorting|interne overboeking",
    "pl": "dywidenda|dywidendy|pensja|odsetki|darowizna|kapitał zakładowy"
    "|wypłata dywidendy",
    "pt": "dividendos|salário|juros",
}  # fmt: skip
