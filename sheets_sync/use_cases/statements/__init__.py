"""The folder of statements and the tab Bank as a run finds them."""
