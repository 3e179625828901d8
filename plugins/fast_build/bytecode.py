"""Compiled templates, kept from build to build: to compile the templates of a few pages takes longer than to render."""

from __future__ import annotations

import marshal
from collections.abc import Callable

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket

from .digests import digest
from .memo import Memo

_KIND = "compiled template"


class Bytecode(BytecodeCache):
    """Jinja's cache of compiled templates, in the build's memo, whose values carry a digest of themselves."""

    def __init__(self, memo: Memo, called: Callable[[Environment, str], bytes | None]) -> None:
        """`called` gives the digest of the filters and tests a source calls, which are run while it is compiled where
        what they get is constant; None where one of them may change unseen."""
        self._memo = memo
        self._called = called
        self._keys: dict[str, bytes] = {}  # by Jinja's own

    def get_bucket(self, environment: Environment, name: str, filename: str | None, source: str) -> Bucket:
        key = digest(self.get_cache_key(name, filename), source, _kind(environment)).hex()
        bucket = Bucket(environment, key, "")
        called = self._called(environment, source)
        if called is not None:
            self._keys[key] = digest(key, called)
            self.load_bytecode(bucket)
        return bucket

    def load_bytecode(self, bucket: Bucket) -> None:
        data = self._memo.find(_KIND, self._keys[bucket.key])
        if data is not None:
            bucket.code = marshal.loads(data)  # written by this Python: another one would have begun a new memo

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._keys:
            self._memo.keep(_KIND, self._keys[bucket.key], marshal.dumps(bucket.code))

    def clear(self) -> None:
        self._keys.clear()


def _kind(environment: Environment) -> tuple[object, ...]:
    """What of an environment decides how a template is compiled, beside settings and code."""
    classes = (environment.code_generator_class, environment.template_class, environment.context_class)
    named = tuple(f"{kind.__module__}.{kind.__qualname__}" for kind in classes)
    return (*named, sorted(environment.extensions), environment.is_async, environment.optimized, environment.sandboxed)
