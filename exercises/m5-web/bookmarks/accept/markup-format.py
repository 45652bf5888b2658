from markupsafe import Markup


class BadAddress(ValueError):
    pass


def checked(url: str) -> str:
    if url.startswith("https://") or url.startswith("http://"):
        return url
    raise BadAddress(url)


def render_link(name: str, url: str) -> str:
    return Markup('<a href="{}">{}</a>').format(checked(url), name)
