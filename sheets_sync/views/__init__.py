"""What the commands print: JSON, CSV, terminal tables, statements. Thin over ``reckoning``."""
