"""A page as a browser's reader sees it: elements, attributes, text."""

from html.parser import HTMLParser

_VOID = {"meta", "link", "img", "br", "rect"}


class Page(HTMLParser):
    """Reads a page, and minds that each element is closed where it should be."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(data.decode())
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, {key: value or "" for key, value in attrs}))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.elements.append((tag, {key: value or "" for key, value in attrs}))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] != "style":
            self.text += data

    def attributes(self, name):
        return [found[name] for _, found in self.elements if name in found]
