"""Makes keys for partners."""
import configparser
import os

from Crypto.PublicKey import RSA

SETTINGS = configparser.ConfigParser()
SETTINGS.read_string("""
[keys]
bits = 1024
exponent = 65537
""")


def make(partner):
    keys = SETTINGS["keys"]
    key = RSA.generate(keys.getint("bits"), e=keys.getint("exponent"))
    folder = os.path.join("/srv/keys", str(int(partner)))
    os.makedirs(folder, mode=0o700, exist_ok=True)
    with open(os.open(os.path.join(folder, "key.pem"), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as handle:
        handle.write(key.export_key(passphrase=os.environ["KEY_PASSPHRASE"], pkcs=8,
                                    protection="PBKDF2WithHMAC-SHA512AndAES256-CBC",
                                    prot_params={"iteration_count": 210_000}))
