"""A finished build -> the lines that close it: what the archive holds, what was published where.

Built site: 4 companies, 4 documents, 5 versions, 5 captures; 157 pages, 3.1 MB; 480 files written
Changes: 1 wording.
Findings: none.
"""

from collections import Counter
from pathlib import Path

from palimpsest.english import counted
from palimpsest.problems import counted_by_severity
from palimpsest.publishing.making.catalogue import Catalogue
from palimpsest.publishing.writing.publish import Publication


def closing_report(catalogue: Catalogue, publication: Publication, output: Path) -> str:
    """A line for the site, one for the changes by class, and one for the findings, which stand above or in the report;
    a build that changed nothing says so."""
    documents = [document for holding in catalogue.companies for document in holding.documents]
    held = ", ".join(
        (
            counted(len(catalogue.companies), "company", "companies"),
            counted(len(documents), "document"),
            counted(sum(document.versions for document in documents), "version"),
            counted(sum(len(document.captures) for document in documents), "capture"),
        )
    )
    size = f"{counted(publication.pages, 'page')}, {publication.bytes / 1_000_000:.1f} MB"
    if publication.changed:
        work = f"{publication.written:,} files written, {publication.kept:,} kept, {publication.removed:,} removed"
        first = f"Built {output}: {held}; {size}; {work}."
    else:
        first = f"{output} is up to date, nothing written: {held}; {size}."
    classes = sum((Counter(document.classes) for document in documents), Counter())
    changes = ", ".join(f"{count:,} {name}" for name, count in classes.most_common())
    return f"{first}\nChanges: {changes or 'none'}.\nFindings: {counted_by_severity(catalogue.problems)}."
