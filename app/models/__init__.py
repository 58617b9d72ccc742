"""What a case is: records, patches, the graph, the rules. No Qt, no SQL, no ReportLab."""
