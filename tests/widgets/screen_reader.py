"""A screen reader's view of the real program: a screen, a session bus and an accessibility bus of our own.

The program runs as its own process on an X server that nobody sees. What it tells assistive technology is read back
over AT-SPI, as a screen reader does (at-spi2-core, Qt's Linux accessibility).
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ACCESSIBLE = "org.a11y.atspi.Accessible"
LAUNCHERS = ("/usr/libexec/at-spi-bus-launcher", "/usr/lib/at-spi2-core/at-spi-bus-launcher")
KEY_SYM = 3
"""AT-SPI's word for: press and let go the key of this X11 keysym."""
LONGEST = 60.0
"""Seconds that the slowest machine may take to open the window."""


def missing() -> list[str]:
    """Return the system packages that are not there; without them nothing can be read back."""
    found = {
        "xvfb": shutil.which("Xvfb"),
        "dbus-daemon": shutil.which("dbus-daemon"),
        "at-spi2-core": next((each for each in LAUNCHERS if Path(each).exists()), None),
    }
    return [package for package, there in found.items() if not there]


class Gone(Exception):
    """The object that was asked is no longer there, or never was."""


@dataclass(frozen=True)
class Node:
    """One accessible object: who owns it and where on the bus it stands."""

    bus: DBusConnection
    owner: str
    path: str

    def call(self, interface: str, method: str, signature: str | None = None, *body: Any) -> Any:
        """Call a method and return its answer's body. Raises Gone with the bus' words if it fails."""
        address = DBusAddress(self.path, bus_name=self.owner, interface=interface)
        answer = self.bus.send_and_get_reply(new_method_call(address, method, signature, body), timeout=20)
        if answer.header.message_type is MessageType.error:
            raise Gone(f"{interface}.{method}: {answer.body}")
        return answer.body

    def read(self, name: str, interface: str = ACCESSIBLE) -> Any:
        """Return a property of the object."""
        ((_signature, value),) = self.call("org.freedesktop.DBus.Properties", "Get", "ss", interface, name)
        return value

    @property
    def name(self) -> str:
        """What is said of it."""
        return str(self.read("Name"))

    @property
    def role(self) -> str:
        """What it is: "tree", "tree item", "push button" …"""
        return str(self.call(ACCESSIBLE, "GetRoleName")[0])

    def children(self) -> list[Node]:
        """Return what stands inside it."""
        (found,) = self.call(ACCESSIBLE, "GetChildren")
        return [Node(self.bus, owner, path) for owner, path in found]

    def find(self, role: str, begins: str) -> Node | None:
        """Return the first thing inside it of a role whose name begins so; what goes meanwhile is passed over."""
        try:
            inside = self.children()
        except Gone:
            return None
        for child in inside:
            with contextlib.suppress(Gone):
                if child.role == role and child.name.startswith(begins):
                    return child
            found = child.find(role, begins)
            if found is not None:
                return found
        return None


@contextmanager
def running(command: list[str], environment: Mapping[str, str], **more: Any) -> Iterator[subprocess.Popen[str]]:
    """Run a command until the block is left."""
    process = subprocess.Popen(command, env=dict(environment), text=True, **more)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        for stream in (process.stdout, process.stderr):
            if stream is not None:
                stream.close()


def wait_for(what: Callable[[], Any], why: str) -> Any:
    """Return the first thing that ``what`` finds; what fails on the way may still come."""
    end = time.monotonic() + LONGEST
    problem: Exception | None = None
    while time.monotonic() < end:
        try:
            found = what()
        except (Gone, OSError) as failed:
            found, problem = None, failed
        if found:
            return found
        time.sleep(0.2)
    raise AssertionError(f"{why} did not come in {LONGEST:.0f} s. {problem or ''}")


@contextmanager
def program(arguments: list[str], home: Path) -> Iterator[Node]:
    """Start the program on a screen and buses of its own; yield its root as a screen reader sees it."""
    desktop_keys = ("QT_", "DBUS_", "AT_SPI", "DISPLAY", "WAYLAND_")
    clean = {key: value for key, value in os.environ.items() if not key.startswith(desktop_keys)}
    runtime = home / "run"
    runtime.mkdir(mode=0o700)
    clean |= {"XDG_RUNTIME_DIR": str(runtime), "XDG_SESSION_TYPE": "x11", "NO_AT_BRIDGE": "0"}
    with ExitStack() as stack:
        screen = stack.enter_context(_screen(clean))
        session = stack.enter_context(_session({**clean, "DISPLAY": screen}))
        seen = {**clean, "DISPLAY": screen, "DBUS_SESSION_BUS_ADDRESS": session}
        with open_dbus_connection(session) as bus:
            broker = Node(bus, "org.a11y.Bus", "/org/a11y/bus")
            (address,) = wait_for(lambda: broker.call("org.a11y.Bus", "GetAddress"), "The accessibility bus")
        a11y = stack.enter_context(open_dbus_connection(address))
        qt = {"QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        stack.enter_context(running([sys.executable, "-m", "app", *arguments], {**seen, **qt}))
        desktop = Node(a11y, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
        yield wait_for(lambda: next(iter(desktop.children()), None), "The program")


def press(seen: Node, *keysyms: int) -> None:
    """Press keys, one after the other, as an assistive technology does it: X11 keysyms, to whoever has the focus."""
    controller = Node(seen.bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/registry/deviceeventcontroller")
    for keysym in keysyms:
        controller.call("org.a11y.atspi.DeviceEventController", "GenerateKeyboardEvent", "isu", keysym, "", KEY_SYM)


@contextmanager
def _screen(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the name of a screen of 1366 × 768 that nobody sees."""
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with running(command, environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        yield f":{process.stdout.readline().strip()}"


@contextmanager
def _session(environment: Mapping[str, str]) -> Iterator[str]:
    """Yield the address of a session bus that starts the accessibility bus when it is asked for."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    with running(command, environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
