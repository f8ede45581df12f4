"""Letters as a run and a command see them."""
