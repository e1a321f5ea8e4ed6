#!/usr/bin/env python3
"""Palimpsest: `content/` and `templates/` go in, `site/` comes out. Read this file first.

    python build.py                      build the site
    python build.py serve                build, watch, rebuild, reload
    python build.py check                report every problem, publish nothing
    python build.py verify [SITE]        compare a published site with its manifest, both ways
    python build.py label                JSON lines {id,text,heading} in, the same with topic labels out
    python build.py topics test TEXT     say which topics a sentence has, and why
    python build.py topics audit         say which phrases find what in the archive's newest texts, and which nothing

The pipeline: `gather_archive`; then for each document on its own `understand_document`, `make_files` and `make_pages`;
then what companies share is found, and `make_company`, `make_topic` and the others make what speaks of many. Stages are
pure functions of frozen data (palimpsest/model/); `Memo` alone knows what is still fresh, and where the rest is made.
Exit codes: 0 fine, 1 problems in the content, 2 usage or settings.
"""

import gc
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from palimpsest import console
from palimpsest.commandline import Options, parse_arguments
from palimpsest.curated.companies import load_companies, without_documents
from palimpsest.curated.contentfolder import strays
from palimpsest.curated.settings import check_featured, load_settings, overruled
from palimpsest.memo import executors
from palimpsest.memo.asked import code_digest
from palimpsest.memo.calls import Ahead
from palimpsest.memo.memo import Memo
from palimpsest.model import Archive, Override, Reading, Settings
from palimpsest.problems import ContentError, Problem, ThemeError, errors
from palimpsest.publishing.making import shared_finding, sharing, stages
from palimpsest.publishing.making.document_tasks import DocumentTask, document_tasks, size_of
from palimpsest.publishing.making.feed_tasks import feed_tasks
from palimpsest.publishing.making.party_tasks import party_tasks
from palimpsest.publishing.making.shared_finding import AllFound, SharingTask
from palimpsest.publishing.making.tasks import catalogue_task, company_tasks, topic_tasks, year_tasks
from palimpsest.publishing.making.understood import understood_before, understood_task, write_document
from palimpsest.publishing.search.bundles import indexing
from palimpsest.publishing.search.records import searched
from palimpsest.publishing.theme import Theme, asset_files, theme_of
from palimpsest.publishing.writing.closing import closing_report
from palimpsest.publishing.writing.places import check_places
from palimpsest.publishing.writing.publish import publish
from palimpsest.publishing.writing.verify import verify
from palimpsest.sources.companies import Holding, arrange, captured_later
from palimpsest.sources.gather import gather
from palimpsest.understanding import overrides as editorial
from palimpsest.understanding.vocabulary import Prepared, Survey, opened, read_vocabulary, survey
from palimpsest.values import Frozen, replace

ROOT = Path(__file__).resolve().parent
CODE = (ROOT / "build.py", ROOT / "palimpsest", ROOT / "requirements.txt")
# A document is millions of small values without cycles: looking for cycles as often as Python does costs a tenth of a
# build. Set on import, so that worker processes, which import this file, have it too.
gc.set_threshold(200_000, 50, 50)


class Gathered(Frozen):
    """What a build starts from: settings, word lists, who published what and when (no texts), and every finding."""

    settings: Settings
    surveyed: Survey
    holdings: tuple[Holding, ...]
    overrides: tuple[editorial.PlacedOverride, ...]
    problems: tuple[Problem, ...]


def gather_archive(options: Options, memo: Memo) -> Gathered:
    """The first verb: what curators wrote and what the sources hold. Every text is seen once, none is kept; what was
    seen of a git history by the build before, `memo` knows."""
    # Settings and word lists first: every later stage is a function of them.
    settings, problems = load_settings(options.content)
    problems += strays(options.content, (*settings.sources, *options.sources))
    settings = overruled(settings, options.sources, options.base_url)
    entries, found = load_companies(options.content)
    problems += found
    [(_, surveyed)] = memo.each(survey, [read_vocabulary(options.content)])
    problems += surveyed.problems
    overrides, found = editorial.load_overrides(options.content, surveyed.slugs)
    problems += found

    # Files, histories and their provenance become snapshots, and snapshots find their company.
    before = memo.recollection("histories") or {}
    memories = dict(before)
    snapshots, ended, found = gather(options.content, settings, memories, memo.spread, are_given=bool(options.sources))
    if any(memories[source] is not before.get(source) for source in memories):
        memo.leave("histories", memories)
    problems += found
    holdings, found = arrange(snapshots, entries, ended)
    problems += found
    if holdings and not options.sources:  # what archive.yaml features need not be in sources named instead
        slugs = [holding.company.slug for holding in holdings]
        problems += check_featured(options.content, settings, slugs)
        if not errors(problems):  # or the documents of an entry may only have been left out
            problems += without_documents(options.content, entries, slugs)
        problems += editorial.unknown_documents(overrides, holdings)
    held = editorial.with_overrides(holdings, overrides)
    return Gathered(settings, surveyed, held, overrides, tuple(sorted(set(problems))))


