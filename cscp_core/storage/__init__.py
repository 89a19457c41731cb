"""Engine, sessions, migrations, audit trail."""
