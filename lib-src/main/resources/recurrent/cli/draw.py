"""Draws Plotly figures as still pictures: draw.py [FIGURES FOLDER]

Without arguments it only looks whether there is a browser.
FIGURES is a JSON file with a list of figures; picture number i is left in FOLDER as i.png. Plotly itself draws them, in the
system's Chromium. What happens is told on standard output, one JSON object a line: figure (number, of, width, height), error.
"""
import asyncio
import copy
import json
import os
import shutil
import sys

WIDTH, HEIGHT, SCALE = 760, 400, 1.5
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def tell(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


def still(figure):
    """The figure as it is when its animation has ended, without buttons that nobody can press."""
    figure = copy.deepcopy(figure)
    layout = figure.setdefault("layout", {})
    frames = figure.pop("frames", None)
    if frames:
        last = frames[-1]
        traces = last.get("traces", range(len(last.get("data", []))))
        for place, change in zip(traces, last.get("data", [])):
            figure["data"][place] = {**figure["data"][place], **change}
        for key, value in last.get("layout", {}).items():
            layout[key] = {**layout[key], **value} if isinstance(value, dict) and isinstance(layout.get(key), dict) else value
        for slider in layout.get("sliders", []):
            slider["active"] = len(slider.get("steps", [])) - 1
    layout.pop("updatemenus", None)
    return {"data": figure.get("data", []), "layout": layout}


def browser():
    told = os.environ.get("BROWSER_PATH")
    if told:
        return told if os.path.isfile(told) else None
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        from choreographer.browsers.chromium import Chromium  # it knows the usual places of Windows and macOS
        found = Chromium.find_browser(skip_local=False)
    return found


async def draw(figures, folder, path):
    from kaleido import Kaleido
    # without MathJax, which it would fetch from the network
    async with Kaleido(n=1, timeout=120, mathjax=False, path=path) as kaleido:
        for number, figure in enumerate(figures):
            figure = still(figure)
            width = int(figure["layout"].get("width") or WIDTH)
            height = int(figure["layout"].get("height") or HEIGHT)
            picture = await kaleido.calc_fig(figure, opts={"format": "png", "width": width, "height": height, "scale": SCALE})
            with open(os.path.join(folder, f"{number}.png"), "wb") as file:
                file.write(picture)
            tell("figure", number=number + 1, of=len(figures), width=width, height=height)


def main(source=None, folder=None):
    path = browser()
    if path is None:
        tell("error", message="no browser")
        return 1
    if source is None:
        return 0
    with open(source, encoding="utf-8") as file:
        figures = json.load(file)
    try:
        asyncio.run(draw(figures, folder, path))
    except Exception as error:
        print(repr(error), file=sys.stderr)
        tell("error", message=" ".join(str(error).split())[:300] or type(error).__name__)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