def understand_document(
    task: DocumentTask, folder: Path, vocabulary: Prepared, *, earlier: Path | None = None
) -> tuple[Override, ...]:
    """Three verbs for one document, on any core: what its texts are, what changed and what they say goes into `folder`.
    The overrides that speak of no passage of any version are given back.

    One document at a time is what keeps memory flat, however long the histories are. What still holds of what lies in
    the `earlier` folder of the document is not worked out again.
    """
    # Imported here and in the stages that make pages: it is a third of a build in which there is nothing to be made.
    from palimpsest.comparing.documents import compare, read_texts
    from palimpsest.understanding.parties.publishers import publisher_of
    from palimpsest.understanding.shared.fingerprints import fingerprints_of
    from palimpsest.understanding.signals.signals import with_signals
    from palimpsest.understanding.versions import understand_versions

    # Read each distinct text once, however often it was captured; compare each with the one recorded before it.
    before = understood_before(task, vocabulary, earlier)
    document = compare(read_texts((task.terms_type, task.snapshots), before.document), task.ended, before.document)

    # Understand each version on its own: what is said does not depend on what was said before. Then point at what
    # a reader may want to look at in each step from one to the next.
    lexicon, directory = opened(vocabulary)
    known = before.findings_of(document)
    findings = understand_versions(task.company, document.versions, lexicon, directory, task.overrides, known)
    understood = document, with_signals(document, findings, directory.parties)
    write_document(folder, understood, task, vocabulary)
    shared_finding.write_fingerprints(folder, fingerprints_of(document), publisher_of(task.company, directory))
    return editorial.unused_overrides(task.overrides, findings.values())


def make_documents(
    gathered: Gathered, memo: Memo, empty: Archive, theme: Theme, search: bool
) -> tuple[SharingTask, list, list | None, list]:
    """Each document goes at once through all that concerns it alone, on the core that has it in memory."""
    tasks = [task for holding in gathered.holdings for task in document_tasks(holding)]
    alone = (stages.make_files, stages.make_searchable) if search else (stages.make_files,)
    following = [*((stage, (empty,)) for stage in alone), (stages.make_pages, (empty, theme))]
    ahead = [Ahead(stage, understood_task, shared) for stage, shared in following]
    lists = gathered.surveyed.prepared
    understood = memo.making(understand_document, tasks, lists, weight=size_of, ahead=ahead, taking_over=True)
    memo.problems += editorial.unknown_passages(gathered.overrides, {task.of: made.result for task, made in understood})
    files = memo.making(stages.make_files, [understood_task(*one) for one in understood], empty, weight=size_of)
    documents = [task for task, _ in files]
    searchable = memo.making(stages.make_searchable, documents, empty, weight=size_of) if search else None
    pages = memo.making(stages.make_pages, documents, empty, theme, weight=size_of)
    return shared_finding.sharing_task(understood), files, searchable, pages


def find_shared(fingerprints: SharingTask, memo: Memo) -> AllFound:
    """What companies' texts have in common, found in all documents together, family by family of alike passages."""
    [families] = memo.making(shared_finding.find_families, [fingerprints])
    found = memo.making(shared_finding.share_wordings, shared_finding.families_tasks(families))
    return shared_finding.all_wordings(found)


