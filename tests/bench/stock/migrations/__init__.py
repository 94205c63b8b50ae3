"""None: tables are made as the models are, once Wagtail’s own are there."""
