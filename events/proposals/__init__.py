"""Events as hosts write them, on their way to the site: proposed, looked at, published; and who must learn of a change.

What others call: `propose`, `withdraw`, `approve`, `ask_for_changes`, `reject`, `tell_of_change`. Modules are imported when one of
them is called for, because the models ask for `tell_of_change`.
"""

from importlib import import_module

_WHERE = {
    "propose": "proposing",
    "withdraw": "proposing",
    "approve": "deciding",
    "ask_for_changes": "deciding",
    "reject": "deciding",
    "tell_of_change": "telling",
    "show_as_agreed": "hosts",
}

__all__ = list(_WHERE)


def __getattr__(name):
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(import_module(f"events.proposals.{_WHERE[name]}"), name)
