"""Is this shop already open in another window? While it is, a small note beside the data says where."""

import contextlib
import hashlib
import http.client
import json
import os
from io import TextIOWrapper
from pathlib import Path

from launcher import DATA, Problem

HOST = "127.0.0.1"


def shop_file(given: str | None) -> Path:
    """The shop that the app will open: --shop, else $RETENTION_SHOP, else data/shop.duckdb."""
    named = given or os.environ.get("RETENTION_SHOP")
    return Path(named).expanduser().resolve() if named else DATA / "shop.duckdb"


def note_file(shop: Path) -> Path:
    """data/app.json for the usual shop; any other shop has a note of its own."""
    digest = hashlib.sha256(str(shop).encode()).hexdigest()[:8]
    return DATA / ("app.json" if shop == DATA / "shop.duckdb" else f"app-{digest}.json")


def write_note(note: Path, pid: int, address: str, shop: Path) -> None:
    """An empty address means: still starting."""
    with open_private(note) as file:
        json.dump({"address": address, "pid": pid, "shop": str(shop)}, file)


def running_address(note: Path) -> str | None:
    """Where the shop is open now; a note that nobody stands behind any more counts as none."""
    try:
        found = json.loads(note.read_text("utf-8"))
        address, pid = str(found["address"]), int(found["pid"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not is_alive(pid):
        return None
    if not address:
        raise Problem("Another window is starting this app just now: wait until it shows its address.")
    return address if is_healthy(int(address.rpartition(":")[2])) else None


def is_healthy(port: int) -> bool:
    """Does the app answer? Asked directly, past any proxy."""
    link = http.client.HTTPConnection(HOST, port, timeout=2)
    with contextlib.closing(link), contextlib.suppress(OSError, http.client.HTTPException):
        link.request("GET", "/_stcore/health")
        return link.getresponse().read() == b"ok"
    return False


def is_alive(pid: int) -> bool:
    if os.name == "nt":
        return is_alive_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def is_alive_on_windows(pid: int) -> bool:
    """os.kill(pid, 0) would end the process there."""
    import ctypes

    kernel, code = ctypes.windll.kernel32, ctypes.c_ulong()
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == 259  # STILL_ACTIVE; stays 0 when there is no such process


def open_private(path: Path) -> TextIOWrapper:
    """A new text file that only its owner may read."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    return os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8")
