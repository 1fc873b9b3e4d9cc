"""The usual run tries the same random cases each time, so that it fails for a change alone; the deep run new ones."""

import os

from hypothesis import settings

settings.register_profile("usual", derandomize=True)
settings.register_profile("deep")
settings.load_profile("deep" if os.environ.get("RETENTION_TEST_DEPTH") == "deep" else "usual")
