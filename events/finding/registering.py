"""What this package adds to the registries. Called when the site starts."""


def register():
    from events.finding import keys

    keys.connect()
