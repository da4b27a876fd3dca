"""How a child is shut in: which means this system has, and the command that uses them.

Strongest first: bubblewrap (own namespaces: no network, no other processes, a file system of its
own), Landlock (opens nothing but the Python installation and fonts) with seccomp (no process, no
program, no socket), and everywhere limits on memory, time and files with a clean environment.
"""

from __future__ import annotations

import functools
import json
import os
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import archive
from archive.extraction import landlock, seccomp

_PACKAGE = Path(archive.__file__).resolve().parent
_SYSTEM = ("/usr", "/lib", "/lib64", "/bin", "/etc/ld.so.cache", "/etc/fonts", "/etc/localtime")
_LINKS = ("/lib", "/lib64", "/bin")
_INSTALLED = ("site-packages", "dist-packages")
_PROCESSORS = "/sys/devices/system/cpu"
_PROBE_SECONDS = 10


@dataclass(frozen=True, slots=True)
class Confinement:
    """The means to use, and what the shut-in process is told.

    `extra_module` names a further module to load: hostile tasks of the tests. `system_info`
    lets it see the processor's features, `threads` and `idle_seconds` are for the recogniser.
    """

    bubblewrap: str = ""
    landlock: bool = False
    seccomp: bool = False
    extra_module: str = ""
    system_info: bool = False
    threads: int = 1
    idle_seconds: float = 300.0

    @classmethod
    def detect(cls) -> Confinement:
        """Everything that works here."""
        return cls(_working_bubblewrap(), landlock.version() > 0, seccomp.available())

    @property
    def isolation(self) -> str:
        """`bubblewrap`, `landlock` (with seccomp) or, degraded, `limits`."""
        if self.bubblewrap:
            return "bubblewrap"
        return "landlock" if self.landlock and self.seccomp else "limits"

    def readable(self) -> list[Path]:
        """What a parser needs to read beside its one file: code and fonts."""
        paths = [Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).resolve(), _PACKAGE]
        paths += [Path(name) for name in _SYSTEM]
        paths += [Path(entry) for entry in _installed()]
        if self.extra_module and (spec := find_spec(self.extra_module)) and spec.origin:
            paths.append(Path(spec.origin))
        return list(dict.fromkeys(path for path in paths if path.exists()))

    def command(self, module: str, descriptor: int) -> list[str]:
        """The command line that runs a module of this package, shut in, talking over a descriptor."""
        python = [sys.executable, "-s", "-P", "-m", module, str(descriptor), json.dumps(asdict(self))]  # fmt: skip
        if not self.bubblewrap:
            return python
        # no --die-with-parent: it means the thread that started it, and that may be a short one;
        # the server ends by itself when the descriptor is closed
        shut = [self.bubblewrap, "--unshare-all", "--cap-drop", "ALL", "--dev", "/dev", "--tmpfs", "/tmp"]  # noqa: S108 - inside the namespace  # fmt: skip
        if self.system_info:
            shut += ["--proc", "/proc", "--ro-bind", _PROCESSORS, _PROCESSORS]
        for path in self.readable():
            if path.is_symlink() and str(path) in _LINKS:
                shut += ["--symlink", str(path.readlink()), str(path)]
            else:
                shut += ["--ro-bind", str(path), str(path)]
        return [*shut, "--chdir", "/", "--", *python]

    @staticmethod
    def environment() -> dict[str, str]:
        """Nothing of the service's own environment: it holds secrets."""
        return {
            "PYTHONPATH": os.pathsep.join([str(_PACKAGE.parent), *_installed()]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "LANG": "C.UTF-8",
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime reports to its maker unless told not to
        }


def _installed() -> list[str]:
    """Folders of installed packages, a person's own too."""
    return [entry for entry in sys.path if entry.endswith(_INSTALLED)]


@functools.cache
def _working_bubblewrap() -> str:
    """The path of a bubblewrap that may make namespaces here, else an empty string."""
    program = shutil.which("bwrap")
    if sys.platform != "linux" or program is None:
        return ""
    probe = Confinement(bubblewrap=program).command("archive.extraction.server", 0)
    probe = [*probe[: probe.index("--")], "--", sys.executable, "-I", "-c", "import lxml.etree"]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command
            probe,
            env={},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return program if done.returncode == 0 else ""
