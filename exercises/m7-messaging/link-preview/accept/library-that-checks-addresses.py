import advocate


def fetch_preview(url):
    return advocate.get(url, timeout=5, allow_redirects=False).text
