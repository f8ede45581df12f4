"""Names where there is little room (design §18)."""

from sheets_sync.showing.short_names import LONGEST_NAME, short_names, shortened

OWNER = "Общество с ограниченной ответственностью «Заря-"


def test_firms_that_begin_alike_are_told_apart_by_how_they_end():
    north, south = (shortened(f"{OWNER}{where}»") for where in ("Север", "Юг"))
    assert north == "Общество с ограниче…аря-Север»"
    assert north != south
    assert len(north) <= LONGEST_NAME


def test_a_name_that_fits_stays_whole_and_no_gap_is_left_at_the_cut():
    assert shortened("x" * LONGEST_NAME) == "x" * LONGEST_NAME
    assert shortened("Meridian Trade House and Sons of Lisbon") == "Meridian Trade Hous…of Lisbon"


def test_firms_whose_legal_form_is_their_end_are_told_apart_by_what_is_before_it():
    """Found: cut in their middle both were "Acme Holding Intern…mbH & Co. KG"."""
    north, south, other = (f"Acme Holding Hamburg {each} GmbH & Co. KG" for each in "NSX")
    found = short_names([north, south, "Acme"])
    assert found == {
        north: "Acme Holding Hamburg N GmbH &…",
        south: "Acme Holding Hamburg S GmbH &…",
        "Acme": "Acme",
    }
    assert short_names([other])[other] == shortened(other)
