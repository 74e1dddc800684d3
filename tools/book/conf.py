"""How Sphinx reads the notebooks and sets the book."""

import html

from docutils import nodes
from myst_nb.core.render import NbElementRenderer

project = "Skip-gram gradients, checked"
html_title = project
extensions = ["myst_nb"]
exclude_patterns = ["static", "templates"]

nb_execution_mode = "off"  # the stored outputs are the book's: strict nbval has compared them
nb_render_markdown_format = "gfm"
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
html_permalinks_icon = "#"
pygments_style = "a11y-high-contrast-light"
pygments_dark_style = "a11y-high-contrast-dark"
mathjax_path = "mathjax/tex-svg.js"
mathjax3_config = {"options": {"enableMenu": False}}  # a menu would make each formula a stop of the Tab key

drawn = NbElementRenderer.render_image


def with_alt(self, data):
    """The figure with its words, which myst-nb leaves behind."""
    images = drawn(self, data)
    images[0]["alt"] = data.output_metadata.get(data.mime_type, {}).get("alt", "")
    return images


NbElementRenderer.render_image = with_alt


def add_run_link(app, pagename, templatename, context, doctree):
    """Below the heading of each notebook's page, the way into the lab."""
    if context.get("lab") == "1" and app.env.doc2path(pagename).suffix == ".ipynb":
        what = "exercise" if "/" in pagename else "chapter"
        there = html.escape(context["pathto"](f"lab/lab/index.html?path={pagename}.ipynb", resource=True))
        link = f'</h1>\n<p class="run"><a href="{there}">Run this {what}</a> in your browser; nothing to install.</p>'
        context["body"] = context["body"].replace("</h1>", link, 1)


def as_written(app, doctree):
    """Sphinx would put a formula of several rows into an environment that allows no tag."""
    for formula in doctree.findall(nodes.math_block):
        if not formula.get("no-wrap"):
            formula["no-wrap"] = formula["nowrap"] = True
            formula[:] = [nodes.Text(rf"\[{formula.astext()}\]")]


def setup(app):
    app.connect("doctree-read", as_written)
    app.connect("html-page-context", add_run_link)
