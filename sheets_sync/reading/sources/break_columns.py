"""Which columns tell of breaks between begin and end of work, by their headers (design §15)."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache, partial
from typing import Final

from sheets_sync.billing.names import fold
from sheets_sync.columns.whole import coded
from sheets_sync.deferred import dataclass
from sheets_sync.reading.layout import BREAK, LOG, SPAN
from sheets_sync.reading.meaning.units import unit_said
from sheets_sync.reading.meaning.vocabulary import words_by
from sheets_sync.reading.sources.breaks import (
    Break,
    are_counts,
    break_of,
    count_of,
    half_of,
    one_of,
    tells_of_time,
    unit_of_breaks,
)
from sheets_sync.reading.sources.header_hints import hint
from sheets_sync.reading.sources.labour_headers import labour_minutes
from sheets_sync.reading.sources.matching import other_headers, texts_in
from sheets_sync.spreadsheet.protocol import Tab

_KEPT: Final = 1_000
"""Different breaks of a column that are kept in mind."""
_NEXT: Final = re.compile(r"\s+([^\W\d_]+)")


@dataclass(frozen=True)
class _Words:
    """Folded: what breaks are ``called``, and ``beside`` when one began or ended, or a ``count``;
    headers that are ``whole`` such in one word; words of ``when``, the ``ends`` among them; what
    says that a column has none; ``meals`` may be what they cost."""

    called: Collection[str]
    beside: Collection[str]
    when: re.Pattern[str]
    ends: Collection[str]
    count: re.Pattern[str]
    whole: Collection[str]
    without: re.Pattern[str]
    meals: Collection[str]


def breaks_in(
    tab: Tab, row: int, found: Mapping[str, int], taken: Collection[int]
) -> Sequence[Break]:
    """The breaks that the headers in ``row`` tell of where begin and end are among the columns
    ``found``, besides those that are ``taken``: the one that the config names, or all by their
    usual names. A currency beside the name tells what a lunch cost."""
    if not {column.key for column in SPAN} <= found.keys():
        return ()
    if (named := found.get(BREAK.key)) is not None:
        return (_of_length(tab, row, named),)
    taken = {*taken, *found.values(), *tab.marks.values()}
    texts = {at: text for at, text in texts_in(tab, row) if at not in taken}
    moments = _moments_in(texts)
    long = {at: text for at, text in texts.items() if at not in moments and _is_length(text)}
    counts = [at for at, text in texts.items() if at not in moments and _is_count(text)]
    counts += [at for at in long if _has_counts(tab, row, at, [*long])]
    breaks = [*_breaks(tab, row, moments, {at: long[at] for at in long if at not in counts})]
    return (*breaks, *(count_of(at, breaks) for at in counts))


def _breaks(
    tab: Tab, row: int, moments: Mapping[int, str], long: Mapping[int, str]
) -> Iterator[Break]:
    """Breaks by two columns of the same name beside each other, and by how long they were; where a
    column of the same name says both, one says the other once more."""
    rest = dict(long)
    for base in dict.fromkeys(moments.values()):
        places = [at for at, each in moments.items() if each == base]
        pairs = [*zip(places[::2], places[1::2], strict=False)]
        same = [at for at, text in rest.items() if text == base]
        for pair in pairs:
            again = same if len(pairs) == 1 else []
            lengths = [_of_length(tab, row, at) for at in again]
            yield one_of(_in_order(tab, row, pair), lengths)
            rest = {at: text for at, text in rest.items() if at not in again}
        lone = places[2 * len(pairs) :]
        yield from (half_of(at) for at in lone if _says_when(tab, row, at))
    yield from (_of_length(tab, row, at) for at in rest)


def _in_order(tab: Tab, row: int, pair: tuple[int, int]) -> tuple[int, int]:
    """Begin and end of a break, as they stand, or as their headers say: "until" before "from"."""
    first, second = pair
    texts = dict(texts_in(tab, row))
    exchanged = _says_end(texts[first]) and not _says_end(texts[second])
    return (second, first) if exchanged else pair


def _says_end(header: str) -> bool:
    """Whether nothing in a folded header says when but what is an end."""
    words = _words()
    whens = [header] if header in words.whole else words.when.findall(header)
    return bool(whens) and all(each in words.ends for each in whens)


def second_halves(texts: Mapping[int, str]) -> Collection[int]:
    """The places of folded headers that say when alone, behind the other half of a break: "to" of
    "lunch from" and "to"."""
    return {at for at in _moments_in(texts) if _moment_of(texts[at]) is None}


def _moments_in(texts: Mapping[int, str]) -> Mapping[int, str]:
    """Which break's begin or end stands at each place."""
    named = {at: base for at, text in texts.items() if (base := _moment_of(text)) is not None}
    bases = [*named.values()]
    behind = {
        at: named[at - 1]
        for at, text in texts.items()
        if at - 1 in named and bases.count(named[at - 1]) == 1 and _words().when.fullmatch(text)
    }
    return dict(sorted((named | behind).items()))


