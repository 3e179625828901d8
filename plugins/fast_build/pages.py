"""The digest of all a page may show beside what it is given: its template's closure, and what that reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict
from typing import Any

from jinja2 import Environment, Template, TemplateNotFound, TemplateSyntaxError
from jinja2.defaults import DEFAULT_NAMESPACE

from .callables import Changeable, filter_digest, test_digest
from .contents import contents_digest
from .digests import NoValue, digest
from .memo import Memo
from .templates import ANY, Closure, Reading, closure_of, covering, read_template

_BY_CHANCE = "lipsum"  # of Jinja's own globals
_KIND = "template"  # of the memo


class Pages:
    """Digests of templates, for one build."""

    def __init__(self, memo: Memo, extensions: Iterable[str]) -> None:
        self._memo = memo
        self._extensions = ["", *extensions]
        self._shared: dict[str, bytes | None] = {}
        self._closures: dict[tuple[int, str], Closure] = {}
        self._digests: dict[tuple[int, str, frozenset[str]], bytes | None] = {}
        self._values: dict[tuple[int, str, bool], bytes] = {}
        self.context: Mapping[str, Any] = {}
        self.environment: Environment | None = None
        self.rendered_always: dict[str, str] = {}  # template: why

    def shared(self, name: str, value: bytes | None) -> None:
        """Says what a name, or "|name" for a filter, stands for; None: something that may change unseen."""
        self._shared[name] = value
        self._digests.clear()
        self._values.clear()

    def told(self, name: str) -> bytes | None:
        """What was said that a name stands for; None where nothing was, or that it may change unseen."""
        return self._shared.get(name)

    def digest(
        self, template: str | Template, given: Iterable[str] = (), environment: Environment | None = None
    ) -> bytes | None:
        """The digest of a template and what it reads but for the names given; None where that may change unseen."""
        if isinstance(template, Template):
            environment, name = template.environment, template.name or ""
        else:
            environment, name = environment or self.environment, template
        if environment is None:
            return None
        key = (id(environment), name, frozenset(given))
        if key not in self._digests:
            try:
                self._digests[key] = self._digest(environment, name, key[2])
            except (Changeable, TemplateSyntaxError) as error:  # rendering says what is wrong with a template
                self.rendered_always[name] = str(error)
                self._digests[key] = None
        return self._digests[key]

    def reasons(self) -> list[str]:
        """A line for each template whose pages are always rendered, and why."""
        return [f"{name}: always rendered, as it {why}" for name, why in sorted(self.rendered_always.items())]

    def _digest(self, environment: Environment, name: str, given: frozenset[str]) -> bytes:
        closure = self._closure(environment, name)
        for why in sorted(closure.opaque):
            raise Changeable(why)
        values = [(read, self._value(environment, read, True)) for read in sorted(closure.names)
                  if read.partition(".")[0] not in given]  # fmt: skip
        values += [(read, self._value(environment, read, False)) for read in sorted(closure.globals)]
        return digest(closure.sources, values, self._calls(environment, closure))

    def _closure(self, environment: Environment, name: str) -> Closure:
        key = (id(environment), name)
        if key not in self._closures:
            full = next((name + end for end in self._extensions if _source(environment, name + end) is not None), name)
            self._closures[key] = closure_of(full, lambda part: _source(environment, part), self._reader(environment))
        return self._closures[key]

    def _reader(self, environment: Environment) -> Callable[[str], Reading]:
        def read(source: str) -> Reading:
            key = digest(source, sorted(environment.extensions), environment.trim_blocks, environment.lstrip_blocks)
            return Reading(**self._memo.get(_KIND, key, lambda: asdict(read_template(source, environment))))

        return read

    def _value(self, environment: Environment, name: str, sees_context: bool) -> bytes:
        key = (id(environment), name, sees_context)
        if key not in self._values:
            self._values[key] = self._value_now(environment, name, sees_context)
        return self._values[key]

    def _value_now(self, environment: Environment, name: str, sees_context: bool) -> bytes:
        """The digest of what a dotted name stands for. Raises Changeable."""
        first = name.partition(".")[0]
        scopes: list[Mapping[str, Any]] = [self.context, environment.globals] if sees_context else [environment.globals]
        scope = next((scope for scope in scopes if first in scope), None)
        if scope is None:
            return b"absent"
        said = covering(name, self._shared)
        if said is None:
            return self._digest_of(name, first, scope[first])
        value = self._shared[said]
        if value is None:
            raise Changeable(f"reads {name}, which may change unseen")
        return digest("shared", said, value)

    def _digest_of(self, name: str, first: str, value: Any) -> bytes:
        if first != _BY_CHANCE and DEFAULT_NAMESPACE.get(first) is value:
            return b"jinja"
        found = contents_digest(value)
        if found is not None:
            return found
        try:
            return digest("plain", value)
        except NoValue:
            raise Changeable(f"reads {name}, which has no digest") from None

    def calls_digest(self, environment: Environment, source: str) -> bytes | None:
        """The digest of the filters and tests a template of this source calls; None where one may change unseen."""
        try:
            return digest(self._calls(environment, self._reader(environment)(source)))
        except (Changeable, TemplateSyntaxError):
            return None

    def _calls(self, environment: Environment, read: Closure | Reading) -> list[tuple[str, bytes]]:
        filters = self._called("|", set(read.filters), environment.filters, filter_digest)
        return filters + self._called("is ", set(read.tests), environment.tests, test_digest)

    def _called(
        self, sign: str, names: set[str], known: Mapping[str, Any], digest_of: Callable[[str, Any], bytes]
    ) -> list[tuple[str, bytes]]:
        """Digests of the filters or tests that are called."""
        found = []
        for name in sorted(known if ANY in names else names):
            try:
                if sign + name in self._shared:
                    value = self._shared[sign + name]
                    if value is None:
                        raise Changeable("may change unseen")
                else:
                    value = digest_of(name, known[name]) if name in known else b"absent"
            except Changeable as error:
                raise Changeable(f"calls {sign}{name}, which {error}") from None
            found.append((sign + name, value))
        return found


def _source(environment: Environment, name: str) -> str | None:
    if environment.loader is None:
        return None
    try:
        return environment.loader.get_source(environment, name)[0]
    except (TemplateNotFound, UnicodeDecodeError):
        return None
