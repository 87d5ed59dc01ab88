"""`planparse rules`: what is checked, why, and where that is written."""

from __future__ import annotations

import click

from planparse.cli.spoken import Command
from planparse.cli.words import Words


@click.command("rules", cls=Command)
@click.argument("codes", nargs=-1, metavar="[CODE]...")
@click.pass_obj
def command(words: Words, codes: tuple[str, ...]) -> int:
    """A line each rule; all about those whose codes are given."""
    from planparse.check import RULES, about
    from planparse.emit.findings import severity_name

    wanted = tuple(code.upper() for code in codes)
    found = [rule for rule in RULES if not wanted or rule.code.startswith(wanted)]
    for code in wanted:
        if not any(rule.code.startswith(code) for rule in RULES):
            raise click.UsageError(words.say("no_rule", code=code))
    for rule in found:
        one = about(rule, words.lang)
        grave = "/".join(severity_name(severity, words.lang) for severity in (one.severity, *one.also))
        click.echo(f"{one.code}  {grave:19}  {one.name}")
        if wanted:
            for label, said in (("rule_why", one.why), ("rule_bad", one.bad), ("rule_good", one.good), ("rule_source", one.source)):
                click.echo(f"       {words.say(label)} {said}")
    return 0
