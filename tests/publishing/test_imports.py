"""What a build imports before it knows whether there is anything to make."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
LATE = ("jinja2", "mistune", "rapidfuzz", "multiprocessing", "palimpsest.publishing.views", "palimpsest.comparing")


def test_what_makes_pages_is_not_imported_before_a_page_has_to_be_made():
    listing = "import sys, build; print(*sys.modules, sep='\\n')"
    done = subprocess.run([sys.executable, "-c", listing], cwd=ROOT, capture_output=True, text=True, check=True)
    assert [] == [name for name in done.stdout.split() if name.startswith(LATE)]
