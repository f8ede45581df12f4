"""What formulas come to. [R] marks what gspread's recordings show; the rest is assumed."""

import datetime as dt
from types import SimpleNamespace

import pytest

from ..cells import CellError, Result
from ..language.formulas import Reference, evaluate, references, result_format

TABS: dict[str | None, list[list[Result]]] = {
    None: [
        [1, 2, "x"],
        [3, None, "5"],
        [True, "", CellError("N_A", "#N/A")],
        ["a", 10, 1.5],
    ],
    "My tab": [["k", 7], ["K2", 8], ["Anna", 9]],
}


def _book(**more):
    return SimpleNamespace(
        cell=lambda sheet, row, column: TABS[sheet][row][column],
        size=lambda sheet: (len(TABS[sheet]), len(TABS[sheet][0])),
        **more,
    )


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("= 1 / 1024", 0.0009765625),  # [R]
        ("=1+1", 2),  # [R]
        ("=4/2", 2),
        ("=-2^2", 4),
        ('=2+3*4&"!"', "14!"),
        ("=50%", 0.5),
        ("=A1+B1", 3),
        ("=$a$1+1", 2),
        ("=C2+1", 6),
        ("=B2", None),
        ("=B2=0", True),
        ('="A"="a"', True),
        ("=A1<>1", False),
        ("=SUM(A1:B2)", 6),
        ("=SUM(A:A)", 4),
        ("=SUM(A1,B1;3)", 6),
        ("=SUM(A2:A)", 3),
        ("=SUM(1,,2)", 3),
        ("='My tab'!B2", 8),
        ("=SUM('My tab'!A1:B)", 24),
        ('=IF(A1=1,"y",1/0)', "y"),
        ('=IFERROR(1/0,"-")', "-"),
        ('=IFERROR(C3,"-")', "-"),
        ("=AND(A1,1)", True),
        ("=OR(A1>1,NOT(TRUE))", False),
        ("=ABS(-3)", 3),
        ("=ROUND(2.675,2)", 2.68),
        ("=MIN(A1:B2)", 1),
        ("=MAX(A:B)", 10),
        ("=AVERAGE(A1:B2)", 2),
        ("=COUNT(A1:C4)", 5),
        ("=COUNTA(A1:C4)", 11),
        ('=COUNTIF(A:A,">1")', 1),
        ("=SUMIF('My tab'!A:A,\"K*\",'My tab'!B:B)", 15),
        ('=SUMIFS(B1:B4,A1:A4,"<>3",C1:C4,"x")', 2),
        ("=VLOOKUP(\"anna\",'My tab'!A:B,2,FALSE)", 9),
        ("=INDEX('My tab'!A:B,MATCH(\"K2\",'My tab'!A:A,0),2)", 8),
        ("=SUMPRODUCT((A1:A2>1)*(A1:A2))", 3),
        ('=CONCATENATE(A1:B1,"q")', "12q"),
        ('=LEN(TRIM("  дом  "))', 3),
        ("=DATE(2020,1,1)", 43831),
        ('=TEXT(43831,"yyyy-mm-dd")', "2020-01-01"),
        ("=TODAY()-TODAY()", 0),
        ("=SUBTOTAL(109,B1:B4)-SUM(B1:B4)", 0),
        ('=HYPERLINK("http://localhost","label")', "label"),
        ("=SPARKLINE(A1:B1)", None),
        ("=9999999999*9999999999", 99999999980000002048),
    ],
)
def test_formulas_in_en_us(formula, result):
    found = evaluate(formula, _book(), "en_US")
    assert (found, type(found)) == (result, type(result))


@pytest.mark.parametrize(
    ("formula", "kind", "text"),
    [
        ("=1/0", "DIVIDE_BY_ZERO", "#DIV/0!"),
        ("=AVERAGE(B2)", "DIVIDE_BY_ZERO", "#DIV/0!"),
        ("=NA()", "N_A", "#N/A"),
        ("=SUM(C1:C4)", "N_A", "#N/A"),
        ("=ROUND(1,2,3)", "N_A", "#N/A"),
        ("=VLOOKUP(\"zz\",'My tab'!A:B,2,FALSE)", "N_A", "#N/A"),
        ("=Z1", "REF", "#REF!"),
        ("='No tab'!A1", "REF", "#REF!"),
        ("=#REF!+1", "REF", "#REF!"),
        ("=Nope", "NAME", "#NAME?"),
        ("=NOPE(1)", "NAME", "#NAME?"),
        ("=A4+1", "VALUE", "#VALUE!"),
        ("=A1:A2", "VALUE", "#VALUE!"),
        ("=10^400", "NUM", "#NUM!"),
        ("=SQRT(-1)", "NUM", "#NUM!"),
        ("=1+", "ERROR", "#ERROR!"),
        ("=(1", "ERROR", "#ERROR!"),
        ("=+7 999 123-45-67", "ERROR", "#ERROR!"),
        ("=" + "(" * 5000, "ERROR", "#ERROR!"),
    ],
)
def test_errors_are_values(formula, kind, text):
    found = evaluate(formula, _book(), "en_US")
    assert (found.type, found.text) == (kind, text)


@pytest.mark.parametrize(
    ("formula", "result"),
    [
        ("=1,5+1", 2.5),
        ("=SUM(A1;B1)", 3),
        ("=SUM(1,5;1)", 2.5),
        ('=IF(A1=1;"да";"нет")', "да"),
        ('="1,5"+1', 2.5),
        ('=1,5&""', "1,5"),
        ('=COUNTIF(C:C;"<1,6")', 1),
        ("=SUM({1\\2;3\\4})", 10),
        ("=ИСТИНА", True),
    ],
)
def test_formulas_in_ru_ru(formula, result):
    assert evaluate(formula, _book(), "ru_RU") == result


@pytest.mark.parametrize("formula", ["=SUM(A1,B1)", '=IF(A1=1,"да","нет")', "=1.5"])
def test_american_separators_are_errors_in_ru_ru(formula):
    assert evaluate(formula, _book(), "ru_RU").text == "#ERROR!"


def test_a_book_may_know_names_and_the_time():
    noon = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)
    book = _book(named={"Fees": "'My tab'!B1:B3"}.get, now=lambda: noon)
    assert evaluate("=SUM(Fees)", book, "en_US") == 24
    assert evaluate("=NOW()", book, "en_US") == 43831.5


def test_a_book_may_give_many_cells_at_once():
    asked = []

    def block(*place):
        asked.append(place)
        return [[1], [2]]

    assert evaluate("=SUM(A1:A2)", _book(block=block), "en_US") == 3
    assert asked == [(None, 0, 0, 2, 1)]


def test_references_say_what_a_formula_depends_on():
    assert references("=SUM('My tab'!A1:B2;A:A)+C$5", "ru_RU") == [
        Reference("My tab", 0, 0, 2, 2),
        Reference(None, 0, 0, None, 1),
        Reference(None, 4, 2, 5, 3),
    ]
    assert references("=1 ~ 2", "en_US") == []


def test_a_date_function_brings_its_format():
    assert result_format("=TODAY()", "ru_RU") == {"type": "DATE", "pattern": "dd.mm.yyyy"}
    assert result_format("=1+1", "ru_RU") is None
