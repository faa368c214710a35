"""The command `coregap`: a command is one call, one answer, one exit code.

Exit codes: 0 done; 1 refused or failed, with the reason on standard error; 2 wrong usage.

The commands are imported when they are asked for. A process that a command starts comes by this
door too, as that is how Python starts one, and would need seconds for what it never uses.
"""

import gc
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from app.cli.commands import cli

__all__ = ["cli", "main"]


def main() -> None:
    """Run the command line; every error of ours becomes one line and exit code 1."""
    gc.disable()  # modules make many values and hardly any garbage: seeking it took a sixth of the start
    from app.cli.commands import main as run

    gc.freeze()
    gc.enable()
    run()


def __getattr__(name: str) -> Any:
    if name != "cli":
        raise AttributeError(name)
    from app.cli.commands import cli

    return cli
