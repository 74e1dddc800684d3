"""Run a notebook's cells inside Pyodide, as a kernel would, and keep what they show."""

import contextlib
import io
import json

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from outputs import code_cells, differences, joined


class Published(DisplayHook):
    """The value of a cell's last line is shown like anything else."""

    def __call__(self, result=None):
        if result is not None and not self.quiet():
            self.shell.display_pub.publish(*self.compute_format_data(result))
            self.update_user_ns(result)


class Shell(InteractiveShell):
    display_pub_class = CapturingDisplayPublisher
    displayhook_class = Published


def run_cell(shell, source):
    """One cell's outputs, in the notebook's own format."""
    streams = {"stdout": io.StringIO(), "stderr": io.StringIO()}
    shell.display_pub.outputs = []
    with contextlib.redirect_stdout(streams["stdout"]), contextlib.redirect_stderr(streams["stderr"]):
        done = shell.run_cell(source, store_history=True)
    said = [{"output_type": "stream", "name": name, "text": stream.getvalue()} for name, stream in streams.items()]
    shown = [{"output_type": "display_data", "data": one["data"]} for one in shell.display_pub.outputs]
    wrong = done.error_before_exec or done.error_in_exec
    if wrong:
        shown.append({"output_type": "error", "ename": type(wrong).__name__, "evalue": str(wrong)})
    return said + shown


def check(text):
    """What differs between a notebook, given as JSON, and a run of it in a fresh shell; and how many cells ran."""
    stored, shell = code_cells(json.loads(text)), Shell.instance()
    ran = [{"outputs": run_cell(shell, joined(cell["source"]))} for cell in stored]
    Shell.clear_instance()
    return len(ran), differences(stored, ran)
