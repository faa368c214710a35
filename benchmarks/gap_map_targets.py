"""What is asked of the map of many studies, each beside what was measured."""

from dataclasses import dataclass, field

from rich.table import Table


@dataclass(slots=True)
class Targets:
    """What was measured beside what is allowed, at most."""

    met: list[tuple[str, float, float, str]] = field(default_factory=list)

    def hold(self, name: str, measured: float, allowed: float, unit: str) -> None:
        """Put one down."""
        self.met.append((name, measured, allowed, unit))

    def table(self) -> Table:
        """All of them, to be read at a glance."""
        table = Table(title="\nTargets", title_justify="left", box=None)
        for name in ("target", "measured", "allowed", ""):
            table.add_column(name, justify="right" if name in ("measured", "allowed") else "left")
        for name, measured, allowed, unit in self.met:
            verdict = "within" if measured <= allowed else "OVER"
            table.add_row(name, f"{measured:.2f} {unit}", f"{allowed:g} {unit}", verdict)
        return table
