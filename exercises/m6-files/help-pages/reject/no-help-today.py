def help_page(language, topic):
    return "Please call us."
