"""What a client owes and what they cost: pure functions over typed tables (design §5-9)."""
