"""calamine's panics: what it had not thought of, a duration of a million years among them. They are
no ``Exception``, and the library prints the trace of each itself, past Python."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import Final

_STDERR: Final = 2


def is_panic(error: BaseException) -> bool:
    """Whether it is one."""
    return type(error).__name__ == "PanicException"


@contextmanager
def panics_unsaid() -> Iterator[None]:
    """Within, nobody is shown what is printed of a panic: whoever catches it says more to the
    point. What goes to stderr otherwise is said afterwards."""
    try:
        shown = os.dup(_STDERR)
    except OSError:  # a service may have none
        yield
        return
    panicked = False
    with TemporaryFile() as aside:
        os.dup2(aside.fileno(), _STDERR)
        try:
            yield
        except BaseException as error:
            panicked = is_panic(error)
            raise
        finally:
            os.dup2(shown, _STDERR)
            os.close(shown)
            aside.seek(0)
            if not panicked and (said := aside.read()):
                os.write(_STDERR, said)
