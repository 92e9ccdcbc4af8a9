"""Settings for all tests: how long hypothesis looks for counter-examples."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, Phase, settings

_CHECKS = (
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.filter_too_much,
    HealthCheck.large_base_example,
)

settings.register_profile("ci", max_examples=40, deadline=None, derandomize=True, suppress_health_check=_CHECKS)
settings.register_profile("deep", max_examples=5000, deadline=None, suppress_health_check=_CHECKS, print_blob=True)
# finds without shrinking: whole documents shrink slowly
settings.register_profile(
    "find", max_examples=1000, deadline=None, suppress_health_check=_CHECKS, phases=(Phase.explicit, Phase.generate)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))
