"""Rucio's REST application, told of client certificates by the TLS server in front of it.

Rucio reads the verified subject from the WSGI environment, where Apache's mod_ssl puts it. nginx sends it as a header (and removes what a client
sends by that name); the plain port takes the header from nobody, as it lacks the secret that only nginx has.
"""

import hmac
import os
import pathlib

from rucio.web.rest.flaskapi.v1.main import application as rest

_SECRET = pathlib.Path(os.environ["RUCIO_HOME"], "etc", "password").read_text()


def application(environ, start_response):
    subject = environ.pop("HTTP_X_FRINGE_TLS_SUBJECT", "")
    proof = environ.pop("HTTP_X_FRINGE_TLS_PROOF", "")
    if subject and hmac.compare_digest(proof, _SECRET):
        environ["SSL_CLIENT_S_DN"] = subject
    return rest(environ, start_response)
