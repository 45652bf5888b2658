from urllib.request import urlopen


def fetch_preview(url):
    with urlopen(url, timeout=5) as answer:
        return answer.read(100_000).decode("utf-8", "replace")
