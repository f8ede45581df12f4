"""Numbers of things in the English of the terminal; tabs and letters count by ``words`` (§12)."""


def counted(count: int, thing: str) -> str:
    """So many things: 1 cell, 12 cells, 1,200 cells."""
    return f"{count:,} {thing}" if count == 1 else f"{count:,} {thing}s"
