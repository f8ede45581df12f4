"""What a letter reads like, in its language, with the papers that it encloses (design §8, §17)."""
