from dataclasses import dataclass

from markupsafe import Markup, escape


@dataclass
class Entry:
    name: str
    site: str
    text: str

    def __post_init__(self):
        if not self.site.startswith(("https://", "http://")):
            raise ValueError("odd site")

    def __html__(self):
        line = Markup('<li title="{0}"><a href="{1}">{0}</a>: {2}</li>')
        return line.format(self.name, self.site, self.text)


def render_book(entries, notice):
    lines = Markup("\n").join(Entry(**e) for e in entries)
    return Markup("<ul>") + lines + Markup("</ul><p>") + escape(notice) + Markup("</p>")
