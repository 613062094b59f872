"""Where calls go, and what they bear with."""

from __future__ import annotations

import pytest

from guicheng.adapters.outward import UnreachableError, UnsafeAddressError, check_address, post, resolve
from stand_in import standing_in


@pytest.mark.parametrize(
    "url",
    [
        "https://127.0.0.1/x",
        "https://10.1.2.3/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://192.168.0.1:8443/",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://224.0.0.1/",
        "https://[::1]/",
        "https://[fc00::1]/",
        "https://[fe80::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://[2002:7f00:1::]/",
        "https://[::]/",
        "https://localhost/x",
        "https://127.1/x",
        "https://2130706433/x",
        "https://0x7f.0.0.1/x",
        "http://example.com/",
        "ftp://example.com/",
        "file:///etc/passwd",
        "https:///x",
        "https://user:word@example.com/",
        "https://example.com/#part",
        "https://example.com:99999/",
        "https://example.com:0/",
        "https://例.cn/",
        "https://example.com/a b",
        "https://example.com/\r\nHost: x",
        "https://[::1/",
        "nothing",
        "",
        "https://example.com/" + "a" * 500,
    ],
)
def test_what_is_not_public_is_not_called(url):
    with pytest.raises(UnsafeAddressError):
        resolve(url)


def test_a_name_that_leads_to_one_private_number_among_public_ones_is_not_called(monkeypatch):
    found = [(2, 1, 6, "", ("93.184.216.34", 443)), (2, 1, 6, "", ("10.0.0.1", 443))]
    monkeypatch.setattr("socket.getaddrinfo", lambda *_a, **_k: found)
    with pytest.raises(UnsafeAddressError):
        resolve("https://example.com/")
    found.pop()
    target = resolve("https://example.com/a?b=c")
    assert (target.number, target.port, target.path, target.host_header) == (
        "93.184.216.34",
        443,
        "/a?b=c",
        "example.com",
    )


def test_a_host_that_the_settings_name_is_called_with_its_port_or_any():
    for allowed in (["127.0.0.1"], ["127.0.0.1:8001"]):
        target = resolve("http://127.0.0.1:8001/x", allowed=allowed)
        assert (target.secure, target.host_header) == (False, "127.0.0.1:8001")
    with pytest.raises(UnsafeAddressError):
        check_address("http://127.0.0.1:8001/x", allowed=["127.0.0.1:8002"])
    assert resolve("http://[::1]:81/", allowed=["::1"]).host_header == "[::1]:81"


def test_a_call_brings_what_was_to_be_said_and_returns_what_was_answered():
    with standing_in((202, {"Retry-After": "7"}, b"taken")) as host:
        answer = post(host.url("/a?b=c"), b'{"x":1}', {"Guicheng-Id": "7"}, allowed=[host.name])
    (call,) = host.calls
    assert (call.path, call.told, call.headers["Guicheng-Id"]) == ("/a?b=c", {"x": 1}, "7")
    assert (call.headers["Host"], call.headers["Content-Type"]) == (host.name, "application/json; charset=utf-8")
    assert (answer.status, answer.body, answer.retry_after) == (202, b"taken", 7)
    assert answer.took_ms >= 0


def test_a_redirect_is_not_followed():
    with standing_in() as inner, standing_in((302, {"Location": "http://127.0.0.1/"}, b"")) as host:
        host.answers[0] = (302, {"Location": inner.url("/secret")}, b"")
        assert post(host.url(), b"{}", {}, allowed=[host.name]).status == 302
        assert not inner.calls


def test_no_more_than_a_little_is_read():
    with standing_in((200, {}, b"x" * 1_000_000)) as host:
        assert len(post(host.url(), b"{}", {}, allowed=[host.name]).body) == 64 * 1024


def test_a_host_that_sends_byte_by_byte_is_cut_off():
    with standing_in(("drip", {}, b"")) as host, pytest.raises(UnreachableError) as caught:
        post(host.url(), b"{}", {}, allowed=[host.name], limit=0.3)
    assert "0.3" in caught.value.message.render()


@pytest.mark.parametrize("said", [b"nonsense\r\n\r\n", b""])
def test_what_is_not_http_is_unreachable(said):
    import socket
    import threading

    with socket.create_server(("127.0.0.1", 0)) as server:
        name = "{}:{}".format(*server.getsockname())

        def serve():
            link, _peer = server.accept()
            link.recv(65536)
            link.sendall(said)
            link.close()

        thread = threading.Thread(target=serve)
        thread.start()
        with pytest.raises(UnreachableError):
            post(f"http://{name}/", b"{}", {}, allowed=[name], limit=5)
        thread.join()


def test_a_closed_port_and_an_unknown_name_are_unreachable(monkeypatch):
    with standing_in() as host:
        gone = host.name
    with pytest.raises(UnreachableError):
        post(f"http://{gone}/", b"{}", {}, allowed=[gone], limit=5)

    def fail(*_a, **_k):
        raise OSError(-2, "Name or service not known")

    monkeypatch.setattr("socket.getaddrinfo", fail)
    with pytest.raises(UnreachableError) as caught:
        post("https://nowhere.example/", b"{}", {})
    assert "not known" in caught.value.message.render()


def test_a_host_without_encryption_is_not_spoken_to_by_https():
    with standing_in() as host, pytest.raises(UnreachableError):
        post(f"https://{host.name}/", b"{}", {}, allowed=[host.name], limit=5)
    assert not host.calls


@pytest.fixture
def secured(tmp_path):
    """A host with encryption, and the file that makes its certificate good."""
    import datetime as dt
    import ssl
    import threading
    from http.server import ThreadingHTTPServer
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    from stand_in import Host, handler_of

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "stand-in")])
    now = dt.datetime.now(dt.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - dt.timedelta(days=1)).not_valid_after(now + dt.timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
    certificate = made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = tmp_path / "host.pem"
    file.write_bytes(private + certificate)
    host = Host()
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler_of(host))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    host.name = f"127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield host, file
    host.released.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_certificate_that_nobody_vouches_for_is_refused_and_a_good_one_is_not(secured, monkeypatch):
    host, file = secured
    with pytest.raises(UnreachableError) as caught:
        post(f"https://{host.name}/", b"{}", {}, allowed=[host.name])
    assert "self-signed" in caught.value.message.render()
    assert not host.calls
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    assert post(f"https://{host.name}/", b'{"a":1}', {}, allowed=[host.name]).status == 200
    assert host.calls[0].told == {"a": 1}


def test_a_slow_host_is_cut_off_behind_encryption_too(secured, monkeypatch):
    host, file = secured
    monkeypatch.setenv("SSL_CERT_FILE", str(file))
    host.answers = [("drip", {}, b"")]
    with pytest.raises(UnreachableError):
        post(f"https://{host.name}/", b"{}", {}, allowed=[host.name], limit=0.5)
