"""What a class holds by name, members that are functions, and names that a container has not."""

import enum


class Orders:
    """Statements by their names."""

    name = "ORDER BY name"
    joined = "ORDER BY joined_on"


def orders():
    return {key: text for key, text in vars(Orders).items() if not key.startswith("_")}


#> orders() gives {"name": "ORDER BY name", "joined": "ORDER BY joined_on"}
#> vars(Orders).get("__module__") is None gives False
#> vars(Orders)["secret"] gives raises KeyError


class Action(enum.Enum):
    @enum.member
    def greet(arg):
        return f"Hello, {arg}!"

    @enum.member
    def shout(arg):
        return arg.upper() + "!"

    def __call__(self, arg):
        return self.value(arg)


#> Action["greet"]("Ada") gives "Hello, Ada!"
#> Action.shout("ada") gives "ADA!"
#> Action["whisper"] gives raises KeyError
#> sorted(Action.__members__) gives ["greet", "shout"]
#> [action.name for action in Action] gives ["greet", "shout"]


def sorted_in_place(things):
    things.sort
    return things


#> sorted_in_place(["b", "a"]) gives ["b", "a"]
#> sorted_in_place({"b": 1}) gives raises AttributeError
#> [hasattr(thing, "sort") for thing in ({}, set(), ())] gives [False, False, False]
#> getattr({}, "append", 7) gives 7


class Notes(dict):
    @classmethod
    def of(cls, pairs):
        return cls(pairs)


#> Notes.of([("a", 1)]) == {"a": 1} gives True
