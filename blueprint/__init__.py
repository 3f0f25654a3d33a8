"""The blueprint: its model, file, graph, measures, friction, layout and drawing. Nothing here knows of Qt."""
