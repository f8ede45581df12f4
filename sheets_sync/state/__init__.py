"""What runs must remember (design §10, §14), behind a port.

``port`` says what the program asks of a store, in words of the domain; ``opening`` opens the one
that the config names; ``sqlite`` is a store in one file beside the config, and the only place
that knows SQL. Another store is a folder beside it that passes ``tests/state/conformance``.
"""
