"""The bridge to nbgrader: `./course grade` grades, nbgrader keeps the book.

nbgrader's own `autograde` runs the notebook of a student as the instructor and believes what it prints. With the two
classes below, which nbgrader_config.py puts in their places, it runs nothing and reads nothing that a student wrote:

* `GradedNotebooks` is the exporter of `Autograde`. Instead of the submitted file it gives nbgrader the notebook that the
  grader made from it: the release with the student's answers in their cells.
* `TrustedGrades` stands where `Execute` stood. It puts the grader's result, a number and a report, into each cell.

What is missing, older than the submission, or does not fit the gradebook is an error with its remedy. It leaves the
student ungraded, and never gives a zero that nobody decided on. docs/instructor.md shows the whole way.
"""
import fnmatch
import glob
import hashlib
import html
import json
import math
import os
import re
from pathlib import Path

import nbformat
from nbconvert.exporters import NotebookExporter
from nbformat.v4 import new_output
from nbgrader import utils
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import Autograde
from nbgrader.preprocessors import Execute, NbGraderPreprocessor, SaveAutoGrades
from traitlets import Unicode

# as in recurrent.grade: the format of the results, the size above which a file is not read, what programs leave behind
SCHEMA = 2
MAX_BYTES = 20 << 20
NOBODY = re.compile(r"\.ipynb_checkpoints|__MACOSX|Thumbs\.db|desktop\.ini|\.DS_Store|\._.*|\.git.*")

TEXT = {
    "en": {
        "none": "No points: there is nothing in this submission that could be graded as this notebook.",
        "other": "other answers of this student to the same chapter count instead",
        "nothing": "no notebook was handed in",
    },
    "es": {
        "none": "Sin puntos: en esta entrega no hay nada que se pueda corregir como este cuaderno.",
        "other": "cuentan otras respuestas de este estudiante al mismo capítulo",
        "nothing": "no se entregó ningún cuaderno",
    },
}


class NotGraded(Exception):
    """Nobody knows the grade of a submission; the message says what to do."""


