import ast

SAFE = frozenset({"SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"})


def find_unsafe_yaml(source: str) -> list[int]:
    tree = ast.parse(source)
    names: dict[str, str] = {}
    modules: list[str] = []
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                modules += [a.asname or a.name for a in aliases if a.name == "yaml"]
            case ast.ImportFrom(module="yaml", names=aliases):
                names |= {a.asname or a.name: a.name for a in aliases}

    def real(node):
        match node:
            case ast.Name(id=name):
                return names.get(name)
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in modules:
                return name
        return None

    def is_unsafe(call):
        match real(call.func):
            case "unsafe_load":
                return True
            case "load":
                given = [*call.args[1:2], *(k.value for k in call.keywords if k.arg == "Loader")]
                return not given or real(given[0]) not in SAFE
        return False

    return sorted(n.lineno for n in ast.walk(tree) if isinstance(n, ast.Call) and is_unsafe(n))
