"""A shop whose truth is known: pure, seeded generators on numpy. See docs/contributors/simulator.md."""
