"""What the baselines share: arguments, threads, the text, the clock and the one line of JSON. Standard library only.

Import it first: begin() sets the number of threads in the environment, which numeric libraries read as they load.
"""
import argparse
import json
import os
import re
import statistics
import time

THREAD_VARIABLES = ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS",
                    "TF_NUM_INTRAOP_THREADS", "TF_NUM_INTEROP_THREADS")


def begin(description, text=False, **options):
    """Reads the arguments. options: name -> default, or a tuple of choices whose first is the default."""
    parser = argparse.ArgumentParser(description=description)
    if text:
        parser.add_argument("--text", required=True, metavar="FILE", help="a text in UTF-8")
    options = {**options, "threads": os.cpu_count() or 1, "seed": 1}
    for name, default in options.items():
        flag = "--" + name.replace("_", "-")
        if isinstance(default, tuple):
            parser.add_argument(flag, choices=default, default=default[0])
        else:
            parser.add_argument(flag, type=type(default), default=default, metavar="N")
    arguments = parser.parse_args()
    for variable in THREAD_VARIABLES:
        os.environ[variable] = str(arguments.threads)
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    return arguments


def letters(file):
    """The text as chapter 09 reads it: lower-case letters and single spaces. Gives the symbols of the text and V."""
    with open(file, encoding="utf-8") as f:
        text = re.sub("[^a-z]+", " ", f.read().lower())
    alphabet = ["<unk>"] + sorted(set(text))
    index = {symbol: i for i, symbol in enumerate(alphabet)}
    return [index[c] for c in text], len(alphabet)


def characters(file, first=0):
    """The text as it is, capitals and punctuation included. Gives the symbols of the text and V; 0 is unknown.
    first: only so many characters of its beginning; 0 for all."""
    with open(file, encoding="utf-8") as f:
        text = f.read()
    text = text[:first] if first else text
    index = {symbol: i for i, symbol in enumerate(sorted(set(text)), start=1)}
    return [index[c] for c in text], len(index) + 1


def strips(ids, sequences, steps):
    """Cuts a text into strips that are read side by side, some steps at a time. Gives the symbols of each batch and those
    that follow; sequence i of a batch goes on where sequence i of the batch before ended."""
    length = (len(ids) - 1) // sequences
    for at in range(0, length // steps * steps, steps):
        starts = [i * length + at for i in range(sequences)]
        yield [ids[s:s + steps] for s in starts], [ids[s + 1:s + steps + 1] for s in starts]


def lengths(count):
    """Lengths from 20 to 100, all equally often, in an order that mixes them: the same in every library."""
    return [20 + i * 37 % 81 for i in range(count)]


class Clock:
    """Seconds from lap to lap."""

    def __init__(self):
        self.laps = []
        self.last = time.perf_counter()

    def lap(self):
        now = time.perf_counter()
        self.laps.append(now - self.last)
        self.last = now

    def mean(self):
        return sum(self.laps) / len(self.laps)

    def median(self, skip=0):
        """The first laps also build and compile: skip says how many of them do not count."""
        return statistics.median(self.laps[skip:])


def tell(unit, seconds_per_unit, clock, framework, **details):
    """The line that ./course bench reads. Everything but the unit, its seconds and the framework is for people."""
    print(json.dumps({
        "unit": unit,
        "seconds_per_unit": seconds_per_unit,
        "units": len(clock.laps),
        "seconds": sum(clock.laps),
        "framework": framework,
        **{name: round(value, 6) if isinstance(value, float) else value for name, value in details.items()},
    }), flush=True)
