import base64
import os
import stat
import sys
import tempfile

import click
import requests
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

KEY = base64.b64decode("MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=")
BASE = "https://dl.example.org/tool"


def fetch(name):
    answer = requests.get(f"{BASE}/{name}", timeout=60)
    answer.raise_for_status()
    return answer.content


@click.command()
def update():
    program = fetch("tool-latest")
    try:
        Ed25519PublicKey.from_public_bytes(KEY[-32:]).verify(fetch("tool-latest.sig"), program)
    except InvalidSignature:
        raise click.ClickException("the signature does not fit") from None
    with tempfile.NamedTemporaryFile("wb", dir=os.path.dirname(sys.argv[0]), delete=False) as target:
        target.write(program)
    os.chmod(target.name, stat.S_IRWXU)
    os.execv(target.name, [target.name, "--version"])


if __name__ == "__main__":
    update()
