import ast
from dataclasses import dataclass, field


@dataclass
class Names:
    modules: set = field(default_factory=set)
    members: dict = field(default_factory=dict)

    def learn(self, node):
        if isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name == "yaml":
                    self.modules.add(alias.asname or alias.name)
        elif isinstance(node, ast.ImportFrom) and node.module == "yaml":
            for alias in node.names:
                self.members[alias.asname or alias.name] = alias.name

    def of(self, node):
        if isinstance(node, ast.Attribute):
            inner = node.value
            if isinstance(inner, ast.Name) and inner.id in self.modules:
                return node.attr
        elif isinstance(node, ast.Name):
            return self.members.get(node.id)
        return None


def loader_of(call):
    for keyword in call.keywords:
        if keyword.arg == "Loader":
            return keyword.value
    return call.args[1] if len(call.args) > 1 else None


def find_unsafe_yaml(source):
    try:
        tree = ast.parse(source)
    except SyntaxError as error:
        raise SyntaxError("cannot be read") from error
    names = Names()
    nodes = list(ast.walk(tree))
    for node in nodes:
        names.learn(node)
    lines = set()
    for node in nodes:
        if isinstance(node, ast.Call):
            called = names.of(node.func)
            if called in ("unsafe_load", "full_load"):
                lines.add(node.lineno)
            elif called == "load":
                if names.of(loader_of(node)) not in {"SafeLoader", "CSafeLoader", "BaseLoader", "CBaseLoader"}:
                    lines.add(node.lineno)
    return sorted(lines)
