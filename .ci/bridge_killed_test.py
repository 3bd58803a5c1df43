"""The service is killed again and again while clients keep it busy: no job that it had accepted is lost, and downloads go on.

BRIDGE_LAKE is a lake with images. The service that is killed is one of this test's own.
"""

import hashlib
import os
import re
import socket
import subprocess
import threading
import time
from pathlib import Path

import pytest
import requests

HOME = Path(__file__).resolve().parent.parent
LAKE = Path(os.environ["BRIDGE_LAKE"])
KILLS, CLIENTS, JOBS_EACH = 3, 8, 12
PATIENCE = 120


class Service:
    """A service that comes back on the same port over the same state."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.process = None

    def start(self):
        command = [HOME / "fringe", "serve", "--lake", LAKE, "--port", str(self.port), "--state", self.folder / "state"]
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(command, stderr=log, env={**os.environ, "FRINGE_JAVA_OPTS": "-Xmx512m"})
        try:
            insist(self.ready)
        except requests.RequestException:
            pytest.fail("the service does not get ready\n" + (self.folder / "serve.log").read_text())

    def ready(self):
        assert self.process.poll() is None, (self.folder / "serve.log").read_text()
        requests.get(self.url + "/readyz", timeout=5).raise_for_status()

    def kill(self):
        self.process.kill()
        self.process.wait()


@pytest.fixture
def service(tmp_path):
    one = Service(tmp_path)
    one.start()
    yield one
    one.kill()


def insist(ask):
    """Ask again while there is nobody to answer."""
    ends = time.monotonic() + PATIENCE
    while True:
        try:
            return ask()
        except requests.RequestException:
            if time.monotonic() > ends:
                raise
            time.sleep(0.05)


def phase(url):
    return insist(lambda: requests.get(url + "/phase", timeout=30)).text


def test_no_accepted_job_is_lost(service):
    tap = {"LANG": "ADQL", "QUERY": "SELECT COUNT(*) AS n FROM ivoa.obscore", "RESPONSEFORMAT": "csv", "PHASE": "RUN"}
    soda = {"ID": "demo:first-light-image.fits", "CIRCLE": "60 -35 0.02", "PHASE": "RUN"}
    accepted, lock = [], threading.Lock()

    def submit():
        for number in range(JOBS_EACH):
            kind, form = ("tap", tap) if number % 2 else ("soda", soda)
            answer = insist(lambda: requests.post(f"{service.url}/{kind}/async", form, allow_redirects=False, timeout=30))
            assert answer.status_code == 303, answer.text
            with lock:
                accepted.append((kind, answer.headers["Location"]))

    clients = [threading.Thread(target=submit) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for kills in range(1, KILLS + 1):
        # Once so many more jobs have been accepted, some of them work and some wait.
        while len(accepted) < kills * CLIENTS * JOBS_EACH // (KILLS + 1) and any(c.is_alive() for c in clients):
            time.sleep(0.002)
        service.kill()
        # A kill may take an index's last writes with it, or all of it: it is made of the lake again.
        (service.folder / "state" / "index.mv.db").unlink()
        service.start()
    for client in clients:
        client.join()

    assert len(accepted) == CLIENTS * JOBS_EACH
    ends = time.monotonic() + PATIENCE
    waiting = {url for _, url in accepted}
    while waiting and time.monotonic() < ends:
        waiting = {url for url in waiting if phase(url) in ("PENDING", "QUEUED", "EXECUTING")}
    assert not waiting
    counts = set()
    for kind, url in accepted:
        assert phase(url) == "COMPLETED", requests.get(url).text
        if kind == "tap":
            counts.add(requests.get(url + "/results/result").text)
        else:
            cutout = requests.get(url + "/results/cutout-1.fits")
            assert cutout.content.startswith(b"SIMPLE") and len(cutout.content) % 2880 == 0
    assert len(counts) == 1 and int(re.search(r"\d+", counts.pop())[0]) >= 6


def test_a_download_goes_on_after_a_kill(service):
    url = service.url + "/files/demo/first-light-image.fits"
    whole = insist(lambda: requests.get(url, timeout=60))
    etag, piece = whole.headers["ETag"], 256 << 10
    taken, is_killed = b"", False
    while len(taken) < len(whole.content):
        part = {"Range": f"bytes={len(taken)}-{len(taken) + piece - 1}", "If-Match": etag}
        answer = insist(lambda: requests.get(url, headers=part, timeout=60))
        assert answer.status_code == 206
        taken += answer.content
        if not is_killed and len(taken) > len(whole.content) // 2:
            service.kill()
            service.start()
            is_killed = True
    assert is_killed
    assert hashlib.md5(taken).digest() == hashlib.md5(whole.content).digest()
