"""nginx in front: what it must say, and, where the program is installed, what it really does."""

from __future__ import annotations

import datetime
import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from shop_ai.services.paths import ROOT

CONFIGURATION = (ROOT / "deploy/nginx.conf").read_text()
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def block(beginning: str) -> str:
    """The text of one block, without those inside it."""
    rest = CONFIGURATION[CONFIGURATION.index(beginning) + len(beginning) :]
    depth, end = 1, 0
    while depth:
        depth += {"{": 1, "}": -1}.get(rest[end], 0)
        end += 1
    return rest[:end]


def test_braces_are_balanced_and_lines_end() -> None:
    code = re.sub(r"#.*", "", CONFIGURATION)
    assert code.count("{") == code.count("}")
    assert all(line.strip()[-1] in "{};" for line in code.splitlines() if line.strip())


@pytest.mark.parametrize("timeout", ["client_header_timeout", "client_body_timeout", "send_timeout"])
def test_a_slow_client_is_cut_off_after_ten_seconds(timeout: str) -> None:
    assert f"{timeout} 10s;" in CONFIGURATION


def test_the_address_of_the_client_is_overwritten_never_appended() -> None:
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in CONFIGURATION
    assert "$proxy_add_x_forwarded_for" not in CONFIGURATION
    # A location that sets one header of its own would lose all of these.
    assert all("proxy_set_header" not in body for body in CONFIGURATION.split("location ")[1:])


def test_events_and_pages_have_connections_of_their_own() -> None:
    assert "max_conns=48" in block("upstream intake {")
    assert "max_conns=32" in block("upstream pages {")
    for place in ("location /e/ {", "location /w/ {"):
        assert "proxy_pass http://intake;" in block(place)
        assert "limit_req zone=intake" in block(place)


def test_an_event_batch_may_have_256_kilobytes() -> None:
    assert "client_max_body_size 256k;" in block("location /e/ {")


def test_overload_says_when_to_come_back() -> None:
    for place in ("@busy", "@too_fast", "@intake_busy", "@intake_too_fast"):
        assert "add_header Retry-After 2 always;" in block(f"location {place} {{")
    for place in ("@intake_busy", "@intake_too_fast"):
        assert "Access-Control-Expose-Headers Retry-After" in block(f"location {place} {{")


def test_no_request_is_sent_twice() -> None:
    assert "proxy_next_upstream off;" in CONFIGURATION


