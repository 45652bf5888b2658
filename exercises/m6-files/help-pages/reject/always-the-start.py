LANGUAGES = {"en": "/srv/help/en/start.md", "de": "/srv/help/de/start.md"}


def help_page(language, topic):
    with open(LANGUAGES[language]) as page:
        return page.read()
