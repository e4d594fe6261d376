"""Private conversations on the hub: no address is shown to anybody before its owner releases it."""
