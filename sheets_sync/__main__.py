"""Where the program begins, as ``sheets-sync`` and as ``python -m sheets_sync``: so light that
Ctrl-C is heard from the first moment on."""

import sys

TYPE_CHECKING = False  # as typing has it, which takes longer to read than all that is here
if TYPE_CHECKING:
    from typing import NoReturn


def main() -> "NoReturn":
    """Run the command that the arguments name; Ctrl-C before it began ends as later (§12)."""
    try:
        from sheets_sync.cli import main as run  # noqa: PLC0415 - to read it takes a while

        run()
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted; nothing is half done.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
