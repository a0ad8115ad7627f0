"""nbgrader on this course: solutions/ is its source, grading/ has all else; the assignments are the languages, en and es.

`./course release` makes exercises/ without nbgrader. This file makes `nbgrader generate_assignment en` give the same
cells. `nbgrader autograde` runs no code of students: it takes its grades from `./course grade grading/submitted --out
grading/results`. The way from handing out to feedback stands in docs/instructor.md.
"""
import os
import re
import sys
import warnings
from pathlib import Path

from nbgrader.converters import Autograde
from nbgrader.converters.generate_assignment import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions

# a copy of this file in a folder of your own finds the course by RECURRENT_HOME
bridge = Path(os.environ.get("RECURRENT_HOME") or Path(__file__).resolve().parent, "lib-src/main/python")
if not (bridge / "recurrent_nbgrader.py").is_file():
    # nbgrader goes on after an ordinary error here, with its own steps, and those run students' code
    raise SystemExit(f"nbgrader_config.py: {bridge} is missing; set RECURRENT_HOME to the folder of the course")
if str(bridge) not in sys.path:
    sys.path.insert(0, str(bridge))
import recurrent_nbgrader  # noqa: E402

# nbgrader 0.9.6 with SQLAlchemy 2.1 says this for every student; it means nothing
warnings.filterwarnings("ignore", message="Object of type <.*> not in session")

c = get_config()  # noqa: F821 (nbgrader defines it)

c.CourseDirectory.course_id = "recurrent"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "grading/release"
c.CourseDirectory.submitted_directory = "grading/submitted"
c.CourseDirectory.autograded_directory = "grading/autograded"
c.CourseDirectory.feedback_directory = "grading/feedback"
c.CourseDirectory.solution_directory = "grading/solution"

PROMPTS = {"en": "// YOUR CODE HERE", "es": "// ESCRIBE AQUÍ TU CÓDIGO"}
SETUP = re.compile(r'Course\.start\("[^"]*", "(en|es)"\);')
REGION = re.compile(r"^([ \t]*)// BEGIN SOLUTION[ \t]*\n(.*?)^[ \t]*// END SOLUTION[ \t]*$", re.MULTILINE | re.DOTALL)


class Stubs(ClearSolutions):
    """Stubs that compile in Java, and no cells for teachers: the same as recurrent.release makes."""

    def preprocess(self, nb, resources):
        setup = next(filter(None, (SETUP.fullmatch(cell.source.strip()) for cell in nb.cells)), None)
        self.prompt = PROMPTS[setup.group(1) if setup else "en"]
        nb.cells = [cell for cell in nb.cells if "solution-only" not in cell.metadata.get("tags", [])]
        return super().preprocess(nb, resources)

    def _replace_solution_region(self, cell, language):
        exercise = cell.metadata.get("recurrent", {}).get("exercise", "")

        def stub(region):
            declared = re.findall(r"^[ \t]*// STUB:[ \t]*(.*?)[ \t]*$", region.group(2), re.MULTILINE)
            lines = declared or [f'throw new UnsupportedOperationException("{exercise}: write me");']
            return "\n".join(region.group(1) + line for line in [self.prompt, *lines])

        cell.source, found = REGION.subn(stub, cell.source)
        return found > 0


steps = GenerateAssignment.class_traits()["preprocessors"].default()
c.GenerateAssignment.preprocessors = [Stubs if step is ClearSolutions else step for step in steps]

c.Autograde.exporter_class = recurrent_nbgrader.GradedNotebooks
c.Autograde.autograde_preprocessors = recurrent_nbgrader.steps(
    Autograde.class_traits()["autograde_preprocessors"].default()
)
c.GradedNotebooks.results_directory = "grading/results"

# for nbgrader validate; the first tensor of a session loads ND4J, and a check waits up to 10 s for each test
c.Execute.timeout = 180
c.Execute.startup_timeout = 120
