"""What the scrutineer adds to the report: for now the confirmed grades of claims."""
