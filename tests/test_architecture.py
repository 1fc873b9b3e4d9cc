"""The house keeps its plan: who may import whom, how long things may grow, what may not stand anywhere."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
HEAVY = {"duckdb", "streamlit", "plotly", "pandas", "numpy", "scipy", "sklearn", "xlsxwriter", "babel"}
"""The libraries that the plan speaks of; all others are free."""
NAMED = {
    "retention.errors": "errors",
    "retention.values": "values",
    "retention.captions": "captions",
    "retention.definitions": "definitions",
    "retention.explain": "cli",
    "retention.arguments": "cli",
    "retention.importing": "cli",
    "retention.checking": "cli",
    "retention.cli": "cli",
    "retention.__main__": "cli",
    "retention.logs": "logs",
    "retention": "version",
    "pages.ui": "pages/ui",
}
WORDS = {"errors", "values", "captions"}
"""What every room but the first two may say: refusals, small words, texts marked for translation."""
MAY = {
    "errors": set(),
    "values": set(),
    "version": set(),
    "logs": set(),
    "sql": set(),
    "captions": {"values"},
    "definitions": {"captions", "values"},
    "shop": {"duckdb", *WORDS},
    "ingest": {"shop", "duckdb", *WORDS},
    "metrics": {"shop", "definitions", "numpy", "pandas", *WORDS},
    "models": {"numpy", "scipy", "sklearn", "pandas", "values"},
    "forecasts": {"shop", "metrics", "models", "numpy", "pandas", *WORDS},
    "targets": {"metrics", "forecasts", "shop", "pandas", *WORDS},
    "figures": {"plotly", "pandas", "numpy", "values", "i18n"},  # i18n: figures are labelled in the user's language
    "reports": {"metrics", "figures", "definitions", "i18n", "pandas", "xlsxwriter", *WORDS},
    "i18n": {"babel", *WORDS},
    "cli": {"version", "logs", "definitions", "shop", "ingest", "metrics", "models", "forecasts", "targets",
            "figures", "reports", "i18n", "pandas", *WORDS},
    "pages/ui": {"streamlit", "pandas", "logs", "definitions", "shop", "ingest", "metrics", "forecasts", "targets",
                 "figures", "reports", "i18n", "version", *WORDS},
    "pages/section": {"streamlit", "pages/ui", "shop", "ingest", "metrics", "forecasts", "targets", "figures",
                      "reports", "i18n", "definitions", "version", *WORDS},
    "app": {"streamlit", "pages/ui"},
}  # fmt: skip
OPEN_FILES = {"open", "connect", "read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "run", "Popen",
              "glob", "iterdir", "exists", "unlink", "touch", "getenv", "now", "today", "print"}  # fmt: skip
ALLOWED_EDGES = {("retention/shop/shop.py", "BaseException")}
"""Where everything may be caught: the transaction, which rolls back and raises on."""


def modules():
    """Our own Python files, as paths from the root."""
    found = [*ROOT.glob("retention/**/*.py"), *ROOT.glob("pages/**/*.py"), ROOT / "app.py"]
    return sorted(path.relative_to(ROOT).as_posix() for path in found)


def statements():
    return sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("retention/sql/**/*.sql"))


def text_of(name):
    return (ROOT / name).read_text("utf-8")


def tree_of(name):
    return ast.parse(text_of(name))


def imports(name):
    """Everything that a module imports, wherever in it, with full names: `from a import b` is a.b."""
    package = name.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(tree_of(name)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            origin = package[: len(package) - node.level + 1] if node.level else []
            base = ".".join([*origin, node.module] if node.module else origin)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def room_of(imported):
    """The room that an import leads to, a heavy library, or None for what is free."""
    parts = imported.split(".")
    if parts[0] not in ("retention", "pages"):
        return parts[0] if parts[0] in HEAVY else None
    if imported == "retention.__version__":
        return "version"
    for named in (".".join(parts[:2]), parts[0]):
        if named in NAMED and (named != "retention" or len(parts) == 1):
            return NAMED[named]
    return parts[1] if parts[0] == "retention" else "pages/section"


def own_room(name):
    if name == "app.py":
        return "app"
    return room_of(name.removesuffix(".py").replace("/", ".").removesuffix(".__init__"))


@pytest.mark.parametrize("name", [name for name in modules() if name != "pages/__init__.py"])
def test_module_imports_only_what_its_room_may(name):
    room = own_room(name)
    wrong = {
        imported
        for imported in imports(name)
        if room_of(imported) not in {None, room, *MAY[room]}
        or (room == "pages/section" and room_of(imported) == room)
    }
    assert wrong == set()


def loaded_at_once(start):
    """The modules and heavy libraries that importing these modules imports, without what functions import."""
    known, found, waiting, libraries = set(modules()), set(), list(start), set()
    while waiting:
        name = waiting.pop()
        found.add(name)
        for node in tree_of(name).body:
            names = (
                [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            )
            for imported in names:
                parts = [
                    *(node.module.split(".") if isinstance(node, ast.ImportFrom) else []),
                    *imported.split("."),
                ]
                libraries |= {parts[0]} & HEAVY
                paths = ("/".join(parts[: length + 1]) for length in range(len(parts)))
                files = {file for path in paths for file in (f"{path}.py", f"{path}/__init__.py")}
                waiting += (files & known) - found - set(waiting)
    return found, libraries


def test_the_first_page_of_a_start_needs_nothing_that_counts():
    """It shows what was counted before; pandas and what it brings would take longer than all the rest."""
    found, libraries = loaded_at_once(["app.py", "pages/start/overview.py"])
    assert {"pages/ui/frame.py", "retention/shop/shop.py"} <= found
    assert libraries == {"streamlit", "duckdb", "babel"}
    assert "pandas" in loaded_at_once(["pages/ui/overview_figures.py"])[1]


def test_every_room_that_exists_stands_in_the_table():
    found = {own_room(name) for name in modules() if name != "pages/__init__.py"}
    assert found <= set(MAY)
    assert {"shop", "ingest", "metrics", "targets", "figures", "i18n", "pages/ui", "pages/section"} <= found


def test_rooms_are_told_apart():
    assert room_of("retention.shop.folder.create") == "shop"
    assert room_of("retention.values.Grain") == "values"
    assert room_of("retention.__version__") == "version"
    assert room_of("retention.figures") == "figures"
    assert room_of("pages.ui.frame") == "pages/ui"
    assert room_of("pages.start.overview") == "pages/section"
    assert room_of("plotly.graph_objects.Figure") == "plotly"
    assert room_of("zoneinfo.ZoneInfo") is None


@pytest.mark.parametrize("library", ["streamlit", "duckdb"])
def test_streamlit_and_duckdb_stay_in_their_rooms(library):
    users = {
        own_room(name) for name in modules() for imported in imports(name) if room_of(imported) == library
    }
    assert users == {"streamlit": {"app", "pages/ui", "pages/section"}, "duckdb": {"shop", "ingest"}}[library]


def test_errors_values_stand_on_the_standard_library_alone():
    for name in ("retention/errors.py", "retention/values.py"):
        assert {imported.split(".")[0] for imported in imports(name)} <= {"__future__", "dataclasses", "datetime",
                                                                          "enum", "typing"}  # fmt: skip


def test_no_page_lies_directly_in_pages():
    assert [path.name for path in (ROOT / "pages").glob("*.py")] == ["__init__.py"]


def section_scripts():
    return [name for name in modules() if own_room(name) == "pages/section" and name != "pages/__init__.py"]


@pytest.mark.parametrize("name", section_scripts())
def test_page_scripts_use_public_names_and_no_cache(name):
    assert not re.search(r"\bcache_(data|resource)\b", text_of(name))
    own = [imported for imported in imports(name) if imported.startswith(("retention", "pages"))]
    assert [
        imported
        for imported in own
        if any(part.startswith("_") and part != "_" for part in imported.split("."))
    ] == []
    libraries = {imported.split(".")[0] for imported in imports(name)}
    assert libraries <= {"__future__", "streamlit", "pages", "retention"}


def test_caches_are_in_one_place():
    users = [name for name in modules() if re.search(r"@st\.cache_(data|resource)", text_of(name))]
    assert users == ["pages/ui/cached.py"]


@pytest.mark.parametrize("name", [*modules(), *statements()])
def test_nothing_unsafe_and_no_machine_in_it(name):
    assert "unsafe_allow_html" not in text_of(name)
    assert "st.html(" not in text_of(name)


def readable_files():
    """Every text file of the repository that people or the program read; locks hold what tools wrote."""
    kinds = {".py", ".sql", ".md", ".toml", ".txt", ".in", ".bat", ".command", ".po", ".json", ".sh", ""}
    skip = {".git", ".venv", "data", "build", "dist", "htmlcov"}
    for path in sorted(ROOT.rglob("*")):
        parts = path.relative_to(ROOT).parts
        hidden = any(
            part.startswith(".") and part not in (".ci", ".streamlit", ".github") for part in parts[:-1]
        )
        if (
            path.is_file()
            and path.suffix in kinds
            and parts[0] not in skip
            and not hidden
            and "__pycache__" not in parts
        ):
            yield path


MACHINE = re.compile(
    r"/(?:root|work|mnt|home/(?!\w*(?:user|me|you|anna|shop)\b)\w+)/|/tmp/\w|/Users/\w+/|C:\\Users\\\w"
    r"|\w+://\S*/simple\b|(?:extra-)?index-url|find-links"
)
FENCED = {"tests/test_architecture.py"}
"""Names what it looks for."""


def test_no_machine_and_no_package_host_is_named():
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {hit[0]}"
        for path in readable_files()
        if path.relative_to(ROOT).as_posix() not in FENCED
        for hit in MACHINE.finditer(path.read_text("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize("text", ["/root/x", "/tmp/abc", "/home/joe/x", "https://packages.example/simple"])
def test_machine_names_would_be_found(text):
    assert MACHINE.search(text)


# --- sizes ---


@pytest.mark.parametrize("name", modules())
def test_functions_and_modules_stay_short(name):
    limit = 60 if name == "app.py" else 120 if own_room(name) == "pages/section" else 300
    assert len(text_of(name).splitlines()) <= limit
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(tree_of(name))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 60
    ]
    assert long == []


# --- errors and import time ---


def broad(handler):
    names = ast.unparse(handler.type) if handler.type else "everything"
    return re.findall(r"\b(everything|Exception|BaseException)\b", names)


@pytest.mark.parametrize("name", modules())
def test_nothing_broad_is_caught_but_at_the_edges(name):
    handlers = [node for node in ast.walk(tree_of(name)) if isinstance(node, ast.ExceptHandler)]
    found = {(name, word) for handler in handlers for word in broad(handler)}
    assert found <= ALLOWED_EDGES


def test_transaction_raises_on():
    handlers = [
        node for node in ast.walk(tree_of("retention/shop/shop.py")) if isinstance(node, ast.ExceptHandler)
    ]
    assert [ast.unparse(handler.body[-1]) for handler in handlers if broad(handler)] == ["raise"]


def done_on_import(tree):
    """Statements that run when the module is imported, without the `__main__` part and without definitions."""
    for node in tree.body:
        if isinstance(node, ast.If) and "__main__" in ast.unparse(node.test):
            continue
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield from (*node.args.defaults, *(default for default in node.args.kw_defaults if default))
        elif isinstance(node, ast.ClassDef):
            yield from (part for part in node.body if not isinstance(part, ast.FunctionDef))
        else:
            yield node


@pytest.mark.parametrize("name", [name for name in modules() if name.startswith("retention/")])
def test_importing_does_no_work(name):
    calls = [
        call
        for node in done_on_import(tree_of(name))
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and not isinstance(node, ast.FunctionDef)
    ]
    named = {
        call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func) for call in calls
    }
    assert named & OPEN_FILES == set()
    alone = [
        ast.unparse(node)
        for node in tree_of(name).body
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
    ]
    assert alone == []


CLOCK = re.compile(r"\b(date\.today|datetime\.today|datetime\.now|utcnow|time\.time|Timestamp\.now)\(")


def test_only_the_outer_edge_reads_the_clock():
    users = {own_room(name) for name in modules() if CLOCK.search(text_of(name))}
    assert "cli" in users
    assert users <= {"cli", "logs", "pages/ui"}


# --- SQL ---

SCHEMA = [name for name in statements() if "/migrations/" in name]
QUERIES = [name for name in statements() if name not in SCHEMA]
KEYWORDS = (
    "select|from|where|with|join|left|inner|full|cross|on|group by|order by|having|union all|union|case|when|then|"
    "else|end|as|and|or|not|is|null|in|between|over|partition by|filter|distinct|limit|insert into|update|delete"
)


def code_of(name):
    """The statement without comments and quoted texts."""
    return re.sub(r"'(?:[^']|'')*'", "''", re.sub(r"--[^\n]*", "", text_of(name)))


@pytest.mark.parametrize("name", QUERIES)
def test_statement_is_short_and_has_a_header(name):
    lines = text_of(name).splitlines()
    assert len(lines) <= 80
    assert lines[0].startswith("-- ")
    header = " ".join(line for line in lines[:12] if line.startswith("--"))
    assert "Grain:" in header or "/shop/next_data_version" in name


@pytest.mark.parametrize("name", statements())
def test_keywords_are_lower_case(name):
    found = [
        hit[0]
        for hit in re.finditer(rf"\b(?:{KEYWORDS})\b", code_of(name), re.IGNORECASE)
        if hit[0] != hit[0].lower()
    ]
    assert found == []


@pytest.mark.parametrize(
    "name", [name for name in QUERIES if name.split("/")[2] in ("marts", "metrics", "targets")]
)
def test_last_statement_line_selects_everything(name):
    last = re.split(r"\n(?=select\b)", code_of(name).strip())[-1]
    assert re.fullmatch(r"select \* from \w+(\s+where \{chosen\})?(\s+order by [\w., ]+)?;?", last.strip())


@pytest.mark.parametrize("name", [name for name in QUERIES if "/metrics/" in name])
def test_metric_names_parameters_columns_and_source(name):
    header = " ".join(line for line in text_of(name).splitlines() if line.startswith("--"))
    used = set(re.findall(r"\$([a-z_]+)", code_of(name)))
    assert "Columns:" in header
    assert {parameter for parameter in used if f"${parameter}" not in header} == set()


def spoken_words():
    """Words of all texts in the code but docstrings."""
    for name in modules():
        tree = tree_of(name)
        docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
                yield from re.findall(r"[\w/]+", node.value)


def test_every_statement_is_used():
    words = set(spoken_words())
    names = {name.removeprefix("retention/sql/").removesuffix(".sql") for name in QUERIES}
    unused = {name for name in names if not {name, name.split("/")[-1]} & words}
    assert unused == set()
