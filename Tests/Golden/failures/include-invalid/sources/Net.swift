// snippet.open
func open() {}
