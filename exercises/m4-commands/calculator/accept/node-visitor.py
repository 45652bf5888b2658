import ast
import operator


class Calculator(ast.NodeVisitor):
    OPS = {
        ast.Add: operator.add,
        ast.Sub: operator.sub,
        ast.Mult: operator.mul,
        ast.Div: operator.truediv,
    }

    def visit_Expression(self, node):
        return self.visit(node.body)

    def visit_BinOp(self, node):
        left = self.visit(node.left)
        right = self.visit(node.right)
        return self.OPS[type(node.op)](left, right)

    def visit_UnaryOp(self, node):
        if isinstance(node.op, ast.USub):
            return -self.visit(node.operand)
        raise ValueError("unsupported sign")

    def visit_Constant(self, node):
        if not isinstance(node.value, (int, float)):
            raise ValueError("numbers only")
        return node.value

    def generic_visit(self, node):
        raise ValueError(f"{type(node).__name__} is not allowed")


def calculate(expression: str) -> float:
    tree = ast.parse(expression, mode="eval")
    return Calculator().visit(tree)
