"""Emitters: functions of the pruned model to bytes."""
