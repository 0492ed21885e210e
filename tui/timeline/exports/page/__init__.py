"""The page of ``--format html``: what it holds, and the template, style sheet and scripts that it is made of."""