class Echo(BaseHTTPRequestHandler):
    """Stands for the application: answers what it was told, slowly if asked."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if "slow" in self.path:
            time.sleep(1.0)
        body = json.dumps(dict(self.headers.items())).encode()
        self.send_response(503 if "sick" in self.path else 200)
        self.send_header("Content-Length", str(len(body)))
        if "sick" in self.path:
            self.send_header("Retry-After", "77")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self.do_GET()

    def log_message(self, *args: object) -> None:
        """Silent."""


@dataclass
class Front:
    """A running nginx, over TLS."""

    port: int

    def ask(
        self, path: str, method: str = "GET", body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, dict[str, str], bytes]:
        context = ssl._create_unverified_context()
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_certificate(directory: Path) -> None:
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    no_password = serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    (directory / "fullchain.pem").write_bytes(certificate.public_bytes(pem))
    (directory / "privkey.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, no_password)
    )


def adapted(directory: Path, port: int, application: int) -> str:
    """The shipped file with the paths and addresses of this test, and small limits that a test can reach."""
    changes = {
        "server web:8000 max_conns=48": f"server 127.0.0.1:{application} max_conns=2",
        "server web:8000": f"server 127.0.0.1:{application}",
        "/etc/nginx/certificates": str(directory),
        "/tmp/nginx.pid": f"{directory}/nginx.pid",
        "listen 80 ": f"listen 127.0.0.1:{free_port()} ",
        "listen 443 ": f"listen 127.0.0.1:{port} ",
        "access_log /dev/stdout": f"access_log {directory}/access.log",
        "error_log /dev/stderr": f"error_log {directory}/error.log",
        "client_header_timeout 10s": "client_header_timeout 1s",
        "client_body_timeout 10s": "client_body_timeout 1s",
        "rate=20r/s": "rate=1r/s",
    }
    text = CONFIGURATION
    for shipped, ours in changes.items():
        assert shipped in text
        text = text.replace(shipped, ours)
    return f"daemon off;\n{text}"


@pytest.fixture(scope="module")
def application() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


@pytest.fixture
def front(tmp_path: Path, application: int) -> Iterator[Front]:
    assert NGINX
    write_certificate(tmp_path)
    front = Front(free_port())
    configuration = tmp_path / "nginx.conf"
    configuration.write_text(adapted(tmp_path, front.port, application))
    subprocess.run([NGINX, "-t", "-c", str(configuration)], check=True, capture_output=True)
    server = subprocess.Popen([NGINX, "-c", str(configuration)])
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", front.port), 1).close()
            break
        except OSError:
            time.sleep(0.05)
    yield front
    server.terminate()
    server.wait(20)


if NGINX:  # the program is not part of a test machine; what it must say is tested above in any case

    def test_a_forged_address_does_not_reach_the_application(front: Front) -> None:
        forged = {"X-Forwarded-For": "1.2.3.4", "X-Real-IP": "1.2.3.4", "Forwarded": "for=1.2.3.4"}
        status, _, body = front.ask(
            "/", headers=forged | {"X-Forwarded-Host": "evil", "Host": "shop.example"}
        )
        told = json.loads(body)
        assert status == 200
        assert told["X-Forwarded-For"] == "127.0.0.1"
        assert told["X-Forwarded-Proto"] == "https"
        assert told["Host"] == "shop.example"
        assert not {"X-Real-IP", "Forwarded", "X-Forwarded-Host"} & told.keys()

    def test_more_events_than_connections_get_503_with_a_time_and_no_event_waits(front: Front) -> None:
        with ThreadPoolExecutor(8) as clients:
            answers = list(clients.map(lambda n: front.ask(f"/e/slow{n}", "POST", b"{}"), range(8)))
        refused = [headers for status, headers, _ in answers if status == 503]
        assert len(refused) >= 4
        assert {status for status, _, _ in answers} == {200, 503}
        assert all(headers["Retry-After"] == "2" for headers in refused)
        assert all(headers["Access-Control-Allow-Origin"] == "*" for headers in refused)

    def test_a_flood_of_events_leaves_room_for_the_dashboard(front: Front) -> None:
        with ThreadPoolExecutor(4) as clients:
            flood = [clients.submit(front.ask, f"/e/slow{n}", "POST", b"{}") for n in range(4)]
            time.sleep(0.2)
            began = time.monotonic()
            status, _, _ = front.ask("/static/a.css")
            assert (status, time.monotonic() - began < 0.8) == (200, True)
            assert 503 in {answer.result()[0] for answer in flood}

    def test_the_application_may_say_503_itself(front: Front) -> None:
        status, headers, _ = front.ask("/e/sick", "POST", b"{}")
        assert (status, headers["Retry-After"]) == (503, "77")

    def test_an_event_batch_over_256_kilobytes_is_refused(front: Front) -> None:
        assert front.ask("/e/key", "POST", b"x" * (256 * 1024))[0] == 200
        assert front.ask("/e/key", "POST", b"x" * (256 * 1024 + 1))[0] == 413

    def test_too_many_pages_from_one_address_get_429_with_a_time(front: Front) -> None:
        answers = [front.ask(f"/page{n}") for n in range(60)]
        refused = [headers for status, headers, _ in answers if status == 429]
        assert refused
        assert all(headers["Retry-After"] == "2" for headers in refused)

    def test_a_client_that_never_finishes_its_request_is_cut_off(front: Front) -> None:
        context = ssl._create_unverified_context()
        raw = socket.create_connection(("127.0.0.1", front.port), 10)
        with context.wrap_socket(raw) as slow:
            slow.sendall(b"POST /e/key HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\nabc")
            began = time.monotonic()
            with suppress(ConnectionResetError):
                assert b"200" not in slow.recv(1000)
            assert time.monotonic() - began < 8

    def test_logs_have_neither_queries_nor_referrers(front: Front, tmp_path: Path) -> None:
        front.ask("/p/shop/list?mail=canary@example.com", headers={"Referer": "https://canary.example/"})
        time.sleep(0.2)
        log = (tmp_path / "access.log").read_text()
        assert "/p/shop/list" in log
        assert "canary" not in log
