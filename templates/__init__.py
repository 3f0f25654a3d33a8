"""What ships beside the code: blueprint templates, fonts, icons and the catalogues of translations."""
