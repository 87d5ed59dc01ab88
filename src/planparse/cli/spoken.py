"""click's commands, speaking the language of the user, each loaded when it is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from planparse.cli.words import Words, language


def lang_option() -> click.Option:
    """`--lang`, which every command has; `language` reads it, before click does."""
    return click.Option(["--lang"], type=click.Choice(["vi", "en"]), expose_value=False)


class Command(click.Command):
    """A command whose help stands in `vocab/cli.toml` under its name, one entry a parameter. It returns its exit code."""

    def __init__(self, name: str | None, **attrs: Any) -> None:
        super().__init__(name, **attrs)
        self.params.append(lang_option())

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = [piece for param in self.get_params(ctx) for piece in param.get_usage_pieces(ctx)]
        _write_help(self, ctx, formatter, pieces)


class Group(click.Group):
    """The command `planparse`: its commands are the modules of `cli` named in `names`, imported when one is called."""

    def __init__(self, name: str, names: Sequence[str], **attrs: Any) -> None:
        super().__init__(name, **attrs)
        self.names = tuple(names)
        self.params.append(lang_option())

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.names)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.names:
            return None
        command: click.Command = import_module(f"planparse.cli.{name}").command
        return command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        words = _words(ctx)
        _write_help(self, ctx, formatter, [words.say("commands_metavar")])
        _section(formatter, words.say("commands"), [(name, words.short_help(name)) for name in self.names])


def _words(ctx: click.Context) -> Words:
    return ctx.find_object(Words) or Words(language(()))


def _write_help(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter, pieces: list[str]) -> None:
    words = _words(ctx)
    texts = words.help("planparse") | words.help(command.name or "")
    params = command.get_params(ctx)
    formatter.write_usage(ctx.command_path, " ".join([words.say("options_metavar"), *pieces]), f"{words.say('usage')} ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(texts["text"])
    arguments = [(param.make_metavar(ctx), _text(param, texts)) for param in params if isinstance(param, click.Argument)]
    options = [(_spelling(param, ctx), _text(param, texts)) for param in params if isinstance(param, click.Option)]
    _section(formatter, words.say("arguments"), arguments)
    _section(formatter, words.say("options"), options)


def _text(param: click.Parameter, texts: Mapping[str, str]) -> str:
    return texts["help" if "--help" in param.opts else param.name or ""]


def _spelling(option: click.Option, ctx: click.Context) -> str:
    spelled = ", ".join(option.opts)
    return spelled if option.is_flag else f"{spelled} {option.make_metavar(ctx)}"


def _section(formatter: click.HelpFormatter, heading: str, rows: Sequence[tuple[str, str]]) -> None:
    if rows:
        with formatter.section(heading):
            formatter.write_dl(rows)
