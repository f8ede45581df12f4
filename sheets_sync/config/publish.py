"""The table about the pages that clients see (design §19)."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from sheets_sync.config.strict_table import ConfigTable
from sheets_sync.config.values import BaseUrl, BesideConfigOrBlank
from sheets_sync.deferred import dataclass


@dataclass(frozen=True)
class PublishTable(ConfigTable):
    """Where clients' pages are written, where a browser finds them, and whether labour is told."""

    folder: BesideConfigOrBlank = None
    base_url: BaseUrl = ""
    minutes: bool = False

    def address(self, token: str) -> str:
        """Where a browser finds the page of a token; "" where no address is known."""
        return f"{self.base_url}/{token}/" if self.base_url else ""

    def clashes(self, private: Mapping[str, Path]) -> Iterator[tuple[str, str, str]]:
        """An address of pages that nobody writes, and what is ``private`` (by key) in the folder:
        a sentence, and the two keys that it is about."""
        if self.folder is None:
            if self.base_url:
                yield "needs publish.folder: no page is written", "base_url", "publish.folder"
            return
        for key, path in private.items():
            if _is_within(path, self.folder):
                sentence = f"is shown by a web server, and so would be {path}: pages alone go there"
                yield sentence, "folder", key


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is in a folder, or is it: as both are written, or where their links lead."""
    return any(
        Path(at(path)).is_relative_to(at(folder)) for at in (os.path.abspath, os.path.realpath)
    )
