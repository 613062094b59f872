"""The import contracts notice what they forbid."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BREACHES = {
    "domain/values/span.py": "import logging",
    "domain/values/message.py": "import guicheng.domain.clause.clause",
    "domain/lint/rules/first_breach.py": "import guicheng.domain.lint.rules.second_breach",
    "domain/lint/rules/second_breach.py": "",
    "adapters/__init__.py": "import guicheng.apps.platform.models",
    "apps/platform/models.py": "import guicheng.apps.platform.services",
    "apps/platform/apps.py": "import guicheng.apps.standards",
    "worker/loop.py": "import guicheng.site.env",
    "cli/__init__.py": "import django",
    "library/__init__.py": "import guicheng.domain",
}


def test_every_contract_can_break(tmp_path):
    shutil.copytree(ROOT / "src" / "guicheng", tmp_path / "guicheng", ignore=shutil.ignore_patterns("static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "guicheng" / "domain" / "lint" / "rules").mkdir(parents=True, exist_ok=True)
    for name in ("domain/lint/__init__.py", "domain/lint/rules/__init__.py"):
        (tmp_path / "guicheng" / name).touch()
    for name, line in BREACHES.items():
        path = tmp_path / "guicheng" / name
        path.write_text(f"{path.read_text(encoding='utf-8') if path.exists() else ''}\n{line}\n", encoding="utf-8")
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-logo", "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "COLUMNS": "300", "PATH": "/usr/bin"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert " KEPT" not in done.stdout, done.stdout


def test_a_package_without_a_place_is_noticed(tmp_path):
    shutil.copytree(ROOT / "src" / "guicheng", tmp_path / "guicheng", ignore=shutil.ignore_patterns("static"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "guicheng" / "attic").mkdir()
    (tmp_path / "guicheng" / "attic" / "__init__.py").touch()
    program = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run(
        [program, "--no-logo", "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert "guicheng.attic" in done.stdout
