"""The reference pages, generated from the code: ``python tools/docs.py`` writes them, ``--check`` compares them."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from process_reference import processes_page
from reference import precision_page

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "reference"
SOURCE: Final = ROOT / "src" / "guicheng"
READERS: Final = frozenset({"text", "flag", "port", "count", "choice", "folder", "names"})
NOTE: Final = "<!-- Written by tools/docs.py from the code; change it there. -->\n\n"
# What each variable is for; a variable without a line here stops the build of the page.
PURPOSES: Final = {
    "PORT": "Port that the service listens on; 8000 when unset.",
    "HOST": "Address that the service listens on; 127.0.0.1 when unset. One that others reach needs GUICHENG_HOSTS.",
    "DATABASE_URL": "`postgresql://user:password@host:5432/name` or `sqlite:///folder/file`; "
    "a file in GUICHENG_HOME when unset.",
    "GUICHENG_HOME": "Data folder: database, uploaded files, key; `var` in a checkout when unset.",
    "GUICHENG_HOSTS": "Names and addresses that people type to reach the service, separated by commas.",
    "GUICHENG_IDLE_MINUTES": "After so many minutes without a click a session ends, unless its owner stays signed in.",
    "GUICHENG_HTTPS": "1 when a proxy in front speaks HTTPS: cookies are then sent over HTTPS only.",
    "GUICHENG_DEBUG": "1 shows programmers' error pages; never where others can reach the service.",
    "GUICHENG_LOG": "Level of the log: `debug`, `info`, `warning` or `error`; "
    "warnings of packages and our own events when unset.",
    "GUICHENG_LANG": "Language of the terminal: `zh` or `en`.",
    "GUICHENG_SECRET_KEY": "Key that signs cookies and encrypts second factors; "
    "made once in the data folder when unset.",
    "GUICHENG_PROXIES": "How many proxies stand in front, whose word about the caller's address is taken; "
    "1 with GUICHENG_HTTPS, else 0.",
    "GUICHENG_HSTS_SUBDOMAINS": "0 when services under the same name still speak plain HTTP.",
    "GUICHENG_SECOND_FACTOR": "0 or 1: whether administrators need a second factor; 1 once GUICHENG_HOSTS is set.",
    "GUICHENG_MAIL_HOST": "Server that takes letters; without one none is written.",
    "GUICHENG_MAIL_PORT": "Its port; the usual one of the encryption when unset.",
    "GUICHENG_MAIL_SECURITY": "How the way there is encrypted: `starttls` (port 587), `tls` (465) or `none` (25).",
    "GUICHENG_MAIL_USER": "Name to sign in there.",
    "GUICHENG_MAIL_PASSWORD": "Password to sign in there.",
    "GUICHENG_MAIL_FROM": "Address that letters come from; needed with GUICHENG_MAIL_HOST.",
    "GUICHENG_ADDRESS": "Address of this service in letters and messages; the first of GUICHENG_HOSTS when unset.",
    "GUICHENG_OUTWARD_HOSTS": "Hosts, as name or name:port, that robots and webhooks may call although they are no "
    "public ones, by plain HTTP too.",
    "GUICHENG_TSA_URL": "Authority that stamps the root of each day with the time (RFC 3161); needs the "
    "extra `stamps`.",
    "GUICHENG_TSA_CERTIFICATES": "File with the authority's root certificates in PEM: only time stamps that they "
    "prove are kept. Without it the answer alone is looked at.",
    "GUICHENG_OIDC_URL": "Address of the company's OpenID Connect service, https:// only.",
    "GUICHENG_OIDC_ID": "How this service is called there.",
    "GUICHENG_OIDC_SECRET": "What proves it there.",
    "GUICHENG_OIDC_NAME": "What stands on the button.",
    "GUICHENG_DINGTALK_ID": "DingTalk: key of the application.",
    "GUICHENG_DINGTALK_SECRET": "DingTalk: secret of the application.",
    "GUICHENG_FEISHU_ID": "Feishu: id of the application.",
    "GUICHENG_FEISHU_SECRET": "Feishu: secret of the application.",
    "GUICHENG_WEIXIN_ID": "WeChat: id of the website application.",
    "GUICHENG_WEIXIN_SECRET": "WeChat: secret of the website application.",
}
#: Pages of the reference that no code can write, with their titles.
WRITTEN_BY_HAND: Final = {
    "attainment-files.md": "Events and facts for attainment",
    "standards-files.md": "Standards as files",
}
# Set by our own programs for one another.
INTERNAL: Final = frozenset({"GUICHENG_STARTED"})


def settings_page() -> str:
    """Return the page of environment variables."""
    found = dict(sorted(_variables()))
    if missing := found.keys() - PURPOSES.keys() - INTERNAL:
        sys.exit(f"docs: say in tools/docs.py what {', '.join(sorted(missing))} is for")
    rows = [f"| `{name}` | {PURPOSES[name]} | {found[name] or '–'} |" for name in found if name not in INTERNAL]
    head = "# Settings\n\nEverything that differs between machines comes from the environment.\n\n"
    return head + "\n".join(["| variable | what it is for | when unset |", "| --- | --- | --- |", *rows]) + "\n"


def _variables() -> Iterator[tuple[str, str]]:
    """Yield each variable that the code reads, with its default where that is a plain value."""
    for path in SOURCE.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and (name := _variable(node)):
                values = [*node.args[1:2], *(keyword.value for keyword in node.keywords if keyword.arg == "default")]
                yield name, f"`{ast.unparse(values[0]).strip(chr(39))}`" if values and _is_plain(values[0]) else ""


def _variable(node: ast.Call) -> str:
    function, first = node.func, node.args[0] if node.args else None
    called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    named = first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""
    is_reader = called in READERS or (called in {"get", "getenv"} and "environ" in ast.unparse(function))
    return named if is_reader and re.fullmatch(r"PORT|HOST|DATABASE_URL|GUICHENG_[A-Z_]+", named) else ""


def _is_plain(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value not in {"", None}


def commands_page() -> str:
    """Return the page of the command line: the help of each command as the program prints it."""
    program = Path(sys.executable).parent / "guicheng"
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "100", "GUICHENG_LANG": "en"}

    def told(*arguments: str) -> str:
        shown = subprocess.run(
            [program, *arguments, "--help"], check=True, capture_output=True, text=True, env=environment
        )
        return "\n".join(line.rstrip() for line in shown.stdout.strip().splitlines())

    main = told()
    names = re.findall(r"^[│ ] ?([a-z]+(?:-[a-z]+)*) {2,}\S", main, re.MULTILINE)
    parts = [f"# Commands\n\n```text\n{main}\n```\n"]
    parts += [f"## guicheng {name}\n\n```text\n{told(name)}\n```\n" for name in names]
    return "\n".join(parts)


def make_page() -> str:
    """Return the page of make targets."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    rows = [
        f"| `make {name}` | {purpose} |" for name, purpose in re.findall(r"^([a-z-]+):.*## (.+)$", text, re.MULTILINE)
    ]
    return "# Make targets\n\n" + "\n".join(["| target | what it does |", "| --- | --- |", *rows]) + "\n"


