"""What the window can do beside the canvas: one module or package a feature."""
