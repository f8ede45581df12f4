"""A tab that reaches to the last column: what is in the way is named (design §16)."""

import pytest

from tests.spreadsheet.keyboard import type_in
from tests.sync.agency import Agency


@pytest.mark.parametrize(
    ("cells", "named"),
    [
        (["XFD7", "XFB2"], "(XFB2, XFD7)"),
        (["XFD1", "XFD2", "XFD3", "XFD4"], "(XFD1, XFD2, XFD3 and more)"),
    ],
)
def test_init_names_the_cells_to_move_and_does_its_work_when_they_are(tmp_path, call, cells, named):
    agency = Agency(tmp_path, furnished=False)
    config = str(agency.folder / "config.toml")
    type_in(agency.path, "Log", dict.fromkeys(cells, "mine"))

    done = call("--config", config, "init")
    assert (done.code, named in done.err) == (2, True)
    assert "says what is in their way" in call("--config", config, "now").err

    type_in(agency.path, "Log", dict.fromkeys(cells))
    assert call("--config", config, "init").code == 0
    assert "of ours to write" not in call("--config", config, "now").err
