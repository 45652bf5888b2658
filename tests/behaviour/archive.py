# Members of archives, as `CPython` 3.11 has them.
#> kinds() gives (True, False, False)
#> changed() gives ('b', 'a')
import tarfile


def kinds():
    member = tarfile.TarInfo("a")
    return member.isfile(), member.isdir(), member.issym()


def changed():
    member = tarfile.TarInfo("a")
    return member.replace(name="b").name, member.name
