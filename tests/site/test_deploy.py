"""What ships for production is safe as it stands, and the log holds no secret."""

from __future__ import annotations

import configparser
import contextlib
import http.client
import io
import json
import logging
import logging.config
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import yaml

from guicheng.site import env, logs, mail, serve
from installation import prepared

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
HOW_TO = ROOT / "docs" / "how-to" / "run-in-production.md"
BACK_UP = ROOT / "docs" / "how-to" / "back-up.md"
PROGRAM = str(Path(sys.executable).parent / "guicheng")
HARDENED = {
    "NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes", "PrivateTmp": "yes",
    "PrivateDevices": "yes", "ProtectKernelTunables": "yes", "ProtectKernelModules": "yes",
    "ProtectControlGroups": "yes", "RestrictSUIDSGID": "yes", "RestrictNamespaces": "yes",
    "MemoryDenyWriteExecute": "yes", "LockPersonality": "yes", "CapabilityBoundingSet": "",
    "RestrictAddressFamilies": "AF_UNIX AF_INET AF_INET6", "UMask": "0077", "StateDirectoryMode": "0700",
    "User": "guicheng", "EnvironmentFile": "/etc/guicheng/guicheng.env",
}  # fmt: skip


def production(home, **more):
    """The settings of deploy/guicheng.env, in a folder of this test."""
    plain = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "GUICHENG_HOME": str(home)}
    lines = (DEPLOY / "guicheng.env").read_text(encoding="utf-8").splitlines()
    shipped = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    return {**plain, **shipped, **more}


# Settings ------------------------------------------------------------------------------------------------------------


