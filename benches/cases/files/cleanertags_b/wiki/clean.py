import bleach

TAGS = {"b", "i", "p", "a"}


def clean(html):
    return bleach.clean(html, tags=TAGS, attributes={"a": ["href"]})
