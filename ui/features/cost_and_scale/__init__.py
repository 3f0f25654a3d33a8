"""Cost and scale in the window: what a case costs, what a year comes to, what more minutes do."""
