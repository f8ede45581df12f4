"""Whole columns of cells and of numbers, without an object a cell. Knows no tab, no money."""
