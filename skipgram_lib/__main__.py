"""`python -m skipgram_lib`: measure every line of the document and say which hold."""

import argparse
import os
import sys

from skipgram_lib.derivation import all_lines, report, verify


class Parser(argparse.ArgumentParser):
    """An ArgumentParser whose complaint is one line."""

    def error(self, message):
        self.exit(2, f"{self.prog}: {message}. See {self.prog} --help.\n")


def whole(least):
    """An argparse type: an int of at least `least`."""

    def parse(text):
        if not text.isascii() or not text.isdigit() or int(text) < least:
            raise argparse.ArgumentTypeError(f"must be a whole number of at least {least}; got {text!r}")
        return int(text)

    return parse


def parser():
    """The options."""
    options = Parser(prog="python -m skipgram_lib", description=__doc__.split(": ", 1)[1])
    options.add_argument("--line", metavar="ID", help="one line in full, for example S14")
    options.add_argument("--seed", type=whole(0), default=0, help="which random points (default 0)")
    options.add_argument("--trials", type=whole(1), default=5, help="how many points a line (default 5)")
    options.add_argument("--json", action="store_true", help="print JSON")
    return options


def main(arguments=None):
    """Run the command line; returns the exit code: 0 as expected, 1 some verdict differs, 2 usage."""
    options = parser()
    chosen = options.parse_args(arguments)
    ids = list(all_lines())
    if chosen.line not in (None, *ids):
        options.error(f"there is no line {chosen.line!r}; ids run from {ids[0]} to {ids[-1]}")
    entries = verify([chosen.line] if chosen.line else ids, chosen.seed, chosen.trials)
    render = report.as_json if chosen.json else report.as_text
    _say(report.in_full(entries[0]) if chosen.line and not chosen.json else render(entries))
    return 0 if all(entry.ok for entry in entries) else 1


def _say(text):
    """Print; a reader who left early, as in `| head -1`, changes neither the verdicts nor the exit code."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains as it ends


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):  # a notebook's stdout has none, and a closed one is None
        sys.stdout.reconfigure(errors="replace")  # a terminal without Greek letters still gets its table
    sys.exit(main())
