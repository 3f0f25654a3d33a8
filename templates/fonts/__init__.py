"""The fonts that ship: Atkinson Hyperlegible Next, with Noto for what it lacks (OFL; licences beside the files)."""
