# Groups of exceptions and their parts.
#> group(ValueError("a"), KeyError("k"), OSError()) gives [('value', ['a']), ('other', 2)]
#> group(ValueError("a"), ValueError("b")) gives [('value', ['a', 'b'])]
#> group_plain(ValueError("x")) gives ['ExceptionGroup', 1]
#> group_rest(ValueError(), KeyError()) gives ['KeyError']
#> group_rest(ValueError()) gives 'nothing left'
#> tried(lambda: group(TypeError())) gives 'ExceptionGroup'
#> ExceptionGroup("m", [ValueError("a")]).message gives 'm'
#> len(ExceptionGroup("m", [ValueError(), KeyError()]).exceptions) gives 2
#> ExceptionGroup("m", [ValueError(1), KeyError(2)]).subgroup(KeyError).exceptions[0].args gives (2,)
#> str(ExceptionGroup("m", [ValueError()])) gives 'm (1 sub-exception)'
#> [type(p).__name__ if p else None for p in ExceptionGroup("m", [ValueError()]).split(KeyError)] gives [None, 'ExceptionGroup']
#> re.search(r"(?<=x)\d+", "ax12").group() gives '12'


def group(*errors):
    seen = []
    try:
        raise ExceptionGroup("all", list(errors))
    except* ValueError as found:
        seen.append(("value", [str(e) for e in found.exceptions]))
    except* (KeyError, OSError) as found:
        seen.append(("other", len(found.exceptions)))
    return seen


def group_plain(error):
    try:
        raise error
    except* ValueError as found:
        return_value = [type(found).__name__, len(found.exceptions)]
    return return_value


def group_rest(*errors):
    try:
        try:
            raise ExceptionGroup("all", list(errors))
        except* ValueError:
            pass
    except ExceptionGroup as rest:
        return [type(e).__name__ for e in rest.exceptions]
    return "nothing left"


def tried(call):
    try:
        return call()
    except Exception as error:
        return type(error).__name__
