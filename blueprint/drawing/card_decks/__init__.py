"""Cards for a workshop: personas, channels, emotions, friction points and blank ones, nine a sheet, to cut out."""
