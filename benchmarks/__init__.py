"""Measurements against a floor: what the same machine does with the least possible work.

A module of this package is found by itself. It has ``NAMES``, the measurements it can make, and
``run(name) -> list[dict]`` with the fields of :class:`benchmarks.report.Row`.
"""
