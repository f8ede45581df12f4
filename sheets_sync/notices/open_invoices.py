"""What an open invoice still asks for (design §17). Pure; amounts are minor units."""


def received(paid: int, paid_before: int) -> int:
    """What came in towards an invoice, at least 0.

    ``paid`` is what the account was paid by now, refunds taken off, ``paid_before`` the same when
    the invoice was made: so a payment counts once it is entered, whatever day its row bears.
    """
    return max(0, paid - paid_before)