class GradedNotebooks(NotebookExporter):
    """Gives nbgrader what `./course grade` made of a submission, never the file that a student wrote."""

    results_directory = Unicode(
        "grading/results", help="What --out was for ./course grade, from the folder of nbgrader's course."
    ).tag(config=True)

    def __init__(self, config=None, **kwargs):
        super().__init__(config=config, **kwargs)
        if isinstance(self.parent, Autograde):
            self._complete(self.parent)

    @property
    def coursedir(self):
        return self.parent.coursedir

    def from_filename(self, filename, resources=None, **kwargs):
        about = (resources or {}).get("nbgrader", {})
        folder = self._submitted(about.get("student", ""), about.get("assignment", ""))
        if os.path.abspath(os.path.dirname(filename)) != os.path.abspath(folder):
            return super().from_filename(filename, resources=resources, **kwargs)  # autograded: what we gave before
        notebook = self.graded(about["student"], about["assignment"], about["notebook"])
        resources["metadata"] = {"name": about["notebook"], "path": folder}
        return self.from_notebook_node(notebook, resources=resources, **kwargs)

    def graded(self, student, assignment, name):
        """A notebook with the grader's results in it, as ./course grade wrote it.

        If the file could not be read, or counts for nothing, it is the release with no points and the reason; then
        `metadata.recurrent.reason` is there.
        """
        here = self._files(self._submitted(student, assignment))
        result, stem = self._result(student)
        self._fresh(result, student, assignment, here)
        wanted = f"{assignment}/{name}.ipynb"
        for entry in result["notebooks"]:
            if not entry["reason"] and entry["release"] == wanted:
                file = self._results() / "notebooks" / stem / wanted
                try:
                    notebook = nbformat.read(file, as_version=4)
                except FileNotFoundError:
                    raise NotGraded(f"{file} is missing. {self._remedy()}") from None
                if notebook.metadata.get("recurrent", {}).get("fingerprint") != result["fingerprint"]:
                    raise NotGraded(f"{file} belongs to another run of the grader. {self._remedy()}")
                return notebook
        return self._blank(result, assignment, name)

    def _blank(self, result, assignment, name):
        """The release with no points in it, and why."""
        file = Path(self.coursedir.format_path(self.coursedir.release_directory, ".", assignment)) / f"{name}.ipynb"
        if not file.exists():
            raise NotGraded(f"{file} is missing. Run: nbgrader generate_assignment {assignment} --force")
        text = TEXT["es" if assignment == "es" else "en"]
        read = {(entry["assignment"], entry["file"]): entry for entry in result["notebooks"]}
        reasons = []
        for file_ in result["files"]:
            entry = read.get((file_["assignment"], file_["file"]))
            if file_["assignment"] != assignment or entry and not entry["reason"]:
                continue
            reasons.append(f"{file_['file']}: {entry['reason'] if entry else text['other']}")
        notebook = nbformat.read(file, as_version=4)
        reasons += [str(flag) for flag in result["flags"]] or ([] if reasons else [text["nothing"]])
        items = "".join(f"<li>{html.escape(_visible(reason))}</li>" for reason in reasons)
        report = f"<section><p><strong>{text['none']}</strong></p><ul>{items}</ul></section>"
        for cell in notebook.cells:
            if utils.is_grade(cell) and not utils.is_solution(cell):
                cell.outputs = [new_output("execute_result", {"text/html": report, "text/plain": "0.0"})]
        notebook.metadata["recurrent"] = {"reason": "; ".join(reasons)}
        return notebook

    def _fresh(self, result, student, assignment, here):
        """Refuses results that are missing, failed, or about something else than what lies there."""
        if result is None:
            raise NotGraded(f"{student}: no result in {self._results()}. {self._remedy()}")
        if result.get("schema") != SCHEMA:
            raise NotGraded(f"{student}: the result was written by another version of the course. {self._remedy()}")
        if result["trouble"]:
            raise NotGraded(f"{student}: the grader had trouble with this submission. {self._remedy()}")
        then = sorted(
            (file["file"], file["size"], file["sha256"]) for file in result["files"] if file["assignment"] == assignment
        )
        if then != here:
            raise NotGraded(f"{student}: something else was handed in since this submission was graded. {self._remedy()}")

    def _files(self, folder):
        """Names, sizes and hashes of the notebooks in a folder, as the grader counts them."""
        files = []
        for place, folders, names in os.walk(folder):
            for name in folders + names:
                if os.path.islink(os.path.join(place, name)):
                    raise NotGraded(
                        f"{os.path.join(place, name)} is a link: nbgrader would copy what it points to into the"
                        " feedback. Delete it, and grade again."
                    )
            folders[:] = [name for name in folders if not NOBODY.fullmatch(name)]
            for name in names:
                if name.lower().endswith(".ipynb") and not NOBODY.fullmatch(name):
                    content = Path(place, name)
                    size = content.stat().st_size
                    read = content.read_bytes() if size <= MAX_BYTES else b""
                    files.append((name, size, hashlib.sha256(read).hexdigest()))
        return sorted(files)

    def _result(self, student):
        """The result of a student, and the name of its file without the ending."""
        folder = self._results() / "students"
        for file in [folder / f"{student}.json", *sorted(folder.glob("*.json"))]:
            try:
                result = json.loads(file.read_text(encoding="utf-8"))
            except (OSError, ValueError):
                continue  # there is none of this name, or it was not written by the grader
            if isinstance(result, dict) and result.get("student") == student:
                return result, file.stem
        return None, ""

    def _results(self):
        return Path(self.coursedir.root) / self.results_directory

    def _submitted(self, student, assignment):
        return self.coursedir.format_path(self.coursedir.submitted_directory, student, assignment)

    def _remedy(self):
        return (
            f"Run: ./course grade {self.coursedir.submitted_directory} --out {self.results_directory} --resume"
            " (with the options of the first run, such as --salt-file)"
        )

    def _complete(self, autograde):
        """Adds to nbgrader's list what it would pass over: files under another name, and folders without a notebook."""
        course = autograde.coursedir
        with Gradebook(course.db_url, course.course_id) as gradebook:
            try:
                known = {notebook.name for notebook in gradebook.find_assignment(course.assignment_id).notebooks}
            except MissingEntry:
                return  # nbgrader says so itself
        known = {name for name in known if fnmatch.fnmatchcase(name, course.notebook_id)}
        pattern = course.format_path(course.submitted_directory, "(?P<student>.*)", course.assignment_id, escape=True)
        for folder in glob.glob(self._submitted(course.student_id, course.assignment_id)):
            found = autograde.assignments.get(folder, [])
            names = {Path(file).stem for file in found} & known
            match = re.fullmatch(pattern, folder)
            result = self._result(match["student"])[0] if match else None
            for entry in (result or {}).get("notebooks", []):
                release = Path(entry.get("release") or "")
                if release.parent.name == course.assignment_id:
                    names |= {release.stem} & known
            for name in names or known:
                file = os.path.join(folder, f"{name}.ipynb")
                if file not in found:
                    found = [*found, file]
            if found:
                autograde.assignments[folder] = found


