"""Which letters there are to be, what they are about, and what holds each (design §8, §17)."""
