"""One session without a browser, before anybody gets the address.

Why: Streamlit takes every folder named pages for its old kind of app until app.py has run once, and shows
"page not found" over the first page that is opened by its own address. A plain GET does not run app.py; a
session does. It also opens the shop and counts what the first page shows, if that is not known from before.
"""

import contextlib
import socket
from typing import BinaryIO

SECONDS = 60
HANDSHAKE = (
    "GET /_stcore/stream HTTP/1.1\r\nHost: {host}:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"
)
RUN_APP = b"\x82\x82\0\0\0\0" + b"\x5a\x00"  # one masked frame: BackMsg(rerun_script={})
APP_HAS_RUN = (
    b"\x30\x00",
    b"\x30\x01",
)  # the end of ForwardMsg(script_finished=...): well, or with a syntax error


def warm_up(host: str, port: int) -> None:
    """Let app.py run once. A courtesy: if it fails, the app works all the same."""
    with contextlib.suppress(OSError), socket.create_connection((host, port), SECONDS) as link:
        link.sendall(HANDSHAKE.format(host=host, port=port).encode())
        answer = link.makefile("rb")
        while answer.readline().strip():
            pass
        link.sendall(RUN_APP)
        while not next_message(answer).endswith(APP_HAS_RUN):
            pass


def next_message(answer: BinaryIO) -> bytes:
    """The content of the next websocket frame (RFC 6455, section 5.2)."""
    head = answer.read(2)
    if len(head) < 2 or head[0] == 0x88:
        raise ConnectionError("the app closed the session")
    size = head[1]
    if size > 125:
        size = int.from_bytes(answer.read(2 if size == 126 else 8), "big")
    return answer.read(size)
