"""TOML → frozen ``Config`` (design §13): every fault at once, each with its path.

``loading`` finds and reads the file, ``models`` are its tables, ``values`` the kinds of value in
them, ``contradictions`` what no single key can tell, ``complaints`` the sentences for a person, and
``secrets`` the places that passwords come from.
"""

from sheets_sync.config.keeping import keep, said
from sheets_sync.config.loading import find, load, loads
from sheets_sync.config.models import Config
from sheets_sync.config.secrets import Secret

__all__ = ["Config", "Secret", "find", "keep", "load", "loads", "said"]
