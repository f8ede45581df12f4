"""A module a role: its rows decoded, what is wrong in them, and what is no row at all (§3, §4)."""
