"""What deciders ask of a blueprint: what to decide, who stays outside, what is not known yet."""
