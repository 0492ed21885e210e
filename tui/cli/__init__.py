"""The command line: subcommands, options, messages and exit codes."""
