"""A seller's own words in letters, and what is refused of them (design §17)."""

import email
import email.policy

import pytest

from sheets_sync.notices.paper.undrawable import PaperError
from sheets_sync.notices.texts.own_samples import template_faults
from sheets_sync.notices.texts.own_templates import NAMES, PARTS, OwnTemplates
from sheets_sync.notices.texts.own_words import FIELDS
from sheets_sync.words import languages
from sheets_sync.words.speaking import words_of
from tests.notices.cases import TODAY, Office, books, client
from tests.notices.paper.cases import ISSUER
from tests.notices.test_letters import bodies

PAYMENTS = [(TODAY - 40, 0, 1_000_000)]
CHARGES = [(TODAY - 1, 0, "Banner", 900_000)]


def folder_of(tmp_path, **files):
    """A folder of templates: low__message__ru is low.message.ru.txt."""
    folder = tmp_path / "letters"
    folder.mkdir()
    for name, text in files.items():
        end = "" if name.startswith("letter__") else ".txt"
        (folder / f"{name.replace('__', '.')}{end}").write_text(text, encoding="utf-8")
    return folder


def letter(tmp_path, folder, who=None, language="en"):
    """Subject, text and HTML of a LOW letter by the templates; or the reason that it is held for."""
    office = Office(tmp_path, language=language, issuer=ISSUER, own=OwnTemplates(folder))
    (moved,) = office.run(books([who or client()], PAYMENTS, CHARGES))
    raw = [(office.folder / name).read_bytes() for name in office.letters()]
    office.close()
    if moved.state != "written":
        assert raw == []
        return moved.reason
    message = email.message_from_bytes(raw[0], policy=email.policy.default)
    return message["Subject"], *bodies(message)


def test_ones_own_words_stand_in_place_of_ours_and_the_figures_stay(tmp_path):
    folder = folder_of(
        tmp_path,
        low__subject="{{ client }}: {{ asked }} by {{ due }}\n",
        low__message="Dear colleagues,\n\n<b>{{ balance }}</b> is left{% if days_left %}, for {{ days_left }} days{% endif %}.",
    )
    subject, text, html = letter(tmp_path, folder)
    assert subject == "Ромашка: RUB 9,000.00 by 28 Nov 2026"
    assert "Dear colleagues," in text
    assert "<b>RUB\u00a01,000.00</b> is left" in text
    assert "&lt;b&gt;RUB" in html, "what a text says is no HTML"
    for body in (text, html):
        assert "Please pay by" in body
        assert "40702810200000000001" in body
        assert "fallen below the agreed level" not in body


def test_each_language_has_its_own_and_falls_back_on_that_of_all(tmp_path):
    folder = folder_of(tmp_path, low__subject="All", low__subject__ru="Только по-русски")
    assert letter(tmp_path / "a", folder)[0] == "All"
    assert letter(tmp_path / "b", folder, language="ru")[0] == "Только по-русски"
    assert letter(tmp_path / "c", folder, client(language="ru"))[0] == "Только по-русски"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ok\n{{ blance }}", "low.message.txt:2: 'blance' is undefined"),
        ("ok\n\n{% if %}", "low.message.txt:3: Expected an expression"),
        ("{{ 1 / 0 }}", "low.message.txt:1: division by zero"),
        ("{{ client.__class__.__mro__ }}", "low.message.txt:1: access to attribute '__class__'"),
        ("{{ client.nothing.more }}", "low.message.txt:1:"),
        ("{% include 'other' %}", "low.message.txt:1: "),
        (" \n\n", "low.message.txt: it says nothing"),
    ],
)
def test_a_broken_template_holds_its_letter_and_says_where(tmp_path, text, said):
    folder = folder_of(tmp_path, low__message=text)
    assert f"invoice: template {said}" in letter(tmp_path, folder)
    (fault,) = template_faults(folder, words_of("en"))
    assert f"the template {said}" in fault


def test_a_broken_template_holds_no_letter_that_is_not_made_by_it(tmp_path):
    folder = folder_of(tmp_path, over__message="{{ blance }}", low__subject__ru="{{ blance }}")
    assert letter(tmp_path, folder)[0].startswith("Your account is running low")
    assert len(list(template_faults(folder, words_of("en")))) == 2


@pytest.mark.parametrize("name", ["lwo__message", "low", "low__body", "low__message__xx", "notes"])
def test_a_file_that_no_letter_asks_for_is_a_slip_of_the_pen(tmp_path, name):
    folder = folder_of(tmp_path, **{name: "x"})
    with pytest.raises(PaperError, match="no letter asks for it"):
        OwnTemplates(folder)
    (fault,) = template_faults(folder, words_of("en"))
    assert "no letter asks for it" in fault


def test_what_is_no_template_is_left_alone(tmp_path):
    folder = folder_of(tmp_path)
    for name in ("README.md", ".low.txt", "low.message.txt~", "logo.png"):
        (folder / name).write_bytes(b"\xff")
    assert OwnTemplates(folder).files() == []


def test_a_folder_that_is_none_is_named(tmp_path):
    assert "gone" in next(template_faults(tmp_path / "gone", words_of("en")))


WHOLE = (
    "{{ v.message }} {% for each in v.figures %}{{ each.label }} {{ each.value }}\n{% endfor %}"
    "{% for label, value in v.bank %}{{ label }} {{ value }}\n{% endfor %}{{ v.remarks | join(' ') }}"
)


def test_a_layout_of_ones_own_is_the_letter(tmp_path):
    folder = folder_of(tmp_path, letter__txt=WHOLE, letter__html=f"<p>{WHOLE}</p>")
    assert list(template_faults(folder, words_of("en"))) == []
    _, text, html = letter(tmp_path, folder)
    assert text.startswith("The balance of your account has fallen")
    assert html.startswith("<p>The balance of your account has fallen")


@pytest.mark.parametrize(
    "lost", ["each.value", "value }}\\n{% endfor %}{{ v", "v.remarks | join(' ')"]
)
@pytest.mark.parametrize("file", ["letter__txt", "letter__html"])
def test_no_layout_leaves_out_a_figure_how_to_pay_or_what_is_said_of_the_invoice(
    tmp_path, lost, file
):
    less = WHOLE.replace(
        "{{ label }} {{ value }}" if "endfor" in lost else "{{ " + lost + " }}", ""
    )
    assert less != WHOLE
    folder = folder_of(tmp_path, **{file: less})
    assert "it leaves out" in letter(tmp_path, folder)
    assert "it leaves out" in next(template_faults(folder, words_of("en")))


def test_every_field_and_every_kind_may_be_said_in_every_language(tmp_path):
    text = " ".join(f"{name}={{{{ {name} }}}};" for name in FIELDS)
    files = {
        f"{name}__{part}__{code}": text for name in NAMES for part in PARTS for code in languages()
    }
    folder = folder_of(tmp_path, **files)
    assert list(template_faults(folder, words_of("en"))) == []
    _, said, _ = letter(tmp_path, folder)
    assert "client=Ромашка; contract=; seller=" in said
    assert "replaced=; withdrawn=; month=; day=23 Nov 2026;" in said
    assert "due=28 Nov 2026; invoice=1; invoice_day=23 Nov 2026;" in said
