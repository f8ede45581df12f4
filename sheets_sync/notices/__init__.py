"""Notices: the letters that an account running dry causes, each once (design §8)."""
