"""A company -> its publisher: who owns whoever publishes its texts, as content/parties.yaml knows it.

    Instagram  ->  "meta"        Threads  ->  "meta"        a shop that no party is  ->  "shop.example", its own

Texts of one publisher repeat one another because they are its own: that is no wording that companies share.
"""

from palimpsest.model import Company
from palimpsest.understanding.parties.mentions import own_parties
from palimpsest.understanding.parties.names import Directory


def publisher_of(company: Company, directory: Directory) -> str:
    """The slug of the party that owns those who publish a company's texts and is owned by nobody, else its own."""
    owners = {slug: party.owner for slug, party in directory.parties.items()}
    return min((slug for slug in own_parties(company, directory).parties if not owners.get(slug)), default=company.slug)
