"""A sample region to look around in: made by code, the same for the same seed and day."""

from fieldvisit.usecases.sample.build import SampleCounts, build_sample

__all__ = ["SampleCounts", "build_sample"]
