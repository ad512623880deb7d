"""The embedded servers behind ``./run`` and ``./test``: standard library only, no Django."""
