"""Makes one HTML page of a notebook that needs neither network nor other files.

Formulas become MathML, which browsers draw themselves; figures are drawn by Plotly, which is put into the page once.
"""
import copy
import html
import json
import os

import plotly
from jinja2 import DictLoader
from latex2mathml.converter import convert
from nbconvert.exporters.html import HTMLExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

PLOTLY = "application/vnd.plotly.v1+json"
TEMPLATE = """
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_js_requirejs -%}{%- endblock -%}
{%- block html_head_js_mathjax -%}{%- endblock -%}
{%- block html_head_js_mermaidjs -%}{%- endblock -%}
"""


class Renderer(IPythonRenderer):
    def block_math(self, body):
        return formula(body, "block")

    def multiline_math(self, text):
        return formula(text, "block")

    def latex_environment(self, name, body):
        return formula(rf"\begin{{{name}}}{body}\end{{{name}}}", "block")

    def inline_math(self, body):
        return formula(body, "inline")


def formula(tex, display):
    tex = html.unescape(tex).strip()
    for start, end in (("$$", "$$"), ("$", "$"), (r"\[", r"\]"), (r"\(", r"\)")):
        if tex.startswith(start) and tex.endswith(end) and len(tex) > len(start) + len(end):
            tex = tex[len(start):-len(end)]
            break
    try:
        mathml = convert(tex.strip(), display=display)
        return mathml.replace(' xmlns="http://www.w3.org/1998/Math/MathML"', "")  # nbconvert garbles it in headings
    except Exception:  # better the source of a formula than no page
        return f"<code>{html.escape(tex)}</code>"


def plotly_source():
    with open(os.path.join(os.path.dirname(plotly.__file__), "package_data", "plotly.min.js"), encoding="utf-8") as file:
        return file.read()


def describe_pictures(notebook):
    """Gives every stored picture its alternative text, which nbconvert leaves out."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            about = output.get("metadata", {}).get("image/png", {})
            if about.get("alt") and "image/png" in output.get("data", {}) and PLOTLY not in output.data:
                picture = "".join(output.data["image/png"]).strip()
                output.data = {"text/html": (
                    f'<img alt="{html.escape(about["alt"])}" width="{about["width"]}" style="max-width:100%" '
                    f'src="data:image/png;base64,{picture}">')}


def draw_figures(notebook):
    """Gives every Plotly output an HTML form; tells whether there is one."""
    number = 0
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            figure = output.get("data", {}).get(PLOTLY)
            if figure is not None:
                number += 1
                text = json.dumps(figure).replace("</", "<\\/")
                output.data = {"text/html": (
                    f'<div id="figure-{number}"></div><script>(function () {{ const figure = {text}; '
                    "figure.config = Object.assign({responsive: true}, figure.config); "
                    f'Plotly.newPlot("figure-{number}", figure); }})();</script>')}
    return number > 0


def to_html(notebook, folder):
    notebook = copy.deepcopy(notebook)
    figures = draw_figures(notebook)
    describe_pictures(notebook)
    exporter = HTMLExporter(
        extra_loaders=[DictLoader({"recurrent.html.j2": TEMPLATE})], template_file="recurrent.html.j2", embed_images=True)
    exporter.register_filter("markdown2html", lambda source: MarkdownWithMath(renderer=Renderer(escape=False)).render(source))
    title = next((cell.source.splitlines()[0].lstrip("# ") for cell in notebook.cells
                  if cell.cell_type == "markdown" and cell.source.startswith("#")), "Recurrent")
    language = os.path.basename(folder) if os.path.basename(folder) in ("en", "es") else "en"
    page, _ = exporter.from_notebook_node(notebook, resources={
        "metadata": {"name": title, "path": folder}, "language_code": language})
    if figures:
        page = page.replace("</head>", "<script>" + plotly_source() + "</script></head>", 1)
    return page
