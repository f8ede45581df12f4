"""Secrets in the database, sealed with keys that are not in it (design §21)."""

import pytest
from cryptography.fernet import Fernet

from sheets_sync.config.fleet import load_fleet
from sheets_sync.errors import CredentialsError, UsageError
from sheets_sync.fleet.sealing import sealer_of


def fleet(folder, *keys, mode=0o600):
    (folder / "fleet.toml").write_text('[fleet]\ndatabase = "postgresql:///x"\nkeys = "keys"\n')
    if keys:
        (folder / "keys").write_bytes(b"# ours\n" + b"\n".join(keys) + b"\n")
        (folder / "keys").chmod(mode)
    return load_fleet(folder / "fleet.toml")


def test_a_key_is_exchanged_without_a_moment_in_which_nothing_opens(tmp_path):
    old, new = Fernet.generate_key(), Fernet.generate_key()
    token = sealer_of(fleet(tmp_path, old)).seal(b"swordfish")
    assert "swordfish" not in token
    both = sealer_of(fleet(tmp_path, new, old))
    assert both.opened(token, "mail.password") == b"swordfish"
    again = both.anew(token, "mail.password")
    alone = sealer_of(fleet(tmp_path, new))
    assert alone.opened(again, "mail.password") == b"swordfish"
    with pytest.raises(CredentialsError, match=r"mail\.password .* not in the key file"):
        alone.opened(token, "mail.password")


@pytest.mark.parametrize(
    ("keys", "said"),
    [((), "cannot be read"), ((b"",), "holds no key"), ((b"hunter2",), "no Fernet key")],
)
def test_a_key_file_that_is_none_is_told_with_the_way_to_make_one(tmp_path, keys, said):
    with pytest.raises(CredentialsError, match=said) as told:
        sealer_of(fleet(tmp_path, *keys))
    assert "Fernet.generate_key" in told.value.cure
    assert "hunter2" not in str(told.value)


def test_a_key_file_that_everybody_reads_is_refused(tmp_path):
    with pytest.raises(CredentialsError, match="by everybody"):
        sealer_of(fleet(tmp_path, Fernet.generate_key(), mode=0o604))


def test_without_a_key_file_nothing_is_sealed(tmp_path):
    (tmp_path / "fleet.toml").write_text('[fleet]\ndatabase = "postgresql:///x"\n')
    with pytest.raises(UsageError, match=r"fleet\.keys names no key file"):
        sealer_of(load_fleet(tmp_path / "fleet.toml"))
