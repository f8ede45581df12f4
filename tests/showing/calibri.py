"""How wide letters of Calibri are, in which our tabs are written: bold ones, the wider ones."""

from typing import Final

_UNITS: Final = 2048
_PIXELS: Final = 11 * 96 / 72
"""A letter of 11 points on a screen."""

_WIDTHS: Final = {
    463: " ",
    478: "'",
    503: "il",
    523: "j",
    528: ",",
    546: "I",
    547: ".",
    565: ":;",
    615: "`",
    627: "-",
    638: "()",
    648: "f",
    665: "[]",
    667: "!",
    678: "J",
    704: "{}",
    710: "t",
    726: "г",
    728: "r",
    798: "т",
    814: "z",
    817: "s",
    857: "cс",
    866: "L",
    874: "з",
    880: "/\\",
    885: "Г",
    895: "э",
    898: '"',
    940: "F",
    941: "xх",
    949: "?",
    968: "S",
    969: "v",
    970: "yу",
    971: "g",
    973: "|",
    979: "Z",
    983: "k",
    987: "З",
    999: "EЕЁ",
    1000: "ч",
    1011: "aа",
    1013: "вкь",
    1014: "TТ",
    1020: "#*+<=>^_~я–×",
    1031: "eеё",
    1038: "$0123456789",
    1064: "Y",
    1077: "л",
    1084: "CС",
    1090: "PРб",
    1094: "п",
    1099: "bdhnpquр",
    1101: "oо",
    1103: "Э«»",
    1117: "н",
    1120: "K",
    1121: "У",
    1128: "XХ",
    1133: "Ь",
    1138: "Б",
    1140: "ий",
    1143: "ъ",
    1148: "BВ",
    1151: "ц",
    1153: "RК",
    1166: "Ч",
    1176: "Я",
    1192: "д",
    1211: "V",
    1241: "AА",
    1288: "Л",
    1290: "П",
    1291: "D",
    1292: "HН",
    1305: "G",
    1309: "Ъ",
    1335: "ИЙ",
    1337: "U",
    1347: "Ц",
    1349: "N",
    1378: "Д",
    1383: "ф",
    1385: "OО",
    1405: "Q",
    1443: "&",
    1457: "…",
    1458: "ы",
    1461: "м",
    1482: "Ф",
    1493: "%",
    1509: "ж",
    1526: "w",
    1542: "ю",
    1563: "ш",
    1616: "щ",
    1635: "Ы",
    1666: "m",
    1705: "Ж",
    1790: "MМ",
    1837: "Ш",
    1840: "@",
    1854: "—",
    1856: "W",
    1871: "Ю",
    1898: "Щ",
    2142: "№",
}
"""Letters by their advance, of 2,048 to a letter's height; measured in Carlito, which has those of Calibri."""

_LETTERS: Final = {letter: width for width, letters in _WIDTHS.items() for letter in letters}


def pixels(text):
    """So wide is a text; a letter that is not known here as wide as the widest Latin one."""
    return sum(_LETTERS.get(letter, 1856) for letter in text) / _UNITS * _PIXELS


def lines(text, room):
    """The lines that a text takes, broken between words."""
    broken: list[str] = []
    for word in text.split():
        joined = f"{broken[-1]} {word}" if broken else word
        if broken and pixels(joined) <= room:
            broken[-1] = joined
        else:
            broken.append(word)
    return broken
