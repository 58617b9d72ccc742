"""Makes ``.venv`` from ``requirements.lock``: what `make setup` runs.

Needs nothing but Python 3.11 or newer. On Debian and Ubuntu it installs the system libraries that Qt loads when it
may (as root or with passwordless sudo); otherwise it says which one line does. The second time it has nothing to do.
With ``--build`` it also sees to what PyInstaller needs of the system.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "samkarta-setup.stamp"
WINDOWS = sys.platform == "win32"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
COMMAND = VENV / ("Scripts/samkarta.exe" if WINDOWS else "bin/samkarta")

# Each entry is one package; where releases name it differently, the names to try in order.
QT_OFFSCREEN = (
    ("libgl1",),
    ("libegl1",),
    ("libglib2.0-0", "libglib2.0-0t64"),
    ("libfontconfig1",),
    ("libdbus-1-3",),
    ("libxkbcommon0",),
)
QT_ON_A_SCREEN = (
    ("libxcb-cursor0",),
    ("libxkbcommon-x11-0",),
    ("libxcb-icccm4",),
    ("libxcb-keysyms1",),
    ("libxcb-shape0",),
)
ALWAYS = (("ca-certificates",),)
FOR_BUILD = (("binutils",),)
FOR_TESTS = (
    ("poppler-utils",),  # reads the PDFs back
    ("xvfb",),  # a screen that nobody sees, for what a screen reader is told
    ("dbus-daemon",),
    ("at-spi2-core",),
)
VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"
VENV_PACKAGE = (f"python{VERSION}-venv",)
LIBRARY_PACKAGE = (f"libpython{VERSION}", f"libpython{VERSION}t64")


class SetupFailed(Exception):
    """Something is missing; the message says what, and what to do."""


def main() -> int:
    """Make the environment, or do nothing if it is already right. Return the exit code."""
    try:
        require_python()
        if "--build" in sys.argv[1:]:
            prepare_build()
        if stamp_is_right():
            return 0
        line = install_system_packages()
        make_environment()
        install_locked_packages()
        install_command()
        try_qt(line)
    except SetupFailed as problem:
        print(f"\nSetup stopped: {problem}", file=sys.stderr)
        return 1
    STAMP.write_text(fingerprint(), encoding="utf-8")
    say("Ready. `make run` opens the example case, `make test` runs the tests.")
    return 0


def say(text: str) -> None:
    """Tell what is being done, at once."""
    print(f"setup: {text}", flush=True)


def require_python() -> None:
    """Raise SetupFailed unless the Python that runs this is new enough."""
    if sys.version_info < (3, 11):  # noqa: UP036 - whichever python3 the machine has runs this
        raise SetupFailed(
            f"Python 3.11 or newer is needed, and this is {platform.python_version()}. "
            "If a newer one is installed, name it: make PYTHON=python3.12 setup"
        )


def fingerprint() -> str:
    """Return what the environment was made from: lock, project file, this script, Python and place."""
    digest = hashlib.sha256()
    for path in (LOCK, ROOT / "pyproject.toml", Path(__file__)):
        digest.update(path.read_bytes())
    return f"{digest.hexdigest()} {sys.version_info[:2]} {ROOT}"


def stamp_is_right() -> bool:
    """Tell whether the environment that is there was made from these very files."""
    if not (PYTHON.exists() and COMMAND.exists() and STAMP.exists()):
        return False
    return STAMP.read_text(encoding="utf-8") == fingerprint()


# System packages


def install_system_packages() -> str:
    """Install what Qt, venv and the tests load, if we may; return the line that does what is left."""
    wanted = [*ALWAYS, *QT_OFFSCREEN, *QT_ON_A_SCREEN, *FOR_TESTS]
    if importlib.util.find_spec("ensurepip") is None:
        wanted.append(VENV_PACKAGE)
    return install(wanted, "1/4  ")


def prepare_build() -> None:
    """Install what PyInstaller needs of the system. Raises SetupFailed with the line that does it, if we may not."""
    folder, name = sysconfig.get_config_var("LIBDIR"), sysconfig.get_config_var("INSTSONAME")
    shared = bool(folder and name and Path(folder, name).exists()) or ctypes.util.find_library(f"python{VERSION}")
    line = install([*FOR_BUILD, *(() if shared else (LIBRARY_PACKAGE,))], "")
    if line:
        raise SetupFailed(f"the build needs system packages. This line installs them:\n  {line}")


def install(wanted: Sequence[Sequence[str]], step: str) -> str:
    """Install the packages that are not there, if we may; return the line that does what is left."""
    if not (shutil.which("dpkg-query") and shutil.which("apt-get")):
        return ""
    missing = [names for names in wanted if not any(is_installed(name) for name in names)]
    if not missing:
        return ""
    prefix = how_to_be_root()
    if prefix is None:
        return the_line(missing)
    say(f"{step}Installing {len(missing)} system packages …")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300"]
    run([*apt, "update"], quiet=True)
    if run([*apt, "install", "-y", "--no-install-recommends", *available(missing)], quiet=True) != 0:
        return the_line(missing)
    return ""


def the_line(packages: Sequence[Sequence[str]]) -> str:
    """Return the one line that installs the packages."""
    install = "sudo apt-get install -y --no-install-recommends " + " ".join(available(packages))
    return f"sudo apt-get update && {install}"


def is_installed(package: str) -> bool:
    """Tell whether dpkg has the package installed."""
    answer = subprocess.run(
        ["dpkg-query", "-W", "-f", "${db:Status-Status}", package], capture_output=True, text=True, check=False
    )
    return answer.stdout.strip() == "installed"


def available(packages: Sequence[Sequence[str]]) -> list[str]:
    """Return, for each package, the first of its names that this release knows."""
    chosen = []
    for names in packages:
        known = (name for name in names if run(["apt-cache", "show", "--no-all-versions", name], quiet=True) == 0)
        chosen.append(next(known, names[0]) if len(names) > 1 else names[0])
    return chosen


def how_to_be_root() -> list[str] | None:
    """Return what to put before a command to run it as root, or None if we may not."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") and run(["sudo", "-n", "true"], quiet=True) == 0:
        return ["sudo", "-n"]
    return None


