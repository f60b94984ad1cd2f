"""Tests of the profile that is proposed."""
