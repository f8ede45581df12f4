"""A plugin of pytest: the made language is spoken beside ours from the start, between them."""

from sheets_sync import words
from tests.words.pseudo import CODE

_ours = {**words._FOLDERS}
words._FOLDERS.clear()
words._FOLDERS.update({"en": _ours.pop("en"), CODE: "tests.words.pseudo", **_ours})
