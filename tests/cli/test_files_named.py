"""A file named behind an option whose paper goes to stdout: what to type instead (design §12)."""

import pytest


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        (["statement", "Acme", "--pdf", "out.pdf"], "--pdf > out.pdf"),
        (["statement", "Acme", "--csv", "A B.CSV"], "--csv > 'A B.CSV'"),
        (["explain", "Acme", "--effort", "--html", "a.html"], "--html > a.html"),
        (["pricelist", "Acme", "--pdf", "a.pdf"], "--pdf > a.pdf"),
        (["simulate", "Acme", "--html", "a.html"], "--html > a.html"),
        (["invoices", "--csv", "all.csv"], "--csv > all.csv"),
        (["report", "--csv", "all.csv"], "--csv > all.csv"),
        (["now", "--json", "run.json"], "--json > run.json"),
        (["notices", "preview", "1", "--pdf", "a.pdf"], "--pdf > a.pdf"),
    ],
)
def test_it_says_how_to_send_it_to_a_file(call, line, typed):
    done = call(*line)
    assert (done.code, done.out) == (2, "")
    assert f"what it makes goes to stdout: `{typed}`." in done.err


@pytest.mark.parametrize(
    "line",
    [["statement", "Acme", "Oak", "--pdf"], ["report", "--csv", "--nonsense"], ["report", "x.csv"]],
)
def test_any_other_mistake_is_told_as_before(call, line):
    done = call(*line)
    assert done.code == 2
    assert "stdout" not in done.err
