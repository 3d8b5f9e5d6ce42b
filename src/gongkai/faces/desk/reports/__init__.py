"""Annual reports at the desk: years and deadlines, tables that say why, the prose, the procedure, files."""
