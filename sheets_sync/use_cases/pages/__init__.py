"""Clients' pages written, and whose stay as they are."""
