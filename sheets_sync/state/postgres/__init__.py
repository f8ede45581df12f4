"""The states of many workbooks in one PostgreSQL; nothing else of the state knows psycopg."""
