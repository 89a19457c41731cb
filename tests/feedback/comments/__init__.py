"""Tests of comments: writing, checking, reading and replying."""
