import ast
import operator

BINARY = {"Add": operator.add, "Sub": operator.sub, "Mult": operator.mul, "Div": operator.truediv}


class Sums:
    def of(self, node):
        method = getattr(self, "of_" + type(node).__name__, None)
        if method is None:
            raise ValueError("unknown part of a sum")
        return method(node)

    def of_Expression(self, node):
        return self.of(node.body)

    def of_Constant(self, node):
        return float(node.value)

    def of_BinOp(self, node):
        return BINARY[node.op.__class__.__name__](self.of(node.left), self.of(node.right))


def calculate(expression):
    return Sums().of(ast.parse(expression, mode="eval"))