def _says_when(tab: Tab, row: int, at: int) -> bool:
    """Whether anything in a column tells of a time: where a lunch came from (Pizzeria) does not."""
    return any(map(tells_of_time, coded(tab.columns[at], row).cells))


def _of_length(tab: Tab, row: int, at: int) -> Break:
    """A break by the column ``at``, which has how long it was: read once, since many rows have the
    same; True is another than 1."""
    header = str(tab.columns[at][row - 1])
    cells = coded(tab.columns[at], row).cells
    unit = unit_of_breaks(cells, labour_minutes(header), meal=fold(header) in _words().meals)
    return Break((at,), lru_cache(_KEPT, typed=True)(partial(break_of, unit=unit)))


@cache
def _is_length(header: str) -> bool:
    """Whether a folded header is that of how long breaks were."""
    words = _words()
    told = None if words.without.search(header) else hint(header, words.called)
    return told is not None and not told.currency


@cache
def _is_count(header: str) -> bool:
    """Whether a folded header is that of how many breaks there were."""
    words = _words()
    base = " ".join(words.count.sub(" ", header).split())
    return base != header and hint(base, words.beside) is not None


def _has_counts(tab: Tab, row: int, at: int, long: Collection[int]) -> bool:
    """Whether the bare numbers in a column of breaks are few and whole, which is how many there
    were, where another of the columns says how long by its unit: Breaks beside Break (min)."""
    meals = _words().meals
    headers = {each: str(tab.columns[each][row - 1]) for each in long}
    in_units = [each for each, header in headers.items() if labour_minutes(header)]
    others = [each for each in in_units if hint(fold(headers[each]), meals) is None]
    if at in in_units or fold(headers[at]) in meals or not others:
        return False
    return are_counts(coded(tab.columns[at], row).cells)


@cache
def _moment_of(header: str) -> str | None:
    """Which break's begin or end a folded header is, "lunch" of "lunch from"; None of another."""
    words = _words()
    if header in words.whole:
        return ""
    found = words.when.search(header)
    if found is None or words.without.search(header) or _is_unit_behind(header, found.end()):
        return None
    base = " ".join(words.when.sub(" ", header).split())
    return base if hint(base, words.beside) else None


def _is_unit_behind(header: str, place: int) -> bool:
    """Whether a unit comes next, as in "break in min"."""
    found = _NEXT.match(header, place)
    return found is not None and unit_said(found[1]) != 0


@cache
def _words() -> _Words:
    breaks = {key: [*map(fold, words)] for key, words in words_by(lambda t: t.breaks).items()}
    called = {*map(fold, (*BREAK.names, *other_headers(LOG.key)[BREAK.key]))}
    return _Words(
        called, {*called, *breaks["of"]}, _any(breaks["when"]), {*breaks["ends"]},
        _any(breaks["count"]), {*breaks["whole"]}, _any(breaks["without"]), {*breaks["meals"]},
    )  # fmt: skip


def _any(words: Collection[str]) -> re.Pattern[str]:
    """Any of the words, by itself, the longest first."""
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
