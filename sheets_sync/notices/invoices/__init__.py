"""What invoices still ask for, from when on, and of whom (design §17)."""
