"""The commands of this package, one module each, with `add_arguments` and `run` (`converters.commands` names them)."""
