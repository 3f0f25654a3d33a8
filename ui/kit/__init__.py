"""What every part of the window is made with: widgets, icons, theme, translation, jobs, session, settings."""
