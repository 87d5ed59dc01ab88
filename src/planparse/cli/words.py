"""What the command line says, in Vietnamese or English: the sentences themselves are in `vocab/cli.toml`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from planparse import vocab
from planparse.errors import PlanparseError
from planparse.vocab.messages import in_vietnamese

Lang = Literal["vi", "en"]


def language(args: Sequence[str]) -> Lang:
    """The language that `--lang` in `args` asks for, wherever it stands; else `PLANPARSE_LANG`; else Vietnamese.

    It is looked for before the arguments are parsed, so that help and complaints about the arguments are in it too.

    >>> language(["convert", "--lang", "en", "--help"]), language(["--lang=en"])
    ('en', 'en')
    """
    asked = os.environ.get("PLANPARSE_LANG", "vi")
    for at, arg in enumerate(args):
        if arg == "--":
            break
        if arg == "--lang" and at + 1 < len(args):
            asked = args[at + 1]
        elif arg.startswith("--lang="):
            asked = arg.removeprefix("--lang=")
    return "en" if asked.lower().startswith("en") else "vi"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language."""

    lang: Lang

    def say(self, name: str, /, **values: object) -> str:
        """The message `[say] name`, filled in; `KeyError` where there is none.

        >>> Words("vi").say("failed", n=3)
        '3 tệp không đọc được'
        """
        return self._pick("say", name).format(**values)

    def help(self, command: str) -> dict[str, str]:
        """Of `[help.command]`: the text of the command, and of each of its parameters by name."""
        return {name: forms[self.lang] for name, forms in vocab.load("cli")["help"][command].items()}

    def short_help(self, command: str) -> str:
        """The first sentence of the command's help, without its full stop."""
        return self.help(command)["text"].partition("\n")[0].partition(". ")[0].rstrip(".")

    def error(self, error: PlanparseError, name: str = "") -> str:
        """What went wrong with the file of this name, and what to do about it; the name itself is left out."""
        what = str(error.args[0]).removeprefix(f"{name}: ")
        if self.lang == "vi":
            return f"{in_vietnamese(what)} {in_vietnamese(error.advice)}"
        return f"{what} {error.advice}"

    def sentence(self, said: str | None) -> str:
        """A sentence of an error that was kept in English, in this language."""
        return in_vietnamese(said or "") if self.lang == "vi" else said or ""

    def usage(self, kinds: Sequence[str], **values: object) -> str:
        """What is wrong with the arguments: `kinds` are the names of click's class and its parents, the nearest first."""
        known = vocab.load("cli")["usage"]
        kind = next(kind for kind in kinds if kind in known)
        return self._pick("usage", kind).format(**values)

    def _pick(self, table: str, name: str) -> str:
        form: str = vocab.load("cli")[table][name][self.lang]
        return form
