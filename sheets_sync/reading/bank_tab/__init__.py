"""The tab Bank as one more source of Payments: each credit counts once, for whoever it is (§20)."""
