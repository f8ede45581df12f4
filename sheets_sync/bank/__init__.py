"""Statements as banks give them: files read whole or not at all, and whose each credit is.

This room knows no tab and no state (design §20): it is given files, names and amounts.
"""
