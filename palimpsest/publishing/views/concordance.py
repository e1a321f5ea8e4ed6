"""An archive -> what many of its pages ask for, gathered once: the layers of every version, the slips of every topic.

Archive  ->  Concordance(layers by first capture, slips by topic and company)
"""

from dataclasses import dataclass

from palimpsest.model import Archive
from palimpsest.publishing.views.layers import Layers, every_layer
from palimpsest.publishing.views.passages import Slips, every_slip


@dataclass(frozen=True, slots=True)
class Concordance:
    """Handed to every page beside the archive: without it each page would go through all the texts again."""

    layers: Layers
    slips: Slips


def concordance_of(archive: Archive) -> Concordance:
    """One pass for the layers, one for the slips."""
    documents = [document for company in archive.companies for document in company.documents]
    return Concordance(every_layer(documents), every_slip(archive))
