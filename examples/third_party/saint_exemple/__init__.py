"""What the town of Saint-Exemple adds to Vis-à-vis: a rule, two formats, a template and a workshop script."""
