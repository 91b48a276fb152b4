"""The pages of the window, one module each; built when they are first gone to."""
