class Updatable:
    """Mixin: sets what a form sent."""

    editable = ()

    def update(self, values):
        for name, value in values.items():
            if name in self.editable:
                setattr(self, name, value)
        return self
