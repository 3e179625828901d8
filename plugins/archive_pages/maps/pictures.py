"""A map → the markup of its picture.

    {{ map|picture(_("Map: ") ~ node.label) }}

The shapes around what a map is of are the same on all pages of a country's provinces and towns, and are written once.
"""

from __future__ import annotations

from markupsafe import Markup

from ..quick_templates import written
from ..rows import attribute
from ..speech import _
from ..wording import stories as in_words
from .atlas import Map, Shape
from .drawing import WIDTH

DOT = 9  # user units from the middle of a town's dot to its edge


class Pictures:
    """The pictures of one build; `root` is the path of the site."""

    def __init__(self, root: str) -> None:
        self._root = root
        self._written: dict[Shape, str] = {}

    def forget(self) -> None:
        """Begins a new build, whose regions may have other names."""
        self._written.clear()

    def __call__(self, map: Map | None, label: str) -> Markup:
        """The picture, in which every shape with stories is a link; nothing for no map."""
        if map is None or not map.shapes:
            return Markup()
        known, shapes = self._written, []
        for shape in map.shapes:
            if shape.stories or shape.here:
                shapes.append(self._shape(shape))
                continue
            if shape not in known:
                known[shape] = self._shape(shape)
            shapes.append(known[shape])
        dot = f'<circle class=town cx="{map.dot[0]}" cy="{map.dot[1]}" r="{DOT}"/>' if map.dot else ""
        return Markup(
            f'<figure class=map><svg viewBox="0 0 {WIDTH} {map.height}" width={WIDTH} height={map.height} role=group '
            f'aria-label={attribute(label)}><path class=land d="{map.land}"/>\n{"".join(shapes)}{dot}</svg></figure>\n'
        )

    def _shape(self, shape: Shape) -> str:
        names = [name for name in (f"tone-{shape.tone}" if shape.tone else "", "here" if shape.here else "") if name]
        path = f'<path{_class(names)} d="{shape.path}"'
        if not shape.url:
            return f"{path}/>\n"
        told = in_words(shape.stories) if shape.stories else ""
        heard, seen = (f"{shape.label}{_(between)}{told}" if told else shape.label for between in (", ", ": "))
        current = " aria-current=true" if shape.here else ""
        return (
            f"<a href={attribute(f'{self._root}/{shape.url}')} aria-label={attribute(heard)}{current}>"
            f"{path}><title>{written(seen)}</title></path></a>\n"
        )


def _class(names: list[str]) -> str:
    return f" class={attribute(' '.join(names))}" if names else ""
