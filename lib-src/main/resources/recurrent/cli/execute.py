"""Executes a notebook with its kernel: execute.py SOURCE EXECUTED [PAGE]

What happens is told on standard output, one JSON object a line: cell (number, of, title), result (text), error.
"""
import json
import os
import re
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, DeadKernelError


def tell(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


def write(path, text):
    temporary = path + ".tmp"
    with open(temporary, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(temporary, path)


def titles(notebook):
    """For every cell the heading it stands under."""
    heading, found = "", []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            headings = re.findall(r"^#+\s+(.+?)\s*$", cell.source, re.MULTILINE)
            heading = headings[-1] if headings else heading
        found.append(heading)
    return found


def text_of(output):
    if output.output_type == "stream":
        return output.text
    if output.output_type in ("execute_result", "display_data"):
        return output.data.get("text/plain", "")
    return ""


def first_line(text):
    lines = [line.strip() for line in re.sub(r"\x1b\[[0-9;]*m", "", text).splitlines() if line.strip()]
    return lines[0] if lines else ""


def main(source, executed, page=None):
    try:
        notebook = nbformat.read(source, as_version=4)
        nbformat.validate(notebook)
    except Exception as error:
        tell("error", message=f"not a notebook: {first_line(str(error))}")
        return 1
    for cell in notebook.cells:
        if cell.cell_type == "code":  # a run that fails must not show stored outputs below the failure
            cell.outputs, cell.execution_count = [], None
    heads = titles(notebook)
    code = [i for i, cell in enumerate(notebook.cells) if cell.cell_type == "code" and cell.source.strip()]
    now = {"cell": None}

    def starting(cell, cell_index, **_):
        if cell_index in code:
            now["cell"] = cell_index
            tell("cell", number=code.index(cell_index) + 1, of=len(code), title=heads[cell_index])

    client = NotebookClient(notebook, timeout=None, startup_timeout=120, kernel_name="java", record_timing=False,
                            shutdown_kernel="immediate",
                            on_cell_execute=starting,
                            resources={"metadata": {"path": os.path.dirname(source)}})
    failure = None
    try:
        client.execute()
    except CellExecutionError as error:
        wrapped = error.ename == "RuntimeException" or error.ename in error.evalue
        failure = first_line(error.evalue if error.evalue and wrapped else f"{error.ename}: {error.evalue}")
        if error.ename == "CompilationException":  # the compiler's reason stands below the marked code
            shown = [line for output in notebook.cells[now["cell"]].outputs if output.output_type == "error"
                     for line in "\n".join(output.traceback).splitlines() if line.strip()]
            failure = first_line(shown[-1]) if shown else failure
    except (DeadKernelError, RuntimeError) as error:
        print(repr(error), file=sys.stderr)
        failure = "the Java kernel did not start, or ended; ./course doctor looks for the cause"
    write(executed, nbformat.writes(notebook))
    if failure is not None:
        if now["cell"] in code:
            tell("error", cell=code.index(now["cell"]) + 1, title=heads[now["cell"]], message=failure, file=executed)
        else:
            tell("error", message=failure)
        return 1
    for cell in notebook.cells:
        if cell.cell_type == "code" and "result" in cell.metadata.get("tags", []):
            tell("result", text="".join(map(text_of, cell.outputs)))
    if page is not None:
        from page import to_html
        write(page, to_html(notebook, os.path.dirname(source)))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
