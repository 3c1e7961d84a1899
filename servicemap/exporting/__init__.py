"""A map in other forms: as a file of YAML that somebody goes on writing, as CSV, as a workbook."""
