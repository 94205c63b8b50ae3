"""The figures as a chart: how much of each goal is used up. Readable in light and dark."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

from tests.bench.databases import ROOT
from tests.bench.measuring import Figures
from tests.bench.report import Result

CHART = ROOT / "docs" / "images" / "bench.svg"
PREFERRED_SIZE = 10_000
LEFT, FULL, RIGHT = 300, 510, 100  # pixels: names, the longest bar, its figure
BAR, GAP, TOP = 11, 14, 64

STYLE = """
  text { font: 13px system-ui, sans-serif; fill: #2a1530; }
  .title { font-weight: 600; font-size: 15px; }
  .figure { font-size: 11px; }
  .goal { stroke: #2a1530; stroke-width: 1.5; }
  .a { fill: #6d2c82; } .b { fill: #c77700; }
  .over { stroke: #b3261e; stroke-width: 2; }
  @media (prefers-color-scheme: dark) {
    text { fill: #f4ecf7; } .goal { stroke: #f4ecf7; }
    .a { fill: #c58fd8; } .b { fill: #ffb938; } .over { stroke: #ff8a80; }
  }
"""


def draw(results: Sequence[Result], path: Path = CHART) -> None:
    """Draw the chart."""
    sizes = {result.size for result in results}
    size = PREFERRED_SIZE if PREFERRED_SIZE in sizes else max(sizes)
    path.write_text(svg([result for result in results if result.size == size]))


def svg(results: Sequence[Result]) -> str:
    """Give the chart of results of one size: a group of bars for each goal."""
    cases = [figures.case for figures in results[0].figures if figures.case.goal]
    group = len(results) * BAR + GAP
    height = TOP + len(cases) * group + 20
    size, names = results[0].size, " and ".join(result.database for result in results)
    title = f"CPU time per request with {size:,} items, as a share of its goal"
    meaning = (
        f"One bar for each of {names}. The line marks the goal: so many times the CPU time of a "
        "constant answer of the same bytes. Shorter is better."
    )
    parts = [f'<text class="title" x="0" y="18">{title}</text>']
    for number, result in enumerate(results):
        x = number * 130
        parts.append(f'<rect class="{"ab"[number]}" x="{x}" y="32" width="11" height="11"/>')
        parts.append(f'<text x="{x + 17}" y="42">{escape(result.database)}</text>')
    shares = [f.ratio / f.case.goal for r in results for f in r.figures if f.case.goal]
    goal = FULL / max(1.25, *shares)  # pixels
    parts.append(f'<text x="{LEFT + goal - 14:.0f}" y="42">goal</text>')
    for place, case in enumerate(cases):
        y = TOP + place * group
        middle = y + len(results) * BAR / 2 + 4
        parts.append(f'<text x="0" y="{middle:g}">{escape(case.title)}</text>')
        for number, result in enumerate(results):
            found = [figures for figures in result.figures if figures.case.name == case.name]
            parts += (_bar(number, y + number * BAR, one, goal) for one in found)
    x, bottom = round(LEFT + goal), height - 20
    parts.append(f'<line class="goal" x1="{x}" y1="{TOP - 14}" x2="{x}" y2="{bottom}"/>')
    width = LEFT + FULL + RIGHT
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="title desc">\n<title id="title">{title}</title>\n'
        f'<desc id="desc">{escape(meaning)}</desc>\n<style>{STYLE}</style>\n'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _bar(number: int, y: float, figures: Figures, goal: float) -> str:
    """Give one bar with its figure, where the goal is so many pixels away."""
    most = figures.case.goal or 1
    width = figures.ratio / most * goal
    over = " over" if figures.ratio > most else ""
    return (
        f'<rect class="{"ab"[number]}{over}" x="{LEFT}" y="{y:g}" width="{width:.1f}" '
        f'height="{BAR - 1}" rx="2"/><text class="figure" x="{LEFT + width + 6:.1f}" '
        f'y="{y + 9:g}">{figures.ratio:.2f} of {most:g}</text>'
    )
