"""``sync publish`` says which pages it leaves as they are (design §19)."""

from openpyxl import load_workbook


def test_pages_that_stay_are_named(books, ask):
    config = books / "config.toml"
    config.write_text(config.read_text("utf-8") + '[publish]\nfolder = "www"\n', "utf-8")
    code, out, err = ask("publish")
    assert (code, "stay as they are" in err) == (0, False)
    assert out == b"1 client: 1 page changed, 4 files written.\n"
    next((books / "www").glob("*/index.html")).unlink()
    assert b" 1 page changed, 1 file written" in ask("publish")[1]
    (path,) = books.glob("*.xlsx")
    workbook = load_workbook(path)
    cell = next(each for each in workbook["Clients"]["A"] if each.value == "Acme")
    cell.value = "Apex"
    workbook.save(path)
    code, _, err = ask("publish")
    assert code == 0
    assert "Pages that stay as they are: Apex." in err
    listed = ask("publish", "list")[1].decode()
    assert "Apex" not in listed
    assert "acme" in listed.casefold()


def test_without_a_folder_for_pages_each_command_says_what_to_name(books, ask):
    assert "[publish]" not in (books / "config.toml").read_text("utf-8")
    for args in (["list"], ["link", "Acme"], ["revoke", "Acme"], []):
        code, out, err = ask("publish", *args)
        assert (code, out) == (2, b""), args
        assert '[publish] folder = "www"' in err


def test_before_the_first_page_the_list_says_so(books, ask):
    config = books / "config.toml"
    config.write_text(config.read_text("utf-8") + '[publish]\nfolder = "www"\n', "utf-8")
    code, out, err = ask("publish", "list")
    assert (code, out) == (0, b"")
    assert "No page is published yet" in err
