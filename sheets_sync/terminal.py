"""What every command shares: --config and --verbose, dates, progress, and how errors end.

Heavy imports happen inside: ``--help`` stays quick.
"""

import gc
import io
import os
import shlex
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import click

from sheets_sync import streams
from sheets_sync.errors import OutOfMemory, SheetsSyncError
from sheets_sync.harmless import made_harmless

if TYPE_CHECKING:
    from rich.console import Console

    from sheets_sync.config import Config

EXIT_FINDINGS: Final = 3
EXIT_INTERRUPTED: Final = 130
_MADE_BEFORE_A_LOOK: Final = 300_000
"""Objects made between two looks for rings of them; Python's own is 700."""
_WRITERS: Final = ("click.utils", "rich.console")
FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2100

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType["date"]):
    """A day typed as people type it in a cell, where it can be but one: 2026-11-23, 23.11.2026,
    23 Nov 2026; of the years that cells may hold (design §4)."""

    name = "date"

    def convert(
        self, value: str | date, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """The date, or click's usage error."""
        from sheets_sync.reading.meaning.dates import day_in

        day = value if isinstance(value, date) else day_in(value)
        if day is None:
            self.fail(f"{value!r} is no date: write it as 2026-11-23 or 23.11.2026.", param, ctx)
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            self.fail(f"{day} is outside the years {FIRST_YEAR} to {LAST_YEAR}.", param, ctx)
        return day


@dataclass
class Given:
    """What stood before or behind the command's name: a config file, how often --verbose."""

    config: str | None = None
    verbose: int = 0


def with_config(command: Command) -> Command:
    """``--config`` and ``--verbose`` on the command itself, beside those before it."""

    def remember(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
        _given(ctx).config = value or _given(ctx).config

    return click.option(
        "--config", metavar="FILE", expose_value=False, callback=remember,
        help="The config file (default: $SHEETS_SYNC_CONFIG, else config.toml here).",
    )(with_verbose(command))  # fmt: skip


def with_verbose(command: Command) -> Command:
    """``--verbose`` alone, for a command that has a config of its own."""

    def remember(ctx: click.Context, _param: click.Parameter, value: int) -> None:
        _given(ctx).verbose += value

    return click.option(
        "-v", "--verbose", count=True, expose_value=False, callback=remember,
        help="Tell of requests, retries and phases on stderr; -vv: of every step of mail, too.",
    )(command)  # fmt: skip


def _given(ctx: click.Context) -> Given:
    return ctx.find_root().ensure_object(Given)


def examples(*lines: str) -> str:
    """The examples at the foot of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def called() -> str:
    """This program as it was called, to be typed again: its name where PATH finds it."""
    import shutil

    program = Path(sys.argv[0])
    if program.name == "__main__.py":
        return f"{shlex.quote(sys.executable)} -m sheets_sync"
    found = shutil.which(program.name)
    same = found is not None and Path(found).absolute() == program.absolute()
    return program.name if same else shlex.quote(sys.argv[0])


def moment_now() -> datetime:
    """This moment: the one place where commands look at the clock."""
    return datetime.now(UTC)


def chosen_config() -> "Config":
    """The config that the command line, the environment or the folder names; from now on the
    log is as it says."""
    from sheets_sync.config import find

    return config_in(find(_given(click.get_current_context()).config, os.environ))


def completing_config(ctx: click.Context) -> "Config":
    """The config that a line that is still being typed names; nothing is said, nor logged."""
    from sheets_sync.config import find, load

    return load(find(_given(ctx).config, os.environ))


def config_in(path: Path) -> "Config":
    """The config in the file ``path``, as loud as --verbose wants it; from now on so is the log."""
    from sheets_sync import voice
    from sheets_sync.config import load
    from sheets_sync.voice.lines import LogLines

    config = load(path).louder(_given(click.get_current_context()).verbose)
    lines = LogLines(talk, config.workbook.zone(), as_json=False)
    voice.speak(config.log.level, lines.line, config.log.file)
    return config


def run(command: click.Command) -> NoReturn:
    """Run a command; every error that a person can cause ends as a sentence and an exit code."""
    streams.made_fit()
    out = sys.stdout
    # Modules live to the end: to look for rings among what they make, again and again as it
    # grows, costs a sixteenth of a small run.
    gc.set_threshold(_MADE_BEFORE_A_LOOK)
    try:
        code = command.main(standalone_mode=False) or 0
        sys.stdout.flush()  # a reader who left is noticed here, not in a traceback at exit
        gc.freeze()  # all ends: a last look for rings would cost what importing a tenth did
        sys.exit(code)
    except SheetsSyncError as error:
        _end(error)
    except click.ClickException as error:
        talk(_of_click(error))
        sys.exit(error.exit_code)
    except MemoryError:
        pass  # told below, where what filled the memory is let go
    except (click.Abort, KeyboardInterrupt):
        talk("Interrupted; nothing is half done.")
        sys.exit(EXIT_INTERRUPTED)
    except BrokenPipeError:
        _nobody_listens()
    except Exception as error:  # noqa: BLE001 - a bug of ours; its trace is kept
        if isinstance(error, OSError) and _while_writing(error):
            _end(_unwritten(error))
        talk(f"Error: {_bug(error)}")
        sys.exit(SheetsSyncError.exit_code)
    except SystemExit as ended:
        # rich makes an exit of 1 out of it; click does too, and then wraps stdout.
        if isinstance(ended.__context__, BrokenPipeError) or sys.stdout is not out:
            _nobody_listens()
        raise
    _end(OutOfMemory())


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A way to say what is going on: a spinner on a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.text import Text

    with _console(stderr=True).status("Starting") as spinner:
        yield lambda text: spinner.update(Text(f"{text} …"))  # Text: brackets are no styles


def console() -> "Console":
    """Where tables go: as wide as the window, or as COLUMNS says."""
    return _console(width=None if sys.stdout.isatty() else _columns(), highlight=False)


def _console(**settings: Any) -> "Console":  # noqa: ANN401 - as rich takes them
    """rich's console, through which nothing passes that a terminal would obey but rich's own."""
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

    class Harmless(Console):
        def render(
            self, renderable: RenderableType, options: ConsoleOptions | None = None
        ) -> Iterator[Segment]:
            for segment in super().render(renderable, options):
                plain = segment.control or not segment.text
                yield segment if plain else Segment(made_harmless(segment.text), segment.style)

    return Harmless(**settings)


def answer(text: str) -> None:
    """Say to people what they asked for: a line, or several, on stdout."""
    click.echo(made_harmless(text))


def give(data: str | bytes, *, nl: bool = True) -> None:
    """Give data for machines on stdout, to the letter, in UTF-8; a terminal shows only what is
    harmless."""
    if isinstance(data, bytes):
        click.echo(data, nl=nl)
    elif sys.stdout.isatty():
        click.echo(made_harmless(data), nl=nl)
    else:
        click.echo(streams.as_utf_8(f"{data}\n" if nl else data), nl=False)


def talk(text: str) -> None:
    """Say something beside the data: on stderr, where anybody hears it."""
    with suppress(OSError):  # a full disk, a reader who left: the work goes on
        click.echo(made_harmless(text), err=True)


def _of_click(error: click.ClickException) -> str:
    """What click would say of its own accord, past our door; it quotes arguments."""
    said = io.StringIO()
    error.show(said)
    if papers := streams.named_as_files(sys.argv[1:]):
        said.write("\n".join(papers))
    return said.getvalue().rstrip("\n")


def _end(error: SheetsSyncError) -> NoReturn:
    """Say what happened and what to do about it, and end with its code."""
    talk(f"Error: {error.message}")
    if error.cure:
        talk(error.cure)
    sys.exit(error.exit_code)


def _nobody_listens() -> NoReturn:
    """The reader of our output left (`| head`): no more to say, and no traceback at exit."""
    streams.let_go_of_stdout()
    sys.exit(0)


def _while_writing(error: OSError) -> bool:
    """Whether it came from what writes to stdout for us: for nothing else do we call these."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_globals.get("__name__") in _WRITERS


def _unwritten(trouble: OSError) -> SheetsSyncError:
    """The work is done, and its answer reaches nobody."""
    streams.let_go_of_stdout()
    return SheetsSyncError(
        f"The answer could not be written to stdout: {trouble.strerror}.",
        "Send it elsewhere, or make room there; `sheets-sync status` tells what was done.",
    )


def _bug(error: Exception) -> str:
    from zoneinfo import ZoneInfo

    from sheets_sync import voice
    from sheets_sync.voice.lines import LogLines

    if not voice.heard():  # before there was a config
        voice.speak("warning", LogLines(talk, ZoneInfo("UTC"), as_json=False).line)
    return voice.bug(error)


def _columns() -> int:
    """COLUMNS where it is a sensible number, else wide enough for every column."""
    told = os.environ.get("COLUMNS", "")
    return int(told) if told.isdecimal() and int(told) >= 20 else 160
