"""Element trees -> the bytes of an XML file; text -> text that XML may carry.

xml_bytes(Element("feed")) -> b"<?xml version='1.0' encoding='utf-8'?>\\n<feed />\\n"
"""

import re
from html import escape
from xml.etree import ElementTree

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Text without the characters that no XML document may hold, escaped or not (XML 1.0, 2.2).

    >>> legal("a\\x00b\\ufffec")
    'abc'
    """
    return text if text.isprintable() else _ILLEGAL.sub("", text)  # as most attributes are


def add(parent: ElementTree.Element, name: str, text: str = "", /, **attributes: str) -> ElementTree.Element:
    """A new child element with legal text and attributes."""
    child = ElementTree.SubElement(parent, name, {key: legal(value) for key, value in attributes.items()})
    child.text = legal(text) or None
    return child


def xml_bytes(root: ElementTree.Element) -> bytes:
    """The file of an element tree: UTF-8 with declaration, indented, ending with a line feed. As the library writes it,
    whose elements can hold more than children or legal text, in a third of the time. One element may stand in many
    places of one depth: it is written once."""
    return "\n".join(["<?xml version='1.0' encoding='utf-8'?>", *_lines(root, "", {}), ""]).encode()


def _lines(element: ElementTree.Element, indent: str, known: dict[int, list[str]]) -> list[str]:
    lines = known.get(id(element))
    if lines is None:
        lines = known[id(element)] = _written(element, indent, known)
    return lines


def _written(element: ElementTree.Element, indent: str, known: dict[int, list[str]]) -> list[str]:
    tag = element.tag
    attributes = "".join([f' {name}="{_attribute(value)}"' for name, value in element.items()])
    if len(element):
        inside = [line for child in element for line in _lines(child, f"{indent}  ", known)]
        return [f"{indent}<{tag}{attributes}>", *inside, f"{indent}</{tag}>"]
    if element.text:
        return [f"{indent}<{tag}{attributes}>{escape(element.text, quote=False)}</{tag}>"]
    return [f"{indent}<{tag}{attributes} />"]


def _attribute(value: str) -> str:
    text = escape(value, quote=False).replace('"', "&quot;")
    return text.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#09;")
