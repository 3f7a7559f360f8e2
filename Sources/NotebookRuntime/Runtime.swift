/// What a tangled program links.
public enum NotebookRuntime {}
