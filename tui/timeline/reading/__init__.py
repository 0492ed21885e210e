"""Reading a timeline file, with every problem at its line and column."""
