"""Draws Plotly figures as still pictures: draw.py [FIGURES FOLDER]

Without arguments it only looks whether there is a browser.
FIGURES is a JSON file with a list of figures; picture number i is left in FOLDER as i.png. Plotly itself draws them, in the
system's Chromium. What happens is told on standard output, one JSON object a line: figure (number, of, width, height), error.
"""
import asyncio
import json
import os
import shutil
import sys

WIDTH, HEIGHT, SCALE = 760, 400, 1.5
STILLS = 4  # positions of a slider in one still picture
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")


def tell(event, **more):
    print(json.dumps({"event": event, **more}), flush=True)


def still(figure):
    """The figure without buttons that nobody can press: of a figure with a slider, up to four positions in one picture."""
    layout = {key: value for key, value in figure.get("layout", {}).items() if key not in ("sliders", "updatemenus")}
    if not figure.get("frames"):
        return {"data": figure.get("data", []), "layout": layout}
    from plotly.graph_objects import Figure  # half a second that other figures need not wait
    from plotly.subplots import make_subplots
    frames, slider = figure["frames"], figure["layout"]["sliders"][0]
    shown = min(STILLS, len(frames))
    chosen = [round(i * (len(frames) - 1) / max(1, shown - 1)) for i in range(shown)]
    columns = min(2, shown)
    rows = -(-shown // columns)
    labels = [slider["currentvalue"]["prefix"] + slider["steps"][number]["label"] for number in chosen]
    axes = {axis: layout.pop(axis, {}) for axis in ("xaxis", "yaxis")}
    picture = make_subplots(rows=rows, cols=columns, subplot_titles=labels, horizontal_spacing=0.1, vertical_spacing=0.16)
    for place, number in enumerate(chosen):
        for trace in Figure({"data": frames[number]["data"]}, skip_invalid=True).data:  # style.json gives bars a marker's size
            trace["showscale" if trace.type == "heatmap" else "showlegend"] = place == 0  # one for all
            picture.add_trace(trace, place // columns + 1, place % columns + 1)
    picture.update_xaxes(**{**axes["xaxis"], "title": None}, tickfont_size=10)
    picture.update_yaxes(**{**axes["yaxis"], "title": None})
    picture.update_xaxes(title=axes["xaxis"].get("title"), row=rows)
    picture.update_yaxes(title=axes["yaxis"].get("title"), col=1)
    picture.update_layout(**{**layout, "height": 120 + 290 * rows})
    picture.update_layout(margin_t=100, legend={"yref": "container", "y": 0.93, "yanchor": "top"})  # above the labels
    return json.loads(picture.to_json())


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
