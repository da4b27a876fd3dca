"""The naming rules: load a rule file, judge a name, suggest a right one. Pure but for reading YAML."""
