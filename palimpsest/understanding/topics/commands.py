"""The commands that ask the word lists: `label`, `topics test` and `topics audit`, from what was typed to an exit code.

python build.py topics test "We sell your data"  ->  what topics the sentence has, and why; 0
"""

import sys
from collections.abc import Callable, Iterable

from palimpsest.commandline import Options
from palimpsest.console import show_problems
from palimpsest.curated.contentfolder import shown_path
from palimpsest.model import Reading
from palimpsest.problems import ContentError, Problem, errors
from palimpsest.understanding.topics.audit import audit_lines
from palimpsest.understanding.topics.contract import label_lines
from palimpsest.understanding.topics.explanation import explanation
from palimpsest.understanding.topics.file import load_topics
from palimpsest.understanding.topics.taxonomy import Lexicon


def label(options: Options) -> int:
    """Standard input to standard output, line by line; lines that cannot be read are findings, and the rest is
    answered."""
    lexicon, problems = _lexicon(options)
    show_problems(problems)
    code = int(bool(errors(problems)))
    for line in label_lines(sys.stdin.buffer, lexicon) if lexicon else ():
        if isinstance(line, Problem):
            show_problems([line])
            code = 2
        else:
            print(line)
    return code


def topics(options: Options, newest: Callable[[], Iterable[Reading]]) -> int:
    """What the lexicon makes of a sentence (`test`), or finds in the `newest` texts (`audit`)."""
    lexicon, problems = _lexicon(options)
    if lexicon is None or errors(problems):
        show_problems(problems)
        return 1
    if options.words[0] == "test":
        lines = explanation(options.words[1], options.heading, lexicon)
    else:
        lines = audit_lines(newest(), lexicon)
    for line in lines:
        print(line)
    return 0


def _lexicon(options: Options) -> tuple[Lexicon | None, tuple[Problem, ...]]:
    try:
        return load_topics(options.content / "topics.yaml", shown_path(options.content, "topics.yaml"))
    except ContentError as error:
        return None, (error.problem,)
