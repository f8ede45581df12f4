"""``python -m sheets_sync``: the same program as ``sheets-sync``."""

from sheets_sync.cli import main

if __name__ == "__main__":
    main()
