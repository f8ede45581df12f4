"""Templates of one's own tried on a letter that says all, and on one that says little (§17)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from sheets_sync.notices.line_view import LineView
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.notices.texts.letter_figures import Figure
from sheets_sync.notices.texts.letters import layout_values
from sheets_sync.notices.texts.own_templates import LAYOUTS, OwnTemplates
from sheets_sync.notices.texts.own_words import FIELDS
from sheets_sync.notices.texts.view import View
from sheets_sync.words.speaking import Words

_LINE: Final = LineView(
    "1 Nov", "", "Banner", "2 h", "50.00", "", "2 h × 50.00", "−100", "5", charge=True
)
_ALL: Final = View(
    seller="Seller",
    client="Client",
    contract="7/26",
    level="OVER",
    title="Title",
    subject="Subject",
    message="Message",
    figures=(Figure("Balance", "$1.07", strong=True), Figure("Please pay by", "29 Feb 2028")),
    remarks=("A remark about No. 77.",),
    bank=(("IBAN", "DE02 1203"), ("Purpose", "Invoice No. 77")),
    heading="Postings",
    lines=(_LINE,),
    link="https://accounts.example.com/7/",
)
_LITTLE: Final = View("Seller", "Client", "", "OK", "Title", "Subject", "", (), (), (), "", ())


def has_templates(folder: Path) -> bool:
    """Whether there is any in a folder that can be read."""
    return bool(OwnTemplates(folder).files())


def template_faults(folder: Path, words: Words) -> Iterator[str]:
    """What is wrong with the templates in a folder, file by file; nothing where all are sound."""
    try:
        own = OwnTemplates(folder, trial=True)
    except PaperError as error:
        yield str(error)
        return
    yield from map(str, own.misplaced.values())
    for file in own.files():
        try:
            _try(own, file, words)
        except PaperError as error:
            yield str(error)


def _try(own: OwnTemplates, file: str, words: Words) -> None:
    """Raises ``PaperError``."""
    if file in LAYOUTS:
        for view in (_ALL, _LITTLE):
            own.layout(file, view, layout_values(view, "foot", None, words))
        return
    name, part, *language = file.removesuffix(".txt").split(".")
    code = language[0] if language else words.code
    for value in ("1", ""):
        own.text(part, (name,), code, {**dict.fromkeys(FIELDS, value), "client": "Client"})
