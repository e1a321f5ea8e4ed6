"""feeds: what is worth telling of documents -> Atom and JSON Feed files."""
