"""Numbered steps of the schema, applied in order: ``0001_name.sql`` leads to version 1."""