def rule_pages() -> Iterator[tuple[str, str]]:
    """Yield the index of lint rules and one page a rule: path and text."""
    from guicheng.domain.lint import all_explained

    rules = all_explained()
    rows = [
        f"| [{rule.code}](rules/{rule.code}.md) | {rule.name} | {rule.severity} | {rule.summary} |" for rule in rules
    ]
    yield (
        "rules.md",
        "# Rules\n\n"
        + "\n".join(["| code | name | weight | what it finds |", "| --- | --- | --- | --- |", *rows])
        + "\n",
    )
    for rule in rules:
        references = "\n".join(f"- {source}" for source in rule.references)
        parts = [
            f"# {rule.code} {rule.name}",
            f"{rule.summary} Weight: {rule.severity}.",
            "## Why it matters",
            rule.why,
        ]
        parts += ["## Example", _quoted(rule.example), "## Use instead", _quoted(rule.instead)]
        parts += ["## References", references] if references else []
        yield f"rules/{rule.code}.md", "\n\n".join(parts) + "\n"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.strip().splitlines())


def api_page() -> str:
    """Return the page of API calls, from the OpenAPI description."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "guicheng.site.settings")
    import django

    django.setup()
    from ninja import NinjaAPI

    from guicheng.api import urls

    found = [value for value in vars(urls).values() if isinstance(value, NinjaAPI)]
    rows = [
        f"| `{method.upper()} {path}` | {call.get('description', call.get('summary', '')).split(chr(10))[0]} |"
        for api in found
        for path, calls in api.get_openapi_schema()["paths"].items()
        for method, call in calls.items()
    ]
    head = "# API\n\nThe running service describes every call, field and answer at `/api/docs`.\n\n"
    return head + "\n".join(["| call | what it does |", "| --- | --- |", *rows]) + "\n"


def pages() -> dict[str, str]:
    """Return all pages: path below the folder, and text."""
    made = {
        "settings.md": settings_page(),
        "commands.md": commands_page(),
        "make.md": make_page(),
        "api.md": api_page(),
        "processes.md": processes_page(),
    }
    made.update(rule_pages())
    titles = {
        "rules.md": "Rules",
        "precision.md": "How sure the rules are",
        "commands.md": "Commands",
        "settings.md": "Settings",
        "api.md": "API",
        "make.md": "Make targets",
        "processes.md": "Shipped processes",
    } | WRITTEN_BY_HAND
    made["README.md"] = "# Reference\n\n" + "\n".join(f"- [{title}]({path})" for path, title in titles.items()) + "\n"
    # The page of precisions says itself where it comes from.
    return {"precision.md": precision_page()} | {path: NOTE + text for path, text in made.items()}


def main(arguments: list[str]) -> int:
    """Write the pages, or tell which are stale; return the exit code."""
    made = pages()
    there = {str(path.relative_to(FOLDER)): path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.md")}
    if "--check" in arguments:
        generated = made.keys() | (there.keys() - WRITTEN_BY_HAND.keys())
        stale = sorted(path for path in generated if made.get(path) != there.get(path))
        print(
            "\n".join([*(f"docs/reference/{path} is stale" for path in stale), f"docs: {len(stale)} stale; make docs"])
        )
        return 1 if stale else 0
    for path in there.keys() - made.keys() - WRITTEN_BY_HAND.keys():
        (FOLDER / path).unlink()
    for path, text in made.items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(text, encoding="utf-8")
    print(f"docs: {len(made)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
