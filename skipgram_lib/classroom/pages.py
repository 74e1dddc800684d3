"""The two pages as they were printed: every line typeset, in order, and nothing said about it."""

from IPython.display import display

from skipgram_lib.derivation import all_lines


def show_pages():
    """Display the printed lines of both pages, typeset, without any verdict."""
    printed = [line for line in all_lines().values() if line.section != "added"]
    pages = dict.fromkeys(line.section for line in printed)
    typeset = "\n\n".join(_typeset(page, [line for line in printed if line.section == page]) for page in pages)
    plain = "\n".join(f"{line.id:<4}{line.formula}{' □' * line.boxed}" for line in printed)
    display({"text/markdown": typeset, "text/plain": plain}, raw=True)


def _typeset(page, lines):
    return "\n\n".join([f"**{page.capitalize()}**", *(rf"$${line.latex} \tag{{{line.id}}}$$" for line in lines)])
