"""What a store refuses, whoever asks for it."""


class BrokenRuleError(Exception):
    """A rule of the store would be broken: a fault of the program, nothing that a person does."""
