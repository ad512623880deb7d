"""The gallery of components, for people who build pages and for the tests that look at them."""
