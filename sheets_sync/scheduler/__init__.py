"""Scheduled runs (design §12): when, how they are told, and the loop that never ends by itself."""

from sheets_sync.scheduler.service import Service, World, serve

__all__ = ["Service", "World", "serve"]
