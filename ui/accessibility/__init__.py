"""What assistive technology is told of the window."""
