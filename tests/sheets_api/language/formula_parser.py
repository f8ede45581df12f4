"""Formulas as trees. ``;`` stands between arguments in every locale, ``,`` where it is not the
decimal mark: in ru_RU, SUM(A1,B1) is a parse error and SUM(1,5) is one number.

Assumed, as no recording holds more than 1/1024 and 1+1: the precedence of spreadsheets
(comparison < & < + - < * / < ^ < sign < %), and array literals with "\\" in comma locales."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from ..cells import Scalar
from .formula_tokens import Reference, Token, tokens_of
from .locales import locale_of

END = Token("end", "")
BINARY = {
    **dict.fromkeys(("=", "<>", "<", "<=", ">", ">="), 1),
    "&": 2,
    **dict.fromkeys("+-", 3),
    **dict.fromkeys("*/", 4),
    "^": 5,
}


class ParseError(Exception):
    """The text is no formula."""


@dataclass(frozen=True, slots=True)
class Constant:
    """A number, text or boolean; None is an argument left out."""

    value: Scalar


@dataclass(frozen=True, slots=True)
class Failed:
    """An error written out: #REF!."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A named range, perhaps behind a sheet."""

    text: str
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Call:
    """A function and its arguments."""

    name: str
    arguments: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Unary:
    """A sign before, or % behind."""

    operator: str
    operand: "Node"


@dataclass(frozen=True, slots=True)
class Binary:
    """Two operands."""

    operator: str
    left: "Node"
    right: "Node"


@dataclass(frozen=True, slots=True)
class Array:
    """{1,2;3,4}"""

    rows: "tuple[tuple[Node, ...], ...]"


Node: TypeAlias = "Constant | Failed | Name | Reference | Call | Unary | Binary | Array"


@lru_cache(maxsize=8192)
def parsed(text: str, locale: str) -> Node:
    """The tree of a formula with its "=". Raises ParseError."""
    tokens = tokens_of(text.removeprefix("="), comma_decimal=locale_of(locale).comma_decimal)
    if tokens is None:
        raise ParseError(text)
    try:
        return _Parser(tokens, comma_decimal=locale_of(locale).comma_decimal).formula()
    except RecursionError:
        raise ParseError(text) from None


class _Parser:
    """A parser by precedence over the tokens."""

    def __init__(self, tokens: list[Token], *, comma_decimal: bool) -> None:
        self.tokens = tokens
        self.at = 0
        self.separators = {";"} if comma_decimal else {";", ","}
        self.column_separator = "\\" if comma_decimal else ","

    def formula(self) -> Node:
        node = self.expression(0)
        if self.next is not END:
            raise ParseError(self.next.text)
        return node

    @property
    def next(self) -> Token:
        return self.tokens[self.at] if self.at < len(self.tokens) else END

    def take(self) -> Token:
        token = self.next
        self.at += 1
        return token

    def at_sign(self, *texts: str) -> bool:
        return self.next.kind == "sign" and self.next.text in texts

    def expect(self, text: str) -> None:
        if not self.at_sign(text):
            raise ParseError(self.next.text)
        self.at += 1

    def expression(self, least: int) -> Node:
        left = self.signed()
        while self.next.kind == "sign" and BINARY.get(self.next.text, 0) > least:
            operator = self.take().text
            left = Binary(operator, left, self.expression(BINARY[operator]))
        return left

    def signed(self) -> Node:
        if self.at_sign("-", "+"):
            return Unary(self.take().text, self.signed())
        node = self.primary()
        while self.at_sign("%"):
            node = Unary(self.take().text, node)
        return node

    def primary(self) -> Node:
        token = self.take()
        if token.reference is not None:
            return token.reference
        if token.kind in {"number", "text"}:
            return Constant(token.value)
        if token.kind == "error":
            return Failed(token.text.upper())
        if token.kind == "call":
            return Call(token.text.upper(), self.arguments())
        if token.kind == "name":
            return _name(token)
        return self.enclosed(token)

    def enclosed(self, token: Token) -> Node:
        if token.kind == "sign" and token.text == "(":
            node = self.expression(0)
            self.expect(")")
            return node
        if token.kind == "sign" and token.text == "{":
            return self.array()
        raise ParseError(token.text)

    def arguments(self) -> tuple[Node, ...]:
        if self.at_sign(")"):
            self.at += 1
            return ()
        found = [self.argument()]
        while self.at_sign(*self.separators):
            self.at += 1
            found.append(self.argument())
        self.expect(")")
        return tuple(found)

    def argument(self) -> Node:
        if self.at_sign(")", *self.separators):
            return Constant(None)
        return self.expression(0)

    def array(self) -> Array:
        rows: list[list[Node]] = [[self.expression(0)]]
        while self.at_sign(";", self.column_separator):
            if self.take().text == ";":
                rows.append([])
            rows[-1].append(self.expression(0))
        self.expect("}")
        return Array(tuple(tuple(row) for row in rows))


def _name(token: Token) -> Node:
    word = token.text.upper()
    if word in {"TRUE", "FALSE", "ИСТИНА", "ЛОЖЬ"} and token.sheet is None:
        return Constant(word in {"TRUE", "ИСТИНА"})
    return Name(token.text, token.sheet)
