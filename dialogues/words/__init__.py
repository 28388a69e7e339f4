"""Words that are the same in every dialogue: of ours, of the law, and around an invitation in each language."""
