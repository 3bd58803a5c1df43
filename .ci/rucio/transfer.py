"""Copies what rules wait for, then tells Rucio. See rucio-transfer."""

import hashlib
import os
import pathlib
import ssl
import sys
import urllib.error
import urllib.request
import zlib
from urllib.parse import urlparse

import boto3
from botocore.client import Config

from rucio.common.exception import RequestNotFound
from rucio.common.types import InternalScope
from rucio.core.lock import failed_transfer
from rucio.core.request import archive_request, get_request_by_did
from rucio.client import Client
from rucio.db.sqla import models
from rucio.db.sqla.constants import DatabaseOperationType, LockState
from rucio.db.sqla.session import db_session

client = Client()
s3 = boto3.client(
    "s3",
    endpoint_url=os.environ["FRINGE_TEST_S3"],
    region_name=os.environ["AWS_REGION"],
    config=Config(s3={"addressing_style": "path"}),
)
tls = ssl.create_default_context(cafile=os.environ["FRINGE_TEST_WEBDAV_CA"])
bearer = {"Authorization": "Bearer " + pathlib.Path(os.environ["FRINGE_TEST_WEBDAV_TOKEN_FILE"]).read_text().strip()}


def dav(pfn, method, data=None, headers=None):
    request = urllib.request.Request(
        pfn.replace("davs://", "https://", 1), data=data, method=method, headers={**bearer, **(headers or {})}
    )
    return urllib.request.urlopen(request, context=tls).read()


def make_folders(pfn):
    address = urlparse(pfn)
    parts = address.path.strip("/").split("/")[:-1]
    for depth in range(1, len(parts) + 1):
        try:
            dav(f"davs://{address.netloc}/{'/'.join(parts[:depth])}/", "MKCOL")
        except urllib.error.HTTPError as error:
            if error.code != 405:  # it is there
                raise


def read(pfn):
    if pfn.startswith("s3://"):
        bucket, key = urlparse(pfn).path.lstrip("/").split("/", 1)
        return s3.get_object(Bucket=bucket, Key=key)["Body"].read()
    return dav(pfn, "GET")


def write(pfn, data):
    if pfn.startswith("s3://"):
        bucket, key = urlparse(pfn).path.lstrip("/").split("/", 1)
        s3.put_object(Bucket=bucket, Key=key, Body=data)
    else:
        make_folders(pfn)
        dav(pfn, "PUT", data)


def waiting(only):
    with db_session(DatabaseOperationType.READ) as session:
        query = session.query(models.ReplicaLock, models.RSE.rse).join(
            models.RSE, models.RSE.id == models.ReplicaLock.rse_id
        ).filter(models.ReplicaLock.state == LockState.REPLICATING)
        locks = [(lock.scope.external, lock.name, lock.rule_id, lock.rse_id, rse) for lock, rse in query]
    if not only:
        return locks
    rules = {rule["id"] for did in only for rule in client.list_did_rules(*did.split(":", 1))}
    return [lock for lock in locks if lock[2] in rules]


def transfer(scope, name, rse):
    replicas = next(iter(client.list_replicas([{"scope": scope, "name": name}], schemes=["s3", "davs"])))
    for source, pfns in replicas["rses"].items():
        try:
            data = read(pfns[0])
        except Exception as problem:
            print(f"{scope}:{name} cannot be read at {source}: {problem}", file=sys.stderr)
            continue
        good = len(data) == replicas["bytes"] and "%08x" % zlib.adler32(data) == replicas["adler32"]
        if replicas["md5"]:
            good = good and hashlib.md5(data).hexdigest() == replicas["md5"]
        if not good:
            print(f"{scope}:{name} at {source} has other bytes than registered", file=sys.stderr)
            continue
        scheme = "davs" if rse.endswith("DAV") else "s3"
        pfn = client.lfns2pfns(rse, [f"{scope}:{name}"], operation="write", scheme=scheme)[f"{scope}:{name}"]
        write(pfn, data)
        client.update_replicas_states(rse, [{"scope": scope, "name": name, "state": "A"}])
        print(f"{scope}:{name} {source} -> {rse}, {len(data)} bytes")
        return True
    return False


def forget(scope, name, rse_id):
    """Takes the request away, as conveyor's finisher does: while it stands, the judge takes it for being worked on."""
    with db_session(DatabaseOperationType.WRITE) as session:
        try:
            request = get_request_by_did(InternalScope(scope), name, rse_id, session=session)
        except RequestNotFound:
            return
        archive_request(request["id"], session=session)


def fail(scope, name, rse_id):
    with db_session(DatabaseOperationType.WRITE) as session:
        failed_transfer(InternalScope(scope), name, rse_id, error_message="the transfer failed, as it was asked to", session=session)


arguments = sys.argv[1:]
failing = "--fail" in arguments
done = set()
missed = 0
for scope, name, rule, rse_id, rse in waiting([a for a in arguments if a != "--fail"]):
    if (scope, name, rse) in done:
        continue
    done.add((scope, name, rse))
    if failing:
        forget(scope, name, rse_id)
        fail(scope, name, rse_id)
        print(f"{scope}:{name} -> {rse} failed, as asked")
    elif transfer(scope, name, rse):
        forget(scope, name, rse_id)
    else:
        missed += 1
        print(f"{scope}:{name} has no good replica to copy to {rse}", file=sys.stderr)
print(f"{len(done) - missed} of {len(done)} transfers done")
sys.exit(1 if missed else 0)
