"""The main window: actions, menus, header, search, status bar, the document's file."""
