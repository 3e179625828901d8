"""What makes Jinja quicker and changes no byte: for many thousand pages of a few templates.

A template writes each value by `markupsafe.escape`, which makes an object for every piece of a page. What is written is
only joined, so text is enough (`written`), and a block gives its text as one piece. A template is looked up for each
page that extends or imports it: here it is not asked whether its file has changed, since each build has an environment
of its own. The names of a page are copied once, not three times. And an attribute is looked up where it stands, by a
call into Jinja only where there is none.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import markupsafe
from jinja2 import Environment, Template
from jinja2.compiler import CodeGenerator, Frame, optimizeconst
from jinja2.ext import Extension
from jinja2.nodes import Expr, Getattr, Node
from jinja2.nodes import Template as TemplateNode
from jinja2.runtime import Context, Macro, new_context
from jinja2.utils import missing
from markupsafe import Markup, escape

_WANTS = "jinja_pass_arg"  # what a function has that wants to be handed more than a template gives it
_escaped: Callable[[str], str] = vars(markupsafe)["_escape_inner"]  # as `escape` does it, without the object


marked: Callable[[str], Markup] = partial(str.__new__, Markup)  # as `Markup` does it where it is given a text


def written(value: Any) -> str:
    """The value as it stands in a page: what `escape` gives, as plain text."""
    kind = type(value)
    if kind is str:
        return _escaped(value)
    if kind is Markup:
        return value  # type: ignore[no-any-return]
    if kind is int:
        return str(value)
    return escape(value)


class QuickGenerator(CodeGenerator):
    """Jinja's own, but that templates with autoescape write values by `written`."""

    def visit_Template(self, node: TemplateNode, frame: Frame | None = None) -> None:
        super().visit_Template(node, frame)
        self.writeline(f"from {__name__} import {written.__name__}")

    def blockvisit(self, nodes: Iterable[Node], frame: Frame) -> None:
        """Lets a template, or a block of one, give its text at once: each piece would pass through all that hold it."""
        if frame.buffer is not None or self.environment.is_async:
            super().blockvisit(nodes, frame)
            return
        self.buffer(frame)
        super().blockvisit(nodes, frame)
        self.writeline(f"yield concat({frame.buffer})")
        frame.buffer = None

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write(f"{written.__name__}({finalize.src or ''}")

    @optimizeconst
    def visit_Getattr(self, node: Getattr, frame: Frame) -> None:
        if self.environment.is_async or type(self.environment).getattr is not Environment.getattr:
            super().visit_Getattr(node, frame)
            return
        self.write("(q_found if (q_found := getattr((q_of := ")
        self.visit(node.node, frame)
        self.write(f"), {node.attr!r}, missing)) is not missing else environment.getattr(q_of, {node.attr!r}))")


class QuickContext(Context):
    """Jinja's own, but that it calls macros and plain functions without detours."""

    def call(__self, __obj: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # named as Jinja names them
        if type(__obj) is Macro:
            kwargs.pop("_loop_vars", None)
            kwargs.pop("_block_vars", None)
            if kwargs or not _takes(__obj, args):
                return __obj(__self.eval_ctx, *args, **kwargs)
            text: str = __obj._func(*args, *(missing,) * (__obj._argument_count - len(args)))
            return marked(text) if __self.eval_ctx.autoescape else text
        if hasattr(__obj, _WANTS) or hasattr(getattr(__obj, "__call__", None), _WANTS):  # noqa: B004  # as Jinja asks
            return super().call(__obj, *args, **kwargs)
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        try:
            return __obj(*args, **kwargs)
        except StopIteration:
            return __self.environment.undefined(f"{__obj!r} ended an iteration it did not begin")


def _takes(macro: Macro, args: tuple[Any, ...]) -> bool:
    """Whether the macro is to be called with these arguments as they are, and defaults for those behind them."""
    special = macro.caller or macro.explicit_caller or macro.catch_kwargs or macro.catch_varargs
    return not special and len(args) <= macro._argument_count and not macro._environment.is_async


class QuickTemplate(Template):
    """A template whose names are copied once for a page."""

    def _get_default_module(self, ctx: Context | None = None) -> Any:
        """What an import gives; Jinja compares the names of the two templates, where the other has none of its own."""
        return super()._get_default_module(ctx if ctx is not None and ctx.globals_keys else None)

    def render(self, *args: Any, **kwargs: Any) -> str:
        own = self.globals.maps[0] if isinstance(self.globals, ChainMap) else self.globals
        given = args[0] if len(args) == 1 and not kwargs and type(args[0]) is dict else dict(*args, **kwargs)
        names = {**self.environment.globals, **own, **given}
        context = new_context(self.environment, self.name, self.blocks, names, shared=True, globals=None)
        try:
            return "".join(self.root_render_func(context))
        except Exception:  # noqa: BLE001  # which is told as an error of the template's own lines
            self.environment.handle_exception()


class Quick(Extension):
    """The extension that makes an environment so."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.auto_reload = False
        environment.code_generator_class = QuickGenerator
        environment.template_class = QuickTemplate
        environment.context_class = QuickContext
        environment.get_template = _remembered(environment.get_template)  # type: ignore[method-assign]


def _remembered(get: Callable[..., Template]) -> Callable[..., Template]:
    """The way to templates by name, each looked up once."""
    known: dict[str, Template] = {}

    def get_template(name: Any, parent: str | None = None, globals: Any = None) -> Template:
        if type(name) is not str or globals is not None:
            return get(name, parent, globals)
        if name not in known:
            known[name] = get(name, parent)
        return known[name]

    return get_template
