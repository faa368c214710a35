"""Find a headless Chromium for the browser tests, or install one: `python tests/chromium.py`."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""A browser that talks to nobody but the page under test; root needs --no-sandbox."""


def find_chromium() -> str | None:
    """A Chromium that starts: the one named by COREGAP_CHROMIUM, the system's, or Playwright's."""
    named = os.environ.get("COREGAP_CHROMIUM")
    candidates = [named] if named else [shutil.which(name) for name in NAMES] + [_playwrights()]
    return next((path for path in candidates if path and _starts(path)), None)


def install_chromium() -> None:
    """Install one by apt where that is allowed, else by Playwright."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        os.environ["DEBIAN_FRONTEND"] = "noninteractive"
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium")
        if find_chromium():
            return
    _run(sys.executable, "-m", "playwright", "install", "chromium")


def _playwrights() -> str | None:
    folder = Path.home() / ".cache" / "ms-playwright"
    found = sorted(folder.glob("chromium-*/chrome-linux*/chrome"))
    return str(found[-1]) if found else None


def _starts(path: str) -> bool:
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except OSError:
        return False
    return done.returncode == 0


def _run(*command: str) -> None:
    print("+", " ".join(command), flush=True)
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    """Exit 0 when the browser tests can run."""
    if not find_chromium():
        install_chromium()
    found = find_chromium()
    if found is None:
        print(
            "No Chromium: none on the PATH, apt-get could not install one, nor could Playwright. "
            "Install the package chromium, or set COREGAP_CHROMIUM to one that starts.",
            file=sys.stderr,
        )
        return 1
    print(f"Browser tests use {found}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
