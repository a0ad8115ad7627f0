"""Executes notebooks of exercises: checks.py NOTEBOOK...

For every check cell one JSON object a line: notebook, cell, number (text/plain), html, and everything else that the cell put
out. Other cells that fail or write to stderr are told too, as kind "trouble". A notebook without check cells, a chapter, is told
as kind "chapter" with the number of code cells that ran and of figures they drew.
"""
import json
import os
import sys

import nbformat
from nbclient import NotebookClient


def stray(output):
    if output.output_type == "stream":
        return f"{output.name}: {output.text}" if output.name == "stderr" else None
    return f"{output.ename}: {output.evalue}" if output.output_type == "error" else None


for path in sys.argv[1:]:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    NotebookClient(notebook, kernel_name="java", timeout=300, startup_timeout=120, allow_errors=True,
                   resources={"metadata": {"path": os.path.dirname(path)}}).execute()
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        about = {"notebook": path, "cell": cell.id}
        if cell.metadata.get("recurrent", {}).get("role") == "check":
            results = [output for output in cell.outputs if output.output_type == "execute_result"]
            data = results[0].data if len(results) == 1 else {}
            print(json.dumps({**about, "kind": "check", "points": cell.metadata.nbgrader.points,
                              "number": data.get("text/plain", ""), "html": data.get("text/html", ""),
                              "outputs": len(cell.outputs)}), flush=True)
        for trouble in filter(None, map(stray, cell.outputs)):
            print(json.dumps({**about, "kind": "trouble", "text": trouble}), flush=True)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if not any(cell.metadata.get("recurrent", {}).get("role") == "check" for cell in code):
        figures = sum("application/vnd.plotly.v1+json" in output.get("data", {}) for cell in code for output in cell.outputs)
        print(json.dumps({"notebook": path, "kind": "chapter", "cells": sum(bool(cell.execution_count) for cell in code),
                          "of": len(code), "figures": figures}), flush=True)
