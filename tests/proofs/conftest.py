"""How long the histories are: `--hypothesis-profile=long` makes them long, and many."""

from hypothesis import HealthCheck, settings

ALWAYS = {"deadline": None, "print_blob": True, "suppress_health_check": list(HealthCheck)}

settings.register_profile(
    "bounded", max_examples=4, stateful_step_count=15, derandomize=True, database=None, **ALWAYS
)
settings.register_profile("long", max_examples=200, stateful_step_count=50, **ALWAYS)
settings.load_profile("bounded")
