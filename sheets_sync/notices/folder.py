"""Letters as .eml files in a folder: the transport that mails nobody (design §13)."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sheets_sync import system
from sheets_sync.files import file_bytes
from sheets_sync.notices.ledger.notice import FOLDER, Letter
from sheets_sync.notices.ledger.verdicts import Answer, Verdict


class FolderTransport:
    """Writes each letter whole or not at all; writing one again changes nothing."""

    name = FOLDER
    archive = ""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def accepted(self, letter: Letter) -> bool:
        """Whether the file is there with these bytes."""
        try:
            return file_bytes(self._folder / letter.file) == letter.data
        except OSError:
            return False

    @contextmanager
    def open(self) -> Iterator["FolderTransport"]:
        """The folder itself: there is nothing to connect to."""
        yield self

    def send(
        self,
        letter: Letter,
        to: Sequence[str],
        before_end: Callable[[], None],
        copies: Sequence[str] = (),  # noqa: ARG002 - the protocol's argument; a file is one already
    ) -> Mapping[str, Answer]:
        """Write the file durably, never over another letter; see ``post.Post``."""
        before_end()
        return dict.fromkeys(to, self._written(letter))

    def _written(self, letter: Letter) -> Answer:
        target = self._folder / letter.file
        try:
            system.private_folder(self._folder)
            if target.exists() and file_bytes(target) != letter.data:
                return Answer(
                    Verdict.DEFERRED,
                    f"another letter lies at {target}: move it away, this one goes next time",
                )
            _write_whole(target, letter.data)
        except OSError as error:
            return Answer(
                Verdict.DEFERRED,
                f"{target} could not be written ({error.strerror or error}): check the folder in "
                "mail.folder and the space on its disk",
            )
        return Answer(Verdict.ACCEPTED, str(target))


def _write_whole(target: Path, data: bytes) -> None:
    draft = target.with_name(f".{target.name}.new")
    try:
        draft.unlink(missing_ok=True)
        with system.new_file(draft) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    system.keep_folder(target.parent)