class TrustedGrades(NbGraderPreprocessor):
    """In place of `Execute`: what the grader found goes into the cells, and no code runs."""

    def preprocess(self, nb, resources):
        if not isinstance(self.parent, GradedNotebooks):
            raise NotGraded("c.Autograde.exporter_class has to be GradedNotebooks; see nbgrader_config.py of the course")
        about = resources["nbgrader"]
        graded = self.parent.graded(about["student"], about["assignment"], about["notebook"])
        outputs = {cell.id: cell.outputs for cell in graded.cells if cell.cell_type == "code"}
        for cell in nb.cells:
            if cell.cell_type == "code":
                cell.outputs = outputs.get(cell.id, [])
        self._fits(nb, about)
        resources["recurrent_reason"] = graded.metadata.get("recurrent", {}).get("reason", "")
        if resources["recurrent_reason"]:
            self.log.warning("%s: no points: %s", about["student"], resources["recurrent_reason"])
        return nb, resources

    @staticmethod
    def _fits(nb, about):
        """nbgrader gives full points to a cell without a number: so each must have one, and between 0 and the maximum."""
        with Gradebook(about["db_url"]) as gradebook:
            cells = gradebook.find_notebook(about["notebook"], about["assignment"]).grade_cells
            wanted = {cell.name: cell.max_score for cell in cells}
        remedy = (
            f"The gradebook and ./course grade do not have the same {about['assignment']}/{about['notebook']}."
            f" Run: nbgrader generate_assignment {about['assignment']} --force, then ./course grade again"
        )
        here = {cell.metadata.nbgrader.grade_id: cell for cell in nb.cells if utils.is_grade(cell)}
        if here.keys() != wanted.keys():
            raise NotGraded(f"graded cells: {sorted(here)}, expected {sorted(wanted)}. {remedy}")
        for name, cell in here.items():
            if utils.is_solution(cell):
                continue  # graded by hand
            results = [output for output in cell.get("outputs", []) if output.output_type == "execute_result"]
            try:
                (result,) = results
                points = float(result["data"]["text/plain"])
            except (KeyError, TypeError, ValueError):
                raise NotGraded(f"cell {name} has no points. {remedy}") from None
            if len(cell.outputs) != 1 or not math.isfinite(points) or not 0 <= points <= wanted[name]:
                raise NotGraded(f"cell {name}: expected 0 to {wanted[name]} points, got {points}. {remedy}")


class LookAtIt(NbGraderPreprocessor):
    """After `SaveAutoGrades`: a submission that could not be read asks for a person."""

    def preprocess(self, nb, resources):
        if resources.get("recurrent_reason"):
            about = resources["nbgrader"]
            with Gradebook(about["db_url"]) as gradebook:
                for grade in gradebook.find_submission_notebook(
                    about["notebook"], about["assignment"], about["student"]
                ).grades:
                    grade.needs_manual_grade = True
                gradebook.db.commit()
        return nb, resources


def _visible(text):
    return "".join(c if c.isprintable() or c in "\n\t" else "\ufffd" for c in text)


def steps(autograde_preprocessors):
    """nbgrader's own steps with ours in them."""
    ours = []
    for step in autograde_preprocessors:
        ours.append(TrustedGrades if step is Execute else step)
        if step is SaveAutoGrades:
            ours.append(LookAtIt)
    return ours
