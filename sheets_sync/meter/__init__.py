"""The client's meter: static pages that show a client their account (design §19)."""
