"""What a run must remember: one SQLite file beside the config (design §10, §14)."""
