"""Who may log in, how, and what they may do: adapter, second factor, log-in addresses and roles."""
