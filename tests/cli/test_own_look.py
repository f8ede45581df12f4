"""A seller's own look in whole runs: what cannot be drawn holds its letter and says why."""

from io import BytesIO

import pytest
from PIL import Image

from tests.cli.mailing import SETTLED


def put_logo(agency, name="logo.png"):
    made = BytesIO()
    Image.new("RGB", (300, 100), (200, 20, 30)).save(made, "PNG")
    (agency.folder / name).write_bytes(made.getvalue())


def test_a_name_that_our_font_lacks_holds_the_letter_until_it_is_written_otherwise(office, ask):
    agency = office("")
    agency.edit("Clients", "A2", "株式会社")
    agency.edit("Payments", "B2", "株式会社")
    assert ask("now")[0] == 4
    assert agency.letters() == []
    out = " ".join(ask("notices", "list")[1].decode().split())
    assert "the letter or its paper cannot be made: Our font has no “株”." in out
    code, _, err = ask("statement", "株式会社", "--pdf")
    assert (code, "Our font has no “株”" in err) == (1, True)
    agency.edit("Clients", "A2", "Kabushiki")
    agency.edit("Payments", "B2", "Kabushiki")
    assert ask("now")[0] == 0
    assert len(agency.letters()) == 1


def test_a_logo_that_is_not_there_holds_letters_and_the_doctor_says_so(office, ask):
    agency = office("", SETTLED + "[letters]\nlogo = 'logo.png'\n")
    code, out, _ = ask("doctor")
    assert code == 1
    assert "logo.png, named in letters.logo, is not there" in " ".join(out.decode().split())
    assert ask("now")[0] == 4
    assert agency.letters() == []
    put_logo(agency)
    assert b"(300 \xc3\x97 100, 0 KiB)" in ask("doctor")[1]
    assert ask("now")[0] == 0
    (letter,) = (agency.folder / "outbox").glob("*.eml")
    assert b"Content-ID: <logo@letter>" in letter.read_bytes()


def test_check_finds_a_broken_template_by_file_and_line_before_any_letter_is_held(office, ask):
    agency = office("", SETTLED + "[letters]\ntemplates = 'letters'\n")
    folder = agency.folder / "letters"
    folder.mkdir()
    broken = folder / "low.message.txt"
    broken.write_text("Dear {{ client }},\n{{ blance }}\n", encoding="utf-8")
    (folder / "over.subject.txt").write_text("{% if %}", encoding="utf-8")
    code, _, err = ask("check")
    assert code == 1
    assert "low.message.txt:2: 'blance' is undefined" in err
    assert "over.subject.txt:1: Expected an expression" in err
    assert b"low.message.txt:2" in ask("doctor")[1]
    assert ask("now")[0] == 4
    assert agency.letters() == []
    assert b"low.message.txt:2: 'blance' is undefined" in b" ".join(
        ask("notices", "list")[1].split()
    )
    broken.write_text("Dear {{ client }},\n{{ balance }}\n", encoding="utf-8")
    (folder / "over.subject.txt").unlink()
    assert ask("check")[0] == 0
    assert ask("now")[0] == 0
    assert len(agency.letters()) == 1


def folder_of(agency, kind):
    """What letters.templates names, made wrong in one of many ways."""
    path = agency.folder / "letters"
    if kind == "a file":
        path.write_text("hello", encoding="utf-8")
    elif kind != "missing":
        path.mkdir()
    if kind == "a folder called so":
        (path / "letter.txt").mkdir()
    elif kind == "no text":
        (path / "letter.html").write_bytes(b"\xff\xfe\x00bad")
    elif kind == "a link to nowhere":
        (path / "low.message.txt").symlink_to("gone.txt")
    elif kind == "includes":
        (path / "low.message.txt").write_text("{% include '/etc/passwd' %}", encoding="utf-8")
    elif kind == "reaches out":
        (path / "low.message.txt").write_text("{{ ''.__class__.__mro__ }}", encoding="utf-8")


WRONG_FOLDERS = {
    "missing": "letters, named in `letters.templates`, is not there or cannot be read",
    "a file": "letters, named in `letters.templates`, is not there or cannot be read",
    "a folder called so": "letter.txt: it is no file",
    "a link to nowhere": "low.message.txt: it is no file",
    "no text": "letter.html: it is not in UTF-8",
    "includes": "low.message.txt:1: '/etc/passwd' not found",
    "reaches out": "low.message.txt:1: access to attribute '__class__'",
}


@pytest.mark.parametrize("kind", WRONG_FOLDERS)
def test_whatever_is_wrong_with_the_templates_doctor_check_and_run_say_it(office, ask, kind):
    agency = office("", SETTLED + "[letters]\ntemplates = 'letters'\n")
    folder_of(agency, kind)
    said = WRONG_FOLDERS[kind]
    code, out, _ = ask("doctor")
    assert (code, said in " ".join(out.decode().split())) == (1, True)
    code, _, err = ask("check")
    assert (code, said in " ".join(err.split())) == (1, True)
    code, out, err = ask("now")
    assert (code, agency.letters()) == (4, [])
    assert said in " ".join((out.decode() + err).split())
    assert said in agency.grid()["Notices"][1][9]
    assert "Traceback" not in err


def test_a_folder_without_a_template_is_a_warning_and_letters_are_in_our_words(office, ask):
    agency = office("", SETTLED + "[letters]\ntemplates = 'letters'\n")
    (agency.folder / "letters").mkdir()
    code, out, _ = ask("doctor")
    assert (code, "where no template is" in " ".join(out.decode().split())) == (0, True)
    assert ask("check")[0] == 0
    assert ask("now")[0] == 0
    assert len(agency.letters()) == 1


def test_all_that_is_wrong_with_logo_fonts_and_templates_is_told_at_once(office, ask):
    letters = "logo = 'logo.png'\nfonts = ['a.ttf', 'b.ttf']\ntemplates = 'letters'\n"
    agency = office("", f"{SETTLED}[letters]\n{letters}")
    folder = agency.folder / "letters"
    folder.mkdir()
    (agency.folder / "b.ttf").write_bytes(b"no font")
    for name, text in (
        ("lwo.message.txt", "x"),
        ("low.messages.txt", "x"),
        ("low.message.txt", "{{ blance }}"),
    ):
        (folder / name).write_text(text, encoding="utf-8")
    faults = (
        "logo.png",
        "a.ttf",
        "b.ttf",
        "lwo.message.txt: no",
        "low.messages.txt: no",
        "low.message.txt:1",
    )
    code, out, _ = ask("doctor")
    assert (code, [each for each in faults if each not in out.decode()]) == (1, [])
    code, _, err = ask("check")
    assert (code, [each for each in faults if each not in err]) == (1, [])
    assert ask("now")[0] == 4
    assert agency.letters() == []
