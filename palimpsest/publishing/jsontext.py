"""Plain data -> JSON text and files, by msgspec: a document's file is megabytes, and every page carries a little.

>>> json_text({"words": ["données", None]})
'{"words":["données",null]}'
>>> json_bytes([1, 2], indent=1)
b'[\\n 1,\\n 2\\n]\\n'
"""

from typing import Any

from msgspec import json


def json_text(content: Any) -> str:
    """Without spaces; `UnicodeEncodeError` for what is no text (half of a surrogate pair)."""
    return json.encode(content).decode()


def json_bytes(content: Any, indent: int = 0) -> bytes:
    """A file: UTF-8, ending with a line feed, without spaces or indented."""
    encoded = json.encode(content)
    return (json.format(encoded, indent=indent) if indent else encoded) + b"\n"
