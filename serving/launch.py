"""``python -m serving.launch``: as ``streamlit run app.py`` with the same options, but the address is judged first.

Streamlit listens before it reads a line of ours; whoever connected then would at least learn that
somebody is there.
"""

import sys
from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.web import bootstrap, cli

from commands.command_line import find_language
from serving.loopback import refusal_of_address

APP = Path(__file__).resolve().parent.parent / "app.py"


def launch(options: Sequence[str]) -> None:
    """Serve the app; exit with a sentence where it would listen to more than this machine.

    Parameters
    ----------
    options
        Those of ``streamlit run``; the environment and the settings files count as they do there.
    """
    try:
        with cli.main_run.make_context("streamlit run", [str(APP), *options]) as context:
            flags = {name: value for name, value in context.params.items() if name not in ("target", "args")}
            bootstrap.load_config_options(flags)
            if refusal := refusal_of_address(st.get_option("server.address"), find_language([])):
                sys.exit(refusal)
            cli.main_run.invoke(context)
    except cli.click.exceptions.Exit as asked_for_help:
        sys.exit(asked_for_help.exit_code)
    except cli.click.ClickException as unknown_option:
        unknown_option.show()
        sys.exit(unknown_option.exit_code)


if __name__ == "__main__":
    launch(sys.argv[1:])
