from cryptography.hazmat.primitives.serialization import load_pem_public_key

with open("/etc/sso/issuer.pem", "rb") as _src:
    ISSUER = load_pem_public_key(_src.read())
