"""The house holds: who may import whom, where each outside library stops, and that every rule is still needed."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "palimpsest"
MODULES = sorted(PACKAGE.rglob("*.py"))

ROOMS = ("sources", "reading", "comparing", "understanding", "publishing")
MAY_IMPORT = {
    "ground": {"ground"},
    "sources": {"ground", "sources"},
    "reading": {"ground", "reading"},
    "comparing": {"ground", "sources", "reading", "comparing"},
    "understanding": {"ground", "sources", "reading", "comparing", "understanding"},
    "publishing": {"ground", *ROOMS},
}
CONFINED = {
    "mistune": {"palimpsest/reading/markdown.py"},
    "jinja2": {f"palimpsest/publishing/{name}.py" for name in ("render", "template_code", "theme_faults")},
    "markupsafe": {"palimpsest/publishing/render.py", "palimpsest/publishing/template_code.py"},
    "livereload": {"palimpsest/publishing/serve/server.py"},
    "tornado": {"palimpsest/publishing/serve/server.py"},
    "yaml": {"palimpsest/curated/yamltext.py"},
    "msgspec": {"palimpsest/values.py", "palimpsest/publishing/jsontext.py"},
    "rapidfuzz": {"palimpsest/comparing/words.py"},
    "concurrent": {"palimpsest/memo/executors.py"},
    "multiprocessing": {"palimpsest/memo/executors.py"},
    "distributed": {"palimpsest/memo/executors.py"},
    "sqlite3": {"palimpsest/memo/results.py"},
}
# Where the outside world may enter: everything else is a pure function of its arguments.
IMPURE = {
    "subprocess": {
        "palimpsest/publishing/serve/rebuild.py",
        "palimpsest/publishing/search/index.py",
        "palimpsest/sources/git_process.py",
    },
    "random": set(),
    "locale": set(),
    "socket": {"palimpsest/publishing/serve/server.py"},
    "urllib.request": set(),
}


def imports(module: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module}: relative import"
            found.append(node.module)
    return found


def room(dotted: str) -> str:
    parts = dotted.split(".")
    return parts[1] if len(parts) > 1 and parts[1] in ROOMS else "ground"


def relative(module: Path) -> str:
    return module.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_room_imports_only_rooms_before_it(module):
    own = room(".".join(module.relative_to(ROOT).with_suffix("").parts))
    reached = {room(name) for name in imports(module) if name.split(".")[0] == "palimpsest"}
    assert reached <= MAY_IMPORT[own]


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_outside_libraries_stop_at_their_boundary_file(module):
    outside = {name.split(".")[0] for name in imports(module)} - set(sys.stdlib_module_names) - {"palimpsest"}
    assert outside <= {*CONFINED}
    for library, files in CONFINED.items():
        if library in {name.split(".")[0] for name in imports(module)}:
            assert relative(module) in files


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_the_outside_world_enters_only_at_the_edges(module):
    for library, files in IMPURE.items():
        if library in imports(module):
            assert relative(module) in files


def test_every_boundary_file_exists():
    assert [] == [file for files in CONFINED.values() for file in files if not (ROOT / file).exists()]


@pytest.mark.parametrize("module", [*MODULES, ROOT / "build.py"], ids=relative)
def test_files_and_functions_stay_small_enough_to_read(module):
    text = module.read_text(encoding="utf-8")
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.end_lineno - node.lineno + 1 > 50
    ]
    assert [] == long
    assert text.count("\n") <= 270


@pytest.mark.parametrize("module", [*MODULES, ROOT / "build.py"], ids=relative)
def test_every_module_says_what_it_turns_into_what(module):
    assert ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
