"""Statements that become rows of Bank, and the rows that wait there."""
