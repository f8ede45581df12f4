"""What numbers are by format, header or file, where digits alone do not tell (§15)."""
