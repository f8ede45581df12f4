"""What one cell means, whatever its column: numbers, days, durations (design §4, §15)."""
