import ipaddress
import subprocess


class Host(str):
    def __new__(cls, text):
        try:
            return super().__new__(cls, ipaddress.ip_address(text).compressed)
        except ValueError:
            labels = text.split(".")
            if not all(label.replace("-", "a").isalnum() and label[0] != "-" for label in labels if label) or not all(labels):
                raise
            return super().__new__(cls, text)


def ping(host):
    return not subprocess.call(["ping", "-c", "1", Host(host)])
