"""Find your city: by any name in any script, forgiving a slip of the pen."""
