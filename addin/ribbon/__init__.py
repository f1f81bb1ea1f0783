"""The ribbon's declaration and the VBA sources: data, read by `ribbon_tab` and `addin_file`."""
