"""Scheduled runs (design §12): when, how they are told, and the loop that never ends by itself."""

from sheets_sync.scheduler.daemon import Daemon, World, serve

__all__ = ["Daemon", "World", "serve"]
