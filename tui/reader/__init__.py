"""What a reader keeps about a timeline's file, outside of it: saved views, marks, notes. Imports no Textual."""
