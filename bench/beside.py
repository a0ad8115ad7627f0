"""Two copies of the course, measured in turn: this one and another folder, for instance the commit before.

git worktree add ../before HEAD~1
python3 bench/beside.py ../before --only lstm-step --only gru-step --repeat 5

Prints for each work the median seconds of both and "times before": above 1 this copy is faster. Both must know the work.
Only the standard library is needed.
"""
import argparse
import json
import pathlib
import statistics
import subprocess
import sys

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("before", type=pathlib.Path, help="the folder of the other copy")
parser.add_argument("--only", action="append", required=True, metavar="NAME", help="a work; may be given several times")
parser.add_argument("--repeat", type=int, default=3, metavar="N", help="runs of each (3)")
options = parser.parse_args()
copies = {"before": options.before, "now": pathlib.Path(__file__).resolve().parent.parent}


def seconds(folder, work):
    command = [str(folder.resolve() / "course"), "bench", "--only", work, "--repeat", "1", "--json"]
    run = subprocess.run(command, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit("%s: %s" % (" ".join(command), run.stderr.strip()))
    return json.loads(run.stdout.splitlines()[-1])["works"][0]["series"][0]["median_s"]


print("%-18s %12s %12s %13s  (medians)" % ("work", "before, s", "now, s", "times before"))
for work in options.only:
    runs = {name: [] for name in copies}
    for _ in range(options.repeat):
        for name, folder in copies.items():
            runs[name].append(seconds(folder, work))
    before, now = statistics.median(runs["before"]), statistics.median(runs["now"])
    print("%-18s %12.6f %12.6f %13.2f" % (work, before, now, before / now), flush=True)