# The environment


def make_environment() -> None:
    """Make ``.venv`` with pip in it, or keep the one that is there if this Python made it."""
    if PYTHON.exists() and has_pip() and same_python():
        return
    say("2/4  Making .venv …")
    if VENV.exists():
        shutil.rmtree(VENV)
    importlib.invalidate_caches()
    if importlib.util.find_spec("ensurepip") is not None:
        if run([sys.executable, "-m", "venv", str(VENV)]) == 0:
            return
        raise SetupFailed("python3 -m venv did not succeed; its words are above.")
    with tempfile.TemporaryDirectory() as folder:
        wheel = pip_wheel(Path(folder))
        run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
        if run([str(PYTHON), str(wheel / "pip"), "install", "-q", "--no-index", "--no-deps", str(wheel)]) != 0:
            raise SetupFailed("pip could not be put into .venv; its words are above.")


def has_pip() -> bool:
    """Tell whether the environment that is there runs and has pip."""
    return run([str(PYTHON), "-c", "import pip"], quiet=True) == 0


def same_python() -> bool:
    """Tell whether the environment that is there is of this Python's version."""
    question = "import sys; print('{}.{}'.format(*sys.version_info))"
    answer = subprocess.run([str(PYTHON), "-c", question], capture_output=True, text=True, check=False)
    return answer.stdout.strip() == VERSION


def pip_wheel(folder: Path) -> Path:
    """Fetch pip as a Debian package without installing it, for who has no python3-venv and may not install it."""
    line = the_line([VENV_PACKAGE])
    if not (shutil.which("apt-get") and shutil.which("dpkg-deb")):
        raise SetupFailed("this Python has no pip and no ensurepip. Install them, then try again.")
    say("     No python3-venv here and no right to install it: fetching pip's own package …")
    packages = ["python3-pip-whl", "python3-setuptools-whl"]
    if run(["apt-get", "-qq", "download", *packages], quiet=True, cwd=folder) == 0:
        for package in folder.glob("*.deb"):
            run(["dpkg-deb", "-x", str(package), str(folder)], quiet=True)
    wheel = next(folder.glob("usr/share/python-wheels/pip-*.whl"), None)
    if wheel is None:
        raise SetupFailed(f"python3-venv is missing and may not be installed from here. This line does it:\n  {line}")
    return wheel


def install_locked_packages() -> None:
    """Install what the lock names, checked against its hashes."""
    say("3/4  Installing the packages of requirements.lock (about 400 MB on disk, a minute or two) …")
    arguments = ["install", "--require-hashes", "--only-binary", ":all:", "--progress-bar", "off", "-r", str(LOCK)]
    heard: list[str] = []
    with subprocess.Popen(
        pip(arguments), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=pip_environment()
    ) as process:
        assert process.stdout is not None
        count = 0
        for line in process.stdout:
            heard.append(line.rstrip())
            if line.startswith("Collecting "):
                count += 1
                print(f"       {count:3}  {line.split()[1]}", flush=True)
            elif line.startswith("Installing collected packages"):
                say("     Unpacking …")
    if process.returncode != 0:
        raise SetupFailed("pip could not install the packages. Its last words:\n  " + "\n  ".join(heard[-8:]))


def install_command() -> None:
    """Put the command `samkarta` in the environment; the program runs from this checkout."""
    say("4/4  Making the command .venv/bin/samkarta …")
    arguments = ["install", "-q", "--no-deps", "--no-index", "--no-build-isolation", "--editable", str(ROOT)]
    if subprocess.run(pip(arguments), env=pip_environment(), check=False).returncode != 0:
        raise SetupFailed("the command samkarta could not be made; pip's words are above.")


def pip(arguments: Sequence[str]) -> list[str]:
    """Return a pip command in the environment. Where packages come from is this machine's own pip configuration."""
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", *arguments]


def pip_environment() -> dict[str, str]:
    """Return our environment without what would make pip install anywhere but in ``.venv``."""
    return {key: value for key, value in os.environ.items() if key not in ("PIP_USER", "PIP_TARGET", "PIP_PREFIX")}


def try_qt(line: str) -> None:
    """Start Qt once, without a screen. Say which line installs what is missing, if something is."""
    code = "from PySide6.QtWidgets import QApplication; QApplication([])"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    answer = subprocess.run([str(PYTHON), "-c", code], capture_output=True, text=True, env=environment, check=False)
    if answer.returncode != 0:
        words = (answer.stderr.strip().splitlines() or ["Qt did not start."])[-1]
        advice = f" This line installs what Qt needs; then try again:\n  {line}" if line else ""
        raise SetupFailed(f"{words}.{advice}")
    if line:
        say(f"The program runs, but for windows or tests something is missing. This line installs it:\n  {line}")


def run(command: Sequence[str], *, quiet: bool = False, cwd: Path | None = None) -> int:
    """Run a command and return its exit code; ``quiet`` throws away what it prints."""
    sink = subprocess.DEVNULL if quiet else None
    return subprocess.run(command, stdout=sink, stderr=sink, stdin=subprocess.DEVNULL, cwd=cwd, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
