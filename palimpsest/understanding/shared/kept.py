"""A wording with fingerprints <-> bytes, each on its own: nearly half of an archive's share nothing and stay unopened.

>>> from datetime import UTC, datetime
>>> since, prints = datetime(2013, 11, 6, 12, 57, tzinfo=UTC), array("Q", [3 << 60, 7])
>>> one = Worded("00ff", "We may set a cookie", "2013-11-06", "p-00ff", "en", since, None, prints, array("L", [0, 5]))
>>> opened(kept(one)) == one
True

Times go as text and numbers as their bytes: of a class that it does not know, a pickle asks anew for each wording.
"""

import pickle
from array import array
from datetime import datetime
from operator import attrgetter

from palimpsest.understanding.shared.fingerprints import Worded

_values = attrgetter(*Worded.__struct_fields__)


def kept(worded: Worded) -> bytes:
    """A wording to be kept on this machine, or one like it."""
    id_, text, version, anchor, language, first_seen, last_seen, prints, at = _values(worded)
    times = first_seen.isoformat(), last_seen and last_seen.isoformat()
    return pickle.dumps((id_, text, version, anchor, language, *times, prints.tobytes(), at.tobytes()), protocol=5)


def opened(pickled: bytes) -> Worded:
    """The wording that was kept."""
    id_, text, version, anchor, language, first_seen, last_seen, prints, at = pickle.loads(pickled)  # of this program
    first, last = datetime.fromisoformat(first_seen), last_seen and datetime.fromisoformat(last_seen)
    return Worded(id_, text, version, anchor, language, first, last, array("Q", prints), array("L", at))
