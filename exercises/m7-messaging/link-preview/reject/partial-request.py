from functools import partial

import requests

fetch = partial(requests.request, "GET", timeout=5)


def fetch_preview(url):
    return fetch(url).text
