"""SQL files of the package: migrations, marts, metrics, checks."""
