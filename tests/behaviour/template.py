from string import Template

MAIL = Template("To: $to, ${kind}s cost $$5")


def filled(to):
    return MAIL.substitute(to=to, kind="book")


def some():
    return MAIL.safe_substitute({"to": "a"})


def missing():
    return MAIL.substitute(to="a")


#> filled('ada') gives 'To: ada, books cost $5'
#> filled('a\nb') gives 'To: a\nb, books cost $5'
#> some() gives 'To: a, ${kind}s cost $5'
#> missing() gives raises KeyError
