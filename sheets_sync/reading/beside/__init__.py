"""What columns say that we do not read, beside those that a charge hangs on (design §15)."""
