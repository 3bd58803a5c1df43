"""Accounts, scopes and RSEs of the test server. Repeating it changes nothing.

    CH-S3   tier=1 site=CH   s3://127.0.0.1:9000/site-ch/   and https://127.0.0.1:9444/site-ch/ by signed URLs
    UK-S3   tier=1 site=UK   s3://127.0.0.1:9000/site-uk/   and https://127.0.0.1:9444/site-uk/ by signed URLs
    DE-DAV  tier=2 site=DE   davs://127.0.0.1:9443/de/  by bearer token, and https://127.0.0.1:9445/de/ by client certificate

The https protocols are what the official client moves bytes with: its s3 and davs ones need gfal2, which no package registry for Python has.
"""

import json
import os
import pathlib
import sys

from rucio.client import Client
from rucio.common.exception import (
    AccountNotFound,
    Duplicate,
    RSENotFound,
    RSEProtocolNotSupported,
)

etc = pathlib.Path(sys.argv[1])
S3, S3_TLS, DAV, DAV_TLS = map(int, sys.argv[2:6])
ISSUER = sys.argv[6]
client = Client()
ALL = {"read": 1, "write": 1, "delete": 1}


def protocol(scheme, port, prefix, impl, priority):
    lan = {operation: priority for operation in ("read", "write", "delete")}
    wan = dict(lan, third_party_copy_read=priority, third_party_copy_write=priority)
    return {
        "scheme": scheme,
        "hostname": "127.0.0.1",
        "port": port,
        "prefix": prefix,
        "impl": impl,
        "domains": {"lan": lan, "wan": wan},
    }


def s3(bucket):
    return [
        protocol("https", S3_TLS, f"/{bucket}/", "rucio.rse.protocols.webdav.NoRename", 1),
        protocol("s3", S3, f"/{bucket}/", "rucio.rse.protocols.gfal.Default", 2),
    ]


SIGNED = {"sign_url": "s3", "s3_url_style": "path", "skip_upload_stat": True}
RSES = {
    "CH-S3": ({"tier": "1", "site": "CH", **SIGNED}, s3("site-ch")),
    "UK-S3": ({"tier": "1", "site": "UK", **SIGNED}, s3("site-uk")),
    "DE-DAV": (
        {"tier": "2", "site": "DE"},
        [
            # nginx answers a MOVE with 204, and the official client takes nothing but 201.
            protocol("https", DAV_TLS, "/de/", "rucio.rse.protocols.webdav.NoRename", 1),
            protocol("davs", DAV, "/de/", "rucio.rse.protocols.gfal.Default", 2),
        ],
    ),
}


def missing(call, *absent):
    try:
        call()
        return False
    except absent:
        return True


if missing(lambda: client.get_account("astronomer"), AccountNotFound):
    client.add_account("astronomer", "USER", "astronomer@localhost")
    client.add_identity(
        account="astronomer",
        identity="astronomer",
        authtype="USERPASS",
        email="astronomer@localhost",
        password=(etc / "astronomer-password").read_text(),
    )
missing(
    lambda: client.add_identity(
        account="root",
        identity=f"SUB=fringe, ISS={ISSUER}",
        authtype="OIDC",
        email="fringe@localhost",
        default=True,
    ),
    Duplicate,
)
for account, scope in (("root", "demo"), ("root", "test"), ("astronomer", "user.astronomer")):
    missing(lambda: client.add_scope(account, scope), Duplicate)

accounts = {}
for rse, (attributes, protocols) in RSES.items():
    if missing(lambda: client.get_rse(rse), RSENotFound):
        client.add_rse(rse, deterministic=True)
    have = {p["scheme"]: (p["port"], p["prefix"], p["impl"]) for p in client.get_protocols(rse)} if not missing(
        lambda: client.get_protocols(rse), RSEProtocolNotSupported
    ) else {}
    for parameters in protocols:
        scheme = parameters["scheme"]
        wanted = (parameters["port"], parameters["prefix"], parameters["impl"])
        if have.get(scheme, wanted) != wanted:
            client.delete_protocols(rse, scheme, parameters["hostname"], have[scheme][0])
            del have[scheme]
        if scheme not in have:
            client.add_protocol(rse, parameters)
    present = client.list_rse_attributes(rse)
    for key, value in attributes.items():
        if key not in present:
            client.add_rse_attribute(rse, key, value)
    client.set_local_account_limit("root", rse, 10**15)
    if "sign_url" in attributes and "AWS_ACCESS_KEY_ID" in os.environ:
        accounts[client.get_rse(rse)["id"]] = {
            "access_key": os.environ["AWS_ACCESS_KEY_ID"],
            "secret_key": os.environ["AWS_SECRET_ACCESS_KEY"],
            "signature_version": "s3v4",
            "region": os.environ.get("AWS_REGION", "us-east-1"),
        }
for source in RSES:
    for destination in RSES:
        if source != destination and not client.get_distance(source, destination):
            client.add_distance(source, destination, {"distance": 1})

if accounts:
    (etc / "rse-accounts.cfg").write_text(json.dumps(accounts))
else:
    print("rucio-up: no S3 server is known (s3-up starts one): signed URLs will not work")
