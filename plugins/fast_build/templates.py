"""What a template reads, found without rendering it: its parts, and names of the context that is shared by all pages.

A page shows what it is given, what its template says, and what that template and all it extends, includes and imports
look up in the shared context. The last is read off their syntax trees: Jinja's own compiler says which names it would
look up, and every place that name stands in says which attributes are asked for ("archive.undated"). A name that is
passed on whole (set, with, an argument of a macro) is read whole. What cannot be known beforehand (a template chosen at
run time, an extension that is handed the context) makes the template opaque: its pages are always rendered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, nodes
from jinja2.meta import find_undeclared_variables

_HANDED_OVER = (  # trees in which an extension or Python code sees more than the tree says
    nodes.ContextReference,
    nodes.DerivedContextReference,
    nodes.EnvironmentAttribute,
    nodes.ExtensionAttribute,
    nodes.ImportedName,
    nodes.InternalName,
)
_BY_NAME = {  # Jinja's filters that call filters or tests by the names they are given: which argument is that name
    "map": ("filter", 0),
    "select": ("test", 0),
    "reject": ("test", 0),
    "selectattr": ("test", 1),
    "rejectattr": ("test", 1),
}
_WITH_ATTRIBUTE = {  # Jinja's filters that ask for attributes: at which place their name may stand
    "attr": 0, "groupby": 0, "join": 1, "map": None, "max": 1, "min": 1, "rejectattr": 0, "selectattr": 0, "sort": 2,
    "sum": 0, "unique": 1,
}  # fmt: skip
_DOORS = frozenset({"settings"})  # attributes by which Pelican's objects lead to the whole build, as hidden ones do
ANY = "*"  # in place of the name of a filter or test that is known only at run time


@dataclass(frozen=True, slots=True)
class Reading:
    """What one template's own text asks for. Lists are sorted; names are dotted as far as attributes are constant."""

    names: list[str] = field(default_factory=list)
    filters: list[str] = field(default_factory=list)
    tests: list[str] = field(default_factory=list)
    parts: list[tuple[list[str], bool]] = field(default_factory=list)  # candidates; whether they see the context
    opaque: list[str] = field(default_factory=list)  # why it cannot be known what it reads


def read_template(source: str, environment: Environment) -> Reading:
    """What a template of this source reads. Raises TemplateSyntaxError as Jinja would."""
    bare = environment.overlay()
    bare.globals = {}  # so that names of globals are reported, too
    tree = bare.parse(source)
    looked_up = find_undeclared_variables(tree)
    walk = _Walk()
    walk.visit(tree)
    return Reading(
        names=sorted({".".join(chain) for chain in walk.chains if chain[0] in looked_up} | looked_up - walk.seen),
        filters=sorted(walk.filters),
        tests=sorted(walk.tests),
        parts=sorted(walk.parts),
        opaque=sorted(walk.opaque),
    )


