"""`akn completion`: what makes a shell complete the commands and their options."""

from __future__ import annotations

import argparse

from converters.commands.streams import put


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What `akn completion` understands."""
    parser.epilog = """\
bash:  akn completion bash > ~/.local/share/bash-completion/completions/akn
zsh:   akn completion zsh > ~/.zfunc/_akn
"""
    parser.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="the shell")


def run(args: argparse.Namespace) -> int:
    """Print the script of a shell.  Raises MissingDependency without the package `shtab`."""
    from akn.errors import MissingDependency
    from converters.cli import whole_parser

    try:
        import shtab
    except ImportError as error:
        raise MissingDependency("akn completion needs shtab: pip install 'akn-un[completion]'") from error
    put(shtab.complete(whole_parser(), args.shell))
    return 0
