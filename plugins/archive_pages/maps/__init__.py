"""Maps of regions as small SVG whose shapes are links."""
