"""A seller's own words in letters: a folder of templates that stand in place of ours (design §17).

``low.subject.txt`` and ``low.message.txt`` are said instead of ours in the subject and above the
figures, ``low.message.ru.txt`` in Russian letters alone; ``letter.txt`` and ``letter.html`` lay a
whole letter out. They are Jinja templates in its sandbox. What cannot be rendered, or leaves a
figure out, holds the letter: nothing goes by half.
"""

import html
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from traceback import extract_tb
from typing import Final

from jinja2 import FileSystemLoader, StrictUndefined, TemplateSyntaxError, select_autoescape
from jinja2.sandbox import ImmutableSandboxedEnvironment

from sheets_sync.notices.ledger.letter_kinds import Kind
from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.notices.texts.view import View
from sheets_sync.words import languages

LAYOUTS: Final = ("letter.txt", "letter.html")
PARTS: Final = ("subject", "message")
NAMES: Final = tuple(kind.lower() for kind in Kind)
_SEEN: Final = (".txt", ".html")
_TAG: Final = re.compile(r"<[^>]*>")


class OwnTemplates:
    """The templates in ``folder``. Raises ``PaperError`` where it is no folder, or holds a .txt or
    .html file of a name that no letter asks for: a slip of the pen would go unnoticed. ``trial``:
    such are left to ``misplaced``, so that all of them can be told."""

    def __init__(self, folder: Path, *, trial: bool = False) -> None:
        try:
            found = [each for each in folder.iterdir() if each.suffix in _SEEN]
        except OSError as error:
            raise PaperError("no_templates", str(folder)) from error
        self._files = frozenset(each.name for each in found if not each.name.startswith("."))
        self.misplaced = dict(_misplaced(found, self._files))
        """Why no letter can use a file, by its name."""
        if self.misplaced and not trial:
            raise next(iter(self.misplaced.values()))
        self._made = ImmutableSandboxedEnvironment(
            loader=FileSystemLoader(folder),
            autoescape=select_autoescape(enabled_extensions=("html",)),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def text(
        self, part: str, names: Iterable[str], language: str, values: Mapping[str, str]
    ) -> str | None:
        """The ``part`` ("subject", "message") of the first of ``names`` that has one; None where
        none has. Raises ``PaperError`` where it cannot be rendered, or says nothing."""
        for name in names:
            for file in (f"{name}.{part}.{language}.txt", f"{name}.{part}.txt"):
                if file in self._files:
                    return self._said(file, values)
        return None

    def layout(self, file: str, view: View, values: Mapping[str, object]) -> str | None:
        """The whole letter by ``letter.txt`` or ``letter.html``; None where there is none. Raises
        ``PaperError`` where it cannot be rendered, or leaves out a figure, how to pay, or a remark
        of ``view``."""
        if file not in self._files:
            return None
        made = self._render(file, values)
        shown = _plain(html.unescape(_TAG.sub(" ", made)) if file.endswith(".html") else made)
        for needed in _needed(view):
            if _plain(needed) not in shown:
                raise PaperError("template", f'{file}: it leaves out "{needed}"')
        return made

    def files(self) -> Sequence[str]:
        """Their names, but for those of ``misplaced``."""
        return sorted(self._files - self.misplaced.keys())

    def _said(self, file: str, values: Mapping[str, str]) -> str:
        lines = (line.strip() for line in self._render(file, values).strip().splitlines())
        if said := "\n".join(lines):
            return said
        raise PaperError("template", f"{file}: it says nothing")

    def _render(self, file: str, values: Mapping[str, object]) -> str:
        try:
            return self._made.get_template(file).render(values)
        except TemplateSyntaxError as error:
            raise PaperError("template", f"{error.name}:{error.lineno}: {error.message}") from error
        except UnicodeDecodeError as error:
            raise PaperError("template", f"{file}: it is not in UTF-8") from error
        except Exception as error:  # whatever an expression in it may raise
            raise PaperError("template", f"{_place(error, file)}: {error}") from error


def _misplaced(found: Iterable[Path], files: Collection[str]) -> Iterator[tuple[str, PaperError]]:
    """Of the ``files`` among those ``found`` what no letter can use, and why."""
    for path in sorted(found):
        if path.name not in files:
            continue
        if path.name not in _known():
            yield path.name, PaperError("template", f"{path.name}: no letter asks for it")
        elif not path.is_file():
            yield path.name, PaperError("template", f"{path.name}: it is no file")


def _place(error: Exception, file: str) -> str:
    """File and line of a template in which it was raised."""
    frames = [each for each in extract_tb(error.__traceback__) if each.filename.endswith(_SEEN)]
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else file


def _known() -> frozenset[str]:
    """All names of files that a letter may ask for."""
    ends = (".txt", *(f".{code}.txt" for code in languages()))
    texts = (f"{name}.{part}{end}" for name in NAMES for part in PARTS for end in ends)
    return frozenset((*LAYOUTS, *texts))


def _needed(view: View) -> Iterator[str]:
    """What no letter may leave out."""
    yield from (each.value for each in view.figures)
    yield from (value for _, value in view.bank)
    yield from view.remarks


def _plain(text: str) -> str:
    return " ".join(text.split())
