"""`python -m tools.font_standins`: how a reader's own fonts must be stretched to stand in for the theme's face.

While the face is on its way, text is set in a font of the reader's. If that is as wide and as high, no line breaks
elsewhere when the face arrives, and nothing on the page moves. Widths are measured in Chromium over the sentences
below; ascent and descent are those of the face, told in parts of the stretched font.
"""

from __future__ import annotations

import base64
import sys

from playwright.sync_api import Page, sync_playwright

from plugins.archive_pages.fonts import FAMILY, PACKAGE, STYLES

from . import ROOT
from .environment import BROWSER_FLAGS, install_browser, install_node_modules

# Fonts that nearly every system has one of. Those of a row have the same widths (Liberation Serif and Tinos are drawn
# on those of Times New Roman); the last row is for Android. The first font named is the one that is measured.
LOCAL = (("Liberation Serif", "Times New Roman", "Tinos"), ("Noto Serif",))
NAMES = {("400", "normal"): "", ("400", "italic"): " Italic", ("600", "normal"): " Bold"}  # after a font's name
SENTENCES = (
    "The ministers met on Tuesday in the river town "
    "to settle what the new bridge would cost and who should pay for it.",
    "Exports of timber and grain rose by 12 per cent in 2018, "
    "said a report that the harbour office published in March.",
    "“We have waited for twenty years,” the mayor told reporters; the ferry, she added, would run until the ice came.",
)
SIZE = 1000  # pixels, so that heights, which are whole pixels, are told finely

MEASURE = """async ([files, family, local, text, size]) => {
  for (const [weight, style, data] of files) {
    const face = new FontFace(family, `url(data:font/woff2;base64,${data})`, {weight, style});
    document.fonts.add(await face.load());
  }
  const pen = document.createElement("canvas").getContext("2d");
  const measure = (weight, style, name) => {
    pen.font = `${style} ${weight} ${size}px "${name}"`;
    const found = pen.measureText(text);
    return [found.width, found.fontBoundingBoxAscent, found.fontBoundingBoxDescent];
  };
  return files.map(([weight, style]) => [family, ...local].map((name) => measure(weight, style, name)));
}"""


def main() -> int:
    """Prints the table that plugins/archive_pages/standins.py holds."""
    install_node_modules()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=install_browser(), args=list(BROWSER_FLAGS))
        for line in standins(browser.new_page()):
            print(line)
        browser.close()
    return 0


def standins(page: Page) -> list[str]:
    """A line of Python for each style."""
    package = ROOT / PACKAGE
    files = [
        (weight, style, base64.b64encode(path.read_bytes()).decode())
        for weight, style in STYLES
        for path in [package / "files" / f"{package.name}-latin-{weight}-{style}.woff2"]
    ]
    found = page.evaluate(MEASURE, [files, FAMILY, [row[0] for row in LOCAL], " ".join(SENTENCES), SIZE])
    lines = []
    for place, row in enumerate(LOCAL):
        for (weight, style), (face, *locals_) in zip(STYLES, found, strict=True):
            stretch = face[0] / locals_[place][0]
            size, ascent, descent = (
                round(100 * part, 2) for part in (stretch, *(x / SIZE / stretch for x in face[1:]))
            )
            names = ", ".join(f'"{name}{NAMES[weight, style]}"' for name in row)
            comma = "," if len(row) == 1 else ""
            lines.append(f'Standin(({names}{comma}), "{weight}", "{style}", {size}, {ascent}, {descent}),')
    return lines


if __name__ == "__main__":
    sys.exit(main())
