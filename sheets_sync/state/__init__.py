"""What runs must remember (design §10, §14), behind a port.

``port`` says what the program asks of a store, in words of the domain; ``opening`` opens the one
that the config names: ``sqlite`` in one file beside the config, ``postgres`` in a database with
those of other workbooks. They alone know SQL, and nothing of each other; letters and pages go by
``tables``, in either. Another store is a folder beside them that passes
``tests/state/conformance``.
"""
