"""The scripts that make each version of the tables out of the one before."""
