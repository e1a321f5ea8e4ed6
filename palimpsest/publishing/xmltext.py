"""Element trees -> the bytes of an XML file; text -> text that XML may carry.

xml_bytes(Element("feed")) -> b"<?xml version='1.0' encoding='utf-8'?>\\n<feed />\\n"
"""

import re
from xml.etree import ElementTree

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def legal(text: str) -> str:
    """Text without the characters that no XML document may hold, escaped or not (XML 1.0, 2.2).

    >>> legal("a\\x00b\\ufffec")
    'abc'
    """
    return _ILLEGAL.sub("", text)


def add(parent: ElementTree.Element, name: str, text: str = "", /, **attributes: str) -> ElementTree.Element:
    """A new child element with legal text and attributes."""
    child = ElementTree.SubElement(parent, name, {key: legal(value) for key, value in attributes.items()})
    child.text = legal(text) or None
    return child


def xml_bytes(root: ElementTree.Element) -> bytes:
    """The file of an element tree: UTF-8 with declaration, indented, ending with a line feed."""
    ElementTree.indent(root)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
