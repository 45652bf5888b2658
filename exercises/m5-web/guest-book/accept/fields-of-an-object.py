from dataclasses import dataclass

from markupsafe import Markup

ENTRY = Markup('<li title="{0.name}"><a href="{0.link}">{0.name}</a>: {0.text}</li>')


@dataclass
class Entry:
    name: str
    site: str
    text: str

    @property
    def link(self) -> str:
        scheme, _, rest = self.site.partition("://")
        return self.site if scheme in {"http", "https"} and rest else "#"


def render_book(entries, notice):
    """Return the page of the guest book."""
    lines = Markup("\n").join(ENTRY.format(Entry(e["name"], e["site"], e["text"])) for e in entries)
    return Markup("<ul>\n{}\n</ul><p>{}</p>").format(lines, notice)
