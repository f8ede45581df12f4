"""JSON objects as they are printed and kept (design §12); ``report`` makes them."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from sheets_sync.deferred import dataclass

Document = dict[str, Any]


@dataclass(frozen=True)
class Report:
    """What a run found: ``rows`` of the JSON, the number of findings, and, made when it is asked
    for, the whole ``document``."""

    rows: Mapping[str, int]
    findings: int
    document: Callable[[], Document]

    @classmethod
    def from_text(cls, text: str) -> "Report":
        """The report that ``as_text`` gave."""
        document: Document = json.loads(text)
        return cls(document["rows"], len(document["findings"]), lambda: dict(document))

    def as_text(self) -> str:
        """For the state file."""
        return json.dumps(self.document(), ensure_ascii=False)


def dump(document: object) -> str:
    """The document as indented JSON text, letters of every alphabet as they are."""
    return json.dumps(document, ensure_ascii=False, indent=2)