def test_djangos_own_checks_find_nothing_in_the_settings_that_ship(tmp_path):
    command = [sys.executable, ROOT / "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    done = subprocess.run(command, env=production(tmp_path), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_the_check_can_fail(tmp_path):
    command = [sys.executable, ROOT / "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    settings = production(tmp_path, GUICHENG_HTTPS="0")
    done = subprocess.run(command, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "security.W" in done.stderr


@pytest.mark.parametrize(
    ("word", "encrypted", "port"), [("", (True, False), 587), ("tls", (False, True), 465), ("none", (False, False), 25)]
)
def test_the_way_to_the_mail_server_is_encrypted_unless_said_otherwise(monkeypatch, word, encrypted, port):
    monkeypatch.setenv("GUICHENG_MAIL_SECURITY", word)
    assert mail.encryption() == encrypted
    assert mail.usual_port() == port


def test_a_word_that_is_no_encryption_is_refused_with_the_words_there_are(monkeypatch):
    monkeypatch.setenv("GUICHENG_MAIL_SECURITY", "ssl3")
    with pytest.raises(env.SettingError, match="starttls, tls, none"):
        mail.encryption()


def test_a_mail_server_needs_a_sender(monkeypatch):
    monkeypatch.delenv("GUICHENG_MAIL_FROM", raising=False)
    monkeypatch.delenv("GUICHENG_MAIL_HOST", raising=False)
    assert mail.backend().endswith("dummy.EmailBackend")
    mail.sender()
    monkeypatch.setenv("GUICHENG_MAIL_HOST", "smtp.estate.example")
    assert mail.backend().endswith("smtp.EmailBackend")
    with pytest.raises(env.SettingError, match="GUICHENG_MAIL_FROM"):
        mail.sender()
    monkeypatch.setenv("GUICHENG_MAIL_FROM", "quality@estate.example")
    assert mail.sender() == "quality@estate.example"


# The log -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "secret"),
    [
        ("GET /sign-in/company/callback/?code=4711-abc&state=xyz HTTP/1.1", "4711-abc"),
        ("Authorization: Bearer gc_0123456789abcdef", "gc_0123456789abcdef"),
        ("{'password': 'wind-over-the-lake', 'username': 'li'}", "wind-over-the-lake"),
        ("<QueryDict: {'password1': ['wind-over-the-lake']}>", "wind-over-the-lake"),
        ("Cookie: sessionid=abcdefgh; csrftoken=ijklmnop", "ijklmnop"),
        ("Set-Cookie: sessionid=abcdefgh; HttpOnly", "abcdefgh"),
        ("connection to postgresql://guicheng:wind-over@db.example/guicheng failed", "wind-over"),
        ("setup_key=abcd-efgh-jkmn", "abcd-efgh"),
        ("client_secret: 's3cr3t-value'", "s3cr3t-value"),
        ("https://api.example/token?appid=1&secret=abcdefg", "abcdefg"),
    ],
)
def test_what_looks_like_a_secret_is_not_written(line, secret):
    assert secret not in logs.discreet(line)
    assert "***" in logs.discreet(line)


@pytest.mark.parametrize(
    "line",
    [
        "job standards.read_document (3f2a) failed in run 2: ValueError('no table'); next run in 0:00:04",
        "Internal Server Error: /standards/KF-03/",
        'duplicate key value violates unique constraint "standards_code_once"',
        "The database does not answer: connection refused at 127.0.0.1:5432. Is it running?",
    ],
)
def test_other_lines_stay_as_they_are(line):
    assert logs.discreet(line) == line


def test_long_lines_are_searched_once():
    """Work that grew with the square of a line's length would meet the kernel's bound, which no machine's pace does."""
    script = (
        "import resource; resource.setrlimit(resource.RLIMIT_CPU, (60, 60))\n"
        "from guicheng.site import logs\n"
        "logs.discreet('a-' * 200_000 + '?' * 200_000 + 'key' * 80_000)"
    )
    subprocess.run([sys.executable, "-c", script], check=True)


def test_no_error_report_leaves_by_mail_and_rows_are_never_logged():
    described = logs.configuration("DEBUG")
    assert described["loggers"]["django"]["handlers"] == []
    assert described["loggers"]["django.db.backends"]["level"] == "INFO"
    assert {handler["formatter"] for handler in described["handlers"].values()} == {"line"}


def test_a_traceback_is_written_discreetly():
    formatter = logs.Discreet("{message}", style="{")
    with pytest.raises(ValueError, match="a token") as refusal:
        int("refused: a token=abcdef123456")
    record = logging.LogRecord("a", logging.ERROR, "a.py", 1, "failed", (), (refusal.type, refusal.value, refusal.tb))
    line = formatter.format(record)
    assert "Traceback" in line
    assert "abcdef123456" not in line


def test_nobody_forges_a_line_and_each_has_its_time_with_a_zone():
    described, written = logs.configuration(""), io.StringIO()
    kind = described["formatters"]["line"]
    handler = logging.StreamHandler(written)
    handler.setFormatter(logs.Discreet(kind["format"], kind["datefmt"], kind["style"]))
    sent = "x\r\n2026-01-01T00:00:00+0000 ERROR guicheng: all is lost"
    handler.emit(logging.LogRecord("a", logging.ERROR, "a.py", 1, "an address: %s", (sent,), None))
    first, second = written.getvalue().rstrip("\n").split("\n")
    assert re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d{4} ERROR a: an address: x", first)
    assert second.startswith("    2026")


@pytest.fixture
def service(tmp_path):
    """The whole service with the talkative log: its settings, its port and what it printed."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    settings = {**kept, "GUICHENG_HOME": str(prepared(tmp_path / "home")), "PORT": str(port), "GUICHENG_LOG": "debug"}
    settings |= {"GUICHENG_LANG": "en"}
    with (tmp_path / "log").open("w+") as log:
        command = [sys.executable, "-m", "guicheng.site.serve"]
        process = subprocess.Popen(command, env=settings, stdout=log, stderr=subprocess.STDOUT)
        try:
            for _attempt in range(600):
                if "Ctrl-C" in (tmp_path / "log").read_text(encoding="utf-8"):
                    break
                assert process.poll() is None, (tmp_path / "log").read_text(encoding="utf-8")
                time.sleep(0.1)
            yield settings, port, tmp_path / "log"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=30)


def ask(port, method, path, body="", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    with contextlib.closing(connection):
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode("utf-8", "replace")


def test_a_running_service_keeps_secrets_out_of_its_log_and_the_doctor_finds_it_well(service):
    settings, port, log = service
    _status, headers, page = ask(port, "GET", "/sign-in/")
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    cookie = headers["Set-Cookie"].split(";")[0]
    form = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"{cookie}; sessionid=cookie-of-mine-4711"}
    secrets = ["password-of-mine-4711", "token-of-mine-4711", "cookie-of-mine-4711", "key-of-mine-4711", token]
    ask(port, "POST", "/sign-in/", f"csrfmiddlewaretoken={token}&login=liqing&password={secrets[0]}", **form)
    ask(port, "POST", "/setup/", f"csrfmiddlewaretoken={token}&key={secrets[3]}&password={secrets[0]}", **form)
    ask(port, "GET", f"/no/such/page/?token={secrets[1]}&password={secrets[0]}")
    ask(port, "GET", "/api/v1/standards", Authorization=f"Bearer {secrets[1]}")
    ask(port, "POST", "/sign-in/", f"login=liqing&password={secrets[0]}", **{**form, "Cookie": ""})
    ask(port, "GET", f"/?password={secrets[0]}", Host="stranger.example")
    told = subprocess.run([PROGRAM, "doctor", "--json"], env=settings, capture_output=True, text=True, check=False)
    found = {json.loads(line)["check"]: json.loads(line)["level"] for line in told.stdout.splitlines()}
    assert found["service"] == "ok", told.stdout
    assert told.returncode == 0, told.stdout
    written = log.read_text(encoding="utf-8")
    assert "stranger.example" in written, "the log tells nothing at all"
    assert [secret for secret in secrets if secret in written] == []


def test_the_web_server_keeps_no_record_of_addresses():
    command = serve.web(serve.gate.Address("127.0.0.1", 8000)).command
    assert "--access-log" not in command


# Files that ship -----------------------------------------------------------------------------------------------------


def unit(name):
    """A unit file; a key that stands twice keeps its last value."""
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str
    read.read_string((DEPLOY / name).read_text(encoding="utf-8"))
    return read


@pytest.mark.parametrize("name", ["guicheng.service", "guicheng-backup.service"])
def test_the_units_run_with_as_few_rights_as_they_need(name):
    found = unit(name)["Service"]
    assert {key: found.get(key) for key in HARDENED} == HARDENED
    assert "GUICHENG_HOME=/var/lib/guicheng" in (DEPLOY / name).read_text(encoding="utf-8")
    assert found["ExecStart"].startswith("/opt/guicheng/.venv/bin/")


def test_the_timer_makes_up_for_a_night_that_was_missed():
    timer = unit("guicheng-backup.timer")
    assert timer["Timer"]["Persistent"] == "yes"
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_the_units_start_programs_that_there_are():
    module = re.search(r"-m ([\w.]+)", unit("guicheng.service")["Service"]["ExecStart"])[1]
    assert module == serve.__name__
    words = unit("guicheng-backup.service")["Service"]["ExecStart"].split()
    assert words[1:] == ["backup", "--keep", "30", "/var/backups/guicheng"]
    assert "/var/backups/guicheng" in unit("guicheng-backup.service")["Service"]["ReadWritePaths"]


def test_the_compose_file_opens_the_proxy_only_and_takes_rights_away():
    services = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert {name for name, service in services.items() if "ports" in service} == {"caddy"}
    app = services["app"]
    assert app["read_only"] is True
    assert app["cap_drop"] == ["ALL"]
    assert app["environment"]["GUICHENG_HTTPS"] == "1"
    assert "front" not in services["db"]["networks"]
    assert all("no-new-privileges:true" in service["security_opt"] for service in services.values())


def test_the_image_runs_as_nobody_special_and_leaves_history_and_data_out():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert text.index("USER guicheng") > text.rindex("FROM ")
    assert serve.__name__ in text
    left_out = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").split()
    assert {".git", "var", ".venv"} <= set(left_out)


def test_the_proxies_write_the_callers_address_anew_and_take_the_largest_body():
    from django.conf import settings

    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    assert "X-Forwarded-For $remote_addr;" in text
    assert "$proxy_add_x_forwarded_for" not in text
    assert "X-Forwarded-Proto $scheme;" in text
    assert "$request_uri" not in text.split("log_format")[1].split(";")[0]
    for name in ("nginx.conf", "Caddyfile"):
        size = re.search(r"(?:client_max_body_size|max_size) (\d+)", (DEPLOY / name).read_text(encoding="utf-8"))
        assert int(size[1]) * 1_000_000 >= settings.BODY_LIMIT * 0.98


def written():
    files = [path for path in DEPLOY.iterdir() if path.is_file()]
    return {path: path.read_text(encoding="utf-8") for path in [*files, HOW_TO, BACK_UP]}


def test_every_variable_that_deployment_names_is_in_the_reference():
    reference = (ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^\| `([A-Z_]+)` \|", reference, re.MULTILINE))
    named = {
        name for text in written().values() for name in re.findall(r"\b(?:GUICHENG_[A-Z_]+[A-Z]|DATABASE_URL)\b", text)
    }
    assert {"GUICHENG_HOSTS", "GUICHENG_MAIL_HOST", "DATABASE_URL"} <= named
    assert named - known == set()


def test_every_command_that_deployment_names_exists():
    reference = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
    known = set(re.findall(r"^## guicheng ([a-z-]+)$", reference, re.MULTILINE))
    for path, text in written().items():
        code = "\n".join(re.findall(r"```.*?```|`[^`\n]+`", text, re.DOTALL)) if path.suffix == ".md" else text
        named = set(re.findall(r"(?:^|/bin/|`|\$ |sudo |app )guicheng ([a-z]+)(?= |`|$)", code, re.MULTILINE))
        assert named <= known, path
        options = set(re.findall(r"guicheng (?:backup|restore|doctor)[^\n`|;&]*?(--[a-z]+)", code))
        assert {option for option in options if option not in reference} == set(), path
        for module in re.findall(r"-m (guicheng\.[\w.]+)", code):
            assert (ROOT / "src" / Path(*module.split("."))).with_suffix(".py").exists(), path


def test_the_address_for_sign_in_places_is_ours():
    from django.urls import resolve

    path = re.search(r"https://guicheng\.example(/account/\S+?)`", HOW_TO.read_text(encoding="utf-8"))[1]
    assert resolve(path).url_name == "openid_connect_callback"


def test_every_file_of_deploy_that_the_page_names_is_there_and_each_is_named():
    page = HOW_TO.read_text(encoding="utf-8")
    named = set(re.findall(r"deploy/([\w.-]*\w)", page))
    there = {path.name for path in DEPLOY.iterdir()} - {"Dockerfile.dockerignore"}
    assert named - {".env"} == there


def test_cookies_of_a_service_on_https_belong_to_this_host_alone(tmp_path):
    names = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.CSRF_COOKIE_HTTPONLY"
    told = f"from django.conf import settings as s; print({names})"
    command = [sys.executable, ROOT / "manage.py", "shell", "--no-imports", "-c", told]
    done = subprocess.run(command, env=production(tmp_path), capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["__Host-sessionid", "__Host-csrftoken", "True"]
