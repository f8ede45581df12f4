"""From raw cells to a book: headers, what a cell means, what is wrong in it (design §3, §4)."""
