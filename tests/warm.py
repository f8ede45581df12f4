"""What a child that is forked would make anew, each of them: made here, once a process.

A first run imports what only runs need, makes the methods of deferred dataclasses, reads typefaces
and templates: half a second of a command that takes a twentieth."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sheets_sync.notices.paper import typefaces
from tests.sync.agency import NOW, Agency


@cache
def warm() -> None:
    """Live through a first run that writes a letter, and one that finds all as it was."""
    with TemporaryDirectory() as folder:
        agency = Agency(Path(folder))
        agency.run(NOW)
        assert agency.letters()
        agency.run(NOW)
    for name in typefaces.FACES.values():
        face = typefaces._typeface(name)
        face._papers = typefaces._WORTH_IT
        assert face._usual
