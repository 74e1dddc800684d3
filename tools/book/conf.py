"""How Sphinx reads the notebooks and sets the book."""

import html
import json
import re

from docutils import nodes
from myst_nb.core.render import NbElementRenderer

project = "Skip-gram gradients, checked"
html_title = project
extensions = ["myst_nb"]
exclude_patterns = ["static", "templates"]

nb_execution_mode = "off"  # the stored outputs are the book's: strict nbval has compared them
nb_code_prompt_show = "How it was compared"  # a cell that only words and compares: its source is folded
nb_code_prompt_hide = "Fold it again"
nb_render_markdown_format = "myst"  # formulas and tables in outputs are set as in the text
myst_enable_extensions = ["amsmath", "dollarmath"]
myst_heading_anchors = 4
suppress_warnings = ["mystnb.unknown_mime_type"]

html_theme = "furo"
html_static_path = ["static"]
templates_path = ["templates"]
html_css_files = ["book.css"]
html_js_files = ["book.js"]
html_copy_source = False
html_show_copyright = False
html_use_index = False  # the book defines no terms for it
html_favicon = "static/favicon.svg"
html_permalinks_icon = "#"
html_scaled_image_link = False  # a link would be named by all the words of its figure
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
mathjax_path = "mathjax/tex-svg.js"
mathjax3_config = {
    "options": {"enableMenu": False},  # a menu would make each formula a stop of the Tab key
    "tex": {"tagSide": "left", "tagIndent": "0"},  # on a small screen a formula begins in sight, and so does its name
    "svg": {"displayAlign": "left", "displayIndent": "3em"},
}

drawn = NbElementRenderer.render_image


def with_alt(self, data):
    """The figure with its words, which myst-nb leaves behind."""
    images = drawn(self, data)
    images[0]["alt"] = data.output_metadata.get(data.mime_type, {}).get("alt", "")
    return images


NbElementRenderer.render_image = with_alt


FOLD = re.compile(r"(<details>\s*<summary>.*?</summary>)\s*(.*?)\s*(</details>)", re.DOTALL)
TO_NOTEBOOK = re.compile(r"""(href=["'][^"':?]+)\.ipynb""")
PART = re.compile(r'<div class="cell_(input|output) docutils container"')
NAMES = {"input": "Code", "output": "Output"}
VIEWPORT = re.compile(r'<meta name="viewport"[^>]*>')


def unfold(app, name, source):
    """The words in a fold are Markdown, too, once an empty line has ended the HTML of its summary."""
    if app.env.doc2path(name).suffix == ".ipynb":
        notebook = json.loads(source[0])
        for cell in notebook["cells"]:
            if cell["cell_type"] == "markdown":
                cell["source"] = FOLD.sub(r"\1\n\n\2\n\n\3", "".join(cell["source"]))
        source[0] = json.dumps(notebook)


def finish(app, pagename, templatename, context, doctree):
    """Links in outputs lead to pages; code and outputs have names; each notebook's page has its way into the lab."""
    body = TO_NOTEBOOK.sub(r"\1.html", context.get("body", ""))
    body = body.replace(' aria-label="Toggle hidden content"', "")  # a fold's own title is its name
    context["body"] = PART.sub(lambda part: f'{part[0]} role="group" aria-label="{NAMES[part[1]]}"', body)
    context["metatags"] = VIEWPORT.sub("", context.get("metatags", ""))  # the theme names it
    if pagename == "search":
        context["has_maths_elements"] = True  # its excerpts have formulas
    if context.get("lab") == "1" and app.env.doc2path(pagename).suffix == ".ipynb":
        context["body"] = context["body"].replace("</h1>", "</h1>\n" + run_link(context["pathto"], pagename), 1)


def run_link(pathto, pagename):
    """The way into the lab, and what a reader does there."""
    what = "exercise" if "/" in pagename else "chapter"
    there = html.escape(pathto(f"lab/lab/index.html?path={pagename}.ipynb", resource=True))
    return f"""<p class="run"><a href="{there}" target="_blank" rel="noopener">Run this {what}</a> in a tab of its own;
nothing to install. There you make the predictions. Shift and Enter run a cell; <em>Run All Cells</em>, in the menu
<em>Run</em>, runs them all. <a href="{pathto("index")}#run-a-page">More about it</a></p>"""


def as_written(app, doctree):
    """Sphinx would put a formula of several rows into an environment that allows no tag."""
    for formula in doctree.findall(nodes.math_block):
        if not formula.get("no-wrap"):
            formula["no-wrap"] = formula["nowrap"] = True
            formula[:] = [nodes.Text(rf"\[{formula.astext()}\]")]


def setup(app):
    app.connect("doctree-read", as_written)
    app.connect("source-read", unfold)
    app.connect("html-page-context", finish, priority=400)  # before MathJax is asked for
