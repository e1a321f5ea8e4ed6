"""Properties of this room are about texts, not about time: no deadline, and the same examples on every run."""

from hypothesis import settings

settings.register_profile("comparing", deadline=None, derandomize=True)
settings.load_profile("comparing")
