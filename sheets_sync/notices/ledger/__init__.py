"""What is remembered of letters, episodes, invoices and errands (design §8, §17)."""
