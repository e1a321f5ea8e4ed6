#!/usr/bin/env python3
"""Palimpsest: `content/` and `templates/` go in, `site/` comes out. Read this file first.

    python build.py                      build the site
    python build.py serve                build, watch, rebuild, reload
    python build.py check                report every problem, publish nothing
    python build.py verify [SITE]        compare a published site with its manifest, both ways
    python build.py label                JSON lines {id,text,heading} in, the same with topic labels out

`arrange_archive` and `site_files` are the whole pipeline; the order of their lines is the schedule. Each stage is a
pure function from frozen data to frozen data (palimpsest/model.py), and `Memo.each` alone knows which results are still
fresh. Exit codes: 0 fine, 1 problems in the content, 2 usage or settings.
"""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from palimpsest import console
from palimpsest.commandline import Options, parse_arguments
from palimpsest.comparing.documents import compare, read_texts
from palimpsest.memo import Memo, code_digest
from palimpsest.model import Archive
from palimpsest.problems import ContentError, errors
from palimpsest.publishing.files import SiteFile
from palimpsest.publishing.outputs import all_files
from palimpsest.publishing.render import asset_files, page_file, templates_digest
from palimpsest.publishing.search import search_records
from palimpsest.publishing.serve import serve
from palimpsest.publishing.verify import verify
from palimpsest.publishing.views import all_pages
from palimpsest.publishing.write import publish
from palimpsest.settings import check_featured, load_companies, load_settings, shown_path
from palimpsest.sources.companies import arrange
from palimpsest.sources.gather import gather
from palimpsest.understanding.contract import label_lines
from palimpsest.understanding.topics_file import load_topics
from palimpsest.understanding.understand import understand

ROOT = Path(__file__).resolve().parent
CODE = (ROOT / "build.py", ROOT / "palimpsest", ROOT / "requirements.txt")


def arrange_archive(options: Options, memo: Memo) -> Archive:
    """The first four verbs: the content folder to the arranged archive, which carries every finding on the way."""
    # Settings and word lists first: every later stage is a function of them, and their mistakes are cheap to find.
    settings, problems = load_settings(options.content)
    settings = replace(
        settings, sources=options.sources or settings.sources, base_url=options.base_url or settings.base_url
    )
    entries, found = load_companies(options.content)
    problems += found
    lexicon, found = load_topics(options.content / "topics.yaml", shown_path(options.content, "topics.yaml"))
    problems += found

    # Gather: files and their provenance become snapshots, and snapshots find their company.
    snapshots, _, found = gather(options.content, settings)
    problems += found
    holdings, found = arrange(snapshots, entries)
    problems += found
    if not options.sources:  # what archive.yaml features need not be in the sources named instead of its own
        problems += check_featured(options.content, settings, [holding.company.slug for holding in holdings])

    # Read each distinct text of a document once, however often it was captured.
    held = [of_document for holding in holdings for of_document in holding.snapshots_by_terms.items()]
    texts = memo.each(read_texts, held)

    # Compare: the texts of each document in their order.
    compared = memo.each(compare, [one for _, one in texts])
    documents = {of_one.snapshots: document for of_one, document in compared}
    companies = tuple(
        replace(holding.company, documents=readable)
        for holding in holdings
        if (readable := tuple(documents[one] for one in holding.snapshots_by_terms.values() if one in documents))
    )

    # Understand each version on its own: what is said does not depend on what was said before.
    versions = [version for company in companies for document in company.documents for version in document.versions]
    understood = memo.each(understand, [version.reading for version in versions], lexicon)
    findings = {version.digest: finding for version, (_, finding) in zip(versions, understood, strict=True)}

    problems += memo.problems
    return Archive(settings, companies, lexicon.topics, findings, tuple(sorted(set(problems))))


def site_files(archive: Archive, options: Options, memo: Memo) -> Iterator[SiteFile]:
    """The fifth verb: every file of the site but the search index."""
    pages = memo.each(page_file, all_pages(archive), options.templates, templates_digest(options.templates))
    yield from (file for _, file in pages)
    yield from all_files(archive)
    yield from asset_files(options.templates)


def build_site(options: Options, memo: Memo, *, check_only: bool = False) -> int:
    """Build and publish; nothing is published when there are errors, unless asked to keep going."""
    archive = arrange_archive(options, memo)
    console.show_problems(archive.problems)
    stopping = archive.problems if options.strict else errors(archive.problems)
    held = console.holdings_in_words(archive)
    if check_only:
        print(f"Checked {held}: {console.counted(len(archive.problems), 'finding')}, nothing published.")
        return bool(stopping)
    if stopping and not options.keep_going:
        left = "the old site stays as it is" if options.output.exists() else "there is no site yet"
        print(f"Nothing published, {left}: {console.counted(len(stopping), 'finding')} above.", file=sys.stderr)
        return 1
    records = search_records(archive) if options.search else None
    publication = publish(site_files(archive, options, memo), records, options.output)
    size = f"{console.counted(publication.pages, 'page')}, {publication.bytes / 1_000_000:.1f} MB"
    if publication.changed:
        work = f"{publication.written:,} files written, {publication.kept:,} kept, {publication.removed:,} removed"
        print(f"Built {options.output}: {held}; {size}; {work}.")
    else:
        print(f"{options.output} is up to date, nothing written: {held}; {size}.")
    return bool(stopping)


def label(options: Options) -> int:
    """Standard input to standard output, line by line."""
    lexicon, problems = load_topics(options.content / "topics.yaml", shown_path(options.content, "topics.yaml"))
    console.show_problems(problems)
    for line in label_lines(sys.stdin, lexicon):
        print(line)
    return bool(errors(problems))


def serve_site(options: Options) -> int:
    """Each rebuild is a child process, so that changed code is new code."""
    command = [sys.executable, str(ROOT / "build.py"), *options.building]
    watched = [options.content, options.templates, ROOT / "palimpsest", ROOT / "build.py"]
    return serve(command, watched, options.output, options.host, options.port, options.open_browser)


def main(arguments: list[str]) -> int:
    """One command to its exit code."""
    options = parse_arguments(arguments, ROOT, __doc__)
    match options.command:
        case "serve":
            return serve_site(options)
        case "verify":
            return console.show_verdict(options.output, verify(options.output))
        case "label":
            return label(options)
    store = options.cache / "memo.sqlite3" if options.cache else None
    with Memo(store, code_digest(*CODE), options.jobs, console.show_progress) as memo:
        try:
            code = build_site(options, memo, check_only=options.command == "check")
        except ContentError as error:  # the output folder is not ours to replace, or the index cannot be made
            console.show_problems([error.problem])
            return 2
        if options.timings:
            console.show_timings(memo.stages)
        if options.explain:
            console.show_explanation(memo.stages, code_is_new=memo.code_is_new)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
