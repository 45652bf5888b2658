import fileinput


def count_errors(path):
    with fileinput.input(files=(path,)) as lines:
        return sum("ERROR" in line for line in lines)
