"""What a run wants in the workbook: columns of cells, computed, not yet compared or written.

One module a tab. Each returns ``diff.Wanted`` columns; cells are made by ``encode``.
"""
