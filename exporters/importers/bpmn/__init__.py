"""The import of BPMN 2.0 models that other people drew (OMG formal/2013-12-09, ISO/IEC 19510)."""
