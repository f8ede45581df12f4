"""A loopback server of the Sheets v4 REST API, for tests: `python -m tests.sheets_api --help`."""
