"""A built site behind a small server, below a sub-path as on a course's own server, and the browser that reads it."""

import contextlib
import functools
import http.server
import os
import pathlib
import tempfile
import threading

CHROMIUM = "/usr/bin/chromium"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
FLAGS += " --disable-component-update --disable-sync"


class Quiet(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | {
        ".mjs": "text/javascript",
        ".wasm": "application/wasm",
    }
    sent = 0  # bytes of files, to whoever asked

    def log_message(self, *said):
        """Say nothing."""

    def copyfile(self, source, outputfile):
        """Send a file, and count it."""
        Quiet.sent += os.fstat(source.fileno()).st_size
        super().copyfile(source, outputfile)


@contextlib.contextmanager
def served(site):
    """The address of a folder that is served while the context lasts."""
    with tempfile.TemporaryDirectory() as top:
        (pathlib.Path(top) / "courses").mkdir()
        (pathlib.Path(top) / "courses" / "words").symlink_to(pathlib.Path(site).resolve())
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=top))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/courses/words"
        finally:
            server.shutdown()
            server.server_close()


def launch(driver):
    """Debian's chromium, which asks nobody."""
    return driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
