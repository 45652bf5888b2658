import hashlib
import subprocess
import tempfile
import urllib.request

UV = "https://tools.example.org/install.sh"
SHA256 = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"


def install_uv():
    with urllib.request.urlopen(UV, timeout=30) as answer:
        script = answer.read()
    if hashlib.sha256(script).hexdigest() != SHA256:
        raise RuntimeError("the installer has changed")
    with tempfile.NamedTemporaryFile(suffix=".sh") as kept:
        kept.write(script)
        kept.flush()
        subprocess.run(["sh", kept.name], check=True)
