"""What cells mean: typed input, formulas, and what a person sees, by locale."""
