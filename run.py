"""Set up and start the app: `python run.py`. Test it: `python run.py test`.

Needs nothing but Python 3.11 or newer; everything else goes into the folder .venv beside this file.

commands:
  python run.py                 set up (first time only), start, open the browser; Ctrl+C ends the app
  python run.py test [--deep]   all tests; arguments that it does not know go to pytest (-k churn -x)
  python run.py lint            style, format and types
  python run.py sample          make the files of sample_data again
  python run.py bench           speed measurements
"""

import argparse
import re
import signal
import sys

if sys.version_info < (3, 11):  # noqa: UP036 - an older Python gets this far: no newer syntax in this file
    sys.exit("This app needs Python 3.11 or newer, this is {}.{}: see python.org.".format(*sys.version_info))

from launcher import ROOT, Problem, browsers, clean_environment, explain, interrupt, run_module, serving
from launcher.packages import DEVELOPMENT, PEERS, RUNTIME, install


def main(words: list) -> int:
    """Run one command; exit code 1 and one sentence on stderr when something is in the way."""
    command, rest = (words[0], words[1:]) if words and words[0] in COMMANDS else ("start", words)
    signal.signal(signal.SIGTERM, interrupt)
    try:
        return COMMANDS[command](rest)
    except KeyboardInterrupt:
        return 130
    except (Problem, OSError) as problem:
        print(explain(problem), file=sys.stderr, flush=True)
        return 1


def start(words: list) -> int:
    """Set up, start the app for this computer only, open the browser, wait for the end."""
    options = start_options(words)
    return serving.start(options.shop, options.port, options.browser)


def test(words: list) -> int:
    """Run the tests; the exit code is pytest's."""
    parser = new_parser("run.py test", "Other arguments go to pytest.")
    parser.add_argument("--deep", action="store_true", help="more random examples and larger shops")
    parser.add_argument("--no-browser-tests", action="store_true", help="leave the browser tests out")
    parser.add_argument("--coverage", action="store_true", help="which lines were run; doubles the time")
    options, rest = parser.parse_known_args(words)
    install(RUNTIME, DEVELOPMENT)
    environment = clean_environment(RETENTION_TEST_DEPTH="deep" if options.deep else "normal")
    if options.no_browser_tests:
        rest = ["-m", "not browser", *rest]
    else:
        environment["RETENTION_TEST_BROWSER"] = browsers.for_tests()
    coverage = (
        ("--cov=retention", "--cov=pages", "--cov-report=term:skip-covered") if options.coverage else ()
    )
    side_by_side = ("--numprocesses=2", "--dist=worksteal")
    return run_module("pytest", *coverage, *side_by_side, *rest, environment=environment)


def lint(words: list) -> int:
    """Check style, format and types: all of them, then the worst exit code."""
    new_parser("run.py lint", "ruff check, ruff format --check, mypy").parse_args(words)
    install(RUNTIME, DEVELOPMENT)
    checks = ("ruff", "check", "."), ("ruff", "format", "--check", "."), ("mypy",)
    return max([run_module(*check) for check in checks])


def sample(words: list) -> int:
    """Make the files of sample_data again (same seed, same files)."""
    install(RUNTIME)
    return run_module("sample_data.generate", *words)


def bench(words: list) -> int:
    """Run the speed measurements."""
    if not (ROOT / "benchmarks").is_dir():
        raise Problem("There is nothing to measure yet: this copy has no folder named benchmarks.")
    install(RUNTIME, DEVELOPMENT, PEERS)
    return run_module("benchmarks", *words)


COMMANDS = {"start": start, "test": test, "lint": lint, "sample": sample, "bench": bench}


def start_options(words: list) -> argparse.Namespace:
    parser = new_parser("run.py", __doc__[__doc__.index("commands:") :])
    parser.add_argument("--no-browser", dest="browser", action="store_false", help="do not open the browser")
    parser.add_argument(
        "--port", type=port_number, metavar="N", help="port of the app (8501, or the next free one)"
    )
    parser.add_argument("--shop", metavar="FILE", help="the shop to open (data/shop.duckdb)")
    parser.add_argument("--version", action="version", version="retention " + version())
    return parser.parse_args(words)


def new_parser(name: str, epilog: str) -> argparse.ArgumentParser:
    look = argparse.RawDescriptionHelpFormatter
    return argparse.ArgumentParser(prog=name, epilog=epilog, formatter_class=look, allow_abbrev=False)


def port_number(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= 65535):
        raise argparse.ArgumentTypeError(text + " is not a port; give a number from 1 to 65535")
    return int(text)


def version() -> str:
    """Read, not imported: this works before anything is installed."""
    source = (ROOT / "retention" / "__init__.py").read_text("utf-8")
    return re.findall(r'^__version__ = "(.+)"', source, re.MULTILINE)[0]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
