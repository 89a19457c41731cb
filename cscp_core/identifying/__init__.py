"""Details in a free text that could say who somebody is, so that the writer can be asked before others read them."""
