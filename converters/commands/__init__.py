"""The commands of `akn`, one module each: `add_arguments(parser)` and `run(arguments) -> exit code`."""