class _Walk:
    """Collects what the nodes of a tree ask for."""

    def __init__(self) -> None:
        self.chains: set[tuple[str, ...]] = set()
        self.seen: set[str] = set()  # first parts of the chains
        self.filters: set[str] = set()
        self.tests: set[str] = set()
        self.parts: list[tuple[list[str], bool]] = []
        self.opaque: set[str] = set()

    def visit(self, node: nodes.Node) -> None:
        if isinstance(node, (nodes.Getattr, nodes.Getitem, nodes.Name)):
            self._visit_chain(node)
            return
        if isinstance(node, nodes.NSRef):
            self._add((node.name,))
        elif isinstance(node, (nodes.Filter, nodes.Test)):
            self._visit_call_by_name(node)
        elif isinstance(node, (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)):
            candidates = list(_constants(node.template))
            if None in candidates:
                self.opaque.add(f"line {node.lineno} chooses a template when it is rendered")
            self.parts.append(([name for name in candidates if name], getattr(node, "with_context", True)))
        elif isinstance(node, _HANDED_OVER):
            self.opaque.add(f"line {node.lineno} hands the context to an extension")
        for child in node.iter_child_nodes():
            self.visit(child)

    def _visit_chain(self, node: nodes.Node) -> None:
        """A name and the attributes asked of it: {{ a.b["c"].d }}, as far as they are constant."""
        attributes: list[str] = []
        while True:
            if isinstance(node, nodes.Getattr):
                self._check_attribute(node.attr, node.lineno)
                attributes.append(node.attr)
                node = node.node
            elif isinstance(node, nodes.Getitem):
                if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str):
                    self._check_attribute(node.arg.value, node.lineno)
                    attributes.append(node.arg.value)
                else:
                    attributes.clear()  # what follows is asked of something unknown
                    self.visit(node.arg)
                node = node.node
            elif isinstance(node, nodes.Name):
                if node.ctx != "store":
                    self._add((node.name, *reversed(attributes)))
                return
            else:
                self.visit(node)
                return

    def _visit_call_by_name(self, node: nodes.Filter | nodes.Test) -> None:
        (self.filters if isinstance(node, nodes.Filter) else self.tests).add(node.name)
        if isinstance(node, nodes.Filter) and node.name in _WITH_ATTRIBUTE:
            self._check_attributes(node, _WITH_ATTRIBUTE[node.name])
        if not isinstance(node, nodes.Filter) or node.name not in _BY_NAME:
            return
        kind, place = _BY_NAME[node.name]
        called = self.filters if kind == "filter" else self.tests
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            called.add(ANY)
        elif len(node.args) > place:
            name = node.args[place]
            constant = isinstance(name, nodes.Const) and isinstance(name.value, str)
            called.add(name.value if constant else ANY)  # type: ignore[attr-defined]

    def _check_attributes(self, node: nodes.Filter, place: int | None) -> None:
        asked = [pair.value for pair in node.kwargs if pair.key == "attribute"]
        if place is not None:
            asked += node.args[place : place + 1]
        if node.dyn_args is not None or node.dyn_kwargs is not None:
            self.opaque.add(f"line {node.lineno} chooses an attribute when it is rendered")
        for name in asked:
            if isinstance(name, nodes.Const):
                for part in str(name.value).replace(",", ".").split("."):
                    self._check_attribute(part, node.lineno)
            else:
                self.opaque.add(f"line {node.lineno} chooses an attribute when it is rendered")

    def _check_attribute(self, name: str, line: int) -> None:
        if name.startswith("_") or name in _DOORS:
            self.opaque.add(f"line {line} asks for {name}, which leads to all there is")

    def _add(self, chain: tuple[str, ...]) -> None:
        if any("." in part for part in chain):  # {{ a["b.c"] }}: not to be taken for {{ a.b.c }}
            chain = chain[: next(place for place, part in enumerate(chain) if "." in part)]
        self.chains.add(chain)
        self.seen.add(chain[0])


def _constants(expression: nodes.Expr | None) -> Iterator[str | None]:
    """The names an expression for a template may give; None among them where it may give others."""
    if isinstance(expression, nodes.Const):
        values = expression.value if isinstance(expression.value, (list, tuple)) else [expression.value]
        yield from (value if isinstance(value, str) else None for value in values)
    elif isinstance(expression, (nodes.List, nodes.Tuple)):
        for item in expression.items:
            yield from _constants(item)
    elif isinstance(expression, nodes.CondExpr):
        yield from _constants(expression.expr1)
        yield from _constants(expression.expr2)
    else:
        yield None


@dataclass(slots=True)
class Closure:
    """A template with everything that becomes part of it."""

    sources: dict[str, str | None] = field(default_factory=dict)  # by name; None of one that is not there
    names: set[str] = field(default_factory=set)  # read from context and globals
    globals: set[str] = field(default_factory=set)  # read by parts that see globals only
    filters: set[str] = field(default_factory=set)
    tests: set[str] = field(default_factory=set)
    opaque: set[str] = field(default_factory=set)


def closure_of(name: str, source_of: Any, reading_of: Any) -> Closure:
    """The closure of a template. `source_of(name)` gives its text or None, `reading_of(text)` a Reading."""
    closure = Closure()
    done: set[tuple[str, bool]] = set()
    waiting = [(name, True)]
    while waiting:
        name, sees_context = waiting.pop()
        if (name, sees_context) in done:
            continue
        done.add((name, sees_context))
        source = source_of(name)
        closure.sources[name] = source
        if source is None:
            continue
        reading: Reading = reading_of(source)
        (closure.names if sees_context else closure.globals).update(reading.names)
        closure.filters.update(reading.filters)
        closure.tests.update(reading.tests)
        closure.opaque.update(f"{name}: {why}" for why in reading.opaque)
        for candidates, handed_on in reading.parts:
            waiting.extend((part, sees_context and handed_on) for part in candidates)
    return closure


def covering(name: str, known: Iterable[str]) -> str | None:
    """The known name that holds what this dotted one asks for: itself, or what it is an attribute of."""
    parts = name.split(".")
    prefixes = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((prefix for prefix in prefixes if prefix in known), None)
