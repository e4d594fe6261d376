"""What higher rooms may add to the foundation, filled in `AppConfig.ready`."""


class Registry:
    """Named entries in the order they were registered; a name can be taken once."""

    def __init__(self, purpose):
        self.purpose = purpose
        self._entries = {}

    def register(self, name, value=None):
        """Add `value` under `name`; as a decorator where no value is given."""
        if value is None:
            return lambda function: self.register(name, function) or function
        if self._entries.get(name, value) is not value:
            raise ValueError(f"{self.purpose}: {name} is registered already")
        self._entries[name] = value
        return value

    def items(self):
        return list(self._entries.items())

    def get(self, name):
        return self._entries[name]

    def __contains__(self, name):
        return name in self._entries


erasers = Registry("erasers")
"""name → function(page_ids) -> int: forgets what is kept of these pages outside their rows; says how much it removed."""

word_erasers = Registry("what forgets words that no page id leads to")
"""name → function(holds) -> int: forgets what can only be found by its words, for instance what a session was told.
`holds(text)` says whether a text holds words that are to be forgotten. It says how much it removed."""

person_erasers = Registry("what forgets a person")
"""name → function(ids of people) -> int: removes what a room keeps of these people beside their own rows and sign-ups, in the
transaction that is going on; says how many rows it removed. It is asked before the people's own rows go, and it may be asked
again."""

publish_gates = Registry("publish gates")
"""name → function(page) -> list of reasons (translated sentences) why this page may not go live now; empty: it may."""

machine_gates = Registry("what no machine may translate")
"""name → function(original, locale) -> list of reasons (translated sentences) why no machine, not even one of ours, may
translate this page or snippet into a language."""

outside_gates = Registry("what is not sent to services elsewhere")
"""The same, for tools of others only: what is private."""

offline_gates = Registry("what is not given out as files to translate")
"""name → function(original, locale) -> list of reasons why nobody takes the texts of it along to translate them offline."""

coverage_columns = Registry("coverage columns")
"""name → home.translation.coverage.Column: one more thing that translators see the state of in each language."""

translated_files = Registry("files that there should be in every language")
"""name → function(locale pks) -> [home.translation.coverage.Row]: for instance the letters of the library."""

pressing = Registry("what presses on the translators' desk")
"""name → function(rows of the matrix) -> {translation key: number}: negative comes before everything else, positive after."""

mail_kinds = Registry("kinds of mails")
"""code of a kind of mail (home.outbox.queue) → what staff call it, translated lazily."""

watched = Registry("what operators look after")
"""name → function() -> (bool, str), like a readiness check: `/readyz` says it, and the site is ready all the same."""

readiness = Registry("readiness checks")
"""name → function() -> (bool, str): whether this part is ready to serve, and a word on it."""

periodic = Registry("periodic jobs")
"""name → object with `every` (seconds) and `run()`: what the scheduler calls."""

file_uses = Registry("files that pages show by way of a record")
"""name → function(page) -> iterable of (home.models.FileUse.Kind, id): what a page shows beside what stands in its own
fields. Whoever changes such a record calls `home.filekeeping.uses.note_again` with the pages that speak of it."""

feeds = Registry("feeds")
"""name in addresses → home.feeds.Feed: what feed readers can follow, in each language."""

block_choices = Registry("choices in blocks that a higher room knows")
"""name → function() -> [(value, label), …], for instance the kinds of events."""

admin_actions = Registry("what one can begin in the admin")
"""name → function(request) -> home.desk.actions.Action, or None where this person may not do it."""

page_checks = Registry("checks before publishing")
"""name → function(page) -> list of home.desk.checks.Check: what an editor should see before readers do. It judges the
version that it is given, saved or not, and never names a page that the editor may not see."""

calendar_days = Registry("days of the publishing calendar")
"""name → function(user, first, last) -> iterable of home.desk.calendar.Day: what falls on a day of that time."""

guide_places = Registry("places of the editors' guide")
"""label of a page type ("events.EventPage") or name of a screen → anchor in docs/editors.md where it is explained."""

untold_words = Registry("words that must not be read in every language")
"""name → function(translation keys, locale) -> those of them whose words the memory must not offer in this language, for
instance of an account whose consent does not cover it. The same few queries for any number of keys."""
