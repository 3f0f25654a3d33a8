"""Draw docs/growth.svg: how long assessing takes as a blueprint grows (`python -m docs.make_growth`)."""

from __future__ import annotations

from pathlib import Path

from tests.benchmarks.assessing import BUDGETS, growth

TARGET = Path(__file__).parent / "growth.svg"
WIDTH, HEIGHT = 640, 360
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 24, 48
INK, MUTED, LINE, BUDGET = "#1B2430", "#5A6675", "#1F4E8C", "#B01F5B"


def main() -> None:
    """Measure and draw."""
    points = growth()
    most_steps = max(steps for steps, _ in points) * 1.05
    most_time = max([budget for _, budget in BUDGETS] + [time for _, time in points]) * 1.05

    def place(steps: float, time: float) -> tuple[float, float]:
        return (LEFT + (WIDTH - LEFT - RIGHT) * steps / most_steps,
                HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * time / most_time)

    size = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12" fill="{INK}"'
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
             "<title>Milliseconds to assess a blueprint with the recommended rules, by its steps</title>",
             f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>']
    for time in range(0, int(most_time), 250):
        x, y = place(0, time)
        parts.append(f'<path d="M{x:.1f} {y:.1f}H{WIDTH - RIGHT}" stroke="#DADFE5"/>'
                     f'<text x="{x - 8:.1f}" y="{y + 4:.1f}" text-anchor="end" fill="{MUTED}">{time} ms</text>')
    for steps in range(0, int(most_steps), 400):
        x, y = place(steps, 0)
        parts.append(f'<text x="{x:.1f}" y="{y + 20:.1f}" text-anchor="middle" fill="{MUTED}">{steps}</text>')
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in (place(*point) for point in points))
    parts.append(f'<path d="M{path}" fill="none" stroke="{LINE}" stroke-width="2.5"/>')
    parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{LINE}"/>' for x, y in (place(*one) for one in points)]
    for steps, budget in BUDGETS:
        x, y = place(steps, budget)
        parts.append(f'<path d="M{x - 6:.1f} {y:.1f}h12M{x:.1f} {y - 6:.1f}v12" stroke="{BUDGET}" stroke-width="2"/>'
                     f'<text x="{x - 10:.1f}" y="{y + 4:.1f}" text-anchor="end" fill="{BUDGET}">'
                     f"budget {budget:.0f} ms</text>")
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 8}" text-anchor="middle">steps</text></svg>\n')
    TARGET.write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
