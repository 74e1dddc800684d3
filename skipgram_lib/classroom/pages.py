"""The two pages as they were printed: every line typeset, in order, and nothing said about it."""

from IPython.display import display

from skipgram_lib.derivation import all_lines


def show_pages():
    """Display the printed lines of both pages, typeset, without any verdict."""
    printed = [line for line in all_lines().values() if line.section != "added"]
    typeset = "\n\n".join(_page(section, printed) for section in dict.fromkeys(line.section for line in printed))
    plain = "\n".join(f"{line.id:<4}{line.formula}{' □' * line.boxed}" for line in printed)
    display({"text/markdown": typeset, "text/plain": plain}, raw=True)


def _page(section, printed):
    rows = [rf"| {line.id} | $\displaystyle {line.latex}$ |" for line in printed if line.section == section]
    return "\n".join([f"| {section} | as printed |", "|---|:---|", *rows])
