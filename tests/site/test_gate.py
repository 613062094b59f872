"""The service starts only where it can, and says why not in one sentence."""

import socket

import pytest

from guicheng.site import gate, words
from guicheng.site.home import StartRefusedError


@pytest.fixture
def taken():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_one_service_at_a_time_uses_a_data_folder(tmp_path):
    release = gate.lock(tmp_path, "http://127.0.0.1:8000/")
    with pytest.raises(StartRefusedError, match=r"already runs at http://127\.0\.0\.1:8000/"):
        gate.lock(tmp_path, "http://127.0.0.1:9000/")
    release()
    gate.lock(tmp_path, "http://127.0.0.1:9000/")()


def test_a_taken_port_is_refused(taken):
    with pytest.raises(StartRefusedError, match=f"Port {taken} is taken"):
        gate.check_port(gate.Address("127.0.0.1", taken))


def test_a_free_port_is_fine(taken):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        free = other.getsockname()[1]
    gate.check_port(gate.Address("127.0.0.1", free))


@pytest.mark.parametrize("host", ["192.0.2.1", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_refused(host):
    with pytest.raises(StartRefusedError, match="no address of this machine"):
        gate.check_port(gate.Address(host, 23999))


def test_without_variables_only_this_machine_is_served(monkeypatch):
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.delenv("PORT", raising=False)
    assert gate.address() == gate.Address("127.0.0.1", 8000)


def test_an_open_address_needs_the_names_that_people_type(monkeypatch):
    monkeypatch.setenv("HOST", "0.0.0.0")
    with pytest.raises(StartRefusedError, match="GUICHENG_HOSTS"):
        gate.address()
    monkeypatch.setenv("GUICHENG_HOSTS", "estate.example")
    assert gate.address().host == "0.0.0.0"


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:80/"), ("0.0.0.0", "http://127.0.0.1:80/"), ("::1", "http://[::1]:80/")],
)
def test_the_printed_address_works_in_a_browser(host, url):
    assert gate.Address(host, 80).url == url


def test_refusals_speak_chinese_unless_switched(monkeypatch, taken):
    with pytest.raises(StartRefusedError) as refusal:
        gate.check_port(gate.Address("127.0.0.1", taken))
    assert f"端口 {taken} 被别的程序占用" in refusal.value.message.render(words.translate)
    monkeypatch.setenv("GUICHENG_LANG", "en")
    assert f"Port {taken} is taken" in refusal.value.message.render(words.translate)