def build_site(options: Options, memo: Memo) -> int:
    """Build and publish; nothing is published when there is a finding that stops it."""
    gathered = gather_archive(options, memo)
    if console.refuses(gathered.problems, options, gathered.holdings):
        return 1

    theme = theme_of(options.templates, options.cache)
    empty = Archive(gathered.settings, (), gathered.surveyed.topics, {}, parties=gathered.surveyed.parties)
    fingerprints, files, searchable, pages = make_documents(gathered, memo, empty, theme, options.search)
    if console.refuses(memo.problems, options, files, before=gathered.problems):
        return 1
    problems = (*gathered.problems, *memo.problems)
    known = len(memo.problems)
    del gathered  # it names every capture; from here on summaries stand for them, and memory is wanted

    # What speaks of many documents: of one company's first, then of all. The search index is made meanwhile.
    task = catalogue_task(replace(empty, problems=problems), files)
    with indexing(None if searchable is None else searched(searchable), options.output) as collect:
        task = sharing.with_shared(task, wordings := find_shared(fingerprints, memo))
        trees = [made for _, made in chain(files, pages)]

        def make(stage: Callable, tasks: Iterable, *shared: Theme, **how: Any) -> None:
            """Keep what was made, and no task: each holds what its pages show."""
            trees.extend(made for _, made in memo.making(stage, tasks, *shared, **how))

        make(stages.make_company, company_tasks(task), theme)
        make(stages.make_topic, topic_tasks(task), theme)
        make(stages.make_feed, feed_tasks(task), taking_over=True)
        make(stages.make_party, party_tasks(task), theme)
        make(stages.make_year, year_tasks(task), theme)
        make(sharing.make_wordings, sharing.wordings_tasks(task.catalogue, wordings), theme, weight=size_of)
        make(sharing.make_shared_at, sharing.shared_at_tasks(task.catalogue, wordings), theme)
        memo.dismiss()  # what is left is one task, which holds most of all
        make(stages.make_shared, [task], theme)
        if console.refuses(memo.problems[known:], options, ()):  # pages of many: without them it would not be whole
            return 1
        publication = publish(asset_files(theme), trees, collect, options.output)
    took = console.took(memo.stages, memo.started)
    print(closing_report(task.catalogue, publication, options.output), took, sep="\n")
    return bool(errors(problems))


def check(options: Options) -> int:
    """Every finding, and nothing else. It alone looks at the clock: what a build gives must not depend on the day."""
    from palimpsest.publishing.render import unreadable_templates

    with Memo(None, "", progress=console.show_progress) as memo:
        gathered = gather_archive(options, memo)
    later = captured_later(gathered.holdings, datetime.now(UTC))
    problems = *gathered.problems, *later, *unreadable_templates(theme_of(options.templates))
    captures = sum(len(task.snapshots) for holding in gathered.holdings for task in document_tasks(holding))
    return console.show_checked(captures, problems, strict=options.strict)


def ask_word_lists(options: Options) -> int:
    """`label` and `topics`: what the word lists say of texts that are typed, or of the newest of the archive."""
    from palimpsest.comparing.documents import compare, read_texts
    from palimpsest.understanding.topics.commands import label, topics

    def newest() -> list[Reading]:
        with Memo(None, "") as memo:
            tasks = [task for one in gather_archive(options, memo).holdings for task in document_tasks(one)]
        texts = (read_texts((task.terms_type, task.snapshots[-1:])) for task in tasks)
        return [version.reading for one in texts for version in compare(one).versions]

    return label(options) if options.command == "label" else topics(options, newest)


def serve_site(options: Options) -> int:
    """Each rebuild is a child process, so that changed code is new code."""
    from palimpsest.publishing.serve.server import serve  # here: it imports a web server, a tenth of a small build

    command = [sys.executable, str(ROOT / "build.py"), *options.building]
    watched = [options.content, options.templates, *CODE]
    return serve(command, watched, options.output, options.host, options.port, options.open_browser)


def build_with_memo(options: Options) -> int:
    """Build with what earlier builds left, on the workers asked for, and say what it took."""
    check_places(options)
    store = options.cache / "memo.sqlite3" if options.cache else None
    how = code_digest(*CODE), options.jobs, console.show_progress
    with executors.chosen(options.executor) as workers, Memo(store, *how, workers) as memo:
        code = build_site(options, memo)
    console.show_stages(memo.stages, timings=options.timings, explain=options.explain)
    return code


def main(arguments: list[str]) -> int:
    """One command to its exit code."""
    options = parse_arguments(arguments, ROOT, __doc__)
    if options.command == "verify":
        return console.show_verdict(options.output, verify(options.output))
    command = {"build": build_with_memo, "serve": serve_site, "check": check}
    try:
        return command.get(options.command, ask_word_lists)(options)
    except (ContentError, ThemeError) as error:  # a folder or the cache is not ours to use, the index cannot be made
        console.show_problems(error.problems)
        return 2


if __name__ == "__main__":
    import build  # by its name: workers on other machines look up there what they are sent, and not in their own main

    code = console.exit_code_of(build.main, sys.argv[1:])
    gc.freeze()  # or Python looks through all that it is about to let go
    sys.exit(code)
