"""The readers, in the order in which a person sees what they tell."""

from transparency.rights.readers import people, orders, talks, choices, offers, visits, decisions  # noqa: F401, I001  # the order of the page
