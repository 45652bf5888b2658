from html import escape


def render_book(entries, notice):
    return f"<p>{escape(notice)}</p>"
