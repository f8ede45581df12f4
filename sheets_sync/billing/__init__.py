"""What a client owes and what he costs: pure functions over typed tables (design §5-9)."""
